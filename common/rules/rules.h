// SPDX-License-Identifier: MIT
/* The table of rules: one rule, one file, one row.
 *
 * A row carries everything that is said of a rule anywhere: configuration
 * checking, dispatch, --help, README and manual tables are all made from it.
 */
#pragma once

#include "facts.h"
#include "judgement.h"
#include "settings.h"

/* Whom a rule is for (policy, The rules, last column). */
typedef enum {
  SCOPE_YOUNG,    /* outgoing, reaches a young person */
  SCOPE_MINOR,    /* outgoing, reaches a minor */
  SCOPE_FAMILY,   /* outgoing, reaches a young person or a guardian */
  SCOPE_OUTGOING, /* every outgoing message */
  SCOPE_INCOMING, /* every incoming message */
  SCOPE_BOTH,     /* every message but reports */
} RuleScope;
const char *scope_text(RuleScope scope);

/* What a rule looks at; most messages are judged without their body. */
typedef enum { NEEDS_ENVELOPE, NEEDS_HEADERS, NEEDS_BODY } RuleNeeds;

typedef struct RuleSpec {
  const char *id;     /* the same in configuration, log and text */
  const char *clause; /* the policy's clause in short, in our words */
  RuleScope scope;
  RuleNeeds needs;
  Action action;               /* default */
  gboolean repairs;            /* whether `fix` exists, and with it `otherwise` */
  gboolean removes;            /* its repairs take recipients away: judged before the others */
  const SettingSpec *settings; /* ends with a NULL name; NULL when none */
  /* Says to `out` what is found. Called only in scope, when not off and not exempt. */
  void (*judge)(const Facts *facts, const RuleSettings *rule, Judgement *out);
  /* For NEEDS_BODY: whether the body of this message can still matter, from
   * envelope and headers. NULL: whenever the message is in scope. */
  gboolean (*wants_body)(const Facts *facts, const RuleSettings *rule);
  /* Makes rule->prepared of the settings, once for all messages; and frees it.
   * NULL when nothing is to be made. */
  gpointer (*prepare)(const RuleSettings *rule);
  GDestroyNotify release;
} RuleSpec;

/* Every rule, in the order in which findings are told; ends with NULL. */
extern const RuleSpec *const rules_table[];
guint rules_count(void);
/* The row with that id, NULL when there is none. */
const RuleSpec *rule_find(const char *id);

extern const RuleSpec rule_co_staff;
extern const RuleSpec rule_parents;
extern const RuleSpec rule_mass_mail;
extern const RuleSpec rule_outsiders;
extern const RuleSpec rule_official_account;
extern const RuleSpec rule_consent;
extern const RuleSpec rule_sign_off;
extern const RuleSpec rule_pictures;
extern const RuleSpec rule_encrypted;
extern const RuleSpec rule_designated_person;
extern const RuleSpec rule_min_age;
extern const RuleSpec rule_identifying_details;
extern const RuleSpec rule_lookalike;
extern const RuleSpec rule_off_channel;
extern const RuleSpec rule_disclosure;
extern const RuleSpec rule_reply_alone;
extern const RuleSpec rule_reply_to;

/* ---- what other rooms need of single rules ---- */

enum { PARENTS_UNTIL_AGE, PARENTS_REQUIRE, PARENTS_COPIES };
/* Choices of PARENTS_COPIES: first those of Copies, then "as the top-level setting says". */
enum { PARENTS_COPIES_GENERAL = COPIES_HIDDEN + 1 };
enum { MASS_MAIL_THRESHOLD, MASS_MAIL_TO, MASS_MAIL_COUNT_UNKNOWN };
enum { CO_STAFF_DEFAULT };
enum { OUTSIDERS_ALLOW };
enum { MIN_AGE_AGE };

/* The households among the shown addresses as they will be (policy, mass-mail). */
guint mass_mail_households(const Facts *facts, const Judgement *judgement);
