// SPDX-License-Identifier: MIT
/* chaperone roster: whom the organisation knows. */
#include "roster_verbs.h"

const Verb roster_verbs[] = {
    {"import", "[--replace] [--dry-run] [--force] [--encoding NAME] FILE…",
     "Brings CSV files into the roster, all of them or nothing", NULL, NULL, verb_roster_import},
    {"show", "ADDRESS|ID", "Shows a person, family or programme as the rules see them", NULL, NULL,
     verb_roster_show},
    {"gaps", NULL, "Lists what is missing or about to end (exit 1 when something is)", NULL, NULL,
     verb_roster_gaps},
    {"export", "DIR", "Writes the roster as the four CSV files", NULL, NULL, verb_roster_export},
    {"stats", NULL, "Counts people, families, programmes and permissions", NULL, NULL, verb_roster_stats},
    {"history", NULL, "Lists every import: when, who, which files, what it changed", NULL, NULL,
     verb_roster_history},
    {"revert", "[--dry-run]", "Undoes the last import", NULL, NULL, verb_roster_revert},
    {.name = NULL},
};
