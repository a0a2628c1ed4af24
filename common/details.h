// SPDX-License-Identifier: MIT
/* What in a text may be somebody's detail: e-mail addresses, phone numbers,
 * and words for names, schools and postcodes (policy, identifying-details).
 *
 * Taken out liberally: whatever a reader could take for an address or a number
 * becomes a candidate, and only what the roster knows is ever found. Pure.
 */
#pragma once

#include <glib.h>

/* Phone numbers compare by this many last digits (policy), and not at all when
 * they have fewer than the least (decisions, Content). */
#define PHONE_DIGITS 9
#define PHONE_LEAST 7

typedef struct Details {
  GHashTable *addresses; /* set of canonical addresses */
  GHashTable *phones;    /* set of the last digits of numbers, PHONE_LEAST to PHONE_DIGITS */
  GHashTable *tails;     /* set of shorter ends of the numbers in `phones` */
  GString *words;        /* plain_words of all the text */
  char *separators;      /* as address_canonical takes them */
  gboolean cut;          /* over LIMIT_DETAILS: the rest was not taken out */
  guint tries;           /* readings of addresses that were tried */
  guint8 *sieve;         /* a bit for each key of `words` (Bloom): most names are not there */
  gsize sieve_bits;      /* a power of two; 0 before details_seal */
} Details;

Details *details_new(const char *separators);
void details_free(Details *details);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Details, details_free)

/* Takes out what stands in a text (UTF-8, may be invalid). Nothing reaches from
 * one text into the next. */
void details_add(Details *details, const char *text);

/* The same without its words: addresses and numbers alone. */
void details_add_nameless(Details *details, const char *text);

/* Ends the adding: makes questions for names quick. */
void details_seal(Details *details);

/* The last digits of a recorded phone number, no more than PHONE_DIGITS of them;
 * NULL when there are too few to compare. Caller owns. */
char *details_phone(const char *recorded);

/* Whether the recorded phone number stands in the text, however it is written. */
gboolean details_have_phone(const Details *details, const char *recorded);
/* Whether two recorded numbers are the same. */
gboolean details_same_phone(const char *recorded, const char *other);
/* Whether the recorded school or postcode does; letter case, accents and blanks
 * ignored. Never what names no place, such as "n/a" or "home". */
gboolean details_have_place(const Details *details, const char *recorded);
/* Whether the full name does, first or last name first. */
gboolean details_have_name(const Details *details, const char *name);

/* ---- how names are looked up (roster_keys.h) ---- */

/* A word or a pair of neighbouring words, blanks left away, as a number: FNV-1a,
 * so that two texts may share one. */
typedef gint64 DetailsKey;

/* Appends the keys under which a name is kept to `keys` (of DetailsKey): whoever
 * writes the name in full writes a word, or two side by side, with one of them. */
void details_name_keys(GArray *keys, const char *name);

/* Calls back for each word and pair of words of `words`, with the place of the
 * (first) word; the same key may come several times. Stops at FALSE, and returns it. */
typedef gboolean (*DetailsVisit)(DetailsKey key, const char *word, gpointer data);
gboolean details_each_key(const char *words, DetailsVisit visit, gpointer data);

/* Whether the full name stands in `words` around that word, which has one of its keys. */
gboolean details_name_around(const char *words, const char *word, const char *name);

/* FNV-1a of a text, going on from `key`; begin with DETAILS_KEY. */
#define DETAILS_KEY G_GINT64_CONSTANT(-3750763034362895579)
DetailsKey details_key(DetailsKey key, const char *text, gsize length);

/* Whether two names are the same, first or last name first. */
gboolean details_same_name(const char *name, const char *other);
