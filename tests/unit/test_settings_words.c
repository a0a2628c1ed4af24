// SPDX-License-Identifier: MIT
/* Word lists: what counts as an entry, and which lines are broken. */
#include "settings_words.h"

#include "scratch.h"
#include "settings_file.h"
#include "unit.h"

#include <string.h>

static SettingValue *value_new(void)
{
  SettingValue *value = g_new0(SettingValue, 1);
  value->recorded = g_ptr_array_new_with_free_func(g_free);
  value->canonical = g_ptr_array_new_with_free_func(g_free);
  return value;
}

static void value_free(SettingValue *value)
{
  g_ptr_array_unref(value->recorded);
  g_ptr_array_unref(value->canonical);
  g_free(value);
}

static const struct {
  const char *name, *text, *folded; /* entries joined by "|" */
} lists[] = {
    {"empty file", "", ""},
    {"a word a line", "WhatsApp\nsignal\n", "whatsapp|signal"},
    {"no new line at the end", "one\ntwo", "one|two"},
    {"comments and empty lines", "# a list\n\none\n   # two\n \t\nthree\n", "one|three"},
    {"a sign inside an entry", "example.org/#room\n", "example.org/#room"},
    {"blanks around and between", " \ttext \t me  \n", "text me"},
    {"lines as Windows ends them", "one\r\ntwo\r\n", "one|two"},
    {"byte-order mark", "\xEF\xBB\xBFone\n", "one"},
    {"letter case beyond ASCII",
     "STRA\xC3\x9F"
     "E\n",
     "strasse"},
};

START_TEST(an_entry_stands_on_a_line)
{
  g_autofree char *path = scratch_file("words.txt", lists[_i].text, -1);
  SettingValue *value = value_new();
  g_autoptr(GError) error = NULL;
  ck_assert_msg(words_read(path, NULL, value, &error), "%s: %s", lists[_i].name, error ? error->message : "");
  g_ptr_array_add(value->canonical, NULL);
  g_autofree char *joined = g_strjoinv("|", (char **)value->canonical->pdata);
  ck_row_str(lists[_i].name, joined, lists[_i].folded);
  ck_assert_msg(value->recorded->len + 1 == value->canonical->len, "%s: lists differ", lists[_i].name);
  value_free(value);
}
END_TEST

static const struct {
  const char *name, *text;
  gssize length;
  const char *error; /* after the path */
} broken[] = {
    {"another encoding", "one\ncaf\xE9\n", -1,
     ":2: the entry holds characters that cannot be shown; save the file as UTF-8"},
    {"control character", "one\n\n\x1b[2J\n", -1,
     ":3: the entry holds characters that cannot be shown; save the file as UTF-8"},
    {"NUL byte", "one\ntwo\0three\n", 14, ":2: this is no text: it holds NUL bytes; save the file as UTF-8"},
};

START_TEST(a_broken_line_is_told_by_file_and_line)
{
  g_autofree char *path = scratch_file("words.txt", broken[_i].text, broken[_i].length);
  g_autofree char *wanted = g_strconcat(path, broken[_i].error, NULL);
  SettingValue *value = value_new();
  g_autoptr(GError) error = NULL;
  ck_assert_msg(!words_read(path, NULL, value, &error), "%s: was accepted", broken[_i].name);
  ck_row_str(broken[_i].name, error->message, wanted);
  value_free(value);
}
END_TEST

START_TEST(an_entry_or_a_list_without_measure_is_refused)
{
  g_autofree char *entry = g_strnfill(1001, 'a');
  g_autofree char *list = g_strnfill(1024 * 1024 + 1, '\n');
  const char *const texts[] = {entry, list};
  for (int i = 0; i < ROWS(texts); i++) {
    g_autofree char *path = scratch_file("words.txt", texts[i], -1);
    SettingValue *value = value_new();
    g_autoptr(GError) error = NULL;
    ck_assert(!words_read(path, NULL, value, &error));
    ck_assert_msg(strstr(error->message, ":1: ") != NULL && strstr(error->message, "too long") != NULL, "%s",
                  error->message);
    value_free(value);
  }
}
END_TEST

START_TEST(a_missing_list_is_refused_by_its_path)
{
  g_autofree char *path = g_build_filename(scratch, "none.txt", NULL);
  g_autofree char *wanted = g_strconcat(path, ": cannot be read: No such file or directory", NULL);
  SettingValue *value = value_new();
  g_autoptr(GError) error = NULL;
  ck_assert(!words_read(path, NULL, value, &error));
  ck_assert_str_eq(error->message, wanted);
  value_free(value);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("settings_words");
  TCase *tests = tcase_create("lists");
  tcase_add_checked_fixture(tests, scratch_make, scratch_remove);
  tcase_add_loop_test(tests, an_entry_stands_on_a_line, 0, ROWS(lists));
  tcase_add_loop_test(tests, a_broken_line_is_told_by_file_and_line, 0, ROWS(broken));
  tcase_add_test(tests, an_entry_or_a_list_without_measure_is_refused);
  tcase_add_test(tests, a_missing_list_is_refused_by_its_path);
  suite_add_tcase(suite, tests);
  return unit_run(suite);
}
