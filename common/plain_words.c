// SPDX-License-Identifier: MIT
#include "plain.h"

#include "plain_letters.h"

#include <string.h>
#include <unicode/uchar.h>

/* ASCII letters and digits, without asking the locale or Unicode. */
static void add_ascii(GString *words, char c, gboolean *in_word)
{
  gboolean word = g_ascii_isalnum(c);
  if (!word && *in_word) g_string_append_c(words, ' ');
  if (word) g_string_append_c(words, c);
  *in_word = word;
}

static void add_other(GString *words, gunichar c, gboolean *in_word)
{
  gboolean word = u_isalnum((UChar32)c) || u_charType((UChar32)c) == U_COMBINING_SPACING_MARK;
  gboolean alone = word && letters_stand_alone((gint32)c);
  if ((!word || alone) && *in_word) g_string_append_c(words, ' ');
  if (word) g_string_append_unichar(words, c);
  if (alone) g_string_append_c(words, ' ');
  *in_word = word && !alone;
}

void plain_add_words(GString *words, const char *plain)
{
  gboolean in_word = FALSE;
  if (words->len == 0) g_string_append_c(words, ' ');
  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char(at)) {
    if ((guchar)*at < 0x80)
      add_ascii(words, *at, &in_word);
    else
      add_other(words, g_utf8_get_char(at), &in_word);
  }
  if (in_word) g_string_append_c(words, ' ');
}

char *plain_words(const char *text)
{
  g_autofree char *plain = plain_text(text);
  GString *words = g_string_sized_new(strlen(plain) + 2);
  plain_add_words(words, plain);
  return g_string_free(words, FALSE);
}

char *plain_squeezed(const char *words)
{
  char *result = g_malloc(strlen(words) + 1);
  char *to = result;
  for (; *words != '\0'; words++) {
    if (*words != ' ') *to++ = *words;
  }
  *to = '\0';
  return result;
}

gboolean plain_has_at(const char *at, const char *squeezed, const char **end)
{
  for (; *squeezed != '\0'; squeezed++, at++) {
    if (*at == ' ') at++;
    if (*at != *squeezed) return FALSE;
  }
  if (*at != ' ') return FALSE;
  *end = at;
  return TRUE;
}

gboolean plain_has(const char *words, const char *squeezed)
{
  const char *end = NULL;
  if (*squeezed == '\0') return FALSE;
  for (const char *at = strchr(words, ' '); at != NULL && at[1] != '\0'; at = strchr(at + 1, ' ')) {
    if (plain_has_at(at + 1, squeezed, &end)) return TRUE;
  }
  return FALSE;
}
