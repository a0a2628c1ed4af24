// SPDX-License-Identifier: MIT
/* A line of a closing cut into what matters for kisses: words, numbers, marks,
 * and runs of x. Invisible characters are gone. For kisses.c and closing.c. Pure.
 */
#pragma once

#include "sender_names.h"

typedef enum {
  TOKEN_WORD,
  TOKEN_NUMBER,
  TOKEN_CROSSES, /* a word of nothing but x, or of x and o */
  TOKEN_MARK,    /* a character of punctuation */
  TOKEN_FACE,    /* an emoji or a smiley */
  TOKEN_OTHER,   /* a web or mail address, code, a tick box */
} TokenKind;

typedef struct Token {
  TokenKind kind;
  char *folded;      /* of words; else "" */
  guint traits;      /* WordTrait set of closing_words.h, of words */
  gunichar mark;     /* of marks: as ASCII where there is such a one; '|' for what parts columns */
  gboolean spaced;   /* blanks before it */
  gboolean capital;  /* begins with a capital letter */
  gboolean capitals; /* has no small letter */
  gboolean first;    /* of words: the sender's own first name */
  gboolean own;      /* of words: any word of the sender's names */
  guint crosses;     /* how many x it has, of words: at its end */
  gboolean ballot;   /* they are marks of a form */
  gboolean rings;    /* with o between: xoxo */
} Token;

/* Of Token. Caller unrefs. */
GPtrArray *kiss_tokens(const char *line, const SenderNames *names);

const Token *token_at(const GPtrArray *tokens, guint index);

/* The line without what cannot be seen, as blanks where blanks are. Caller owns. */
char *kiss_visible(const char *line);
