// SPDX-License-Identifier: MIT
#include "text_lines.h"

#include <string.h>
#include <unicode/uchar.h>

static void line_free(gpointer data)
{
  TextLine *line = data;
  g_free(line->text);
  g_free(line);
}

GPtrArray *text_lines_new(void)
{
  return g_ptr_array_new_with_free_func(line_free);
}

TextLine *text_lines_add(GPtrArray *lines, char *text, guint depth, guint marks)
{
  TextLine *line = g_new0(TextLine, 1);
  line->text = text;
  line->depth = depth;
  line->marks = marks;
  g_ptr_array_add(lines, line);
  return line;
}

const TextLine *text_line(const GPtrArray *lines, guint index)
{
  return g_ptr_array_index(lines, index);
}

static gboolean is_invisible(gunichar c)
{
  /* The blank Braille pattern is a symbol to Unicode and nothing to the eye. */
  return u_isUWhiteSpace((UChar32)c) || u_iscntrl((UChar32)c) || c == 0x2800 ||
         u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

gboolean text_is_blank(const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char(text)) {
    if (!is_invisible(g_utf8_get_char(text))) return FALSE;
  }
  return TRUE;
}

gboolean text_has_words(const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char(text)) {
    gunichar c = g_utf8_get_char(text);
    if (!is_invisible(c) && !u_ispunct((UChar32)c)) return TRUE;
  }
  return FALSE;
}

char *text_clean(const char *bytes, gsize length)
{
  if (length == 0) return g_strdup(""); /* `bytes` may be NULL then */
  GString *kept = g_string_sized_new(length);
  const char *end = bytes + length;
  for (const char *at = bytes; at < end;) {
    const char *nul = memchr(at, '\0', (gsize)(end - at));
    const char *stop = nul != NULL ? nul : end;
    g_string_append_len(kept, at, stop - at);
    at = nul != NULL ? nul + 1 : end;
  }
  char *text = g_utf8_make_valid(kept->str, (gssize)kept->len);
  g_string_free(kept, TRUE);
  return text;
}
