// SPDX-License-Identifier: MIT
/* An entry of the journal as scripts and the console are given it.
 *
 * The object has the same keys as the one of `chaperone check --json` where it
 * tells the same, in snake_case; what was erased is null. README and manual
 * describe it.
 */
#pragma once

#include "journal_entry.h"

#include <jansson.h>

/* The message with what was done about it later (of JournalEntry); times in the
 * zone. The caller owns the reference. */
json_t *journal_entry_json(const JournalEntry *message, const GPtrArray *later, GTimeZone *zone);

/* RFC 3339 with microseconds; caller owns. */
char *journal_time_text(gint64 time, GTimeZone *zone);

/* The last of the later entries that is of this kind; NULL when none is. */
const JournalEntry *journal_later(const GPtrArray *later, EntryKind kind);
