// SPDX-License-Identifier: MIT
#include "phrases.h"

#include "unit.h"
#include "words.h"

#include <string.h>

static GPtrArray *entries_of(const char *const *texts)
{
  GPtrArray *entries = g_ptr_array_new();
  for (; *texts != NULL; texts++) g_ptr_array_add(entries, (gpointer)*texts);
  return entries;
}

static gboolean found_in(const char *entry, const char *text)
{
  g_autoptr(GPtrArray) entries = entries_of((const char *const[]){entry, NULL});
  g_autoptr(Phrases) phrases = phrases_new(entries);
  g_autoptr(GHashTable) found = g_hash_table_new(g_str_hash, g_str_equal);
  PhrasesSearch search = {.phrases = phrases, .found = found};
  phrases_find(&search, text);
  return g_hash_table_contains(found, entry);
}

static const struct {
  const char *entry, *text;
  gboolean found;
} rows[] = {
    /* words */
    {"text me", "just text me later", TRUE},
    {"text me", "Text Me", TRUE},
    {"text me", "TEXT\nME!", TRUE},
    {"text me", "text-me", TRUE},
    {"text me", "textme", TRUE},
    {"text me", "context men", FALSE},
    {"text me", "text them to me", FALSE},
    {"text me", "text", FALSE},
    {"whatsapp", "What's App?", TRUE},
    {"whatsapp", "w-h-a-t-s-a-p-p", TRUE},
    {"whatsapp", "w\xe2\x80\x8bhatsapp", TRUE},
    {"whatsapp", "ԝһаtѕарр", TRUE},
    {"whatsapp", "𝐖𝐡𝐚𝐭𝐬𝐀𝐩𝐩", TRUE},
    {"whatsapp", "whatsapps", FALSE},
    {"don't tell", "dont tell", TRUE},
    {"don't tell", "don’t tell", TRUE},
    {"Größe", "groesse GRÖSSE", TRUE},
    {"suicid*", "suicidal", TRUE},
    {"suicid*", "suicid", TRUE},
    {"suicid*", "Suicide.", TRUE},
    {"suicid*", "suici", FALSE},
    {"self harm*", "self-harming", TRUE},
    {"self harm*", "myself harmed", FALSE},
    {"微信", "加我微信吧", TRUE},
    /* links */
    {"wa.me", "https://wa.me/447700900123", TRUE},
    {"wa.me", "WA.ME", TRUE},
    {"wa.me", "see wa.me.", TRUE},
    {"wa.me", "(wa.me)", TRUE},
    {"wa.me", "api.wa.me", TRUE},
    {"wa.me", "wa.men", FALSE},
    {"wa.me", "wa.me.example", FALSE},
    {"wa.me", "iwa.me", FALSE},
    {"wa.me", "not-wa.me", FALSE},
    {"wa.me", "ben@wa.me", FALSE},
    {"wa.me", "wa me", FALSE},
    {"https://www.wa.me", "wa.me", TRUE},
    {"discord.com/invite", "https://discord.com/invite/x", TRUE},
    {"discord.com/invite", "https://discord.com/invitex", FALSE},
    {"discord.com/invite", "https://discord.com/about", FALSE},
    {"sms:", "sms:+447700900123", TRUE},
    {"sms:", "isms: x", FALSE},
    {"t.me/", "t.me/ben", TRUE},
    {"t.me/", "t.me", FALSE},
    /* numbers */
    {"07#########", "07700900123", TRUE},
    {"07#########", "07700 900 123", TRUE},
    {"07#########", "(07700) 900-123", TRUE},
    {"07#########", "x07700900123", TRUE},
    {"07#########", "0770090012", FALSE},
    {"07#########", "077009001234", FALSE},
    {"07#########", "107700900123", FALSE},
    {"07#########", "07700, 900123", FALSE},
    {"07#########", "07700 900 or 123", FALSE},
    {"+447#########", "+44 7700 900123", TRUE},
    {"+447#########", "447700900123", TRUE},
    {"+447#########", "+45 7700 900123", FALSE},
};

START_TEST(an_entry_is_found_where_it_stands)
{
  ck_assert_msg(found_in(rows[_i].entry, rows[_i].text) == rows[_i].found, "%s in %s", rows[_i].entry,
                rows[_i].text);
}
END_TEST

static const struct {
  const char *entry, *wrong; /* a part of what is said */
} checks[] = {
    {"text me", NULL},         {"suicid*", NULL},       {"wa.me", NULL},
    {"07#########", NULL},     {"微信", NULL},          {"sms:", NULL},
    {"--", "no letter"},       {"*", "no letter"},      {"a*b", "star"},
    {"07#", "too few digits"}, {"#", "too few digits"},
};

START_TEST(a_broken_entry_is_told)
{
  const char *wrong = phrases_check(checks[_i].entry);
  if (checks[_i].wrong == NULL)
    ck_assert_msg(wrong == NULL, "%s: %s", checks[_i].entry, wrong);
  else
    ck_assert_msg(wrong != NULL && strstr(wrong, checks[_i].wrong) != NULL, "%s", checks[_i].entry);
}
END_TEST

static gboolean is_not_ours(const char *digits, gconstpointer ours)
{
  return strcmp(digits, ours) != 0;
}

START_TEST(a_number_that_does_not_count_is_passed_over)
{
  g_autoptr(GPtrArray) entries = entries_of((const char *const[]){"07#########", NULL});
  g_autoptr(Phrases) phrases = phrases_new(entries);
  g_autoptr(GHashTable) found = g_hash_table_new(g_str_hash, g_str_equal);
  PhrasesSearch search = {.phrases = phrases, .found = found, .counts = is_not_ours, .data = "07700900123"};
  phrases_find(&search, "07700 900 123");
  ck_assert_uint_eq(g_hash_table_size(found), 0);
  phrases_find(&search, "07700 900 123 and 07700 900 124");
  ck_assert_uint_eq(g_hash_table_size(found), 1);
}
END_TEST

static const char *const lists[] = {words_off_channel, words_disclosure};

/* What is shipped can be found: in itself, and nothing in it is broken. */
START_TEST(every_entry_that_is_shipped_is_whole_and_finds_itself)
{
  g_auto(GStrv) lines = g_strsplit(lists[_i], "\n", -1);
  guint count = 0;
  for (guint i = 0; lines[i] != NULL; i++) {
    if (*lines[i] == '\0' || *lines[i] == '#') continue;
    ck_assert_msg(phrases_check(lines[i]) == NULL, "%s: %s", lines[i], phrases_check(lines[i]));
    g_autofree char *text = g_strdelimit(g_strdup(lines[i]), "#", '7');
    ck_assert_msg(found_in(lines[i], text), "%s", lines[i]);
    count++;
  }
  ck_assert_uint_gt(count, 50);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("phrases");
  TCase *tests = tcase_create("phrases");
  tcase_add_loop_test(tests, an_entry_is_found_where_it_stands, 0, ROWS(rows));
  tcase_add_loop_test(tests, a_broken_entry_is_told, 0, ROWS(checks));
  tcase_add_test(tests, a_number_that_does_not_count_is_passed_over);
  tcase_add_loop_test(tests, every_entry_that_is_shipped_is_whole_and_finds_itself, 0, ROWS(lists));
  suite_add_tcase(suite, tests);
  return unit_run(suite);
}
