// SPDX-License-Identifier: MIT
#include "journal_stats.h"

#include "journal_rows.h"

/* ?1 and ?2 are the bounds in time. */
#define IN_TIME "entry.kind = 'message' AND entry.time >= ?1 AND entry.time < ?2"

static void count_free(gpointer data)
{
  JournalCount *count = data;
  g_free(count->name);
  g_free(count);
}

void journal_stats_clear(JournalStats *stats)
{
  GPtrArray *arrays[] = {stats->verdicts, stats->directions, stats->rules, stats->senders};
  for (guint i = 0; i < G_N_ELEMENTS(arrays); i++) {
    if (arrays[i] != NULL) g_ptr_array_unref(arrays[i]);
  }
  *stats = (JournalStats){0};
}

static sqlite3_stmt *prepare(JournalReader *reader, const char *sql, gint64 since, gint64 until,
                             GError **error)
{
  GError *cause = NULL;
  sqlite3_stmt *statement = store_prepare(journal_reader_handle(reader), sql, &cause);
  if (statement == NULL) {
    journal_read_failed(error, journal_reader_handle(reader), cause);
    return NULL;
  }
  sqlite3_bind_int64(statement, 1, since != 0 ? since : G_MININT64);
  sqlite3_bind_int64(statement, 2, until != 0 ? until : G_MAXINT64);
  return statement;
}

/* The rows (name, count) of a query, which the caller owns. */
static GPtrArray *counts(JournalReader *reader, const char *sql, gint64 since, gint64 until, GError **error)
{
  GError *cause = NULL;
  g_autoptr(sqlite3_stmt) statement = prepare(reader, sql, since, until, error);
  if (statement == NULL) return NULL;
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(count_free);
  StoreStep step = STORE_DONE;
  while ((step = store_step(statement, &cause)) == STORE_ROW) {
    JournalCount *count = g_new0(JournalCount, 1);
    const char *name = (const char *)sqlite3_column_text(statement, 0);
    count->name = g_utf8_make_valid(name != NULL ? name : "", -1);
    count->count = sqlite3_column_int64(statement, 1);
    g_ptr_array_add(rows, count);
  }
  if (step == STORE_DONE) return g_steal_pointer(&rows);
  journal_read_failed(error, journal_reader_handle(reader), cause);
  return NULL;
}

static gboolean count_all(JournalReader *reader, gint64 since, gint64 until, JournalStats *stats,
                          GError **error)
{
  static const char sql[] =
      "SELECT count(*), min(time), max(time), sum(NOT EXISTS (SELECT 1 FROM entry AS later"
      " WHERE later.reference = entry.reference AND later.kind <> 'message' AND later.kind = 'review'))"
      " FROM entry WHERE " IN_TIME;
  GError *cause = NULL;
  g_autoptr(sqlite3_stmt) statement = prepare(reader, sql, since, until, error);
  if (statement == NULL) return FALSE;
  if (store_step(statement, &cause) == STORE_FAILED) {
    return journal_read_failed(error, journal_reader_handle(reader), cause);
  }
  stats->messages = sqlite3_column_int64(statement, 0);
  stats->first = sqlite3_column_int64(statement, 1);
  stats->last = sqlite3_column_int64(statement, 2);
  stats->unreviewed = sqlite3_column_int64(statement, 3);
  return TRUE;
}

gboolean journal_stats_count(JournalReader *reader, gint64 since, gint64 until, JournalStats *stats,
                             GError **error)
{
  *stats = (JournalStats){0};
  stats->verdicts = counts(reader,
                           "SELECT verdict, count(*) FROM entry WHERE " IN_TIME
                           " GROUP BY verdict ORDER BY count(*) DESC, verdict",
                           since, until, error);
  if (stats->verdicts == NULL) return FALSE;
  stats->directions = counts(reader,
                             "SELECT direction, count(*) FROM entry WHERE " IN_TIME
                             " GROUP BY direction ORDER BY count(*) DESC, direction",
                             since, until, error);
  if (stats->directions == NULL) return FALSE;
  stats->rules = counts(reader,
                        "SELECT finding.rule, count(DISTINCT entry.sequence) FROM finding"
                        " JOIN entry ON entry.sequence = finding.entry WHERE " IN_TIME
                        " GROUP BY finding.rule ORDER BY count(*) DESC, finding.rule",
                        since, until, error);
  if (stats->rules == NULL) return FALSE;
  stats->senders =
      counts(reader,
             "SELECT min(detail.value), count(*) FROM entry JOIN detail ON detail.entry = entry.sequence"
             " WHERE " IN_TIME " AND entry.verdict <> 'accept' AND detail.kind = 'sender'"
             " AND detail.whose IS NOT NULL"
             " GROUP BY detail.whose ORDER BY count(*) DESC, detail.whose LIMIT 10",
             since, until, error);
  return stats->senders != NULL && count_all(reader, since, until, stats, error);
}
