// SPDX-License-Identifier: MIT
/* Turns the wishes of all rules into envelope and header edits, once, so that
 * no two rules fight over one Cc field; and carries edits out on a message for
 * `check --rewritten`, tests and fuzzers.
 *
 * What Postfix and Sendmail get wrong is kept from them here: recipients are
 * added once, a destination field always stays, fields are removed from the
 * last to the first, a Cc is merged into the Cc that is there. Pure.
 */
#pragma once

#include "facts.h"
#include "judgement.h"
#include "verdict.h"

/* The edits for these wishes; caller owns. `facts` has the envelope as it will
 * be. X-Chaperone is not among them: rewrite_mark adds it. */
Edits *rewrite_edits(const Facts *facts, const Judgement *judgement);

/* Removes every X-Chaperone field of the message and, unless `rules` is NULL,
 * adds ours: contract, On the wire. */
void rewrite_mark(Edits *edits, const Mail *mail, const char *reference, VerdictKind kind, const char *rules);

/* The value with "\n" before some of its blanks, so that no line of the field
 * `name` is longer than RFC 5322 wishes; unfolding yields the value again. Caller
 * owns. */
char *rewrite_fold(const char *name, const char *value);

/* The message with its header edits carried out, line ends as they came; caller
 * unrefs the bytes. NULL when body or header fields are not there in whole. */
GBytes *rewrite_apply(const Mail *mail, const Edits *edits);
