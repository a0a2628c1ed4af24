// SPDX-License-Identifier: MIT
/* What import --replace ends, what imports are said to change, and how they are undone. */
#include "roster_texts.h"

#include <string.h>

/* ---- replacing ---- */

/* Ten young people, the first `count` of whom are in the text. The caller frees. */
static char *ten_young(int count, const char *consent, const char *active)
{
  g_autoptr(GString) text = g_string_new("id,name,email,date_of_birth,contact_consent,active\n");
  for (int i = 0; i < count; i++)
    g_string_append_printf(text, "P%d,Z,z%d@young.example,2014-01-01,%s,%s\n", i, i, i < 3 ? consent : "yes",
                           i < 3 ? active : "yes");
  return g_strdup(text->str);
}

static const struct {
  const char *name, *consent, *active, *error;
  int count;
  gboolean replace, force;
} losses[] = {
    {"two leave by absence", "yes", "yes", "", 8, TRUE, FALSE},
    {"three leave by absence", "yes", "yes",
     "1.csv:1: file: 3 of 10 active participants would leave, more than a fifth: if that is right, say "
     "--force",
     7, TRUE, FALSE},
    {"three leave by absence, forced", "yes", "yes", "", 7, TRUE, TRUE},
    {"three are absent without replace", "yes", "yes", "", 7, FALSE, FALSE},
    {"three leave by active", "yes", "no",
     "1.csv:1: file: 3 of 10 active participants would leave, more than a fifth: if that is right, say "
     "--force",
     10, FALSE, FALSE},
    {"three consents end", "no", "yes",
     "1.csv:1: file: 3 of 10 consents to be contacted would end, more than a fifth: if that is right, say "
     "--force",
     10, FALSE, FALSE},
};

START_TEST(more_than_a_fifth_needs_force)
{
  g_autofree char *all = ten_young(10, "yes", "yes");
  g_autofree char *then = ten_young(losses[_i].count, losses[_i].consent, losses[_i].active);
  const char *const first[] = {all, NULL}, *const second[] = {then, NULL};
  roster_import_ok(&plain_options, first);
  RosterImportOptions options = {
      .who = "t", .now = TEST_NOW, .replace = losses[_i].replace, .force = losses[_i].force};
  for (int dry = 1; dry >= 0; dry--) {
    options.dry_run = dry;
    g_autoptr(RosterReport) report = roster_import_texts(&options, second);
    g_autofree char *errors = roster_lines(report, FALSE);
    ck_row_str(losses[_i].name, errors, losses[_i].error);
  }
}
END_TEST

START_TEST(absent_permissions_end_and_absent_programmes_go)
{
  const char *const first[] = {YOUNG, PROGRAMME_HEAD "A,A,,,,\nB,B,,,,\n",
                               PERMISSION_HEAD "P1,contact,Camp,Mum,2026-01-01,\n", NULL};
  const char *const second[] = {PROGRAMME_HEAD "B,B,,,,\n", PERMISSION_HEAD, NULL};
  roster_import_ok(&plain_options, first);
  g_autoptr(RosterReport) report = roster_import_texts(&replace_options, second);
  ck_assert_uint_eq(report->counts[SHEET_PROGRAMMES].departed, 1);
  ck_assert_uint_eq(report->counts[SHEET_PERMISSIONS].departed, 1);
  g_autoptr(RosterBook) book = roster_book_read(test_settings->roster, NULL);
  ck_assert_ptr_null(roster_book_find(book, SHEET_PROGRAMMES, "A"));
  const BookRow *permission = g_ptr_array_index(book->rows[SHEET_PERMISSIONS], 0);
  ck_assert_str_eq(permission->cells[PERMISSION_EXPIRES_ON], "2026-11-21");
}
END_TEST

START_TEST(programme_stays_while_somebody_is_in_it)
{
  const char *const first[] = {STAFF, PROGRAMMES, NULL};
  const char *const second[] = {PROGRAMME_HEAD "B,B,,,,\n", NULL};
  const char *const left[] = {"id,name,email,role,active\nS1,G,grace@teens.example,staff,no\n"
                              "S2,B,ben@teens.example,staff,no\n",
                              NULL};
  RosterImportOptions forced = replace_options;
  forced.force = TRUE;
  roster_import_ok(&plain_options, first);
  g_autoptr(RosterReport) report = roster_import_texts(&replace_options, second);
  g_autofree char *errors = roster_lines(report, FALSE);
  ck_assert_str_eq(errors, "1.csv:1: file: S1 is in programme \"A\", which its file leaves out\n"
                           "1.csv:1: file: S2 is in programme \"A\", which its file leaves out");
  roster_import_ok(&forced, left);
  roster_import_ok(&replace_options, second);
  g_autofree char *cells = stored_cells(SHEET_STAFF, "S1");
  ck_assert_str_eq(cells, "|S1|G|grace@teens.example|staff|grace|no");
}
END_TEST

/* ---- words and numbers ---- */

static char *joined(const GPtrArray *lines)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf(text, "%s\n", (char *)g_ptr_array_index(lines, i));
  return g_strdup(text->str);
}

START_TEST(changes_are_told_in_words)
{
  const char *const first[] = {STAFF, PROGRAMMES, YOUNG, NULL};
  const char *const second[] = {YOUNG_HEAD
                                "P1,Sam,sam@young.example,2013-05-14,no,Mum,mum@home.example,none,,\n"
                                "P2,Leo,leo@young.example,2015-09-02,yes,Mum,mum@home.example,barred,,\n",
                                NULL};
  RosterImportOptions forced = plain_options;
  forced.force = TRUE;
  roster_import_ok(&plain_options, first);
  g_autoptr(RosterReport) report = roster_import_texts(&forced, second);
  g_autofree char *words = joined(report->words);
  ck_assert_str_eq(words, "2 young people lose their only guardian\n"
                          "1 young person has a guardian barred\n"
                          "1 consent to be contacted ends\n");
  ck_assert_uint_eq(report->counts[SHEET_PARTICIPANTS].changed, 2);
  ck_assert(!report->counts[SHEET_STAFF].touched);
}
END_TEST

START_TEST(importing_again_changes_nothing)
{
  const char *const texts[] = {STAFF, PROGRAMMES, YOUNG, NULL};
  roster_import_ok(&plain_options, texts);
  g_autoptr(RosterReport) report = roster_import_texts(&plain_options, texts);
  const RosterCount *count = &report->counts[SHEET_PARTICIPANTS];
  ck_assert_uint_eq(count->added + count->changed + count->departed, 0);
  ck_assert_uint_eq(count->unchanged, 2);
  ck_assert_uint_eq(report->words->len, 0);
  ck_assert_int_eq(report->number, 2);
}
END_TEST

/* ---- reverting ---- */

static char *whole_book(void)
{
  g_autoptr(RosterBook) book = roster_book_read(test_settings->roster, NULL);
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint kind = 0; book != NULL && kind < SHEETS; kind++) {
    for (guint i = 0; i < book->rows[kind]->len; i++) {
      g_autofree char *cells = cells_of(g_ptr_array_index(book->rows[kind], i));
      g_string_append_printf(text, "%s\n", cells);
    }
  }
  return g_strdup(text->str);
}

static const char *const reverted[][3] = {
    {YOUNG_HEAD "P9,Z,,,yes,,,,,\n", NULL},                       /* adds */
    {YOUNG_HEAD "P1,Samuel,sam@young.example,,yes,,,,,\n", NULL}, /* changes */
    {PROGRAMME_HEAD "B,Camp,,,,\n",
     "id,name,email,role,programmes\nS1,G,g@teens.example,staff,B\n"
     "S2,B,b@teens.example,staff,B\n",
     NULL}, /* replaces */
};

START_TEST(revert_undoes_and_a_second_one_redoes)
{
  const char *const first[] = {STAFF, PROGRAMMES, YOUNG, PERMISSION_HEAD "P1,contact,Camp,Mum,2026-01-01,\n",
                               NULL};
  RosterImportOptions options = _i == 2 ? replace_options : plain_options;
  options.force = TRUE;
  roster_import_ok(&plain_options, first);
  g_autofree char *before = whole_book();
  roster_import_ok(&options, reverted[_i]);
  g_autofree char *after = whole_book();
  ck_assert_str_ne(before, after);
  for (int turn = 0; turn < 4; turn++) {
    g_autoptr(RosterReport) report = roster_revert(test_settings, &plain_options, NULL);
    ck_assert_ptr_nonnull(report);
    g_autofree char *now = whole_book();
    ck_assert_str_eq(now, turn % 2 == 0 ? before : after);
  }
}
END_TEST

START_TEST(nothing_imported_is_nothing_to_revert)
{
  g_autoptr(GError) error = NULL;
  ck_assert_ptr_null(roster_revert(test_settings, &plain_options, &error));
  ck_assert(g_error_matches(error, ROSTER_IMPORT_ERROR, ROSTER_IMPORT_ERROR_NOTHING));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("roster_replace");
  TCase *tests = tcase_create("roster_replace");
  tcase_add_checked_fixture(tests, roster_make, roster_remove);
  tcase_add_loop_test(tests, more_than_a_fifth_needs_force, 0, ROWS(losses));
  tcase_add_test(tests, absent_permissions_end_and_absent_programmes_go);
  tcase_add_test(tests, programme_stays_while_somebody_is_in_it);
  tcase_add_test(tests, changes_are_told_in_words);
  tcase_add_test(tests, importing_again_changes_nothing);
  tcase_add_loop_test(tests, revert_undoes_and_a_second_one_redoes, 0, ROWS(reverted));
  tcase_add_test(tests, nothing_imported_is_nothing_to_revert);
  suite_add_tcase(suite, tests);
  return unit_run(suite);
}
