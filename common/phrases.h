// SPDX-License-Identifier: MIT
/* Lists of words, links and numbers that a text is searched for (conf/README.md
 * tells how they are written). Pure; immutable once made.
 *
 * An entry is
 * - words ("text me", "self harm*"): whole words side by side, where a last star
 *   stands for any ending of the last one;
 * - a link, when it has a dot, colon or slash and no blank ("wa.me", "sms:"): a
 *   host and its subdomains, a host with the beginning of a path, or a scheme;
 * - a number, when it is made of digits, # for any digit, and a plus
 *   ("07#########"), however it is written.
 * Texts compare as plain.h evens them out.
 */
#pragma once

#include <glib.h>

typedef struct Phrases Phrases;

/* Of char *: entries; those that say nothing are passed over. */
Phrases *phrases_new(const GPtrArray *entries);
void phrases_free(Phrases *phrases);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Phrases, phrases_free)

/* What is wrong with an entry ("has no letter or digit"); NULL when nothing is. */
const char *phrases_check(const char *entry);

/* Whether a number that an entry found is one that it is meant for; `digits` as
 * they stand in the text. */
typedef gboolean (*PhrasesNumber)(const char *digits, gconstpointer data);

/* What is looked for, and what was found. */
typedef struct PhrasesSearch {
  const Phrases *phrases;
  GHashTable *found;    /* set of the entries that stand in a text, borrowed from the Phrases */
  PhrasesNumber counts; /* NULL: every number does */
  gconstpointer data;   /* for `counts` */
} PhrasesSearch;

/* Looks through a text, UTF-8 of any kind. */
void phrases_find(PhrasesSearch *search, const char *text);
