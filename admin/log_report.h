// SPDX-License-Identifier: MIT
/* One message of the journal in plain words, for whoever answers for it.
 */
#pragma once

#include "journal_entry.h"

/* Prints it to standard output. `later`: what was done about it (of JournalEntry). */
void log_report(const JournalEntry *message, const GPtrArray *later, GTimeZone *zone);
