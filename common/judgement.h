// SPDX-License-Identifier: MIT
/* What the rules say of one message while it is being judged: findings and
 * wishes. Rules say what they want (copy this person, remove this address);
 * rewrite.h alone turns that into edits.
 *
 * The one place where "cannot tell" and "cannot be repaired" become an action
 * (policy, What a rule can do). Pure.
 */
#pragma once

#include "people.h"
#include "settings.h"
#include "verdict.h"

typedef enum {
  FOUND,               /* does the rule's action; with `fix`, add wishes */
  FOUND_NO_REPAIR,     /* like FOUND, but with `fix` the rule's `otherwise` */
  FOUND_LEAVES_NOBODY, /* like FOUND, but with `fix` rejects: the repair would empty the envelope */
  FOUND_IN_ORDER,      /* like FOUND, but with `fix` logs: the repair is there already */
  FOUND_CANNOT_TELL,   /* log, hold and reject as set; holds otherwise */
} FoundKind;

typedef enum {
  WISH_COPY,     /* add to the envelope, show or hide */
  WISH_REMOVE,   /* take out of envelope and address headers */
  WISH_HIDE,     /* take out of all headers, keep in the envelope: mass mail */
  WISH_REPLY_TO, /* part of the new Reply-To */
} WishKind;

typedef enum {
  SHOW_AUTO,        /* shown when one household only is reached (policy, parents) */
  SHOW_IN_CC,       /* shown, in mass mail too: co-staff */
  SHOW_UNLESS_MASS, /* shown, but hidden in mass mail */
  SHOW_NOT,         /* envelope only */
} WishShow;

typedef struct Wish {
  WishKind kind;
  char *address; /* recorded form */
  char *canonical;
  const Person *person; /* whom to copy, or to reply to; NULL for other wishes */
  const Address *entry; /* the roster's entry of these; NULL for other wishes */
  WishShow show;
} Wish;

typedef struct Judgement {
  GPtrArray *findings;    /* of Finding */
  GPtrArray *wishes;      /* of Wish, each kind and address once */
  GHashTable *by_address; /* the same wishes, found by kind and canonical address */
} Judgement;

Judgement *judgement_new(void);
void judgement_free(Judgement *judgement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Judgement, judgement_free)

/* The rule's finding for this kind, made at the first call: findings of one
 * rule with the same action are one. Borrowed. */
Finding *judgement_find(Judgement *judgement, const RuleSettings *rule, FoundKind kind);

/* Adds to a finding; ignores NULL, empty and what it has already. */
void finding_person(Finding *finding, const Person *person);
void finding_address(Finding *finding, const char *address);
/* A sentence for the log; repeated sentences are said once. */
void finding_say(Finding *finding, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* A sentence for the sender: no personal detail that the sender did not write. */
void finding_refuse(Finding *finding, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Wishes count only when the finding's action is `fix`; else they do nothing. */
void finding_copy(Judgement *judgement, const Finding *finding, const Address *entry, WishShow show);
void finding_remove(Judgement *judgement, const Finding *finding, const char *address, const char *canonical);
void finding_hide(Judgement *judgement, const Finding *finding, const char *address, const char *canonical);
void finding_reply_to(Judgement *judgement, const Finding *finding, const Address *entry);

/* The wish of that kind for that canonical address, NULL when there is none. */
const Wish *judgement_wish(const Judgement *judgement, WishKind kind, const char *canonical);
/* The wish to copy that person, NULL when there is none. */
const Wish *judgement_copy_of(const Judgement *judgement, const Person *person);
