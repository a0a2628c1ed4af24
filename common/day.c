// SPDX-License-Identifier: MIT
#include "day.h"

static gboolean all_digits(const char *text, guint from, guint to)
{
  for (guint i = from; i < to; i++) {
    if (!g_ascii_isdigit(text[i])) return FALSE;
  }
  return TRUE;
}

static int number(const char *text, guint from, guint to)
{
  int value = 0;
  for (guint i = from; i < to; i++) value = value * 10 + (text[i] - '0');
  return value;
}

gboolean day_parse(const char *text, Day *day)
{
  if (text == NULL) return FALSE;
  for (guint i = 0; i < 10; i++) {
    if (text[i] == '\0') return FALSE;
  }
  gboolean shaped = text[10] == '\0' && text[4] == '-' && text[7] == '-' && all_digits(text, 0, 4) &&
                    all_digits(text, 5, 7) && all_digits(text, 8, 10);
  if (!shaped) return FALSE;
  GDateYear year = (GDateYear)number(text, 0, 4);
  GDateMonth month = (GDateMonth)number(text, 5, 7);
  GDateDay monthday = (GDateDay)number(text, 8, 10);
  if (!g_date_valid_dmy(monthday, month, year)) return FALSE;
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_dmy(&date, monthday, month, year);
  *day = g_date_get_julian(&date);
  return TRUE;
}

static void to_date(Day day, GDate *date)
{
  g_date_clear(date, 1);
  g_date_set_julian(date, day);
}

char *day_format(Day day)
{
  if (day == DAY_NONE) return g_strdup("");
  GDate date;
  to_date(day, &date);
  return g_strdup_printf("%04d-%02d-%02d", g_date_get_year(&date), g_date_get_month(&date),
                         g_date_get_day(&date));
}

Day day_of(gint64 when, GTimeZone *zone)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(when);
  if (utc == NULL) return DAY_NONE;
  g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, zone);
  if (local == NULL) return DAY_NONE;
  int year = 0, month = 0, monthday = 0;
  g_date_time_get_ymd(local, &year, &month, &monthday);
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_dmy(&date, (GDateDay)monthday, (GDateMonth)month, (GDateYear)year);
  return g_date_get_julian(&date);
}

int day_age(Day birth, Day today)
{
  GDate born, now;
  to_date(birth, &born);
  to_date(today, &now);
  int age = (int)g_date_get_year(&now) - (int)g_date_get_year(&born);
  /* Comparing month and day alone makes 29 February arrive on 1 March in a common year. */
  int birthday = (int)g_date_get_month(&born) * 100 + (int)g_date_get_day(&born);
  int monthday = (int)g_date_get_month(&now) * 100 + (int)g_date_get_day(&now);
  return monthday < birthday ? age - 1 : age;
}
