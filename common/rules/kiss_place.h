// SPDX-License-Identifier: MIT
/* A row of x among the tokens of a line. Shared by kiss_row.c and kiss_else.c.
 * Pure.
 */
#pragma once

#include "closing_words.h"
#include "kiss_row.h"

/* Tokens from `from` to `to` of a stretch. */
typedef struct Row {
  const Stretch *stretch;
  guint from, to;
  guint count;       /* how many x */
  gboolean capitals; /* written X */
  gboolean ballot;
  const Token *left;  /* the token before, NULL at the beginning */
  const Token *right; /* the token behind, NULL at the end */
} Row;

/* Whether the row is no kiss because of what stands around it: a thing that
 * ends in X, a count, a sum, something to be filled in, an initial. */
gboolean row_is_something_else(const Row *row, const SenderNames *names);

/* Whether its sentence begins as closing sentences do: "See you …". */
gboolean row_is_opened(const Row *row);

/* The word two before the row, when nothing stands between; else NULL. */
const Token *row_second_left(const Row *row);

/* Whether a word of the stretch has one of the traits. */
gboolean stretch_has(const Stretch *stretch, guint traits);

/* ---- tokens; all take NULL for none ---- */

static inline const Token *token_in(const Stretch *stretch, guint index)
{
  return index >= stretch->from && index < stretch->to ? token_at(stretch->tokens, index) : NULL;
}

static inline gboolean is_kind(const Token *token, TokenKind kind)
{
  return token != NULL && token->kind == kind;
}

/* Whether it is one of these ASCII marks. */
static inline gboolean is_mark(const Token *token, const char *marks)
{
  if (token == NULL || token->kind != TOKEN_MARK) return FALSE;
  for (; *marks != '\0'; marks++) {
    if (token->mark == (gunichar)*marks) return TRUE;
  }
  return FALSE;
}

static inline gboolean has_trait(const Token *token, guint traits)
{
  return token != NULL && token->kind == TOKEN_WORD && (token->traits & traits) != 0;
}
