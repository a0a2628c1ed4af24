// SPDX-License-Identifier: MIT
#include "judgement.h"

#include "limit.h"
#include "rules/rules.h"
#include "unit.h"

#include <string.h>

static RuleSettings *rule_with(Settings *settings, Action action, Action otherwise)
{
  RuleSettings *rule = settings_rule_by_id(settings, "parents");
  rule->action = action;
  rule->otherwise = otherwise;
  return rule;
}

static const struct {
  const char *name;
  Action action, otherwise;
  FoundKind kind;
  Action does;
} action_rows[] = {
    {"fix repairs", ACTION_FIX, ACTION_REJECT, FOUND, ACTION_FIX},
    {"log logs", ACTION_LOG, ACTION_REJECT, FOUND, ACTION_LOG},
    {"hold holds", ACTION_HOLD, ACTION_REJECT, FOUND, ACTION_HOLD},
    {"reject rejects", ACTION_REJECT, ACTION_HOLD, FOUND, ACTION_REJECT},
    {"what cannot be repaired is rejected", ACTION_FIX, ACTION_REJECT, FOUND_NO_REPAIR, ACTION_REJECT},
    {"what cannot be repaired is held where otherwise says so", ACTION_FIX, ACTION_HOLD, FOUND_NO_REPAIR,
     ACTION_HOLD},
    {"log does not look at otherwise", ACTION_LOG, ACTION_REJECT, FOUND_NO_REPAIR, ACTION_LOG},
    {"an emptied envelope is rejected whatever otherwise says", ACTION_FIX, ACTION_HOLD, FOUND_LEAVES_NOBODY,
     ACTION_REJECT},
    {"what is in order is logged", ACTION_FIX, ACTION_REJECT, FOUND_IN_ORDER, ACTION_LOG},
    {"what cannot be told is held under fix", ACTION_FIX, ACTION_REJECT, FOUND_CANNOT_TELL, ACTION_HOLD},
    {"what cannot be told is logged under log", ACTION_LOG, ACTION_REJECT, FOUND_CANNOT_TELL, ACTION_LOG},
    {"what cannot be told is held under hold", ACTION_HOLD, ACTION_REJECT, FOUND_CANNOT_TELL, ACTION_HOLD},
    {"what cannot be told is rejected under reject", ACTION_REJECT, ACTION_HOLD, FOUND_CANNOT_TELL,
     ACTION_REJECT},
};

START_TEST(what_is_found_becomes_an_action)
{
  g_autoptr(Settings) settings = settings_new();
  g_autoptr(Judgement) judgement = judgement_new();
  const RuleSettings *rule = rule_with(settings, action_rows[_i].action, action_rows[_i].otherwise);
  Finding *finding = judgement_find(judgement, rule, action_rows[_i].kind);
  ck_row_str(action_rows[_i].name, action_name(finding->action), action_name(action_rows[_i].does));
}
END_TEST

START_TEST(findings_of_one_rule_and_action_are_one)
{
  g_autoptr(Settings) settings = settings_new();
  g_autoptr(Judgement) judgement = judgement_new();
  const RuleSettings *rule = rule_with(settings, ACTION_FIX, ACTION_HOLD);
  Finding *first = judgement_find(judgement, rule, FOUND);
  ck_assert_ptr_eq(judgement_find(judgement, rule, FOUND), first);
  Finding *second = judgement_find(judgement, rule, FOUND_NO_REPAIR);
  ck_assert_ptr_ne(second, first);
  ck_assert_ptr_eq(judgement_find(judgement, rule, FOUND_CANNOT_TELL), second);
  ck_assert_uint_eq(judgement->findings->len, 2);
}
END_TEST

START_TEST(a_finding_names_each_once_and_in_order)
{
  g_autoptr(Settings) settings = settings_new();
  g_autoptr(Judgement) judgement = judgement_new();
  Finding *finding = judgement_find(judgement, rule_with(settings, ACTION_FIX, ACTION_HOLD), FOUND);
  static const char *const addresses[] = {"b@x", "a@x", "b@x", "", "c@x", "B@x"};
  for (int i = 0; i < ROWS(addresses); i++) finding_address(finding, addresses[i]);
  finding_address(finding, NULL);
  finding_person(finding, NULL);
  g_ptr_array_add(finding->addresses, NULL);
  g_autofree char *got = g_strjoinv(" ", (char **)finding->addresses->pdata);
  g_ptr_array_remove_index(finding->addresses, finding->addresses->len - 1);
  ck_assert_str_eq(got, "B@x a@x b@x c@x");
  ck_assert_uint_eq(finding->people->len, 0);
}
END_TEST

START_TEST(a_sentence_is_said_once_and_in_valid_text)
{
  g_autoptr(Settings) settings = settings_new();
  g_autoptr(Judgement) judgement = judgement_new();
  Finding *finding = judgement_find(judgement, rule_with(settings, ACTION_FIX, ACTION_HOLD), FOUND);
  finding_say(finding, "%s is new.", "Sam");
  finding_say(finding, "%s is new.", "Tom");
  finding_say(finding, "%s is new.", "Sam");
  finding_say(finding, "%s", "\xff.");
  ck_assert_str_eq(finding->text->str, "Sam is new. Tom is new. \xef\xbf\xbd.");
  ck_assert_str_eq(finding->refusal->str, "");
}
END_TEST

START_TEST(a_finding_does_not_grow_without_end)
{
  g_autoptr(Settings) settings = settings_new();
  g_autoptr(Judgement) judgement = judgement_new();
  Finding *finding = judgement_find(judgement, rule_with(settings, ACTION_FIX, ACTION_HOLD), FOUND);
  for (int i = 0; i < 10000; i++) finding_say(finding, "Somebody with the number %d is there.", i);
  ck_assert_uint_le(finding->text->len, LIMIT_FINDING_BYTES + 8);
  ck_assert(g_str_has_suffix(finding->text->str, " …"));
}
END_TEST

/* ---- wishes ---- */

static Person *jo_of(People *people)
{
  Person *jo = people_add(people, 1, ROLE_STAFF, "S1", "Jo");
  people_add_address(people, jo, "Jo@org.example", "jo@org.example", ADDRESS_OFFICIAL);
  people_seal(people);
  return jo;
}

START_TEST(only_a_repair_has_wishes)
{
  for (int action = ACTION_LOG; action <= ACTION_REJECT; action++) {
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Judgement) judgement = judgement_new();
    Finding *finding = judgement_find(judgement, rule_with(settings, (Action)action, ACTION_HOLD), FOUND);
    finding_remove(judgement, finding, "A@x.example", "a@x.example");
    finding_hide(judgement, finding, "A@x.example", "a@x.example");
    ck_assert_uint_eq(judgement->wishes->len, action == ACTION_FIX ? 2 : 0);
  }
}
END_TEST

START_TEST(a_wish_is_wished_once)
{
  g_autoptr(Settings) settings = settings_new();
  g_autoptr(Judgement) judgement = judgement_new();
  g_autoptr(People) people = people_new();
  const Person *jo = jo_of(people);
  const Address *entry = person_address(jo, ADDRESS_OFFICIAL);
  Finding *finding = judgement_find(judgement, rule_with(settings, ACTION_FIX, ACTION_HOLD), FOUND);
  finding_copy(judgement, finding, entry, SHOW_NOT);
  finding_copy(judgement, finding, entry, SHOW_IN_CC);
  finding_copy(judgement, finding, entry, SHOW_NOT);
  ck_assert_uint_eq(judgement->wishes->len, 1);
  const Wish *wish = judgement_wish(judgement, WISH_COPY, "jo@org.example");
  ck_assert_ptr_eq(judgement_copy_of(judgement, jo), wish);
  ck_assert_str_eq(wish->address, "Jo@org.example");
  ck_assert_int_eq((int)wish->show, SHOW_IN_CC);
  ck_assert_ptr_null(judgement_wish(judgement, WISH_REMOVE, "jo@org.example"));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("judgement");
  TCase *cases = tcase_create("judgement");
  tcase_add_loop_test(cases, what_is_found_becomes_an_action, 0, ROWS(action_rows));
  tcase_add_test(cases, findings_of_one_rule_and_action_are_one);
  tcase_add_test(cases, a_finding_names_each_once_and_in_order);
  tcase_add_test(cases, a_sentence_is_said_once_and_in_valid_text);
  tcase_add_test(cases, a_finding_does_not_grow_without_end);
  tcase_add_test(cases, only_a_repair_has_wishes);
  tcase_add_test(cases, a_wish_is_wished_once);
  suite_add_tcase(suite, cases);
  return unit_run(suite);
}
