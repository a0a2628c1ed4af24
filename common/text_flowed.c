// SPDX-License-Identifier: MIT
#include "text_flowed.h"

#include "text_lines.h"

#include <string.h>

/* The length in bytes of the line break at `at`; 0 when there is none. */
static gsize break_at(const char *at)
{
  if (at[0] == '\r' && at[1] == '\n') return 2;
  switch (g_utf8_get_char(at)) {
  case '\n':
  case '\r':
  case '\v':
  case '\f':
    return 1;
  case 0x85:
    return 2;
  case 0x2028:
  case 0x2029:
    return 3;
  default:
    return 0;
  }
}

GPtrArray *text_split_lines(const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  const char *start = text;
  for (const char *at = text; *at != '\0';) {
    gsize skip = break_at(at);
    if (skip == 0) {
      at = g_utf8_next_char(at);
      continue;
    }
    g_ptr_array_add(lines, g_strndup(start, (gsize)(at - start)));
    at += skip;
    start = at;
  }
  if (*start != '\0') g_ptr_array_add(lines, g_strdup(start));
  return lines;
}

/* RFC 3676 4.5: every leading '>' is a level, blanks between them are not. */
static const char *strip_flowed_quotes(const char *line, guint *depth)
{
  for (*depth = 0; *line == '>'; line++) (*depth)++;
  return *line == ' ' ? line + 1 : line; /* 4.4, space-stuffing */
}

/* What people's programs write: ">>", "> >", " >", and initials before ("BC> "). */
static const char *strip_quotes(const char *line, guint *depth)
{
  *depth = 0;
  const char *at = line;
  gsize initials = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  if (initials >= 1 && initials <= 3 && at[initials] == '>' && at[initials + 1] != '<') at += initials;
  for (;;) {
    const char *next = at + strspn(at, " \t");
    if (*next != '>' || next - at > 1) break;
    at = next + 1;
    (*depth)++;
  }
  if (*depth == 0) return line;
  return *at == ' ' ? at + 1 : at;
}

static gboolean is_signature_mark(const char *line)
{
  return strcmp(line, "-- ") == 0;
}

/* MTAs write ">From" for "From" at the beginning of a line: no quotation. */
static void unescape_from(GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++) {
    TextLine *line = g_ptr_array_index(lines, i);
    if (line->depth != 1 || !g_str_has_prefix(line->text, "From ")) continue;
    gboolean above = i > 0 && text_line(lines, i - 1)->depth > 0;
    gboolean below = i + 1 < lines->len && text_line(lines, i + 1)->depth > 0;
    if (!above && !below) line->depth = 0;
  }
}

static GPtrArray *fixed_lines(const GPtrArray *physical)
{
  GPtrArray *lines = text_lines_new();
  for (guint i = 0; i < physical->len; i++) {
    guint depth = 0;
    const char *text = strip_quotes(g_ptr_array_index(physical, i), &depth);
    text_lines_add(lines, g_strdup(text), depth, 0);
  }
  unescape_from(lines);
  return lines;
}

/* RFC 3676 4.1: a line that ends with a space goes on in the next one of the
 * same depth; the signature mark does not. */
static GPtrArray *flowed_lines(const GPtrArray *physical, gboolean delsp)
{
  GPtrArray *lines = text_lines_new();
  GString *open = NULL;
  guint open_depth = 0;
  for (guint i = 0; i < physical->len; i++) {
    guint depth = 0;
    const char *text = strip_flowed_quotes(g_ptr_array_index(physical, i), &depth);
    gboolean mark = is_signature_mark(text);
    if (open != NULL && (mark || depth != open_depth)) {
      text_lines_add(lines, g_string_free(g_steal_pointer(&open), FALSE), open_depth, 0);
    }
    if (open == NULL) open = g_string_new(NULL);
    open_depth = depth;
    g_string_append(open, text);
    gboolean goes_on = !mark && g_str_has_suffix(text, " ");
    if (goes_on && delsp) g_string_truncate(open, open->len - 1);
    if (goes_on) continue;
    text_lines_add(lines, g_string_free(g_steal_pointer(&open), FALSE), depth, 0);
  }
  if (open != NULL) text_lines_add(lines, g_string_free(open, FALSE), open_depth, 0);
  return lines;
}

GPtrArray *text_plain_lines(const char *text, gboolean flowed, gboolean delsp)
{
  g_autoptr(GPtrArray) physical = text_split_lines(text);
  return flowed ? flowed_lines(physical, delsp) : fixed_lines(physical);
}
