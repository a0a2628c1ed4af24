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

/* Columns beyond those of the files, in the order of bind_worked. */
static const char *const worked_columns[SHEETS] = {
    [SHEET_STAFF] = "login_folded guardian_email",
    [SHEET_PARTICIPANTS] = "household guardian_email guardian1 guardian2 guardian3 guardian4",
    [SHEET_PROGRAMMES] = "list_canonical",
    [SHEET_PERMISSIONS] = "",
};

/* "INSERT OR REPLACE INTO t (key, added, id, …) VALUES (?, ?, …)". A replaced
 * row keeps its key, and nothing refers to rows but by key and id. */
static char *insert_sql(RosterKind kind)
{
  const RosterSheet *sheet = &roster_sheets[kind];
  g_autoptr(GString) columns = g_string_new("key, added"), marks = g_string_new("?, ?");
  g_auto(GStrv) worked = g_strsplit(worked_columns[kind], " ", -1);
  for (guint i = 0; i < sheet->count; i++) {
    g_string_append_printf(columns, ", %s", sheet->columns[i].name);
    g_string_append(marks, ", ?");
  }
  for (char **name = worked; *name != NULL && **name != '\0'; name++) {
    g_string_append_printf(columns, ", %s", *name);
    g_string_append(marks, ", ?");
  }
  return g_strdup_printf("INSERT OR REPLACE INTO %s (%s) VALUES (%s)", sheet->table, columns->str,
                         marks->str);
}

/* A NULL text or 0 stays NULL: bindings are cleared before. */
static void bind_text(sqlite3_stmt *statement, int place, const char *text)
{
  if (text != NULL) sqlite3_bind_text(statement, place, text, -1, SQLITE_STATIC);
}

static void bind_key(sqlite3_stmt *statement, int place, gint64 key)
{
  if (key != 0) sqlite3_bind_int64(statement, place, key);
}

static void bind_worked(sqlite3_stmt *statement, int place, const BookRow *row)
{
  const BookWorked *worked = &row->worked;
  if (row->kind == SHEET_PARTICIPANTS) {
    sqlite3_bind_int64(statement, place, worked->household);
    bind_text(statement, place + 1, worked->guardian_email);
    for (int i = 0; i < GUARDIANS_MAX; i++) bind_key(statement, place + 2 + i, worked->guardians[i]);
  } else if (row->kind != SHEET_PERMISSIONS) {
    bind_text(statement, place, worked->text);
    if (row->kind == SHEET_STAFF) bind_text(statement, place + 1, worked->guardian_email);
  }
}

static gboolean worked_differs(const BookWorked *one, const BookWorked *other)
{
  return one->household != other->household ||
         memcmp(one->guardians, other->guardians, sizeof one->guardians) != 0 ||
         g_strcmp0(one->guardian_email, other->guardian_email) != 0 || g_strcmp0(one->text, other->text) != 0;
}

/* What is to happen to the rows of one kind. */
typedef struct Writer {
  sqlite3 *db;
  gint64 import;
  sqlite3_stmt *insert, *keep, *remove;
  guint written;
} Writer;

static gboolean run_for(sqlite3_stmt *statement, gint64 key, GError **error)
{
  sqlite3_bind_int64(statement, 1, key);
  return store_run(statement, error);
}

static gboolean write_row(Writer *writer, BookRow *row, GError **error)
{
  int count = (int)roster_sheets[row->kind].count;
  if (row->added == 0) row->added = writer->import;
  sqlite3_clear_bindings(writer->insert);
  sqlite3_bind_int64(writer->insert, 1, row->key);
  sqlite3_bind_int64(writer->insert, 2, row->added);
  for (int i = 0; i < count; i++) bind_text(writer->insert, 3 + i, row->cells[i]);
  bind_worked(writer->insert, 3 + count, row);
  writer->written++;
  return store_run(writer->insert, error);
}

/* Before anything is written: a new row may take what an old one has to give. */
static gboolean keep_row(Writer *writer, const BookRow *row, GError **error)
{
  gboolean changed = row->gone || (row->before != NULL && roster_cells_differ(row, row->before));
  if (!row->is_stored || !changed) return TRUE;
  if (!run_for(writer->keep, row->key, error)) return FALSE;
  if (!row->gone) return TRUE;
  writer->written++;
  return run_for(writer->remove, row->key, error);
}

static gboolean save_row(Writer *writer, BookRow *row, GError **error)
{
  if (row->gone) return TRUE;
  gboolean differs = roster_row_is_changed(row) || worked_differs(&row->worked, &row->stored);
  return !differs || write_row(writer, row, error);
}

static gboolean prepare_writer(Writer *writer, RosterKind kind, GError **error)
{
  const char *table = roster_sheets[kind].table;
  g_autofree char *insert = insert_sql(kind);
  g_autofree char *keep =
      g_strdup_printf("INSERT INTO %s_before SELECT * FROM %s WHERE key = ?", table, table);
  g_autofree char *remove = g_strdup_printf("DELETE FROM %s WHERE key = ?", table);
  g_autofree char *forget = g_strdup_printf("DELETE FROM %s_before", table);
  writer->insert = store_prepare(writer->db, insert, error);
  if (writer->insert != NULL) writer->keep = store_prepare(writer->db, keep, error);
  if (writer->keep != NULL) writer->remove = store_prepare(writer->db, remove, error);
  return writer->remove != NULL && store_exec(writer->db, forget, error);
}

static gboolean save_kind(RosterBook *book, RosterKind kind, sqlite3 *db, gint64 import, guint *written,
                          GError **error)
{
  Writer writer = {.db = db, .import = import};
  gboolean saved = prepare_writer(&writer, kind, error);
  const GPtrArray *rows = book->rows[kind];
  for (guint i = 0; saved && i < rows->len; i++) saved = keep_row(&writer, g_ptr_array_index(rows, i), error);
  for (guint i = 0; saved && i < rows->len; i++) saved = save_row(&writer, g_ptr_array_index(rows, i), error);
  sqlite3_finalize(writer.insert);
  sqlite3_finalize(writer.keep);
  sqlite3_finalize(writer.remove);
  *written += writer.written;
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
