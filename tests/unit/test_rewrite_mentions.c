// SPDX-License-Identifier: MIT
#include "rewrite_mentions.h"

#include "address.h"
#include "unit.h"

static const struct {
  const char *name, *value;
  gboolean carries;
} rows[] = {
    {"plainly", "sam@home.example", TRUE},
    {"in angle brackets, in capitals", "Sam <SAM@Home.Example>", TRUE},
    {"with a tag", "sam+club@home.example", TRUE},
    {"with a trailing dot", "sam@home.example.", TRUE},
    {"in a sentence", "write to sam@home.example, please", TRUE},
    {"with quotes that are not needed", "\"sam\"@home.example", TRUE},
    {"with a comment inside", "sam(x)@(y)home.example", TRUE},
    {"with blanks around", "sam @ home . example", TRUE},
    {"over a fold", "sam@home.\n example", TRUE},
    {"in a link", "<mailto:sam@home.example?subject=x>", TRUE},
    {"in a link, encoded", "<mailto:x@y.example?cc=sam%40home%2Eexample>", TRUE},
    {"in a bounce address", "bounce+sam=home.example@lists.example", TRUE},
    {"in an encoded word", "=?utf-8?q?sam=40home.example?=", TRUE},
    {"in an encoded word within quotes", "\"=?utf-8?b?c2FtQGhvbWUuZXhhbXBsZQ==?=\"", TRUE},
    {"in two encoded words", "=?utf-8?q?sam=40?= =?utf-8?q?home.example?=", TRUE},
    {"in two padded encoded words", "=?utf-8?b?c2FtQA==?= =?utf-8?b?aG9tZS5leGFtcGxl?=", TRUE},
    {"in a word encoded in another charset", "=?utf-7?q?sam+AEA-home.example?=", TRUE},
    {"in a parameter (RFC 2231)", "x; name*=utf-8''sam%40home.example", TRUE},
    {"behind a quote mark of another language",
     "\xc2\xab"
     "sam@home.example\xc2\xbb",
     TRUE},
    {"as a route", "<@relay.example:sam@home.example>", TRUE},
    {"in a group", "Us: a@x.example, sam@home.example;", TRUE},
    {"behind a word and a hyphen", "x-sam@home.example", TRUE},
    {"in the domain's other form", "jo@xn--bcher-kva.example", TRUE},
    {"in the domain's own form",
     "jo@b\xc3\xbc"
     "cher.example",
     TRUE},
    {"at gmail with dots", "a.n.n@googlemail.com", TRUE},
    {"somebody else at the same domain", "tom@home.example", FALSE},
    {"a longer name", "balsam@home.example", FALSE},
    {"a longer domain", "sam@home.example.org", FALSE},
    {"another domain that ends so", "sam@myhome.example", FALSE},
    {"the name alone", "sam", FALSE},
    {"the domain alone", "home.example", FALSE},
    {"both, apart", "sam at home.example", FALSE},
    {"an at sign without anything", "@ @@ = =@=", FALSE},
    {"nothing", "", FALSE},
};

static const char *const wanted[] = {"sam@home.example",
                                     "jo@b\xc3\xbc"
                                     "cher.example",
                                     "ann@gmail.com"};

START_TEST(a_field_carries_an_address)
{
  g_autoptr(GHashTable) addresses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (int i = 0; i < ROWS(wanted); i++)
    g_hash_table_add(addresses, address_canonical(wanted[i], ADDRESS_SEPARATORS, NULL));
  Mentions mentions;
  mentions_init(&mentions, addresses, ADDRESS_SEPARATORS);
  ck_assert_msg(mentions_in_field(&mentions, rows[_i].value) == rows[_i].carries, "%s: %s", rows[_i].name,
                rows[_i].value);
  mentions_clear(&mentions);
}
END_TEST

START_TEST(nothing_is_carried_where_nothing_is_looked_for)
{
  g_autoptr(GHashTable) addresses = g_hash_table_new(g_str_hash, g_str_equal);
  Mentions mentions;
  mentions_init(&mentions, addresses, ADDRESS_SEPARATORS);
  ck_assert(!mentions_in_field(&mentions, "sam@home.example"));
  ck_assert(!mentions_in_text(&mentions, NULL));
  mentions_clear(&mentions);
}
END_TEST

/* A field of the greatest size that is read, made to be slow: it must not be. */
START_TEST(a_megabyte_of_at_signs_is_looked_through)
{
  g_autoptr(GHashTable) addresses = g_hash_table_new(g_str_hash, g_str_equal);
  g_hash_table_add(addresses, (gpointer) "sam@home.example");
  GString *value = g_string_new(NULL);
  while (value->len < 1000000)
    g_string_append(value, "-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-x@home.example ");
  Mentions mentions;
  mentions_init(&mentions, addresses, ADDRESS_SEPARATORS);
  gint64 before = g_get_monotonic_time();
  ck_assert(!mentions_in_field(&mentions, value->str));
  ck_assert_int_lt(g_get_monotonic_time() - before, 20 * G_USEC_PER_SEC);
  mentions_clear(&mentions);
  g_string_free(value, TRUE);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("rewrite_mentions");
  TCase *cases = tcase_create("mentions");
  tcase_add_loop_test(cases, a_field_carries_an_address, 0, ROWS(rows));
  tcase_add_test(cases, nothing_is_carried_where_nothing_is_looked_for);
  tcase_add_test(cases, a_megabyte_of_at_signs_is_looked_through);
  suite_add_tcase(suite, cases);
  return unit_run(suite);
}
