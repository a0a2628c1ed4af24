// SPDX-License-Identifier: MIT
/* Whether the journal is whole: every entry as it was written, none missing,
 * none put in, none moved, and none gone from the end.
 *
 * Looks at the journal as it is at one moment; the daemon may write meanwhile.
 */
#pragma once

#include <glib.h>

typedef struct JournalReport {
  gboolean whole;
  gint64 entries;  /* looked at, up to the first broken one */
  gint64 erased;   /* personal fields among them that were erased */
  gint64 broken;   /* number of the first broken entry; 0 when it is not about one */
  char *reference; /* its reference; NULL when it is not known */
  char *what;      /* what is wrong, in words; NULL when whole */
} JournalReport;

void journal_report_clear(JournalReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(JournalReport, journal_report_clear)

/* Fills the report, which the caller clears. FALSE when it could not be found
 * out: no journal, no key, no access, locked (JOURNAL_ERROR_OPEN, _READ). A wrong
 * key or a damaged file is an answer, not an error. */
gboolean journal_verify(const char *path, const char *key_path, JournalReport *report, GError **error);
