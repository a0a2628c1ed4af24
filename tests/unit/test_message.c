// SPDX-License-Identifier: MIT
#include "message.h"
#include "unit.h"

#include "roster_import.h"
#include "settings_file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Ben, a mentor, and Carol; Sam, a minor, and his mother. */
static char *directory, *config;
static Service *service;

static char *path_of(const char *name)
{
  return g_build_filename(directory, name, NULL);
}

static void write_file(const char *name, const char *text)
{
  g_autofree char *path = path_of(name);
  ck_assert(g_file_set_contents(path, text, -1, NULL));
}

static void configure(const char *rules)
{
  g_autofree char *text = g_strdup_printf(
      "organisation: { name = \"T\"; domains = ( \"teensinai.example\" ); help = "
      "\"carol@teensinai.example\"; };\n"
      "listen = \"unix:%s/socket\";\n"
      "store: { roster = \"%s/roster.db\"; journal = \"%s/journal.db\"; key = \"%s/journal.key\"; };\n"
      "rules: { %s };\n",
      directory, directory, directory, directory, rules);
  write_file("chaperone.conf", text);
}

static void import_roster(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Settings) settings = settings_read(config, &error);
  g_autofree char *staff = path_of("staff.csv"), *participants = path_of("participants.csv");
  char *files[] = {staff, participants, NULL};
  const RosterImportOptions options = {.who = "test", .now = g_get_real_time() / G_USEC_PER_SEC};
  write_file("staff.csv", "id,name,email,role\n"
                          "S1,Ben,ben@teensinai.example,mentor\n"
                          "S2,Carol,carol@teensinai.example,staff\n");
  write_file("participants.csv",
             "id,name,email,date_of_birth,contact_consent,guardian1_name,guardian1_email,guardian1_contact\n"
             "P1,Sam,sam@young.example,,yes,Maria,mum@home.example,copy\n");
  ck_assert_ptr_nonnull(settings);
  RosterReport *report = roster_import(settings, files, &options, &error);
  ck_assert_msg(report != NULL, "%s", error != NULL ? error->message : "");
  roster_report_free(report);
}

static void set_up(void)
{
  g_autoptr(GError) error = NULL;
  directory = g_dir_make_tmp("chaperone-message-XXXXXX", NULL);
  config = path_of("chaperone.conf");
  configure("");
  import_roster();
  service = service_new(config, &error);
  ck_assert_msg(service != NULL, "%s", error != NULL ? error->message : "");
}

static void remove_all(const char *path)
{
  g_autoptr(GDir) names = g_dir_open(path, 0, NULL);
  const char *name = NULL;
  while (names != NULL && (name = g_dir_read_name(names)) != NULL) {
    g_autofree char *below = g_build_filename(path, name, NULL);
    remove_all(below);
  }
  g_remove(path);
}

static void tear_down(void)
{
  service_close(service, 10);
  remove_all(directory);
  g_free(config);
  g_free(directory);
}

static Message *begin(void)
{
  g_autoptr(Setup) setup = service_setup(service);
  return message_new(setup, NULL, "<ben@teensinai.example>");
}

static Message *message_to(const char *recipient)
{
  Message *message = begin();
  message_add_recipient(message, recipient);
  message_add_header(message, "From", "ben@teensinai.example");
  message_add_header(message, "To", recipient);
  message_add_header(message, "Subject", "Saturday");
  return message;
}

static Verdict *judge(Message *message, GError **error)
{
  return message_judge(message, "4Zk1Bq0Qz0z1", "192.0.2.7", error);
}

START_TEST(a_message_to_a_minor_alone_gets_its_copies)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Message) message = message_to("<sam@young.example>");
  g_autoptr(Verdict) verdict = judge(message, &error);
  ck_assert_msg(verdict != NULL, "%s", error != NULL ? error->message : "");
  ck_assert_int_eq(verdict->kind, VERDICT_MODIFY);
  ck_assert_uint_eq(verdict->edits->add_recipients->len, 2);
}
END_TEST

START_TEST(a_message_is_judged_by_the_settings_it_began_with)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Message) before = message_to("<sam@young.example>");
  configure("parents: { action = \"off\"; }; co-staff: { action = \"off\"; };");
  ck_assert(service_reload(service, &error));
  g_autoptr(Message) after = message_to("<sam@young.example>");
  g_autoptr(Verdict) strict = judge(before, NULL);
  g_autoptr(Verdict) lax = judge(after, NULL);
  ck_assert_int_eq(strict->kind, VERDICT_MODIFY);
  ck_assert_int_eq(lax->kind, VERDICT_ACCEPT);
}
END_TEST

START_TEST(a_bad_configuration_changes_nothing)
{
  static const char *const bad[] = {"parents: { action = \"perhaps\"; };", "nonsense"};
  g_autoptr(GError) error = NULL;
  g_autoptr(Setup) before = service_setup(service);
  configure(bad[_i]);
  ck_assert(!service_reload(service, &error));
  ck_assert(error->domain == SETTINGS_ERROR);
  g_autoptr(Setup) after = service_setup(service);
  ck_assert_ptr_eq(before, after);
}
END_TEST

START_TEST(a_reload_does_not_move_the_socket)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  ck_assert(g_file_get_contents(config, &text, NULL, NULL));
  g_autofree char *moved = g_strdup_printf("%s", text);
  char *place = strstr(moved, "/socket");
  memcpy(place, "/sucket", strlen("/sucket"));
  write_file("chaperone.conf", moved);
  ck_assert(!service_reload(service, &error));
  ck_assert_ptr_nonnull(strstr(error->message, "restart"));
}
END_TEST

START_TEST(a_reload_keeps_the_stores_that_stay_the_same)
{
  g_autoptr(Setup) before = service_setup(service);
  configure("parents: { action = \"hold\"; };");
  ck_assert(service_reload(service, NULL));
  g_autoptr(Setup) after = service_setup(service);
  ck_assert_ptr_ne(before, after);
  ck_assert_ptr_eq(before->journal, after->journal);
  ck_assert_ptr_eq(before->roster, after->roster);
}
END_TEST

static const char *const bad_recipients[] = {
    "<sam>", "<sam%young.example@teensinai.example>", "<young.example!sam@teensinai.example>", "<>", "",
};

START_TEST(a_recipient_that_is_no_address_is_trouble_at_the_end)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Message) message = message_to("<carol@teensinai.example>");
  message_add_recipient(message, bad_recipients[_i]);
  message_add_recipient(message, "<mum@home.example>");
  g_autoptr(Verdict) verdict = judge(message, &error);
  ck_assert_ptr_null(verdict);
  ck_assert(g_error_matches(error, MESSAGE_ERROR, MESSAGE_ERROR_RECIPIENT));
  ck_assert_ptr_null(strstr(error->message, "sam"));
}
END_TEST

START_TEST(a_message_without_recipients_is_trouble)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Message) message = begin();
  g_autoptr(Verdict) verdict = judge(message, &error);
  ck_assert_ptr_null(verdict);
  ck_assert_ptr_nonnull(error);
}
END_TEST

START_TEST(without_the_roster_there_is_no_verdict)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = path_of("roster.db");
  g_autoptr(Message) message = message_to("<sam@young.example>");
  ck_assert_int_eq(unlink(path), 0);
  g_autoptr(Verdict) verdict = judge(message, &error);
  ck_assert_ptr_null(verdict);
  ck_assert(error->domain == ROSTER_ERROR);
  ck_assert_ptr_null(strstr(error->message, "sam@"));
}
END_TEST

START_TEST(what_is_skipped_of_a_body_stays_skipped)
{
  g_autoptr(Message) message = message_to("<someone@school.example>");
  configure("");
  gboolean wanted = message_add_body(message, "text\r\n", 6);
  ck_assert_int_eq(message_add_body(message, "more\r\n", 6), wanted);
  g_autoptr(Verdict) verdict = judge(message, NULL);
  ck_assert_int_eq(verdict->kind, VERDICT_ACCEPT);
}
END_TEST

START_TEST(nothing_is_judged_once_the_service_is_closed)
{
  ck_assert(service_begin(service));
  service_end(service);
  ck_assert(service_close(service, 10));
  ck_assert(!service_begin(service));
  ck_assert_ptr_null(service_setup(service));
}
END_TEST

START_TEST(closing_waits_for_what_is_being_judged_no_longer_than_told)
{
  ck_assert(service_begin(service));
  ck_assert(!service_close(service, 0));
  service_end(service);
  ck_assert(service_close(service, 0));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("message");
  TCase *tcase = tcase_create("message");
  tcase_add_checked_fixture(tcase, set_up, tear_down);
  tcase_add_test(tcase, a_message_to_a_minor_alone_gets_its_copies);
  tcase_add_test(tcase, a_message_is_judged_by_the_settings_it_began_with);
  tcase_add_loop_test(tcase, a_bad_configuration_changes_nothing, 0, 2);
  tcase_add_test(tcase, a_reload_does_not_move_the_socket);
  tcase_add_test(tcase, a_reload_keeps_the_stores_that_stay_the_same);
  tcase_add_loop_test(tcase, a_recipient_that_is_no_address_is_trouble_at_the_end, 0, ROWS(bad_recipients));
  tcase_add_test(tcase, a_message_without_recipients_is_trouble);
  tcase_add_test(tcase, without_the_roster_there_is_no_verdict);
  tcase_add_test(tcase, what_is_skipped_of_a_body_stays_skipped);
  tcase_add_test(tcase, nothing_is_judged_once_the_service_is_closed);
  tcase_add_test(tcase, closing_waits_for_what_is_being_judged_no_longer_than_told);
  suite_add_tcase(suite, tcase);
  return unit_run(suite);
}
