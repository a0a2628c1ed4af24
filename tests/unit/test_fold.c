// SPDX-License-Identifier: MIT
#include "fold.h"
#include "unit.h"

static const struct {
  const char *name, *text, *folded;
} rows[] = {
    {"ASCII", "Sam  LEE ", "sam lee"},
    {"tabulators and line ends", "Sam\t\r\n Lee", "sam lee"},
    {"no-break space", "Sam\xc2\xa0Lee", "sam lee"},
    {"composed and decomposed", "Jose\xcc\x81", "jos\xc3\xa9"},
    {"sharp s",
     "Stra\xc3\x9f"
     "e",
     "strasse"},
    {"Greek final sigma", "\xce\xa3\xce\x91\xce\xa3", "\xcf\x83\xce\xb1\xcf\x83"},
    {"Turkish capital I with dot", "\xc4\xb0", "i\xcc\x87"},
    {"bytes that are no UTF-8",
     "a\xff"
     "b",
     "a\xef\xbf\xbd"
     "b"},
    {"nothing", "", ""},
    {"only blanks", " \t ", ""},
};

START_TEST(text_that_reads_alike_folds_alike)
{
  g_autofree char *got = fold_text(rows[_i].text);
  ck_row_str(rows[_i].name, got, rows[_i].folded);
}
END_TEST

START_TEST(folding_twice_changes_nothing)
{
  g_autofree char *got = fold_text(rows[_i].folded);
  ck_row_str(rows[_i].name, got, rows[_i].folded);
}
END_TEST

START_TEST(case_folding_keeps_blanks)
{
  g_autofree char *got = fold_case(" A  B ");
  ck_assert_str_eq(got, " a  b ");
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("fold");
  TCase *tcase = tcase_create("fold");
  tcase_add_loop_test(tcase, text_that_reads_alike_folds_alike, 0, ROWS(rows));
  tcase_add_loop_test(tcase, folding_twice_changes_nothing, 0, ROWS(rows));
  tcase_add_test(tcase, case_folding_keeps_blanks);
  suite_add_tcase(suite, tcase);
  return unit_run(suite);
}
