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
