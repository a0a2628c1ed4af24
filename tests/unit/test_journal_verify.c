// SPDX-License-Identifier: MIT
/* Whoever changes the log without the key is found out. */
#include "journal_fixture.h"

#include <pthread.h>
#include <string.h>

enum { ENTRIES = 10 };

/* ---- meddling with the tables ---- */

typedef struct Tampering {
  const char *name;
  const char *sql;
  gint64 broken; /* the first broken entry */
  const char *says;
} Tampering;

#define MOVE(from, to)                                                                                       \
  "UPDATE entry SET sequence = " #to " WHERE sequence = " #from "; UPDATE finding SET entry = " #to          \
  " WHERE entry = " #from "; UPDATE edit SET entry = " #to " WHERE entry = " #from                           \
  "; UPDATE detail SET entry = " #to " WHERE entry = " #from ";"
#define REMOVE(condition)                                                                                    \
  "DELETE FROM entry WHERE sequence " condition "; DELETE FROM finding WHERE entry " condition               \
  "; DELETE FROM edit WHERE entry " condition "; DELETE FROM detail WHERE entry " condition ";"

static const Tampering tamperings[] = {
    /* changed */
    {"verdict changed", "UPDATE entry SET verdict = 'accept' WHERE sequence = 3", 3, "changed"},
    {"time changed", "UPDATE entry SET time = time + 1 WHERE sequence = 3", 3, "changed"},
    {"reference changed", "UPDATE entry SET reference = 'CH-0000-0001' WHERE sequence = 3", 3, "changed"},
    {"kind changed", "UPDATE entry SET kind = 'review' WHERE sequence = 3", 3, "changed"},
    {"kind unknown", "UPDATE entry SET kind = 'gossip' WHERE sequence = 3", 3, "changed"},
    {"mode changed", "UPDATE entry SET mode = 'observe' WHERE sequence = 3", 3, "changed"},
    {"queue id removed", "UPDATE entry SET queue_id = NULL WHERE sequence = 3", 3, "changed"},
    {"queue id emptied", "UPDATE entry SET queue_id = '' WHERE sequence = 3", 3, "changed"},
    {"hold changed", "UPDATE entry SET hold = 'another rule' WHERE sequence = 3", 3, "changed"},
    {"reply code changed", "UPDATE entry SET reply_code = 250 WHERE sequence = 2", 2, "changed"},
    {"roster version changed", "UPDATE entry SET roster_version = 8 WHERE sequence = 3", 3, "changed"},
    {"settings digest changed", "UPDATE entry SET settings_digest = 'x' WHERE sequence = 3", 3, "changed"},
    {"role changed", "UPDATE entry SET sender_role = 'staff' WHERE sequence = 3", 3, "changed"},
    {"code changed", "UPDATE entry SET mac = zeroblob(32) WHERE sequence = 3", 3, "changed"},
    {"code cut off", "UPDATE entry SET mac = x'00' WHERE sequence = 3", 3, "changed"},
    {"finding's rule changed", "UPDATE finding SET rule = 'parents' WHERE entry = 3", 3, "changed"},
    {"finding's action changed", "UPDATE finding SET action = 'log' WHERE entry = 3", 3, "changed"},
    {"finding removed", "DELETE FROM finding WHERE entry = 3", 3, "changed"},
    {"finding put in", "INSERT INTO finding VALUES (4, 1, 'consent', 'hold')", 4, "changed"},
    {"findings exchanged", "UPDATE finding SET ordinal = 3 - ordinal + 10 WHERE entry = 1", 1, "changed"},
    {"edit changed", "UPDATE edit SET name = 'To' WHERE entry = 1", 1, "changed"},
    {"edit removed", "DELETE FROM edit WHERE entry = 1", 1, "changed"},
    {"recipient changed", "UPDATE detail SET value = 'x@y.example' WHERE entry = 3 AND kind = 'recipient'", 3,
     "changed"},
    {"recipient removed", "DELETE FROM detail WHERE entry = 3 AND kind = 'recipient' AND value LIKE 'sam%'",
     3, "changed"},
    {"subject changed by a letter case",
     "UPDATE detail SET value = 'your project' WHERE entry = 3 AND kind = 'subject'", 3, "changed"},
    {"detail of another kind",
     "UPDATE detail SET kind = 'add_recipient' WHERE entry = 3 AND kind = 'recipient'", 3, "changed"},
    {"detail of an unknown kind", "UPDATE detail SET kind = 'rumour' WHERE entry = 3 AND kind = 'recipient'",
     3, "changed"},
    {"detail of another finding", "UPDATE detail SET part = 1 WHERE entry = 1 AND kind = 'person'", 1,
     "changed"},
    {"detail nobody's", "UPDATE detail SET whose = NULL WHERE entry = 3 AND kind = 'young_person'", 3,
     "changed"},
    {"salt changed", "UPDATE detail SET salt = zeroblob(16) WHERE entry = 3 AND kind = 'subject'", 3,
     "changed"},
    {"erased by hand",
     "UPDATE detail SET value = NULL, whose = NULL, salt = NULL WHERE entry = 3 AND kind = 'subject'", 3,
     "changed"},
    {"erased, but for whose it is",
     "UPDATE detail SET value = NULL, salt = NULL WHERE entry = 3 AND kind = 'young_person'", 3, "changed"},
    {"text with something behind its end",
     "UPDATE detail SET value = value || char(0) || 'more' WHERE entry = 3 AND kind = 'subject'", 3,
     "changed"},
    /* removed */
    {"entry removed", REMOVE("= 4"), 4, "missing"},
    {"first entry removed", REMOVE("= 1"), 1, "missing"},
    {"several removed", REMOVE("BETWEEN 4 AND 6"), 4, "up to entry 6"},
    {"all removed", REMOVE("> 0"), 1, "up to entry 10"},
    {"entry's row alone removed", "DELETE FROM entry WHERE sequence = 4", 4, "missing"},
    {"removed, and the rest moved up",
     REMOVE("= 4") MOVE(5, 4) MOVE(6, 5) MOVE(7, 6) MOVE(8, 7) MOVE(9, 8) MOVE(10, 9), 4, "moved"},
    {"last removed", REMOVE("= 10"), 10, "missing"},
    {"last three removed", REMOVE("> 7"), 8, "up to entry 10 are missing from the end"},
    {"last removed, and the row that says so changed", REMOVE("= 10") "UPDATE head SET sequence = 9", 10,
     "where the journal ends"},
    {"last removed, and the row made to fit",
     REMOVE("= 10") "UPDATE head SET sequence = 9, mac = (SELECT mac FROM entry WHERE sequence = 9)", 10,
     "where the journal ends"},
    {"last removed, and the row with it", REMOVE("= 10") "DELETE FROM head", 10, "where the journal ends"},
    /* moved and put in */
    {"two exchanged", MOVE(4, 99) MOVE(5, 4) MOVE(99, 5), 4, "moved"},
    {"entry put in at the end",
     "INSERT INTO entry (sequence, kind, time, reference, mac) VALUES (11, 'message', 0, 'CH-0000-0001', "
     "zeroblob(32))",
     11, "put in"},
    {"last entry copied to the end",
     "INSERT INTO entry SELECT 11, kind, time, 'CH-0000-0001', queue_id, verdict, direction, mode, "
     "sender_role,"
     " reply_code, reply_status, hold, outcome, settings_digest, roster_version, mac FROM entry WHERE "
     "sequence = 10",
     11, "put in"},
    {"entry far beyond the end",
     "INSERT INTO entry (sequence, kind, time, reference, mac) VALUES (50, 'message', 0, 'CH-0000-0001', "
     "zeroblob(32))",
     11, "missing"},
    {"detail of no entry", "INSERT INTO detail (entry, ordinal, kind, part) VALUES (77, 1, 'note', 0)", 77,
     "not there"},
    {"person no longer found", "DELETE FROM concerned WHERE entry = 3 AND whose = 'P1'", 3,
     "no longer found"},
    {"person found who is not concerned", "INSERT INTO concerned VALUES ('P9', 3)", 0, "do not speak"},
    {"seal changed", "UPDATE head SET seal = zeroblob(32)", 11, "where the journal ends"},
};

START_TEST(tampering_is_found_and_the_first_broken_entry_named)
{
  const Tampering *row = &tamperings[_i];
  fill(ENTRIES);
  assert_whole(ENTRIES);
  run_sql(row->sql);
  assert_broken(row->name, row->broken, row->says);
}
END_TEST

/* Nothing that is tampered with comes right by going on. */
START_TEST(tampering_is_still_found_after_the_daemon_has_gone_on)
{
  const Tampering *row = &tamperings[_i];
  if (strstr(row->sql, "head") != NULL) return; /* the row is written anew; the entries tell */
  fill(ENTRIES);
  run_sql(row->sql);
  fill(2);
  g_auto(JournalReport) report = {0};
  verify(&report);
  ck_assert_msg(!report.whole, "%s: passes as whole", row->name);
}
END_TEST

START_TEST(last_entry_removed_with_its_row_is_still_missed_after_the_daemon_has_gone_on)
{
  fill(ENTRIES);
  run_sql(REMOVE("= 10") "DELETE FROM head");
  fill(2);
  assert_broken("going on", 10, "missing");
}
END_TEST

/* ---- meddling with the files ---- */

START_TEST(older_copy_of_the_journal_lacks_its_last_entries)
{
  g_autofree char *copy = g_build_filename(scratch, "copy.db", NULL);
  fill(ENTRIES);
  copy_file(journal_path, copy);
  fill(3);
  copy_file(copy, journal_path);
  assert_broken("older copy", ENTRIES + 1, "up to entry 13 are missing from the end");
  fill(1);
  assert_broken("older copy, and going on", ENTRIES + 1, "up to entry 13 are missing");
}
END_TEST

START_TEST(journal_that_is_gone_is_missed)
{
  fill(ENTRIES);
  g_unlink(journal_path);
  g_unlink(wal_path);
  assert_broken("gone", 1, "up to entry 10 are missing: the whole journal is gone");
  fill(2);
  assert_broken("gone, and a new one begun", 1, "up to entry 10 are missing");
}
END_TEST

START_TEST(without_the_heads_file_nobody_can_tell)
{
  fill(ENTRIES);
  g_unlink(head_path);
  assert_broken("no head", ENTRIES + 1, "nobody can tell");
  journal_close(open_ok());
  assert_whole(ENTRIES);
}
END_TEST

START_TEST(changed_heads_file_stays_as_evidence)
{
  fill(ENTRIES);
  ck_assert(g_file_set_contents(head_path, "nothing to see here", -1, NULL));
  assert_broken("changed head", ENTRIES + 1, "was changed");
  fill(1);
  assert_broken("changed head, and going on", ENTRIES + 2, "was changed");
  g_unlink(head_path);
  fill(1);
  assert_whole(ENTRIES + 2);
}
END_TEST

START_TEST(half_written_head_leaves_the_one_before)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  fill(ENTRIES);
  fill(1);
  ck_assert(g_file_get_contents(head_path, &bytes, &length, NULL));
  ck_assert_uint_eq(length, 144);
  bytes[10] ^= 1;
  ck_assert(g_file_set_contents(head_path, bytes, (gssize)length, NULL));
  assert_whole(ENTRIES + 1);
}
END_TEST

START_TEST(another_key_is_told_from_a_broken_chain)
{
  fill(ENTRIES);
  ck_assert(g_file_set_contents(key_path, "0123456789abcdef0123456789abcdef", 32, NULL));
  assert_broken("another key", 1, "not the key");
  ck_assert(g_file_set_contents(key_path, "short", -1, NULL));
  assert_broken("no key at all", 1, "32 bytes");
}
END_TEST

START_TEST(damaged_file_is_an_answer_and_no_error)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  fill(40);
  ck_assert(g_file_get_contents(journal_path, &bytes, &length, NULL));
  for (gsize at = 8192; at < length; at += 512) memset(bytes + at, 0xa5, 64);
  ck_assert(g_file_set_contents(journal_path, bytes, (gssize)length, NULL));
  g_auto(JournalReport) report = {0};
  verify(&report);
  ck_assert(!report.whole);
  ck_assert(g_file_set_contents(journal_path, "Dear diary", -1, NULL));
  assert_broken("no journal at all", 1, "not a");
}
END_TEST

START_TEST(look_up_that_leads_astray_is_found)
{
  fill(ENTRIES);
  run_sql("PRAGMA writable_schema = ON;"
          "UPDATE sqlite_schema SET sql = replace(sql, 'rule, entry', 'action, entry') WHERE name = "
          "'finding_rule'");
  g_auto(JournalReport) report = {0};
  verify(&report);
  ck_assert(!report.whole);
}
END_TEST

/* ---- in peace ---- */

START_TEST(nothing_to_verify_is_an_error)
{
  g_autoptr(GError) error = NULL;
  g_auto(JournalReport) report = {0};
  ck_assert(!journal_verify(journal_path, key_path, &report, &error));
  ck_assert(g_error_matches(error, JOURNAL_ERROR, JOURNAL_ERROR_OPEN));
}
END_TEST

START_TEST(journal_without_entries_is_whole)
{
  journal_close(open_ok());
  assert_whole(0);
}
END_TEST

static gboolean has_side_files(void)
{
  g_autofree char *shm = g_build_filename(scratch, "journal.db-shm", NULL);
  return g_file_test(wal_path, G_FILE_TEST_EXISTS) || g_file_test(shm, G_FILE_TEST_EXISTS);
}

START_TEST(copy_of_a_journal_at_rest_is_read_without_making_files)
{
  g_autofree char *shm = g_build_filename(scratch, "journal.db-shm", NULL);
  fill(ENTRIES);
  g_unlink(wal_path);
  g_unlink(shm);
  assert_whole(ENTRIES);
  ck_assert(!has_side_files());
}
END_TEST

static gint stop;

static void *append_until_stopped(void *data)
{
  guint count = 0;
  while (!g_atomic_int_get(&stop)) g_free(append_ok(data, count++));
  return NULL;
}

START_TEST(journal_is_whole_at_every_moment_while_the_daemon_writes)
{
  pthread_t thread;
  g_autoptr(Journal) journal = open_ok();
  g_atomic_int_set(&stop, 0);
  ck_assert_int_eq(pthread_create(&thread, NULL, append_until_stopped, journal), 0);
  gint64 seen = -1, grown = 0;
  while (grown < 10) {
    g_auto(JournalReport) report = {0};
    verify(&report);
    ck_assert_msg(report.whole, "broken at %" G_GINT64_FORMAT ": %s", report.broken, report.what);
    ck_assert_int_ge(report.entries, seen);
    if (report.entries > seen) grown++;
    seen = report.entries;
  }
  g_atomic_int_set(&stop, 1);
  pthread_join(thread, NULL);
}
END_TEST

static Suite *suite(void)
{
  Suite *suite = suite_create("journal_verify");
  TCase *tests = tcase_create("journal_verify");
  tcase_add_checked_fixture(tests, journal_fixture_make, journal_fixture_remove);
  tcase_add_loop_test(tests, tampering_is_found_and_the_first_broken_entry_named, 0, ROWS(tamperings));
  tcase_add_loop_test(tests, tampering_is_still_found_after_the_daemon_has_gone_on, 0, ROWS(tamperings));
  tcase_add_test(tests, last_entry_removed_with_its_row_is_still_missed_after_the_daemon_has_gone_on);
  tcase_add_test(tests, older_copy_of_the_journal_lacks_its_last_entries);
  tcase_add_test(tests, journal_that_is_gone_is_missed);
  tcase_add_test(tests, without_the_heads_file_nobody_can_tell);
  tcase_add_test(tests, changed_heads_file_stays_as_evidence);
  tcase_add_test(tests, half_written_head_leaves_the_one_before);
  tcase_add_test(tests, another_key_is_told_from_a_broken_chain);
  tcase_add_test(tests, damaged_file_is_an_answer_and_no_error);
  tcase_add_test(tests, look_up_that_leads_astray_is_found);
  tcase_add_test(tests, nothing_to_verify_is_an_error);
  tcase_add_test(tests, journal_without_entries_is_whole);
  tcase_add_test(tests, copy_of_a_journal_at_rest_is_read_without_making_files);
  tcase_add_test(tests, journal_is_whole_at_every_moment_while_the_daemon_writes);
  suite_add_tcase(suite, tests);
  return suite;
}

int main(void)
{
  return unit_run(suite());
}
