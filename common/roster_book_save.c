// SPDX-License-Identifier: MIT
#include "roster_store.h"

#include "address.h"
#include "fold.h"
#include "roster_cell.h"

#include <string.h>

/* ---- keys, and what rows are looked up by ---- */

static const gint64 kind_of_key[SHEETS] = {
    [SHEET_STAFF] = KEY_STAFF,
    [SHEET_PARTICIPANTS] = KEY_PARTICIPANT,
    [SHEET_PROGRAMMES] = KEY_STAFF, /* programmes and permissions are no people: any kind will do */
    [SHEET_PERMISSIONS] = KEY_STAFF,
};

static void settle_rows(RosterBook *book, RosterKind kind)
{
  gint64 last = kind_of_key[kind];
  const GPtrArray *rows = book->rows[kind];
  for (guint i = 0; i < rows->len; i++) last = MAX(last, ((BookRow *)g_ptr_array_index(rows, i))->key);
  for (guint i = 0; i < rows->len; i++) {
    BookRow *row = g_ptr_array_index(rows, i);
    if (row->key == 0) row->key = last += KEY_KINDS;
  }
}

/* The keys that the file has for guardians, by canonical address. */
static gboolean load_guardian_keys(GHashTable *keys, gint64 *last, const char *separators, sqlite3 *db,
                                   GError **error)
{
  g_autoptr(sqlite3_stmt) statement = store_prepare(db, "SELECT key, email FROM guardian", error);
  StoreStep step = STORE_DONE;
  if (statement == NULL) return FALSE;
  while ((step = store_step(statement, error)) == STORE_ROW) {
    gint64 key = sqlite3_column_int64(statement, 0);
    g_auto(GStrv) values = roster_cell_values((const char *)sqlite3_column_text(statement, 1));
    *last = MAX(*last, key);
    for (char **value = values; *value != NULL; value++) {
      char *canonical = address_canonical(*value, separators, NULL);
      if (canonical != NULL) g_hash_table_insert(keys, canonical, g_memdup2(&key, sizeof key));
    }
  }
  return step == STORE_DONE;
}

static void reuse_keys(Families *families, GHashTable *keys)
{
  g_autoptr(GHashTable) taken = g_hash_table_new(g_int64_hash, g_int64_equal);
  for (guint i = 0; i < families->uses->len && g_hash_table_size(keys) > 0; i++) {
    const AddressUse *use = &g_array_index(families->uses, AddressUse, i);
    if (use->kind != USE_GUARDIAN || use->guardian->person != NULL || use->guardian->key != 0) continue;
    gint64 *key = g_hash_table_lookup(keys, use->canonical);
    if (key != NULL && g_hash_table_add(taken, key)) use->guardian->key = *key;
  }
}

static void fold_logins(RosterBook *book)
{
  g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
  const GPtrArray *rows = book->rows[SHEET_STAFF];
  for (guint active = 2; active-- > 0;) { /* who is active takes a login from who has left */
    for (guint i = 0; i < rows->len; i++) {
      BookRow *row = g_ptr_array_index(rows, i);
      if (row->gone || row->cells[STAFF_LOGIN] == NULL || roster_row_is_active(row) != (gboolean)active)
        continue;
      g_autofree char *folded = fold_case(row->cells[STAFF_LOGIN]);
      const char *kept = roster_book_text(book, folded);
      row->worked.text = g_hash_table_add(taken, (gpointer)kept) ? kept : NULL;
    }
  }
}

static void canonical_lists(RosterBook *book, const char *separators)
{
  const GPtrArray *rows = book->rows[SHEET_PROGRAMMES];
  for (guint i = 0; i < rows->len; i++) {
    BookRow *row = g_ptr_array_index(rows, i);
    const char *list = row->cells[PROGRAMME_LIST_ADDRESS];
    g_autofree char *canonical = list != NULL ? address_canonical(list, separators, NULL) : NULL;
    row->worked.text = roster_book_text(book, canonical);
  }
}

gboolean roster_book_settle(RosterBook *book, Families *families, sqlite3 *db, GError **error)
{
  gint64 last = KEY_GUARDIAN;
  g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  for (guint kind = 0; kind < SHEETS; kind++) settle_rows(book, (RosterKind)kind);
  fold_logins(book);
  canonical_lists(book, families->separators);
  if (!load_guardian_keys(keys, &last, families->separators, db, error)) return FALSE;
  reuse_keys(families, keys);
  for (guint i = 0; i < families->guardians->len; i++) {
    Guardian *guardian = g_ptr_array_index(families->guardians, i);
    if (guardian->person == NULL && guardian->key == 0) guardian->key = last += KEY_KINDS;
  }
  roster_families_settle(families);
  return TRUE;
}

/* ---- rows ---- */

/* How many columns a table has after key, added and those of the file. */
static const guint worked_columns[SHEETS] = {[SHEET_STAFF] = 2,
                                             [SHEET_PARTICIPANTS] = GUARDIANS_MAX + 2,
                                             [SHEET_PROGRAMMES] = 1,
                                             [SHEET_PERMISSIONS] = 0};

/* A NULL text or 0 stays NULL: bindings are cleared before. */
static void bind_text(sqlite3_stmt *statement, int place, const char *text)
{
  if (text != NULL) sqlite3_bind_text(statement, place, text, -1, SQLITE_STATIC);
}

static void bind_worked(sqlite3_stmt *statement, int place, const BookRow *row)
{
  const BookWorked *worked = &row->worked;
  if (row->kind == SHEET_PARTICIPANTS) {
    for (int i = 0; i < GUARDIANS_MAX; i++) {
      if (worked->guardians[i] != 0) sqlite3_bind_int64(statement, place + i, worked->guardians[i]);
    }
    sqlite3_bind_int64(statement, place + GUARDIANS_MAX, worked->household);
    bind_text(statement, place + GUARDIANS_MAX + 1, worked->guardian_email);
  } else if (row->kind != SHEET_PERMISSIONS) {
    bind_text(statement, place, worked->text);
    if (row->kind == SHEET_STAFF) bind_text(statement, place + 1, worked->guardian_email);
  }
}

/* In the order of the tables of sql/. */
static void bind_row(sqlite3_stmt *statement, int place, gconstpointer rows, guint index)
{
  const BookRow *row = g_ptr_array_index((const GPtrArray *)rows, index);
  int count = (int)roster_sheets[row->kind].count;
  sqlite3_bind_int64(statement, place, row->key);
  sqlite3_bind_int64(statement, place + 1, row->added);
  for (int i = 0; i < count; i++) bind_text(statement, place + 2 + i, row->cells[i]);
  bind_worked(statement, place + 2 + count, row);
}

static gboolean worked_differs(const BookWorked *one, const BookWorked *other)
{
  return one->household != other->household ||
         memcmp(one->guardians, other->guardians, sizeof one->guardians) != 0 ||
         g_strcmp0(one->guardian_email, other->guardian_email) != 0 || g_strcmp0(one->text, other->text) != 0;
}

/* How the rows of one kind as they were go away. */
typedef struct Writer {
  sqlite3_stmt *keep, *remove;
  GPtrArray *fresh; /* of BookRow: to be inserted */
  guint removed;
} Writer;

static gboolean run_for(sqlite3_stmt *statement, gint64 key, GError **error)
{
  sqlite3_bind_int64(statement, 1, key);
  return store_run(statement, error);
}

/* Before anything is inserted: a new row may take what an old one has to give. */
static gboolean clear_row(Writer *writer, BookRow *row, GError **error)
{
  gboolean changed = row->gone || roster_row_is_changed(row);
  if (!changed && !worked_differs(&row->worked, &row->stored)) return TRUE;
  if (!row->gone) g_ptr_array_add(writer->fresh, row);
  if (!row->is_stored) return TRUE;
  writer->removed++;
  return (!changed || run_for(writer->keep, row->key, error)) && run_for(writer->remove, row->key, error);
}

static gboolean prepare_writer(Writer *writer, RosterKind kind, sqlite3 *db, GError **error)
{
  const char *table = roster_sheets[kind].table;
  g_autofree char *keep =
      g_strdup_printf("INSERT INTO %s_before SELECT * FROM %s WHERE key = ?", table, table);
  g_autofree char *remove = g_strdup_printf("DELETE FROM %s WHERE key = ?", table);
  g_autofree char *forget = g_strdup_printf("DELETE FROM %s_before", table);
  writer->keep = store_prepare(db, keep, error);
  if (writer->keep != NULL) writer->remove = store_prepare(db, remove, error);
  return writer->remove != NULL && store_exec(db, forget, error);
}

static gboolean insert_fresh(const Writer *writer, RosterKind kind, sqlite3 *db, gint64 import,
                             GError **error)
{
  const RosterSheet *sheet = &roster_sheets[kind];
  for (guint i = 0; i < writer->fresh->len; i++) {
    BookRow *row = g_ptr_array_index(writer->fresh, i);
    if (row->added == 0) row->added = import;
  }
  return store_insert(db, sheet->table, 2 + sheet->count + worked_columns[kind], writer->fresh->len, bind_row,
                      writer->fresh, error);
}

static gboolean save_kind(RosterBook *book, RosterKind kind, sqlite3 *db, gint64 import, guint *written,
                          GError **error)
{
  g_autoptr(GPtrArray) fresh = g_ptr_array_new();
  Writer writer = {.fresh = fresh};
  gboolean saved = prepare_writer(&writer, kind, db, error);
  const GPtrArray *rows = book->rows[kind];
  for (guint i = 0; saved && i < rows->len; i++)
    saved = clear_row(&writer, g_ptr_array_index(rows, i), error);
  saved = saved && insert_fresh(&writer, kind, db, import, error);
  sqlite3_finalize(writer.keep);
  sqlite3_finalize(writer.remove);
  *written += writer.removed + fresh->len;
  return saved;
}

gboolean roster_book_save(RosterBook *book, const Families *families, sqlite3 *db, gint64 import,
                          GError **error)
{
  guint written = 0;
  for (guint kind = 0; kind < SHEETS; kind++) {
    if (!save_kind(book, (RosterKind)kind, db, import, &written, error)) return FALSE;
  }
  return written == 0 || roster_lookups_write(families, db, error);
}
