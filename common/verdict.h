// SPDX-License-Identifier: MIT
/* What the policy says of one message: findings, and what follows from them.
 *
 * Made by policy_judge, read by the daemon, `check` and the journal. Owns
 * everything in it, so that it outlives mail and people. Pure.
 */
#pragma once

#include "settings.h"

#include <glib.h>
#include <jansson.h>

/* In order of strength (policy, What a rule can do). */
typedef enum { VERDICT_ACCEPT, VERDICT_MODIFY, VERDICT_HOLD, VERDICT_REJECT } VerdictKind;
const char *verdict_kind_name(VerdictKind kind);

typedef enum { DIRECTION_OUTGOING, DIRECTION_INCOMING, DIRECTION_REPORT } Direction;
const char *direction_name(Direction direction);

/* What one rule found, and does about it: one entry for each action a rule takes. */
typedef struct Finding {
  const struct RuleSpec *rule;
  Action action;        /* what it does: log, fix, hold or reject */
  GPtrArray *people;    /* of char *: roster ids, sorted, each once */
  GPtrArray *addresses; /* of char *: sorted, each once */
  GString *text;        /* for the log: may name people */
  GString *refusal;     /* for the sender: names nothing that the sender did not write */
} Finding;

typedef enum { HEADER_ADD, HEADER_CHANGE, HEADER_REMOVE } HeaderOp;
const char *header_op_name(HeaderOp op);

typedef struct HeaderEdit {
  HeaderOp op;
  char *name;
  guint index; /* which field of that name, from 1, in the message as it came */
  char *value; /* UTF-8 on one line; NULL with HEADER_REMOVE */
} HeaderEdit;

/* In an order that Postfix and Sendmail both carry out rightly: changes, then
 * removals from the last field to the first, then additions. */
typedef struct Edits {
  GPtrArray *add_recipients;    /* of char *: recorded forms, sorted */
  GPtrArray *remove_recipients; /* of char *: RCPT arguments byte for byte, sorted */
  GPtrArray *headers;           /* of HeaderEdit */
} Edits;

typedef struct Verdict {
  VerdictKind kind;
  Direction direction;
  Mode mode;
  char *sender_address;    /* envelope sender; From when that is null; "" when neither */
  char *login;             /* NULL when none */
  char *sender_id;         /* NULL when unknown */
  char *sender_role;       /* NULL when unknown */
  GPtrArray *young_people; /* of char *: ids of those reached as sent, sorted */
  GPtrArray *findings;     /* of Finding, in the order of the rules table */
  Edits *edits;            /* empty in observe mode and with a rejection */
  int reply_code;          /* 550 with a rejection that is enforced, else 0 */
  char *reply_status;      /* "5.7.1", else NULL */
  GPtrArray *reply_lines;  /* of char *: ASCII, one line each; empty when none */
  char *hold;              /* why it is held, without personal detail; NULL when not */
  char *reference;         /* CH-XXXX-XXXX, see verdict_stamp */
  gint64 roster_version;
  char *settings_digest;
} Verdict;

Verdict *verdict_new(void);
void verdict_free(Verdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Verdict, verdict_free)

Edits *edits_new(void);
void edits_free(Edits *edits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Edits, edits_free)
gboolean edits_are_empty(const Edits *edits);
void edits_add_header(Edits *edits, HeaderOp op, const char *name, guint index, const char *value);

void finding_free(Finding *finding);

/* Whether the journal must have it: a finding, an edit, or a young person
 * reached (contract, The log). */
gboolean verdict_is_logged(const Verdict *verdict);

/* Whether the message goes out: accept and modify, and everything in observe mode. */
gboolean verdict_passes(const Verdict *verdict);

/* "parents,co-staff": the rules of all findings, each once, for logs and
 * X-Chaperone. Caller owns. */
char *verdict_rules(const Verdict *verdict);

/* The object of contract, Trying a message. Caller owns the reference. */
json_t *verdict_json(const Verdict *verdict);
json_t *finding_json(const Finding *finding);
json_t *edits_headers_json(const Edits *edits);

/* What `check` puts where the daemon has a reference. */
#define REFERENCE_NONE "CH-0000-0000"
