// SPDX-License-Identifier: MIT
/* What the rows of the table of verbs run: one function a verb, one file each,
 * named as the verb. Arguments and result as Verb.run has them (verb.h).
 */
#pragma once

#include "verb.h"

int verb_check(const VerbContext *context, int argc, char **argv);
int verb_config(const VerbContext *context, int argc, char **argv);
int verb_rules(const VerbContext *context, int argc, char **argv);
