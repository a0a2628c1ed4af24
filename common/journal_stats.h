// SPDX-License-Identifier: MIT
/* Counts over the journal's messages.
 */
#pragma once

#include "journal_read.h"

typedef struct JournalCount {
  char *name;
  gint64 count;
} JournalCount;

typedef struct JournalStats {
  gint64 messages;
  gint64 unreviewed;
  gint64 first, last;  /* times, microseconds since 1970; 0 when there is no message */
  GPtrArray *verdicts; /* of JournalCount, the most frequent first; so below */
  GPtrArray *directions;
  GPtrArray *rules;   /* messages in which each rule found something */
  GPtrArray *senders; /* who wrote messages that were changed, held or refused; the first ten */
} JournalStats;

void journal_stats_clear(JournalStats *stats);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(JournalStats, journal_stats_clear)

/* Counts the messages from `since` on and before `until` (0: no condition).
 * Fills stats, which the caller clears. JOURNAL_ERROR_READ or _DAMAGED. */
gboolean journal_stats_count(JournalReader *reader, gint64 since, gint64 until, JournalStats *stats,
                             GError **error);
