// SPDX-License-Identifier: MIT
/* What becomes of the header fields. A part of the room `rewrite`. Pure. */
#pragma once

#include "facts.h"
#include "judgement.h"

#define MARK_FIELD "X-Chaperone"

/* Adds the header edits for these wishes. `dropped`: canonical addresses that
 * leave To, Cc and their Resent forms; `hidden`: that leave every header. */
void rewrite_fields(Edits *edits, const Facts *facts, const Judgement *judgement, GHashTable *dropped,
                    GHashTable *hidden);

/* Whether rules wish for another Reply-To than the message has (policy, reply-to). */
gboolean rewrite_replaces_reply_to(const Judgement *judgement);
/* Adds the edits that leave the message one Reply-To, as wished. */
void rewrite_reply_to(Edits *edits, const Mail *mail, const Judgement *judgement);
