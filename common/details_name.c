// SPDX-License-Identifier: MIT
#include "details.h"

#include "plain.h"

#include <string.h>

/* ---- keys ---- */

DetailsKey details_key(DetailsKey key, const char *text, gsize length)
{
  guint64 hash = (guint64)key;
  for (gsize i = 0; i < length; i++) hash = (hash ^ (guchar)text[i]) * G_GUINT64_CONSTANT(1099511628211);
  return (DetailsKey)hash;
}

static gsize word_length(const char *word)
{
  return strcspn(word, " ");
}

/* The word behind this one; "" when it is the last. */
static const char *next_word(const char *word)
{
  const char *end = word + word_length(word);
  return end + strspn(end, " ");
}

static DetailsKey key_of(const char *first, const char *second)
{
  DetailsKey key = details_key(DETAILS_KEY, first, word_length(first));
  return details_key(key, second, word_length(second));
}

gboolean details_each_key(const char *words, DetailsVisit visit, gpointer data)
{
  const char *word = words + strspn(words, " ");
  while (*word != '\0') {
    const char *next = next_word(word);
    if (!visit(key_of(word, ""), word, data)) return FALSE;
    if (*next != '\0' && !visit(key_of(word, next), word, data)) return FALSE;
    word = next;
  }
  return TRUE;
}

/* However a name is turned round, its first two words stand side by side, or its
 * last and its first. */
static void add_keys(GArray *keys, const char *words)
{
  const char *first = words + strspn(words, " ");
  const char *second = next_word(first), *last = first;
  while (*next_word(last) != '\0') last = next_word(last);
  DetailsKey forward = key_of(first, second), turned = key_of(last, first);
  if (*first == '\0') return;
  g_array_append_val(keys, forward);
  if (*second != '\0') g_array_append_val(keys, turned);
}

/* The words of a name where only blanks and commas part them: "Anne-Marie O'Brien"
 * is four words, but people also write two. */
static char *joined_words(const char *name)
{
  g_autofree char *plain = plain_text(name);
  g_auto(GStrv) parts = g_strsplit_set(plain, " \n\t,", -1);
  GString *words = g_string_new(" ");
  for (guint i = 0; parts[i] != NULL; i++) {
    g_autofree char *part = plain_words(parts[i]);
    g_autofree char *squeezed = plain_squeezed(part);
    if (*squeezed != '\0') g_string_append_printf(words, "%s ", squeezed);
  }
  return g_string_free(words, FALSE);
}

static gboolean has_only_blanks(const char *name)
{
  for (; *name != '\0'; name++) {
    if (!g_ascii_isalnum(*name) && *name != ' ') return FALSE;
  }
  return TRUE;
}

void details_name_keys(GArray *keys, const char *name)
{
  g_autofree char *words = plain_words(name);
  add_keys(keys, words);
  if (has_only_blanks(name)) return;
  g_autofree char *joined = joined_words(name);
  if (strcmp(joined, words) != 0) add_keys(keys, joined);
}

/* ---- names turned round ---- */

typedef gboolean (*NameTest)(const char *squeezed, gconstpointer data);

/* Whether the test holds for the name with any number of its first words behind
 * the others. */
static gboolean any_turn(const char *name, NameTest test, gconstpointer data)
{
  g_autofree char *words = plain_words(name);
  const char *start = words + 1;
  for (const char *at = start; *at != '\0'; at = next_word(at)) {
    g_autofree char *front = g_strndup(start, (gsize)(at - start));
    g_autofree char *turned = g_strconcat(at, front, NULL);
    g_autofree char *squeezed = plain_squeezed(turned);
    if (test(squeezed, data)) return TRUE;
  }
  return FALSE;
}

static gboolean stands_in(const char *squeezed, gconstpointer words)
{
  return plain_has(words, squeezed);
}

/* ---- the sieve ---- */

#define SIEVE_LEAST 1024
#define SIEVE_BITS_A_BYTE 4 /* two keys a word, of five letters and more, two bits each */

static guint8 *sieve_byte(const Details *details, DetailsKey key, guint8 *bit)
{
  guint64 place = (guint64)key & (details->sieve_bits - 1);
  *bit = (guint8)(1U << (place % 8));
  return &details->sieve[place / 8];
}

static DetailsKey second_place(DetailsKey key)
{
  return (DetailsKey)((guint64)key >> 32);
}

static gboolean sift_in(DetailsKey key, const char *word G_GNUC_UNUSED, gpointer data)
{
  guint8 bit = 0;
  guint8 *byte = sieve_byte(data, key, &bit);
  *byte |= bit;
  byte = sieve_byte(data, second_place(key), &bit);
  *byte |= bit;
  return TRUE;
}

static gboolean passes(const Details *details, DetailsKey key)
{
  guint8 bit = 0;
  const guint8 *byte = sieve_byte(details, key, &bit);
  if ((*byte & bit) == 0) return FALSE;
  byte = sieve_byte(details, second_place(key), &bit);
  return (*byte & bit) != 0;
}

void details_seal(Details *details)
{
  gsize bits = SIEVE_LEAST;
  while (bits < details->words->len * SIEVE_BITS_A_BYTE) bits *= 2;
  details->sieve_bits = bits;
  details->sieve = g_malloc0(bits / 8);
  details_each_key(details->words->str, sift_in, details);
}

/* FALSE when the name certainly is not there. */
static gboolean may_have_name(const Details *details, const char *name)
{
  if (details->sieve_bits == 0) return TRUE;
  g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(DetailsKey));
  details_name_keys(keys, name);
  for (guint i = 0; i < keys->len; i++) {
    if (passes(details, g_array_index(keys, DetailsKey, i))) return TRUE;
  }
  return FALSE;
}

gboolean details_have_name(const Details *details, const char *name)
{
  if (!may_have_name(details, name)) return FALSE;
  return any_turn(name, stands_in, details->words->str);
}

/* More words than any name has. */
#define NAME_WORDS 12

gboolean details_name_around(const char *words, const char *word, const char *name)
{
  const char *start = word, *end = word;
  for (guint i = 0; i < NAME_WORDS && *end != '\0'; i++) end = next_word(end);
  for (guint i = 0; i < NAME_WORDS && start > words + 1; i++) {
    start--;
    while (start > words + 1 && start[-1] != ' ') start--;
  }
  g_autofree char *around = g_strdup_printf(" %.*s", (int)(end - start), start);
  return any_turn(name, stands_in, around);
}

static gboolean is_same(const char *squeezed, gconstpointer other)
{
  return strcmp(squeezed, other) == 0;
}

gboolean details_same_name(const char *name, const char *other)
{
  g_autofree char *words = plain_words(other);
  g_autofree char *squeezed = plain_squeezed(words);
  return any_turn(name, is_same, squeezed);
}
