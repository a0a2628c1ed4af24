// SPDX-License-Identifier: MIT
/* Cells of the roster's rows as values. A part of the room `roster`. */
#pragma once

#include "day.h"

#include <sqlite3.h>

/* The text of a column, borrowed until the next step; NULL for an empty cell. */
const char *row_text(sqlite3_stmt *row, int column);
/* Whether the cell says yes; an empty one does not. */
gboolean row_yes(sqlite3_stmt *row, int column);
/* The day of a cell, DAY_NONE for an empty one. FALSE for what is none. */
gboolean row_day(sqlite3_stmt *row, int column, Day *day);
/* The values of a cell that has several, separated by ";". Free with
 * g_strfreev; empty for NULL. */
char **row_values(const char *cell);
/* An address or "@domain" in canonical form; NULL when it is neither. Caller owns. */
char *row_pattern(const char *subject, const char *separators);
