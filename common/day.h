// SPDX-License-Identifier: MIT
/* A day of the calendar, as birthdays and consents need it: no time, no zone.
 *
 * The number is GLib's Julian day (GDate), so days can be compared and
 * subtracted. Pure: knows no clock.
 */
#pragma once

#include <glib.h>

typedef guint32 Day;

/* No day recorded. Smaller than every day that day_parse yields. */
#define DAY_NONE ((Day)0)

/* Reads exactly YYYY-MM-DD (years 1 to 9999). Leaves *day alone and returns
 * FALSE for anything else, impossible dates included. */
gboolean day_parse(const char *text, Day *day);

/* YYYY-MM-DD, owned by the caller; "" for DAY_NONE. */
char *day_format(Day day);

/* The day on which the moment `when` (seconds since 1970, UTC) falls in zone. */
Day day_of(gint64 when, GTimeZone *zone);

/* Years completed on `today` by somebody born on `birth`. An age is reached at
 * the start of the birthday; who is born on 29 February has it on 1 March in a
 * common year (policy, Terms). Negative when birth lies ahead. */
int day_age(Day birth, Day today);
