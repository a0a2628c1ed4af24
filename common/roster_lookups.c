// SPDX-License-Identifier: MIT
#include "roster_store.h"

#include "roster_cell.h"
#include "roster_keys.h"

#include <stdlib.h>
#include <string.h>

/* Rows go in in the order of their keys: SQLite then only appends. */

/* ---- guardians ---- */

static int by_key(gconstpointer a, gconstpointer b)
{
  const Guardian *left = *(const Guardian *const *)a, *right = *(const Guardian *const *)b;
  return left->key < right->key ? -1 : left->key > right->key;
}

static void bind_guardian(sqlite3_stmt *statement, int place, gconstpointer rows, guint index)
{
  const Guardian *guardian = g_ptr_array_index((const GPtrArray *)rows, index);
  const char *name = guardian->name != NULL ? guardian->name : guardian->email;
  sqlite3_bind_int64(statement, place, guardian->key);
  sqlite3_bind_text(statement, place + 1, name, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, place + 2, guardian->email, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, place + 3, guardian->phone, -1, SQLITE_STATIC);
  sqlite3_bind_int64(statement, place + 4, guardian->household);
}

static gboolean write_guardians(const Families *families, sqlite3 *db, GError **error)
{
  g_autoptr(GPtrArray) others = g_ptr_array_new();
  for (guint i = 0; i < families->guardians->len; i++) {
    Guardian *guardian = g_ptr_array_index(families->guardians, i);
    if (guardian->person == NULL) g_ptr_array_add(others, guardian);
  }
  g_ptr_array_sort(others, by_key);
  return store_insert(db, "guardian", 5, others->len, bind_guardian, others, error);
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

typedef struct Owner {
  const char *canonical;
  gint64 key;
} Owner;

static int compare_owners(gconstpointer a, gconstpointer b)
{
  const Owner *left = a, *right = b;
  return left->key < right->key ? -1 : left->key > right->key;
}

/* The owners of one address, each once, by key. */
static void add_owners(GArray *owners, const AddressUse *uses, guint count)
{
  guint first = owners->len, kept = first;
  for (guint i = 0; i < count; i++) {
    Owner owner = {uses->canonical, person_key(uses, count, &uses[i])};
    if (owner.key != 0) g_array_append_val(owners, owner);
  }
  Owner *run = &g_array_index(owners, Owner, 0);
  if (owners->len - first > 1) qsort(run + first, owners->len - first, sizeof *run, compare_owners);
  for (guint i = first; i < owners->len; i++) {
    if (kept == first || run[kept - 1].key != run[i].key) run[kept++] = run[i];
  }
  g_array_set_size(owners, kept);
}

static void bind_owner(sqlite3_stmt *statement, int place, gconstpointer rows, guint index)
{
  const Owner *owner = &g_array_index((const GArray *)rows, Owner, index);
  sqlite3_bind_text(statement, place, owner->canonical, -1, SQLITE_STATIC);
  sqlite3_bind_int64(statement, place + 1, owner->key);
}

static gboolean write_addresses(const Families *families, sqlite3 *db, GError **error)
{
  g_autoptr(GArray) owners = g_array_sized_new(FALSE, FALSE, sizeof(Owner), families->uses->len);
  for (guint first = 0, end = 0; first < families->uses->len; first = end) {
    end = families_run_end(families, first);
    add_owners(owners, &g_array_index(families->uses, AddressUse, first), end - first);
  }
  return store_insert(db, "address", 2, owners->len, bind_owner, owners, error);
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

static void bind_pair(sqlite3_stmt *statement, int place, gconstpointer rows, guint index)
{
  const Pair *pair = &g_array_index((const GArray *)rows, Pair, index);
  sqlite3_bind_int64(statement, place, pair->one);
  sqlite3_bind_int64(statement, place + 1, pair->other);
}

/* No pair comes twice: a row names nobody and nothing twice. */
static gboolean write_pairs(GArray *pairs, sqlite3 *db, const char *table, GError **error)
{
  g_array_sort(pairs, compare_pairs);
  return store_insert(db, table, 2, pairs->len, bind_pair, pairs, error);
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
  return write_pairs(pairs, db, "child", error);
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
  return write_pairs(pairs, db, "member", error);
}

gboolean roster_lookups_write(const Families *families, sqlite3 *db, GError **error)
{
  return store_exec(db, "DELETE FROM guardian; DELETE FROM address; DELETE FROM child; DELETE FROM member;",
                    error) &&
         write_guardians(families, db, error) && write_addresses(families, db, error) &&
         write_children(families->book, db, error) && write_members(families->book, db, error) &&
         roster_keys_write(db, families->separators, error);
}
