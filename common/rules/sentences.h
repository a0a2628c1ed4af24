// SPDX-License-Identifier: MIT
/* Sentences by ICU's break rules (UAX #29). Pure.
 */
#pragma once

#include <glib.h>

/* The byte offsets at which sentences begin, of gsize; the first is 0. Caller unrefs. */
GArray *sentence_starts(const char *text);

/* The last sentence with a letter in it, and signs behind it; signs that follow
 * the sentence before stay with that one. Borrowed from `text`. */
const char *sentence_last(const char *text);
