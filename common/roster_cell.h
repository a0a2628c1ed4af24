// SPDX-License-Identifier: MIT
/* One cell of a roster file: from what a spreadsheet wrote to the one spelling
 * that the roster keeps and exports, or what is wrong with it. Pure.
 */
#pragma once

#include "day.h"
#include "roster_columns.h"

/* What cells are read with, for a whole import. */
typedef struct CellContext {
  const char *separators; /* of tags in addresses, address.h */
  const char *encoding;   /* as the user named it; NULL: UTF-8 */
  Day today;              /* in the organisation's time zone */
} CellContext;

/* Brings `length` bytes at `cell` (writable, followed by NUL) to plain text in
 * place: blanks at both ends gone, line breaks within become a space. Returns
 * the start of the text, or NULL with *problem set: other bytes than the
 * encoding's, control characters, over LIMIT_CSV_CELL. The caller frees
 * *problem. */
char *roster_cell_clean(char *cell, gsize length, const CellContext *context, char **problem);

/* The spelling to keep of a clean, non-empty text, owned by the caller; NULL
 * with *problem set when the column cannot hold it. */
char *roster_cell_read(const RosterColumn *column, const char *text, const CellContext *context,
                       char **problem);

/* Whether a text is kept as it is whatever it says, so that reading it can be
 * left out. */
gboolean roster_cell_is_free(const RosterColumn *column);

/* The values of a cell with several, in order. Free with g_strfreev; empty for
 * NULL. */
char **roster_cell_values(const char *cell);

/* Whether a cell with several values has this one (exactly). */
gboolean roster_cell_has(const char *cell, const char *value);
