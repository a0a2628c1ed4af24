// SPDX-License-Identifier: MIT
#include "kiss_place.h"

#include <string.h>

const Token *row_second_left(const Row *row)
{
  const Token *token = row->from >= 2 ? token_in(row->stretch, row->from - 2) : NULL;
  return is_kind(token, TOKEN_WORD) ? token : NULL;
}

gboolean row_is_opened(const Row *row)
{
  const Token *first = NULL;
  for (guint i = row->stretch->from; i < row->from; i++) {
    const Token *token = token_at(row->stretch->tokens, i);
    if (is_mark(token, ".!?:\"")) {
      first = NULL;
    } else if (first == NULL && is_kind(token, TOKEN_WORD)) {
      first = token;
    }
  }
  return has_trait(first, WORD_OPENER);
}

/* x-ray, X-Men, f(x), x = 3, ref:xx, #xx, £xx, x.com */
static gboolean is_glued_left(const Row *row)
{
  const Token *left = row->left;
  if (left == NULL || token_in(row->stretch, row->from)->spaced) return FALSE;
  if (left->kind == TOKEN_MARK && left->mark >= 0x80)
    return g_unichar_type(left->mark) == G_UNICODE_CURRENCY_SYMBOL;
  if (is_mark(left, "/") && left->spaced && row->count > 1) return FALSE;
  if (is_mark(left, "/\\@#%=^<>[{$|:&")) return TRUE;
  const Token *before = row->from >= 2 ? token_in(row->stretch, row->from - 2) : NULL;
  if (!is_mark(left, ".-_'(") || left->spaced || !is_kind(before, TOKEN_WORD)) return FALSE;
  return !before->first && (row->count < 2 || !is_mark(left, ".-")) &&
         !has_trait(before, WORD_PLAIN | WORD_HEAD);
}

static gboolean is_glued_right(const Row *row)
{
  const Token *right = row->right;
  if (right == NULL || right->spaced) return FALSE;
  const Token *after = token_in(row->stretch, row->to + 1);
  if (is_mark(right, "/\\@#%=^<[{:|&") || (is_mark(right, "(") && after != NULL)) return TRUE;
  return is_mark(right, ".-_'") && after != NULL && !after->spaced &&
         (is_kind(after, TOKEN_WORD) || is_kind(after, TOKEN_NUMBER)) && !after->first;
}

static gboolean is_algebra(const Row *row)
{
  if (row->count > 1) return FALSE;
  if (is_mark(row->left, "+=^/<>&") || is_mark(row->right, "+=^/<>&")) return TRUE;
  if (is_mark(row->right, "-")) return is_kind(token_in(row->stretch, row->to + 1), TOKEN_NUMBER);
  const Token *named = row->from >= 2 ? token_in(row->stretch, row->from - 2) : NULL;
  return is_mark(row->left, "\"'") && is_mark(row->right, "\"'") && !(named != NULL && named->first);
}

/* "Ref: xxxx": what comes after a colon is to be filled in, unless it is a
 * greeting or a name that the colon ends. */
static gboolean follows_label(const Row *row)
{
  const Stretch *stretch = row->stretch;
  if (!is_mark(row->left, ":")) return FALSE;
  for (guint i = stretch->from; i + 1 < row->from; i++) {
    const Token *token = token_at(stretch->tokens, i);
    if (has_trait(token, WORD_HEAD | WORD_FOND) || token->first) return FALSE;
    if (is_kind(token, TOKEN_WORD) && (strcmp(token->folded, "ps") == 0 || strcmp(token->folded, "pps") == 0))
      return FALSE;
  }
  return row->from > stretch->from + 1;
}

gboolean stretch_has(const Stretch *stretch, guint traits)
{
  for (guint i = stretch->from; i < stretch->to; i++) {
    if (has_trait(token_at(stretch->tokens, i), traits)) return TRUE;
  }
  return FALSE;
}

static guint64 number_of(const Token *token)
{
  return g_ascii_strtoull(token->folded, NULL, 10);
}

/* "at 10", "10:30", "in 2025": the number is a time, not how many there are. */
static gboolean is_time(const Row *row)
{
  const Token *before = row->from >= 2 ? token_in(row->stretch, row->from - 2) : NULL;
  if (before != NULL && is_mark(before, ":.") && !before->spaced && !row->left->spaced) {
    return is_kind(row->from >= 3 ? token_in(row->stretch, row->from - 3) : NULL, TOKEN_NUMBER);
  }
  guint64 number = number_of(row->left);
  if (has_trait(before, WORD_CLOCK)) return number <= 24 || strlen(row->left->folded) == 4;
  if (has_trait(before, WORD_DATE)) return TRUE;
  return number >= 1990 && number < 2100 && is_kind(before, TOKEN_WORD) && !before->capital;
}

static guint digits_before(const Row *row)
{
  guint digits = 0;
  for (guint i = row->from; i > row->stretch->from; i--) {
    const Token *token = token_at(row->stretch->tokens, i - 1);
    if (is_kind(token, TOKEN_NUMBER)) {
      digits += (guint)strlen(token->folded);
    } else if (!is_mark(token, "-()+.")) {
      break;
    }
  }
  return digits;
}

/* "10 x", "3 x 4", "020 xxxx", "xx 2024" */
static gboolean is_count(const Row *row)
{
  if (is_kind(row->right, TOKEN_NUMBER)) {
    return row->count < 2 ||
           !(is_kind(row->left, TOKEN_WORD) && (row->left->own || has_trait(row->left, WORD_HEAD)));
  }
  if (is_kind(row->left, TOKEN_WORD) && row->left->crosses > 0 && g_ascii_isdigit(*row->left->folded))
    return TRUE;
  if (!is_kind(row->left, TOKEN_NUMBER) || is_time(row)) return FALSE;
  if (row->count < 2) return TRUE;
  return stretch_has(row->stretch, WORD_PHONE | WORD_LABEL) || digits_before(row) >= 5 ||
         (row->left->folded[0] == '0' && row->left->folded[1] != '\0');
}

/* "the x", "of x"; also before a row, which then is to be filled in. */
static gboolean follows_function(const Row *row)
{
  gboolean initial = is_kind(row->left, TOKEN_WORD) && row->left->capital && row->left->own;
  if (has_trait(row->left, WORD_FUNCTION) && !initial) return TRUE;
  if (row->count < 2) return FALSE;
  gboolean dotted = is_mark(row->left, ".") && row->from >= 2;
  const Token *word = dotted ? token_in(row->stretch, row->from - 2) : row->left;
  guint needed = has_trait(word, WORD_PHONE | WORD_BLANK) && !dotted ? 4 : 2;
  return has_trait(word, WORD_LABEL | WORD_PHONE | WORD_BLANK) && row->count >= needed;
}

/* "Team X", "form X"; but "have a great game X", "well done to the team x" */
static gboolean is_named(const Row *row)
{
  if (!has_trait(row->left, WORD_NAMED) || (row->stretch->capitals && row->count > 1)) return FALSE;
  if (row->left->capital) return row->capitals || !row_is_opened(row);
  const Token *before = row_second_left(row);
  return row->capitals && row->count == 1 && !has_trait(before, WORD_PLAIN | WORD_ARTICLE);
}

/* "Gen x", "Chapter XX" */
static gboolean follows_thing(const Row *row)
{
  const Token *left = row->left;
  if (!is_kind(left, TOKEN_WORD) || left->first) return FALSE;
  gboolean named = is_named(row);
  if (row->count > 1) {
    gboolean numeral = row->capitals && !row->stretch->capitals && !row->stretch->fond;
    return has_trait(left, WORD_NUMBERED) || (numeral && (named || has_trait(left, WORD_THING)));
  }
  return named || has_trait(left, WORD_THING | WORD_NUMBERED);
}

/* "X." is somebody's initial, and X may be the sender's. */
static gboolean is_initial(const Row *row, const SenderNames *names)
{
  if (row->count > 1) return FALSE;
  gboolean begins = row->left == NULL || has_trait(row->left, WORD_HEAD) || is_mark(row->left, ",");
  if (sender_names_x(names) && begins) return TRUE;
  if (!row->capitals || !is_mark(row->right, ".") || row->right->spaced) return FALSE;
  gboolean closes =
      has_trait(row->left, WORD_PLAIN | WORD_HEAD) || (is_kind(row->left, TOKEN_WORD) && !row->left->capital);
  return !closes && !is_mark(row->left, ".!?");
}

/* Facebook, Instagram, X */
static gboolean is_network(const Row *row)
{
  return row->capitals && row->count == 1 && stretch_has(row->stretch, WORD_SOCIAL);
}

/* xxxx-xxxx */
static gboolean is_blank_code(const Row *row)
{
  for (guint i = row->from; i + 2 < row->to; i++) {
    const Token *first = token_at(row->stretch->tokens, i), *mark = token_at(row->stretch->tokens, i + 1);
    const Token *second = token_at(row->stretch->tokens, i + 2);
    if (!is_mark(mark, "-") || mark->spaced || second->spaced) continue;
    if (is_kind(first, TOKEN_CROSSES) && first->crosses > 1 && is_kind(second, TOKEN_CROSSES)) return TRUE;
  }
  return FALSE;
}

gboolean row_is_something_else(const Row *row, const SenderNames *names)
{
  return is_glued_left(row) || is_glued_right(row) || is_algebra(row) || follows_label(row) ||
         is_count(row) || follows_function(row) || follows_thing(row) || is_initial(row, names) ||
         is_network(row) || is_blank_code(row);
}
