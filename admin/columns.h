// SPDX-License-Identifier: MIT
/* Text in columns on a terminal: safe to show (printable.h), cut to the column's
 * width and filled up to it, by what the characters measure there and not by
 * how many there are.
 */
#pragma once

#include <glib.h>

/* Appends the text in `width` cells and two blanks; width 0 is the last column,
 * as long as it is, without blanks after it. */
void columns_add(GString *line, const char *text, guint width);

/* Prints the line without blanks at its end. */
void columns_print(GString *line);
