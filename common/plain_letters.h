// SPDX-License-Identifier: MIT
/* Which letters look like Latin ones: a table made of ICU's confusables (UTS
 * #39) once in a program's life. A part of the room `plain`. Pure, thread-safe.
 */
#pragma once

#include <glib.h>

/* The Latin letter (lower case) or digit that the character is, or looks like;
 * 0 when none. With `mixed`, the character stands in one word with Latin
 * letters, and looks of capital letters count too. */
char letters_latin(gint32 c, gboolean mixed);

/* The letters that are written for one that Unicode does not take apart ("ae",
 * "l"); NULL for others. */
const char *letters_several(gint32 c);

/* Whether the script puts no blanks between words: each letter counts as one. */
gboolean letters_stand_alone(gint32 c);
