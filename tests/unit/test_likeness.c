// SPDX-License-Identifier: MIT
#include "likeness.h"

#include "unit.h"

#include <string.h>

static const struct {
  const char *name, *one, *other;
  gboolean deceives;
} rows[] = {
    {"one and the same", "sam@young.example", "sam@young.example", FALSE},
    {"the same but for case and tag", "Sam+x@Young.example", "sam@young.example", FALSE},
    {"another person", "ada@silva.example", "sam@young.example", FALSE},
    {"the same short name elsewhere", "sam@young.example", "sam@elsewhere.example", FALSE},
    {"the same long name elsewhere", "sam.okoro@young.example", "sam.okoro@elsewhere.example", TRUE},
    {"five characters elsewhere", "sammy@young.example", "sammy@elsewhere.example", FALSE},
    {"six characters elsewhere", "sammyo@young.example", "sammyo@elsewhere.example", TRUE},
    {"six characters that are five letters", "Ölöfsö@young.example", "ölöfsö@elsewhere.example", TRUE},
    {"a role elsewhere", "office@young.example", "office@elsewhere.example", FALSE},
    {"another role elsewhere", "safeguarding@young.example", "safeguarding@elsewhere.example", FALSE},
    {"a role at a domain one edit away", "office@young.example", "office@yong.example", TRUE},
    {"gmail.com with dots", "sam.okoro@gmail.com", "sam.okoro@elsewhere.example", TRUE},
    {"gmail.com, which forgot them", "sam.okoro@gmail.com", "samokoro@elsewhere.example", TRUE},
    {"other dots, written elsewhere", "samokoro@gmail.com", "sam.okoro@elsewhere.example", FALSE},
    {"elsewhere dots count", "samokoro@young.example", "sam.okoro@elsewhere.example", FALSE},
    {"a letter more", "saam@young.example", "sam@young.example", TRUE},
    {"a letter more at the end", "samm@young.example", "sam@young.example", TRUE},
    {"a letter more at the beginning", "ssam@young.example", "sam@young.example", TRUE},
    {"a letter less", "sa@young.example", "sam@young.example", TRUE},
    {"another letter", "sim@young.example", "sam@young.example", TRUE},
    {"two letters swapped", "sma@young.example", "sam@young.example", TRUE},
    {"two letters more", "saaam@young.example", "sam@young.example", FALSE},
    {"two other letters", "sin@young.example", "sam@young.example", FALSE},
    {"three letters turned round", "mas@young.example", "sam@young.example", FALSE},
    {"a letter and the domain", "sim@yong.example", "sam@young.example", FALSE},
    {"a letter of the domain", "sam@younq.example", "sam@young.example", TRUE},
    {"a dot of the domain", "sam@you.ng.example", "sam@young.example", TRUE},
    {"a letter with an accent", "sám@young.example", "sam@young.example", TRUE},
    {"one for l", "1o1a.2@young.example", "lola.2@young.example", TRUE},
    {"rn for m", "sarn@young.example", "sam@young.example", TRUE},
    {"Cyrillic letters", "ѕаm@young.example", "sam@young.example", TRUE},
    {"a Cyrillic domain", "sam@уоung.example", "sam@young.example", TRUE},
    {"a Cyrillic domain as it travels", "sam@xn--ung-redy.example", "sam@young.example", TRUE},
    {"Cyrillic letters on both sides", "ѕаm@уоung.example", "sam@young.example", TRUE},
};

START_TEST(likeness_is_told)
{
  g_autoptr(Likeness) one = likeness_new(rows[_i].one, "+");
  g_autoptr(Likeness) other = likeness_new(rows[_i].other, "+");
  ck_assert_msg(one != NULL && other != NULL, "%s", rows[_i].name);
  ck_assert_msg(likeness_deceives(one, other) == rows[_i].deceives, "%s", rows[_i].name);
  ck_assert_msg(likeness_deceives(other, one) == rows[_i].deceives, "%s, the other way", rows[_i].name);
}
END_TEST

START_TEST(what_is_no_address_is_like_nothing)
{
  ck_assert_ptr_null(likeness_new("sam", "+"));
  ck_assert_ptr_null(likeness_new("", "+"));
}
END_TEST

static gboolean share_a_key(const Likeness *kept, const Likeness *sought)
{
  g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(gint64));
  likeness_keys(keys, kept);
  likeness_keys_near(near, sought);
  for (guint i = 0; i < keys->len; i++) {
    for (guint k = 0; k < near->len; k++) {
      if (g_array_index(keys, gint64, i) == g_array_index(near, gint64, k)) return TRUE;
    }
  }
  return FALSE;
}

static gboolean share_a_local(const Likeness *kept, const Likeness *sought)
{
  g_autoptr(GPtrArray) locals = likeness_locals(sought);
  gsize length = strcspn(kept->canonical, "@");
  for (guint i = 0; i < locals->len; i++) {
    const char *local = g_ptr_array_index(locals, i);
    if (strlen(local) == length && strncmp(local, kept->canonical, length) == 0) return TRUE;
  }
  return FALSE;
}

/* What the roster's tables do: whatever deceives is found by a key or its local part. */
START_TEST(what_deceives_is_found_by_its_keys)
{
  g_autoptr(Likeness) one = likeness_new(rows[_i].one, "+");
  g_autoptr(Likeness) other = likeness_new(rows[_i].other, "+");
  if (!rows[_i].deceives) return;
  ck_assert_msg(share_a_key(one, other) || share_a_local(one, other), "%s", rows[_i].name);
  ck_assert_msg(share_a_key(other, one) || share_a_local(other, one), "%s, the other way", rows[_i].name);
}
END_TEST

/* One edit of any kind at any place of a local part of any length up to twelve. */
START_TEST(every_single_edit_is_found_by_its_keys)
{
  static const char letters[] = "kwsbtdrgvpfz";
  g_autofree char *local = g_strndup(letters, (gsize)_i);
  g_autofree char *address = g_strconcat(local, "@young.example", NULL);
  g_autoptr(Likeness) kept = likeness_new(address, "+");
  for (int place = 0; place < _i; place++) {
    for (int kind = 0; kind < 4; kind++) {
      GString *edited = g_string_new(local);
      if (kind == 0) edited->str[place] = 'm'; /* whose skeleton is two letters */
      if (kind == 1) g_string_insert_c(edited, place, 'm');
      if (kind == 2) g_string_erase(edited, place, 1);
      if (kind == 3 && place + 1 < _i) {
        edited->str[place] = letters[place + 1];
        edited->str[place + 1] = letters[place];
      }
      g_autofree char *text = g_strconcat(edited->str, "@young.example", NULL);
      g_autoptr(Likeness) sought = likeness_new(text, "+");
      gboolean other = sought != NULL && strcmp(sought->canonical, kept->canonical) != 0;
      ck_assert_msg(!other || likeness_deceives(kept, sought), "%s", text);
      ck_assert_msg(!other || share_a_key(kept, sought), "%s has no key of %s", text, address);
      g_string_free(edited, TRUE);
    }
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("likeness");
  TCase *tests = tcase_create("likeness");
  tcase_add_loop_test(tests, likeness_is_told, 0, ROWS(rows));
  tcase_add_test(tests, what_is_no_address_is_like_nothing);
  tcase_add_loop_test(tests, what_deceives_is_found_by_its_keys, 0, ROWS(rows));
  tcase_add_loop_test(tests, every_single_edit_is_found_by_its_keys, 1, 13);
  suite_add_tcase(suite, tests);
  return unit_run(suite);
}
