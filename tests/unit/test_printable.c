// SPDX-License-Identifier: MIT
#include "printable.h"

#include "unit.h"

static const struct {
  const char *name, *text, *shown;
} rows[] = {
    {"nothing", "", ""},
    {"plain", "Ben & Sam, 15", "Ben & Sam, 15"},
    {"other scripts", "Zo\xC3\xAB \xE5\xB1\xB1\xE7\x94\xB0", "Zo\xC3\xAB \xE5\xB1\xB1\xE7\x94\xB0"},
    {"colour of a terminal", "\x1b[31mred", "<U+001B>[31mred"},
    {"second line", "one\r\ntwo", "one<U+000D><U+000A>two"},
    {"tab", "a\tb", "a<U+0009>b"},
    {"writing from right to left",
     "a\xE2\x80\xAE"
     "b",
     "a<U+202E>b"},
    {"invisible space",
     "a\xE2\x80\x8B"
     "b",
     "a<U+200B>b"},
    {"control characters above ASCII",
     "a\xC2\x9B"
     "b",
     "a<U+009B>b"},
    {"bytes that are not UTF-8",
     "a\xFF\xFE"
     "b",
     "a<FF><FE>b"},
    {"a character cut short", "a\xE5\xB1", "a<E5><B1>"},
    {"a surrogate in UTF-8", "\xED\xA0\x80", "<ED><A0><80>"},
    {"an overlong letter", "\xC1\x81", "<C1><81>"},
};

START_TEST(nothing_is_left_that_a_terminal_obeys)
{
  g_autofree char *shown = printable(rows[_i].text);
  ck_row_str(rows[_i].name, shown, rows[_i].shown);
}
END_TEST

START_TEST(a_long_text_is_cut_after_whole_characters)
{
  g_autofree char *cut = printable_start("Zo\xC3\xAB Okoro", 3);
  ck_assert_str_eq(cut, "Zo\xC3\xAB…");
  g_autofree char *whole = printable_start("Zo\xC3\xAB", 3);
  ck_assert_str_eq(whole, "Zo\xC3\xAB");
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("printable");
  TCase *tests = tcase_create("printable");
  tcase_add_loop_test(tests, nothing_is_left_that_a_terminal_obeys, 0, ROWS(rows));
  tcase_add_test(tests, a_long_text_is_cut_after_whole_characters);
  suite_add_tcase(suite, tests);
  return unit_run(suite);
}
