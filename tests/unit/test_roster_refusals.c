// SPDX-License-Identifier: MIT
/* What import refuses and warns of, and in which words. */
#include "roster_texts.h"

#include <string.h>

/* ---- refusals ---- */

typedef struct Refusal {
  const char *name;
  const char *text;  /* imported after STAFF (1.csv), PROGRAMMES (2.csv) and YOUNG (3.csv): 4.csv */
  const char *error; /* all of them, one a line */
} Refusal;

static const Refusal refusals[] = {
    {"empty file", "", "4.csv:1: file: the file is empty"},
    {"blank lines only", "\n \n\r\n", "4.csv:1: file: the file is empty"},
    {"header alone", STAFF_HEAD, "4.csv:1: file: no row below the header row"},
    {"header and empty rows", STAFF_HEAD ",,,,,,,\n,,,,,,,\n", "4.csv:1: file: no row below the header row"},
    {"no roster file", "animal,legs\ncat,4\n",
     "4.csv:1: file: this is none of the four roster files: its first row does not name their columns"},
    {"header below blank lines", "\n\nid,name,email,role,shoe\nS9,Z,z@teens.example,staff,43\n",
     "4.csv:3: shoe: unknown column; staff has none of that name"},
    {"missing column", "id,name,role\nS9,Z,staff\n",
     "4.csv:1: email: the column is missing, and staff must have it"},
    {"column twice", "id,name,email,role,role\nS9,Z,z@teens.example,staff,staff\n",
     "4.csv:1: role: the column is there twice"},
    {"too few cells", STAFF_HEAD "S9,Z,z@teens.example,staff\n",
     "4.csv:2: row: 4 cells, but the header row has 8"},
    {"too many cells", STAFF_HEAD "S9,Z,z@teens.example,staff,,,,,\n",
     "4.csv:2: row: 9 cells, but the header row has 8"},
    {"value below no header", "id,name,email,role,\nS9,Z,z@teens.example,staff,x\n",
     "4.csv:2: row: a value below a header without a name"},
    {"unclosed quote", STAFF_HEAD "S8,Y,y@teens.example,staff,,,,\nS9,\"Z,z@teens.example,staff,,,,\n",
     "4.csv:3: row: a quote that is never closed, or text beside a quoted cell (a quote within a cell is "
     "written twice)"},
    {"text beside quotes", STAFF_HEAD "S9,\"Z\"z,z@teens.example,staff,,,,\n",
     "4.csv:2: row: a quote that is never closed, or text beside a quoted cell (a quote within a cell is "
     "written twice)"},
    {"other encoding", STAFF_HEAD "S9,Zo\xEB,z@teens.example,staff,,,,\n",
     "4.csv:2: name: bytes that are not UTF-8; for a file from a spreadsheet, --encoding windows-1252 is the "
     "likely cure"},
    {"UTF-16", "\xFF\xFEi",
     "4.csv:1: file: bytes that are not UTF-8 but UTF-16; --encoding UTF-16 is the cure"},
    {"control character", STAFF_HEAD "S9,Z\x07,z@teens.example,staff,,,,\n",
     "4.csv:2: name: control characters"},
    {"control character beyond ASCII", STAFF_HEAD "S9,Z\xC2\x85z,z@teens.example,staff,,,,\n",
     "4.csv:2: name: control characters"},
    {"line separator", STAFF_HEAD "S9,Z\xE2\x80\xA8z,z@teens.example,staff,,,,\n",
     "4.csv:2: name: control characters"},
    {"id twice", STAFF_HEAD "S9,Z,z@teens.example,staff,,,,\nS9,Y,y@teens.example,staff,,,,\n",
     "4.csv:3: id: this id is in line 2 already"},
    {"id in another file", STAFF_HEAD "S1,Z,z@teens.example,staff,,,,\n", NULL /* see id_in_two_files */},
    {"empty id", STAFF_HEAD ",Z,z@teens.example,staff,,,,\n", "4.csv:2: id: may not be empty"},
    {"id of two", STAFF_HEAD "S9;S10,Z,z@teens.example,staff,,,,\n",
     "4.csv:2: id: \"S9;S10\" is no id: it has a \";\""},
    {"id of staff and participant", STAFF_HEAD "P1,Z,z@teens.example,staff,,,,\n",
     "4.csv:2: id: \"P1\" is the id of a member of staff and of a participant"},
    {"no name", STAFF_HEAD "S9,,z@teens.example,staff,,,,\n", "4.csv:2: name: may not be empty"},
    {"no address of staff", STAFF_HEAD "S9,Z,,staff,,,,\n", "4.csv:2: email: may not be empty"},
    {"bad address", STAFF_HEAD "S9,Z,z at teens.example,staff,,,,\n",
     "4.csv:2: email: \"z at teens.example\" is not an e-mail address"},
    {"one bad address of several", STAFF_HEAD "S9,Z,z@teens.example; y@,staff,,,,\n",
     "4.csv:2: email: \"y@\" is not an e-mail address"},
    {"address with name", STAFF_HEAD "S9,Z,Z <z@teens.example>,staff,,,,\n",
     "4.csv:2: email: \"Z <z@teens.example>\" is not an e-mail address"},
    {"unknown role", STAFF_HEAD "S9,Z,z@teens.example,boss,,,,\n",
     "4.csv:2: role: \"boss\" is no role: staff, mentor, volunteer, designated or service"},
    {"guardian as role", STAFF_HEAD "S9,Z,z@teens.example,guardian,,,,\n",
     "4.csv:2: role: \"guardian\" is no role: staff, mentor, volunteer, designated or service"},
    {"unknown programme", STAFF_HEAD "S9,Z,z@teens.example,staff,A;B,,,\n",
     "4.csv:2: programmes: there is no programme \"B\""},
    {"neither yes nor no", STAFF_HEAD "S9,Z,z@teens.example,staff,,,,maybe\n",
     "4.csv:2: active: \"maybe\" is neither yes nor no"},
    {"several at once",
     STAFF_HEAD "S8,Y,y@teens.example,boss,B,,,\n"
                "S9,\"Z\nz\",z@,staff,,,,maybe\n"
                "S10,X,x@teens.example,staff,C,,,\n",
     "4.csv:2: role: \"boss\" is no role: staff, mentor, volunteer, designated or service\n"
     "4.csv:2: programmes: there is no programme \"B\"\n"
     "4.csv:3: email: \"z@\" is not an e-mail address\n"
     "4.csv:3: active: \"maybe\" is neither yes nor no\n"
     "4.csv:5: programmes: there is no programme \"C\""},
    /* staff among themselves */
    {"one address for two of the staff", STAFF_HEAD "S9,Z,BEN+x@teens.example,staff,,,,\n",
     "4.csv:2: email: one address for two of the staff (S9 and S2)"},
    {"a personal address of another", STAFF_HEAD "S9,Z,z@teens.example,staff,,ben@mail.example,,\n",
     "4.csv:2: personal_email: one address for two of the staff (S9 and S2)"},
    {"one address for three",
     STAFF_HEAD "S8,Y,ben@teens.example,staff,,,,\nS9,Z,ben@teens.example,staff,,,,\n",
     "4.csv:2: email: one address for two of the staff (S8 and S2)\n"
     "4.csv:3: email: one address for two of the staff (S9 and S2)"},
    {"login of another", STAFF_HEAD "S9,Z,z@teens.example,staff,,,BEN,\n",
     "4.csv:2: login: this login is that of S2 too"},
    {"login that is another's address", STAFF_HEAD "S9,Z,z@teens.example,staff,,,Ben@Teens.example,\n",
     "4.csv:2: login: this login is the official address of S2"},
    /* young people */
    {"bad date", YOUNG_HEAD "P9,Z,,14.05.2013,yes,,,,,\n",
     "4.csv:2: date_of_birth: \"14.05.2013\" is not a date of the form YYYY-MM-DD"},
    {"impossible date", YOUNG_HEAD "P9,Z,,2013-02-29,yes,,,,,\n",
     "4.csv:2: date_of_birth: \"2013-02-29\" is not a date of the form YYYY-MM-DD"},
    {"born tomorrow", YOUNG_HEAD "P9,Z,,2026-11-23,yes,,,,,\n",
     "4.csv:2: date_of_birth: \"2026-11-23\" is in the future"},
    {"guardian without address", YOUNG_HEAD "P9,Z,,,yes,Mum,,,,\n",
     "4.csv:2: guardian1_email: a guardian without an address"},
    {"barred, and no address", YOUNG_HEAD "P9,Z,,,yes,,,barred,,\n",
     "4.csv:2: guardian1_email: a guardian without an address"},
    {"unknown contact", YOUNG_HEAD "P9,Z,,,yes,Mum,m@home.example,often,,\n",
     "4.csv:2: guardian1_contact: \"often\" is no contact setting: copy, none or barred"},
    {"same guardian twice", YOUNG_HEAD "P9,Z,,,yes,Mum,m@home.example,,Mama,M+x@home.example\n",
     "4.csv:2: guardian2_email: the same guardian as guardian1"},
    {"address of staff", YOUNG_HEAD "P9,Z,ben@mail.example,,yes,,,,,\n",
     "4.csv:2: email: one address for a young person and for staff who is not their guardian (P9 and S2)"},
    {"staff with a young person's address", STAFF_HEAD "S9,Z,z@teens.example,staff,,sam@young.example,,\n",
     "4.csv:2: personal_email: one address for a young person and for staff who is not their guardian (S9 "
     "and "
     "P1)"},
    {"guardian under age", YOUNG_HEAD "P9,Z,,,yes,Sam,sam@young.example,,,\n",
     "4.csv:2: guardian1_email: a guardian who is a young person under age (P9 and P1)"},
    {"guardian of two people", YOUNG_HEAD "P9,Z,,,yes,Both,ben@teens.example;grace@teens.example,,,\n",
     "4.csv:2: guardian1_email: the addresses of one guardian are those of two people (S2 and S1)"},
    /* programmes */
    {"unknown staff", PROGRAMME_HEAD "B,Camp,S1;S7,S8,,\n",
     "4.csv:2: co_staff: there is no member of staff \"S7\"\n"
     "4.csv:2: designated: there is no member of staff \"S8\""},
    {"a participant as co-staff", PROGRAMME_HEAD "B,Camp,P1,,,\n",
     "4.csv:2: co_staff: there is no member of staff \"P1\""},
    {"bad list", PROGRAMME_HEAD "B,Camp,,,camp,\n",
     "4.csv:2: list_address: \"camp\" is not an e-mail address"},
    {"bad members", PROGRAMME_HEAD "B,Camp,,,camp@teens.example,everybody\n",
     "4.csv:2: list_members: \"everybody\" is neither participants nor families"},
    {"list at somebody's address", PROGRAMME_HEAD "B,Camp,,,sam@young.example,\n",
     "4.csv:2: list_address: the list address is somebody's address (B and P1)"},
    {"one list for two",
     PROGRAMME_HEAD "B,Camp,,,camp@teens.example,\nC,Camp,,,Camp@teens.example,families\n",
     "4.csv:3: list_address: one list address for two programmes (C and B)"},
    /* permissions */
    {"unknown participant", PERMISSION_HEAD "P7,copy,c@school.example,Mum,2026-01-01,\n",
     "4.csv:2: participant_id: there is no participant \"P7\""},
    {"staff with a permission", PERMISSION_HEAD "S1,copy,c@school.example,Mum,2026-01-01,\n",
     "4.csv:2: participant_id: there is no participant \"S1\""},
    {"unknown kind", PERMISSION_HEAD "P1,phone,c@school.example,Mum,2026-01-01,\n",
     "4.csv:2: kind: \"phone\" is no kind of permission: copy or contact"},
    {"copy to no address", PERMISSION_HEAD "P1,copy,Summer camp,Mum,2026-01-01,\n",
     "4.csv:2: subject: \"Summer camp\" is neither an e-mail address nor @domain"},
    {"granted tomorrow", PERMISSION_HEAD "P1,contact,Camp,Mum,2026-11-23,\n",
     "4.csv:2: granted_on: \"2026-11-23\" is in the future"},
    {"granted by nobody", PERMISSION_HEAD "P1,contact,Camp,,2026-01-01,\n",
     "4.csv:2: granted_by: may not be empty"},
    {"granted when", PERMISSION_HEAD "P1,contact,Camp,Mum,,\n", "4.csv:2: granted_on: may not be empty"},
    {"same permission twice",
     PERMISSION_HEAD "P1,contact,Camp,Mum,2026-01-01,\nP1,contact,camp,Dad,2026-01-01,\n",
     "4.csv:3: row: this permission is in line 2 already"},
};

START_TEST(refused_with_file_line_and_column)
{
  const Refusal *row = &refusals[_i];
  const char *const texts[] = {STAFF, PROGRAMMES, YOUNG, row->text, NULL};
  g_autoptr(RosterReport) report = roster_import_texts(&plain_options, texts);
  g_autofree char *errors = roster_lines(report, FALSE);
  g_autofree char *other = g_strdup_printf("4.csv:2: id: this id is in %s/1.csv, line 2 already", scratch);
  ck_row_str(row->name, errors, row->error != NULL ? row->error : other);
  ck_assert_int_eq(report->number, 0);
  g_autoptr(GError) error = NULL;
  RosterBook *book = roster_book_read(test_settings->roster, &error);
  ck_assert_msg(book == NULL, "%s: something was imported", row->name);
}
END_TEST

START_TEST(cell_of_ten_thousand_characters_is_the_longest)
{
  g_autofree char *name = g_strnfill(10000 + (gsize)_i, 'n');
  g_autofree char *text = g_strdup_printf("%sS9,%s,z@teens.example,staff,,,,\n", STAFF_HEAD, name);
  const char *const texts[] = {text, NULL};
  g_autoptr(RosterReport) report = roster_import_texts(&plain_options, texts);
  g_autofree char *errors = roster_lines(report, FALSE);
  ck_assert_str_eq(errors, _i == 0 ? "" : "1.csv:2: name: more than 10000 characters in one cell");
}
END_TEST

START_TEST(first_hundred_errors_are_told_and_all_are_counted)
{
  g_autoptr(GString) text = g_string_new(STAFF_HEAD);
  for (int i = 0; i < 150; i++) g_string_append_printf(text, "S%d,Z,z%d@teens.example,boss,,,,\n", i, i);
  const char *const texts[] = {text->str, NULL};
  g_autoptr(RosterReport) report = roster_import_texts(&plain_options, texts);
  g_autoptr(GPtrArray) lines = roster_report_lines(report, FALSE);
  ck_assert_uint_eq(lines->len, 100);
  ck_assert_uint_eq(report->error_count, 150);
}
END_TEST

/* ---- warnings ---- */

static const Refusal warnings[] = {
    {"nothing to warn of", PERMISSION_HEAD, ""},
    {"guardian with two names", YOUNG_HEAD "P9,Z,,,yes,Maria,mum@home.example,,,\n",
     "4.csv:2: guardian1_name: warning: the same guardian has two names, \"Mum\" and \"Maria\""},
    {"guardian's name in another case", YOUNG_HEAD "P9,Z,,,yes,MUM,mum@home.example,,,\n", ""},
    {"only a guardian's address", YOUNG_HEAD "P9,Z,m@home.example,,yes,M,M@home.example,,,\n",
     "4.csv:2: email: warning: the young person has only a guardian's address"},
    {"a guardian's address and one more",
     YOUNG_HEAD "P9,Z,m@home.example;z@young.example,,yes,M,m@home.example,,,\n", ""},
    {"unrelated with one address", YOUNG_HEAD "P9,Z,sam@young.example,,yes,M,m@home.example,,,\n",
     "4.csv:2: email: warning: two unrelated young people have this address (P1 and P9)"},
    {"siblings with one address",
     YOUNG_HEAD
     "P8,Y,kids@home.example,,yes,M,m@home.example,,,\nP9,Z,kids@home.example,,yes,M,m@home.example,,,\n",
     ""},
};

START_TEST(warned_and_imported)
{
  const Refusal *row = &warnings[_i];
  const char *const texts[] = {STAFF, PROGRAMMES, YOUNG, row->text, NULL};
  g_autoptr(RosterReport) report = roster_import_texts(&plain_options, texts);
  g_autofree char *errors = roster_lines(report, FALSE), *lines = roster_lines(report, TRUE);
  ck_row_str(row->name, errors, "");
  ck_row_str(row->name, lines, row->error);
  ck_assert_int_eq(report->number, 1);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("roster_refusals");
  TCase *tests = tcase_create("roster_refusals");
  tcase_add_checked_fixture(tests, roster_make, roster_remove);
  tcase_add_loop_test(tests, refused_with_file_line_and_column, 0, ROWS(refusals));
  tcase_add_loop_test(tests, cell_of_ten_thousand_characters_is_the_longest, 0, 2);
  tcase_add_test(tests, first_hundred_errors_are_told_and_all_are_counted);
  tcase_add_loop_test(tests, warned_and_imported, 0, ROWS(warnings));
  suite_add_tcase(suite, tests);
  return unit_run(suite);
}
