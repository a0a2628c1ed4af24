// SPDX-License-Identifier: MIT
#include "details.h"

#include "limit.h"
#include "unit.h"

#include <string.h>

static Details *details_of_text(const char *text)
{
  Details *details = details_new("+");
  details_add(details, text);
  details_seal(details);
  return details;
}

/* ---- addresses ---- */

static const struct {
  const char *name, *text;
  gboolean found; /* mum@home.example */
} addresses[] = {
    {"by itself", "mum@home.example", TRUE},
    {"at the end of a sentence", "Write to mum@home.example.", TRUE},
    {"before another sentence without a blank", "mum@home.example.Thanks", TRUE},
    {"in angle brackets", "Mum <mum@home.example>", TRUE},
    {"in any case", "MUM@Home.Example", TRUE},
    {"with a tag", "mum+club@home.example", TRUE},
    {"in typographic quotation marks", "“mum@home.example”", TRUE},
    {"in apostrophes", "'mum@home.example'", TRUE},
    {"in asterisks", "*mum@home.example*", TRUE},
    {"underlined", "_mum@home.example_", TRUE},
    {"in a link", "mailto:mum@home.example?subject=x", TRUE},
    {"in a link, encoded", "mailto:mum%40home.example", TRUE},
    {"in a link, encoded with its tag", "mailto:mum%2Bclub%40home.example?cc=dad", TRUE},
    {"as the second of a link", "mailto:dad@home.example?cc=mum@home.example", TRUE},
    {"in a query", "https://x.example/?a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&mail=mum@home.example&z", TRUE},
    {"in a table's row", "P1,Sam,mum@home.example,07700", TRUE},
    {"in a cell behind a semicolon", "dad@home.example;mum@home.example", TRUE},
    {"in a calendar", "ATTENDEE;CN=Mum:mailto:mum@home.example", TRUE},
    {"in an address card", "EMAIL;TYPE=home:mum@home.example", TRUE},
    {"with blanks around the sign", "mum @ home.example", TRUE},
    {"broken behind the sign", "mum@\nhome.example", TRUE},
    {"with blanks around the dot in words", "mum at home dot example", TRUE},
    {"in the manner of those who fear spam", "mum (at) home (dot) example", TRUE},
    {"in square brackets", "mum[at]home[dot]example", TRUE},
    {"with fullwidth signs", "mum＠home．example", TRUE},
    {"with an ideographic full stop", "mum@home。example", TRUE},
    {"with invisible characters", "m\xe2\x80\x8bum@ho\xc2\xadme.example", TRUE},
    {"with letters that look like its own", "mum@hоme.example", TRUE},
    {"quoted where no quotes are needed", "\"mum\"@home.example", TRUE},
    {"with a trailing dot", "mum@home.example.", TRUE},
    {"behind another that is broken", "@ @@ x@ mum@home.example", TRUE},
    {"a longer local part is another", "samum@home.example", FALSE},
    {"a local part of more words is another", "my.mum@home.example", FALSE},
    {"one joined by a hyphen is another", "step-mum@home.example", FALSE},
    {"a longer domain is another", "mum@home.examples", FALSE},
    {"a subdomain is another", "mum@mail.home.example", FALSE},
    {"the words without a sign are none", "mum home.example", FALSE},
    {"an at alone is a word", "mum at home, example given", FALSE},
    {"too far apart", "mum     @     home.example", FALSE},
};

START_TEST(address_is_taken_out)
{
  g_autoptr(Details) details = details_of_text(addresses[_i].text);
  ck_assert_msg(g_hash_table_contains(details->addresses, "mum@home.example") == addresses[_i].found, "%s",
                addresses[_i].name);
}
END_TEST

static const struct {
  const char *text, *address;
} other_addresses[] = {
    {"\"mum okoro\"@home.example", "\"mum okoro\"@home.example"},
    {"mum@münchen.example", "mum@xn--mnchen-3ya.example"},
    {"mum@xn--mnchen-3ya.example", "mum@xn--mnchen-3ya.example"},
    {"m.u.m@googlemail.com", "mum@gmail.com"},
    {"Øyvind@home.example", "øyvind@home.example"},
    {"o'brien@home.example", "o'brien@home.example"},
    {"mum@localhost", "mum@localhost"},
};

START_TEST(unusual_address_is_taken_out)
{
  g_autoptr(Details) details = details_of_text(other_addresses[_i].text);
  ck_assert_msg(g_hash_table_contains(details->addresses, other_addresses[_i].address), "%s",
                other_addresses[_i].text);
}
END_TEST

/* ---- phone numbers ---- */

static const struct {
  const char *text;
  gboolean found; /* 07700 900123 */
} phones[] = {
    {"07700 900123", TRUE},
    {"07700900123", TRUE},
    {"Call 07700-900-123!", TRUE},
    {"(07700) 900 123", TRUE},
    {"07.70.09.00.12.3", TRUE},
    {"+44 7700 900123", TRUE},
    {"+44 (0)7700 900123", TRUE},
    {"0044 7700 900 123", TRUE},
    {"tel:+447700900123", TRUE},
    {"https://wa.me/447700900123?text=hi", TRUE},
    {"07700/900123", TRUE},
    {"07700_900_123", TRUE},
    {"07700 \xe2\x80\x93 900 \xe2\x80\x93 123", TRUE},
    {"07700\xc2\xa0"
     "900\xc2\xa0"
     "123",
     TRUE},
    {"0\xe2\x80\x8b"
     "7\xe2\x80\x8b"
     "700900123",
     TRUE},
    {"07700\n900123", TRUE},
    {"0 7 7 0 0 9 0 0 1 2 3", TRUE},
    {"O77OO 9OOl23", TRUE},
    {"٠٧٧٠٠ ٩٠٠١٢٣", TRUE},
    {"０７７００　９００１２３", TRUE},
    {"0️⃣7️⃣7️⃣0️⃣0️⃣9️⃣0️⃣0️⃣1️⃣2️⃣3️⃣", TRUE},
    {"07700900123mum", TRUE},
    {"mum07700900123", TRUE},
    {"07700 900123 07700 900999", TRUE},
    {"07700 900999 07700 900123", TRUE},
    {"07700900999\n07700900123\n07700900555", TRUE},
    {"1234567 07700 900123", TRUE},
    {"Sam,07700 900123,SW1A", TRUE},
    {"\"07700 900123\"", TRUE},
    {"\t07700 900123\t", TRUE},
    {"07700 900123 x12", TRUE},
    {"7700900123", TRUE},
    {"00900123", TRUE}, /* eight digits, with which it ends */
    {"0900123", TRUE},  /* seven */
    {"900123", FALSE},  /* six say nothing */
    {"07700 900124", FALSE},
    {"07700 900", FALSE},
    {"07700 or 900123", FALSE},
    {"07700, 900123", FALSE},
    {"07700 900123456", FALSE},
    {"123456789012345678907700900123", FALSE},
    {"07700\n\n\n900123", FALSE},
    {"", FALSE},
};

START_TEST(phone_number_is_found_however_it_is_written)
{
  g_autoptr(Details) details = details_of_text(phones[_i].text);
  ck_assert_msg(details_have_phone(details, "07700 900123") == phones[_i].found, "%s", phones[_i].text);
}
END_TEST

static const struct {
  const char *text, *recorded;
  gboolean same;
} numbers[] = {
    {"020 7946 0123", "+44 20 7946 0123", TRUE},
    {"7946 0123", "020 7946 0123", TRUE},
    {"020 7946 0123", "7946 0123", TRUE},
    {"794 6012", "79 46 012", TRUE},
    {"0279 46012", "7946012", TRUE},
    {"946 0123", "7946 0123", TRUE},
    {"946 012", "946012", FALSE},
    {"020 7946 0123", "946012", FALSE},
    {"020 7946 0123", "020 7946 0124", FALSE},
    {"020 7946 0123", "call after six", FALSE},
    {"020 7946 0123", "", FALSE},
    {"020 7946 0123", "020 7946 0123 ext. 45", TRUE},
    {"020 7946 0123", "Mum (work) 020 7946 0123", TRUE},
    {"0161 496 0123", "020 7496 0123", FALSE},
};

START_TEST(numbers_compare_by_their_last_digits)
{
  g_autoptr(Details) details = details_of_text(numbers[_i].text);
  ck_assert_msg(details_have_phone(details, numbers[_i].recorded) == numbers[_i].same, "%s / %s",
                numbers[_i].text, numbers[_i].recorded);
}
END_TEST

/* ---- names ---- */

static const struct {
  const char *text, *name;
  gboolean stands;
} names[] = {
    {"Sam Okoro goes there", "Sam Okoro", TRUE},
    {"Okoro, Sam", "Sam Okoro", TRUE},
    {"Okoro;Sam;2010-06-01", "Sam Okoro", TRUE},
    {"OKORO SAM", "Sam Okoro", TRUE},
    {"Sam\nOkoro", "Sam Okoro", TRUE},
    {"Sam Okoro's school", "Sam Okoro", TRUE},
    {"#SamOkoro", "Sam Okoro", TRUE},
    {"Sаm Оkоrо", "Sam Okoro", TRUE},
    {"Sam and Mrs Okoro", "Sam Okoro", FALSE},
    {"Sam", "Sam Okoro", FALSE},
    {"Samuel Okoro", "Sam Okoro", FALSE},
    {"Maria da Silva", "Maria da Silva", TRUE},
    {"da Silva, Maria", "Maria da Silva", TRUE},
    {"Silva, Maria da", "Maria da Silva", TRUE},
    {"Silva da Maria", "Maria da Silva", FALSE},
    {"Jose Garcia", "José García", TRUE},
    {"José García", "Jose Garcia", TRUE},
    {"Sinead OBrien", "Sinéad O'Brien", TRUE},
    {"Sinéad O’Brien", "Sinéad O'Brien", TRUE},
    {"OBRIEN, SINEAD", "Sinéad O'Brien", TRUE},
    {"Anne Marie Smith", "Anne-Marie Smith", TRUE},
    {"AnneMarie Smith", "Anne-Marie Smith", TRUE},
    {"Smith, Annemarie", "Anne-Marie Smith", TRUE},
    {"王小明住在北京", "王小明", TRUE},
    {"김민수는 학생", "김민수", TRUE},
    {"Madonna sings", "Madonna", TRUE},
    {"anything", "", FALSE},
    {"anything", "--", FALSE},
};

START_TEST(full_name_is_found_either_way_round)
{
  g_autoptr(Details) details = details_of_text(names[_i].text);
  ck_assert_msg(details_have_name(details, names[_i].name) == names[_i].stands, "%s / %s", names[_i].text,
                names[_i].name);
}
END_TEST

typedef struct Lookup {
  GArray *keys;
  const char *words, *name;
  gboolean found;
} Lookup;

static gboolean look_up(DetailsKey key, const char *word, gpointer data)
{
  Lookup *lookup = data;
  for (guint i = 0; i < lookup->keys->len; i++) {
    if (g_array_index(lookup->keys, DetailsKey, i) != key) continue;
    if (details_name_around(lookup->words, word, lookup->name)) lookup->found = TRUE;
  }
  return TRUE;
}

/* What the roster's tables do: whoever stands in the text is found by a key. */
START_TEST(full_name_is_found_by_its_keys)
{
  g_autoptr(Details) details = details_of_text(names[_i].text);
  g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(DetailsKey));
  Lookup lookup = {.keys = keys, .words = details->words->str, .name = names[_i].name};
  details_name_keys(keys, names[_i].name);
  details_each_key(details->words->str, look_up, &lookup);
  ck_assert_msg(lookup.found == names[_i].stands, "%s / %s", names[_i].text, names[_i].name);
}
END_TEST

static const struct {
  const char *one, *other;
  gboolean same;
} pairs[] = {
    {"Sam Okoro", "sam okoro", TRUE},
    {"Sam Okoro", "Okoro, Sam", TRUE},
    {"Sam Okoro", "Sam Okoro 🙂", TRUE},
    {"Sam Okoro", "Sam Okoro jr", FALSE},
    {"Sam Okoro", "Sam", FALSE},
    {"Sam Okoro", "", FALSE},
    {"Sinéad O'Brien", "S​inead OBrien", TRUE},
    {"", "", FALSE},
};

START_TEST(names_are_the_same_either_way_round)
{
  ck_assert_msg(details_same_name(pairs[_i].one, pairs[_i].other) == pairs[_i].same, "%s / %s", pairs[_i].one,
                pairs[_i].other);
}
END_TEST

/* ---- texts ---- */

START_TEST(nothing_reaches_from_one_text_into_the_next)
{
  g_autoptr(Details) details = details_new("+");
  details_add(details, "Sam 07700");
  details_add(details, "Okoro 900123 mum@");
  details_add(details, "home.example SW1A");
  details_add(details, "1AA");
  details_seal(details);
  ck_assert(!details_have_name(details, "Sam Okoro"));
  ck_assert(!details_have_phone(details, "07700 900123"));
  ck_assert(!details_have_place(details, "SW1A 1AA"));
  ck_assert_uint_eq(g_hash_table_size(details->addresses), 0);
}
END_TEST

START_TEST(name_and_postcode_may_stand_in_different_texts)
{
  g_autoptr(Details) details = details_new("+");
  details_add(details, "About Sam Okoro");
  details_add(details, "He lives at SW1A 1AA");
  details_seal(details);
  ck_assert(details_have_name(details, "Sam Okoro"));
  ck_assert(details_have_place(details, "sw1a1aa"));
}
END_TEST

static char *piece_of_hostile_text(int kind, guint number)
{
  if (kind == 0) return g_strdup("=a=b=c=d=e=f=g@a.b.c.d.e.f.g");
  if (kind == 1) return g_strdup_printf("%u@home.example ", number);
  return g_strdup_printf("07%09u\t", number * 7919U);
}

/* Every reading of such a text would be tried for ever. */
START_TEST(hostile_text_is_cut_and_says_so)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < LIMIT_DETAILS + 10; i++) {
    g_autofree char *piece = piece_of_hostile_text(_i, i);
    g_string_append(text, piece);
  }
  g_autoptr(Details) details = details_of_text(text->str);
  ck_assert(details->cut);
}
END_TEST

START_TEST(ordinary_text_is_not_cut)
{
  g_autoptr(Details) details = details_of_text("Hello Sam, see you on Friday at 10:30. mum@home.example");
  ck_assert(!details->cut);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("details");
  TCase *tests = tcase_create("details");
  tcase_add_loop_test(tests, address_is_taken_out, 0, ROWS(addresses));
  tcase_add_loop_test(tests, unusual_address_is_taken_out, 0, ROWS(other_addresses));
  tcase_add_loop_test(tests, phone_number_is_found_however_it_is_written, 0, ROWS(phones));
  tcase_add_loop_test(tests, numbers_compare_by_their_last_digits, 0, ROWS(numbers));
  tcase_add_loop_test(tests, full_name_is_found_either_way_round, 0, ROWS(names));
  tcase_add_loop_test(tests, full_name_is_found_by_its_keys, 0, ROWS(names));
  tcase_add_loop_test(tests, names_are_the_same_either_way_round, 0, ROWS(pairs));
  tcase_add_test(tests, nothing_reaches_from_one_text_into_the_next);
  tcase_add_test(tests, name_and_postcode_may_stand_in_different_texts);
  tcase_add_loop_test(tests, hostile_text_is_cut_and_says_so, 0, 3);
  tcase_add_test(tests, ordinary_text_is_not_cut);
  suite_add_tcase(suite, tests);
  return unit_run(suite);
}
