// SPDX-License-Identifier: MIT
#include "line_marks.h"

#include <string.h>

/* So many blanks part columns. */
#define COLUMN_BLANKS 3
/* Longer lines are prose, in bytes. */
#define CODE_BYTES 500

static gboolean matches(const char *pattern, gsize *ready, GRegex **compiled, const char *line)
{
  if (g_once_init_enter(ready)) {
    *compiled = g_regex_new(pattern, G_REGEX_OPTIMIZE, 0, NULL);
    g_once_init_leave(ready, 1);
  }
  return g_regex_match(*compiled, line, 0, NULL);
}

#define KEYWORDS                                                                                             \
  "(?:def|return|print|import|for|while|if|elif|else|var|let|const|int|float|function|public|static|class)"  \
  "\\b"

gboolean line_is_code(const char *line)
{
  if (strlen(line) > CODE_BYTES || strpbrk(line, "(){};:= \t") == NULL) return FALSE;
  static gsize ready = 0;
  static GRegex *pattern = NULL;
  return matches("^\\s*" KEYWORDS ".*[:{;]\\s*$|^(?:\\s{2,}|\\t)" KEYWORDS
                 "|[=()].*[;{}]\\s*$|^\\s*[{}]\\s*$",
                 &ready, &pattern, line);
}

gboolean line_is_fence(const char *line)
{
  line += strspn(line, " \t");
  return g_str_has_prefix(line, "```") || g_str_has_prefix(line, "~~~~");
}

static gsize gap_at(const char *at)
{
  gsize blanks = strspn(at, " \t");
  gboolean wide = blanks >= COLUMN_BLANKS || memchr(at, '\t', blanks) != NULL;
  return wide && at[blanks] != '\0' ? blanks : 0;
}

guint line_columns(const char *line)
{
  guint columns = 0;
  for (const char *at = line + strspn(line, " \t"); *at != '\0';) {
    gsize gap = gap_at(at);
    columns += gap > 0;
    at += MAX(gap, 1);
  }
  return columns;
}

char *line_with_bars(const char *line)
{
  GString *text = g_string_new(NULL);
  for (const char *at = line + strspn(line, " \t"); *at != '\0';) {
    gsize gap = gap_at(at);
    if (gap > 0) {
      g_string_append(text, " | ");
    } else {
      g_string_append_c(text, *at);
    }
    at += MAX(gap, 1);
  }
  return g_string_free(text, FALSE);
}
