// SPDX-License-Identifier: MIT
/* Erasing personal fields from the journal for good: all of them before a time,
 * or one person's wherever they stand. The chain still verifies, for it holds
 * the digests; that something was erased is an entry of its own. The daemon may
 * write meanwhile.
 *
 * A person's fields are those found by their id or one of their addresses, what
 * they wrote themselves (subject, Message-ID, client, login), and every field
 * that has their id, name or address in its text. A sentence that names others
 * too goes as a whole; other sentences, addresses and recipients stay.
 */
#pragma once

#include "journal_entry.h"

typedef struct JournalErasure {
  gint64 before;              /* entries before this time, microseconds; 0: a person */
  const char *id;             /* the person's roster id */
  const GPtrArray *addresses; /* of char *: theirs, canonical */
  const GPtrArray *words;     /* of char *: names, addresses and logins as written */
  const char *by;             /* who erases; kept with the entry */
  const char *note;           /* kept with the entry */
} JournalErasure;

/* Erases; *fields says how many. What was erased until an error stays erased.
 * Fails with a JournalError or a StoreError. */
gboolean journal_erase(const char *path, const char *key_path, const JournalErasure *what, gint64 *fields,
                       GError **error);
