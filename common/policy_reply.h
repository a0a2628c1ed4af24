// SPDX-License-Identifier: MIT
/* The words that leave the house with a verdict: refusal, reason of a hold,
 * rules in X-Chaperone. A part of the room `policy`. Pure.
 */
#pragma once

#include "settings.h"
#include "verdict.h"

/* Fills reply_code, reply_status and reply_lines: what is wrong, one line a
 * finding; then whom to ask, and the reference (policy, Refusals). ASCII. */
void policy_write_reply(Verdict *verdict, const Settings *settings);

/* Fills `hold`: reference and rules, nothing personal. */
void policy_write_hold(Verdict *verdict);

/* The rules for X-Chaperone: those that changed or held the message. What is
 * only logged stays out, for the young person can read this field. Caller owns. */
char *policy_marked_rules(const Verdict *verdict);
