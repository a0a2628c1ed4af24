// SPDX-License-Identifier: MIT
#include "address.h"
#include "limit.h"
#include "policy.h"
#include "rules/rules.h"
#include "rules/support.h"
#include "unit.h"

#include <string.h>

/* ---- the table ---- */

static const struct {
  const char *id;
  Action action;
  const char *scope;
  gboolean repairs;
  const char *settings;
} table_rows[] = {
    {"co-staff", ACTION_FIX, "reaches a young person", TRUE, "default"},
    {"parents", ACTION_FIX, "reaches a minor", TRUE, "until-age require copies"},
    {"mass-mail", ACTION_FIX, "every outgoing message", TRUE, "threshold to count-unknown"},
    {"outsiders", ACTION_REJECT, "every outgoing message", TRUE, "allow"},
    {"official-account", ACTION_REJECT, "reaches a family", FALSE, "require-login"},
    {"consent", ACTION_REJECT, "reaches a minor", FALSE, "require-purpose"},
    {"identifying-details", ACTION_REJECT, "every outgoing message", FALSE, ""},
    {"lookalike", ACTION_HOLD, "every outgoing message", FALSE, ""},
    {"off-channel", ACTION_LOG, "reaches a young person", FALSE, "words"},
    {"disclosure", ACTION_LOG, "both ways", TRUE, "words"},
    {"designated-person", ACTION_OFF, "reaches a young person", TRUE, "scope"},
    {"min-age", ACTION_OFF, "reaches a young person", TRUE, "age"},
    {"reply-alone", ACTION_OFF, "every incoming message", TRUE, ""},
    {"reply-to", ACTION_OFF, "reaches a young person", TRUE, ""},
};

static char *setting_names(const RuleSpec *spec)
{
  GString *names = g_string_new(NULL);
  for (guint i = 0; spec->settings != NULL && spec->settings[i].name != NULL; i++)
    g_string_append_printf(names, "%s%s", i > 0 ? " " : "", spec->settings[i].name);
  return g_string_free(names, FALSE);
}

START_TEST(a_rule_has_the_policys_defaults)
{
  const RuleSpec *spec = rule_find(table_rows[_i].id);
  ck_assert_msg(spec != NULL, "%s", table_rows[_i].id);
  g_autofree char *names = setting_names(spec);
  ck_row_str(spec->id, action_name(spec->action), action_name(table_rows[_i].action));
  ck_row_str(spec->id, scope_text(spec->scope), table_rows[_i].scope);
  ck_row_str(spec->id, names, table_rows[_i].settings);
  ck_assert_msg(spec->repairs == table_rows[_i].repairs, "%s", spec->id);
  ck_assert_msg(!spec->removes || spec->repairs, "%s", spec->id);
  ck_assert_msg(strlen(spec->clause) > 20, "%s", spec->id);
}
END_TEST

START_TEST(every_setting_explains_itself_and_has_a_possible_default)
{
  for (guint i = 0; i < rules_count(); i++) {
    for (const SettingSpec *spec = rules_table[i]->settings; spec != NULL && spec->name != NULL; spec++) {
      ck_assert_msg(spec->help != NULL && *spec->help != '\0', "%s", spec->name);
      gboolean number = spec->type == SETTING_INT;
      ck_assert_msg(!number || (spec->number >= spec->least && spec->number <= spec->most), "%s", spec->name);
      gboolean choice = spec->type == SETTING_CHOICE;
      ck_assert_msg(!choice || spec->choices[spec->number] != NULL, "%s", spec->name);
      gboolean text = spec->type == SETTING_STRING && spec->check != NULL;
      ck_assert_msg(!text || spec->check(spec->text) == NULL, "%s", spec->name);
    }
  }
}
END_TEST

START_TEST(a_rule_is_found_by_its_id_alone)
{
  ck_assert_ptr_null(rule_find("CO-STAFF"));
  ck_assert_ptr_null(rule_find(""));
  for (guint i = 0; i < rules_count(); i++) ck_assert_ptr_eq(rule_find(rules_table[i]->id), rules_table[i]);
}
END_TEST

static const struct {
  const char *text;
  gboolean good;
} to_rows[] = {
    {"undisclosed-recipients:;", TRUE}, {"Friends <hello@org.example>", TRUE},
    {"hello@org.example", TRUE},        {"", FALSE},
    {"friends of the club", FALSE},
};

START_TEST(mass_mails_to_must_be_readable)
{
  const SettingSpec *spec = &rule_mass_mail.settings[MASS_MAIL_TO];
  ck_assert_msg((spec->check(to_rows[_i].text) == NULL) == to_rows[_i].good, "\"%s\"", to_rows[_i].text);
}
END_TEST

/* ---- phrases ---- */

static const struct {
  guint count;
  const char *listed;
} list_rows[] = {
    {0, ""},
    {1, "a"},
    {2, "a and b"},
    {3, "a, b and c"},
    {10, "a, b, c, d, e, f, g, h, i and j"},
    {11, "a, b, c, d, e, f, g, h, i, j and 1 more"},
    {20, "a, b, c, d, e, f, g, h, i, j and 10 more"},
};

START_TEST(a_list_is_said_in_words)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < list_rows[_i].count; i++) g_ptr_array_add(texts, g_strdup_printf("%c", 'a' + (int)i));
  g_autofree char *listed = support_listed(texts);
  ck_assert_str_eq(listed, list_rows[_i].listed);
}
END_TEST

/* ---- limits ---- */

static Settings *some_settings(void)
{
  Settings *settings = settings_new();
  settings_add_domain(settings, "org.example");
  settings_seal(settings);
  return settings;
}

static Person *add_person(People *people, Role role, const char *id, const char *address, guint kinds)
{
  gint64 key = (gint64)people_all(people)->len + 1;
  Person *person = people_add(people, key, role, id, id);
  people_add_address(people, person, address, address, kinds);
  return person;
}

/* A young person without guardians who must be copied, of age. */
static void add_young(People *people, const char *id, const char *address)
{
  Person *person = add_person(people, ROLE_PARTICIPANT, id, address, ADDRESS_OWN);
  day_parse("1960-01-01", &person->born);
  person->household = person->key;
}

static People *some_people(void)
{
  People *people = people_new();
  add_person(people, ROLE_STAFF, "S1", "ben@org.example", ADDRESS_OFFICIAL);
  add_person(people, ROLE_STAFF, "S2", "jo@org.example", ADDRESS_OFFICIAL);
  add_young(people, "P1", "sam@home.example");
  return people;
}

static Mail *mail_from_ben(void)
{
  Mail *mail = mail_new(ADDRESS_SEPARATORS, NULL, NULL);
  mail_set_sender(mail, "<ben@org.example>");
  mail_add_header(mail, "From", "ben@org.example");
  return mail;
}

static const Finding *finding_of(const Verdict *verdict, const RuleSpec *rule)
{
  for (guint i = 0; i < verdict->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(verdict->findings, i);
    if (finding->rule == rule) return finding;
  }
  return NULL;
}

static Verdict *judged(const Settings *settings, Mail *mail, const People *people)
{
  g_autoptr(GError) error = NULL;
  Verdict *verdict = policy_judge(settings, mail, people, 0, "CH-TEST-0000", &error);
  ck_assert_msg(verdict != NULL, "%s", error != NULL ? error->message : "no error");
  return verdict;
}

/* Beyond the limit an address of anybody may stand. */
START_TEST(too_many_header_fields_are_cannot_tell_for_every_rule_that_reads_them)
{
  g_autoptr(Settings) settings = some_settings();
  g_autoptr(People) people = some_people();
  g_autoptr(Mail) mail = mail_from_ben();
  mail_add_recipient(mail, "<sam@home.example>", NULL);
  mail_add_recipient(mail, "<jo@org.example>", NULL);
  for (int i = 0; i <= LIMIT_HEADER_COUNT; i++) mail_add_header(mail, "X-Filler", "x");
  g_autoptr(Verdict) verdict = judged(settings, mail, people);
  ck_assert_str_eq(verdict_kind_name(verdict->kind), "reject");
  ck_assert_int_eq((int)finding_of(verdict, &rule_mass_mail)->action, ACTION_HOLD);
  ck_assert_int_eq((int)finding_of(verdict, &rule_outsiders)->action, ACTION_REJECT);
  ck_assert_int_eq((int)finding_of(verdict, &rule_official_account)->action, ACTION_REJECT);
  ck_assert_ptr_null(finding_of(verdict, &rule_co_staff));
}
END_TEST

/* Mass mail of the greatest size: it must be found, hidden and written in time. */
START_TEST(ten_thousand_strangers_shown_are_hidden)
{
  g_autoptr(Settings) settings = some_settings();
  g_autoptr(People) people = some_people();
  g_autoptr(Mail) mail = mail_from_ben();
  GString *to = g_string_new("jo@org.example");
  for (int i = 0; i < LIMIT_RECIPIENTS; i++) {
    g_autofree char *address = g_strdup_printf("a%d@b%d.example", i, i % 100);
    mail_add_recipient(mail, address, NULL);
    g_string_append_printf(to, ", %s", address);
  }
  mail_add_header(mail, "To", to->str);
  mail_add_header(mail, "X-All", to->str);
  gint64 before = g_get_monotonic_time();
  g_autoptr(Verdict) verdict = judged(settings, mail, people);
  ck_assert_int_lt(g_get_monotonic_time() - before, 30 * G_USEC_PER_SEC);
  ck_assert_str_eq(verdict_kind_name(verdict->kind), "modify");
  ck_assert_uint_eq(finding_of(verdict, &rule_mass_mail)->addresses->len, LIMIT_RECIPIENTS);
  const HeaderEdit *edit = g_ptr_array_index(verdict->edits->headers, 0);
  ck_assert_str_eq(edit->value, "jo@org.example");
  g_string_free(to, TRUE);
}
END_TEST

/* The greatest list of young people, each with a parent to be copied. */
START_TEST(thousands_of_parents_are_copied)
{
  g_autoptr(Settings) settings = some_settings();
  g_autoptr(People) people = some_people();
  g_autoptr(Mail) mail = mail_from_ben();
  enum { FAMILIES = 4000 };
  for (int i = 0; i < FAMILIES; i++) {
    g_autofree char *id = g_strdup_printf("Q%d", i);
    g_autofree char *own = g_strdup_printf("kid%d@home.example", i);
    g_autofree char *parents = g_strdup_printf("mum%d@home.example", i);
    Person *child = add_person(people, ROLE_PARTICIPANT, id, own, ADDRESS_OWN);
    Person *mother = add_person(people, ROLE_GUARDIAN, NULL, parents, ADDRESS_GUARDIAN);
    child->contact_consent = TRUE;
    child->household = mother->household = child->key;
    people_link(people, child, mother, CONTACT_COPY);
    mail_add_recipient(mail, own, NULL);
  }
  mail_add_recipient(mail, "jo@org.example", NULL);
  gint64 before = g_get_monotonic_time();
  g_autoptr(Verdict) verdict = judged(settings, mail, people);
  ck_assert_int_lt(g_get_monotonic_time() - before, 30 * G_USEC_PER_SEC);
  ck_assert_uint_eq(verdict->edits->add_recipients->len, FAMILIES);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("rules");
  TCase *table = tcase_create("table");
  tcase_add_loop_test(table, a_rule_has_the_policys_defaults, 0, ROWS(table_rows));
  tcase_add_test(table, every_setting_explains_itself_and_has_a_possible_default);
  tcase_add_test(table, a_rule_is_found_by_its_id_alone);
  tcase_add_loop_test(table, mass_mails_to_must_be_readable, 0, ROWS(to_rows));
  tcase_add_loop_test(table, a_list_is_said_in_words, 0, ROWS(list_rows));
  suite_add_tcase(suite, table);
  TCase *limits = tcase_create("limits");
  tcase_add_test(limits, too_many_header_fields_are_cannot_tell_for_every_rule_that_reads_them);
  tcase_add_test(limits, ten_thousand_strangers_shown_are_hidden);
  tcase_add_test(limits, thousands_of_parents_are_copied);
  suite_add_tcase(suite, limits);
  return unit_run(suite);
}
