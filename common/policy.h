// SPDX-License-Identifier: MIT
/* The pure centre: from settings, mail, people and a moment to a verdict.
 *
 * No I/O, no clock, no milter, no SQL: the daemon, `chaperone check`, the unit
 * tests and the fuzzers all call this, and the same input gives the same
 * verdict. Thread-safe for different mails.
 */
#pragma once

#include "mail.h"
#include "people.h"
#include "settings.h"
#include "verdict.h"

#define POLICY_ERROR (policy_error_quark())
GQuark policy_error_quark(void);
typedef enum {
  POLICY_ERROR_RECIPIENTS, /* none, or more than can be judged */
  POLICY_ERROR_BODY,       /* a rule needs the body, which was skipped or lost */
  POLICY_ERROR_UNSETTLED,  /* repairs that call for repairs without end: a bug */
} PolicyError;

/* Whether the body of every message must be read, whoever writes to whom: then
 * nothing needs to be known of a message to say so. */
gboolean policy_always_needs_body(const Settings *settings);

/* Whether a verdict on this mail can depend on its body. Envelope and headers
 * must have been fed. FALSE lets the MTA keep the body (house, One way through). */
gboolean policy_needs_body(const Settings *settings, Mail *mail, const People *people, gint64 when);

/* Judges. `when`: seconds since 1970, UTC, the time of receipt. `reference`
 * goes into X-Chaperone and the refusal. The caller owns the verdict; NULL on
 * an error, which is a temporary failure (451), never an accept. */
Verdict *policy_judge(const Settings *settings, Mail *mail, const People *people, gint64 when,
                      const char *reference, GError **error);
