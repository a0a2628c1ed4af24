// SPDX-License-Identifier: MIT
#include "phrases.h"

#include "plain.h"

#include <string.h>

typedef struct Phrase {
  char *entry;    /* as written in the list */
  char *text;     /* words squeezed, link or number as plain text */
  gboolean opens; /* words: the last one may go on */
} Phrase;

struct Phrases {
  GPtrArray *all;                   /* of Phrase: owns them */
  GPtrArray *words[G_MAXUINT8 + 1]; /* of Phrase, by the first byte of its text; NULL when none */
  GPtrArray *links;                 /* of Phrase */
  GPtrArray *numbers;               /* of Phrase */
};

typedef enum { ENTRY_WORDS, ENTRY_LINK, ENTRY_NUMBER } EntryKind;

static void phrase_free(gpointer data)
{
  Phrase *phrase = data;
  g_free(phrase->entry);
  g_free(phrase->text);
  g_free(phrase);
}

/* ---- entries ---- */

static EntryKind kind_of(const char *plain)
{
  gboolean hash = strchr(plain, '#') != NULL;
  if (hash && plain[strspn(plain, "0123456789#+ -()")] == '\0') return ENTRY_NUMBER;
  gboolean blank = strpbrk(plain, " \t\n") != NULL;
  return !blank && strpbrk(plain, ".:/") != NULL ? ENTRY_LINK : ENTRY_WORDS;
}

static char *words_of(const char *plain, gboolean *opens)
{
  g_autoptr(GString) words = g_string_new(NULL);
  *opens = g_str_has_suffix(plain, "*");
  plain_add_words(words, plain);
  return plain_squeezed(words->str);
}

/* "https://www.wa.me" is looked for as "wa.me". */
static char *link_of(const char *plain)
{
  const char *scheme = strstr(plain, "://");
  const char *host = scheme != NULL && scheme[3] != '\0' ? scheme + 3 : plain;
  return g_strdup(g_str_has_prefix(host, "www.") ? host + 4 : host);
}

static char *number_of(const char *plain)
{
  GString *digits = g_string_new(NULL);
  for (; *plain != '\0'; plain++) {
    if (g_ascii_isdigit(*plain) || *plain == '#') g_string_append_c(digits, *plain);
  }
  return g_string_free(digits, FALSE);
}

static Phrase *phrase_new(const char *entry, EntryKind *kind)
{
  g_autofree char *plain = plain_text(entry);
  Phrase *phrase = g_new0(Phrase, 1);
  *kind = kind_of(g_strstrip(plain));
  phrase->entry = g_strdup(entry);
  if (*kind == ENTRY_WORDS) phrase->text = words_of(plain, &phrase->opens);
  if (*kind == ENTRY_LINK) phrase->text = link_of(plain);
  if (*kind == ENTRY_NUMBER) phrase->text = number_of(plain);
  return phrase;
}

#define NUMBER_LEAST 7 /* digits */

const char *phrases_check(const char *entry)
{
  EntryKind kind = ENTRY_WORDS;
  Phrase *phrase = phrase_new(entry, &kind);
  const char *star = strchr(entry, '*');
  const char *wrong = NULL;
  if (*phrase->text == '\0') wrong = "has no letter or digit that could be looked for";
  if (kind == ENTRY_NUMBER && strlen(phrase->text) < NUMBER_LEAST)
    wrong = "has too few digits for a phone number";
  if (star != NULL && star[1] != '\0') wrong = "has a star that is not its last character";
  phrase_free(phrase);
  return wrong;
}

Phrases *phrases_new(const GPtrArray *entries)
{
  Phrases *phrases = g_new0(Phrases, 1);
  phrases->all = g_ptr_array_new_with_free_func(phrase_free);
  phrases->links = g_ptr_array_new();
  phrases->numbers = g_ptr_array_new();
  for (guint i = 0; i < entries->len; i++) {
    EntryKind kind = ENTRY_WORDS;
    Phrase *phrase = phrase_new(g_ptr_array_index(entries, i), &kind);
    guint8 first = (guint8)phrase->text[0];
    g_ptr_array_add(phrases->all, phrase);
    if (first == 0) continue;
    if (kind == ENTRY_WORDS && phrases->words[first] == NULL) phrases->words[first] = g_ptr_array_new();
    GPtrArray *of_kind[] = {phrases->words[first], phrases->links, phrases->numbers};
    g_ptr_array_add(of_kind[kind], phrase);
  }
  return phrases;
}

void phrases_free(Phrases *phrases)
{
  if (phrases == NULL) return;
  for (guint i = 0; i < G_N_ELEMENTS(phrases->words); i++)
    g_clear_pointer(&phrases->words[i], g_ptr_array_unref);
  g_ptr_array_unref(phrases->links);
  g_ptr_array_unref(phrases->numbers);
  g_ptr_array_unref(phrases->all);
  g_free(phrases);
}

/* ---- words ---- */

static gboolean stands_at(const char *word, const Phrase *phrase)
{
  const char *end = NULL;
  if (!phrase->opens) return plain_has_at(word, phrase->text, &end);
  for (const char *at = phrase->text; *at != '\0'; at++, word++) {
    if (*word == ' ') word++;
    if (*word != *at) return FALSE;
  }
  return TRUE;
}

static void find_words(PhrasesSearch *search, const char *words)
{
  for (const char *at = strchr(words, ' '); at != NULL && at[1] != '\0'; at = strchr(at + 1, ' ')) {
    const GPtrArray *here = search->phrases->words[(guint8)at[1]];
    for (guint i = 0; here != NULL && i < here->len; i++) {
      const Phrase *phrase = g_ptr_array_index(here, i);
      if (stands_at(at + 1, phrase)) g_hash_table_add(search->found, phrase->entry);
    }
  }
}

/* ---- links ---- */

static gboolean goes_on(char before, char after)
{
  return g_ascii_isalnum(before) && (g_ascii_isalnum(after) || after == '-');
}

/* Whether the link begins and ends where a host, path or scheme does. */
static gboolean is_link(const char *text, const char *at, gsize length)
{
  char before = (char)(at > text ? at[-1] : ' ');
  const char *end = at + length;
  if (g_ascii_isalnum(before) || before == '-' || before == '@') return FALSE;
  if (goes_on(end[-1], *end)) return FALSE;
  return *end != '.' || !g_ascii_isalnum(end[1]);
}

static gboolean has_link(const char *text, const char *link)
{
  gsize length = strlen(link);
  for (const char *at = strstr(text, link); at != NULL; at = strstr(at + 1, link)) {
    if (is_link(text, at, length)) return TRUE;
  }
  return FALSE;
}

/* ---- numbers ---- */

#define GAP_MOST 3 /* signs between two digits of a number */

static const char *next_digit(const char *at)
{
  for (guint signs = 0; signs <= GAP_MOST; signs++) {
    if (g_ascii_isdigit(*at)) return at;
    if (*at == '\0' || g_unichar_isalpha(g_utf8_get_char(at)) || strchr(",;\t", *at) != NULL) return NULL;
    at = g_utf8_next_char(at);
  }
  return NULL;
}

/* The digits of the number that begins at `at`, when it is one of the pattern's;
 * else NULL. Caller owns. */
static char *number_at(const char *at, const char *pattern)
{
  g_autoptr(GString) digits = g_string_new(NULL);
  while (*pattern == '#' || *pattern == *at) {
    g_string_append_c(digits, *at);
    at++;
    if (*++pattern == '\0') return g_ascii_isdigit(*at) ? NULL : g_strdup(digits->str);
    at = next_digit(at);
    if (at == NULL) return NULL;
  }
  return NULL;
}

static gboolean has_number(const PhrasesSearch *search, const char *text, const char *pattern)
{
  for (const char *at = text; *at != '\0'; at++) {
    gboolean begins = g_ascii_isdigit(*at) && (at == text || !g_ascii_isdigit(at[-1]));
    g_autofree char *digits = begins ? number_at(at, pattern) : NULL;
    if (digits != NULL && (search->counts == NULL || search->counts(digits, search->data))) return TRUE;
  }
  return FALSE;
}

/* ---- all ---- */

void phrases_find(PhrasesSearch *search, const char *text)
{
  const Phrases *phrases = search->phrases;
  g_autofree char *plain = plain_text(text);
  g_autoptr(GString) words = g_string_sized_new(strlen(plain) + 2);
  plain_add_words(words, plain);
  find_words(search, words->str);
  for (guint i = 0; i < phrases->links->len; i++) {
    const Phrase *phrase = g_ptr_array_index(phrases->links, i);
    if (has_link(plain, phrase->text)) g_hash_table_add(search->found, phrase->entry);
  }
  for (guint i = 0; i < phrases->numbers->len; i++) {
    const Phrase *phrase = g_ptr_array_index(phrases->numbers, i);
    if (has_number(search, plain, phrase->text)) g_hash_table_add(search->found, phrase->entry);
  }
}
