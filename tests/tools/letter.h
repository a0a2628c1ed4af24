// SPDX-License-Identifier: MIT
/* For tests of what a message says: Ben, a mentor, writes to Sam, 15, and one
 * rule judges it.
 */
#pragma once

#include "facts.h"
#include "judgement.h"
#include "rules/rules.h"

typedef struct Letter {
  Settings *settings;
  People *people;
  Mail *mail;
  Facts *facts;
} Letter;

/* `sender` is the name of the mentor, ben@org.example. `message` is an RFC 5322
 * message; From and To are given when it has none. It is sent to Sam. */
Letter *letter_new(const char *sender, const char *message, gsize length);
void letter_free(Letter *letter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Letter, letter_free)

/* What the rule says of it, as a set of 1 << Action of its findings; 0: nothing. */
guint letter_judge(const Letter *letter, const RuleSpec *rule);

#define LETTER_REJECTED (1u << ACTION_REJECT)
#define LETTER_HELD (1u << ACTION_HOLD)
