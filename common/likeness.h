// SPDX-License-Identifier: MIT
/* Addresses that a reader takes for another (policy, lookalike): confusable ones
 * (UTS #39 skeletons), those with the same local part at another domain, and
 * those that are one edit away. Pure, thread-safe.
 */
#pragma once

#include <glib.h>

/* What is compared of an address. Owns everything in it. */
typedef struct Likeness {
  char *canonical;
  char *local;    /* canonical local part, dots as written (gmail.com forgets them) */
  char *shape;    /* the address with its domain in Unicode */
  char *skeleton; /* of the shape, UTS #39 */
} Likeness;

/* NULL when `address` (as written, or canonical) is no address. */
Likeness *likeness_new(const char *address, const char *separators);
void likeness_free(Likeness *likeness);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Likeness, likeness_free)

/* Whether one can be taken for the other; FALSE for one and the same address. */
gboolean likeness_deceives(const Likeness *one, const Likeness *other);

/* ---- how they are looked up (roster_keys.h) ---- */

/* The two keys under which an address is kept: halves of its skeleton, as
 * numbers that others may share (details.h). Whatever has the same skeleton, or
 * is one edit of the local part away, has one of them among its
 * likeness_keys_near. Both append to `keys`, of gint64. */
void likeness_keys(GArray *keys, const Likeness *likeness);
void likeness_keys_near(GArray *keys, const Likeness *likeness);

/* The local parts that an address alike may have exactly: to be looked for at
 * every domain. Of char *; the caller unrefs. */
GPtrArray *likeness_locals(const Likeness *likeness);
