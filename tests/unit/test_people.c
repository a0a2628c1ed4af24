// SPDX-License-Identifier: MIT
#include "people.h"
#include "unit.h"

static Day day(const char *text)
{
  Day result = DAY_NONE;
  ck_assert(day_parse(text, &result));
  return result;
}

static const struct {
  const char *name;
  Role role;
  gboolean active;
  const char *born; /* NULL: not recorded */
  gboolean young, minor;
} person_rows[] = {
    {"a participant of 15", ROLE_PARTICIPANT, TRUE, "2011-05-05", TRUE, TRUE},
    {"a participant of 18 and more", ROLE_PARTICIPANT, TRUE, "2000-01-01", TRUE, FALSE},
    {"a participant without a date of birth", ROLE_PARTICIPANT, TRUE, NULL, TRUE, TRUE},
    {"a minor who left", ROLE_PARTICIPANT, FALSE, "2011-05-05", TRUE, TRUE},
    {"an adult who left", ROLE_PARTICIPANT, FALSE, "2000-01-01", FALSE, FALSE},
    {"who left without a date of birth", ROLE_PARTICIPANT, FALSE, NULL, TRUE, TRUE},
    {"18 today", ROLE_PARTICIPANT, TRUE, "2008-11-22", TRUE, FALSE},
    {"18 tomorrow", ROLE_PARTICIPANT, TRUE, "2008-11-23", TRUE, TRUE},
    {"a guardian", ROLE_GUARDIAN, TRUE, NULL, FALSE, FALSE},
    {"a mentor", ROLE_MENTOR, TRUE, NULL, FALSE, FALSE},
};

START_TEST(leaving_ends_membership_not_protection)
{
  g_autoptr(People) people = people_new();
  Person *person = people_add(people, 1, person_rows[_i].role, "X", "Somebody");
  Day today = day("2026-11-22");
  person->active = person_rows[_i].active;
  if (person_rows[_i].born != NULL) person->born = day(person_rows[_i].born);
  ck_assert_msg(person_is_young(person, 18, today) == person_rows[_i].young, "%s", person_rows[_i].name);
  ck_assert_msg(person_is_minor(person, 18, today) == person_rows[_i].minor, "%s", person_rows[_i].name);
}
END_TEST

static const struct {
  const char *name, *granted, *expires, *today;
  gboolean valid;
} permission_rows[] = {
    {"the day it is granted", "2026-01-10", NULL, "2026-01-10", TRUE},
    {"the day before", "2026-01-10", NULL, "2026-01-09", FALSE},
    {"the last day", "2026-01-10", "2026-02-10", "2026-02-10", TRUE},
    {"the day after the last", "2026-01-10", "2026-02-10", "2026-02-11", FALSE},
};

START_TEST(a_permission_holds_from_its_first_to_its_last_day)
{
  Permission permission = {.granted_on = day(permission_rows[_i].granted)};
  if (permission_rows[_i].expires != NULL) permission.expires_on = day(permission_rows[_i].expires);
  gboolean got = permission_is_valid(&permission, day(permission_rows[_i].today));
  ck_assert_msg(got == permission_rows[_i].valid, "%s", permission_rows[_i].name);
}
END_TEST

START_TEST(an_address_can_have_several_owners)
{
  g_autoptr(People) people = people_new();
  Person *sam = people_add(people, 1, ROLE_PARTICIPANT, "P1", "Sam");
  Person *mum = people_add(people, 2, ROLE_GUARDIAN, NULL, "Mum");
  people_add_address(people, sam, "Family@home.example", "family@home.example", ADDRESS_OWN);
  people_add_address(people, mum, "family@home.example", "family@home.example", ADDRESS_GUARDIAN);
  people_seal(people);
  ck_assert_uint_eq(people_at(people, "family@home.example")->len, 2);
  ck_assert_ptr_null(people_at(people, "nobody@home.example"));
}
END_TEST

START_TEST(one_address_can_be_several_things_to_its_owner)
{
  g_autoptr(People) people = people_new();
  Person *ann = people_add(people, 1, ROLE_STAFF, "S1", "Ann");
  people_add_address(people, ann, "ann@teensinai.example", "ann@teensinai.example", ADDRESS_OFFICIAL);
  people_add_address(people, ann, "ann@teensinai.example", "ann@teensinai.example", ADDRESS_GUARDIAN);
  people_seal(people);
  ck_assert_uint_eq(ann->addresses->len, 1);
  ck_assert_uint_eq(person_address(ann, ADDRESS_GUARDIAN)->kinds, ADDRESS_OFFICIAL | ADDRESS_GUARDIAN);
  ck_assert(person_is_official_at(ann, "ann@teensinai.example"));
}
END_TEST

START_TEST(a_login_finds_its_owner_before_an_equal_address)
{
  g_autoptr(People) people = people_new();
  Person *ann = people_add(people, 1, ROLE_STAFF, "S1", "Ann");
  Person *ben = people_add(people, 2, ROLE_MENTOR, "S2", "Ben");
  people_add_address(people, ann, "ann@teensinai.example", "ann@teensinai.example", ADDRESS_OFFICIAL);
  ben->login = g_strdup("Ann@teensinai.example");
  people_seal(people);
  ck_assert_ptr_eq(people_by_login(people, "ANN@teensinai.example", "ann@teensinai.example"), ben);
  g_clear_pointer(&ben->login, g_free);
  ck_assert_ptr_eq(people_by_login(people, "ANN@teensinai.example", "ann@teensinai.example"), ann);
  ck_assert_ptr_null(people_by_login(people, "carol", NULL));
}
END_TEST

START_TEST(a_personal_address_is_no_login)
{
  g_autoptr(People) people = people_new();
  Person *ann = people_add(people, 1, ROLE_STAFF, "S1", "Ann");
  people_add_address(people, ann, "ann@home.example", "ann@home.example", ADDRESS_PERSONAL);
  people_seal(people);
  ck_assert_ptr_null(people_by_login(people, "ann@home.example", "ann@home.example"));
}
END_TEST

START_TEST(programmes_stand_in_the_order_of_their_ids)
{
  g_autoptr(People) people = people_new();
  Person *sam = people_add(people, 1, ROLE_PARTICIPANT, "P1", "Sam");
  people_join(people, sam, people_add_programme(people, "b", "B", NULL, NULL, LIST_PARTICIPANTS));
  people_join(people, sam, people_add_programme(people, "B", "C", NULL, NULL, LIST_PARTICIPANTS));
  people_join(people, sam,
              people_add_programme(people, "a", "A", "a@lists.example", "a@lists.example", LIST_FAMILIES));
  people_seal(people);
  const Programme *first = g_ptr_array_index(sam->programmes, 0);
  ck_assert_str_eq(first->id, "B");
  ck_assert_str_eq(people_list_at(people, "a@lists.example")->id, "a");
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("people");
  TCase *tcase = tcase_create("people");
  tcase_add_loop_test(tcase, leaving_ends_membership_not_protection, 0, ROWS(person_rows));
  tcase_add_loop_test(tcase, a_permission_holds_from_its_first_to_its_last_day, 0, ROWS(permission_rows));
  tcase_add_test(tcase, an_address_can_have_several_owners);
  tcase_add_test(tcase, one_address_can_be_several_things_to_its_owner);
  tcase_add_test(tcase, a_login_finds_its_owner_before_an_equal_address);
  tcase_add_test(tcase, a_personal_address_is_no_login);
  tcase_add_test(tcase, programmes_stand_in_the_order_of_their_ids);
  suite_add_tcase(suite, tcase);
  return unit_run(suite);
}
