// SPDX-License-Identifier: MIT
/* Folding text so that what reads alike compares alike. Pure, thread-safe.
 */
#pragma once

#include <glib.h>

/* NFC after full case folding, runs of white space as one space, trimmed: how
 * names, purposes and words compare. Invalid UTF-8 becomes U+FFFD first.
 * Caller owns. */
char *fold_text(const char *text);

/* NFC and full case folding alone, blanks kept. Caller owns. */
char *fold_case(const char *text);
