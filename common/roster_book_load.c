// SPDX-License-Identifier: MIT
#include "roster_store.h"

#include <glib/gstdio.h>

const StoreSpec roster_store = {.name = "roster",
                                .application_id = ROSTER_APPLICATION_ID,
                                .migrations = roster_migrations,
                                .busy_ms = 5000};

/* The columns of sql/ that no file has, in the order of load_worked. */
static const char *const worked_columns[SHEETS] = {
    [SHEET_STAFF] = ", login_folded, guardian_email",
    [SHEET_PARTICIPANTS] = ", household, guardian_email, guardian1, guardian2, guardian3, guardian4",
    [SHEET_PROGRAMMES] = ", list_canonical",
    [SHEET_PERMISSIONS] = "",
};

static const char *column_text(RosterBook *book, sqlite3_stmt *statement, int column)
{
  const char *text = (const char *)sqlite3_column_text(statement, column);
  if (text == NULL) return NULL;
  return g_string_chunk_insert_len(book->texts, text, sqlite3_column_bytes(statement, column));
}

static void load_worked(RosterBook *book, BookRow *row, sqlite3_stmt *statement, int column)
{
  switch (row->kind) {
  case SHEET_STAFF:
    row->stored.text = column_text(book, statement, column);
    row->stored.guardian_email = column_text(book, statement, column + 1);
    break;
  case SHEET_PARTICIPANTS:
    row->stored.household = sqlite3_column_int64(statement, column);
    row->stored.guardian_email = column_text(book, statement, column + 1);
    for (int i = 0; i < GUARDIANS_MAX; i++)
      row->stored.guardians[i] = sqlite3_column_int64(statement, column + 2 + i);
    break;
  case SHEET_PROGRAMMES:
    row->stored.text = column_text(book, statement, column);
    break;
  default:
    break;
  }
}

static BookRow *load_row(RosterBook *book, RosterKind kind, sqlite3_stmt *statement)
{
  BookRow *row = roster_book_add(book, kind);
  int count = (int)roster_sheets[kind].count;
  row->is_stored = TRUE;
  row->key = sqlite3_column_int64(statement, 0);
  row->added = sqlite3_column_int64(statement, 1);
  for (int i = 0; i < count; i++) row->cells[i] = column_text(book, statement, 2 + i);
  load_worked(book, row, statement, 2 + count);
  return row;
}

static char *select_sql(RosterKind kind, const char *table)
{
  const RosterSheet *sheet = &roster_sheets[kind];
  GString *sql = g_string_new("SELECT key, added");
  for (guint i = 0; i < sheet->count; i++) g_string_append_printf(sql, ", %s", sheet->columns[i].name);
  g_string_append_printf(sql, "%s FROM %s ORDER BY key", worked_columns[kind], table);
  return g_string_free(sql, FALSE);
}

static gboolean load_kind(RosterBook *book, RosterKind kind, const char *table, sqlite3 *db, GError **error)
{
  g_autofree char *sql = select_sql(kind, table);
  g_autoptr(sqlite3_stmt) statement = store_prepare(db, sql, error);
  StoreStep step = STORE_DONE;
  if (statement == NULL) return FALSE;
  while ((step = store_step(statement, error)) == STORE_ROW) {
    roster_book_name(book, load_row(book, kind, statement));
  }
  return step == STORE_DONE;
}

gboolean roster_store_version(sqlite3 *db, gint64 *version, GError **error)
{
  return store_number(db, "SELECT max(number) FROM import", version, error);
}

gboolean roster_book_load(RosterBook *book, sqlite3 *db, GError **error)
{
  for (guint kind = 0; kind < SHEETS; kind++) {
    if (!load_kind(book, (RosterKind)kind, roster_sheets[kind].table, db, error)) return FALSE;
  }
  return roster_store_version(db, &book->version, error);
}

gboolean roster_book_load_before(RosterBook *book, sqlite3 *db, GError **error)
{
  for (guint kind = 0; kind < SHEETS; kind++) {
    g_autofree char *table = g_strconcat(roster_sheets[kind].table, "_before", NULL);
    if (!load_kind(book, (RosterKind)kind, table, db, error)) return FALSE;
  }
  return TRUE;
}

/* ---- reading from outside ---- */

#define READ_ATTEMPTS 5

/* Whether the file is as it was: a file that nobody has open is read without
 * locks, and somebody may have begun to write since. */
static gboolean is_unchanged(const GStatBuf *before, const char *path)
{
  GStatBuf after;
  return g_stat(path, &after) == 0 && after.st_ino == before->st_ino && after.st_size == before->st_size &&
         after.st_mtim.tv_sec == before->st_mtim.tv_sec && after.st_mtim.tv_nsec == before->st_mtim.tv_nsec;
}

static gpointer read_once(const char *path, RosterRead read, GError **error)
{
  g_autoptr(sqlite3) db = store_open(&roster_store, path, STORE_GLANCE, error);
  if (db == NULL) return NULL;
  /* Nothing is written, so the end of the transaction cannot fail what was read. */
  gpointer result = store_exec(db, "BEGIN", error) ? read(db, error) : NULL;
  if (result == NULL) g_prefix_error(error, "roster %s: ", path);
  return result;
}

gpointer roster_store_read(const char *path, RosterRead read, GDestroyNotify free_result, GError **error)
{
  for (guint attempt = 0; attempt < READ_ATTEMPTS; attempt++) {
    GStatBuf before = {0};
    g_autoptr(GError) cause = NULL;
    gboolean exists = g_stat(path, &before) == 0;
    gpointer result = read_once(path, read, &cause);
    if (!exists || is_unchanged(&before, path)) {
      if (result == NULL) g_propagate_error(error, g_steal_pointer(&cause));
      return result;
    }
    if (result != NULL) free_result(result);
  }
  g_set_error(error, STORE_ERROR, STORE_ERROR_BUSY, "roster %s: it is being written again and again", path);
  return NULL;
}

static gpointer read_book(sqlite3 *db, GError **error)
{
  g_autoptr(RosterBook) book = roster_book_new();
  if (!roster_book_load(book, db, error)) return NULL;
  if (book->version > 0) return g_steal_pointer(&book);
  g_set_error_literal(error, STORE_ERROR, STORE_ERROR_EMPTY,
                      "nobody was ever imported: run \"chaperone roster import\"");
  return NULL;
}

RosterBook *roster_book_read(const char *path, GError **error)
{
  return roster_store_read(path, read_book, (GDestroyNotify)roster_book_free, error);
}
