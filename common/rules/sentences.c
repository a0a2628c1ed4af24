// SPDX-License-Identifier: MIT
#include "sentences.h"

#include "kiss_signs.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

GArray *sentence_starts(const char *text)
{
  GArray *starts = g_array_new(FALSE, FALSE, sizeof(gsize));
  gsize start = 0;
  g_array_append_val(starts, start);
  UErrorCode status = U_ZERO_ERROR;
  UText *source = utext_openUTF8(NULL, text, -1, &status);
  UBreakIterator *breaks = ubrk_open(UBRK_SENTENCE, "en", NULL, 0, &status);
  if (U_SUCCESS(status)) ubrk_setUText(breaks, source, &status);
  while (U_SUCCESS(status)) {
    int32_t next = ubrk_next(breaks);
    if (next == UBRK_DONE || text[next] == '\0') break;
    start = (gsize)next;
    g_array_append_val(starts, start);
  }
  ubrk_close(breaks);
  utext_close(source);
  return starts;
}

static gboolean has_letter(const char *from, const char *to)
{
  for (; from < to; from = g_utf8_next_char(from)) {
    gunichar c = g_utf8_get_char(from);
    if (g_unichar_isalnum(c) && sign_cross(c) == CROSS_NONE) return TRUE;
  }
  return FALSE;
}

/* Behind the emoji, rows of x and marks that stand before the first word. */
static const char *past_signs(const char *text)
{
  const char *word = text;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    if (g_unichar_isspace(c)) {
      word = g_utf8_next_char(at);
    } else if (g_unichar_isalnum(c) && sign_cross(c) == CROSS_NONE) {
      return word;
    }
  }
  return text;
}

const char *sentence_last(const char *text)
{
  g_autoptr(GArray) starts = sentence_starts(text);
  const char *end = text + strlen(text);
  for (guint i = starts->len; i > 1; i--) {
    const char *start = text + g_array_index(starts, gsize, i - 1);
    if (has_letter(start, end)) return past_signs(start);
  }
  return text;
}
