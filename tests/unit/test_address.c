// SPDX-License-Identifier: MIT
#include "address.h"
#include "unit.h"

static const struct {
  const char *name, *address, *canonical;
} canonical_rows[] = {
    {"plain", "sam@home.example", "sam@home.example"},
    {"letter case of both sides", "Sam.LEE@Home.EXAMPLE", "sam.lee@home.example"},
    {"trailing dot of the domain", "sam@home.example.", "sam@home.example"},
    {"tag", "sam+school@home.example", "sam@home.example"},
    {"several tags", "sam+a+b@home.example", "sam@home.example"},
    {"nothing but a tag is no tag", "+sam@home.example", "+sam@home.example"},
    {"quotes that are not needed", "\"sam\"@home.example", "sam@home.example"},
    {"quotes around a tag", "\"sam+x\"@home.example", "sam@home.example"},
    {"quotes that are needed", "\"sam lee\"@home.example", "\"sam lee\"@home.example"},
    {"escapes that are not needed", "\"s\\am\"@home.example", "sam@home.example"},
    {"quoted dots that need quotes", "\"sam..lee\"@home.example", "\"sam..lee\"@home.example"},
    {"gmail ignores dots", "s.a.m@gmail.com", "sam@gmail.com"},
    {"googlemail is gmail", "s.am+x@GoogleMail.com", "sam@gmail.com"},
    {"dots count elsewhere", "s.a.m@home.example", "s.a.m@home.example"},
    {"U-label",
     "sam@b\xc3\xbc"
     "cher.example",
     "sam@xn--bcher-kva.example"},
    {"A-label", "sam@XN--BCHER-KVA.example", "sam@xn--bcher-kva.example"},
    {"fullwidth domain", "sam@\xef\xbd\x88ome.example", "sam@home.example"},
    {"ideographic full stop",
     "sam@home\xe3\x80\x82"
     "example",
     "sam@home.example"},
    {"local part composed", "jos\xc3\xa9@home.example", "jos\xc3\xa9@home.example"},
    {"local part decomposed", "jose\xcc\x81@home.example", "jos\xc3\xa9@home.example"},
    {"local part case-folded",
     "STRA\xc3\x9f"
     "E@home.example",
     "strasse@home.example"},
    {"address literal", "sam@[192.0.2.1]", "sam@[192.0.2.1]"},
    {"all that an atom may hold", "o'hara-1_2=3@home.example", "o'hara-1_2=3@home.example"},
};

START_TEST(an_address_has_one_canonical_form)
{
  g_autofree char *got = address_canonical(canonical_rows[_i].address, ADDRESS_SEPARATORS, NULL);
  ck_row_str(canonical_rows[_i].name, got, canonical_rows[_i].canonical);
}
END_TEST

START_TEST(the_canonical_form_is_its_own)
{
  g_autofree char *got = address_canonical(canonical_rows[_i].canonical, ADDRESS_SEPARATORS, NULL);
  ck_row_str(canonical_rows[_i].name, got, canonical_rows[_i].canonical);
}
END_TEST

static const struct {
  const char *name, *address;
} invalid_rows[] = {
    {"nothing", ""},
    {"no domain", "sam"},
    {"no local part", "@home.example"},
    {"no domain behind the at", "sam@"},
    {"bang path", "example.org!sam"},
    {"bang path with a domain", "example.org!sam@home.example"},
    {"percent hack", "sam%example.org"},
    {"percent hack with a domain", "sam%example.org@home.example"},
    {"quoted percent hack", "\"sam%example.org\"@home.example"},
    {"two ats", "sam@example.org@home.example"},
    {"quoted at", "\"sam@example.org\"@home.example"},
    {"source route", "@relay.example:sam@home.example"},
    {"blank", "sam lee@home.example"},
    {"two addresses", "sam@home.example,mum@home.example"},
    {"brackets inside", "<sam@home.example>"},
    {"dot at the beginning", ".sam@home.example"},
    {"dot at the end", "sam.@home.example"},
    {"two dots", "s..am@home.example"},
    {"two dots in the domain", "sam@home..example"},
    {"dot before the domain", "sam@.home.example"},
    {"open quotes", "\"sam@home.example"},
    {"quotes inside", "sa\"m\"@home.example"},
    {"empty quotes", "\"\"@home.example"},
    {"line end", "sam@home.example\r\nX: y"},
    {"tabulator", "sam\t@home.example"},
    {"not UTF-8", "s\xffm@home.example"},
    {"blank in the domain", "sam@home .example"},
    {"comment", "sam(lee)@home.example"},
    {"open literal", "sam@[192.0.2.1"},
};

START_TEST(what_is_no_address_is_refused)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *got = address_canonical(invalid_rows[_i].address, ADDRESS_SEPARATORS, &error);
  ck_assert_msg(got == NULL, "%s: taken as \"%s\"", invalid_rows[_i].name, got);
  ck_assert(g_error_matches(error, ADDRESS_ERROR, ADDRESS_ERROR_INVALID));
}
END_TEST

START_TEST(a_long_address_is_refused)
{
  g_autofree char *local = g_strnfill(ADDRESS_MAX, 'a');
  g_autofree char *address = g_strconcat(local, "@home.example", NULL);
  ck_assert_ptr_null(address_canonical(address, ADDRESS_SEPARATORS, NULL));
}
END_TEST

START_TEST(separators_are_a_set_of_characters)
{
  g_autofree char *both = address_canonical("sam-a+b@home.example", "-+", NULL);
  g_autofree char *none = address_canonical("sam+b@home.example", "", NULL);
  ck_assert_str_eq(both, "sam@home.example");
  ck_assert_str_eq(none, "sam+b@home.example");
}
END_TEST

START_TEST(a_shown_text_that_is_no_address_equals_nobody)
{
  g_autofree char *shown = address_canonical_shown("Sam%Example.org@Home.example", ADDRESS_SEPARATORS);
  ck_assert_str_eq(shown, "sam%example.org@home.example");
}
END_TEST

START_TEST(one_pair_of_brackets_is_taken_away)
{
  g_autofree char *plain = address_unbracketed("<sam@home.example>");
  g_autofree char *null_sender = address_unbracketed("<>");
  g_autofree char *nothing = address_unbracketed(NULL);
  g_autofree char *twice = address_unbracketed("<<sam@home.example>>");
  ck_assert_str_eq(plain, "sam@home.example");
  ck_assert_str_eq(null_sender, "");
  ck_assert_str_eq(nothing, "");
  ck_assert_str_eq(twice, "<sam@home.example>");
}
END_TEST

START_TEST(subdomains_are_not_the_domain)
{
  g_autoptr(GPtrArray) domains = g_ptr_array_new();
  g_ptr_array_add(domains, (gpointer) "teensinai.example");
  ck_assert(address_in_domains("ben@teensinai.example", domains));
  ck_assert(!address_in_domains("ben@mail.teensinai.example", domains));
  ck_assert(!address_in_domains("ben@xteensinai.example", domains));
  ck_assert(!address_in_domains("teensinai.example", domains));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("address");
  TCase *tcase = tcase_create("address");
  tcase_add_loop_test(tcase, an_address_has_one_canonical_form, 0, ROWS(canonical_rows));
  tcase_add_loop_test(tcase, the_canonical_form_is_its_own, 0, ROWS(canonical_rows));
  tcase_add_loop_test(tcase, what_is_no_address_is_refused, 0, ROWS(invalid_rows));
  tcase_add_test(tcase, a_long_address_is_refused);
  tcase_add_test(tcase, separators_are_a_set_of_characters);
  tcase_add_test(tcase, a_shown_text_that_is_no_address_equals_nobody);
  tcase_add_test(tcase, one_pair_of_brackets_is_taken_away);
  tcase_add_test(tcase, subdomains_are_not_the_domain);
  suite_add_tcase(suite, tcase);
  return unit_run(suite);
}
