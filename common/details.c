// SPDX-License-Identifier: MIT
#include "details.h"

#include "details_internal.h"
#include "limit.h"
#include "plain.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

static GHashTable *text_set(void)
{
  return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

Details *details_new(const char *separators)
{
  Details *details = g_new0(Details, 1);
  details->addresses = text_set();
  details->phones = text_set();
  details->tails = text_set();
  details->words = g_string_new(" ");
  details->separators = g_strdup(separators);
  return details;
}

void details_free(Details *details)
{
  if (details == NULL) return;
  g_hash_table_unref(details->addresses);
  g_hash_table_unref(details->phones);
  g_hash_table_unref(details->tails);
  g_string_free(details->words, TRUE);
  g_free(details->separators);
  g_free(details->sieve);
  g_free(details);
}

void details_found(Details *details, GHashTable *set, char *owned)
{
  if (g_hash_table_size(set) < LIMIT_DETAILS || g_hash_table_contains(set, owned)) {
    g_hash_table_add(set, owned);
    return;
  }
  details->cut = TRUE;
  g_free(owned);
}

/* NFKC with letter case and invisible characters gone, accents kept: what is
 * another address stays another. NULL when ICU cannot. */
static char *case_folded(const char *text)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *folder = unorm2_getNFKCCasefoldInstance(&status);
  gsize bytes = strlen(text);
  int32_t units = 0;
  g_autofree UChar *raw = g_new(UChar, bytes + 1);
  u_strFromUTF8WithSub(raw, (int32_t)bytes + 1, &units, text, (int32_t)bytes, 0xFFFD, NULL, &status);
  if (U_FAILURE(status)) return NULL;
  int32_t length = unorm2_normalize(folder, raw, units, NULL, 0, &status);
  status = U_ZERO_ERROR;
  g_autofree UChar *folded = g_new(UChar, length + 1);
  length = unorm2_normalize(folder, raw, units, folded, length + 1, &status);
  return U_FAILURE(status) ? NULL : g_utf16_to_utf8((const gunichar2 *)folded, length, NULL, NULL, NULL);
}

static void find(Details *details, const char *text, const char *plain)
{
  g_autofree char *folded = g_str_is_ascii(text) ? NULL : case_folded(text);
  details_find_phones(details, plain);
  details_find_addresses(details, plain);
  if (folded != NULL && strcmp(folded, plain) != 0) details_find_addresses(details, folded);
}

void details_add_nameless(Details *details, const char *text)
{
  g_autofree char *plain = plain_text(text);
  find(details, text, plain);
}

void details_add(Details *details, const char *text)
{
  g_autofree char *plain = plain_text(text);
  find(details, text, plain);
  plain_add_words(details->words, plain);
  /* A word that no text has: nothing reaches from one text into the next. */
  g_string_append(details->words, "\x1F ");
}

#define PLACE_LEAST 3 /* letters and digits */

/* What people write into a cell that they must fill, squeezed. */
static gboolean names_no_place(const char *squeezed)
{
  static const char *const nothing[] = {"none",    "unknown",    "home",         "school", "college",
                                        "other",   "homeschool", "homeschooled", "tbc",    "tba",
                                        "private", "notknown",   "homeeducated", "nil",    "notapplicable"};
  for (guint i = 0; i < G_N_ELEMENTS(nothing); i++) {
    if (strcmp(nothing[i], squeezed) == 0) return TRUE;
  }
  return strlen(squeezed) < PLACE_LEAST;
}

gboolean details_have_place(const Details *details, const char *recorded)
{
  g_autofree char *words = plain_words(recorded);
  g_autofree char *squeezed = plain_squeezed(words);
  return !names_no_place(squeezed) && plain_has(details->words->str, squeezed);
}
