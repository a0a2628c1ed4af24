// SPDX-License-Identifier: MIT
/* The roster: everybody the organisation knows, in SQLite (WAL).
 *
 * A Roster is a pool of read connections; a question takes one, reads in one
 * transaction and gives it back, so any thread may ask at any time and nothing
 * hangs on a thread. An import becomes visible to the next question, whole.
 */
#pragma once

#include "people.h"
#include "question.h"

typedef struct Roster Roster;

#define ROSTER_ERROR (roster_error_quark())
GQuark roster_error_quark(void);
typedef enum {
  ROSTER_ERROR_OPEN,  /* no such file, no access, not a roster, newer than this program */
  ROSTER_ERROR_EMPTY, /* nobody was ever imported: no roster at all (decisions) */
  ROSTER_ERROR_READ,  /* SQLite could not read: locked, corrupted, full, gone */
} RosterError;

/* Opens an existing roster for reading; creates nothing. */
Roster *roster_open(const char *path, GError **error);
void roster_close(Roster *roster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Roster, roster_close)

/* Answers the question in one read transaction. The caller owns the People,
 * which is sealed and independent of the roster. Notices when the file was
 * replaced or removed. Thread-safe. */
People *roster_ask(Roster *roster, const Question *question, GError **error);

/* The version, which every import raises; 0 and an error when it cannot be read
 * or nobody was ever imported. */
gint64 roster_version(Roster *roster, GError **error);
