// SPDX-License-Identifier: MIT
#include "columns.h"

#include "printable.h"

#include <stdio.h>
#include <string.h>

static guint cells_of(gunichar character)
{
  if (g_unichar_iszerowidth(character)) return 0;
  return g_unichar_iswide(character) ? 2 : 1;
}

/* How many bytes of the text fit into so many cells; *used says how many those take. */
static gsize fitting(const char *text, guint cells, guint *used)
{
  const char *at = text;
  *used = 0;
  for (; *at != '\0'; at = g_utf8_next_char(at)) {
    guint wide = cells_of(g_utf8_get_char(at));
    if (*used + wide > cells) break;
    *used += wide;
  }
  return (gsize)(at - text);
}

void columns_add(GString *line, const char *text, guint width)
{
  g_autofree char *shown = printable(text);
  guint used = 0;
  gsize length = fitting(shown, width, &used);
  if (width == 0) {
    g_string_append(line, shown);
    return;
  }
  if (shown[length] == '\0') {
    g_string_append(line, shown);
  } else {
    length = fitting(shown, width - 1, &used);
    g_string_append_len(line, shown, (gssize)length);
    g_string_append(line, "…");
    used++;
  }
  g_string_append_printf(line, "%*s", (int)(width - used + 2), "");
}

void columns_print(GString *line)
{
  while (line->len > 0 && line->str[line->len - 1] == ' ') g_string_truncate(line, line->len - 1);
  puts(line->str);
}
