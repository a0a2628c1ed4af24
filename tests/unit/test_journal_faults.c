// SPDX-License-Identifier: MIT
/* Disks that are full, read-only or hang, files that go away, power that fails:
 * an entry is on disk or the append fails, and all comes right with the cause. */
#include "journal_fixture.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- a disk that does as it is told, below SQLite ---- */

typedef enum { DISK_WORKS, DISK_FULL, DISK_BROKEN, DISK_HANGS } Disk;

static Disk disk;
static guint hanging; /* writes that wait for the disk to work again */
static pthread_mutex_t disk_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t disk_changed = PTHREAD_COND_INITIALIZER;

static void set_disk(Disk state)
{
  pthread_mutex_lock(&disk_lock);
  disk = state;
  pthread_cond_broadcast(&disk_changed);
  pthread_mutex_unlock(&disk_lock);
}

static void await_hanging(void)
{
  pthread_mutex_lock(&disk_lock);
  while (hanging == 0) pthread_cond_wait(&disk_changed, &disk_lock);
  pthread_mutex_unlock(&disk_lock);
}

/* 0, or the error of a write. */
static int disk_says(void)
{
  static const int errors[] = {[DISK_FULL] = ENOSPC, [DISK_BROKEN] = EIO};
  pthread_mutex_lock(&disk_lock);
  for (; disk == DISK_HANGS; pthread_cond_wait(&disk_changed, &disk_lock)) {
    hanging++;
    pthread_cond_broadcast(&disk_changed);
  }
  int error = disk == DISK_WORKS ? 0 : errors[disk];
  pthread_mutex_unlock(&disk_lock);
  return error;
}

static ssize_t write_at(int fd, const void *bytes, size_t length, off_t offset)
{
  int error = disk_says();
  if (error == 0) return pwrite(fd, bytes, length, offset);
  errno = error;
  return -1;
}

static ssize_t write_on(int fd, const void *bytes, size_t length)
{
  int error = disk_says();
  if (error == 0) return write(fd, bytes, length);
  errno = error;
  return -1;
}

static void disk_make(void)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
  vfs->xSetSystemCall(vfs, "pwrite", (sqlite3_syscall_ptr)write_at);
  vfs->xSetSystemCall(vfs, "pwrite64", (sqlite3_syscall_ptr)write_at);
  vfs->xSetSystemCall(vfs, "write", (sqlite3_syscall_ptr)write_on);
  journal_fixture_make();
}

static const Disk broken_disks[] = {DISK_FULL, DISK_BROKEN};

START_TEST(disk_that_fails_fails_the_append_until_it_works_again)
{
  g_autoptr(Journal) journal = open_ok();
  g_free(append_ok(journal, 0));
  set_disk(broken_disks[_i]);
  append_fails(journal, 1);
  append_fails(journal, 2);
  set_disk(DISK_WORKS);
  g_free(append_ok(journal, 3));
  assert_whole(2);
}
END_TEST

static void *append_in_thread(void *journal)
{
  GError *error = NULL;
  g_autofree char *reference = invented_append(journal, 1, &error);
  ck_assert_ptr_null(reference);
  return error;
}

static const JournalEntry *withdrawn(const GPtrArray *later)
{
  for (guint i = 0; i < later->len; i++) {
    const JournalEntry *entry = g_ptr_array_index(later, i);
    if (entry->kind == ENTRY_WITHDRAWN) return entry;
  }
  return NULL;
}

static gboolean note_withdrawn(const JournalEntry *message, const GPtrArray *later, gpointer context)
{
  GArray *marks = context;
  gboolean is_withdrawn = withdrawn(later) != NULL;
  ck_assert(message->kind == ENTRY_MESSAGE);
  g_array_append_val(marks, is_withdrawn);
  return TRUE;
}

/* Which of the messages in the journal say that their verdict was not given. */
static GArray *withdrawals(void)
{
  GArray *marks = g_array_new(FALSE, FALSE, sizeof(gboolean));
  g_autoptr(JournalReader) reader = journal_reader_open(journal_path, NULL);
  ck_assert(journal_reader_visit(reader, &(JournalFilter){0}, note_withdrawn, marks, NULL));
  return marks;
}

START_TEST(entry_that_comes_to_disk_too_late_says_that_its_verdict_was_not_given)
{
  pthread_t thread;
  void *error = NULL;
  Journal *journal = open_ok();
  g_free(append_ok(journal, 0));
  set_disk(DISK_HANGS);
  ck_assert_int_eq(pthread_create(&thread, NULL, append_in_thread, journal), 0);
  await_hanging();
  pthread_join(thread, &error);
  ck_assert(g_error_matches(error, JOURNAL_ERROR, JOURNAL_ERROR_WRITE));
  g_error_free(error);
  set_disk(DISK_WORKS);
  g_free(append_ok(journal, 2));
  journal_close(journal);
  g_autoptr(GArray) marks = withdrawals();
  ck_assert_uint_eq(marks->len, 3);
  ck_assert(!g_array_index(marks, gboolean, 0));
  ck_assert(g_array_index(marks, gboolean, 1));
  ck_assert(!g_array_index(marks, gboolean, 2));
  assert_whole(4);
}
END_TEST

/* ---- locks ---- */

START_TEST(journal_that_is_locked_for_long_fails_the_append_and_writes_nothing_later)
{
  sqlite3 *other = NULL;
  g_autoptr(Journal) journal = open_ok();
  g_free(append_ok(journal, 0));
  ck_assert_int_eq(sqlite3_open(journal_path, &other), SQLITE_OK);
  ck_assert_int_eq(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  gint64 before = g_get_monotonic_time();
  append_fails(journal, 1);
  ck_assert_int_lt(g_get_monotonic_time() - before, 8 * G_TIME_SPAN_SECOND);
  ck_assert_int_eq(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(other);
  g_free(append_ok(journal, 2));
  assert_whole(2);
}
END_TEST

/* ---- no permission ---- */

/* As somebody whom permissions bind; root is bound by none. */
static void become_ordinary(void)
{
  if (geteuid() != 0) return;
  ck_assert_int_eq(chown(scratch, 65534, 65534), 0);
  ck_assert_int_eq(setresgid(65534, 65534, 65534), 0);
  ck_assert_int_eq(setresuid(65534, 65534, 65534), 0);
}

START_TEST(directory_without_permission_is_told)
{
  g_autoptr(GError) error = NULL;
  become_ordinary();
  ck_assert_int_eq(chmod(scratch, 0500), 0);
  ck_assert_ptr_null(journal_open(journal_path, key_path, &error));
  ck_assert(g_error_matches(error, JOURNAL_ERROR, JOURNAL_ERROR_OPEN));
  ck_assert_ptr_nonnull(strstr(error->message, key_path));
  ck_assert_int_eq(chmod(scratch, 0700), 0);
}
END_TEST

START_TEST(read_only_journal_is_told)
{
  g_autoptr(GError) error = NULL;
  become_ordinary();
  fill(1);
  ck_assert_int_eq(chmod(journal_path, 0440), 0);
  ck_assert_ptr_null(journal_open(journal_path, key_path, &error));
  ck_assert(g_error_matches(error, JOURNAL_ERROR, JOURNAL_ERROR_OPEN));
}
END_TEST

/* ---- files that go away under the daemon ---- */

/* Whatever the daemon says is on disk must be where the next reader looks. */
static void append_and_look(Journal *journal, guint number)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *reference = invented_append(journal, number, &error);
  if (reference == NULL)
    ck_assert(g_error_matches(error, JOURNAL_ERROR, JOURNAL_ERROR_WRITE));
  else
    ck_assert(journal_has(reference));
}

START_TEST(removed_journal_is_noticed_and_its_entries_stay_missed)
{
  g_autoptr(Journal) journal = open_ok();
  g_free(append_ok(journal, 0));
  g_unlink(journal_path);
  append_and_look(journal, 1);
  append_and_look(journal, 2);
  g_autofree char *reference = append_ok(journal, 3);
  ck_assert(journal_has(reference));
  assert_broken("removed", 1, "missing");
}
END_TEST

START_TEST(journal_that_is_removed_with_its_side_files_is_noticed)
{
  g_autofree char *shm = g_build_filename(scratch, "journal.db-shm", NULL);
  g_autoptr(Journal) journal = open_ok();
  g_free(append_ok(journal, 0));
  g_unlink(journal_path);
  g_unlink(wal_path);
  g_unlink(shm);
  append_and_look(journal, 1);
  append_and_look(journal, 2);
  assert_broken("removed", 1, "missing");
}
END_TEST

START_TEST(removed_wal_file_is_noticed)
{
  g_autoptr(Journal) journal = open_ok();
  g_free(append_ok(journal, 0));
  g_unlink(wal_path);
  append_and_look(journal, 1);
  append_and_look(journal, 2);
}
END_TEST

START_TEST(journal_that_is_replaced_by_an_older_copy_is_noticed)
{
  g_autofree char *copy = g_build_filename(scratch, "copy.db", NULL);
  fill(3);
  copy_file(journal_path, copy);
  g_autoptr(Journal) journal = open_ok();
  g_free(append_ok(journal, 3));
  g_unlink(wal_path);
  ck_assert_int_eq(g_rename(copy, journal_path), 0);
  append_and_look(journal, 4);
  g_autofree char *reference = append_ok(journal, 5);
  ck_assert(journal_has(reference));
  assert_broken("replaced", 4, "missing");
}
END_TEST

START_TEST(journal_that_is_replaced_by_rubbish_fails_the_append_until_it_is_back)
{
  g_autofree char *aside = g_build_filename(scratch, "aside.db", NULL);
  fill(1); /* and its -wal file is empty, which would make a journal of anything */
  g_autoptr(Journal) journal = open_ok();
  ck_assert_int_eq(g_rename(journal_path, aside), 0);
  g_free(scratch_file("journal.db", "Dear diary, this is no database at all", -1));
  append_fails(journal, 1);
  append_fails(journal, 2);
  ck_assert_int_eq(g_rename(aside, journal_path), 0);
  g_autofree char *reference = append_ok(journal, 3);
  ck_assert(journal_has(reference));
}
END_TEST

/* ---- power that fails ---- */

/* Appends for ever and tells each reference once the journal has it. */
static void append_for_ever(int told)
{
  Journal *journal = journal_open(journal_path, key_path, NULL);
  for (guint i = 0; journal != NULL; i++) {
    g_autofree char *reference = invented_append(journal, i, NULL);
    if (reference == NULL || write(told, reference, 12) != 12) _exit(EXIT_FAILURE);
  }
  _exit(EXIT_FAILURE);
}

/* The references that were told so far; the last of them, and how many. */
static guint read_told(int told, char last[13], guint least)
{
  guint count = 0;
  int ready = fcntl(told, F_SETFL, 0);
  ck_assert_int_eq(ready, 0);
  for (; count < least; count++) ck_assert_int_eq(read(told, last, 12), 12);
  ck_assert_int_eq(fcntl(told, F_SETFL, O_NONBLOCK), 0);
  while (read(told, last, 12) == 12) count++;
  last[12] = '\0';
  return count;
}

/* What the disk holds at one moment, as files of their own. */
static void copy_all(const char *to)
{
  static const char *const names[] = {"journal.db", "journal.db-wal", "journal.key", "journal.key.head"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *from_path = g_build_filename(scratch, names[i], NULL);
    g_autofree char *to_path = g_build_filename(to, names[i], NULL);
    copy_file(from_path, to_path);
    ck_assert_int_eq(chmod(to_path, 0600), 0);
  }
}

/* Takes the fixture to the copy, as if the machine came up with these files. */
static void move_to(const char *directory)
{
  journal_fixture_remove();
  scratch = g_strdup(directory);
  journal_path = g_build_filename(scratch, "journal.db", NULL);
  key_path = g_build_filename(scratch, "journal.key", NULL);
  head_path = g_build_filename(scratch, "journal.key.head", NULL);
  wal_path = g_build_filename(scratch, "journal.db-wal", NULL);
}

START_TEST(everything_that_was_told_is_in_a_copy_taken_in_mid_write)
{
  int told[2];
  char last[13] = "";
  g_autofree char *copy = g_dir_make_tmp("chaperone-XXXXXX", NULL);
  journal_close(open_ok());
  ck_assert_int_eq(pipe(told), 0);
  pid_t writer = fork();
  if (writer == 0) append_for_ever(told[1]);
  guint count = read_told(told[0], last, 20 + 40 * (guint)_i);
  ck_assert_int_eq(kill(writer, SIGSTOP), 0);
  ck_assert_int_eq(waitpid(writer, NULL, WUNTRACED), writer);
  count += read_told(told[0], last, 0);
  copy_all(copy);
  ck_assert_int_eq(kill(writer, SIGKILL), 0);
  ck_assert_int_eq(waitpid(writer, NULL, 0), writer);
  move_to(copy);
  g_auto(JournalReport) report = {0};
  verify(&report);
  ck_assert_msg(report.whole, "broken at %" G_GINT64_FORMAT ": %s", report.broken, report.what);
  ck_assert_int_ge(report.entries, count);
  ck_assert(journal_has(last));
  fill(1);
  assert_whole(report.entries + 1);
}
END_TEST

/* A -wal file of which the end is lost, cut at any byte: its entries up to the
 * last whole transaction stand. */
START_TEST(torn_end_of_the_wal_file_leaves_all_whole_transactions)
{
  g_autofree char *wal = NULL, *head = NULL, *copy = g_dir_make_tmp("chaperone-XXXXXX", NULL);
  gsize length = 0, head_length = 0;
  journal_close(open_ok());
  Journal *journal = open_ok();
  ck_assert(g_file_get_contents(head_path, &head, &head_length, NULL));
  for (guint i = 0; i < 10; i++) g_free(append_ok(journal, i));
  copy_all(copy);
  journal_close(journal);
  move_to(copy);
  ck_assert(g_file_set_contents(head_path, head, (gssize)head_length, NULL));
  ck_assert(g_file_get_contents(wal_path, &wal, &length, NULL));
  gint64 before = G_MAXINT64;
  for (gsize cut = length; cut > 5000; cut -= MIN(cut, 2777)) {
    g_auto(JournalReport) report = {0};
    ck_assert(g_file_set_contents(wal_path, wal, (gssize)cut, NULL));
    verify(&report);
    ck_assert_msg(report.whole, "cut at %zu: broken at %" G_GINT64_FORMAT ": %s", cut, report.broken,
                  report.what);
    ck_assert_int_le(report.entries, before);
    before = report.entries;
  }
  ck_assert_int_lt(before, 10);
}
END_TEST

static Suite *suite(void)
{
  Suite *suite = suite_create("journal_faults");
  TCase *tests = tcase_create("journal_faults");
  tcase_add_checked_fixture(tests, disk_make, journal_fixture_remove);
  tcase_add_loop_test(tests, disk_that_fails_fails_the_append_until_it_works_again, 0, ROWS(broken_disks));
  tcase_add_test(tests, entry_that_comes_to_disk_too_late_says_that_its_verdict_was_not_given);
  tcase_add_test(tests, journal_that_is_locked_for_long_fails_the_append_and_writes_nothing_later);
  tcase_add_test(tests, directory_without_permission_is_told);
  tcase_add_test(tests, read_only_journal_is_told);
  tcase_add_test(tests, removed_journal_is_noticed_and_its_entries_stay_missed);
  tcase_add_test(tests, journal_that_is_removed_with_its_side_files_is_noticed);
  tcase_add_test(tests, removed_wal_file_is_noticed);
  tcase_add_test(tests, journal_that_is_replaced_by_an_older_copy_is_noticed);
  tcase_add_test(tests, journal_that_is_replaced_by_rubbish_fails_the_append_until_it_is_back);
  tcase_add_loop_test(tests, everything_that_was_told_is_in_a_copy_taken_in_mid_write, 0, 5);
  tcase_add_test(tests, torn_end_of_the_wal_file_leaves_all_whole_transactions);
  suite_add_tcase(suite, tests);
  return suite;
}

int main(void)
{
  return unit_run(suite());
}
