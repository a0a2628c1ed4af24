// SPDX-License-Identifier: MIT
#include "address.h"
#include "facts.h"
#include "judgement.h"
#include "rewrite.h"
#include "rules/rules.h"
#include "unit.h"

#include <string.h>

/* ---- a message, some wishes, and what becomes of them ---- */

typedef struct Table {
  Settings *settings;
  People *people;
  Mail *mail;
  Facts *facts;
  Judgement *judgement;
  Finding *finding;
} Table;

/* One wish a word: "+jo@org.example" shows a copy, "~mum@home.example" hides
 * one, "-x@x.example" removes, "!mum@home.example" is mass mail's hiding. */
static void wish(Table *table, const char *word)
{
  g_autofree char *canonical = address_canonical(word + 1, ADDRESS_SEPARATORS, NULL);
  ck_assert_msg(canonical != NULL, "%s", word);
  const GPtrArray *owners = people_at(table->people, canonical);
  const Address *entry = owners != NULL ? g_ptr_array_index(owners, 0) : NULL;
  switch (word[0]) {
  case '+':
    finding_copy(table->judgement, table->finding, entry, SHOW_IN_CC);
    break;
  case '~':
    finding_copy(table->judgement, table->finding, entry, SHOW_NOT);
    break;
  case '-':
    finding_remove(table->judgement, table->finding, word + 1, canonical);
    break;
  default:
    finding_hide(table->judgement, table->finding, word + 1, canonical);
  }
}

static void add_person(People *people, gint64 key, const char *name, const char *recorded, guint kinds)
{
  g_autofree char *canonical = address_canonical(recorded, ADDRESS_SEPARATORS, NULL);
  Person *person =
      people_add(people, key, kinds == ADDRESS_OFFICIAL ? ROLE_STAFF : ROLE_GUARDIAN, NULL, name);
  people_add_address(people, person, recorded, canonical, kinds);
}

static People *some_people(const char *colleague)
{
  People *people = people_new();
  add_person(people, 1, "Ben", "ben@org.example", ADDRESS_OFFICIAL);
  add_person(people, 2, colleague, "Jo@org.example", ADDRESS_OFFICIAL);
  add_person(people, 3, "Mum", "mum@home.example", ADDRESS_GUARDIAN);
  add_person(people, 4, "Dad", "dad@home.example", ADDRESS_GUARDIAN);
  people_seal(people);
  return people;
}

/* `envelope`: RCPT arguments, apart by blanks. */
static void lay(Table *table, const char *message, const char *envelope, const char *wishes,
                const char *colleague)
{
  table->settings = settings_new();
  settings_add_domain(table->settings, "org.example");
  settings_seal(table->settings);
  table->people = some_people(colleague);
  table->mail = mail_new(ADDRESS_SEPARATORS, NULL, NULL);
  mail_set_sender(table->mail, "<ben@org.example>");
  g_auto(GStrv) recipients = g_strsplit(envelope, " ", -1);
  for (guint i = 0; recipients[i] != NULL; i++)
    ck_assert_msg(mail_add_recipient(table->mail, recipients[i], NULL), "%s", recipients[i]);
  ck_assert(mail_read(table->mail, message, strlen(message), NULL));
  table->facts = facts_new(table->settings, table->mail, table->people, 0);
  table->judgement = judgement_new();
  table->finding = judgement_find(table->judgement, settings_rule(table->settings, &rule_co_staff), FOUND);
  g_auto(GStrv) words = g_strsplit(wishes, " ", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    if (*words[i] != '\0') wish(table, words[i]);
  }
}

static void clear(Table *table)
{
  judgement_free(table->judgement);
  facts_free(table->facts);
  mail_free(table->mail);
  people_free(table->people);
  settings_unref(table->settings);
}

/* "rcpt + …", "rcpt - …", "change To 1: …", a line each. */
static char *told(const Edits *edits)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < edits->add_recipients->len; i++)
    g_string_append_printf(text, "rcpt + %s\n", (char *)edits->add_recipients->pdata[i]);
  for (guint i = 0; i < edits->remove_recipients->len; i++)
    g_string_append_printf(text, "rcpt - %s\n", (char *)edits->remove_recipients->pdata[i]);
  for (guint i = 0; i < edits->headers->len; i++) {
    const HeaderEdit *edit = g_ptr_array_index(edits->headers, i);
    g_string_append_printf(text, "%s %s %u%s%s\n", header_op_name(edit->op), edit->name, edit->index,
                           edit->value != NULL ? ": " : "", edit->value != NULL ? edit->value : "");
  }
  return g_string_free(text, FALSE);
}

/* ---- edits ---- */

#define FROM "From: ben@org.example\n"

static const struct {
  const char *name, *message, *envelope, *wishes, *edits;
} edit_rows[] = {
    {"nothing is wished, nothing is edited", FROM "To: sam@x.example\n\n", "<sam@x.example>", "", ""},
    {"a shown copy makes a Cc", FROM "To: sam@x.example\n\n", "<sam@x.example>", "+jo@org.example",
     "rcpt + Jo@org.example\nadd Cc 1: Jo Park <Jo@org.example>\n"},
    {"a hidden copy shows nowhere", FROM "To: sam@x.example\n\n", "<sam@x.example>", "~mum@home.example",
     "rcpt + mum@home.example\n"},
    {"who is there in another letter case and with a tag is not added twice", FROM "To: sam@x.example\n\n",
     "<sam@x.example> <JO+x@Org.Example>", "+jo@org.example", "add Cc 1: Jo Park <Jo@org.example>\n"},
    {"who is shown already is not shown twice", FROM "To: sam@x.example\nCc: JO+x@org.example\n\n",
     "<sam@x.example>", "+jo@org.example", "rcpt + Jo@org.example\n"},
    {"a copy joins the first of two Cc fields, and no third is made",
     FROM "To: sam@x.example\nCC: a@x.example\ncc: b@x.example\n\n", "<sam@x.example>", "+jo@org.example",
     "rcpt + Jo@org.example\nchange CC 1: a@x.example, Jo Park <Jo@org.example>\n"},
    {"a copy joins an empty Cc", FROM "To: sam@x.example\nCc:\n\n", "<sam@x.example>", "+jo@org.example",
     "rcpt + Jo@org.example\nchange Cc 1: Jo Park <Jo@org.example>\n"},
    {"an unclosed quote does not swallow the copy", FROM "Cc: Sam <a@x.example>, \"b@x.example\n\n",
     "<sam@x.example>", "+jo@org.example",
     "rcpt + Jo@org.example\nchange Cc 1: Sam <a@x.example>, Jo Park <Jo@org.example>\n"},
    {"an unclosed comment, in which nothing can be read, does not swallow the copy",
     FROM "Cc: a@x.example, (b@x.example\n\n", "<sam@x.example>", "+jo@org.example",
     "rcpt + Jo@org.example\nchange Cc 1: Jo Park <Jo@org.example>\n"},
    {"an unclosed group does not take the copy in", FROM "Cc: Friends: a@x.example, b@x.example\n\n",
     "<sam@x.example>", "+jo@org.example",
     "rcpt + Jo@org.example\nchange Cc 1: Friends: a@x.example, b@x.example;, Jo Park <Jo@org.example>\n"},
    {"an unclosed bracket does not take the copy in", FROM "Cc: Sam <a@x.example\n\n", "<sam@x.example>",
     "+jo@org.example", "rcpt + Jo@org.example\nchange Cc 1: Sam <a@x.example>, Jo Park <Jo@org.example>\n"},
    {"every form of a removed recipient goes, byte for byte", FROM "To: a@x.example\n\n",
     "<sam@x.example> <X@x.example> <x+1@x.example> x@X.example <X@x.example>", "-x@x.example",
     "rcpt - <X@x.example>\nrcpt - <x+1@x.example>\nrcpt - x@X.example\n"},
    {"who is removed by one rule and copied by another stays as written", FROM "To: mum@home.example\n\n",
     "<Mum@home.example> <sam@x.example>", "-mum@home.example ~mum@home.example", ""},
    {"a removed address leaves a group, and the group stays", FROM "To: Us: a@x.example, x@x.example;\n\n",
     "<sam@x.example>", "-x@x.example", "change To 1: Us: a@x.example;\n"},
    {"the last address of a To makes room for undisclosed recipients",
     FROM "To: x@x.example\nCc: a@x.example\n\n", "<a@x.example> <x@x.example>", "-x@x.example",
     "rcpt - <x@x.example>\nchange To 1: undisclosed-recipients:;\n"},
    {"no To is made where none was lost", FROM "Cc: a@x.example\n\n", "<a@x.example> <x@x.example>",
     "-x@x.example", "rcpt - <x@x.example>\n"},
    {"changes come first, then removals from the last to the first, then additions",
     FROM
     "To: x@x.example, a@x.example\nTo: x@x.example\nTo: x@x.example\nBcc: b@x.example\nBcc: c@x.example\n\n",
     "<a@x.example>", "-x@x.example +jo@org.example",
     "rcpt + Jo@org.example\nchange To 1: a@x.example\nremove To 3\nremove Bcc 2\nremove To 2\nremove Bcc 1\n"
     "add Cc 1: Jo Park <Jo@org.example>\n"},
    {"Bcc fields are removed and never added",
     FROM "To: a@x.example\nBcc: b@x.example\nResent-bcc: c@x.example\n\n", "<a@x.example>",
     "~mum@home.example", "rcpt + mum@home.example\nremove Bcc 1\nremove Resent-bcc 1\n"},
    {"a message that had a Bcc alone gets a To", FROM "Bcc: b@x.example\n\n", "<b@x.example>", "",
     "remove Bcc 1\nadd To 1: undisclosed-recipients:;\n"},
    {"a name on the hidden address's neighbour goes",
     FROM "To: mum@home.example, \"mum@home.example\" <a@x.example>\n\n", "<a@x.example>",
     "!mum@home.example", "change To 1: a@x.example\n"},
    {"a group named after the hidden address dissolves",
     FROM "To: \"mum@home.example\": a@x.example, b@x.example;\n\n", "<a@x.example>", "!mum@home.example",
     "change To 1: a@x.example, b@x.example\n"},
    {"a hidden address that nothing but a comment shows", FROM "To: a@x.example (not mum@home.example)\n\n",
     "<a@x.example>", "!mum@home.example", "change To 1: a@x.example\n"},
    {"what cannot be read is no place to hide", FROM "To: a@x.example\nCc: write to mum at home\n\n",
     "<a@x.example>", "!mum@home.example", "remove Cc 1\n"},
    {"other fields that carry it go, by their own index",
     FROM "To: a@x.example\nX-A: 1\nX-A: mum@home.example\nX-B: 2\nx-a: <MUM@home.example>\n\n",
     "<a@x.example>", "!mum@home.example", "remove x-a 3\nremove X-A 2\n"},
    {"a copy that is removed from an emptied Cc leaves the colleague there",
     FROM "To: a@x.example\nCc: mum@home.example\n\n", "<a@x.example>", "!mum@home.example +jo@org.example",
     "rcpt + Jo@org.example\nchange Cc 1: Jo Park <Jo@org.example>\n"},
    {"addresses in a form that only some programs read survive a change",
     FROM "Cc: \"a b\"@x.example, x@[192.0.2.1]\n\n", "<a@x.example>", "+jo@org.example",
     "rcpt + Jo@org.example\nchange Cc 1: \"a b\"@x.example, x@[192.0.2.1], Jo Park <Jo@org.example>\n"},
};

START_TEST(wishes_become_edits)
{
  Table table = {0};
  lay(&table, edit_rows[_i].message, edit_rows[_i].envelope, edit_rows[_i].wishes, "Jo Park");
  g_autoptr(Edits) edits = rewrite_edits(table.facts, table.judgement);
  g_autofree char *got = told(edits);
  ck_row_str(edit_rows[_i].name, got, edit_rows[_i].edits);
  clear(&table);
}
END_TEST

/* ---- names ---- */

static const struct {
  const char *name, *person, *cc;
} name_rows[] = {
    {"plain", "Jo Park", "Jo Park <Jo@org.example>"},
    {"none", "", "Jo@org.example"},
    {"with a comma", "Park, Jo", "\"Park, Jo\" <Jo@org.example>"},
    {"with quotes", "Jo \"the boss\" Park", "\"Jo \\\"the boss\\\" Park\" <Jo@org.example>"},
    {"not ASCII", "Zoë", "=?iso-8859-1?b?Wm/r?= <Jo@org.example>"},
    {"with a line end and a header of its own", "Jo\r\nBcc: x@x.example",
     "\"Jo Bcc: x@x.example\" <Jo@org.example>"},
    {"that is an address", "evil@x.example", "\"evil@x.example\" <Jo@org.example>"},
    {"with an open bracket", "Jo <evil@x.example>,", "\"Jo <evil@x.example>,\" <Jo@org.example>"},
};

START_TEST(a_name_cannot_break_the_field)
{
  Table table = {0};
  lay(&table, FROM "To: sam@x.example\n\n", "<sam@x.example>", "+jo@org.example", name_rows[_i].person);
  g_autoptr(Edits) edits = rewrite_edits(table.facts, table.judgement);
  const HeaderEdit *edit = g_ptr_array_index(edits->headers, 0);
  g_autoptr(InternetAddressList) list = mail_parse_addresses(edit->value);
  ck_assert_int_eq(internet_address_list_length(list), 1);
  g_autofree char *squeezed = g_strdup(edit->value);
  for (char *at = strstr(squeezed, "  "); at != NULL; at = strstr(squeezed, "  "))
    memmove(at, at + 1, strlen(at));
  ck_row_str(name_rows[_i].name, squeezed, name_rows[_i].cc);
  clear(&table);
}
END_TEST

/* ---- the mark ---- */

START_TEST(our_mark_replaces_every_forged_one)
{
  Table table = {0};
  lay(&table, "X-Chaperone: 1\n" FROM "x-chaperone: 2\n\n", "<sam@x.example>", "", "Jo");
  g_autoptr(Edits) edits = edits_new();
  rewrite_mark(edits, table.mail, "CH-0000-0000", VERDICT_HOLD, "parents,co-staff");
  g_autofree char *got = told(edits);
  ck_assert_str_eq(got, "remove x-chaperone 2\nremove X-Chaperone 1\n"
                        "add X-Chaperone 1: ref=CH-0000-0000; verdict=hold; rules=parents,co-staff\n");
  clear(&table);
}
END_TEST

START_TEST(without_rules_a_forged_mark_only_goes)
{
  Table table = {0};
  lay(&table, "X-Chaperone: 1\n" FROM "\n", "<sam@x.example>", "", "Jo");
  g_autoptr(Edits) edits = edits_new();
  rewrite_mark(edits, table.mail, "CH-0000-0000", VERDICT_ACCEPT, NULL);
  g_autofree char *got = told(edits);
  ck_assert_str_eq(got, "remove X-Chaperone 1\n");
  clear(&table);
}
END_TEST

/* ---- folding ---- */

START_TEST(a_long_field_is_folded_and_unfolds_to_itself)
{
  GString *value = g_string_new("a@x.example");
  for (int i = 0; i < 200; i++)
    g_string_append_printf(value, ", \"Somebody  %d\" <somebody%d@x.example>", i, i);
  g_autofree char *folded = rewrite_fold("Cc", value->str);
  g_auto(GStrv) lines = g_strsplit(folded, "\n", -1);
  ck_assert_int_gt((int)g_strv_length(lines), 50);
  for (guint i = 0; lines[i] != NULL; i++) {
    ck_assert_int_le((int)strlen(lines[i]), i == 0 ? 74 : 78);
    ck_assert_msg(i == 0 || (lines[i][0] == ' ' && lines[i][strspn(lines[i], " ")] != '\0'), "line %u", i);
  }
  g_autofree char *unfolded = g_strjoinv("", lines);
  ck_assert_str_eq(unfolded, value->str);
  g_string_free(value, TRUE);
}
END_TEST

START_TEST(a_word_too_long_to_fold_stays_whole)
{
  g_autofree char *word = g_strnfill(2000, 'x');
  g_autofree char *value = g_strconcat("a ", word, " b  ", NULL);
  g_autofree char *folded = rewrite_fold("Cc", value);
  g_autofree char *expected = g_strconcat("a\n ", word, "\n b  ", NULL);
  ck_assert_str_eq(folded, expected);
}
END_TEST

/* ---- the message as it leaves ---- */

static char *applied(const Table *table, const Edits *edits)
{
  g_autoptr(GBytes) bytes = rewrite_apply(table->mail, edits);
  if (bytes == NULL) return NULL;
  gsize size = 0;
  const char *text = g_bytes_get_data(bytes, &size);
  return g_strndup(text, size);
}

static const struct {
  const char *name, *message, *result;
} apply_rows[] = {
    {"CRLF stays", "A: 1\r\nTo: x@x.example\r\n\r\nbody\r\n",
     "A: 1\r\nTo: new@x.example\r\nCc: c@x.example\r\n\r\nbody\r\n"},
    {"LF stays", "A: 1\nTo: x@x.example\n\nbody\n", "A: 1\nTo: new@x.example\nCc: c@x.example\n\nbody\n"},
    {"folds and missing blanks stay", "A:1\r\nB: x\r\n\t y\r\nTo: x@x.example\r\n\r\n",
     "A:1\r\nB: x\r\n\t y\r\nTo: new@x.example\r\nCc: c@x.example\r\n\r\n"},
    {"a removed field goes", "To: x@x.example\nX-A: 1\nx-a: 2\nX-A: 3\n\nbody",
     "To: new@x.example\nX-A: 1\nX-A: 3\nCc: c@x.example\n\nbody"},
    {"what is not UTF-8 stays", "A: \xff\nTo: x@x.example\n\n\xfe\n",
     "A: \xff\nTo: new@x.example\nCc: c@x.example\n\n\xfe\n"},
};

START_TEST(edits_are_carried_out_and_the_rest_stays)
{
  Table table = {0};
  lay(&table, apply_rows[_i].message, "<sam@x.example>", "", "Jo");
  g_autoptr(Edits) edits = edits_new();
  edits_add_header(edits, HEADER_CHANGE, "To", 1, "new@x.example");
  edits_add_header(edits, HEADER_REMOVE, "X-A", 2, NULL);
  edits_add_header(edits, HEADER_ADD, "Cc", 1, "c@x.example");
  g_autofree char *got = applied(&table, edits);
  ck_row_str(apply_rows[_i].name, got, apply_rows[_i].result);
  clear(&table);
}
END_TEST

START_TEST(a_body_of_megabytes_stays_byte_for_byte)
{
  Table table = {0};
  lay(&table, FROM "To: x@x.example\r\n\r\n", "<sam@x.example>", "", "Jo");
  g_autofree char *piece = g_strnfill(100000, 'y');
  for (int i = 0; i < 30; i++) mail_add_body(table.mail, piece, 100000);
  g_autoptr(Edits) edits = edits_new();
  g_autoptr(GBytes) bytes = rewrite_apply(table.mail, edits);
  const char *text = g_bytes_get_data(bytes, NULL);
  ck_assert_uint_eq(strspn(strstr(text, "\n\n") + 2, "y"), 3000000);
  clear(&table);
}
END_TEST

START_TEST(a_message_that_is_not_there_in_whole_cannot_be_written)
{
  Table table = {0};
  lay(&table, FROM "\n", "<sam@x.example>", "", "Jo");
  mail_skip_body(table.mail);
  g_autoptr(Edits) edits = edits_new();
  ck_assert_ptr_null(rewrite_apply(table.mail, edits));
  clear(&table);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("rewrite");
  TCase *cases = tcase_create("rewrite");
  tcase_add_loop_test(cases, wishes_become_edits, 0, ROWS(edit_rows));
  tcase_add_loop_test(cases, a_name_cannot_break_the_field, 0, ROWS(name_rows));
  tcase_add_test(cases, our_mark_replaces_every_forged_one);
  tcase_add_test(cases, without_rules_a_forged_mark_only_goes);
  tcase_add_test(cases, a_long_field_is_folded_and_unfolds_to_itself);
  tcase_add_test(cases, a_word_too_long_to_fold_stays_whole);
  tcase_add_loop_test(cases, edits_are_carried_out_and_the_rest_stays, 0, ROWS(apply_rows));
  tcase_add_test(cases, a_body_of_megabytes_stays_byte_for_byte);
  tcase_add_test(cases, a_message_that_is_not_there_in_whole_cannot_be_written);
  suite_add_tcase(suite, cases);
  return unit_run(suite);
}
