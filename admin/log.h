// SPDX-License-Identifier: MIT
/* The verbs below `chaperone log`; one file each.
 */
#pragma once

#include "verb.h"

extern const Verb log_verbs[]; /* admin/log.c */

int verb_log_list(const VerbContext *context, int argc, char **argv);
int verb_log_show(const VerbContext *context, int argc, char **argv);
int verb_log_follow(const VerbContext *context, int argc, char **argv);
int verb_log_verify(const VerbContext *context, int argc, char **argv);
int verb_log_stats(const VerbContext *context, int argc, char **argv);
int verb_log_erase(const VerbContext *context, int argc, char **argv);
int verb_log_review(const VerbContext *context, int argc, char **argv);

/* A reference as people read it out or copy it: any letter case, O for 0, I and
 * L for 1 (Crockford), with or without its dashes and "CH". Caller owns; NULL
 * when it is none. */
char *log_reference(const char *text);
