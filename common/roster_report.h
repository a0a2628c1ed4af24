// SPDX-License-Identifier: MIT
/* What an import has to tell: errors and warnings by file, line and column, and
 * what it did in numbers and words (contract, roster import).
 *
 * For the administrator: it may quote cells, without control characters.
 */
#pragma once

#include "roster_columns.h"

typedef struct RosterCount {
  gboolean touched; /* a file of this kind was imported, or rows of it changed */
  guint added, changed, departed, unchanged;
} RosterCount;

typedef struct RosterReport {
  GPtrArray *files;                 /* of char *: as named to the user, in order of import */
  GPtrArray *errors, *warnings;     /* see roster_report_lines */
  guint error_count, warning_count; /* those not kept included */
  guint errors_before;              /* kept before this round */
  RosterCount counts[SHEETS];
  GPtrArray *words; /* of char *: what changed, a sentence each */
  gint64 number;    /* of the import, which is the roster's version; 0: nothing was imported */
} RosterReport;

/* Where in the files something is; line 0 is the whole file. */
typedef struct RosterPlace {
  guint file; /* index into files */
  guint line; /* where the record begins, from 1 */
} RosterPlace;

RosterReport *roster_report_new(void);
void roster_report_free(RosterReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RosterReport, roster_report_free)

/* `column` is a header, "row" or "file". Past LIMIT_IMPORT_ERRORS of one round
 * they are only counted. */
void roster_report_error(RosterReport *report, RosterPlace place, const char *column, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
void roster_report_warn(RosterReport *report, RosterPlace place, const char *column, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Lets the next checks keep as many again: those after the files were read. */
void roster_report_next_round(RosterReport *report);

/* "FILE:LINE: COLUMN: what is wrong", in order of files and lines, the first
 * LIMIT_IMPORT_ERRORS. Of char *; the caller owns the array. */
GPtrArray *roster_report_lines(const RosterReport *report, gboolean warnings);

/* A cell as a message may quote it: shortened, in quotes. The caller owns it. */
char *roster_quoted(const char *text);
