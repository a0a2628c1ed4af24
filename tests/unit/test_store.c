// SPDX-License-Identifier: MIT
#include "store.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static const char *const one_step[] = {"CREATE TABLE a (x INTEGER);", NULL};
static const char *const two_steps[] = {"CREATE TABLE a (x INTEGER);", "CREATE TABLE b (y INTEGER);", NULL};
static const char *const broken_step[] = {"CREATE TABLE a (x INTEGER);", "CREATE TABLE a (x INTEGER);", NULL};

static const StoreSpec thing_1 = {"thing", 0x7e57, one_step, 50};
static const StoreSpec thing_2 = {"thing", 0x7e57, two_steps, 5000};
static const StoreSpec thing_broken = {"thing", 0x7e57, broken_step, 50};
static const StoreSpec other = {"other", 0x07e4, one_step, 50};

static char *directory, *path;

static void make_directory(void)
{
  directory = g_dir_make_tmp("store-XXXXXX", NULL);
  path = g_build_filename(directory, "thing.db", NULL);
}

static void remove_directory(void)
{
  g_autofree char *command = g_strdup_printf("rm -rf '%s'", directory);
  ck_assert_int_eq(system(command), 0); // NOLINT(cert-env33-c): our own path
  g_free(path);
  g_free(directory);
}

static sqlite3 *open_ok(const StoreSpec *spec, StoreAccess access)
{
  g_autoptr(GError) error = NULL;
  sqlite3 *db = store_open(spec, path, access, &error);
  ck_assert_msg(db != NULL, "%s", error != NULL ? error->message : "no error");
  return db;
}

static void assert_refuses(const StoreSpec *spec, StoreAccess access, StoreError code)
{
  g_autoptr(GError) error = NULL;
  sqlite3 *db = store_open(spec, path, access, &error);
  ck_assert_ptr_null(db);
  ck_assert_msg(g_error_matches(error, STORE_ERROR, (int)code), "%s", error->message);
  ck_assert_ptr_nonnull(strstr(error->message, path));
}

static gint64 number(sqlite3 *db, const char *sql)
{
  gint64 value = -1;
  ck_assert(store_number(db, sql, &value, NULL));
  return value;
}

START_TEST(new_file_has_schema_mode_and_wal)
{
  g_autoptr(sqlite3) db = open_ok(&thing_2, STORE_WRITE);
  struct stat info;
  ck_assert_int_eq(number(db, "PRAGMA user_version"), 2);
  ck_assert_int_eq(number(db, "SELECT count(*) FROM sqlite_schema"), 2);
  ck_assert_int_eq(number(db, "PRAGMA foreign_keys"), 1);
  ck_assert_int_eq(number(db, "PRAGMA journal_mode = WAL"), 0); /* text: "wal" */
  ck_assert_int_eq(g_stat(path, &info), 0);
  ck_assert_int_eq(info.st_mode & 0777, 0640);
}
END_TEST

START_TEST(older_file_is_brought_up_to_date_by_reader_and_writer)
{
  store_close(open_ok(&thing_1, STORE_WRITE));
  g_autoptr(sqlite3) db = open_ok(&thing_2, _i == 0 ? STORE_READ : STORE_WRITE);
  ck_assert_int_eq(number(db, "PRAGMA user_version"), 2);
  ck_assert_int_eq(number(db, "SELECT count(*) FROM b"), 0);
}
END_TEST

START_TEST(failed_migration_leaves_the_old_schema)
{
  store_close(open_ok(&thing_1, STORE_WRITE));
  assert_refuses(&thing_broken, STORE_WRITE, STORE_ERROR_IO);
  g_autoptr(sqlite3) db = open_ok(&thing_1, STORE_READ);
  ck_assert_int_eq(number(db, "PRAGMA user_version"), 1);
}
END_TEST

START_TEST(newer_file_is_refused)
{
  store_close(open_ok(&thing_2, STORE_WRITE));
  assert_refuses(&thing_1, STORE_READ, STORE_ERROR_NEWER);
  assert_refuses(&thing_1, STORE_WRITE, STORE_ERROR_NEWER);
}
END_TEST

START_TEST(foreign_file_is_refused_and_left_alone)
{
  store_close(open_ok(&other, STORE_WRITE));
  assert_refuses(&thing_2, STORE_WRITE, STORE_ERROR_FOREIGN);
  ck_assert(g_file_set_contents(
      path, "id,name\nS1,Ben\nThis is no database, and long enough to be read as one.", -1, NULL));
  assert_refuses(&thing_2, STORE_READ, STORE_ERROR_FOREIGN);
  assert_refuses(&thing_2, STORE_WRITE, STORE_ERROR_FOREIGN);
}
END_TEST

START_TEST(reader_makes_no_file)
{
  assert_refuses(&thing_1, STORE_READ, STORE_ERROR_OPEN);
  ck_assert(!g_file_test(path, G_FILE_TEST_EXISTS));
}
END_TEST

START_TEST(reader_of_an_empty_file_is_told_so)
{
  ck_assert(g_file_set_contents(path, "", 0, NULL));
  assert_refuses(&thing_1, STORE_READ, STORE_ERROR_EMPTY);
}
END_TEST

START_TEST(reader_writes_nothing)
{
  store_close(open_ok(&thing_1, STORE_WRITE));
  g_autoptr(sqlite3) db = open_ok(&thing_1, STORE_READ);
  ck_assert(!store_exec(db, "INSERT INTO a VALUES (1)", NULL));
}
END_TEST

START_TEST(second_writer_is_told_that_it_is_busy)
{
  g_autoptr(sqlite3) first = open_ok(&thing_1, STORE_WRITE);
  g_autoptr(sqlite3) second = open_ok(&thing_1, STORE_WRITE);
  g_autoptr(GError) error = NULL;
  ck_assert(store_exec(first, "BEGIN IMMEDIATE", NULL));
  ck_assert(!store_exec(second, "BEGIN IMMEDIATE", &error));
  ck_assert(g_error_matches(error, STORE_ERROR, STORE_ERROR_BUSY));
}
END_TEST

static gpointer open_and_close(gpointer data)
{
  sqlite3 *db = store_open(&thing_2, path, STORE_WRITE, NULL);
  store_close(db);
  return db != NULL ? data : NULL;
}

START_TEST(many_may_make_the_file_at_once)
{
  GThread *threads[8];
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++) threads[i] = g_thread_new("maker", open_and_close, path);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++) ck_assert_ptr_nonnull(g_thread_join(threads[i]));
}
END_TEST

START_TEST(replaced_and_removed_files_are_noticed)
{
  g_autoptr(sqlite3) db = open_ok(&thing_1, STORE_WRITE);
  g_autofree char *aside = g_strconcat(path, ".aside", NULL);
  ck_assert(!store_has_moved(db));
  ck_assert_int_eq(g_rename(path, aside), 0);
  ck_assert(store_has_moved(db));
  store_close(open_ok(&thing_1, STORE_WRITE));
  ck_assert(store_has_moved(db));
}
END_TEST

START_TEST(statements_step_and_reset)
{
  g_autoptr(sqlite3) db = open_ok(&thing_1, STORE_WRITE);
  sqlite3_stmt *insert = store_prepare(db, "INSERT INTO a VALUES (?)", NULL);
  for (int i = 0; i < 2; i++) {
    sqlite3_bind_int(insert, 1, i);
    ck_assert(store_run(insert, NULL));
  }
  sqlite3_stmt *select = store_prepare(db, "SELECT x FROM a", NULL);
  ck_assert_int_eq(store_step(select, NULL), STORE_ROW);
  ck_assert_int_eq(store_step(select, NULL), STORE_ROW);
  ck_assert_int_eq(store_step(select, NULL), STORE_DONE);
  ck_assert_int_eq(store_step(select, NULL), STORE_ROW);
}
END_TEST

static void bind_number(sqlite3_stmt *statement, int place, gconstpointer rows, guint index)
{
  sqlite3_bind_int(statement, place, ((const int *)rows)[index]);
}

START_TEST(every_row_is_inserted_once)
{
  static const int counts[] = {0, 1, 49, 50, 51, 100, 149};
  g_autoptr(sqlite3) db = open_ok(&thing_1, STORE_WRITE);
  int rows[149];
  for (int i = 0; i < 149; i++) rows[i] = i;
  ck_assert(store_insert(db, "a", 1, (guint)counts[_i], bind_number, rows, NULL));
  ck_assert_int_eq(number(db, "SELECT count(DISTINCT x) FROM a"), counts[_i]);
  ck_assert_int_eq(number(db, "SELECT count(*) FROM a"), counts[_i]);
}
END_TEST

START_TEST(wrong_sql_is_an_error)
{
  g_autoptr(sqlite3) db = open_ok(&thing_1, STORE_WRITE);
  g_autoptr(GError) error = NULL;
  ck_assert_ptr_null(store_prepare(db, "SELECT nothing", &error));
  ck_assert(g_error_matches(error, STORE_ERROR, STORE_ERROR_IO));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("store");
  TCase *tests = tcase_create("store");
  tcase_add_checked_fixture(tests, make_directory, remove_directory);
  tcase_add_test(tests, new_file_has_schema_mode_and_wal);
  tcase_add_loop_test(tests, older_file_is_brought_up_to_date_by_reader_and_writer, 0, 2);
  tcase_add_test(tests, failed_migration_leaves_the_old_schema);
  tcase_add_test(tests, newer_file_is_refused);
  tcase_add_test(tests, foreign_file_is_refused_and_left_alone);
  tcase_add_test(tests, reader_makes_no_file);
  tcase_add_test(tests, reader_of_an_empty_file_is_told_so);
  tcase_add_test(tests, reader_writes_nothing);
  tcase_add_test(tests, second_writer_is_told_that_it_is_busy);
  tcase_add_loop_test(tests, many_may_make_the_file_at_once, 0, 20);
  tcase_add_test(tests, replaced_and_removed_files_are_noticed);
  tcase_add_test(tests, statements_step_and_reset);
  tcase_add_loop_test(tests, every_row_is_inserted_once, 0, 7);
  tcase_add_test(tests, wrong_sql_is_an_error);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
