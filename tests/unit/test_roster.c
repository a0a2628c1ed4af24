// SPDX-License-Identifier: MIT
/* What the roster answers: the people whom a question concerns, and no stale,
 * half or missing answer.
 */
#include "roster_sample.h"

#include <string.h>

/* ---- who is who ---- */

static const struct {
  const char *address, *id, *name;
  Role role;
  guint kinds;
} owners[] = {
    {"grace@teens.example", "S1", "Grace", ROLE_DESIGNATED, ADDRESS_OFFICIAL},
    {"lead@teens.example", "S1", "Grace", ROLE_DESIGNATED, ADDRESS_OFFICIAL},
    {"ben@mail.example", "S2", "Ben", ROLE_MENTOR, ADDRESS_PERSONAL},
    {"ivo@teens.example", "S4", "Ivo", ROLE_STAFF, ADDRESS_OFFICIAL},
    {"bot@teens.example", "S5", "Bot", ROLE_SERVICE, ADDRESS_OFFICIAL},
    {"sam@young.example", "P1", "Sam", ROLE_PARTICIPANT, ADDRESS_OWN},
    {"mum@home.example", NULL, "Mum", ROLE_GUARDIAN, ADDRESS_GUARDIAN},
    {"mum@work.example", NULL, "Mum", ROLE_GUARDIAN, ADDRESS_GUARDIAN},
    {"farid@teens.example", "S3", "Farid", ROLE_STAFF, ADDRESS_OFFICIAL | ADDRESS_GUARDIAN},
    {"lucas@young.example", "P6", "Lucas", ROLE_PARTICIPANT, ADDRESS_OWN | ADDRESS_GUARDIAN},
};

START_TEST(address_leads_to_its_owner)
{
  g_autoptr(People) people = ask_all(owners[_i].address);
  const Person *person = only_owner(people, owners[_i].address);
  ck_row_str(owners[_i].address, person->id, owners[_i].id);
  ck_row_str(owners[_i].address, person->name, owners[_i].name);
  ck_assert_int_eq(person->role, owners[_i].role);
  ck_assert_uint_eq(person_address_at(person, owners[_i].address)->kinds, owners[_i].kinds);
}
END_TEST

START_TEST(unknown_address_leads_nowhere)
{
  g_autoptr(People) people = ask_all("stranger@elsewhere.example");
  ck_assert_uint_eq(people_all(people)->len, 0);
  ck_assert_int_eq(people_version(people), 1);
}
END_TEST

START_TEST(shared_address_has_two_owners)
{
  g_autoptr(People) people = ask_all("kids@home.example");
  ck_assert_uint_eq(people_at(people, "kids@home.example")->len, 2);
}
END_TEST

START_TEST(everything_known_of_a_young_person_is_there)
{
  g_autoptr(People) people = ask_all("sam@young.example");
  const Person *sam = people_by_id(people, "P1");
  g_autofree char *born = day_format(sam->born), *until = day_format(sam->contact_consent_until);
  ck_assert_str_eq(born, "2013-05-14");
  ck_assert_str_eq(until, "2027-01-31");
  ck_assert(sam->active && sam->contact_consent && !sam->photo_consent);
  ck_assert_str_eq(sam->school, "Hill");
  ck_assert_str_eq(sam->postcode, "ZZ1 1ZZ");
  ck_assert_uint_eq(sam->phones->len, 2);
  ck_assert_uint_eq(sam->permissions->len, 2);
  const Permission *copy = g_ptr_array_index(sam->permissions, 0);
  const Permission *contact = g_ptr_array_index(sam->permissions, 1);
  ck_assert_str_eq(copy->subject, "coach@school.example");
  ck_assert_str_eq(contact->subject, "summer camp");
  ck_assert_uint_eq(copy->expires_on, DAY_NONE);
}
END_TEST

START_TEST(guardians_come_with_the_child_and_siblings_with_them)
{
  g_autoptr(People) people = ask_all("sam@young.example");
  const Person *sam = people_by_id(people, "P1"), *leo = people_by_id(people, "P2");
  ck_assert_uint_eq(sam->guardians->len, 2);
  const Link *mum = g_ptr_array_index(sam->guardians, 0), *dad = g_ptr_array_index(sam->guardians, 1);
  ck_assert_str_eq(mum->guardian->name, "Mum");
  ck_assert_int_eq(mum->contact, CONTACT_COPY);
  ck_assert_int_eq(dad->contact, CONTACT_NONE);
  ck_assert_ptr_nonnull(leo);
  ck_assert_ptr_eq(((const Link *)g_ptr_array_index(leo->guardians, 0))->guardian, mum->guardian);
  ck_assert_uint_eq(mum->guardian->children->len, 2);
  ck_assert_str_eq(person_address(mum->guardian, ADDRESS_GUARDIAN)->recorded, "mum@home.example");
}
END_TEST

START_TEST(guardian_who_is_barred_somewhere_is_known_to_be)
{
  g_autoptr(People) people = ask_all("ella@young.example");
  const Person *mark = only_owner(people, "mark@mail.example");
  ck_assert_uint_eq(mark->children->len, 2);
  ck_assert(person_is_barred(mark));
}
END_TEST

START_TEST(programmes_bring_their_staff_in_order)
{
  g_autoptr(People) people = ask_all("sam@young.example");
  const Person *sam = people_by_id(people, "P1");
  const Programme *programme = g_ptr_array_index(sam->programmes, 0);
  ck_assert_uint_eq(programme->co_staff->len, 2);
  ck_assert_str_eq(((const Person *)g_ptr_array_index(programme->co_staff, 0))->id, "S4");
  ck_assert(!((const Person *)g_ptr_array_index(programme->co_staff, 0))->active);
  ck_assert_str_eq(((const Person *)g_ptr_array_index(programme->co_staff, 1))->id, "S2");
  ck_assert_str_eq(((const Person *)g_ptr_array_index(programme->designated, 0))->id, "S1");
}
END_TEST

START_TEST(list_brings_its_active_members_and_their_guardians)
{
  g_autoptr(People) people = ask_all("camp@teens.example");
  const Programme *camp = people_list_at(people, "camp@teens.example");
  ck_assert_ptr_nonnull(camp);
  ck_assert_int_eq(camp->list_members, LIST_FAMILIES);
  ck_assert_uint_eq(camp->members->len, 2); /* Leo and Ann; Jan has left */
  ck_assert_ptr_nonnull(only_owner(people, "mum@work.example"));
}
END_TEST

static const char *const logins[] = {"ben", "BEN", "Ben"};

START_TEST(login_is_found_in_any_letter_case)
{
  roster_import_ok(&plain_options, all_texts);
  g_autoptr(Roster) roster = roster_open(test_settings->roster, NULL);
  g_autoptr(Question) question = question_for((const char *const[]){NULL});
  question->login = g_strdup(logins[_i]);
  g_autoptr(People) people = roster_ask(roster, question, NULL);
  const Person *person = people_by_login(people, logins[_i], NULL);
  ck_assert_msg(person != NULL, "%s", logins[_i]);
  ck_row_str(logins[_i], person->id, "S2");
}
END_TEST

START_TEST(designated_people_come_when_asked_for)
{
  roster_import_ok(&plain_options, all_texts);
  g_autoptr(Roster) roster = roster_open(test_settings->roster, NULL);
  g_autoptr(Question) question = question_for((const char *const[]){NULL});
  question->designated = TRUE;
  g_autoptr(People) people = roster_ask(roster, question, NULL);
  ck_assert_ptr_nonnull(people_by_id(people, "S1"));
  ck_assert_ptr_null(people_by_id(people, "S2"));
}
END_TEST

/* ---- households ---- */

static const struct {
  const char *name, *one, *other;
  gboolean same;
} households[] = {
    {"siblings by a guardian", "sam@young.example", "leo@young.example", TRUE},
    {"child and guardian", "sam@young.example", "mum@work.example", TRUE},
    {"guardian who need not be copied", "sam@young.example", "dad@home.example", TRUE},
    {"barred guardian", "mia@young.example", "mark@mail.example", FALSE},
    {"the same, for whom he is not barred", "ella@young.example", "mark@mail.example", TRUE},
    {"children whom a barred guardian joins", "mia@young.example", "ella@young.example", FALSE},
    {"guardian who is a participant", "bea@young.example", "lucas@young.example", TRUE},
    {"strangers", "sam@young.example", "mia@young.example", FALSE},
};

START_TEST(household_is_family_by_guardian_or_address)
{
  roster_import_ok(&plain_options, all_texts);
  g_autoptr(People) people = ask((const char *const[]){households[_i].one, households[_i].other, NULL});
  gint64 one = only_owner(people, households[_i].one)->household;
  gint64 other = only_owner(people, households[_i].other)->household;
  ck_assert_int_ne(one, 0);
  ck_assert_int_ne(other, 0);
  ck_assert_msg((one == other) == households[_i].same, "%s", households[_i].name);
}
END_TEST

START_TEST(shared_address_makes_one_household_and_staff_have_none)
{
  roster_import_ok(&plain_options, all_texts);
  g_autoptr(People) people = ask((const char *const[]){"kids@home.example", "farid@teens.example", NULL});
  ck_assert_int_eq(people_by_id(people, "P4")->household, people_by_id(people, "P5")->household);
  ck_assert_int_eq(people_by_id(people, "S3")->household, 0);
}
END_TEST

START_TEST(siblings_whose_guardian_is_staff_are_one_household)
{
  const char *const more[] = {YOUNG_HEAD "P10,Omar,omar@young.example,2014-02-11,yes,,,,,,,,Farid,"
                                         "farid@teens.example,,,,\n",
                              NULL};
  roster_import_ok(&plain_options, all_texts);
  roster_import_ok(&plain_options, more);
  g_autoptr(People) people = ask((const char *const[]){"layla@young.example", "omar@young.example", NULL});
  ck_assert_int_eq(people_by_id(people, "P8")->household, people_by_id(people, "P10")->household);
}
END_TEST

START_TEST(barred_guardian_who_shares_an_address_with_the_child_is_apart)
{
  const char *const texts[] = {
      YOUNG_HEAD "P1,Z,z@home.example,2014-02-11,yes,,,,,,,,Mark,z@home.example,barred,,,\n", NULL};
  roster_import_ok(&plain_options, texts);
  g_autoptr(People) people = ask((const char *const[]){"z@home.example", NULL});
  const Person *child = people_by_id(people, "P1");
  const Link *link = g_ptr_array_index(child->guardians, 0);
  ck_assert_int_ne(child->household, link->guardian->household);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("roster");
  TCase *tests = tcase_create("roster");
  tcase_add_checked_fixture(tests, roster_make, roster_remove);
  tcase_add_loop_test(tests, address_leads_to_its_owner, 0, ROWS(owners));
  tcase_add_test(tests, unknown_address_leads_nowhere);
  tcase_add_test(tests, shared_address_has_two_owners);
  tcase_add_test(tests, everything_known_of_a_young_person_is_there);
  tcase_add_test(tests, guardians_come_with_the_child_and_siblings_with_them);
  tcase_add_test(tests, guardian_who_is_barred_somewhere_is_known_to_be);
  tcase_add_test(tests, programmes_bring_their_staff_in_order);
  tcase_add_test(tests, list_brings_its_active_members_and_their_guardians);
  tcase_add_loop_test(tests, login_is_found_in_any_letter_case, 0, ROWS(logins));
  tcase_add_test(tests, designated_people_come_when_asked_for);
  tcase_add_loop_test(tests, household_is_family_by_guardian_or_address, 0, ROWS(households));
  tcase_add_test(tests, shared_address_makes_one_household_and_staff_have_none);
  tcase_add_test(tests, siblings_whose_guardian_is_staff_are_one_household);
  tcase_add_test(tests, barred_guardian_who_shares_an_address_with_the_child_is_apart);
  suite_add_tcase(suite, tests);
  return unit_run(suite);
}
