// SPDX-License-Identifier: MIT
#include "roster_store.h"

#include "roster_cell.h"
#include "roster_keys.h"

#include <string.h>

/* Rows go in in the order of their keys: SQLite then only appends. */

static gboolean insert_pair(sqlite3_stmt *statement, gint64 one, gint64 other, GError **error)
{
  sqlite3_bind_int64(statement, 1, one);
  sqlite3_bind_int64(statement, 2, other);
  return store_run(statement, error);
}

/* ---- guardians ---- */

static int by_key(gconstpointer a, gconstpointer b)
{
  const Guardian *left = *(const Guardian *const *)a, *right = *(const Guardian *const *)b;
  return left->key < right->key ? -1 : left->key > right->key;
}

static gboolean write_guardian(sqlite3_stmt *statement, const Guardian *guardian, GError **error)
{
  sqlite3_bind_int64(statement, 1, guardian->key);
  sqlite3_bind_text(statement, 2, guardian->name != NULL ? guardian->name : guardian->email, -1,
                    SQLITE_STATIC);
  sqlite3_bind_text(statement, 3, guardian->email, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 4, guardian->phone, -1, SQLITE_STATIC);
  sqlite3_bind_int64(statement, 5, guardian->household);
  return store_run(statement, error);
}

static gboolean write_guardians(const Families *families, sqlite3 *db, GError **error)
{
  g_autoptr(sqlite3_stmt) statement = store_prepare(db, "INSERT INTO guardian VALUES (?, ?, ?, ?, ?)", error);
  g_ptr_array_sort(families->guardians, by_key);
  for (guint i = 0; statement != NULL && i < families->guardians->len; i++) {
    const Guardian *guardian = g_ptr_array_index(families->guardians, i);
    if (guardian->person == NULL && !write_guardian(statement, guardian, error)) return FALSE;
  }
  return statement != NULL;
}

/* ---- addresses ---- */

/* An address that other staff have now says nothing of who had it once. */
static gboolean is_taken(const AddressUse *uses, guint count, const AddressUse *use)
{
  gboolean is_past = use->kind == USE_FORMER || !roster_row_is_active(use->row);
  for (guint i = 0; is_past && i < count; i++) {
    gboolean present = (uses[i].kind == USE_OFFICIAL || uses[i].kind == USE_PERSONAL) &&
                       uses[i].row != use->row && roster_row_is_active(uses[i].row);
    if (present) return TRUE;
  }
  return FALSE;
}

/* Who is known by it; 0: nobody. */
static gint64 person_key(const AddressUse *uses, guint count, const AddressUse *use)
{
  if (use->kind == USE_LIST) return 0;
  if (use->kind == USE_GUARDIAN) return use->guardian->key;
  if (use->kind == USE_OWN) return use->row->key;
  return is_taken(uses, count, use) ? 0 : use->row->key;
}

static int compare_keys(gconstpointer a, gconstpointer b)
{
  const gint64 *left = a, *right = b;
  return *left < *right ? -1 : *left > *right;
}

static gboolean write_run(sqlite3_stmt *statement, const AddressUse *uses, guint count, GArray *keys,
                          GError **error)
{
  gint64 before = 0;
  g_array_set_size(keys, 0);
  for (guint i = 0; i < count; i++) {
    gint64 key = person_key(uses, count, &uses[i]);
    if (key != 0) g_array_append_val(keys, key);
  }
  g_array_sort(keys, compare_keys);
  for (guint i = 0; i < keys->len; i++) {
    gint64 key = g_array_index(keys, gint64, i);
    sqlite3_bind_text(statement, 1, uses->canonical, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 2, key);
    if (key != before && !store_run(statement, error)) return FALSE;
    before = key;
  }
  return TRUE;
}

static gboolean write_addresses(const Families *families, sqlite3 *db, GError **error)
{
  g_autoptr(sqlite3_stmt) statement = store_prepare(db, "INSERT INTO address VALUES (?, ?)", error);
  g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (guint first = 0, end = 0; statement != NULL && first < families->uses->len; first = end) {
    end = families_run_end(families, first);
    const AddressUse *uses = &g_array_index(families->uses, AddressUse, first);
    if (!write_run(statement, uses, end - first, keys, error)) return FALSE;
  }
  return statement != NULL;
}

/* ---- pairs: guardian and child, programme and member ---- */

typedef struct Pair {
  gint64 one, other;
} Pair;

static int compare_pairs(gconstpointer a, gconstpointer b)
{
  const Pair *left = a, *right = b;
  if (left->one != right->one) return left->one < right->one ? -1 : 1;
  return left->other < right->other ? -1 : left->other > right->other;
}

static gboolean write_pairs(GArray *pairs, sqlite3 *db, const char *sql, GError **error)
{
  g_autoptr(sqlite3_stmt) statement = store_prepare(db, sql, error);
  Pair before = {0, 0};
  g_array_sort(pairs, compare_pairs);
  for (guint i = 0; statement != NULL && i < pairs->len; i++) {
    Pair pair = g_array_index(pairs, Pair, i);
    if (compare_pairs(&pair, &before) != 0 && !insert_pair(statement, pair.one, pair.other, error))
      return FALSE;
    before = pair;
  }
  return statement != NULL;
}

static gboolean write_children(const RosterBook *book, sqlite3 *db, GError **error)
{
  g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
  const GPtrArray *rows = book->rows[SHEET_PARTICIPANTS];
  for (guint i = 0; i < rows->len; i++) {
    const BookRow *row = g_ptr_array_index(rows, i);
    for (guint place = 0; place < GUARDIANS_MAX && !row->gone; place++) {
      Pair pair = {row->worked.guardians[place], row->key};
      if (pair.one != 0) g_array_append_val(pairs, pair);
    }
  }
  return write_pairs(pairs, db, "INSERT INTO child VALUES (?, ?)", error);
}

static void add_membership(const RosterBook *book, GArray *pairs, const BookRow *row, const char *id)
{
  const BookRow *programme = roster_book_find(book, SHEET_PROGRAMMES, id);
  Pair pair = {programme != NULL ? programme->key : 0, row->key};
  if (pair.one != 0) g_array_append_val(pairs, pair);
}

static void add_memberships(const RosterBook *book, GArray *pairs, const BookRow *row)
{
  const char *cell = row->cells[PARTICIPANT_PROGRAMMES];
  if (cell == NULL || row->gone || !roster_row_is_active(row)) return;
  if (strchr(cell, ';') == NULL) {
    add_membership(book, pairs, row, cell);
    return;
  }
  g_auto(GStrv) ids = roster_cell_values(cell);
  for (char **id = ids; *id != NULL; id++) add_membership(book, pairs, row, *id);
}

static gboolean write_members(const RosterBook *book, sqlite3 *db, GError **error)
{
  g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
  const GPtrArray *rows = book->rows[SHEET_PARTICIPANTS];
  for (guint i = 0; i < rows->len; i++) add_memberships(book, pairs, g_ptr_array_index(rows, i));
  return write_pairs(pairs, db, "INSERT INTO member VALUES (?, ?)", error);
}

gboolean roster_lookups_write(const Families *families, sqlite3 *db, GError **error)
{
  return store_exec(db, "DELETE FROM guardian; DELETE FROM address; DELETE FROM child; DELETE FROM member;",
                    error) &&
         write_guardians(families, db, error) && write_addresses(families, db, error) &&
         write_children(families->book, db, error) && write_members(families->book, db, error) &&
         roster_keys_write(db, families->separators, error);
}
