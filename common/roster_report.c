// SPDX-License-Identifier: MIT
#include "roster_report.h"

#include "limit.h"
#include "printable.h"

#include <stdarg.h>

#define QUOTED_MAX 60 /* characters */

typedef struct Problem {
  RosterPlace place;
  guint order;
  char *text; /* "COLUMN: what is wrong" */
} Problem;

static void problem_free(gpointer data)
{
  Problem *problem = data;
  g_free(problem->text);
  g_free(problem);
}

RosterReport *roster_report_new(void)
{
  RosterReport *report = g_new0(RosterReport, 1);
  report->files = g_ptr_array_new_with_free_func(g_free);
  report->errors = g_ptr_array_new_with_free_func(problem_free);
  report->warnings = g_ptr_array_new_with_free_func(problem_free);
  report->words = g_ptr_array_new_with_free_func(g_free);
  return report;
}

void roster_report_free(RosterReport *report)
{
  if (report == NULL) return;
  g_ptr_array_unref(report->files);
  g_ptr_array_unref(report->errors);
  g_ptr_array_unref(report->warnings);
  g_ptr_array_unref(report->words);
  g_free(report);
}

static gboolean has_room(const GPtrArray *problems, guint told_before)
{
  return problems->len < told_before + LIMIT_IMPORT_ERRORS;
}

static void keep(GPtrArray *problems, guint order, RosterPlace place, const char *column, char *what)
{
  Problem *problem = g_new0(Problem, 1);
  problem->place = place;
  problem->order = order;
  problem->text = g_strdup_printf("%s: %s", column, what);
  g_ptr_array_add(problems, problem);
  g_free(what);
}

void roster_report_error(RosterReport *report, RosterPlace place, const char *column, const char *format, ...)
{
  report->error_count++;
  if (!has_room(report->errors, report->errors_before)) return;
  va_list arguments;
  va_start(arguments, format);
  keep(report->errors, report->error_count, place, column, g_strdup_vprintf(format, arguments));
  va_end(arguments);
}

void roster_report_warn(RosterReport *report, RosterPlace place, const char *column, const char *format, ...)
{
  report->warning_count++;
  if (!has_room(report->warnings, 0)) return;
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *what = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  keep(report->warnings, report->warning_count, place, column, g_strconcat("warning: ", what, NULL));
}

void roster_report_next_round(RosterReport *report)
{
  report->errors_before = report->errors->len;
}

static int by_place(gconstpointer a, gconstpointer b)
{
  const Problem *left = *(const Problem *const *)a, *right = *(const Problem *const *)b;
  if (left->place.file != right->place.file) return left->place.file < right->place.file ? -1 : 1;
  if (left->place.line != right->place.line) return left->place.line < right->place.line ? -1 : 1;
  return left->order < right->order ? -1 : left->order > right->order;
}

GPtrArray *roster_report_lines(const RosterReport *report, gboolean warnings)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_copy(warnings ? report->warnings : report->errors, NULL, NULL);
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_set_free_func(sorted, NULL);
  g_ptr_array_sort(sorted, by_place);
  for (guint i = 0; i < sorted->len && i < LIMIT_IMPORT_ERRORS; i++) {
    const Problem *problem = g_ptr_array_index(sorted, i);
    const char *file = g_ptr_array_index(report->files, problem->place.file);
    g_ptr_array_add(lines, g_strdup_printf("%s:%u: %s", file, MAX(problem->place.line, 1), problem->text));
  }
  return lines;
}

char *roster_quoted(const char *text)
{
  g_autofree char *start = printable_start(text, QUOTED_MAX);
  return g_strdup_printf("\"%s\"", start);
}
