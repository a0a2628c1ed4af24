// SPDX-License-Identifier: MIT
/* Defaults, sharing and the digest of the settings. */
#include "settings.h"

#include "rules/rules.h"
#include "unit.h"

#include <string.h>

static Settings *settings_for(const char *domain)
{
  Settings *settings = settings_new();
  ck_assert(settings_add_domain(settings, domain));
  return settings;
}

/* ---- defaults ---- */

START_TEST(every_rule_begins_as_its_row_says)
{
  const RuleSpec *spec = rules_table[_i];
  g_autoptr(Settings) settings = settings_for("teens.example");
  const RuleSettings *rule = settings_rule(settings, spec);
  ck_assert_msg(rule->spec == spec, "%s: another row", spec->id);
  ck_assert_msg(rule->action == spec->action, "%s: action", spec->id);
  ck_assert_msg(rule->otherwise == ACTION_REJECT, "%s: otherwise", spec->id);
  ck_assert_msg(rule->exempt->len == 0, "%s: exempt", spec->id);
  for (guint i = 0; spec->settings != NULL && spec->settings[i].name != NULL; i++) {
    const SettingValue *value = rule_value(rule, i);
    ck_assert_msg(value->number == spec->settings[i].number, "%s: %s", spec->id, spec->settings[i].name);
    ck_row_str(spec->id, value->text, spec->settings[i].text);
    gboolean listed = spec->settings[i].built_in != NULL;
    ck_assert_msg((value->recorded->len > 0) == listed, "%s: %s", spec->id, spec->settings[i].name);
  }
}
END_TEST

START_TEST(what_is_not_said_follows_from_the_domains)
{
  g_autoptr(Settings) settings = settings_for("Teens.example");
  settings_seal(settings);
  ck_assert_str_eq(settings->organisation, "teens.example");
  ck_assert_str_eq(settings->help, "postmaster@teens.example");
  ck_assert_str_eq(rule_value(settings_rule(settings, &rule_co_staff), CO_STAFF_DEFAULT)->canonical->pdata[0],
                   "postmaster@teens.example");
}
END_TEST

START_TEST(a_minor_is_below_eighteen_whatever_becomes_of_the_parents_rule)
{
  g_autoptr(Settings) settings = settings_for("teens.example");
  settings_rule_by_id(settings, "parents")->action = ACTION_OFF;
  ck_assert_int_eq(settings_until_age(settings), 18);
}
END_TEST

START_TEST(a_domain_counts_once_in_whatever_form)
{
  g_autoptr(Settings) settings = settings_for("b\xC3\xBC"
                                              "cher.example");
  ck_assert(settings_add_domain(settings, "XN--BCHER-KVA.example."));
  ck_assert_uint_eq(settings->domains->len, 1);
  ck_assert(!settings_add_domain(settings, "no domain"));
  ck_assert(!settings_add_domain(settings, ""));
  ck_assert_uint_eq(settings->domains->len, 1);
}
END_TEST

START_TEST(only_zones_that_the_system_knows_are_taken)
{
  g_autoptr(Settings) settings = settings_for("teens.example");
  ck_assert(settings_set_timezone(settings, "America/New_York"));
  static const char *const none[] = {"", "America/New_Yorck", "Europe", "../UTC", "+01:00", "/etc/localtime"};
  for (int i = 0; i < ROWS(none); i++) {
    ck_assert_msg(!settings_set_timezone(settings, none[i]), "\"%s\" was taken", none[i]);
    ck_assert_str_eq(settings->timezone_name, "America/New_York");
  }
}
END_TEST

/* ---- lists of addresses ---- */

static const struct {
  const char *name;
  SettingType type;
  const char *text, *canonical; /* NULL: refused */
} additions[] = {
    {"address", SETTING_ADDRESSES, "Ann+x@Teens.example", "ann@teens.example"},
    {"no address", SETTING_ADDRESSES, "Ann", NULL},
    {"domain among addresses", SETTING_ADDRESSES, "@teens.example", NULL},
    {"address among patterns", SETTING_PATTERNS, "Ann@teens.example", "ann@teens.example"},
    {"domain among patterns", SETTING_PATTERNS, "@Teens.EXAMPLE.", "@teens.example"},
    {"international domain", SETTING_PATTERNS,
     "@b\xC3\xBC"
     "cher.example",
     "@xn--bcher-kva.example"},
    {"domain without its sign", SETTING_PATTERNS, "teens.example", NULL},
    {"everybody", SETTING_PATTERNS, "*", NULL},
    {"no domain", SETTING_PATTERNS, "@", NULL},
    {"empty", SETTING_PATTERNS, "", NULL},
};

START_TEST(a_list_takes_addresses_and_where_allowed_domains)
{
  SettingValue value = {.recorded = g_ptr_array_new_with_free_func(g_free),
                        .canonical = g_ptr_array_new_with_free_func(g_free)};
  gboolean taken = setting_add_address(&value, additions[_i].type, additions[_i].text, "+");
  ck_assert_msg(taken == (additions[_i].canonical != NULL), "%s", additions[_i].name);
  ck_assert_msg(value.recorded->len == (taken ? 1 : 0), "%s: recorded", additions[_i].name);
  if (taken) ck_row_str(additions[_i].name, (char *)value.canonical->pdata[0], additions[_i].canonical);
  g_ptr_array_unref(value.recorded);
  g_ptr_array_unref(value.canonical);
}
END_TEST

/* ---- sharing ---- */

START_TEST(settings_live_until_the_last_message_lets_go)
{
  Settings *settings = settings_for("teens.example");
  settings_seal(settings);
  Settings *message = settings_ref(settings);
  settings_unref(settings);
  ck_assert_str_eq(message->domains->pdata[0], "teens.example");
  settings_unref(message);
  settings_unref(NULL);
}
END_TEST

/* ---- digest ---- */

static void change_domain(Settings *settings)
{
  settings_add_domain(settings, "other.example");
}

static void change_zone(Settings *settings)
{
  settings_set_timezone(settings, "UTC");
}

static void change_help(Settings *settings)
{
  settings->help = g_strdup("lead@teens.example");
}

static void change_mode(Settings *settings)
{
  settings->mode = MODE_OBSERVE;
}

static void change_copies(Settings *settings)
{
  settings->copies = COPIES_HIDDEN;
}

static void change_separators(Settings *settings)
{
  g_free(settings->subaddress);
  settings->subaddress = g_strdup("-");
}

static void change_action(Settings *settings)
{
  settings_rule_by_id(settings, "consent")->action = ACTION_LOG;
}

static void change_otherwise(Settings *settings)
{
  settings_rule_by_id(settings, "parents")->otherwise = ACTION_HOLD;
}

static void change_exempt(Settings *settings)
{
  g_ptr_array_add(settings_rule_by_id(settings, "consent")->exempt, g_strdup("robot@teens.example"));
}

static void change_number(Settings *settings)
{
  settings_rule_by_id(settings, "parents")->values[PARENTS_UNTIL_AGE].number = 16;
}

static void change_list(Settings *settings)
{
  setting_add_address(&settings_rule_by_id(settings, "co-staff")->values[CO_STAFF_DEFAULT], SETTING_ADDRESSES,
                      "ann@teens.example", "+");
}

static const struct {
  const char *name;
  void (*change)(Settings *settings);
} changes[] = {
    {"domains", change_domain},     {"time zone", change_zone},
    {"help", change_help},          {"mode", change_mode},
    {"copies", change_copies},      {"separators", change_separators},
    {"action", change_action},      {"otherwise", change_otherwise},
    {"exempt", change_exempt},      {"a rule's number", change_number},
    {"a rule's list", change_list},
};

static char *digest_after(void (*change)(Settings *settings))
{
  g_autoptr(Settings) settings = settings_for("teens.example");
  if (change != NULL) change(settings);
  settings_seal(settings);
  ck_assert_uint_eq(strlen(settings->digest), 64);
  return g_strdup(settings->digest);
}

START_TEST(the_digest_changes_with_everything_a_verdict_depends_on)
{
  g_autofree char *before = digest_after(NULL);
  g_autofree char *after = digest_after(changes[_i].change);
  ck_assert_msg(strcmp(before, after) != 0, "%s: the same digest", changes[_i].name);
}
END_TEST

static void change_nothing_that_counts(Settings *settings)
{
  g_free(settings->roster);
  settings->roster = g_strdup("/elsewhere/roster.db");
  g_free(settings->listen);
  settings->listen = g_strdup("inet:8891@127.0.0.1");
  settings->log = LOG_SYSLOG;
  settings->mta = MTA_SENDMAIL;
  settings->help = g_strdup("postmaster@teens.example");
}

START_TEST(the_digest_stays_when_only_places_change_or_a_default_is_written_out)
{
  g_autofree char *before = digest_after(NULL);
  g_autofree char *after = digest_after(change_nothing_that_counts);
  ck_assert_str_eq(before, after);
}
END_TEST

/* ---- names ---- */

START_TEST(actions_have_the_names_of_the_policy)
{
  static const char *const names[] = {"off", "log", "fix", "hold", "reject"};
  for (int i = 0; i < ROWS(names); i++) {
    Action action = ACTION_OFF;
    ck_assert_str_eq(action_name((Action)i), names[i]);
    ck_assert(action_parse(names[i], &action));
    ck_assert_int_eq(action, i);
  }
  Action untouched = ACTION_HOLD;
  ck_assert(!action_parse("Reject", &untouched));
  ck_assert_int_eq(untouched, ACTION_HOLD);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("settings");
  TCase *tests = tcase_create("settings");
  tcase_add_loop_test(tests, every_rule_begins_as_its_row_says, 0, (int)rules_count());
  tcase_add_test(tests, what_is_not_said_follows_from_the_domains);
  tcase_add_test(tests, a_minor_is_below_eighteen_whatever_becomes_of_the_parents_rule);
  tcase_add_test(tests, a_domain_counts_once_in_whatever_form);
  tcase_add_test(tests, only_zones_that_the_system_knows_are_taken);
  tcase_add_loop_test(tests, a_list_takes_addresses_and_where_allowed_domains, 0, ROWS(additions));
  tcase_add_test(tests, settings_live_until_the_last_message_lets_go);
  tcase_add_loop_test(tests, the_digest_changes_with_everything_a_verdict_depends_on, 0, ROWS(changes));
  tcase_add_test(tests, the_digest_stays_when_only_places_change_or_a_default_is_written_out);
  tcase_add_test(tests, actions_have_the_names_of_the_policy);
  suite_add_tcase(suite, tests);
  return unit_run(suite);
}
