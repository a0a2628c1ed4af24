// SPDX-License-Identifier: MIT
#include "moment.h"

#include "day.h"

static gint64 microseconds(GDateTime *time)
{
  return g_date_time_to_unix(time) * G_USEC_PER_SEC + g_date_time_get_microsecond(time);
}

static GDateTime *start_of(Day day, GTimeZone *zone)
{
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_julian(&date, day);
  return g_date_time_new(zone, g_date_get_year(&date), (int)g_date_get_month(&date), g_date_get_day(&date), 0,
                         0, 0);
}

gboolean moment_parse(const char *text, MomentOfDay which, GTimeZone *zone, gint64 *moment)
{
  Day day = DAY_NONE;
  g_autofree char *upper = g_strdelimit(g_ascii_strup(text, -1), " ", 'T');
  g_autoptr(GDateTime) time = NULL;
  if (day_parse(text, &day))
    time = start_of(which == MOMENT_DAY_ENDS ? day + 1 : day, zone);
  else
    time = g_date_time_new_from_iso8601(upper, zone);
  if (time == NULL) return FALSE;
  *moment = microseconds(time);
  return TRUE;
}

static char *format(gint64 moment, GTimeZone *zone, const char *form)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(moment / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone(utc, zone) : NULL;
  return local != NULL ? g_date_time_format(local, form) : g_strdup("?");
}

char *moment_short(gint64 moment, GTimeZone *zone)
{
  return format(moment, zone, "%Y-%m-%d %H:%M:%S");
}

char *moment_long(gint64 moment, GTimeZone *zone)
{
  return format(moment, zone, "%A %-d %B %Y, %H:%M:%S (%Z)");
}
