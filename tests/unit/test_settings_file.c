// SPDX-License-Identifier: MIT
/* What the configuration file may say, and what is said when it may not. */
#include "settings_file.h"

#include "rules/rules.h"
#include "scratch.h"
#include "unit.h"

#include <string.h>

static Settings *read_text(const char *text, GError **error)
{
  g_autofree char *path = scratch_file("chaperone.conf", text, -1);
  return settings_read(path, error);
}

static Settings *must_read(const char *text)
{
  GError *error = NULL;
  Settings *settings = read_text(text, &error);
  ck_assert_msg(settings != NULL, "refused: %s", error == NULL ? "without a word" : error->message);
  return settings;
}

static const RuleSettings *rule_of(Settings *settings, const char *id)
{
  const RuleSettings *rule = settings_rule_by_id(settings, id);
  ck_assert_msg(rule != NULL, "no rule %s", id);
  return rule;
}

#define DOMAINS "organisation: { domains = ( \"teens.example\" ); };\n"

/* ---- what is wrong ---- */

typedef struct Broken {
  const char *name;
  const char *text;
  const char *error; /* after the directory */
} Broken;

static const Broken broken[] = {
    {"unknown group", DOMAINS "strore: { };",
     "chaperone.conf:2: strore: unknown setting; did you mean \"store\"?"},
    {"unknown setting far from all", DOMAINS "\n\nzebra = 1;",
     "chaperone.conf:4: zebra: unknown setting; here can be: addresses, organisation, listen, mode, copies, "
     "log, "
     "store, mta, rules"},
    {"unknown setting of a group", "organisation: {\n  domains = \"a.example\";\n  tiemzone = \"UTC\";\n};",
     "chaperone.conf:3: organisation.tiemzone: unknown setting; did you mean \"timezone\"?"},
    {"unknown rule", DOMAINS "rules: {\n  co_staff: { };\n};",
     "chaperone.conf:3: rules.co_staff: unknown setting; did you mean \"co-staff\"?"},
    {"unknown setting of a rule", DOMAINS "rules: {\n  parents: {\n    untilage = 18;\n  };\n};",
     "chaperone.conf:4: rules.parents.untilage: unknown setting; did you mean \"until-age\"?"},
    {"setting twice", DOMAINS "mode = \"observe\";\nmode = \"enforce\";",
     "chaperone.conf:3: duplicate setting name"},
    {"syntax", DOMAINS "mode = \"observe\"\nfoo bar;",
     "chaperone.conf:3: syntax error; look for a missing semicolon, quotation mark or bracket, here or on "
     "the line "
     "above"},
    {"group that is a number", "organisation = 5;",
     "chaperone.conf:1: organisation: must be a group in braces { }, not a whole number"},
    {"rules that are a list", DOMAINS "rules = ( );",
     "chaperone.conf:2: rules: must be a group in braces { }, not a list"},
    {"rule that is a text", DOMAINS "rules: { parents = \"off\"; };",
     "chaperone.conf:2: rules.parents: must be a group in braces { }, not a text"},
    {"no organisation", "store: { };",
     "chaperone.conf: organisation.domains is missing; say which domains are your own, as in organisation: { "
     "domains = ( \"example.org\" ); };"},
    {"no domains", "mode = \"observe\";\norganisation: { name = \"Teens\"; };",
     "chaperone.conf:2: organisation: organisation.domains is missing; say which domains are your own, as in "
     "organisation: { domains = ( \"example.org\" ); };"},
    {"empty domains", "organisation: { domains = ( ); };",
     "chaperone.conf:1: organisation.domains: must have at least one domain"},
    {"domain that is none", "organisation: { domains = ( \"teens.example\", \"not a domain\" ); };",
     "chaperone.conf:1: organisation.domains: \"not a domain\" is no domain; write it as in \"example.org\""},
    {"domain that is an address", "organisation: { domains = \"a@teens.example\"; };",
     "chaperone.conf:1: organisation.domains: \"a@teens.example\" is no domain; write it as in "
     "\"example.org\""},
    {"domain that is a number", "organisation: { domains = ( 5 ); };",
     "chaperone.conf:1: organisation.domains: must be a text in quotation marks, not a whole number"},
    {"empty name", "organisation: { domains = \"a.example\"; name = \"\"; };",
     "chaperone.conf:1: organisation.name: must not be empty"},
    {"control characters in a name", "organisation: { domains = \"a.example\"; name = \"a\\x1b[31mb\"; };",
     "chaperone.conf:1: organisation.name: \"a<U+001B>[31mb\" holds characters that cannot be shown; write "
     "it in "
     "UTF-8, on one line"},
    {"name in another encoding", "organisation: { domains = \"a.example\"; name = \"Caf\xE9\"; };",
     "chaperone.conf:1: organisation.name: \"Caf<E9>\" holds characters that cannot be shown; write it in "
     "UTF-8, "
     "on one line"},
    {"writing direction turned round",
     "organisation: { domains = \"a.example\"; help = \"a\u202Eb@a.example\"; };",
     "chaperone.conf:1: organisation.help: \"a<U+202E>b@a.example\" holds characters that cannot be shown; "
     "write "
     "it in UTF-8, on one line"},
    {"unknown time zone", "organisation: { domains = \"a.example\"; timezone = \"Europe/Londom\"; };",
     "chaperone.conf:1: organisation.timezone: \"Europe/Londom\" is no time zone that this system knows; "
     "write it "
     "as in \"Europe/London\" (Debian's package tzdata has them)"},
    {"time zone outside the zones",
     "organisation: { domains = \"a.example\"; timezone = \"../../../etc/passwd\"; };",
     "chaperone.conf:1: organisation.timezone: \"../../../etc/passwd\" is no time zone that this system "
     "knows; "
     "write it as in \"Europe/London\" (Debian's package tzdata has them)"},
    {"empty time zone", "organisation: { domains = \"a.example\"; timezone = \"\"; };",
     "chaperone.conf:1: organisation.timezone: \"\" is no time zone that this system knows; write it as in "
     "\"Europe/London\" (Debian's package tzdata has them)"},
    {"help that is no address", "organisation: { domains = \"a.example\"; help = \"ask Ann\"; };",
     "chaperone.conf:1: organisation.help: \"ask Ann\" is no e-mail address"},
    {"unknown mode", DOMAINS "mode = \"watch\";",
     "chaperone.conf:2: mode: cannot be \"watch\"; it can be \"enforce\", \"observe\""},
    {"mode in capitals", DOMAINS "mode = \"Observe\";",
     "chaperone.conf:2: mode: cannot be \"Observe\"; it can be \"enforce\", \"observe\""},
    {"mode without quotation marks", DOMAINS "mode = observe;",
     "chaperone.conf:2: syntax error; look for a missing semicolon, quotation mark or bracket, here or on "
     "the line "
     "above"},
    {"mode as a flag", DOMAINS "mode = true;",
     "chaperone.conf:2: mode: must be a text in quotation marks, not true or false"},
    {"unknown copies", DOMAINS "copies = \"bcc\";",
     "chaperone.conf:2: copies: cannot be \"bcc\"; it can be \"auto\", \"shown\", \"hidden\""},
    {"unknown log", DOMAINS "log = \"/var/log/chaperone\";",
     "chaperone.conf:2: log: cannot be \"/var/log/chaperone\"; it can be \"stderr\", \"syslog\""},
    {"listening nowhere", DOMAINS "listen = \"8891\";",
     "chaperone.conf:2: listen: \"8891\" is no place to listen; write \"unix:/run/chaperone/chaperone.sock\" "
     "or "
     "\"inet:8891@127.0.0.1\""},
    {"listening on all interfaces unasked", DOMAINS "listen = \"inet:8891\";",
     "chaperone.conf:2: listen: \"inet:8891\" is no place to listen; write "
     "\"unix:/run/chaperone/chaperone.sock\" or \"inet:8891@127.0.0.1\""},
    {"port beyond the last", DOMAINS "listen = \"inet:65536@127.0.0.1\";",
     "chaperone.conf:2: listen: \"inet:65536@127.0.0.1\" is no place to listen; write "
     "\"unix:/run/chaperone/chaperone.sock\" or \"inet:8891@127.0.0.1\""},
    {"socket without a path", DOMAINS "listen = \"unix:\";",
     "chaperone.conf:2: listen: \"unix:\" must be followed by the path of a socket"},
    {"one file for two stores", DOMAINS "store: { roster = \"a.db\"; journal = \"./a.db\"; };",
     "chaperone.conf:2: store: roster, journal and key must be three files, not one"},
    {"empty path", DOMAINS "store: { key = \"\"; };",
     "chaperone.conf:2: store.key: must be a path, not empty"},
    {"letter as a separator", DOMAINS "addresses: { subaddress = \"+a\"; };",
     "chaperone.conf:2: addresses.subaddress: \"+a\" must be signs that separate a tag, as in \"+\" or "
     "\"+-\""},
    {"unknown mail server", DOMAINS "mta: { kind = \"exim\"; };",
     "chaperone.conf:2: mta.kind: cannot be \"exim\"; it can be \"postfix\", \"sendmail\""},
    {"unknown action", DOMAINS "rules: { parents: { action = \"drop\"; }; };",
     "chaperone.conf:2: rules.parents.action: cannot be \"drop\"; it can be \"off\", \"log\", \"fix\", "
     "\"hold\", "
     "\"reject\""},
    {"fix without a repair", DOMAINS "rules: { consent: { action = \"fix\"; }; };",
     "chaperone.conf:2: rules.consent.action: cannot be \"fix\": this rule has no repair"},
    {"otherwise without a repair", DOMAINS "rules: { consent: { otherwise = \"hold\"; }; };",
     "chaperone.conf:2: rules.consent.otherwise: has no meaning here: this rule has no repair that could "
     "fail"},
    {"otherwise that lets it pass", DOMAINS "rules: { parents: { otherwise = \"log\"; }; };",
     "chaperone.conf:2: rules.parents.otherwise: cannot be \"log\"; it can be \"hold\", \"reject\""},
    {"exempt that is no address", DOMAINS "rules: { consent: { exempt = ( \"robots\" ); }; };",
     "chaperone.conf:2: rules.consent.exempt: \"robots\" is no e-mail address"},
    {"default that is no address",
     DOMAINS "rules: { co-staff: { default = ( \"a@b.example\", \"Ann\" ); }; };",
     "chaperone.conf:2: rules.co-staff.default: \"Ann\" is no e-mail address"},
    {"allow that is neither", DOMAINS "rules: { outsiders: { allow = \"b.example\"; }; };",
     "chaperone.conf:2: rules.outsiders.allow: \"b.example\" is neither an e-mail address nor a domain as in "
     "\"@example.org\""},
    {"age in words", DOMAINS "rules: { parents: { until-age = \"18\"; }; };",
     "chaperone.conf:2: rules.parents.until-age: must be a whole number, not a text"},
    {"age with a fraction", DOMAINS "rules: { parents: { until-age = 17.5; }; };",
     "chaperone.conf:2: rules.parents.until-age: must be a whole number, not a number with a fraction"},
    {"flag as a text", DOMAINS "rules: { mass-mail: { count-unknown = \"no\"; }; };",
     "chaperone.conf:2: rules.mass-mail.count-unknown: must be true or false, without quotation marks, not a "
     "text"},
    {"unknown choice", DOMAINS "rules: { parents: { require = \"both\"; }; };",
     "chaperone.conf:2: rules.parents.require: cannot be \"both\"; it can be \"all\", \"any\""},
    {"missing include", "\n@include \"other.conf\"\n",
     "chaperone.conf:2: cannot open include file; @include takes a path from the configuration file's "
     "directory on"},
};

START_TEST(a_broken_file_is_refused_with_file_line_and_setting)
{
  const Broken *row = &broken[_i];
  GError *error = NULL;
  Settings *settings = read_text(row->text, &error);
  ck_assert_msg(settings == NULL, "%s: was accepted", row->name);
  ck_assert_msg(error->domain == SETTINGS_ERROR, "%s: another domain", row->name);
  ck_assert_msg(g_str_has_prefix(error->message, scratch), "%s: %s", row->name, error->message);
  const char *said = error->message + strlen(scratch) + 1;
  ck_assert_msg(strcmp(said, row->error) == 0, "%s: said \"%s\"", row->name, said);
  g_error_free(error);
}
END_TEST

/* Bounds stand in the rows of the rules; a number far outside is never one. */
static const char *const numbers[] = {"-1",          "4294967314", "0x100000012", "99999999999999999999",
                                      "4294967314L", "-4294967278"};

START_TEST(a_number_out_of_bounds_is_refused_even_where_it_wraps_into_them)
{
  g_autofree char *text =
      g_strdup_printf(DOMAINS "rules: { parents: {\n  until-age = %s;\n}; };", numbers[_i]);
  g_autoptr(GError) error = NULL;
  Settings *settings = read_text(text, &error);
  ck_assert_msg(settings == NULL, "%s was accepted", numbers[_i]);
  ck_assert_msg(strstr(error->message,
                       "chaperone.conf:3: rules.parents.until-age: must be a whole number from ") != NULL,
                "%s: %s", numbers[_i], error->message);
}
END_TEST

START_TEST(an_error_in_an_included_file_names_that_file_and_its_line)
{
  g_autofree char *included =
      scratch_file("rules.conf", "\nrules: {\n  parents: { actoin = \"off\"; };\n};\n", -1);
  g_autoptr(GError) error = NULL;
  ck_assert_ptr_null(read_text(DOMAINS "@include \"rules.conf\"\n", &error));
  g_autofree char *wanted =
      g_strconcat(included, ":3: rules.parents.actoin: unknown setting; did you mean \"action\"?", NULL);
  ck_assert_str_eq(error->message, wanted);
}
END_TEST

START_TEST(a_syntax_error_in_an_included_file_names_that_file)
{
  g_autofree char *included = scratch_file("rules.conf", "\n\nrules = = 1;", -1);
  g_autofree char *wanted = g_strconcat(included, ":3: syntax error", NULL);
  g_autoptr(GError) error = NULL;
  ck_assert_ptr_null(read_text("@include \"rules.conf\"\n", &error));
  ck_assert_int_eq(error->code, SETTINGS_ERROR_SYNTAX);
  ck_assert_msg(g_str_has_prefix(error->message, wanted), "%s", error->message);
}
END_TEST

START_TEST(a_file_that_includes_itself_is_refused)
{
  g_autoptr(GError) error = NULL;
  ck_assert_ptr_null(read_text("@include \"chaperone.conf\"\n", &error));
  ck_assert_int_eq(error->code, SETTINGS_ERROR_SYNTAX);
}
END_TEST

START_TEST(a_missing_file_is_refused_with_the_way_to_name_another)
{
  g_autofree char *path = g_build_filename(scratch, "none.conf", NULL);
  g_autofree char *wanted = g_strconcat(
      path, ": cannot be read: No such file or directory; name the configuration file with -c FILE", NULL);
  g_autoptr(GError) error = NULL;
  ck_assert_ptr_null(settings_read(path, &error));
  ck_assert_int_eq(error->code, SETTINGS_ERROR_UNREADABLE);
  ck_assert_str_eq(error->message, wanted);
}
END_TEST

START_TEST(a_directory_is_refused_as_one)
{
  g_autofree char *wanted = g_strconcat(scratch, ": cannot be read: Is a directory", NULL);
  g_autoptr(GError) error = NULL;
  ck_assert_ptr_null(settings_read(scratch, &error));
  ck_assert_int_eq(error->code, SETTINGS_ERROR_UNREADABLE);
  ck_assert_str_eq(error->message, wanted);
}
END_TEST

START_TEST(an_included_directory_is_refused_and_nothing_ends)
{
  g_autofree char *between = scratch_file("between.conf", "\t@include \".\"\n", 14);
  g_autofree char *wanted = g_strconcat(scratch, "/.: cannot be read: Is a directory", NULL);
  g_autoptr(GError) error = NULL;
  ck_assert_ptr_null(read_text("@include \"between.conf\"\n", &error));
  ck_assert_str_eq(error->message, wanted);
}
END_TEST

START_TEST(binary_rubbish_is_refused)
{
  char rubbish[4096];
  for (gsize i = 0; i < sizeof(rubbish); i++) rubbish[i] = (char)((i * 7919 + i / 13) % 256);
  g_autofree char *path = scratch_file("chaperone.conf", rubbish, sizeof(rubbish));
  g_autoptr(GError) error = NULL;
  ck_assert_ptr_null(settings_read(path, &error));
  ck_assert_int_eq(error->code, SETTINGS_ERROR_SYNTAX);
}
END_TEST

START_TEST(brackets_without_end_are_refused)
{
  g_autoptr(GString) text = g_string_new("a = ");
  for (int i = 0; i < 100000; i++) g_string_append_c(text, '(');
  g_autoptr(GError) error = NULL;
  ck_assert_ptr_null(read_text(text->str, &error));
  ck_assert_int_eq(error->code, SETTINGS_ERROR_SYNTAX);
}
END_TEST

/* ---- what is right ---- */

START_TEST(a_file_with_organisation_and_store_alone_works)
{
  g_autoptr(Settings) settings =
      must_read("organisation: { name = \"Teens in AI\"; domains = ( \"teens.example\" ); };\n"
                "store: { roster = \"/a/roster.db\"; journal = \"/a/journal.db\";\n"
                "         key = \"/a/journal.key\"; };\n");
  ck_assert_str_eq(settings->organisation, "Teens in AI");
  ck_assert_str_eq(settings->help, "postmaster@teens.example");
  ck_assert_str_eq(settings->timezone_name, "Europe/London");
  ck_assert_str_eq(settings->listen, "unix:/run/chaperone/chaperone.sock");
  ck_assert_str_eq(settings->roster, "/a/roster.db");
  ck_assert_str_eq(settings->journal, "/a/journal.db");
  ck_assert_str_eq(settings->key, "/a/journal.key");
  ck_assert_str_eq(settings->subaddress, "+");
  ck_assert_str_eq(settings->mta_config, "/etc/postfix");
  ck_assert_int_eq(settings->mode, MODE_ENFORCE);
  ck_assert_int_eq(settings->copies, COPIES_AUTO);
  ck_assert_int_eq(settings->log, LOG_STDERR);
  for (guint i = 0; i < rules_count(); i++)
    ck_assert_int_eq(settings->rules[i].action, rules_table[i]->action);
}
END_TEST

START_TEST(every_setting_that_is_not_a_rule_s_is_taken)
{
  g_autoptr(Settings) settings = must_read(
      "organisation: { name = \"Teens\"; domains = [ \"Teens.Example\", \"b\u00FCcher.example.\" ];\n"
      "  timezone = \"UTC\"; help = \"lead@teens.example\"; };\n"
      "listen = \"inet:8891@127.0.0.1\"; mode = \"observe\"; copies = \"hidden\"; log = \"syslog\";\n"
      "addresses: { subaddress = \"+-\"; };\n"
      "mta: { kind = \"sendmail\"; };\n");
  ck_assert_uint_eq(settings->domains->len, 2);
  ck_assert_str_eq(settings->domains->pdata[0], "teens.example");
  ck_assert_str_eq(settings->domains->pdata[1], "xn--bcher-kva.example");
  ck_assert_str_eq(settings->timezone_name, "UTC");
  ck_assert_str_eq(settings->help, "lead@teens.example");
  ck_assert_str_eq(settings->listen, "inet:8891@127.0.0.1");
  ck_assert_int_eq(settings->mode, MODE_OBSERVE);
  ck_assert_int_eq(settings->copies, COPIES_HIDDEN);
  ck_assert_int_eq(settings->log, LOG_SYSLOG);
  ck_assert_str_eq(settings->subaddress, "+-");
  ck_assert_int_eq(settings->mta, MTA_SENDMAIL);
  ck_assert_str_eq(settings->mta_config, "/etc/mail");
}
END_TEST

START_TEST(a_single_text_stands_for_a_list_of_one)
{
  g_autoptr(Settings) settings = must_read("organisation: { domains = \"teens.example\"; };\n"
                                           "rules: { consent: { exempt = \"Robot+x@Teens.example\"; }; };");
  ck_assert_uint_eq(settings->domains->len, 1);
  const RuleSettings *consent = rule_of(settings, "consent");
  ck_assert_uint_eq(consent->exempt->len, 1);
  ck_assert_str_eq(consent->exempt->pdata[0], "robot@teens.example");
}
END_TEST

START_TEST(the_settings_of_rules_are_taken)
{
  g_autoptr(Settings) settings = must_read(
      DOMAINS "rules: {\n"
              "  parents: { action = \"hold\"; otherwise = \"hold\"; until-age = 16; require = \"any\"; };\n"
              "  mass-mail: { threshold = 0x10; to = \"friends:;\"; count-unknown = false; };\n"
              "  outsiders: { allow = ( \"Ann@Print.Example\", \"@Hall.example\" ); };\n"
              "};");
  const RuleSettings *parents = rule_of(settings, "parents");
  ck_assert_int_eq(parents->action, ACTION_HOLD);
  ck_assert_int_eq(parents->otherwise, ACTION_HOLD);
  ck_assert_int_eq(settings_until_age(settings), 16);
  ck_assert_int_eq(rule_value(parents, PARENTS_REQUIRE)->number, 1);
  const RuleSettings *mass = rule_of(settings, "mass-mail");
  ck_assert_int_eq(rule_value(mass, MASS_MAIL_THRESHOLD)->number, 16);
  ck_assert_str_eq(rule_value(mass, MASS_MAIL_TO)->text, "friends:;");
  ck_assert_int_eq(rule_value(mass, MASS_MAIL_COUNT_UNKNOWN)->number, 0);
  const SettingValue *allow = rule_value(rule_of(settings, "outsiders"), 0);
  ck_assert_uint_eq(allow->canonical->len, 2);
  ck_assert_str_eq(allow->canonical->pdata[0], "ann@print.example");
  ck_assert_str_eq(allow->canonical->pdata[1], "@hall.example");
  ck_assert_str_eq(allow->recorded->pdata[0], "Ann@Print.Example");
}
END_TEST

START_TEST(the_separators_count_wherever_they_stand_in_the_file)
{
  g_autoptr(Settings) settings =
      must_read("rules: { consent: { exempt = \"robot-x@teens.example\"; }; };\n" DOMAINS
                "addresses: { subaddress = \"-\"; };\n");
  ck_assert_str_eq(rule_of(settings, "consent")->exempt->pdata[0], "robot@teens.example");
}
END_TEST

START_TEST(relative_paths_start_at_the_configuration_file)
{
  g_autoptr(Settings) settings =
      must_read(DOMAINS "store: { roster = \"data/roster.db\"; };\nlisten = \"unix:chaperone.sock\";");
  g_autofree char *roster = g_build_filename(scratch, "data", "roster.db", NULL);
  g_autofree char *listen = g_strconcat("unix:", scratch, "/chaperone.sock", NULL);
  ck_assert_str_eq(settings->roster, roster);
  ck_assert_str_eq(settings->listen, listen);
}
END_TEST

START_TEST(an_included_file_counts_as_if_it_stood_there)
{
  g_autofree char *included = scratch_file("mode.conf", "mode = \"observe\";\n", -1);
  g_autoptr(Settings) settings = must_read(DOMAINS "@include \"mode.conf\"\n");
  ck_assert_int_eq(settings->mode, MODE_OBSERVE);
}
END_TEST

START_TEST(co_staff_falls_back_on_help_unless_the_file_says_otherwise)
{
  g_autoptr(Settings) silent =
      must_read("organisation: { domains = \"a.example\"; help = \"Lead@a.example\"; };");
  const SettingValue *value = rule_value(rule_of(silent, "co-staff"), CO_STAFF_DEFAULT);
  ck_assert_uint_eq(value->recorded->len, 1);
  ck_assert_str_eq(value->recorded->pdata[0], "Lead@a.example");
  g_autoptr(Settings) empty = must_read(DOMAINS "rules: { co-staff: { default = ( ); }; };");
  ck_assert_uint_eq(rule_value(rule_of(empty, "co-staff"), CO_STAFF_DEFAULT)->recorded->len, 0);
}
END_TEST

static Suite *suite(void)
{
  Suite *all = suite_create("settings_file");
  TCase *tests = tcase_create("reading");
  tcase_add_checked_fixture(tests, scratch_make, scratch_remove);
  tcase_add_loop_test(tests, a_broken_file_is_refused_with_file_line_and_setting, 0, G_N_ELEMENTS(broken));
  tcase_add_loop_test(tests, a_number_out_of_bounds_is_refused_even_where_it_wraps_into_them, 0,
                      G_N_ELEMENTS(numbers));
  tcase_add_test(tests, an_error_in_an_included_file_names_that_file_and_its_line);
  tcase_add_test(tests, a_syntax_error_in_an_included_file_names_that_file);
  tcase_add_test(tests, a_file_that_includes_itself_is_refused);
  tcase_add_test(tests, a_missing_file_is_refused_with_the_way_to_name_another);
  tcase_add_test(tests, a_directory_is_refused_as_one);
  tcase_add_test(tests, an_included_directory_is_refused_and_nothing_ends);
  tcase_add_test(tests, binary_rubbish_is_refused);
  tcase_add_test(tests, brackets_without_end_are_refused);
  tcase_add_test(tests, a_file_with_organisation_and_store_alone_works);
  tcase_add_test(tests, every_setting_that_is_not_a_rule_s_is_taken);
  tcase_add_test(tests, a_single_text_stands_for_a_list_of_one);
  tcase_add_test(tests, the_settings_of_rules_are_taken);
  tcase_add_test(tests, the_separators_count_wherever_they_stand_in_the_file);
  tcase_add_test(tests, relative_paths_start_at_the_configuration_file);
  tcase_add_test(tests, an_included_file_counts_as_if_it_stood_there);
  tcase_add_test(tests, co_staff_falls_back_on_help_unless_the_file_says_otherwise);
  suite_add_tcase(all, tests);
  return all;
}

int main(void)
{
  return unit_run(suite());
}
