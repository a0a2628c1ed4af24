// SPDX-License-Identifier: MIT
/* The keys by which candidates out of a message find people (sql/roster-001,
 * "what names people"): written at import, read by roster_details.h. A part of
 * the room `roster`.
 */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/* Works the keys out anew from staff, participant and guardian, within the
 * caller's transaction. `separators` are those of the roster's addresses. */
gboolean roster_keys_write(sqlite3 *db, const char *separators, GError **error);

/* The keys of phone numbers, from `from` to `to`, that may be the one with these
 * last digits (PHONE_LEAST to PHONE_DIGITS of them) and no shorter. */
typedef struct PhoneRange {
  gint64 from, to;
} PhoneRange;
PhoneRange roster_phone_range(const char *digits);
/* The key of a number that has these last digits and no others. */
gint64 roster_phone_key(const char *digits);
