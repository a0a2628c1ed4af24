// SPDX-License-Identifier: MIT
#include "kiss_row.h"

#include "kiss_place.h"

#include <string.h>

/* What may stand around a row without being part of what is said. */
static gboolean is_soft(const Token *token)
{
  return is_kind(token, TOKEN_FACE) || is_mark(token, ".,!?*~-_)(\"';&+") ||
         (is_kind(token, TOKEN_MARK) && token->mark >= 0x80);
}

static guint next_firm(const Stretch *stretch, guint index)
{
  while (index < stretch->to && is_soft(token_at(stretch->tokens, index))) index++;
  return index;
}

/* ---- where a kiss stands ---- */

/* Whether the sender signs before the row: "Ben Carter", "Mr Carter", "B." */
static gboolean is_own_before(const Row *row, const SenderNames *names)
{
  guint own = 0;
  for (guint i = row->stretch->from; i < row->from; i++) {
    const Token *token = token_at(row->stretch->tokens, i);
    if (!is_kind(token, TOKEN_WORD)) continue;
    gboolean title = has_trait(token, WORD_THING) && strlen(token->folded) < 4;
    if (!token->own && !title) return FALSE;
    own += token->own && (strlen(token->folded) > 1 || sender_names_initial(names, token->folded));
  }
  return own > 0;
}

/* Whether every word before the row is, or could be, part of a name. */
static gboolean is_name_before(const Row *row)
{
  for (guint i = row->stretch->from; i < row->from; i++) {
    const Token *token = token_at(row->stretch->tokens, i);
    if (is_kind(token, TOKEN_WORD) && (!token->capital || has_trait(token, WORD_PLAIN | WORD_HEAD)))
      return FALSE;
  }
  return TRUE;
}

static gboolean has_first_before(const Row *row)
{
  for (guint i = row->stretch->from; i < row->from; i++) {
    if (token_at(row->stretch->tokens, i)->first) return TRUE;
  }
  return FALSE;
}

/* A single x after a word: a kiss, or a part of the name (decisions). */
static gboolean word_takes_kiss(const Row *row, const SenderNames *names)
{
  const Token *left = row->left, *before = row_second_left(row);
  if (left->first || (left->own && has_first_before(row)) || row->stretch->fond) return TRUE;
  if (is_own_before(row, names)) return TRUE;
  if (has_trait(left, WORD_DATE) && row->stretch->from + 1 == row->from) return FALSE; /* a list of days */
  if (has_trait(left, WORD_PLAIN | WORD_HEAD | WORD_FOND) || !left->capital) return TRUE;
  if (is_name_before(row)) return FALSE;
  gboolean opened = row_is_opened(row);
  if (row->capitals && !row->stretch->capitals) {
    return has_trait(before, WORD_PLAIN) || (opened && has_trait(before, WORD_PLACE));
  }
  return opened || !has_trait(before, WORD_FUNCTION) || has_trait(before, WORD_PLAIN);
}

/* The last word before marks that stand to the left of the row. */
static const Token *word_before_marks(const Row *row)
{
  for (guint i = row->from; i > row->stretch->from; i--) {
    const Token *token = token_at(row->stretch->tokens, i - 1);
    if (!is_soft(token)) return token;
  }
  return NULL;
}

/* A single x at the end of its stretch. */
static gboolean end_takes_kiss(const Row *row, const SenderNames *names)
{
  const Token *left = row->left, *word = word_before_marks(row);
  if (left == NULL || word == NULL || left->kind == TOKEN_FACE) return TRUE;
  if (left->kind == TOKEN_WORD) return word_takes_kiss(row, names);
  if (left->kind == TOKEN_NUMBER) return TRUE; /* a time: others are counts */
  if (left->kind == TOKEN_OTHER) return stretch_has(row->stretch, WORD_PLAIN | WORD_HEAD);
  if (is_mark(left, "-")) {
    gboolean sentence = !word->capital && word != token_in(row->stretch, row->stretch->from);
    return word->own || has_trait(word, WORD_HEAD | WORD_FOND) ||
           (!has_trait(word, WORD_DATE) && (sentence || has_trait(word, WORD_PLAIN)));
  }
  gboolean listed = g_utf8_strlen(word->folded, -1) == 1 && !is_own_before(row, names);
  return is_mark(left, ".,!?*~_)\"';") && !listed;
}

/* Whether from `index` on there are names, or a valediction, and nothing else. */
static gboolean is_signed_from(const Stretch *stretch, guint index)
{
  guint words = 0;
  for (; index < stretch->to; index++) {
    const Token *token = token_at(stretch->tokens, index);
    if (is_soft(token) || is_kind(token, TOKEN_CROSSES)) continue;
    gboolean name =
        is_kind(token, TOKEN_WORD) && (token->first || token->capital || has_trait(token, WORD_JOINT));
    if (has_trait(token, WORD_HEAD)) return TRUE;
    if (!name || has_trait(token, WORD_DATE) || ++words > 4) return FALSE;
  }
  return words > 0;
}

/* A single x with something behind it. */
static gboolean middle_takes_kiss(const Row *row, guint firm, const SenderNames *names)
{
  const Token *right = token_in(row->stretch, firm), *left = row->left;
  gboolean names_itself = is_kind(right, TOKEN_WORD) && right->first && is_signed_from(row->stretch, firm);
  gboolean free_left = left == NULL || left->kind != TOKEN_WORD || word_takes_kiss(row, names);
  gboolean closes = has_trait(right, WORD_HEAD | WORD_WITH | WORD_FOND) && is_signed_from(row->stretch, firm);
  if (names_itself || closes) return free_left;
  if (is_mark(row->right, ",|(-") && is_kind(left, TOKEN_WORD)) return left->first;
  if (is_mark(left, ".!?") && is_kind(right, TOKEN_WORD) && right->capital) return !row->capitals;
  return has_trait(left, WORD_FOND) && is_signed_from(row->stretch, firm);
}

/* Two or more with something behind them. */
static gboolean row_in_middle(const Row *row, guint firm)
{
  const Token *right = token_in(row->stretch, firm), *left = row->left;
  if (is_signed_from(row->stretch, firm)) return TRUE;
  if (left == NULL || left->kind == TOKEN_FACE || is_mark(left, ".!?")) {
    return is_kind(right, TOKEN_WORD) && right->capital && !has_trait(right, WORD_DATE);
  }
  if (is_mark(row->right, ",|(-") || is_kind(row->right, TOKEN_FACE)) return is_kind(left, TOKEN_WORD);
  if (!is_kind(left, TOKEN_WORD)) return FALSE;
  gboolean opens = is_kind(right, TOKEN_WORD) && right->capital && !has_trait(right, WORD_DATE);
  return opens || left->first || has_trait(left, WORD_HEAD | WORD_FOND);
}

static gboolean is_kiss(const Row *row, const SenderNames *names)
{
  if (row->left == NULL && row->right == NULL && !row->stretch->alone) return FALSE; /* a cell of a table */
  if (row->ballot && row->count < 2) return FALSE;
  if (row_is_something_else(row, names)) return FALSE;
  guint firm = next_firm(row->stretch, row->to);
  gboolean ends = firm >= row->stretch->to;
  if (row->count > 1) return ends || row_in_middle(row, firm);
  return ends ? end_takes_kiss(row, names) : middle_takes_kiss(row, firm, names);
}

/* ---- finding rows ---- */

/* "x o x o": an o with a cross before it, and one behind it or enough already. */
static gboolean is_ring_between(const Stretch *stretch, guint index, guint crosses)
{
  const Token *token = token_at(stretch->tokens, index), *next = token_in(stretch, index + 1);
  if (!is_kind(token, TOKEN_WORD) || strcmp(token->folded, "o") != 0 || crosses == 0) return FALSE;
  return is_kind(next, TOKEN_CROSSES) || (next == NULL && crosses > 1);
}

/* Takes up the row at `index`: runs of x parted by nothing but marks. */
static Row row_at(const Stretch *stretch, guint index)
{
  Row row = {.stretch = stretch, .from = index, .to = index + 1, .capitals = TRUE};
  for (guint i = index; i < stretch->to; i++) {
    const Token *token = token_at(stretch->tokens, i);
    if (is_kind(token, TOKEN_CROSSES)) {
      row.count += token->crosses;
      row.capitals = row.capitals && token->capital;
      row.ballot = row.ballot || token->ballot;
      row.to = i + 1;
    } else if (is_ring_between(stretch, i, row.count)) {
      row.to = i + 1;
    } else if (!is_soft(token) || is_kind(token, TOKEN_FACE)) {
      break;
    }
  }
  row.left = index > stretch->from ? token_in(stretch, index - 1) : NULL;
  row.right = token_in(stretch, row.to);
  return row;
}

/* Roman numerals end with x too: CXX, lxx. */
static gboolean is_numeral(const char *stem)
{
  return strspn(stem, "mdclvi") == strlen(stem);
}

/* xxBen, Benxoxo */
static gboolean is_kissed_name(const char *folded, const SenderNames *names)
{
  gsize lead = strspn(folded, "x"), length = strlen(folded), end = length;
  if (lead > 0 && sender_names_first(names, folded + lead)) return TRUE;
  while (end > 0 && strchr("xo", folded[end - 1]) != NULL) end--;
  if (strchr(folded + end, 'x') == NULL) return FALSE;
  g_autofree char *stem = g_strndup(folded, end);
  return sender_names_first(names, stem);
}

/* Benxx, Thanksxx, soonxxx */
static gboolean word_is_kissed(const Stretch *stretch, guint index, const SenderNames *names)
{
  const Token *token = token_at(stretch->tokens, index);
  if (token->own || token->traits != 0) return FALSE;
  if (is_kissed_name(token->folded, names)) return TRUE;
  if (token->crosses == 0 || next_firm(stretch, index + 1) < stretch->to) return FALSE;
  glong length = g_utf8_strlen(token->folded, -1);
  g_autofree char *stem = g_utf8_substring(token->folded, 0, length - (glong)token->crosses);
  if (sender_names_first(names, stem)) return TRUE;
  if (token->crosses > 1 && sender_names_initial(names, stem)) return TRUE;
  if (token->crosses < 2 || is_numeral(stem) || strpbrk(stem, "0123456789") != NULL) return FALSE;
  guint traits = closing_word(stem);
  return (traits & (WORD_PLAIN | WORD_HEAD | WORD_FOND)) != 0 || !token->capital || token->crosses > 2;
}

gboolean kiss_row_within(const Stretch *stretch, const SenderNames *names)
{
  for (guint i = stretch->from; i < stretch->to; i++) {
    const Token *token = token_at(stretch->tokens, i);
    if (is_kind(token, TOKEN_WORD) && word_is_kissed(stretch, i, names)) return TRUE;
    if (!is_kind(token, TOKEN_CROSSES)) continue;
    const Row row = row_at(stretch, i);
    if (is_kiss(&row, names)) return TRUE;
    i = row.to - 1;
  }
  return FALSE;
}
