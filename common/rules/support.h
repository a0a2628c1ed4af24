// SPDX-License-Identifier: MIT
/* What several rules share: questions about the message, and phrases for their
 * sentences. Pure.
 */
#pragma once

#include "facts.h"
#include "judgement.h"

/* What an address is to somebody now: everything but "was once". */
#define ADDRESS_PRESENT (ADDRESS_OFFICIAL | ADDRESS_PERSONAL | ADDRESS_OWN | ADDRESS_GUARDIAN)

/* ---- questions ---- */

/* Whether header fields were left out for being too many: what is shown is not wholly known. */
gboolean support_is_cut(const Facts *facts);

/* Whether a repair takes the young person out of the envelope (min-age). */
gboolean support_is_taken_out(const Judgement *judgement, const Person *young);

/* Whether the person is a barred guardian of somebody reached, or taken out. */
gboolean support_is_barred(const Facts *facts, const Judgement *judgement, const Person *person);

/* Whether a copy to this address reaches nobody who is barred. */
gboolean support_may_copy(const Facts *facts, const Judgement *judgement, const Address *entry);

/* The address at which to copy a guardian: the first recorded one. NULL when
 * there is none or it must not be used. */
const Address *support_guardian_address(const Facts *facts, const Judgement *judgement,
                                        const Person *guardian);

/* How copies of guardians show (policy, parents: `copies`). */
WishShow support_guardian_show(const Facts *facts);

/* Whether the envelope as it will be is empty once `canonical` (a set, may be
 * NULL) is gone too. */
gboolean support_leaves_nobody(const Facts *facts, const Judgement *judgement, GHashTable *canonical);

/* ---- phrases; the caller owns them ---- */

/* "a, b and c"; beyond ten, "…, j and 7 more". */
char *support_listed(const GPtrArray *texts);
/* "Sam Okoro (P1)"; for guardians the name alone. */
char *support_person(const Person *person);
/* The persons, listed. */
char *support_people(const GPtrArray *people);
/* Says to the sender `with` (a format that takes the addresses, listed, by which
 * the sender wrote to these persons) or, where none was written, `plain`. */
void support_refuse(const Facts *facts, Finding *finding, const GPtrArray *people, const char *with,
                    const char *plain);
