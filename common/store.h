// SPDX-License-Identifier: MIT
/* What roster and journal share: opening a SQLite file the one right way,
 * bringing its schema up to date, and statements that answer with a GError.
 *
 * Files are WAL, mode 0640, foreign keys on, every commit on disk (FULL). The
 * schema's version is user_version, whose file it is application_id. The SQLite
 * handles are plain; a handle is for one thread at a time.
 */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#define STORE_ERROR (store_error_quark())
GQuark store_error_quark(void);
typedef enum {
  STORE_ERROR_OPEN,    /* no such file, or no access */
  STORE_ERROR_EMPTY,   /* opened for reading and nothing was ever written to it */
  STORE_ERROR_FOREIGN, /* not SQLite, or another program's file */
  STORE_ERROR_NEWER,   /* written by a newer chaperone than this one */
  STORE_ERROR_BUSY,    /* locked by somebody else for longer than busy_ms */
  STORE_ERROR_IO,      /* anything else SQLite could not do: corrupted, full, read-only */
} StoreError;

typedef struct StoreSpec {
  const char *name;              /* "roster": for messages */
  gint32 application_id;         /* tells our files from others */
  const char *const *migrations; /* the n-th makes user_version n; ends with NULL */
  int busy_ms;                   /* how long a statement waits for a lock */
} StoreSpec;

typedef enum {
  STORE_READ,   /* an existing file; it is brought up to date first where it is behind */
  STORE_GLANCE, /* as STORE_READ, for a short look: where nobody has the file open, SQLite's side files are
                   not made either, and what somebody writes from then on is not seen */
  STORE_WRITE,  /* made where absent (as root: for the owner of its directory) and brought up to date */
} StoreAccess;

/* sql/NAME-NNN-*.sql, compiled in. */
extern const char *const roster_migrations[];
extern const char *const journal_migrations[];

/* Opens; NULL on error. The messages name the path and what to do. The caller
 * closes (NULL is taken). `path` may be ":memory:". */
sqlite3 *store_open(const StoreSpec *spec, const char *path, StoreAccess access, GError **error);
void store_close(sqlite3 *db);

/* Whether the file at the handle's path is another one by now, or gone. */
gboolean store_has_moved(sqlite3 *db);

/* Sets `error` from what the handle says last; always returns FALSE. */
gboolean store_fail(sqlite3 *db, GError **error);

/* Runs statements that answer nothing. */
gboolean store_exec(sqlite3 *db, const char *sql, GError **error);

/* A prepared statement, kept for long; the caller finalizes. NULL on error. */
sqlite3_stmt *store_prepare(sqlite3 *db, const char *sql, GError **error);

typedef enum { STORE_ROW, STORE_DONE, STORE_FAILED } StoreStep;

/* The next row. The statement is reset when there is none left, and on failure,
 * so that no read transaction hangs on it. */
StoreStep store_step(sqlite3_stmt *statement, GError **error);

/* Steps once through a statement that answers nothing, and resets it. */
gboolean store_run(sqlite3_stmt *statement, GError **error);

/* Inserts `count` rows of `columns` values into a table: many in one statement,
 * which is what makes them quick. `bind` binds the row at `index` to the
 * parameters from `place` on; what it leaves out is NULL. */
typedef void (*StoreBind)(sqlite3_stmt *statement, int place, gconstpointer rows, guint index);
gboolean store_insert(sqlite3 *db, const char *table, guint columns, guint count, StoreBind bind,
                      gconstpointer rows, GError **error);

/* The first column of the first row as a number; 0 where there is no row. */
gboolean store_number(sqlite3 *db, const char *sql, gint64 *number, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3, store_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3_stmt, sqlite3_finalize)
