// SPDX-License-Identifier: MIT
/* Every sentence that senders and the log are told, in one place, ready for
 * translation. Formats say in a comment what goes in. Refusals name nothing
 * that the sender did not write (policy, Refusals).
 */
#pragma once

/* ---- every refusal ---- */
#define TEXT_REPLY_FINDING "%s: %s"                    /* rule id, sentence of the finding */
#define TEXT_REPLY_ASK "Questions? Ask %s."            /* help address */
#define TEXT_REPLY_REFERENCE "Reference: %s"           /* reference */
#define TEXT_HOLD "chaperone %s: held for review (%s)" /* reference, rules */

/* ---- the daemon's own trouble: 451, impersonal ---- */
#define TEXT_TRY_LATER "This message cannot be checked at the moment. Please try again later."
#define TEXT_BAD_RECIPIENT "A recipient of this message is no complete e-mail address, so it cannot be checked."
