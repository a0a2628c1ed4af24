// SPDX-License-Identifier: MIT
/* Which lines of plain text are program text or rows of a table: x has another
 * meaning there. For closing.c. Pure.
 */
#pragma once

#include <glib.h>

/* Whether the line is a statement in a programming language. */
gboolean line_is_code(const char *line);

/* Whether the line marks the beginning or end of program text (```). */
gboolean line_is_fence(const char *line);

/* How many times wide blanks or tabs part the line into columns. */
guint line_columns(const char *line);

/* The line with a bar wherever columns are parted. Caller owns. */
char *line_with_bars(const char *line);
