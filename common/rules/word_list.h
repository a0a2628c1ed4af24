// SPDX-License-Identifier: MIT
/* What the rules with a word list share (policy, off-channel and disclosure):
 * their setting, and the search through a message. Pure.
 */
#pragma once

#include "facts.h"
#include "judgement.h"

/* The only setting of such a rule, and what its row says of it. */
enum { WORD_LIST };
gpointer word_list_prepare(const RuleSettings *rule);
void word_list_release(gpointer prepared);

/* The entries of the rule's list that stand anywhere in the message (subject,
 * text shown or not, links, names of files, attached messages), of char *, in the
 * order of the list. Numbers of families on the roster do not count. *cut: not all of it could be looked at.
 * Caller unrefs. */
GPtrArray *word_list_find(const Facts *facts, const RuleSettings *rule, gboolean *cut);

/* The rule's finding of that kind, with what was found; `format` takes the
 * entries, listed. */
Finding *word_list_finding(Judgement *out, const RuleSettings *rule, FoundKind kind, const GPtrArray *entries,
                           const char *format);

/* Says that not all could be looked at. */
void word_list_cannot_tell(Judgement *out, const RuleSettings *rule);
