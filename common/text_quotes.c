// SPDX-License-Identifier: MIT
#include "text_quotes.h"

#include <string.h>

/* How far below a mail program's mark its header block is looked for, in lines. */
#define REST_LINES 6

static TextLine *at(GPtrArray *lines, guint index)
{
  return g_ptr_array_index(lines, index);
}

static void mark_from(GPtrArray *lines, guint from, guint to, LineKind kind)
{
  for (guint i = from; i < to && i < lines->len; i++) at(lines, i)->kind = kind;
}

static guint next_filled(const GPtrArray *lines, guint index)
{
  while (index < lines->len && text_is_blank(text_line(lines, index)->text)) index++;
  return index;
}

/* A mark counts only where the header block that belongs to it follows. */
static gboolean rest_begins(const GPtrArray *lines, guint index)
{
  if (!(text_line(lines, index)->marks & MARK_REST)) return FALSE;
  for (guint i = index; i < lines->len && i < index + REST_LINES; i++) {
    if (text_header_block_at(lines, i) > 0) return TRUE;
  }
  return FALSE;
}

/* Marks the quotation that begins at `index` and returns where to go on. */
static guint mark_opening(GPtrArray *lines, guint index)
{
  if (rest_begins(lines, index)) {
    mark_from(lines, index, lines->len, LINE_QUOTED);
    return lines->len;
  }
  gboolean strong = FALSE;
  guint taken = text_opening_at(lines, index, &strong);
  if (taken == 0) return index + 1;
  guint next = next_filled(lines, index + taken);
  if (next < lines->len && text_line(lines, next)->kind == LINE_QUOTED) {
    mark_from(lines, index, next, LINE_QUOTED); /* only what is marked is quoted: answers may follow */
    return next;
  }
  if (!strong) return index + 1;
  mark_from(lines, index, lines->len, LINE_QUOTED);
  return lines->len;
}

static void mark_quotes(GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++) {
    const TextLine *line = text_line(lines, i);
    at(lines, i)->kind = line->depth > 0 || (line->marks & MARK_QUOTE) ? LINE_QUOTED : LINE_OWN;
  }
  for (guint i = 0; i < lines->len;)
    i = text_line(lines, i)->kind == LINE_OWN ? mark_opening(lines, i) : i + 1;
}

static gboolean is_signature_mark(const char *text)
{
  return g_str_has_prefix(text, "--") && text_is_blank(text + 2);
}

/* RFC 3676 4.3; many programs lose the space. */
static void mark_signatures(GPtrArray *lines)
{
  gboolean below = FALSE;
  for (guint i = 0; i < lines->len; i++) {
    TextLine *line = at(lines, i);
    below = line->kind == LINE_OWN && (below || is_signature_mark(line->text));
    if (below) line->kind = LINE_SIGNATURE;
  }
}

gboolean text_has_own(const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++) {
    const TextLine *line = text_line(lines, i);
    if (line->kind == LINE_OWN && text_has_words(line->text)) return TRUE;
  }
  return FALSE;
}

void text_quotes_mark(GPtrArray *lines)
{
  mark_quotes(lines);
  mark_signatures(lines);
  text_footers_mark(lines);
  if (text_has_own(lines)) return;
  for (guint i = 0; i < lines->len; i++) {
    if (at(lines, i)->kind == LINE_QUOTED) at(lines, i)->kind = LINE_OWN;
  }
  mark_signatures(lines);
  text_footers_mark(lines);
}
