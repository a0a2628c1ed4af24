// SPDX-License-Identifier: MIT
#include "fold.h"
#include "text_phrases.h"
#include "text_quotes.h"

#include <string.h>

/* An attribution that a mail program wrapped takes no more lines than this. */
#define ATTRIBUTION_LINES 4
/* Nor is it longer than this, in bytes. */
#define ATTRIBUTION_BYTES 600
#define HEADER_BLOCK_LINES 14
/* No label of a header block is longer, in bytes. */
#define LABEL_BYTES 40

/* ---- separators ---- */

static gboolean is_rule(const char *text)
{
  gsize length = strspn(text, "_-=*\xE2\x80\x94\xE2\x80\x93 \t");
  return length >= 8 && text[length] == '\0';
}

/* "-----Original Message-----", "Begin forwarded message:" in many languages. */
static gboolean is_separator(const char *text)
{
  gsize lead = strspn(text, "-_=*#~ \t");
  gboolean dashed = lead >= 2 && text[0] != ' ' && text[0] != '\t';
  if ((!dashed && strchr(text, ':') == NULL) || strlen(text) > ATTRIBUTION_BYTES) return FALSE;
  g_autofree char *folded = fold_text(text + lead);
  gsize length = strlen(folded);
  gboolean colon = length > 0 && folded[length - 1] == ':';
  while (length > 0 && strchr("-_=*#~: ", folded[length - 1]) != NULL) length--;
  folded[length] = '\0';
  return (dashed || colon) && text_phrase_is(PHRASES_SEPARATOR, folded);
}

/* ---- attributions ---- */

static gboolean has_time_or_address(const char *folded)
{
  static gsize ready = 0;
  static GRegex *pattern = NULL;
  if (g_once_init_enter(&ready)) {
    pattern = g_regex_new("\\d{1,2}[:.h]\\d{2}|[^\\s@]@[^\\s@]|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}",
                          G_REGEX_OPTIMIZE, 0, NULL);
    g_once_init_leave(&ready, 1);
  }
  return g_regex_match(pattern, folded, 0, NULL);
}

static gboolean has_date_and_address(const char *folded)
{
  return strchr(folded, '@') != NULL && strchr(folded, '<') != NULL && strpbrk(folded, "0123456789") != NULL;
}

/* Whether the lines, joined and folded, say who wrote something. */
static gboolean is_attribution(const char *folded, gboolean *strong)
{
  gsize length = strlen(folded);
  gboolean dashed = g_str_has_suffix(folded, "---");
  if (length == 0 || (folded[length - 1] != ':' && !dashed)) return FALSE;
  gboolean verb = text_phrase_within(PHRASES_WROTE, folded);
  *strong = (verb && has_time_or_address(folded)) || (!dashed && has_date_and_address(folded));
  return verb || *strong;
}

/* "On Mon, 3 June …" */
static gboolean begins_with_date(const char *folded)
{
  return g_ascii_isdigit(*folded) ||
         (text_phrase_begins(PHRASES_WROTE_LEAD, folded) && strpbrk(folded, "0123456789,"));
}

/* What the first line of an attribution of several lines looks like. */
static gboolean begins_attribution(const char *folded)
{
  return begins_with_date(folded) || strchr(folded, '@') != NULL || text_phrase_within(PHRASES_WROTE, folded);
}

static char *joined(const GPtrArray *lines, guint index, guint count)
{
  GString *text = g_string_new(NULL);
  for (guint i = index; i < index + count; i++) {
    const char *line = text_line(lines, i)->text;
    g_string_append(text, i == index ? line + strspn(line, "- *_\t") : line);
    g_string_append_c(text, ' ');
  }
  char *folded = text->len <= ATTRIBUTION_BYTES ? fold_text(text->str) : g_strdup("");
  g_string_free(text, TRUE);
  return folded;
}

/* Whether one begins further down that ends at the same line: what stands
 * above it is the sender's own. */
static gboolean begins_later(const GPtrArray *lines, guint index, guint end)
{
  for (guint i = index + 1; i < end; i++) {
    gboolean strong = FALSE;
    g_autofree char *first = joined(lines, i, 1);
    g_autofree char *whole = joined(lines, i, end - i);
    if (is_attribution(whole, &strong) && strong && (i + 1 == end || begins_with_date(first))) return TRUE;
  }
  return FALSE;
}

static gboolean may_end_attribution(const char *text)
{
  gsize length = strlen(text);
  while (length > 0 && g_ascii_isspace(text[length - 1])) length--;
  return length > 0 && (text[length - 1] == ':' || text[length - 1] == '-');
}

static guint attribution_at(const GPtrArray *lines, guint index, gboolean *strong)
{
  guint end = index;
  while (end < lines->len && end < index + ATTRIBUTION_LINES &&
         !may_end_attribution(text_line(lines, end)->text))
    end++;
  if (end == lines->len || end == index + ATTRIBUTION_LINES) return 0;
  g_autofree char *first = joined(lines, index, 1);
  if (*first == '\0') return 0;
  if (is_attribution(first, strong)) return 1;
  if (!begins_attribution(first)) return 0;
  for (guint count = 2; count <= ATTRIBUTION_LINES && index + count <= lines->len; count++) {
    const TextLine *last = text_line(lines, index + count - 1);
    if (last->kind != LINE_OWN || text_is_blank(last->text)) return 0;
    g_autofree char *folded = joined(lines, index, count);
    if (is_attribution(folded, strong)) return begins_later(lines, index, index + count) ? 0 : count;
  }
  return 0;
}

/* ---- header blocks ---- */

/* The label's kind of "Label: value"; 0 when the line is none. */
static guint label_of(const char *text)
{
  const char *colon = memchr(text, ':', strnlen(text, LABEL_BYTES));
  if (colon == NULL) return 0;
  g_autofree char *label = g_strndup(text, (gsize)(colon - text));
  g_strdelimit(label, "*_\t", ' ');
  g_autofree char *folded = fold_text(label);
  return text_header_label(folded);
}

guint text_header_block_at(const GPtrArray *lines, guint index)
{
  guint seen = 0, last = 0, strays = 0;
  gboolean address = FALSE;
  if (label_of(text_line(lines, index)->text) == 0) return 0;
  for (guint i = index; i < lines->len && i < index + HEADER_BLOCK_LINES; i++) {
    const char *text = text_line(lines, i)->text;
    if (text_is_blank(text)) break;
    guint label = label_of(text);
    if (label == 0 && ++strays > 4) break; /* long lists of recipients are wrapped */
    seen |= label;
    if (label != 0) last = i;
    address = address || strchr(text, '@') != NULL;
  }
  /* Somebody who writes "From: 10:00, To: 12:00, Date: …" announces an event. */
  gboolean enough = (seen & LABEL_FROM) && (seen & LABEL_TO) && (seen & (LABEL_DATE | LABEL_SUBJECT));
  gboolean brief = (seen & LABEL_FROM) && (seen & LABEL_DATE) && (seen & LABEL_SUBJECT);
  return (enough || brief) && ((seen & LABEL_SUBJECT) || address) ? last - index + 1 : 0;
}

/* ---- all together ---- */

static guint separator_at(const GPtrArray *lines, guint index)
{
  const char *text = text_line(lines, index)->text;
  gboolean named = is_separator(text);
  if (!named && !is_rule(text)) return 0;
  guint next = index + 1;
  while (next < lines->len && text_is_blank(text_line(lines, next)->text)) next++;
  guint block = next < lines->len ? text_header_block_at(lines, next) : 0;
  if (block > 0) return next + block - index;
  return named ? 1 : 0;
}

guint text_opening_at(const GPtrArray *lines, guint index, gboolean *strong)
{
  *strong = TRUE;
  if (text_is_blank(text_line(lines, index)->text)) return 0;
  guint taken = separator_at(lines, index);
  if (taken == 0) taken = text_header_block_at(lines, index);
  return taken > 0 ? taken : attribution_at(lines, index, strong);
}
