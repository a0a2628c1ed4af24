// SPDX-License-Identifier: MIT
/* The roster's file as the rooms of the roster use it: opening it, and the book
 * out of it and back into it.
 */
#pragma once

#include "roster_families.h"
#include "roster_history.h"
#include "roster_person.h"
#include "settings.h"
#include "store.h"

extern const StoreSpec roster_store;

/* Kinds of keys, see sql/roster-001: the key modulo KEY_KINDS. */
enum { KEY_STAFF = 1, KEY_PARTICIPANT = 2, KEY_GUARDIAN = 3, KEY_KINDS = 4 };

/* Fills an empty book from the file, within the caller's transaction. */
gboolean roster_book_load(RosterBook *book, sqlite3 *db, GError **error);

/* Fills an empty book with the rows that the last import changed or removed, as
 * they were before. */
gboolean roster_book_load_before(RosterBook *book, sqlite3 *db, GError **error);

/* Gives new rows and guardians their keys (guardians keep those that the file
 * has for their addresses) and works out all that is to be stored beside the cells. */
gboolean roster_book_settle(RosterBook *book, Families *families, sqlite3 *db, GError **error);

/* Writes what differs, keeps how it was for a revert, and works out the look-ups
 * anew when anything differs. `import` is the number of this import. */
gboolean roster_book_save(RosterBook *book, const Families *families, sqlite3 *db, gint64 import,
                          GError **error);

/* Writes guardian, address, child and member anew (roster_lookups.c). */
gboolean roster_lookups_write(const Families *families, sqlite3 *db, GError **error);

/* The greatest number of an import, which is the roster's version; 0 when none. */
gboolean roster_store_version(sqlite3 *db, gint64 *version, GError **error);

/* Reads something of the roster in that file in one transaction; NULL on error,
 * which names the file. `read` may be called again when somebody wrote meanwhile. */
typedef gpointer (*RosterRead)(sqlite3 *db, GError **error);
gpointer roster_store_read(const char *path, RosterRead read, GDestroyNotify free_result, GError **error);

/* ---- what import and revert share; errors in ROSTER_IMPORT_ERROR ---- */

/* Opens the settings' roster and begins a transaction: alone among writers, or,
 * for a dry run, only reading. */
sqlite3 *roster_begin(const Settings *settings, gboolean dry_run, GError **error);

/* Writes the book with an entry of history, whose number and people it fills in,
 * and commits. */
gboolean roster_commit(sqlite3 *db, RosterEntry *entry, RosterBook *book, Families *families, GError **error);
