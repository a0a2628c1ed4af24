// SPDX-License-Identifier: MIT
/* One message of the journal as a line: for a terminal, and for a spreadsheet.
 */
#pragma once

#include "journal_entry.h"

#include <stdio.h>

void log_row_print_head(void);
/* `later`: what was done about it (of JournalEntry). */
void log_row_print(const JournalEntry *message, const GPtrArray *later, GTimeZone *zone);

/* RFC 4180. No cell is a formula, whatever was in the message. */
void log_row_write_csv_head(FILE *out);
void log_row_write_csv(FILE *out, const JournalEntry *message, const GPtrArray *later, GTimeZone *zone);

/* The rules of its findings, "parents, co-staff", each once; caller owns. */
char *log_row_rules(const JournalEntry *message);
/* The verdict; "(reject)" when it was observed and not enforced, "not given" when
 * the journal answered too late. Caller owns. */
char *log_row_verdict(const JournalEntry *message, const GPtrArray *later);
/* The values of that kind, separated; erased ones say so. Caller owns. */
char *log_row_values(const JournalEntry *message, DetailKind kind, const char *separator);
