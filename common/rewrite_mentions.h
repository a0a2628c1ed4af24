// SPDX-License-Identifier: MIT
/* Whether a text carries an address, however a reader's program comes to show
 * it: plainly, in encoded words (RFC 2047), percent-encoded as in mailto: links
 * and parameters (RFC 3986, RFC 2231), with comments or blanks inside (RFC 5322,
 * obsolete syntax), as `sam=home.example` in bounce addresses. A part of the
 * room `rewrite`. Pure.
 *
 * It rather finds one too many: "first.sam@home.example" carries
 * "sam@home.example", "banjo@home.example" does not carry "jo@home.example".
 */
#pragma once

#include <glib.h>

typedef struct Mentions {
  GHashTable *addresses; /* set of canonical addresses looked for; borrowed */
  GHashTable *domains;   /* set of their domains; borrowed from the addresses */
  const char *separators;
} Mentions;

void mentions_init(Mentions *mentions, GHashTable *addresses, const char *separators);
void mentions_clear(Mentions *mentions);

/* Whether the value of a header field carries one of the addresses. */
gboolean mentions_in_field(const Mentions *mentions, const char *value);

/* The same for decoded text, such as a display name. */
gboolean mentions_in_text(const Mentions *mentions, const char *text);
