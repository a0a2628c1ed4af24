// SPDX-License-Identifier: MIT
/* Finds the closing of a text (policy, sign-off): the last sentence before the
 * valediction, or where there is none the last line, and all that follows of
 * the sender's own; and what stands below a `-- ` line. Pure.
 */
#pragma once

#include "sender_names.h"
#include "text_lines.h"

typedef struct ClosingLine {
  char *text;
  guint marks;   /* LineMark set */
  gboolean fond; /* a word of affection stands alone on the line above */
} ClosingLine;

typedef struct Closing {
  GPtrArray *lines;     /* of ClosingLine; empty when the sender wrote nothing */
  GPtrArray *signature; /* of char *: lines below a `-- ` line */
} Closing;

/* `lines` are the part's, of TextLine, marked by text_quotes_mark. */
Closing *closing_find(const GPtrArray *lines, const SenderNames *names);
void closing_free(Closing *closing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Closing, closing_free)
