// SPDX-License-Identifier: MIT
#include "journal_fixture.h"
#include "journal_json.h"

#include <pthread.h>
#include <string.h>
#include <sys/stat.h>

static int mode_of(const char *path)
{
  struct stat status;
  ck_assert_msg(stat(path, &status) == 0, "%s: %s", path, g_strerror(errno));
  return (int)(status.st_mode & 07777);
}

/* ---- first start, and every later one ---- */

START_TEST(first_start_makes_journal_and_key_that_others_cannot_read)
{
  mode_t before = umask(0);
  journal_close(open_ok());
  umask(before);
  struct stat key;
  ck_assert_int_eq(mode_of(journal_path), 0640);
  ck_assert_int_eq(mode_of(key_path), 0600);
  ck_assert_int_eq(mode_of(head_path), 0600);
  ck_assert_int_eq(stat(key_path, &key), 0);
  ck_assert_int_eq(key.st_size, 32);
}
END_TEST

START_TEST(two_keys_that_are_made_differ)
{
  g_autofree char *one = NULL, *other = NULL;
  gsize length = 0;
  journal_close(open_ok());
  ck_assert(g_file_get_contents(key_path, &one, &length, NULL));
  g_unlink(key_path);
  g_unlink(head_path);
  g_unlink(journal_path);
  journal_close(open_ok());
  ck_assert(g_file_get_contents(key_path, &other, &length, NULL));
  ck_assert_int_ne(memcmp(one, other, 32), 0);
}
END_TEST

START_TEST(journal_goes_on_after_a_restart)
{
  fill(3);
  fill(2);
  assert_whole(5);
}
END_TEST

START_TEST(journal_without_its_key_is_an_error_and_no_key_is_made)
{
  g_autoptr(GError) error = NULL;
  fill(1);
  g_unlink(key_path);
  ck_assert_ptr_null(journal_open(journal_path, key_path, &error));
  ck_assert(g_error_matches(error, JOURNAL_ERROR, JOURNAL_ERROR_OPEN));
  ck_assert_ptr_nonnull(strstr(error->message, "restore it from a backup"));
  ck_assert(!g_file_test(key_path, G_FILE_TEST_EXISTS));
}
END_TEST

START_TEST(removing_journal_and_key_alone_does_not_hide_that_there_was_one)
{
  fill(1);
  g_unlink(key_path);
  g_unlink(journal_path);
  ck_assert_ptr_null(journal_open(journal_path, key_path, NULL));
  ck_assert(!g_file_test(key_path, G_FILE_TEST_EXISTS));
}
END_TEST

typedef struct KeyRow {
  const char *name;
  gssize length;
  int mode;
  const char *says;
} KeyRow;

static const KeyRow key_rows[] = {
    {"empty key", 0, 0600, "32 bytes"},
    {"key too short", 31, 0600, "32 bytes"},
    {"key too long", 33, 0600, "32 bytes"},
    {"key readable by the group", 32, 0640, "chmod 600"},
    {"key writable by everybody", 32, 0602, "chmod 600"},
    {"another key", 32, 0600, "another key"},
};

START_TEST(key_that_will_not_do_is_told_with_what_to_do)
{
  const KeyRow *row = &key_rows[_i];
  g_autoptr(GError) error = NULL;
  static const char bytes[33] = "this is thirty-three bytes long!";
  fill(1);
  ck_assert(g_file_set_contents(key_path, bytes, row->length, NULL));
  ck_assert_int_eq(chmod(key_path, (mode_t)row->mode), 0);
  ck_assert_msg(journal_open(journal_path, key_path, &error) == NULL, "%s: is taken", row->name);
  ck_assert_msg(g_error_matches(error, JOURNAL_ERROR, JOURNAL_ERROR_KEY), "%s: %s", row->name,
                error->message);
  ck_assert_msg(strstr(error->message, row->says) != NULL, "%s: says \"%s\"", row->name, error->message);
}
END_TEST

START_TEST(file_that_is_no_journal_is_left_alone)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *after = NULL;
  g_autofree char *path = scratch_file("journal.db", "Dear diary", -1);
  g_autofree char *key = scratch_file("journal.key", "0123456789abcdef0123456789abcdef", 32);
  ck_assert_int_eq(chmod(key, 0600), 0);
  ck_assert_ptr_null(journal_open(path, key, &error));
  ck_assert(g_error_matches(error, JOURNAL_ERROR, JOURNAL_ERROR_OPEN));
  ck_assert(g_file_get_contents(path, &after, NULL, NULL));
  ck_assert_str_eq(after, "Dear diary");
}
END_TEST

/* ---- what an entry has ---- */

static json_t *json_of(const char *reference)
{
  g_autoptr(JournalEntry) message = NULL;
  g_autoptr(GPtrArray) later = NULL;
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/London");
  g_autoptr(JournalReader) reader = journal_reader_open(journal_path, NULL);
  ck_assert(journal_reader_find(reader, reference, &message, &later, NULL));
  ck_assert_ptr_nonnull(message);
  return journal_entry_json(message, later, zone);
}

typedef struct Field {
  const char *name;
  const char *json; /* compact */
} Field;

static const Field fields[] = {
    {"time", "\"2026-07-01T10:00:00.000000+01:00\""},
    {"queue_id", "\"4XkPq81zTz\""},
    {"message_id", "\"<1@teensinai.example>\""},
    {"client", "\"192.0.2.7\""},
    {"login", "\"ben\""},
    {"sender", "{\"address\":\"ben@teensinai.example\",\"login\":\"ben\",\"id\":\"S2\",\"role\":\"mentor\"}"},
    {"recipients", "[\"sam@young.example\",\"carol@teensinai.example\"]"},
    {"subject", "\"Your project\""},
    {"verdict", "\"modify\""},
    {"direction", "\"outgoing\""},
    {"mode", "\"enforce\""},
    {"young_people", "[\"P1\"]"},
    {"edits",
     "{\"add_recipients\":[\"mum@home.example\",\"safeguarding@teensinai.example\"],\"remove_recipients\":[],"
     "\"headers\":[{\"op\":\"change\",\"name\":\"Cc\",\"index\":1,\"value\":\"Carol "
     "<carol@teensinai.example>, "
     "mum@home.example, safeguarding@teensinai.example\",\"before\":\"Carol <carol@teensinai.example>\"}]}"},
    {"reply", "null"},
    {"hold", "null"},
    {"settings_digest", "\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\""},
    {"roster_version", "7"},
};

START_TEST(entry_has_everything_that_the_contract_lists)
{
  const Field *field = &fields[_i];
  g_autoptr(Journal) journal = open_ok();
  g_autofree char *reference = append_ok(journal, INVENTED_MODIFY);
  json_t *object = json_of(reference);
  g_autofree char *got = json_dumps(json_object_get(object, field->name), JSON_COMPACT | JSON_ENCODE_ANY);
  ck_row_str(field->name, got, field->json);
  json_decref(object);
}
END_TEST

START_TEST(entry_has_each_finding_with_its_people_addresses_and_text)
{
  g_autoptr(Journal) journal = open_ok();
  g_autofree char *reference = append_ok(journal, INVENTED_MODIFY);
  json_t *object = json_of(reference);
  g_autofree char *got = json_dumps(json_array_get(json_object_get(object, "findings"), 0), JSON_COMPACT);
  ck_assert_str_eq(got,
                   "{\"rule\":\"parents\",\"action\":\"fix\",\"people\":[\"P1\"],\"addresses\":[\"mum@home."
                   "example\"],\"text\":\"Sam Okoro (P1) is under age and Mary Okoro is not copied. Copied: "
                   "Mary Okoro.\"}");
  ck_assert_int_eq(json_array_size(json_object_get(object, "findings")), 2);
  json_decref(object);
}
END_TEST

START_TEST(text_without_end_or_without_sense_is_kept_short_and_valid)
{
  g_autoptr(Journal) journal = open_ok();
  g_autoptr(Verdict) verdict = invented_verdict(INVENTED_ACCEPT);
  g_autofree char *endless = g_strnfill(1000 * 1000, 'x');
  const JournalRecord record = {.verdict = verdict, .subject = endless, .message_id = "\xff\xfe<1>\r\n"};
  ck_assert(journal_append(journal, &record, NULL));
  json_t *object = json_of(verdict->reference);
  ck_assert_int_lt(json_string_length(json_object_get(object, "subject")), 20000);
  ck_assert_str_eq(json_string_value(json_object_get(object, "message_id")), "\xef\xbf\xbd\xef\xbf\xbd<1>");
  json_decref(object);
}
END_TEST

/* ---- asking ---- */

static gboolean count_one(const JournalEntry *message, const GPtrArray *later, gpointer count)
{
  ck_assert_int_eq(message->kind, ENTRY_MESSAGE);
  ck_assert_uint_eq(later->len, 0);
  ++*(guint *)count;
  return TRUE;
}

static guint count_of(const char *person)
{
  guint count = 0;
  g_autoptr(JournalReader) reader = journal_reader_open(journal_path, NULL);
  ck_assert(journal_reader_visit(reader, &(JournalFilter){.person = person}, count_one, &count, NULL));
  return count;
}

START_TEST(entry_is_found_by_its_people_at_once_and_ever_after)
{
  Journal *journal = open_ok();
  for (guint i = 0; i < 2 * INVENTED_KINDS; i++) g_free(append_ok(journal, i));
  ck_assert_uint_eq(count_of("mum@home.example"), 2);
  ck_assert_uint_eq(count_of("P1"), 2 * INVENTED_KINDS);
  journal_close(journal);
  ck_assert_int_gt(ask_sql("SELECT count(*) FROM concerned"), 0);
  ck_assert_uint_eq(count_of("mum@home.example"), 2);
  ck_assert_uint_eq(count_of("P1"), 2 * INVENTED_KINDS);
  ck_assert_uint_eq(count_of("P2"), 0);
}
END_TEST

/* ---- references ---- */

START_TEST(reference_is_two_groups_of_crockford_letters)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (int i = 0; i < 1000; i++) {
    char *reference = journal_reference(NULL);
    ck_assert_msg(g_regex_match_simple("^CH-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$", reference, 0, 0),
                  "%s", reference);
    ck_assert_msg(g_hash_table_add(seen, reference), "twice");
  }
}
END_TEST

START_TEST(reference_that_is_taken_fails_and_harms_no_other)
{
  g_autoptr(Journal) journal = open_ok();
  g_autoptr(Verdict) verdict = invented_verdict(INVENTED_ACCEPT);
  g_autoptr(GError) error = NULL;
  const JournalRecord record = {.verdict = verdict};
  ck_assert(journal_append(journal, &record, NULL));
  ck_assert(!journal_append(journal, &record, &error));
  ck_assert(g_error_matches(error, JOURNAL_ERROR, JOURNAL_ERROR_WRITE));
  g_free(append_ok(journal, 0));
  assert_whole(2);
}
END_TEST

/* ---- many at once ---- */

enum { THREADS = 16, EACH = 25 };

typedef struct Appender {
  pthread_t thread;
  Journal *journal;
  guint first, count;
  GPtrArray *references;
} Appender;

static gint begun; /* threads that are about to append */

static void *append_many(void *data)
{
  Appender *appender = data;
  g_atomic_int_inc(&begun);
  for (guint i = 0; i < appender->count; i++) {
    g_ptr_array_add(appender->references, append_ok(appender->journal, appender->first + i));
  }
  return NULL;
}

static void start(Appender *appenders, Journal *journal, guint count)
{
  for (guint i = 0; i < THREADS; i++) {
    appenders[i] = (Appender){.journal = journal, .first = i * count, .count = count};
    appenders[i].references = g_ptr_array_new_with_free_func(g_free);
    ck_assert_int_eq(pthread_create(&appenders[i].thread, NULL, append_many, &appenders[i]), 0);
  }
}

static void join(Appender *appenders)
{
  for (guint i = 0; i < THREADS; i++) pthread_join(appenders[i].thread, NULL);
}

static void forget(Appender *appenders)
{
  for (guint i = 0; i < THREADS; i++) g_ptr_array_unref(appenders[i].references);
}

START_TEST(entries_of_many_threads_stand_in_one_chain)
{
  Appender appenders[THREADS];
  g_autoptr(Journal) journal = open_ok();
  start(appenders, journal, EACH);
  join(appenders);
  for (guint i = 0; i < THREADS; i++) {
    for (guint j = 0; j < EACH; j++) ck_assert(journal_has(g_ptr_array_index(appenders[i].references, j)));
  }
  forget(appenders);
  assert_whole(THREADS * EACH);
}
END_TEST

/* Transactions that stand in the -wal file: frames that say how large the
 * database is after them (SQLite, WAL format 1.1). */
static guint commits_in_wal(void)
{
  g_autofree char *bytes = NULL;
  gsize length = 0, page = 0;
  guint commits = 0;
  guint32 size = 0;
  ck_assert(g_file_get_contents(wal_path, &bytes, &length, NULL));
  ck_assert_uint_gt(length, 32);
  memcpy(&size, bytes + 8, sizeof size);
  page = GUINT32_FROM_BE(size);
  for (gsize at = 32; at + 24 + page <= length; at += 24 + page) {
    memcpy(&size, bytes + at + 4, sizeof size);
    if (size != 0) commits++;
  }
  return commits;
}

/* While somebody holds the lock, the threads queue up; then a few transactions
 * write them all, for the first may begin before the last has queued up. */
START_TEST(what_has_queued_up_is_committed_together)
{
  Appender appenders[THREADS];
  sqlite3 *other = NULL;
  g_autoptr(Journal) journal = open_ok();
  g_free(append_ok(journal, 0));
  guint before = commits_in_wal();
  ck_assert_int_eq(sqlite3_open(journal_path, &other), SQLITE_OK);
  ck_assert_int_eq(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  start(appenders, journal, 1);
  while (g_atomic_int_get(&begun) < THREADS) g_thread_yield();
  ck_assert_int_eq(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(other);
  join(appenders);
  forget(appenders);
  ck_assert_uint_le(commits_in_wal() - before, THREADS / 2);
  assert_whole(THREADS + 1);
}
END_TEST

static Suite *suite(void)
{
  Suite *suite = suite_create("journal");
  TCase *tests = tcase_create("journal");
  tcase_add_checked_fixture(tests, journal_fixture_make, journal_fixture_remove);
  tcase_add_test(tests, first_start_makes_journal_and_key_that_others_cannot_read);
  tcase_add_test(tests, two_keys_that_are_made_differ);
  tcase_add_test(tests, journal_goes_on_after_a_restart);
  tcase_add_test(tests, journal_without_its_key_is_an_error_and_no_key_is_made);
  tcase_add_test(tests, removing_journal_and_key_alone_does_not_hide_that_there_was_one);
  tcase_add_loop_test(tests, key_that_will_not_do_is_told_with_what_to_do, 0, ROWS(key_rows));
  tcase_add_test(tests, file_that_is_no_journal_is_left_alone);
  tcase_add_loop_test(tests, entry_has_everything_that_the_contract_lists, 0, ROWS(fields));
  tcase_add_test(tests, entry_has_each_finding_with_its_people_addresses_and_text);
  tcase_add_test(tests, text_without_end_or_without_sense_is_kept_short_and_valid);
  tcase_add_test(tests, entry_is_found_by_its_people_at_once_and_ever_after);
  tcase_add_test(tests, reference_is_two_groups_of_crockford_letters);
  tcase_add_test(tests, reference_that_is_taken_fails_and_harms_no_other);
  tcase_add_test(tests, entries_of_many_threads_stand_in_one_chain);
  tcase_add_test(tests, what_has_queued_up_is_committed_together);
  suite_add_tcase(suite, tests);
  return suite;
}

int main(void)
{
  return unit_run(suite());
}
