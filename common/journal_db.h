// SPDX-License-Identifier: MIT
/* The journal's file, for those who add to it: the daemon's writer, and the
 * command when it reviews or erases. Any number of processes may; each adds
 * within a transaction that begins by asking where the chain ends.
 *
 * One thread at a time. Everything fails with JOURNAL_ERROR_WRITE unless said
 * otherwise.
 */
#pragma once

#include "journal_entry.h"
#include "journal_head.h"
#include "store.h"

typedef struct JournalDb JournalDb;

/* How the store opens it; for reading too. */
extern const StoreSpec journal_store;

/* Opens, making the file where there is none. A journal that is made anew beside
 * a head that has been further goes on counting from there: what was lost stays
 * missed. Fails with JOURNAL_ERROR_OPEN, or JOURNAL_ERROR_KEY when the journal
 * was begun with another key. `keys` is borrowed. */
JournalDb *journal_db_open(const char *path, const JournalKeys *keys, const JournalHead *known,
                           GError **error);
void journal_db_close(JournalDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JournalDb, journal_db_close)

/* The handle, borrowed. */
sqlite3 *journal_db_handle(JournalDb *db);

/* Whether the files at the path are still the ones that were opened: what is
 * written to removed or replaced files is lost. */
gboolean journal_db_in_place(const JournalDb *db);

typedef enum {
  JOURNAL_BEGUN,
  JOURNAL_LOCKED, /* somebody else holds the lock: try again */
  JOURNAL_NOT_BEGUN
} JournalBegin;

/* Begins a transaction, waiting up to a second for the lock. */
JournalBegin journal_db_begin(JournalDb *db, GError **error);
/* Within a transaction: where the chain ends, by the sealed row, the last entry
 * and what the caller knows, whichever is further. */
gboolean journal_db_end(JournalDb *db, const JournalHead *known, JournalHead *end, GError **error);

typedef enum {
  JOURNAL_ADDED,
  JOURNAL_REFERENCE_TAKEN, /* there is a message with that reference; nothing was added */
  JOURNAL_NOT_ADDED
} JournalAdd;

/* Adds the entry after `end`, which becomes the entry's; sets the entry's
 * sequence and code. */
JournalAdd journal_db_add(JournalDb *db, JournalEntry *entry, JournalHead *end, GError **error);
/* Writes the sealed row and ends the transaction: on disk when this returns. */
gboolean journal_db_commit(JournalDb *db, const JournalHead *end, GError **error);
/* Notes whom the next so many entries speak of, where that has not been done
 * yet: a transaction of its own. *more says whether there are more to do. */
gboolean journal_db_index(JournalDb *db, guint most, gboolean *more, GError **error);
/* Ends the transaction as if it had not been; does nothing without one. */
void journal_db_rollback(JournalDb *db);

/* What tells a wrong key from a broken chain, as it stands in the journal. */
gboolean journal_key_check(const JournalKeys *keys, guint8 check[JOURNAL_MAC_BYTES]);
