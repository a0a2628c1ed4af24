// SPDX-License-Identifier: MIT
#include "fold.h"
#include "text_phrases.h"
#include "text_quotes.h"

#include <string.h>

/* What a program adds below a message on a telephone is short, in words. */
#define MOBILE_WORDS 16
/* A line of a disclaimer is prose: names and contact lines are shorter, in bytes. */
#define PROSE_BYTES 50
/* So many legal words make a disclaimer. */
#define LEGAL_WORDS 4
/* Longer lines are looked at up to here, in bytes. */
#define LOOK_BYTES 4000
/* Footers stand among the last so many lines of the sender's own. */
#define FOOTER_LINES 100

static char *folded_line(const GPtrArray *lines, guint index)
{
  const char *text = text_line(lines, index)->text;
  g_autofree char *part = text_clean(text, strnlen(text, LOOK_BYTES));
  char *folded = fold_text(part);
  /* Signs and symbols before it say nothing ("P Please consider …" is Webdings' tree). */
  const char *at = folded;
  while (*at != '\0' && !g_unichar_isalnum(g_utf8_get_char(at))) at = g_utf8_next_char(at);
  if (g_str_has_prefix(at, "p please ")) at += 2;
  memmove(folded, at, strlen(at) + 1);
  return folded;
}

static guint words_in(const char *folded)
{
  guint words = *folded != '\0';
  for (; *folded != '\0'; folded++) words += *folded == ' ';
  return words;
}

/* "Sent from my iPhone", but not "Sent from my heart", nor what somebody added kisses to. */
static gboolean is_mobile(const char *folded)
{
  if (words_in(folded) > MOBILE_WORDS || g_str_has_suffix(folded, " xx") || g_str_has_suffix(folded, "xxx")) {
    return FALSE;
  }
  if (!text_phrase_within(PHRASES_DEVICE, folded)) return FALSE;
  return text_phrase_begins(PHRASES_SENT_FROM, folded) || g_str_has_suffix(folded, " gesendet") ||
         g_str_has_suffix(folded, " gönderildi") || g_str_has_suffix(folded, " küldve");
}

static gboolean is_rule(const char *text)
{
  gsize length = strspn(text, "_-=*");
  return length >= 10 && text_is_blank(text + length);
}

static gboolean is_own_text(const GPtrArray *lines, guint index)
{
  return index < lines->len && text_line(lines, index)->kind == LINE_OWN &&
         !text_is_blank(text_line(lines, index)->text);
}

/* Mailman's: a rule, the list's name, its addresses. */
static gboolean is_list_footer(const GPtrArray *lines, guint index)
{
  if (!is_rule(text_line(lines, index)->text) || !is_own_text(lines, index + 1)) return FALSE;
  g_autofree char *below = folded_line(lines, index + 1);
  return strstr(below, "mailing list") != NULL || strstr(below, "mailinglist") != NULL;
}

static guint paragraph_end(const GPtrArray *lines, guint index)
{
  while (is_own_text(lines, index)) index++;
  return index;
}

static gboolean is_legal_prose(const GPtrArray *lines, guint index, guint end)
{
  if (strlen(text_line(lines, index)->text) < PROSE_BYTES) return FALSE;
  GString *all = g_string_new(NULL);
  for (guint i = index; i < end && all->len < LOOK_BYTES; i++) {
    g_autofree char *folded = folded_line(lines, i);
    g_string_append_printf(all, "%s ", folded);
  }
  guint words = text_phrases_count(PHRASES_LEGAL, all->str);
  g_string_free(all, TRUE);
  return words >= LEGAL_WORDS;
}

/* Where the footer that begins at `index` ends; `index` when none does. */
static guint footer_end(const GPtrArray *lines, guint index)
{
  if (!is_own_text(lines, index)) return index;
  g_autofree char *folded = folded_line(lines, index);
  if (is_mobile(folded)) return index + 1;
  guint end = paragraph_end(lines, index);
  if (text_phrase_within(PHRASES_DISCLAIMER, folded) || is_list_footer(lines, index)) return end;
  gboolean legal = text_phrase_within(PHRASES_LEGAL, folded);
  return legal && is_legal_prose(lines, index, end) ? end : index;
}

static guint last_own_lines(const GPtrArray *lines)
{
  guint index = lines->len;
  for (guint own = 0; index > 0 && own < FOOTER_LINES; index--) {
    if (text_line(lines, index - 1)->kind == LINE_OWN) own++;
  }
  return index;
}

void text_footers_mark(GPtrArray *lines)
{
  for (guint i = last_own_lines(lines); i < lines->len;) {
    guint end = footer_end(lines, i);
    for (guint at = i; at < end; at++) ((TextLine *)g_ptr_array_index(lines, at))->kind = LINE_FOOTER;
    i = MAX(end, i + 1);
  }
}
