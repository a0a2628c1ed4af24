// SPDX-License-Identifier: MIT
#include "store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

G_DEFINE_QUARK(chaperone_store_error_quark, store_error)

#define FILE_MODE 0640
#define IN_MEMORY ":memory:"

/* ---- errors ---- */

static StoreError error_code(int result)
{
  switch (result & 0xff) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return STORE_ERROR_BUSY;
  case SQLITE_CANTOPEN:
  case SQLITE_PERM:
    return STORE_ERROR_OPEN;
  case SQLITE_NOTADB:
    return STORE_ERROR_FOREIGN;
  default:
    return STORE_ERROR_IO;
  }
}

gboolean store_fail(sqlite3 *db, GError **error)
{
  g_set_error(error, STORE_ERROR, error_code(sqlite3_errcode(db)), "%s", sqlite3_errmsg(db));
  return FALSE;
}

/* ---- statements ---- */

gboolean store_exec(sqlite3 *db, const char *sql, GError **error)
{
  return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK || store_fail(db, error);
}

sqlite3_stmt *store_prepare(sqlite3 *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK) {
    store_fail(db, error);
    return NULL;
  }
  return statement;
}

StoreStep store_step(sqlite3_stmt *statement, GError **error)
{
  int result = sqlite3_step(statement);
  if (result == SQLITE_ROW) return STORE_ROW;
  if (result != SQLITE_DONE) store_fail(sqlite3_db_handle(statement), error);
  sqlite3_reset(statement);
  return result == SQLITE_DONE ? STORE_DONE : STORE_FAILED;
}

gboolean store_run(sqlite3_stmt *statement, GError **error)
{
  StoreStep step = store_step(statement, error);
  if (step == STORE_ROW) sqlite3_reset(statement);
  return step != STORE_FAILED;
}

gboolean store_number(sqlite3 *db, const char *sql, gint64 *number, GError **error)
{
  g_autoptr(sqlite3_stmt) statement = store_prepare(db, sql, error);
  if (statement == NULL) return FALSE;
  StoreStep step = store_step(statement, error);
  if (step == STORE_FAILED) return FALSE;
  *number = step == STORE_ROW ? sqlite3_column_int64(statement, 0) : 0;
  return TRUE;
}

/* ---- many rows ---- */

#define ROWS_AT_ONCE 50

/* "INSERT INTO t VALUES (?,?),(?,?)…" */
static sqlite3_stmt *prepare_insert(sqlite3 *db, const char *table, guint columns, guint rows, GError **error)
{
  g_autoptr(GString) sql = g_string_new(NULL);
  g_string_printf(sql, "INSERT INTO %s VALUES ", table);
  for (guint row = 0; row < rows; row++) {
    for (guint i = 0; i < columns; i++) g_string_append(sql, i == 0 ? "(?" : ",?");
    g_string_append(sql, row + 1 < rows ? ")," : ")");
  }
  return store_prepare(db, sql->str, error);
}

static gboolean insert_rows(sqlite3_stmt *statement, guint columns, guint first, guint count, StoreBind bind,
                            gconstpointer rows, GError **error)
{
  sqlite3_clear_bindings(statement);
  for (guint i = 0; i < count; i++) bind(statement, (int)(i * columns + 1), rows, first + i);
  return store_run(statement, error);
}

gboolean store_insert(sqlite3 *db, const char *table, guint columns, guint count, StoreBind bind,
                      gconstpointer rows, GError **error)
{
  guint whole = count - count % ROWS_AT_ONCE;
  g_autoptr(sqlite3_stmt) many = prepare_insert(db, table, columns, ROWS_AT_ONCE, error);
  g_autoptr(sqlite3_stmt) one = many != NULL ? prepare_insert(db, table, columns, 1, error) : NULL;
  gboolean good = one != NULL;
  for (guint i = 0; good && i < whole; i += ROWS_AT_ONCE)
    good = insert_rows(many, columns, i, ROWS_AT_ONCE, bind, rows, error);
  for (guint i = whole; good && i < count; i++) good = insert_rows(one, columns, i, 1, bind, rows, error);
  return good;
}

/* ---- schema ---- */

static gint64 latest(const StoreSpec *spec)
{
  gint64 count = 0;
  while (spec->migrations[count] != NULL) count++;
  return count;
}

typedef struct Mark {
  gint64 id, version, tables;
} Mark;

static gboolean read_marks(sqlite3 *db, Mark *mark, GError **error)
{
  return store_number(db, "PRAGMA application_id", &mark->id, error) &&
         store_number(db, "PRAGMA user_version", &mark->version, error) &&
         store_number(db, "SELECT count(*) FROM sqlite_schema", &mark->tables, error);
}

/* All of them at one moment: somebody else may be making the file just now. */
static gboolean read_mark(sqlite3 *db, Mark *mark, GError **error)
{
  if (!sqlite3_get_autocommit(db)) return read_marks(db, mark, error);
  if (!store_exec(db, "BEGIN", error)) return FALSE;
  gboolean good = read_marks(db, mark, error);
  sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
  return good;
}

/* Which version the file has, 0 for a new one; refuses what is not ours. */
static gboolean read_version(sqlite3 *db, const StoreSpec *spec, gint64 *version, GError **error)
{
  Mark mark = {0, 0, 0};
  if (!read_mark(db, &mark, error)) return FALSE;
  gboolean is_new = mark.id == 0 && mark.version == 0 && mark.tables == 0;
  if (!is_new && mark.id != spec->application_id) {
    g_set_error(error, STORE_ERROR, STORE_ERROR_FOREIGN, "this is not a %s of chaperone's", spec->name);
    return FALSE;
  }
  if (mark.version > latest(spec)) {
    g_set_error(error, STORE_ERROR, STORE_ERROR_NEWER,
                "this %s was written by a newer chaperone (schema %" G_GINT64_FORMAT
                "); install that version or later",
                spec->name, mark.version);
    return FALSE;
  }
  *version = mark.version;
  return TRUE;
}

/* Within a transaction: somebody else may have migrated since we looked. */
static gboolean run_migrations(sqlite3 *db, const StoreSpec *spec, GError **error)
{
  gint64 version = 0;
  if (!read_version(db, spec, &version, error)) return FALSE;
  for (; spec->migrations[version] != NULL; version++) {
    if (!store_exec(db, spec->migrations[version], error)) return FALSE;
  }
  g_autofree char *mark = g_strdup_printf(
      "PRAGMA application_id = %d; PRAGMA user_version = %" G_GINT64_FORMAT, spec->application_id, version);
  return store_exec(db, mark, error);
}

static gboolean migrate(sqlite3 *db, const StoreSpec *spec, GError **error)
{
  gint64 version = 0;
  if (!read_version(db, spec, &version, error)) return FALSE;
  if (version == latest(spec)) return TRUE;
  if (!store_exec(db, "BEGIN IMMEDIATE", error)) return FALSE;
  if (run_migrations(db, spec, error) && store_exec(db, "COMMIT", error)) return TRUE;
  sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* ---- opening ---- */

/* SQLite gives -wal and -shm the mode and owner of the file. */
static gboolean make_file(const char *path, GError **error)
{
  int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, FILE_MODE);
  if (fd < 0 && errno == EEXIST) return TRUE;
  if (fd < 0) {
    g_set_error_literal(error, STORE_ERROR, STORE_ERROR_OPEN, g_strerror(errno));
    return FALSE;
  }
  struct stat directory;
  g_autofree char *parent = g_path_get_dirname(path);
  int failed = fchmod(fd, FILE_MODE);
  /* What root imports, the daemon must be able to read. */
  if (!failed && geteuid() == 0 && stat(parent, &directory) == 0) {
    failed = fchown(fd, directory.st_uid, directory.st_gid);
  }
  if (failed) g_set_error_literal(error, STORE_ERROR, STORE_ERROR_OPEN, g_strerror(errno));
  close(fd);
  return !failed;
}

/* A switch to WAL needs the file alone and does not wait for it by itself. */
static gboolean set_wal(sqlite3 *db, const StoreSpec *spec, GError **error)
{
  for (int waited = 0;; waited += 20) {
    g_clear_error(error);
    if (store_exec(db, "PRAGMA journal_mode = WAL", error)) return TRUE;
    if ((sqlite3_errcode(db) & 0xff) != SQLITE_BUSY || waited >= spec->busy_ms) return FALSE;
    g_usleep(20 * G_TIME_SPAN_MILLISECOND);
  }
}

static gboolean set_up(sqlite3 *db, const StoreSpec *spec, GError **error)
{
  sqlite3_extended_result_codes(db, 1);
  sqlite3_busy_timeout(db, spec->busy_ms);
  return store_exec(db, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL", error);
}

static gboolean prepare_for_writing(sqlite3 *db, const StoreSpec *spec, GError **error)
{
  gint64 version = 0;
  /* Nothing is written to a file before it is known to be ours. */
  return read_version(db, spec, &version, error) && set_wal(db, spec, error) && migrate(db, spec, error);
}

static sqlite3 *open_file(const StoreSpec *spec, const char *path, int flags, GError **error)
{
  sqlite3 *db = NULL;
  if (sqlite3_open_v2(path, &db, flags | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK && set_up(db, spec, error)) {
    return db;
  }
  if (error != NULL && *error == NULL) store_fail(db, error);
  sqlite3_close(db);
  return NULL;
}

static sqlite3 *open_for_writing(const StoreSpec *spec, const char *path, GError **error)
{
  if (strcmp(path, IN_MEMORY) != 0 && !make_file(path, error)) return NULL;
  g_autoptr(sqlite3) db = open_file(spec, path, SQLITE_OPEN_READWRITE, error);
  if (db == NULL || !prepare_for_writing(db, spec, error)) return NULL;
  return g_steal_pointer(&db);
}

/* In WAL mode whoever has a file open has its -wal beside it. */
static gboolean is_at_rest(const char *path)
{
  g_autofree char *wal = g_strconcat(path, "-wal", NULL);
  return access(wal, F_OK) != 0 && errno == ENOENT;
}

/* The name by which SQLite reads a file at rest as it is. */
static char *name_at_rest(const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename(path, NULL);
  g_autofree char *uri = g_filename_to_uri(absolute, NULL, NULL);
  return g_strconcat(uri, "?immutable=1", NULL);
}

static sqlite3 *open_read_only(const StoreSpec *spec, const char *path, StoreAccess access, GError **error)
{
  if (g_access(path, R_OK) != 0) { /* SQLite does not say why */
    g_set_error_literal(error, STORE_ERROR, STORE_ERROR_OPEN, g_strerror(errno));
    return NULL;
  }
  if (access != STORE_GLANCE || !is_at_rest(path)) return open_file(spec, path, SQLITE_OPEN_READONLY, error);
  g_autofree char *name = name_at_rest(path);
  return open_file(spec, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
}

static sqlite3 *open_for_reading(const StoreSpec *spec, const char *path, StoreAccess access, GError **error)
{
  gint64 version = 0;
  g_autoptr(sqlite3) db = open_read_only(spec, path, access, error);
  if (db == NULL || !read_version(db, spec, &version, error)) return NULL;
  if (version == 0) {
    g_set_error(error, STORE_ERROR, STORE_ERROR_EMPTY, "nothing was ever written to this %s", spec->name);
    return NULL;
  }
  if (version == latest(spec)) return g_steal_pointer(&db);
  g_autoptr(sqlite3) writer = open_for_writing(spec, path, error);
  return writer != NULL ? g_steal_pointer(&db) : NULL;
}

sqlite3 *store_open(const StoreSpec *spec, const char *path, StoreAccess access, GError **error)
{
  GError *cause = NULL;
  sqlite3 *db = access == STORE_WRITE ? open_for_writing(spec, path, &cause)
                                      : open_for_reading(spec, path, access, &cause);
  if (db != NULL) return db;
  g_propagate_prefixed_error(error, cause, "%s %s: ", spec->name, path);
  return NULL;
}

void store_close(sqlite3 *db)
{
  if (db == NULL) return;
  sqlite3_stmt *statement = NULL;
  /* A statement left open would keep the file open for good. */
  while ((statement = sqlite3_next_stmt(db, NULL)) != NULL) sqlite3_finalize(statement);
  sqlite3_close(db);
}

gboolean store_has_moved(sqlite3 *db)
{
  int moved = 0;
  int result = sqlite3_file_control(db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  return result != SQLITE_OK || moved != 0;
}
