// SPDX-License-Identifier: MIT
#include "enforce.h"
#include "unit.h"

#include "texts.h"

#include <string.h>

/* An MTA that writes down what it is told, one operation a line. */
typedef struct Recorder {
  GString *lines;
  int fail_at; /* the operation, from 1, that it does not take; 0: none */
  int count;
} Recorder;

static gboolean note(gpointer mta, char *line)
{
  Recorder *recorder = mta;
  g_string_append_printf(recorder->lines, "%s\n", line);
  g_free(line);
  return ++recorder->count != recorder->fail_at;
}

static gboolean add_header(gpointer mta, const char *name, const char *value)
{
  return note(mta, g_strdup_printf("add %s: %s", name, value));
}

static gboolean change_header(gpointer mta, const char *name, guint index, const char *value)
{
  if (value == NULL) return note(mta, g_strdup_printf("delete %s %u", name, index));
  return note(mta, g_strdup_printf("change %s %u: %s", name, index, value));
}

static gboolean add_recipient(gpointer mta, const char *argument)
{
  return note(mta, g_strdup_printf("copy %s", argument));
}

static gboolean remove_recipient(gpointer mta, const char *argument)
{
  return note(mta, g_strdup_printf("drop %s", argument));
}

static gboolean quarantine(gpointer mta, const char *reason)
{
  return note(mta, g_strdup_printf("hold %s", reason));
}

static gboolean reply(gpointer mta, const char *code, const char *status, char **lines)
{
  g_autofree char *text = g_strjoinv("|", lines);
  return note(mta, g_strdup_printf("reply %s %s %s", code, status, text));
}

static const MtaOperations recording = {add_header,       change_header, add_recipient,
                                        remove_recipient, quarantine,    reply};

static Recorder recorder;
static Verdict *verdict;

static void set_up(void)
{
  recorder = (Recorder){.lines = g_string_new(NULL)};
  verdict = verdict_new();
}

static void tear_down(void)
{
  g_string_free(recorder.lines, TRUE);
  verdict_free(verdict);
}

static Outcome enforce(VerdictKind kind)
{
  verdict->kind = kind;
  return enforce_verdict(verdict, &recording, &recorder);
}

static void copy(const char *address)
{
  g_ptr_array_add(verdict->edits->add_recipients, g_strdup(address));
}

static void say(const char *line)
{
  g_ptr_array_add(verdict->reply_lines, g_strdup(line));
}

START_TEST(an_accepted_message_is_left_alone)
{
  ck_assert_int_eq(enforce(VERDICT_ACCEPT), OUTCOME_PASS);
  ck_assert_str_eq(recorder.lines->str, "");
}
END_TEST

START_TEST(edits_are_carried_out_in_their_order)
{
  copy("mum@home.example");
  g_ptr_array_add(verdict->edits->remove_recipients, g_strdup("<Pal@Else.example>"));
  edits_add_header(verdict->edits, HEADER_CHANGE, "Cc", 1, "carol@teensinai.example");
  edits_add_header(verdict->edits, HEADER_REMOVE, "Bcc", 2, NULL);
  edits_add_header(verdict->edits, HEADER_REMOVE, "Bcc", 1, NULL);
  edits_add_header(verdict->edits, HEADER_ADD, "X-Chaperone", 1, "ref=CH-0000-0000");
  ck_assert_int_eq(enforce(VERDICT_MODIFY), OUTCOME_PASS);
  ck_assert_str_eq(recorder.lines->str, "copy <mum@home.example>\n"
                                        "drop <Pal@Else.example>\n"
                                        "change Cc 1: carol@teensinai.example\n"
                                        "delete Bcc 2\n"
                                        "delete Bcc 1\n"
                                        "add X-Chaperone: ref=CH-0000-0000\n");
}
END_TEST

START_TEST(a_held_message_carries_its_repairs)
{
  copy("mum@home.example");
  verdict->hold = g_strdup("held for review");
  ck_assert_int_eq(enforce(VERDICT_HOLD), OUTCOME_PASS);
  ck_assert_str_eq(recorder.lines->str, "copy <mum@home.example>\nhold held for review\n");
}
END_TEST

START_TEST(a_line_break_does_not_get_into_the_reason_of_a_hold)
{
  verdict->hold = g_strdup("held\nfor 100%\xc3\xbc");
  enforce(VERDICT_HOLD);
  ck_assert_str_eq(recorder.lines->str, "hold held?for 100%??\n");
}
END_TEST

static void reject(void)
{
  verdict->reply_code = 550;
  verdict->reply_status = g_strdup("5.7.1");
  say("parents: nobody can be copied");
  say("100% sure? \xc3\xbc%s");
}

START_TEST(a_refusal_doubles_percent_signs_and_stays_ascii)
{
  reject();
  ck_assert_int_eq(enforce(VERDICT_REJECT), OUTCOME_REJECT);
  ck_assert_str_eq(recorder.lines->str, "reply 550 5.7.1 parents: nobody can be copied|100%% sure? ??%%s\n");
}
END_TEST

START_TEST(a_refused_message_is_not_edited)
{
  reject();
  copy("mum@home.example");
  enforce(VERDICT_REJECT);
  ck_assert_int_eq(recorder.count, 1);
}
END_TEST

START_TEST(a_refusal_stands_even_when_its_text_is_not_taken)
{
  reject();
  recorder.fail_at = 1;
  ck_assert_int_eq(enforce(VERDICT_REJECT), OUTCOME_REJECT);
}
END_TEST

START_TEST(a_refusal_keeps_to_the_limits_of_libmilter)
{
  g_autofree char *text = g_strnfill(5000, '%');
  reject();
  for (int i = 0; i < 100; i++) say(text);
  ck_assert_int_eq(enforce(VERDICT_REJECT), OUTCOME_REJECT);
  g_auto(GStrv) lines = g_strsplit(recorder.lines->str, "|", -1);
  ck_assert_uint_lt(g_strv_length(lines), 32);
  for (guint i = 0; i < g_strv_length(lines); i++) ck_assert_uint_lt(strlen(lines[i]), 980);
}
END_TEST

START_TEST(observed_messages_pass_untouched)
{
  static const VerdictKind kinds[] = {VERDICT_ACCEPT, VERDICT_MODIFY, VERDICT_HOLD, VERDICT_REJECT};
  verdict->mode = MODE_OBSERVE;
  copy("mum@home.example");
  ck_assert_int_eq(enforce(kinds[_i]), OUTCOME_PASS);
  ck_assert_str_eq(recorder.lines->str, "");
}
END_TEST

START_TEST(an_edit_that_fails_defers_the_whole_message)
{
  copy("mum@home.example");
  g_ptr_array_add(verdict->edits->remove_recipients, g_strdup("<pal@else.example>"));
  edits_add_header(verdict->edits, HEADER_ADD, "Cc", 1, "mum@home.example");
  verdict->hold = g_strdup("held");
  recorder.fail_at = _i;
  ck_assert_int_eq(enforce(VERDICT_HOLD), OUTCOME_TEMPFAIL);
  g_autofree char *last = g_strdup_printf("reply 451 4.7.1 %s\n", TEXT_TRY_LATER);
  ck_assert(g_str_has_suffix(recorder.lines->str, last));
  ck_assert_int_eq(recorder.count, _i + 1);
}
END_TEST

static const struct {
  const char *name, *address;
} junk_rows[] = {
    {"nothing", ""},
    {"no domain", "mum"},
    {"two addresses", "mum@home.example>, <pal@else.example"},
    {"a blank in it", "mum pal@home.example"},
    {"a line break", "mum@home.example\nX: y"},
    {"a route", "pal%else.example@home.example"},
    {"brackets inside quotes", "\"a<b>\"@home.example"},
};

START_TEST(junk_is_never_copied)
{
  copy(junk_rows[_i].address);
  ck_assert_msg(enforce(VERDICT_MODIFY) == OUTCOME_TEMPFAIL, "row \"%s\"", junk_rows[_i].name);
  ck_assert_msg(strstr(recorder.lines->str, "copy") == NULL, "row \"%s\": %s", junk_rows[_i].name,
                recorder.lines->str);
}
END_TEST

START_TEST(a_copy_goes_to_the_ascii_form_of_its_domain)
{
  copy("m\xc3\xbcm@b\xc3\xbc"
       "cher.example");
  enforce(VERDICT_MODIFY);
  ck_assert_str_eq(recorder.lines->str, "copy <m\xc3\xbcm@xn--bcher-kva.example>\n");
}
END_TEST

/* A line break would make a field of its own; nothing at all would remove the field. */
static const char *const value_rows[] = {"a@home.example\nBcc: b", "a\r", ""};

START_TEST(a_header_value_that_none_can_be_defers_the_message)
{
  edits_add_header(verdict->edits, HEADER_CHANGE, "To", 1, value_rows[_i]);
  ck_assert_int_eq(enforce(VERDICT_MODIFY), OUTCOME_TEMPFAIL);
  ck_assert_ptr_null(strstr(recorder.lines->str, "change"));
}
END_TEST

/* What a reader makes of a folded value: fold and blank are one blank (RFC 5322, 2.2.3). */
static char *unfolded(const char *value)
{
  g_auto(GStrv) lines = g_strsplit(value, "\n", -1);
  return g_strjoinv("", lines);
}

static const char *const fold_rows[] = {
    "short@home.example",
    "one@home.example, two@home.example, three@home.example, four@home.example, five@home.example, "
    "six@x.example",
    "\"A name that is quoted and much longer than any line of a message should ever be, really, Dr\" "
    "<a@b.example>",
    "thisaddresshasnoblankatallandcanthereforenotbefoldedanywhereinthemiddlewhateveritslengthmaybe@home."
    "example",
    "two  blanks  between  every  word  and  a  very  long  line  of  text  that  has  to  be  folded  "
    "somewhere  ",
};

START_TEST(folding_shortens_lines_and_changes_nothing)
{
  edits_add_header(verdict->edits, HEADER_ADD, "Cc", 1, fold_rows[_i]);
  ck_assert_int_eq(enforce(VERDICT_MODIFY), OUTCOME_PASS);
  g_autofree char *value =
      g_strndup(recorder.lines->str + strlen("add Cc: "), recorder.lines->len - strlen("add Cc: ") - 1);
  g_autofree char *back = unfolded(value);
  ck_assert_str_eq(back, fold_rows[_i]);
  g_auto(GStrv) lines = g_strsplit(value, "\n", -1);
  for (guint i = 0; i < g_strv_length(lines); i++) {
    gboolean has_blank = strchr(g_strchug(lines[i]), ' ') != NULL;
    ck_assert(strlen(lines[i]) <= 78 || !has_blank);
    ck_assert(i == 0 || *lines[i] != '\0');
  }
}
END_TEST

START_TEST(trouble_is_a_temporary_failure)
{
  ck_assert_int_eq(enforce_trouble(&recording, &recorder, "try 100% later"), OUTCOME_TEMPFAIL);
  ck_assert_str_eq(recorder.lines->str, "reply 451 4.7.1 try 100%% later\n");
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("enforce");
  TCase *tcase = tcase_create("enforce");
  tcase_add_checked_fixture(tcase, set_up, tear_down);
  tcase_add_test(tcase, an_accepted_message_is_left_alone);
  tcase_add_test(tcase, edits_are_carried_out_in_their_order);
  tcase_add_test(tcase, a_held_message_carries_its_repairs);
  tcase_add_test(tcase, a_line_break_does_not_get_into_the_reason_of_a_hold);
  tcase_add_test(tcase, a_refusal_doubles_percent_signs_and_stays_ascii);
  tcase_add_test(tcase, a_refused_message_is_not_edited);
  tcase_add_test(tcase, a_refusal_stands_even_when_its_text_is_not_taken);
  tcase_add_test(tcase, a_refusal_keeps_to_the_limits_of_libmilter);
  tcase_add_loop_test(tcase, observed_messages_pass_untouched, 0, 4);
  tcase_add_loop_test(tcase, an_edit_that_fails_defers_the_whole_message, 1, 5);
  tcase_add_loop_test(tcase, junk_is_never_copied, 0, ROWS(junk_rows));
  tcase_add_test(tcase, a_copy_goes_to_the_ascii_form_of_its_domain);
  tcase_add_loop_test(tcase, a_header_value_that_none_can_be_defers_the_message, 0, ROWS(value_rows));
  tcase_add_loop_test(tcase, folding_shortens_lines_and_changes_nothing, 0, ROWS(fold_rows));
  tcase_add_test(tcase, trouble_is_a_temporary_failure);
  suite_add_tcase(suite, tcase);
  return unit_run(suite);
}
