// SPDX-License-Identifier: MIT
/* Rosters for tests: CSV texts written to the test's own directory and imported
 * at noon on 22 November 2026.
 */
#pragma once

#include "roster_import.h"
#include "scratch.h"
#include "unit.h"

#define TEST_NOW 1795348800 /* 2026-11-22T12:00:00Z */

static Settings *test_settings;

static inline void roster_make(void)
{
  scratch_make();
  test_settings = settings_new();
  ck_assert(settings_add_domain(test_settings, "teens.example"));
  g_free(test_settings->roster);
  test_settings->roster = g_build_filename(scratch, "roster.db", NULL);
  settings_seal(test_settings);
}

static inline void roster_remove(void)
{
  g_clear_pointer(&test_settings, settings_unref);
  scratch_remove();
}

/* Imports texts as the files 1.csv, 2.csv, …; NULL ends them. The caller frees. */
static inline RosterReport *roster_import_texts(const RosterImportOptions *options, const char *const *texts)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GError) error = NULL;
  for (guint i = 0; texts[i] != NULL; i++) {
    g_autofree char *name = g_strdup_printf("%u.csv", i + 1);
    g_ptr_array_add(files, scratch_file(name, texts[i], -1));
  }
  g_ptr_array_add(files, NULL);
  RosterReport *report = roster_import(test_settings, (char *const *)files->pdata, options, &error);
  ck_assert_msg(report != NULL, "%s", error != NULL ? error->message : "no error");
  return report;
}

/* The report's lines without the directory: "1.csv:2: email: …", a line each. The caller frees. */
static inline char *roster_lines(const RosterReport *report, gboolean warnings)
{
  g_autoptr(GPtrArray) lines = roster_report_lines(report, warnings);
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < lines->len; i++) {
    const char *line = g_ptr_array_index(lines, i);
    g_string_append_printf(text, "%s%s", i > 0 ? "\n" : "", line + strlen(scratch) + 1);
  }
  return g_strdup(text->str);
}

/* Imports what must go through. */
static inline void roster_import_ok(const RosterImportOptions *options, const char *const *texts)
{
  g_autoptr(RosterReport) report = roster_import_texts(options, texts);
  g_autofree char *errors = roster_lines(report, FALSE);
  ck_assert_str_eq(errors, "");
}

static const RosterImportOptions plain_options = {.who = "tester", .now = TEST_NOW};
static const RosterImportOptions replace_options = {.who = "tester", .now = TEST_NOW, .replace = TRUE};
