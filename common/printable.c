// SPDX-License-Identifier: MIT
#include "printable.h"

/* Appends the character at `at`; returns where the next one begins. */
static const char *append_one(GString *out, const char *at)
{
  gunichar character = g_utf8_get_char_validated(at, -1);
  if (character == (gunichar)-1 || character == (gunichar)-2) {
    g_string_append_printf(out, "<%02X>", (guchar)*at);
    return at + 1;
  }
  const char *next = g_utf8_next_char(at);
  if (g_unichar_isprint(character))
    g_string_append_len(out, at, next - at);
  else
    g_string_append_printf(out, "<U+%04X>", character);
  return next;
}

char *printable_start(const char *text, gsize most)
{
  GString *out = g_string_new(NULL);
  const char *at = text;
  for (gsize done = 0; done < most && *at != '\0'; done++) at = append_one(out, at);
  if (*at != '\0') g_string_append(out, "…");
  return g_string_free(out, FALSE);
}

char *printable(const char *text)
{
  return printable_start(text, G_MAXSIZE);
}
