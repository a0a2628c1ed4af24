// SPDX-License-Identifier: MIT
/* The history of imports, kept with the roster: who brought which files when,
 * and what that changed in words.
 */
#pragma once

#include "roster_book.h"

#include <sqlite3.h>

/* An import to be added. Everything is borrowed. */
typedef struct RosterEntry {
  gint64 number, at; /* seconds since 1970, UTC */
  const char *who;
  gint64 reverts; /* the number of the import it undid; 0: none */
  guint people;
  const char *separators;
  const RosterReport *report;
  const GPtrArray *digests; /* of char *, as report->files */
  const GArray *kinds;      /* of RosterKind, as report->files */
} RosterEntry;

gboolean roster_history_add(sqlite3 *db, const RosterEntry *entry, GError **error);

/* An import as the history has it. */
typedef struct RosterPast {
  gint64 number, at, reverts;
  guint people;
  char *who;
  GPtrArray *files; /* of char *: "participants.csv (participants, SHA-256 …)" */
  GPtrArray *words; /* of char * */
  RosterCount counts[SHEETS];
} RosterPast;

void roster_past_free(RosterPast *past);

/* Every import, the last first, of RosterPast; the caller owns the array. NULL on error. */
GPtrArray *roster_history_read(sqlite3 *db, GError **error);

/* The same of the roster in that file; the error names it. */
GPtrArray *roster_history_at(const char *path, GError **error);
