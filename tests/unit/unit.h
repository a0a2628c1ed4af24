// SPDX-License-Identifier: MIT
/* What every unit test needs: the names of rows in failures, and main. */
#pragma once

#include <check.h>
#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>

#define ROWS(table) ((int)(sizeof(table) / sizeof((table)[0])))

/* NULL-safe comparison that says which row failed. */
#define ck_row_str(row, got, want)                                                                           \
  ck_assert_msg(g_strcmp0(got, want) == 0, "%s: got \"%s\", want \"%s\"", row, got ? got : "(null)",         \
                want ? want : "(null)")

/* Runs a suite as a program of its own. */
static inline int unit_run(Suite *suite)
{
  g_mime_init();
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
