// SPDX-License-Identifier: MIT
/* Whether a line of a closing has an emoji, a heart or face, an emoticon kiss or
 * a row of x (policy, sign-off; decisions, "A single x is a kiss …"). Pure.
 */
#pragma once

#include "sender_names.h"

typedef enum { KISS_NONE, KISS_EMOJI, KISS_HEART, KISS_EMOTICON, KISS_ROW } Kiss;

/* `marks` is the LineMark set of the line; `fond` tells that a word of affection
 * stands on the line above ("Love,"), so that a name may be all there is here. */
Kiss kisses_find(const char *line, guint marks, gboolean fond, const SenderNames *names);

/* Whether there is nothing on the line but kisses: rows of x and emoticon kisses
 * (a kissing emoji too). What counts below a `-- ` line. */
gboolean kisses_are_all(const char *line);
