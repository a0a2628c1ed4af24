// SPDX-License-Identifier: MIT
/* How import reads files and merges them with what the roster knows. */
#include "roster_texts.h"

#include <string.h>

/* ---- what spreadsheets write ---- */

typedef struct Spelling {
  const char *name;
  const char *text;
  const char *cells; /* of the one row: those that are not empty, each after "|" */
} Spelling;

static const Spelling spellings[] = {
    {"plain", STAFF_HEAD "S9,Zoe,z@teens.example,staff,,,,yes\n", "|S9|Zoe|z@teens.example|staff|yes"},
    {"byte-order mark", "\xEF\xBB\xBF" STAFF_HEAD "S9,Zoe,z@teens.example,staff,,,,\n",
     "|S9|Zoe|z@teens.example|staff|yes"},
    {"CRLF", "id,name,email,role\r\nS9,Zoe,z@teens.example,staff\r\n", "|S9|Zoe|z@teens.example|staff|yes"},
    {"CR alone", "id,name,email,role\rS9,Zoe,z@teens.example,staff\r", "|S9|Zoe|z@teens.example|staff|yes"},
    {"no line end", "id,name,email,role\nS9,Zoe,z@teens.example,staff", "|S9|Zoe|z@teens.example|staff|yes"},
    {"other order", "role,email,name,id\nstaff,z@teens.example,Zoe,S9\n",
     "|S9|Zoe|z@teens.example|staff|yes"},
    {"blanks around", " id , name ,\"email \", role\n S9 , Zoe ,\" z@teens.example \",staff \n",
     "|S9|Zoe|z@teens.example|staff|yes"},
    {"no-break space", "id,name,email,role\nS9,\xC2\xA0Zoe\xC2\xA0,z@teens.example,staff\n",
     "|S9|Zoe|z@teens.example|staff|yes"},
    {"header in capitals", "ID,Name,EMAIL,Role\nS9,Zoe,z@teens.example,staff\n",
     "|S9|Zoe|z@teens.example|staff|yes"},
    {"empty rows at the end", "id,name,email,role\nS9,Zoe,z@teens.example,staff\n,,,\n\n , ,\"\",\n",
     "|S9|Zoe|z@teens.example|staff|yes"},
    {"empty columns at the end", "id,name,email,role,,\nS9,Zoe,z@teens.example,staff,,\n",
     "|S9|Zoe|z@teens.example|staff|yes"},
    {"quotes within", "id,name,email,role\nS9,\"Zoe \"\"Z\"\" Q\",z@teens.example,staff\n",
     "|S9|Zoe \"Z\" Q|z@teens.example|staff|yes"},
    {"comma within", "id,name,email,role\nS9,\"Q, Zoe\",z@teens.example,staff\n",
     "|S9|Q, Zoe|z@teens.example|staff|yes"},
    {"line break within", "id,name,email,role\nS9,\"Zoe\r\n Q\",z@teens.example,staff\n",
     "|S9|Zoe Q|z@teens.example|staff|yes"},
    {"words in any case", "id,name,email,role,active\nS9,Zoe,z@teens.example,MENTOR,TRUE\n",
     "|S9|Zoe|z@teens.example|mentor|yes"},
    {"digits for yes and no", "id,name,email,role,active\nS9,Zoe,z@teens.example,mentor,0\n",
     "|S9|Zoe|z@teens.example|mentor|no"},
    {"several addresses",
     "id,name,email,role\nS9,Zoe,; z@teens.example ;q@teens.example;Z@teens.example;,staff\n",
     "|S9|Zoe|z@teens.example;q@teens.example|staff|yes"},
    {"other scripts", "id,name,email,role\nS9,鈴木 花,花@例え.example,staff\n",
     "|S9|鈴木 花|花@例え.example|staff|yes"},
};

START_TEST(text_from_spreadsheets_is_read)
{
  const Spelling *row = &spellings[_i];
  const char *const texts[] = {row->text, NULL};
  roster_import_ok(&plain_options, texts);
  g_autofree char *cells = stored_cells(SHEET_STAFF, "S9");
  ck_row_str(row->name, cells, row->cells);
}
END_TEST

START_TEST(line_is_where_the_record_begins)
{
  const char *const texts[] = {
      "id,name,email,role\n\n\"S8\n\",\"Y\n\n\ny\",y@teens.example,boss\r\nS9,Z,z,staff\n", NULL};
  g_autoptr(RosterReport) report = roster_import_texts(&plain_options, texts);
  g_autofree char *errors = roster_lines(report, FALSE);
  ck_assert_str_eq(errors,
                   "1.csv:3: role: \"boss\" is no role: staff, mentor, volunteer, designated or service\n"
                   "1.csv:8: email: \"z\" is not an e-mail address");
}
END_TEST

static const struct {
  const char *encoding, *bytes, *name;
  gsize length;
} encodings[] = {
    {"windows-1252", "id,name,email,role\nS9,Zo\xEB \x80,z@teens.example,staff\n", "Zoë €", 0},
    {"ISO-8859-2", "id,name,email,role\nS9,Micha\xB3,z@teens.example,staff\n", "Michał", 0},
    {"UTF-16",
     "\xFF\xFEi\0d\0,\0n\0a\0m\0e\0,\0e\0m\0a\0i\0l\0,\0r\0o\0l\0e\0\n\0S\0009\0,\0\x42\x01,\0z\0@\0t\0."
     "\0e\0x"
     "\0,\0s\0t\0a\0f\0f\0\n",
     "ł", 76},
};

START_TEST(named_encodings_are_converted)
{
  gsize length = encodings[_i].length != 0 ? encodings[_i].length : strlen(encodings[_i].bytes);
  g_autofree char *path = scratch_file("1.csv", encodings[_i].bytes, (gssize)length);
  RosterImportOptions options = plain_options;
  options.encoding = encodings[_i].encoding;
  g_autoptr(GError) error = NULL;
  g_autoptr(RosterReport) report = roster_import(test_settings, (char *[]){path, NULL}, &options, &error);
  ck_assert_ptr_nonnull(report);
  g_autofree char *errors = roster_lines(report, FALSE);
  ck_row_str(options.encoding, errors, "");
  g_autoptr(RosterBook) book = roster_book_read(test_settings->roster, NULL);
  ck_row_str(options.encoding, roster_book_find(book, SHEET_STAFF, "S9")->cells[STAFF_NAME],
             encodings[_i].name);
}
END_TEST

START_TEST(bytes_outside_the_named_encoding_are_told)
{
  g_autofree char *path = scratch_file("1.csv", "id,name,email,role\nS9,Z\xFF,z@teens.example,staff\n", -1);
  RosterImportOptions options = plain_options;
  options.encoding = "US-ASCII";
  g_autoptr(RosterReport) report = roster_import(test_settings, (char *[]){path, NULL}, &options, NULL);
  g_autofree char *errors = roster_lines(report, FALSE);
  ck_assert_str_eq(errors, "1.csv:2: name: bytes that are not in US-ASCII");
}
END_TEST

static const struct {
  const char *name, *file, *encoding;
  RosterImportError code;
} impossible[] = {
    {"encoding nobody knows", "1.csv", "klingon", ROSTER_IMPORT_ERROR_ENCODING},
    {"no such file", "2.csv", NULL, ROSTER_IMPORT_ERROR_FILE},
};

START_TEST(what_cannot_be_tried_is_an_error)
{
  g_autofree char *text = scratch_file("1.csv", STAFF, -1);
  g_autofree char *path = g_build_filename(scratch, impossible[_i].file, NULL);
  RosterImportOptions options = plain_options;
  options.encoding = impossible[_i].encoding;
  g_autoptr(GError) error = NULL;
  ck_assert_ptr_null(roster_import(test_settings, (char *[]){path, NULL}, &options, &error));
  ck_assert_msg(g_error_matches(error, ROSTER_IMPORT_ERROR, (int)impossible[_i].code), "%s: %s",
                impossible[_i].name, error->message);
}
END_TEST

/* ---- merging ---- */

START_TEST(missing_column_keeps_and_empty_cell_empties)
{
  const char *const first[] = {STAFF, PROGRAMMES, NULL};
  const char *const second[] = {"id,name,email,role,login\nS2,Benjamin,ben@teens.example,mentor,\n", NULL};
  roster_import_ok(&plain_options, first);
  roster_import_ok(&plain_options, second);
  g_autofree char *cells = stored_cells(SHEET_STAFF, "S2");
  ck_assert_str_eq(cells, "|S2|Benjamin|ben@teens.example|mentor|A|ben@mail.example|yes");
}
END_TEST

START_TEST(what_staff_were_once_reached_at_is_kept)
{
  const char *const first[] = {STAFF, PROGRAMMES, NULL};
  const char *const second[] = {"id,name,email,role,personal_email\nS2,Ben,b.carter@teens.example,mentor,\n",
                                NULL};
  const char *const third[] = {"id,name,email,role\nS2,Ben,ben@teens.example,mentor\n", NULL};
  roster_import_ok(&plain_options, first);
  roster_import_ok(&plain_options, second);
  roster_import_ok(&plain_options, third);
  g_autofree char *cells = stored_cells(SHEET_STAFF, "S2");
  ck_assert_str_eq(cells, "|S2|Ben|ben@teens.example|mentor|A|ben|yes|ben@teens.example;ben@mail.example;"
                          "b.carter@teens.example");
}
END_TEST

START_TEST(guardian_whose_address_is_emptied_goes)
{
  const char *const first[] = {YOUNG_HEAD "P1,Sam,,2013-05-14,yes,Mum,mum@home.example,,,\n", NULL};
  const char *const second[] = {
      "id,name,email,date_of_birth,contact_consent,guardian1_email\nP1,Sam,,,yes,\n", NULL};
  roster_import_ok(&plain_options, first);
  roster_import_ok(&plain_options, second);
  g_autofree char *cells = stored_cells(SHEET_PARTICIPANTS, "P1");
  ck_assert_str_eq(cells, "|P1|Sam|yes|no|yes");
}
END_TEST

START_TEST(addresses_may_be_swapped)
{
  const char *const first[] = {STAFF, PROGRAMMES, NULL};
  const char *const second[] = {
      "id,name,email,role\nS1,Grace,ben@teens.example,designated\nS2,Ben,grace@teens.example,mentor\n", NULL};
  roster_import_ok(&plain_options, first);
  roster_import_ok(&plain_options, second);
}
END_TEST

START_TEST(lists_may_be_swapped)
{
  const char *const first[] = {PROGRAMME_HEAD "A,A,,,a@teens.example,\nB,B,,,b@teens.example,\n", NULL};
  const char *const second[] = {PROGRAMME_HEAD "A,A,,,b@teens.example,\nB,B,,,a@teens.example,\n", NULL};
  roster_import_ok(&plain_options, first);
  roster_import_ok(&plain_options, second);
  g_autofree char *cells = stored_cells(SHEET_PROGRAMMES, "B");
  ck_assert_str_eq(cells, "|B|B|a@teens.example");
}
END_TEST

START_TEST(dry_run_changes_nothing_and_makes_no_file)
{
  const char *const texts[] = {STAFF, PROGRAMMES, NULL};
  RosterImportOptions options = plain_options;
  options.dry_run = TRUE;
  roster_import_ok(&options, texts);
  ck_assert(!g_file_test(test_settings->roster, G_FILE_TEST_EXISTS));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("roster_import");
  TCase *tests = tcase_create("roster_import");
  tcase_add_checked_fixture(tests, roster_make, roster_remove);
  tcase_add_loop_test(tests, text_from_spreadsheets_is_read, 0, ROWS(spellings));
  tcase_add_test(tests, line_is_where_the_record_begins);
  tcase_add_loop_test(tests, named_encodings_are_converted, 0, ROWS(encodings));
  tcase_add_test(tests, bytes_outside_the_named_encoding_are_told);
  tcase_add_loop_test(tests, what_cannot_be_tried_is_an_error, 0, ROWS(impossible));
  tcase_add_test(tests, missing_column_keeps_and_empty_cell_empties);
  tcase_add_test(tests, what_staff_were_once_reached_at_is_kept);
  tcase_add_test(tests, guardian_whose_address_is_emptied_goes);
  tcase_add_test(tests, addresses_may_be_swapped);
  tcase_add_test(tests, lists_may_be_swapped);
  tcase_add_test(tests, dry_run_changes_nothing_and_makes_no_file);
  suite_add_tcase(suite, tests);
  return unit_run(suite);
}
