// SPDX-License-Identifier: MIT
/* The roster while it changes and when it is broken: no stale, half or missing answer. */
#include "roster_sample.h"

#include <string.h>

/* ---- addresses that move on ---- */

START_TEST(former_address_of_staff_says_who_writes)
{
  const char *const later[] = {"id,name,email,role,personal_email\nS2,Ben,b@teens.example,mentor,\n", NULL};
  roster_import_ok(&plain_options, all_texts);
  roster_import_ok(&plain_options, later);
  g_autoptr(People) people = ask((const char *const[]){"ben@teens.example", "ben@mail.example", NULL});
  ck_assert_uint_eq(person_address_at(only_owner(people, "ben@teens.example"), "ben@teens.example")->kinds,
                    ADDRESS_FORMER);
  ck_assert_str_eq(only_owner(people, "ben@mail.example")->id, "S2");
}
END_TEST

static const char *const handed_over[] = {
    "id,name,email,role,login,active\nS2,Ben,ben@teens.example,mentor,ben,no\n"
    "S9,Zoe,ben@teens.example,mentor,ben,\n", /* from who has left */
    "id,name,email,role,login\nS2,Ben,b@teens.example,mentor,b\nS9,Zoe,ben@teens.example,mentor,ben\n",
};

START_TEST(address_and_login_handed_over_are_the_new_owners)
{
  RosterImportOptions forced = plain_options;
  forced.force = TRUE;
  roster_import_ok(&plain_options, all_texts);
  roster_import_ok(&forced, (const char *const[]){handed_over[_i], NULL});
  g_autoptr(Roster) roster = roster_open(test_settings->roster, NULL);
  g_autoptr(Question) question =
      question_for((const char *const[]){"ben@teens.example", "ben@mail.example", "b@teens.example", NULL});
  question->login = g_strdup("ben");
  g_autoptr(People) people = roster_ask(roster, question, NULL);
  ck_assert_ptr_nonnull(people_by_id(people, "S2"));
  ck_assert_str_eq(only_owner(people, "ben@teens.example")->id, "S9");
  ck_assert_str_eq(people_by_login(people, "ben", NULL)->id, "S9");
}
END_TEST

/* ---- faults ---- */

static void assert_error(const char *const *addresses, RosterError code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Roster) roster = roster_open(test_settings->roster, &error);
  g_autoptr(Question) question = question_for(addresses);
  People *people = roster != NULL ? roster_ask(roster, question, &error) : NULL;
  ck_assert_ptr_null(people);
  ck_assert_msg(g_error_matches(error, ROSTER_ERROR, (int)code), "%s", error->message);
}

static const char *const nobody[] = {NULL};

START_TEST(no_file_is_no_roster)
{
  assert_error(nobody, ROSTER_ERROR_OPEN);
  ck_assert(!g_file_test(test_settings->roster, G_FILE_TEST_EXISTS));
}
END_TEST

START_TEST(another_programs_file_is_no_roster)
{
  g_autofree char *path =
      scratch_file("roster.db", "This is no roster, however long this text may become in the end.", -1);
  assert_error(nobody, ROSTER_ERROR_OPEN);
}
END_TEST

START_TEST(roster_without_people_is_empty)
{
  const char *const texts[] = {"id,name\nA,Club\n", NULL};
  roster_import_ok(&plain_options, texts);
  assert_error(nobody, ROSTER_ERROR_EMPTY);
}
END_TEST

START_TEST(other_separators_than_at_import_are_an_error)
{
  roster_import_ok(&plain_options, all_texts);
  g_free(test_settings->subaddress);
  test_settings->subaddress = g_strdup("-");
  assert_error(nobody, ROSTER_ERROR_READ);
}
END_TEST

START_TEST(import_is_seen_by_the_next_question)
{
  const char *const later[] = {"id,name,email,role\nS2,Benjamin,ben@teens.example,mentor\n", NULL};
  roster_import_ok(&plain_options, all_texts);
  g_autoptr(Roster) roster = roster_open(test_settings->roster, NULL);
  g_autoptr(Question) question = question_for((const char *const[]){"ben@teens.example", NULL});
  g_autoptr(People) before = roster_ask(roster, question, NULL);
  roster_import_ok(&plain_options, later);
  g_autoptr(People) after = roster_ask(roster, question, NULL);
  ck_assert_str_eq(people_by_id(before, "S2")->name, "Ben");
  ck_assert_str_eq(people_by_id(after, "S2")->name, "Benjamin");
  ck_assert_int_eq(roster_version(roster, NULL), 2);
}
END_TEST

START_TEST(replaced_file_is_read_and_removed_one_is_an_error)
{
  roster_import_ok(&plain_options, all_texts);
  g_autoptr(Roster) roster = roster_open(test_settings->roster, NULL);
  g_autoptr(Question) question = question_for((const char *const[]){"ben@teens.example", NULL});
  g_autoptr(People) before = roster_ask(roster, question, NULL);
  ck_assert_ptr_nonnull(before);
  ck_assert_int_eq(g_unlink(test_settings->roster), 0);
  g_autoptr(GError) error = NULL;
  ck_assert_ptr_null(roster_ask(roster, question, &error));
  ck_assert(g_error_matches(error, ROSTER_ERROR, ROSTER_ERROR_READ));
  const char *const other[] = {"id,name,email,role\nS7,Other,ben@teens.example,mentor\n", NULL};
  roster_import_ok(&plain_options, other);
  g_autoptr(People) after = roster_ask(roster, question, NULL);
  ck_assert_ptr_nonnull(after);
  ck_assert_ptr_nonnull(people_by_id(after, "S7"));
}
END_TEST

START_TEST(damaged_file_is_an_error_and_a_mended_one_is_read_again)
{
  roster_import_ok(&plain_options, all_texts);
  g_autoptr(Roster) roster = roster_open(test_settings->roster, NULL);
  g_autoptr(Question) question = question_for((const char *const[]){"ben@teens.example", NULL});
  g_autofree char *good = NULL, *bad = NULL;
  gsize length = 0;
  ck_assert(g_file_get_contents(test_settings->roster, &good, &length, NULL));
  bad = g_memdup2(good, length);
  memset(bad + 4096, 0xAA, length - 4096);
  ck_assert(g_file_set_contents(test_settings->roster, bad, (gssize)length, NULL));
  ck_assert_ptr_null(roster_ask(roster, question, NULL));
  ck_assert(g_file_set_contents(test_settings->roster, good, (gssize)length, NULL));
  g_autoptr(People) people = roster_ask(roster, question, NULL);
  ck_assert_ptr_nonnull(people);
}
END_TEST

/* ---- many at once ---- */

#define ASKERS 8
#define QUESTIONS 200

/* Ben and Benjamin take turns; an answer must be one of the two, whole. */
static gpointer ask_often(gpointer data)
{
  Roster *roster = data;
  guint wrong = 0;
  g_autoptr(Question) question =
      question_for((const char *const[]){"ben@teens.example", "sam@young.example", NULL});
  for (int i = 0; i < QUESTIONS; i++) {
    g_autoptr(People) people = roster_ask(roster, question, NULL);
    const Person *ben = people != NULL ? people_by_id(people, "S2") : NULL;
    const Person *sam = people != NULL ? people_by_id(people, "P1") : NULL;
    gboolean whole = ben != NULL && sam != NULL && sam->guardians->len == 2 &&
                     strlen(ben->name) == (people_version(people) % 2 == 1 ? 3 : 8);
    if (!whole) wrong++;
  }
  return GUINT_TO_POINTER(wrong);
}

START_TEST(threads_ask_while_imports_run_and_see_whole_rosters)
{
  const char *const renamed[] = {"id,name,email,role\nS2,Benjamin,ben@teens.example,mentor\n", NULL};
  const char *const back[] = {"id,name,email,role\nS2,Ben,ben@teens.example,mentor\n", NULL};
  GThread *threads[ASKERS];
  roster_import_ok(&plain_options, all_texts);
  g_autoptr(Roster) roster = roster_open(test_settings->roster, NULL);
  for (int i = 0; i < ASKERS; i++) threads[i] = g_thread_new("asker", ask_often, roster);
  for (int i = 0; i < 10; i++) {
    roster_import_ok(&plain_options, renamed);
    roster_import_ok(&plain_options, back);
  }
  for (int i = 0; i < ASKERS; i++) ck_assert_uint_eq(GPOINTER_TO_UINT(g_thread_join(threads[i])), 0);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("roster_change");
  TCase *tests = tcase_create("roster_change");
  tcase_add_checked_fixture(tests, roster_make, roster_remove);
  tcase_add_test(tests, former_address_of_staff_says_who_writes);
  tcase_add_loop_test(tests, address_and_login_handed_over_are_the_new_owners, 0, ROWS(handed_over));
  tcase_add_test(tests, no_file_is_no_roster);
  tcase_add_test(tests, another_programs_file_is_no_roster);
  tcase_add_test(tests, roster_without_people_is_empty);
  tcase_add_test(tests, other_separators_than_at_import_are_an_error);
  tcase_add_test(tests, import_is_seen_by_the_next_question);
  tcase_add_test(tests, replaced_file_is_read_and_removed_one_is_an_error);
  tcase_add_test(tests, damaged_file_is_an_error_and_a_mended_one_is_read_again);
  tcase_add_test(tests, threads_ask_while_imports_run_and_see_whole_rosters);
  suite_add_tcase(suite, tests);
  return unit_run(suite);
}
