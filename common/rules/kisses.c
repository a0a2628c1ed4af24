// SPDX-License-Identifier: MIT
#include "kisses.h"

#include "closing_words.h"
#include "fold.h"
#include "kiss_row.h"
#include "kiss_signs.h"
#include "line_marks.h"
#include "text_lines.h"

#include <string.h>

/* Of longer lines the end is looked at, in bytes: rows of x in the middle of a
 * sentence are no kisses. */
#define LINE_BYTES 2000

/* ---- emoticons ---- */

/* :* :-* ;* :-x, not the end of a *bold:* word, nor a footnote's mark. */
static GRegex *emoticon_pattern(void)
{
  static gsize ready = 0;
  static GRegex *pattern = NULL;
  if (g_once_init_enter(&ready)) {
    pattern = g_regex_new("(?<![\\w:;*])[:;：；][-o^'’]?[*＊∗]+(?![*\\w])"
                          "|^[^*]*\\w[:;：；]-?[*＊∗]+\\s*$"
                          "|(?<![\\w:;])[:;：；]-?[xX×хХｘ]+(?!\\w)"
                          "|(?<!\\d)[:;：；]-[xX×хХｘ]+(?!\\w)",
                          G_REGEX_OPTIMIZE, 0, NULL);
    g_once_init_leave(&ready, 1);
  }
  return pattern;
}

static gboolean has_emoticon(const char *visible)
{
  return g_regex_match(emoticon_pattern(), visible, 0, NULL);
}

/* ---- <3 ---- */

static gboolean is_among(const char *word, const char *const *words)
{
  return g_strv_contains(words, word);
}

static char *last_word(const char *text, const char *end)
{
  const char *stop = end;
  while (stop > text && !g_ascii_isalnum(stop[-1]) && (guchar)stop[-1] < 0x80) stop--;
  const char *start = stop;
  while (start > text && (g_ascii_isalnum(start[-1]) || (guchar)start[-1] >= 0x80)) start--;
  g_autofree char *word = g_strndup(start, (gsize)(stop - start));
  return fold_text(word);
}

static char *first_word(const char *text)
{
  text += strcspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%");
  g_autofree char *word = g_strndup(text, strcspn(text, " \t.,;!?)"));
  return fold_text(word);
}

/* "<3" is a heart, unless it says how many. */
static gboolean is_heart(const char *line, const char *at, const char *behind)
{
  static const char *const compared[] = {"is",    "are",   "be",    "than",  "score",  "scored", "level",
                                         "age",   "aged",  "ages",  "under", "only",   "takes",  "if",
                                         "when",  "where", "n",     "p",     "x",      "y",      "rated",
                                         "grade", "value", "below", "ratio", "ph",     "number", "for",
                                         "with",  "in",    "at",    "of",    "groups", NULL};
  static const char *const lovers[] = {"i", "we", "you", "u", "love", "much", "all", "they", "lots", NULL};
  g_autofree char *before = last_word(line, at);
  g_autofree char *after = first_word(behind);
  if (is_among(before, compared) || g_ascii_isdigit(*before)) return FALSE;
  if (*after == '\0' || is_among(before, lovers) || strspn(after, "xX") == strlen(after)) return TRUE;
  const char *next = behind + strspn(behind, " ");
  return !g_ascii_islower(*next) && !g_ascii_isdigit(*next) && *next != '%';
}

static gboolean has_heart(const char *visible)
{
  for (const char *at = strstr(visible, "<"); at != NULL; at = strstr(at + 1, "<")) {
    const char *behind = at + 1;
    if (*behind == '/') behind++;
    gsize threes = strspn(behind, "3");
    behind += threes;
    gboolean doubled = at > visible && at[-1] == '<';
    if (threes == 0 || doubled || g_ascii_isalnum(*behind) || *behind == '=') continue;
    if (*behind != '\0' && strchr(".,:%", *behind) != NULL && g_ascii_isdigit(behind[1])) continue;
    if (is_heart(visible, at, behind)) return TRUE;
  }
  return FALSE;
}

/* ---- rows of x ---- */

static gboolean is_column_mark(const Token *token)
{
  gboolean bullet = (token->mark == 0x2022 || token->mark == 0xB7) && token->spaced;
  return token->kind == TOKEN_MARK && (token->mark == '|' || bullet);
}

static gboolean has_words(const GPtrArray *tokens, guint from, guint to)
{
  for (guint i = from; i < to; i++) {
    TokenKind kind = token_at(tokens, i)->kind;
    if (kind == TOKEN_WORD || kind == TOKEN_OTHER || kind == TOKEN_NUMBER) return TRUE;
  }
  return FALSE;
}

static gboolean is_in_capitals(const GPtrArray *tokens)
{
  guint words = 0;
  for (guint i = 0; i < tokens->len; i++) {
    const Token *token = token_at(tokens, i);
    if (token->kind != TOKEN_WORD) continue;
    if (!token->capitals) return FALSE;
    words++;
  }
  return words > 0;
}

/* "Love …", "Lots of love …" */
static gboolean begins_fondly(const GPtrArray *tokens)
{
  for (guint i = 0; i < tokens->len; i++) {
    const Token *token = token_at(tokens, i);
    if (token->kind != TOKEN_WORD) continue;
    if (token->traits & WORD_FOND) return TRUE;
    if (!(token->traits & (WORD_WITH | WORD_HEAD))) return FALSE;
  }
  return FALSE;
}

/* Columns are parted by bars; by bullets too where there are words between. */
static gboolean has_row(const GPtrArray *tokens, gboolean fond, const SenderNames *names)
{
  gboolean worded = has_words(tokens, 0, tokens->len), barred = FALSE;
  for (guint i = 0; i < tokens->len; i++) {
    const Token *token = token_at(tokens, i);
    barred = barred || (is_column_mark(token) && (worded || token->mark == '|'));
  }
  Stretch stretch = {.tokens = tokens,
                     .alone = !barred,
                     .capitals = is_in_capitals(tokens),
                     .fond = fond || begins_fondly(tokens)};
  for (guint from = 0; from <= tokens->len; from = stretch.to + 1) {
    stretch.from = from;
    stretch.to = from;
    while (stretch.to < tokens->len && !(barred && is_column_mark(token_at(tokens, stretch.to))))
      stretch.to++;
    if (kiss_row_within(&stretch, names)) return TRUE;
  }
  return FALSE;
}

Kiss kisses_find(const char *line, guint marks, gboolean fond, const SenderNames *names)
{
  gsize length = strlen(line);
  const char *tail = length > LINE_BYTES ? g_utf8_find_next_char(line + length - LINE_BYTES, NULL) : line;
  if (signs_have_emoji(line)) return KISS_EMOJI;
  g_autofree char *valid = g_utf8_make_valid(tail, -1);
  g_autofree char *visible = kiss_visible(valid);
  if (has_heart(visible)) return KISS_HEART;
  if (has_emoticon(visible)) return KISS_EMOTICON;
  if (marks & MARK_CODE) return KISS_NONE;
  g_autofree char *columns = marks & MARK_CELLS ? line_with_bars(valid) : NULL;
  g_autoptr(GPtrArray) tokens = kiss_tokens(columns != NULL ? columns : valid, names);
  gboolean linked = (marks & MARK_LINK) && tokens->len == 1; /* the network of that name */
  return !linked && has_row(tokens, fond, names) ? KISS_ROW : KISS_NONE;
}

/* ---- nothing but kisses ---- */

static gboolean is_kissing(gunichar c)
{
  return (c >= 0x1F617 && c <= 0x1F61A) || c == 0x1F618 || c == 0x1F48B || c == 0x1F63D || c == 0x1F48F ||
         c == 0x1F970;
}

gboolean kisses_are_all(const char *line)
{
  g_autofree char *visible = kiss_visible(line);
  if (strlen(visible) > LINE_BYTES) return FALSE;
  g_autofree char *rest = g_regex_replace_literal(emoticon_pattern(), visible, -1, 0, "x", 0, NULL);
  guint kisses = 0;
  for (const char *at = rest != NULL ? rest : visible; *at != '\0'; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    Cross cross = sign_cross(c);
    if (cross != CROSS_NONE || is_kissing(c)) {
      kisses += cross != CROSS_BALLOT;
    } else if (!sign_is_ring(c) && !g_unichar_isspace(c) && !g_unichar_ispunct(c)) {
      return FALSE;
    }
  }
  return kisses > 0;
}
