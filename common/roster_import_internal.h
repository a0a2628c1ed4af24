// SPDX-License-Identifier: MIT
/* What the files of roster_import share: an import at work. For them alone. */
#pragma once

#include "roster_book.h"
#include "roster_cell.h"
#include "roster_csv.h"
#include "roster_import.h"

typedef struct Import {
  const Settings *settings;
  const RosterImportOptions *options;
  RosterBook *book;
  RosterReport *report;
  CellContext context;
  gboolean has_file[SHEETS]; /* a file of this kind was read */
  gboolean broken;           /* a file could not be read to its end: what it holds is not known */
  GPtrArray *digests;        /* of char *: as report->files */
  GArray *kinds;             /* of RosterKind: as report->files; SHEETS: none */
} Import;

/* ---- roster_import_sheet.c: from a file to rows of the book ---- */

/* Reads one file, which is report->files[file]. */
void import_sheet(Import *import, guint file, const CsvFile *csv);

/* ---- roster_import_row.c: from cells to a row ---- */

/* The cells of one record by column, as read. */
typedef struct ImportCells {
  const char *text[ROSTER_COLUMNS_MAX]; /* in the book; NULL: empty */
  gboolean wrong[ROSTER_COLUMNS_MAX];   /* told as an error; text is NULL */
} ImportCells;

/* Adds or changes the row that the cells name; `given` says which columns the
 * file has. */
void import_row(Import *import, RosterKind kind, RosterPlace place, const gboolean *given,
                const ImportCells *cells);

/* ---- roster_import_replace.c: what absence means ---- */

/* With --replace: ends what its files do not name. Then keeps what staff's
 * addresses once were, and counts. */
void import_settle_absent(Import *import);

/* Refuses when more than a fifth would leave, --force aside. */
void import_check_losses(Import *import);

/* ---- roster_import_check.c: the roster as it is to be ---- */

/* Ids over kinds, references, logins. Addresses are roster_families.h's. */
void import_check_references(Import *import);

/* The place of the row that this import brought, the later where both are;
 * the beginning of the first file when neither is. *column: "file" then. */
RosterPlace import_place(const BookRow *one, const BookRow *other, const char **column);
