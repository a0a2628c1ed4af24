// SPDX-License-Identifier: MIT
/* What the tests of the journal share: a journal and its key in a directory of
 * the test's own, ways to fill it, to meddle with it and to ask about it.
 */
#pragma once

#include "invented.h"
#include "journal_read.h"
#include "journal_verify.h"
#include "scratch.h"
#include "unit.h"

#include <errno.h>
#include <sqlite3.h>

static char *journal_path, *key_path, *head_path, *wal_path;

static inline void journal_fixture_make(void)
{
  scratch_make();
  journal_path = g_build_filename(scratch, "journal.db", NULL);
  key_path = g_build_filename(scratch, "journal.key", NULL);
  head_path = g_build_filename(scratch, "journal.key.head", NULL);
  wal_path = g_build_filename(scratch, "journal.db-wal", NULL);
}

static inline void journal_fixture_remove(void)
{
  scratch_remove();
  g_free(journal_path);
  g_free(key_path);
  g_free(head_path);
  g_free(wal_path);
}

/* ---- writing ---- */

static inline Journal *open_ok(void)
{
  g_autoptr(GError) error = NULL;
  Journal *journal = journal_open(journal_path, key_path, &error);
  ck_assert_msg(journal != NULL, "%s", error != NULL ? error->message : "");
  return journal;
}

static inline char *append_ok(Journal *journal, guint number)
{
  g_autoptr(GError) error = NULL;
  char *reference = invented_append(journal, number, &error);
  ck_assert_msg(reference != NULL, "%s", error != NULL ? error->message : "");
  return reference;
}

static inline void append_fails(Journal *journal, guint number)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *reference = invented_append(journal, number, &error);
  ck_assert_ptr_null(reference);
  ck_assert(g_error_matches(error, JOURNAL_ERROR, JOURNAL_ERROR_WRITE));
}

/* A closed journal with so many messages more. */
static inline void fill(guint count)
{
  g_autoptr(Journal) journal = open_ok();
  for (guint i = 0; i < count; i++) g_free(append_ok(journal, i));
}

/* ---- meddling ---- */

static inline void run_sql(const char *sql)
{
  sqlite3 *db = NULL;
  ck_assert_int_eq(sqlite3_open(journal_path, &db), SQLITE_OK);
  int result = sqlite3_exec(db, sql, NULL, NULL, NULL);
  ck_assert_msg(result == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
  sqlite3_close(db);
}

static inline gint64 ask_sql(const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  ck_assert_int_eq(sqlite3_open(journal_path, &db), SQLITE_OK);
  ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, "%s: %s", sql,
                sqlite3_errmsg(db));
  ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
  gint64 answer = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return answer;
}

static inline void copy_file(const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  ck_assert(g_file_get_contents(from, &bytes, &length, NULL));
  ck_assert(g_file_set_contents(to, bytes, (gssize)length, NULL));
}

/* ---- asking ---- */

static inline void verify(JournalReport *report)
{
  g_autoptr(GError) error = NULL;
  gboolean answered = journal_verify(journal_path, key_path, report, &error);
  ck_assert_msg(answered, "%s", error != NULL ? error->message : "");
}

static inline void assert_whole(gint64 entries)
{
  g_auto(JournalReport) report = {0};
  verify(&report);
  ck_assert_msg(report.whole, "broken at %" G_GINT64_FORMAT ": %s", report.broken, report.what);
  ck_assert_int_eq(report.entries, entries);
}

/* `row` names the case; `what` is part of what is said. */
static inline void assert_broken(const char *row, gint64 sequence, const char *what)
{
  g_auto(JournalReport) report = {0};
  verify(&report);
  ck_assert_msg(!report.whole, "%s: passes as whole", row);
  ck_assert_msg(report.broken == sequence, "%s: broken at %" G_GINT64_FORMAT " (%s), not %" G_GINT64_FORMAT,
                row, report.broken, report.what, sequence);
  ck_assert_msg(strstr(report.what, what) != NULL, "%s: says \"%s\"", row, report.what);
}

static inline gboolean journal_has(const char *reference)
{
  g_autoptr(JournalEntry) message = NULL;
  g_autoptr(GPtrArray) later = NULL;
  g_autoptr(JournalReader) reader = journal_reader_open(journal_path, NULL);
  ck_assert_ptr_nonnull(reader);
  ck_assert(journal_reader_find(reader, reference, &message, &later, NULL));
  return message != NULL;
}
