// SPDX-License-Identifier: MIT
/* Whom the roster knows by what stands in a message: details, names of
 * recipients, addresses that resemble one.
 */
#include "roster_sample.h"

#include "limit.h"

#include <string.h>

#define NAMED_HEAD                                                                                           \
  "id,name,email,date_of_birth,contact_consent,school,phone,postcode,guardian1_name,guardian1_email,"        \
  "guardian1_phone\n"

static const char named_young[] = NAMED_HEAD
    "P1,Sam Okoro,sam.okoro@okoro.example,2010-06-01,yes,St Mary's School,07700 900001;020 7946 0001,"
    "SW1A 1AA,Mary Okoro,mary@okoro.example,+44 7700 900002\n"
    "P2,Ada Silva,ada@silva.example,2010-06-01,yes,St Mary's School,7946012,AB1 2CD,Rui Silva,"
    "rui@silva.example,\n"
    "P3,Sam Okoro,other@okoro2.example,2010-06-01,yes,,,,Eve Okoro,eve@okoro2.example,\n"
    "P4,Sinéad O'Brien,sinead@obrien.example,2010-06-01,yes,,,D02 AF30,Ann O'Brien,ann@obrien.example,\n";

static const char named_staff[] = "id,name,email,role,phone\n"
                                  "S1,Ben Hale,ben@teens.example,mentor,07700 900009\n";

static const char *const named_texts[] = {named_staff, named_young, NULL};

static gboolean always(const Question *question G_GNUC_UNUSED, const People *people G_GNUC_UNUSED)
{
  return TRUE;
}

static gboolean never(const Question *question G_GNUC_UNUSED, const People *people G_GNUC_UNUSED)
{
  return FALSE;
}

static People *ask_question(Question *question)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Roster) roster = roster_open(test_settings->roster, &error);
  ck_assert_msg(roster != NULL, "%s", error != NULL ? error->message : "");
  People *people = roster_ask(roster, question, &error);
  ck_assert_msg(people != NULL, "%s", error != NULL ? error->message : "");
  return people;
}

static People *named_in(const char *text)
{
  g_autoptr(Question) question = question_for((const char *const[]){NULL});
  g_autoptr(Details) details = details_new("+");
  details_add(details, text);
  details_seal(details);
  question->details = details;
  question->goes_on = always;
  return ask_question(question);
}

/* "P1 P2": the ids of everybody who came, in their order. */
static char *ids_of(const People *people)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new();
  static const char *const all[] = {"P1", "P2", "P3", "P4", "S1"};
  for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
    if (people_by_id(people, all[i]) != NULL) g_ptr_array_add(ids, (gpointer)all[i]);
  }
  g_ptr_array_add(ids, NULL);
  return g_strjoinv(" ", (char **)ids->pdata);
}

static const struct {
  const char *text, *ids;
} details_rows[] = {
    {"nothing of anybody", ""},
    {"write to sam.okoro@okoro.example", "P1"},
    {"write to mary@okoro.example, his mother", "P1"},
    {"call 07700 900001", "P1"},
    {"call +44 20 7946 0001", "P1"},
    {"call his mother: 07700-900-002", "P1"},
    {"call 020 794 6012", "P2"},
    {"call 794 6012", "P2"},
    {"call 7946 0001", "P1"},
    {"call 46 0001", ""},
    {"call 07700 900003", ""},
    {"call Ben on 07700 900009", "S1"},
    {"Sam Okoro lives at SW1A 1AA", "P1"},
    {"Okoro, Sam: sw1a1aa", "P1"},
    {"somebody lives at SW1A 1AA", ""},
    {"Sam lives at SW1A 1AA", ""},
    {"Sam Okoro", ""},
    {"Sam Okoro and Ada Silva go to St Marys School", "P1 P2"},
    {"somebody goes to St Mary's School", ""},
    {"Sinead OBrien, D02AF30", "P4"},
    {"ada@silva.example and 07700 900001", "P1 P2"},
};

START_TEST(details_in_a_text_lead_to_their_people)
{
  roster_import_ok(&plain_options, named_texts);
  g_autoptr(People) people = named_in(details_rows[_i].text);
  g_autofree char *ids = ids_of(people);
  ck_row_str(details_rows[_i].text, ids, details_rows[_i].ids);
  ck_assert(!people_is_partial(people));
}
END_TEST

static const struct {
  const char *name, *address, *ids;
} recipient_rows[] = {
    {"Sam Okoro", NULL, "P1 P3"},
    {"OKORO, Sam", NULL, "P1 P3"},
    {"Sam", NULL, ""},
    {"Mary Okoro", NULL, ""},
    {"Sinead OBrien", NULL, "P4"},
    {NULL, "sam.okoro@elsewhere.example", "P1"},
    {NULL, "Sam.Okoro+x@elsewhere.example", "P1"},
    {NULL, "sam.okor@okoro.example", "P1"},
    {NULL, "sam.okoro@okoo.example", "P1"},
    {NULL, "ѕаm.оkоrо@okoro.example", "P1"},
    {NULL, "ad@silva.example", "P2"},
    {NULL, "ada@silwa.example", "P2"},
    {NULL, "ada@elsewhere.example", ""},
    {NULL, "marry@okoro.example", ""},
    {NULL, "who@elsewhere.example", ""},
    {NULL, "no address", ""},
};

START_TEST(recipients_lead_to_the_young_people_whom_they_resemble)
{
  roster_import_ok(&plain_options, named_texts);
  g_autoptr(Question) question = question_for((const char *const[]){NULL});
  const char *name = recipient_rows[_i].name, *address = recipient_rows[_i].address;
  if (name != NULL) g_hash_table_add(question->names, (gpointer)name);
  if (address != NULL) g_hash_table_add(question->lookalikes, (gpointer)address);
  question->goes_on = always;
  g_autoptr(People) people = ask_question(question);
  g_autofree char *ids = ids_of(people);
  ck_row_str(name != NULL ? name : address, ids, recipient_rows[_i].ids);
}
END_TEST

START_TEST(family_and_programmes_come_with_whom_a_text_names)
{
  roster_import_ok(&plain_options, named_texts);
  g_autoptr(People) people = named_in("call 07700 900002");
  const Person *sam = people_by_id(people, "P1");
  ck_assert_uint_eq(sam->guardians->len, 1);
  const Link *link = g_ptr_array_index(sam->guardians, 0);
  ck_assert_str_eq(link->guardian->name, "Mary Okoro");
  ck_assert_uint_eq(link->guardian->children->len, 1);
}
END_TEST

START_TEST(families_that_are_known_already_are_not_joined_twice)
{
  roster_import_ok(&plain_options, named_texts);
  g_autoptr(Question) question = question_for((const char *const[]){"mary@okoro.example", NULL});
  g_autoptr(Details) details = details_new("+");
  details_add(details, "07700 900001, ada@silva.example");
  question->details = details;
  question->goes_on = always;
  g_autoptr(People) people = ask_question(question);
  ck_assert_uint_eq(people_by_id(people, "P1")->guardians->len, 1);
  ck_assert_uint_eq(people_by_id(people, "P2")->guardians->len, 1);
}
END_TEST

START_TEST(nobody_is_looked_for_when_the_question_does_not_go_on)
{
  roster_import_ok(&plain_options, named_texts);
  g_autoptr(Question) question = question_for((const char *const[]){NULL});
  g_autoptr(Details) details = details_new("+");
  details_add(details, "call 07700 900001");
  question->details = details;
  question->goes_on = never;
  g_autoptr(People) people = ask_question(question);
  ck_assert_uint_eq(people_all(people)->len, 0);
}
END_TEST

START_TEST(keys_follow_the_roster)
{
  static const char changed[] = NAMED_HEAD "P1,Sam Adeyemi,sam.adeyemi@okoro.example,2010-06-01,yes,,07700 "
                                           "900777,,Mary Okoro,mary@okoro.example,\n";
  static const struct {
    const char *text, *ids;
  } after[] = {{"call 07700 900001", ""},
               {"call 07700 900002", ""},
               {"call 07700 900777", "P1"},
               {"sam.okoro@okoro.example", ""},
               {"Sam Okoro, SW1A 1AA", ""}};
  roster_import_ok(&plain_options, named_texts);
  roster_import_ok(&plain_options, (const char *const[]){changed, NULL});
  for (guint i = 0; i < G_N_ELEMENTS(after); i++) {
    g_autoptr(People) people = named_in(after[i].text);
    g_autofree char *ids = ids_of(people);
    ck_row_str(after[i].text, ids, after[i].ids);
  }
}
END_TEST

START_TEST(more_people_than_matter_are_not_all_read_and_it_is_said)
{
  g_autoptr(GString) young = g_string_new("id,name,email,date_of_birth,contact_consent\n");
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < LIMIT_NAMED_PEOPLE + 50; i++) {
    g_string_append_printf(young, "P%u,Young %u,young%u@home.example,2010-06-01,yes\n", i, i, i);
    g_string_append_printf(text, "young%u@home.example\n", i);
  }
  roster_import_ok(&plain_options, (const char *const[]){named_staff, young->str, NULL});
  g_autoptr(People) people = named_in(text->str);
  ck_assert_uint_eq(people_all(people)->len, LIMIT_NAMED_PEOPLE);
  ck_assert(people_is_partial(people));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("roster_named");
  TCase *tests = tcase_create("roster_named");
  tcase_add_checked_fixture(tests, roster_make, roster_remove);
  tcase_add_loop_test(tests, details_in_a_text_lead_to_their_people, 0, ROWS(details_rows));
  tcase_add_loop_test(tests, recipients_lead_to_the_young_people_whom_they_resemble, 0, ROWS(recipient_rows));
  tcase_add_test(tests, family_and_programmes_come_with_whom_a_text_names);
  tcase_add_test(tests, families_that_are_known_already_are_not_joined_twice);
  tcase_add_test(tests, nobody_is_looked_for_when_the_question_does_not_go_on);
  tcase_add_test(tests, keys_follow_the_roster);
  tcase_add_test(tests, more_people_than_matter_are_not_all_read_and_it_is_said);
  suite_add_tcase(suite, tests);
  return unit_run(suite);
}
