// SPDX-License-Identifier: MIT
/* chaperone roster: whom the organisation knows. */
#include "roster_verbs.h"

const Verb roster_verbs[] = {
    {"import", "[--replace] [--dry-run] [--force] [--encoding NAME] FILE…",
     "Brings CSV files into the roster, all of them or nothing", NULL, NULL, verb_roster_import},
    {"revert", "[--dry-run]", "Undoes the last import", NULL, NULL, verb_roster_revert},
    {.name = NULL},
};
