// SPDX-License-Identifier: MIT
#include "roster_history.h"

#include "roster_store.h"

/* ---- adding ---- */

static gboolean add_import(sqlite3 *db, const RosterEntry *entry, GError **error)
{
  g_autoptr(sqlite3_stmt) insert = store_prepare(db, "INSERT INTO import VALUES (?, ?, ?, ?, ?, ?)", error);
  if (insert == NULL) return FALSE;
  sqlite3_bind_int64(insert, 1, entry->number);
  sqlite3_bind_int64(insert, 2, entry->at);
  sqlite3_bind_text(insert, 3, entry->who, -1, SQLITE_STATIC);
  if (entry->reverts != 0) sqlite3_bind_int64(insert, 4, entry->reverts);
  sqlite3_bind_int64(insert, 5, entry->people);
  sqlite3_bind_text(insert, 6, entry->separators, -1, SQLITE_STATIC);
  return store_run(insert, error);
}

static gboolean add_files(sqlite3 *db, const RosterEntry *entry, GError **error)
{
  g_autoptr(sqlite3_stmt) insert = store_prepare(db, "INSERT INTO import_file VALUES (?, ?, ?, ?, ?)", error);
  for (guint i = 0; insert != NULL && i < entry->report->files->len; i++) {
    RosterKind kind = g_array_index(entry->kinds, RosterKind, i);
    sqlite3_bind_int64(insert, 1, entry->number);
    sqlite3_bind_int64(insert, 2, i);
    sqlite3_bind_text(insert, 3, roster_sheets[kind].name, -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 4, g_ptr_array_index(entry->report->files, i), -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 5, g_ptr_array_index(entry->digests, i), -1, SQLITE_STATIC);
    if (!store_run(insert, error)) return FALSE;
  }
  return insert != NULL;
}

static gboolean add_counts(sqlite3 *db, const RosterEntry *entry, GError **error)
{
  g_autoptr(sqlite3_stmt) insert =
      store_prepare(db, "INSERT INTO import_count VALUES (?, ?, ?, ?, ?, ?)", error);
  for (guint kind = 0; insert != NULL && kind < SHEETS; kind++) {
    const RosterCount *count = &entry->report->counts[kind];
    if (!count->touched) continue;
    sqlite3_bind_int64(insert, 1, entry->number);
    sqlite3_bind_text(insert, 2, roster_sheets[kind].name, -1, SQLITE_STATIC);
    sqlite3_bind_int64(insert, 3, count->added);
    sqlite3_bind_int64(insert, 4, count->changed);
    sqlite3_bind_int64(insert, 5, count->departed);
    sqlite3_bind_int64(insert, 6, count->unchanged);
    if (!store_run(insert, error)) return FALSE;
  }
  return insert != NULL;
}

static gboolean add_words(sqlite3 *db, const RosterEntry *entry, GError **error)
{
  g_autoptr(sqlite3_stmt) insert = store_prepare(db, "INSERT INTO import_words VALUES (?, ?, ?)", error);
  for (guint i = 0; insert != NULL && i < entry->report->words->len; i++) {
    sqlite3_bind_int64(insert, 1, entry->number);
    sqlite3_bind_int64(insert, 2, i);
    sqlite3_bind_text(insert, 3, g_ptr_array_index(entry->report->words, i), -1, SQLITE_STATIC);
    if (!store_run(insert, error)) return FALSE;
  }
  return insert != NULL;
}

gboolean roster_history_add(sqlite3 *db, const RosterEntry *entry, GError **error)
{
  return add_import(db, entry, error) && add_files(db, entry, error) && add_counts(db, entry, error) &&
         add_words(db, entry, error);
}

/* ---- reading ---- */

void roster_past_free(RosterPast *past)
{
  if (past == NULL) return;
  g_free(past->who);
  g_ptr_array_unref(past->files);
  g_ptr_array_unref(past->words);
  g_free(past);
}

static const char *text(sqlite3_stmt *statement, int column)
{
  return (const char *)sqlite3_column_text(statement, column);
}

static void take_import(gpointer target, sqlite3_stmt *row)
{
  RosterPast *past = g_new0(RosterPast, 1);
  past->number = sqlite3_column_int64(row, 0);
  past->at = sqlite3_column_int64(row, 1);
  past->who = g_strdup(text(row, 2));
  past->reverts = sqlite3_column_int64(row, 3);
  past->people = (guint)sqlite3_column_int64(row, 4);
  past->files = g_ptr_array_new_with_free_func(g_free);
  past->words = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(target, past);
}

static void take_file(gpointer target, sqlite3_stmt *row)
{
  RosterPast *past = target;
  g_ptr_array_add(past->files,
                  g_strdup_printf("%s (%s, SHA-256 %s)", text(row, 0), text(row, 1), text(row, 2)));
}

static void take_words(gpointer target, sqlite3_stmt *row)
{
  RosterPast *past = target;
  g_ptr_array_add(past->words, g_strdup(text(row, 0)));
}

static void take_count(gpointer target, sqlite3_stmt *row)
{
  RosterPast *past = target;
  for (guint kind = 0; kind < SHEETS; kind++) {
    if (g_strcmp0(roster_sheets[kind].name, text(row, 0)) != 0) continue;
    past->counts[kind] = (RosterCount){.touched = TRUE,
                                       .added = (guint)sqlite3_column_int64(row, 1),
                                       .changed = (guint)sqlite3_column_int64(row, 2),
                                       .departed = (guint)sqlite3_column_int64(row, 3),
                                       .unchanged = (guint)sqlite3_column_int64(row, 4)};
  }
}

/* Hands every row of the answer to `take`; the number goes in where the SQL asks for one. */
static gboolean read_rows(sqlite3 *db, const char *sql, gint64 number, void (*take)(gpointer, sqlite3_stmt *),
                          gpointer target, GError **error)
{
  g_autoptr(sqlite3_stmt) statement = store_prepare(db, sql, error);
  StoreStep step = STORE_DONE;
  if (statement == NULL) return FALSE;
  if (sqlite3_bind_parameter_count(statement) > 0) sqlite3_bind_int64(statement, 1, number);
  while ((step = store_step(statement, error)) == STORE_ROW) take(target, statement);
  return step == STORE_DONE;
}

static gboolean read_parts(sqlite3 *db, RosterPast *past, GError **error)
{
  return read_rows(db, "SELECT name, kind, sha256 FROM import_file WHERE import = ? ORDER BY place",
                   past->number, take_file, past, error) &&
         read_rows(db, "SELECT kind, added, changed, departed, unchanged FROM import_count WHERE import = ?",
                   past->number, take_count, past, error) &&
         read_rows(db, "SELECT text FROM import_words WHERE import = ? ORDER BY place", past->number,
                   take_words, past, error);
}

GPtrArray *roster_history_read(sqlite3 *db, GError **error)
{
  g_autoptr(GPtrArray) imports = g_ptr_array_new_with_free_func((GDestroyNotify)roster_past_free);
  const char *sql = "SELECT number, at, who, reverts, people FROM import ORDER BY number DESC";
  if (!read_rows(db, sql, 0, take_import, imports, error)) return NULL;
  for (guint i = 0; i < imports->len; i++) {
    if (!read_parts(db, g_ptr_array_index(imports, i), error)) return NULL;
  }
  return g_steal_pointer(&imports);
}

static gpointer read_history(sqlite3 *db, GError **error)
{
  return roster_history_read(db, error);
}

GPtrArray *roster_history_at(const char *path, GError **error)
{
  return roster_store_read(path, read_history, (GDestroyNotify)g_ptr_array_unref, error);
}
