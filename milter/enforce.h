// SPDX-License-Identifier: MIT
/* Carries a verdict out on the message that the MTA holds.
 *
 * Talks to the MTA through a small table of operations: libmilter's in the
 * daemon, a recording one in tests. What Postfix and Sendmail would take wrongly
 * is refused or made harmless here: a single `%` and anything but ASCII in a
 * reply, line breaks and overlong lines in a header, junk as a recipient.
 */
#pragma once

#include "verdict.h"

/* Each returns FALSE when the MTA did not take it. `mta` is the table's own. */
typedef struct MtaOperations {
  gboolean (*add_header)(gpointer mta, const char *name, const char *value);
  /* `index` counts that name's fields from 1; value NULL removes the field. */
  gboolean (*change_header)(gpointer mta, const char *name, guint index, const char *value);
  gboolean (*add_recipient)(gpointer mta, const char *argument);
  gboolean (*remove_recipient)(gpointer mta, const char *argument);
  gboolean (*quarantine)(gpointer mta, const char *reason);
  /* The answer to the sender: "550", "5.7.1", NULL-terminated lines. */
  gboolean (*reply)(gpointer mta, const char *code, const char *status, char **lines);
} MtaOperations;

/* What the MTA must be told in the end. */
typedef enum { OUTCOME_PASS, OUTCOME_REJECT, OUTCOME_TEMPFAIL } Outcome;

/* Passes, holds or refuses the message as the verdict says. When any edit
 * fails, the whole message fails for now: half a repair is none. */
Outcome enforce_verdict(const Verdict *verdict, const MtaOperations *operations, gpointer mta);

/* 451 4.7.1 with this text, for trouble of our own. Returns OUTCOME_TEMPFAIL. */
Outcome enforce_trouble(const MtaOperations *operations, gpointer mta, const char *text);
