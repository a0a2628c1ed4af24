// SPDX-License-Identifier: MIT
/* The verbs below `chaperone roster`; one file each.
 */
#pragma once

#include "roster_book.h"
#include "roster_import.h"
#include "verb.h"

extern const Verb roster_verbs[]; /* admin/roster.c */

int verb_roster_import(const VerbContext *context, int argc, char **argv);
int verb_roster_show(const VerbContext *context, int argc, char **argv);
int verb_roster_gaps(const VerbContext *context, int argc, char **argv);
int verb_roster_export(const VerbContext *context, int argc, char **argv);
int verb_roster_stats(const VerbContext *context, int argc, char **argv);
int verb_roster_history(const VerbContext *context, int argc, char **argv);
int verb_roster_revert(const VerbContext *context, int argc, char **argv);

/* ---- what import and revert share ---- */

/* Who is at the keyboard, for the history: whoever became root by sudo, too. Caller owns. */
char *roster_who(void);

/* Prints errors and warnings to standard error, the numbers and words to
 * standard output; returns the exit code. */
int roster_print_report(const RosterReport *report, gboolean dry_run);

/* ---- what the verbs that only read share ---- */

/* The whole roster, or NULL with a message printed. Caller frees. */
RosterBook *roster_read_book(const VerbContext *context, const Settings *settings);

/* Today in the organisation's time zone. */
Day roster_today(const Settings *settings);

/* Checks what a verb was called with: so many arguments besides options. FALSE
 * with `usage` printed when it is another number. */
gboolean roster_wants(const VerbContext *context, int argc, int arguments, const char *usage);
