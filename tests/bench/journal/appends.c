// SPDX-License-Identifier: MIT
/* appends DIRECTORY SECONDS: how many messages a second the journal takes from
 * 1 and from 16 threads, beside a plain loop that inserts one row of the same
 * size and commits it (one connection a thread), all durable
 * (synchronous=FULL), in turns, and the median of the turns. */
#include "invented.h"

#include <glib/gstdio.h>
#include <gmime/gmime.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

enum { THREADS_MOST = 16, TURNS = 5 };

/* What a message's entry takes in text: see journal-fill's modify. */
enum { ROW_BYTES = 1200 };

typedef struct Run Run;

typedef struct Worker {
  Run *run;
  pthread_t thread;
  guint done;
} Worker;

struct Run {
  const char *path;
  Journal *journal; /* NULL: plain inserts */
  gint64 until;
  guint threads;
  Worker workers[THREADS_MOST];
};

static void die(const char *what)
{
  fprintf(stderr, "appends: %s\n", what);
  exit(EXIT_FAILURE);
}

/* ---- the two ways ---- */

static void *append_entries(void *data)
{
  Worker *worker = data;
  while (g_get_monotonic_time() < worker->run->until) {
    g_autoptr(GError) error = NULL;
    g_autofree char *reference = invented_append(worker->run->journal, INVENTED_MODIFY, &error);
    if (reference == NULL) die(error->message);
    worker->done++;
  }
  return NULL;
}

static sqlite3 *open_plain(const char *path)
{
  sqlite3 *db = NULL;
  if (sqlite3_open(path, &db) != SQLITE_OK) die(sqlite3_errmsg(db));
  sqlite3_busy_timeout(db, 60000);
  if (sqlite3_exec(db,
                   "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                   "CREATE TABLE IF NOT EXISTS entry (sequence INTEGER PRIMARY KEY, text TEXT NOT NULL)",
                   NULL, NULL, NULL) != SQLITE_OK) {
    die(sqlite3_errmsg(db));
  }
  return db;
}

static void *insert_rows(void *data)
{
  Worker *worker = data;
  sqlite3 *db = open_plain(worker->run->path);
  sqlite3_stmt *insert = NULL;
  g_autofree char *row = g_strnfill(ROW_BYTES, 'x');
  sqlite3_prepare_v2(db, "INSERT INTO entry (text) VALUES (?)", -1, &insert, NULL);
  sqlite3_bind_text(insert, 1, row, -1, SQLITE_STATIC);
  while (g_get_monotonic_time() < worker->run->until) {
    if (sqlite3_step(insert) != SQLITE_DONE) die(sqlite3_errmsg(db));
    sqlite3_reset(insert);
    worker->done++;
  }
  sqlite3_finalize(insert);
  sqlite3_close(db);
  return NULL;
}

/* ---- measuring ---- */

/* Messages a second. */
static double measure(Run *run, gint64 duration)
{
  gint64 begin = g_get_monotonic_time();
  guint done = 0;
  run->until = begin + duration;
  for (guint i = 0; i < run->threads; i++) {
    run->workers[i] = (Worker){.run = run};
    pthread_create(&run->workers[i].thread, NULL, run->journal != NULL ? append_entries : insert_rows,
                   &run->workers[i]);
  }
  for (guint i = 0; i < run->threads; i++) {
    pthread_join(run->workers[i].thread, NULL);
    done += run->workers[i].done;
  }
  return done / ((double)(g_get_monotonic_time() - begin) / G_USEC_PER_SEC);
}

static int compare(const void *a, const void *b)
{
  return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

static double median(double *values)
{
  qsort(values, TURNS, sizeof *values, compare);
  return values[TURNS / 2];
}

static void compare_ways(Journal *journal, const char *plain_path, guint threads, gint64 duration)
{
  double plain[TURNS], entries[TURNS];
  Run with_plain = {.path = plain_path, .threads = threads};
  Run with_journal = {.journal = journal, .threads = threads};
  for (int i = 0; i < TURNS; i++) {
    plain[i] = measure(&with_plain, duration);
    entries[i] = measure(&with_journal, duration);
  }
  double a_plain = median(plain), a_journal = median(entries);
  printf("%7u  %22.0f  %22.0f  %6.2f\n", threads, a_plain, a_journal, a_journal / a_plain);
  fflush(stdout);
}

int main(int argc, char **argv)
{
  if (argc != 3) die("appends DIRECTORY SECONDS");
  g_mime_init();
  g_autoptr(GError) error = NULL;
  gint64 duration = (gint64)(g_ascii_strtod(argv[2], NULL) * G_USEC_PER_SEC / (4 * TURNS));
  g_autofree char *path = g_build_filename(argv[1], "journal.db", NULL);
  g_autofree char *key = g_build_filename(argv[1], "journal.key", NULL);
  g_autofree char *plain = g_build_filename(argv[1], "plain.db", NULL);
  g_autoptr(Journal) journal = journal_open(path, key, &error);
  if (journal == NULL) die(error->message);
  sqlite3_close(open_plain(plain));
  printf("Messages a second, on disk each (median of %d turns)\n", TURNS);
  printf("%7s  %22s  %22s  %6s\n", "threads", "one INSERT, one commit", "journal", "ratio");
  compare_ways(journal, plain, 1, duration);
  compare_ways(journal, plain, THREADS_MOST, duration);
  return EXIT_SUCCESS;
}
