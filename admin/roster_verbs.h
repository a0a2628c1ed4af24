// SPDX-License-Identifier: MIT
/* The verbs below `chaperone roster`; one file each.
 */
#pragma once

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
