// SPDX-License-Identifier: MIT
/* Text as plainly as it reads: what looks alike becomes the same letters.
 *
 * Compatibility forms (fullwidth, mathematical, ligatures), letter case,
 * accents and invisible characters are evened out; digits of any script become
 * ASCII digits; letters of other scripts that look like Latin ones (UTS #39)
 * become those. For comparing only: names, schools, postcodes, numbers, word
 * lists. Pure, thread-safe.
 */
#pragma once

#include <glib.h>

/* The text evened out; punctuation stays, every kind of blank becomes a space,
 * line breaks "\n", tabs stay. Invalid UTF-8 becomes U+FFFD. Caller owns. */
char *plain_text(const char *text);

/* The words of a text: evened out, each preceded and followed by one space (" sam
 * okoro "; " " when there is none). Letters of scripts that put no blanks
 * between words are a word each. Caller owns. */
char *plain_words(const char *text);

/* The same of a text that is plain already, added to `words`, which is empty or
 * ends with a space. */
void plain_add_words(GString *words, const char *plain);

/* Words without the spaces: what phrases are compared by, for "O'Brien" and
 * "OBrien", "SW1A 1AA" and "sw1a1aa" are the same. Caller owns. */
char *plain_squeezed(const char *words);

/* Whether the squeezed phrase stands in the words, from the beginning of one
 * word to the end of one; never for an empty phrase. */
gboolean plain_has(const char *words, const char *squeezed);

/* The same at the word that begins at `at` alone; *end is set behind it. */
gboolean plain_has_at(const char *at, const char *squeezed, const char **end);
