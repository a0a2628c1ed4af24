// SPDX-License-Identifier: MIT
/* Who can be the second adult, and whom to copy as one: what the rules co-staff
 * and reply-alone share (policy, co-staff). Pure.
 */
#pragma once

#include "facts.h"

/* Whether the envelope has the official address of a member of staff who is not
 * the sender, and not a guardian of a young person reached. */
gboolean co_staff_is_reached(const Facts *facts);

/* Whom to copy for these young people (of Person, whose programmes and guardians
 * count): first a colleague who is shown but not in the envelope, then one of
 * the programmes', then a default. Never `beside` (may be NULL), and at no
 * address that is in the envelope. NULL when there is nobody. Borrowed from the
 * roster. */
const Address *co_staff_choose(const Facts *facts, const GPtrArray *young, const Person *beside);
