// SPDX-License-Identifier: MIT
/* Days and times as people write them on a command line, and as they read them.
 */
#pragma once

#include <glib.h>

/* Which moment a day stands for. */
typedef enum { MOMENT_DAY_BEGINS, MOMENT_DAY_ENDS } MomentOfDay;

/* Reads YYYY-MM-DD or an RFC 3339 time (without an offset: in the zone) as
 * microseconds since 1970. A day is its first moment, or with MOMENT_DAY_ENDS the
 * first of the next. FALSE when it is neither. */
gboolean moment_parse(const char *text, MomentOfDay day, GTimeZone *zone, gint64 *moment);

/* "2026-07-01 10:00:05" in the zone; caller owns. */
char *moment_short(gint64 moment, GTimeZone *zone);
/* "Wednesday 1 July 2026, 10:00:05 (BST)"; caller owns. */
char *moment_long(gint64 moment, GTimeZone *zone);
