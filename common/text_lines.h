// SPDX-License-Identifier: MIT
/* Lines of text as a reader sees them: what every reader of a text part makes,
 * what quotes are told by, and what rules look at. Pure.
 */
#pragma once

#include <glib.h>

/* Whose a line is; text_quotes.h tells. */
typedef enum {
  LINE_OWN,       /* the sender's own words */
  LINE_QUOTED,    /* an answered or forwarded message, with what introduces it */
  LINE_SIGNATURE, /* below a `-- ` line, that line included */
  LINE_FOOTER,    /* added by a program: mobile signature, disclaimer, list footer */
} LineKind;

/* What is known of a line beside its text; a set. */
typedef enum {
  MARK_QUOTE = 1 << 0, /* inside what a mail program made for a quotation */
  MARK_REST = 1 << 1,  /* a mail program's sign that the quotation begins and has no end */
  MARK_CODE = 1 << 2,  /* program text */
  MARK_CELLS = 1 << 3, /* the cells of a table's row, parted by tabs */
  MARK_LINK = 1 << 4,  /* nothing but the text of a link */
} LineMark;

typedef struct TextLine {
  char *text;  /* UTF-8 without line break; quote marks taken away */
  guint depth; /* of quotation: `>` or blockquote */
  guint marks; /* LineMark set */
  LineKind kind;
} TextLine;

/* An empty array of TextLine that owns its lines. */
GPtrArray *text_lines_new(void);

/* Adds a line; takes over `text`. Returns it, borrowed. */
TextLine *text_lines_add(GPtrArray *lines, char *text, guint depth, guint marks);

const TextLine *text_line(const GPtrArray *lines, guint index);

/* Whether there is nothing to be read in it: blanks and invisible characters. */
gboolean text_is_blank(const char *text);

/* Whether there is something to be read in it beside blanks and punctuation:
 * a letter, a digit, a symbol, an emoji. */
gboolean text_has_words(const char *text);

/* The text as UTF-8 without NUL: bytes that are not UTF-8 become U+FFFD.
 * Caller owns. */
char *text_clean(const char *bytes, gsize length);
