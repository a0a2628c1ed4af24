// SPDX-License-Identifier: MIT
/* What a sender may sign with: the words of their names. For closing.c and
 * kisses.c. Pure.
 */
#pragma once

#include <glib.h>

typedef struct SenderNames {
  GPtrArray *first;  /* of char *: first names, folded */
  GHashTable *words; /* set of all words of their names, folded */
} SenderNames;

SenderNames *sender_names_new(void);
void sender_names_free(SenderNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SenderNames, sender_names_free)

/* Adds a name as the roster or a From field has it: "Ben Carter", "Carter, Ben",
 * "Dr Ben Carter". */
void sender_names_add(SenderNames *names, const char *name);

/* Whether the folded word is a first name of theirs, or short or long for one
 * ("ben" of Benjamin). */
gboolean sender_names_first(const SenderNames *names, const char *folded);

/* Whether it is any word of their names, or an initial of one. */
gboolean sender_names_any(const SenderNames *names, const char *folded);

/* Whether it is the initial of a first name of theirs. */
gboolean sender_names_initial(const SenderNames *names, const char *folded);

/* Whether a first name begins with an x. */
gboolean sender_names_x(const SenderNames *names);
