// SPDX-License-Identifier: MIT
/* The rule as a whole; single closings are in tests/sign-off. */
#include "letter.h"
#include "unit.h"

#include <string.h>

#define KISSED "See you Monday x\n"
#define CLEAN "Kind regards\nBen\n"
#define MULTIPART(type, one, two)                                                                            \
  "Content-Type: multipart/" type "; boundary=b\n\n--b\n" one "\n--b\n" two "\n--b--\n"
#define HTML_KISSED "Content-Type: text/html\n\n<p>Kind regards<br>Ben xx</p>"
#define HTML_CLEAN "Content-Type: text/html\n\n<p>Kind regards<br>Ben</p>"
#define ATTACHED(type, body) "Content-Type: " type "\nContent-Disposition: attachment; filename=a\n\n" body
#define MESSAGE(disposition, body)                                                                           \
  "Content-Type: message/rfc822\n" disposition "\nSubject: a\nContent-Type: text/plain\n\n" body

static const struct {
  const char *name, *message;
  guint want;
} rows[] = {
    {"a kiss", "Subject: a\n\n" KISSED, LETTER_REJECTED},
    {"none", "Subject: a\n\n" CLEAN, 0},
    {"nothing at all", "Subject: a\n\n", 0},
    {"a kiss in the subject alone", "Subject: Monday x\n\n" CLEAN, 0},
    {"in the plain alternative alone", MULTIPART("alternative", "\n" KISSED, HTML_CLEAN), LETTER_REJECTED},
    {"in the HTML alternative alone", MULTIPART("alternative", "\n" CLEAN, HTML_KISSED), LETTER_REJECTED},
    {"in neither", MULTIPART("alternative", "\n" CLEAN, HTML_CLEAN), 0},
    {"in the second of two texts", MULTIPART("mixed", "\n" CLEAN, "\n" KISSED), LETTER_REJECTED},
    {"in the first of two texts", MULTIPART("mixed", "\n" KISSED, "\n" CLEAN), LETTER_REJECTED},
    {"in an attached text", MULTIPART("mixed", "\n" CLEAN, ATTACHED("text/plain", KISSED)), 0},
    {"in an attached page", MULTIPART("mixed", "\n" CLEAN, ATTACHED("text/html", "<p>Ben xx</p>")), 0},
    {"in a calendar", MULTIPART("mixed", "\n" CLEAN, "Content-Type: text/calendar\n\nSUMMARY:Ben xx\n"), 0},
    {"in a forwarded message", MULTIPART("mixed", "\n" CLEAN, MESSAGE("", KISSED)), 0},
    {"in one forwarded without a word", MULTIPART("mixed", "\n", MESSAGE("", KISSED)), LETTER_REJECTED},
    {"in one forwarded as a file",
     MULTIPART("mixed", "\n", MESSAGE("Content-Disposition: attachment\n", KISSED)), 0},
    {"in base64",
     "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nQmVuIHh4Cg==\n",
     LETTER_REJECTED},
    {"in Cyrillic by its charset", "Content-Type: text/plain; charset=koi8-r\n\nBen \xc8\xc8\n",
     LETTER_REJECTED},
    {"in UTF-16",
     "Content-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: "
     "base64\n\nQgBlAG4AIAB4AHgACgA=\n",
     LETTER_REJECTED},
    {"in text that says it is base64 and is not",
     "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nSee you on Monday!\n\nBen xx\n",
     LETTER_REJECTED},
    {"a charset nobody knows is left to the rule encrypted",
     "Content-Type: text/plain; charset=x-none\n\n" CLEAN, 0},
    {"its bytes are looked at", "Content-Type: text/plain; charset=x-none\n\nBen xx\n", LETTER_REJECTED},
    {"an encoding nobody knows too", "Content-Type: text/plain\nContent-Transfer-Encoding: x-none\n\n" CLEAN,
     0},
    {"an unknown charset of a file",
     MULTIPART("mixed", "\n" CLEAN, ATTACHED("text/plain; charset=x-none", KISSED)), 0},
};

START_TEST(every_text_that_a_reader_may_be_shown_counts)
{
  g_autoptr(Letter) letter = letter_new("Ben Carter", rows[_i].message, strlen(rows[_i].message));
  guint got = letter_judge(letter, &rule_sign_off);
  ck_assert_msg(got == rows[_i].want, "%s: found %x, want %x", rows[_i].name, got, rows[_i].want);
}
END_TEST

START_TEST(what_cannot_be_decoded_cannot_be_told_where_encrypted_does_not_keep_it)
{
  const char *message = "Content-Type: text/plain; charset=x-none\n\n" CLEAN;
  g_autoptr(Letter) letter = letter_new("Ben Carter", message, strlen(message));
  settings_rule_by_id(letter->settings, "encrypted")->action = ACTION_LOG;
  ck_assert_uint_eq(letter_judge(letter, &rule_sign_off), LETTER_REJECTED);
}
END_TEST

START_TEST(the_sender_may_sign_with_the_name_that_from_shows)
{
  const char *message = "From: \"Jo Price\" <ben@org.example>\nSubject: a\n\nRegards\nJo X\n";
  g_autoptr(Letter) letter = letter_new("Ben Carter", message, strlen(message));
  ck_assert_uint_eq(letter_judge(letter, &rule_sign_off), LETTER_REJECTED);
}
END_TEST

START_TEST(too_much_text_cannot_be_told)
{
  g_autofree char *filler = g_strnfill(5 * 1024 * 1024, 'a');
  g_autofree char *message = g_strconcat("Subject: a\n\n", filler, "\n\n" CLEAN, NULL);
  g_autoptr(Letter) letter = letter_new("Ben Carter", message, strlen(message));
  ck_assert_uint_eq(letter_judge(letter, &rule_sign_off), LETTER_REJECTED);
}
END_TEST

START_TEST(a_large_attachment_passes)
{
  g_autofree char *filler = g_strnfill(25 * 1024 * 1024, 'a');
  g_autofree char *message =
      g_strdup_printf(MULTIPART("mixed", "\n" CLEAN, ATTACHED("application/zip", "%s")), filler);
  g_autoptr(Letter) letter = letter_new("Ben Carter", message, strlen(message));
  ck_assert_uint_eq(letter_judge(letter, &rule_sign_off), 0);
}
END_TEST

START_TEST(a_body_that_was_lost_cannot_be_told)
{
  g_autoptr(Letter) letter = letter_new("Ben Carter", "Subject: a\n\n", 12);
  mail_skip_body(letter->mail);
  ck_assert_uint_eq(letter_judge(letter, &rule_sign_off), LETTER_REJECTED);
}
END_TEST

/* Closings that would cost a naive reader quadratic time. */
static const struct {
  const char *name, *piece;
} hostile_rows[] = {
    {"rows of x", "x "},
    {"lines of x", "x\n"},
    {"valedictions", "Thanks\n"},
    {"one long word", "a"},
    {"addresses", "a.a@"},
    {"sentences", "A. "},
    {"signs", "*.-_"},
    {"names and bars", "Ben | x | "},
    {"postscripts", "PS a\n"},
    {"emoticons", ":-"},
    {"hearts", "<3 is <3 "},
    {"names", "Ben\n"},
};

START_TEST(hostile_closings_are_judged_in_time)
{
  g_autoptr(GString) message = g_string_new("Subject: a\n\n");
  while (message->len < 1024 * 1024) g_string_append(message, hostile_rows[_i].piece);
  g_autoptr(Letter) letter = letter_new("Ben Carter", message->str, message->len);
  gint64 start = g_get_monotonic_time();
  letter_judge(letter, &rule_sign_off);
  double seconds = (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC;
  ck_assert_msg(seconds < 20, "%s: %.1f s", hostile_rows[_i].name, seconds);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("sign-off");
  TCase *tcase = tcase_create("sign-off");
  tcase_add_loop_test(tcase, every_text_that_a_reader_may_be_shown_counts, 0, ROWS(rows));
  tcase_add_test(tcase, what_cannot_be_decoded_cannot_be_told_where_encrypted_does_not_keep_it);
  tcase_add_test(tcase, the_sender_may_sign_with_the_name_that_from_shows);
  tcase_add_test(tcase, too_much_text_cannot_be_told);
  tcase_add_test(tcase, a_large_attachment_passes);
  tcase_add_test(tcase, a_body_that_was_lost_cannot_be_told);
  tcase_add_loop_test(tcase, hostile_closings_are_judged_in_time, 0, ROWS(hostile_rows));
  suite_add_tcase(suite, tcase);
  return unit_run(suite);
}
