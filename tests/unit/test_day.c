// SPDX-License-Identifier: MIT
#include "day.h"
#include "unit.h"

static const struct {
  const char *text;
  gboolean is_day;
} parse_rows[] = {
    {"2011-02-28", TRUE},   {"2012-02-29", TRUE},  {"2011-02-29", FALSE},
    {"2011-13-01", FALSE},  {"2011-00-10", FALSE}, {"2011-1-01", FALSE},
    {"11-01-01", FALSE},    {"2011/01/01", FALSE}, {"2011-01-01 ", FALSE},
    {" 2011-01-01", FALSE}, {"", FALSE},           {"2011-01-0", FALSE},
    {"0000-01-01", FALSE},  {"01-02-2011", FALSE}, {"2011-01-011", FALSE},
    {"20a1-01-01", FALSE},
};

START_TEST(a_day_is_four_two_two_digits)
{
  Day day = DAY_NONE;
  gboolean got = day_parse(parse_rows[_i].text, &day);
  ck_assert_msg(got == parse_rows[_i].is_day, "\"%s\"", parse_rows[_i].text);
  if (!got) {
    ck_assert_uint_eq(day, DAY_NONE);
    return;
  }
  g_autofree char *again = day_format(day);
  ck_assert_str_eq(again, parse_rows[_i].text);
}
END_TEST

static const struct {
  const char *name, *born, *today;
  int age;
} age_rows[] = {
    {"the day before the birthday", "2008-11-23", "2026-11-22", 17},
    {"the birthday", "2008-11-22", "2026-11-22", 18},
    {"29 February, 28 February of a common year", "2008-02-29", "2026-02-28", 17},
    {"29 February, 1 March of a common year", "2008-02-29", "2026-03-01", 18},
    {"29 February of a leap year", "2008-02-29", "2028-02-29", 20},
    {"the day of birth", "2026-11-22", "2026-11-22", 0},
    {"a day before birth", "2026-11-23", "2026-11-22", -1},
};

START_TEST(an_age_is_reached_at_the_start_of_the_birthday)
{
  Day born = DAY_NONE, today = DAY_NONE;
  ck_assert(day_parse(age_rows[_i].born, &born));
  ck_assert(day_parse(age_rows[_i].today, &today));
  ck_assert_msg(day_age(born, today) == age_rows[_i].age, "%s: %d", age_rows[_i].name, day_age(born, today));
}
END_TEST

START_TEST(a_moment_falls_on_the_day_of_the_zone)
{
  g_autoptr(GTimeZone) london = g_time_zone_new_identifier("Europe/London");
  g_autoptr(GTimeZone) auckland = g_time_zone_new_identifier("Pacific/Auckland");
  gint64 summer_evening = 1782513000; /* 2026-06-26 22:30 UTC */
  g_autofree char *here = day_format(day_of(summer_evening, london));
  g_autofree char *there = day_format(day_of(summer_evening + 3600, auckland));
  g_autofree char *later = day_format(day_of(summer_evening + 1800, london));
  ck_assert_str_eq(here, "2026-06-26");
  ck_assert_str_eq(there, "2026-06-27");
  ck_assert_str_eq(later, "2026-06-27");
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("day");
  TCase *tcase = tcase_create("day");
  tcase_add_loop_test(tcase, a_day_is_four_two_two_digits, 0, ROWS(parse_rows));
  tcase_add_loop_test(tcase, an_age_is_reached_at_the_start_of_the_birthday, 0, ROWS(age_rows));
  tcase_add_test(tcase, a_moment_falls_on_the_day_of_the_zone);
  suite_add_tcase(suite, tcase);
  return unit_run(suite);
}
