// SPDX-License-Identifier: MIT
/* Invented messages for tests of the journal: five kinds in turn, told by the
 * remainder of their number.
 *
 * 0: Ben, a mentor, writes to Sam, 15; his mother and the lead are copied (modify)
 * 1: Ben writes from his personal account (reject)
 * 2: no consent is recorded for Sam (hold)
 * 3: Carol writes to Sam with everybody copied (accept)
 * 4: a stranger's subject and addresses try to break terminals and spreadsheets (reject, observed)
 */
#pragma once

#include "journal.h"

enum { INVENTED_MODIFY, INVENTED_REJECT, INVENTED_HOLD, INVENTED_ACCEPT, INVENTED_HOSTILE, INVENTED_KINDS };

/* 2026-07-01 09:00:00 UTC, and a minute later for each number, in microseconds. */
gint64 invented_time(guint number);

/* The verdict of that number with a fresh reference; caller frees. */
Verdict *invented_verdict(guint number);

/* Appends the message of that number; its reference, which the caller owns, or NULL. */
char *invented_append(Journal *journal, guint number, GError **error);

/* The hostile message's subject. */
extern const char invented_hostile_subject[];
