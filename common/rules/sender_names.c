// SPDX-License-Identifier: MIT
#include "sender_names.h"

#include "closing_words.h"
#include "fold.h"
#include "kiss_signs.h"

#include <string.h>

/* Letters that a short form has in common with the name at least. */
#define SHORT_LEAST 2
#define LONG_LEAST 3

SenderNames *sender_names_new(void)
{
  SenderNames *names = g_new0(SenderNames, 1);
  names->first = g_ptr_array_new_with_free_func(g_free);
  names->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return names;
}

void sender_names_free(SenderNames *names)
{
  if (names == NULL) return;
  g_ptr_array_unref(names->first);
  g_hash_table_unref(names->words);
  g_free(names);
}

static gboolean is_title(const char *word)
{
  static const char *const titles[] = {"mr",   "mrs",       "ms",  "miss", "mx", "dr",
                                       "prof", "professor", "sir", "the",  NULL};
  return g_strv_contains(titles, word);
}

/* Mailboxes of teams and projects are no first names. */
static gboolean can_be_first(const char *word)
{
  return *word != '\0' && !is_title(word) &&
         !(closing_word(word) & (WORD_THING | WORD_NAMED | WORD_FUNCTION));
}

/* A name with punctuation made blanks, "Last, First" turned round; folded. */
static char *name_in_order(const char *name)
{
  const char *comma = strchr(name, ',');
  g_autofree char *last = comma != NULL ? g_strndup(name, (gsize)(comma - name)) : NULL;
  g_autofree char *turned = comma != NULL ? g_strconcat(comma + 1, " ", last, NULL) : g_strdup(name);
  g_strdelimit(turned, ".,()\"[]<>/|_-", ' ');
  return fold_text(turned);
}

void sender_names_add(SenderNames *names, const char *name)
{
  if (name == NULL) return;
  g_autofree char *folded = name_in_order(name);
  g_auto(GStrv) words = g_strsplit(folded, " ", -1);
  gboolean first = TRUE;
  for (guint i = 0; words[i] != NULL; i++) {
    if (*words[i] == '\0') continue;
    g_hash_table_add(names->words, g_strdup(words[i]));
    if (!first || is_title(words[i])) continue;
    first = FALSE;
    if (can_be_first(words[i])) g_ptr_array_add(names->first, g_strdup(words[i]));
  }
}

/* "Benxx" is no longer form of Ben. */
static gboolean has_cross(const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char(text)) {
    if (sign_cross(g_utf8_get_char(text)) != CROSS_NONE) return TRUE;
  }
  return FALSE;
}

static gboolean is_form_of(const char *word, const char *first)
{
  if (strcmp(word, first) == 0) return TRUE;
  glong length = g_utf8_strlen(word, -1), full = g_utf8_strlen(first, -1);
  if (length < full) return length >= SHORT_LEAST && g_str_has_prefix(first, word) && closing_word(word) == 0;
  return full >= LONG_LEAST && length <= full + 3 && g_str_has_prefix(word, first) &&
         closing_word(word) == 0 && !has_cross(word + strlen(first));
}

gboolean sender_names_first(const SenderNames *names, const char *folded)
{
  for (guint i = 0; i < names->first->len; i++) {
    if (is_form_of(folded, g_ptr_array_index(names->first, i))) return TRUE;
  }
  return FALSE;
}

gboolean sender_names_any(const SenderNames *names, const char *folded)
{
  if (g_hash_table_contains(names->words, folded)) return TRUE;
  if (g_utf8_strlen(folded, -1) != 1) return FALSE;
  GHashTableIter iter;
  gpointer word = NULL;
  g_hash_table_iter_init(&iter, names->words);
  while (g_hash_table_iter_next(&iter, &word, NULL)) {
    if (g_str_has_prefix(word, folded)) return TRUE;
  }
  return FALSE;
}

gboolean sender_names_initial(const SenderNames *names, const char *folded)
{
  if (g_utf8_strlen(folded, -1) != 1) return FALSE;
  for (guint i = 0; i < names->first->len; i++) {
    if (g_str_has_prefix(g_ptr_array_index(names->first, i), folded)) return TRUE;
  }
  return FALSE;
}

gboolean sender_names_x(const SenderNames *names)
{
  for (guint i = 0; i < names->first->len; i++) {
    const char *first = g_ptr_array_index(names->first, i);
    if (*first == 'x') return TRUE;
  }
  return FALSE;
}
