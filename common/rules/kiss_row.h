// SPDX-License-Identifier: MIT
/* Whether a row of x in its place on a line is a kiss. For kisses.c. Pure.
 */
#pragma once

#include "kiss_tokens.h"

/* A stretch of a line that stands for itself: the whole of it, or a column. */
typedef struct Stretch {
  const GPtrArray *tokens; /* of Token: the line's */
  guint from, to;          /* tokens of the stretch */
  gboolean alone;          /* no other stretch on the line has words */
  gboolean capitals;       /* the line is written in capitals */
  gboolean fond;           /* a word of affection stands before */
} Stretch;

/* Whether some row of x, or a word that ends with one, is a kiss. */
gboolean kiss_row_within(const Stretch *stretch, const SenderNames *names);
