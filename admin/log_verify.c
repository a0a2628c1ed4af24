// SPDX-License-Identifier: MIT
#include "journal_verify.h"
#include "log.h"
#include "printable.h"

#include <jansson.h>
#include <stdio.h>

static void print_broken(const JournalReport *report)
{
  g_autofree char *what = printable(report->what);
  g_autofree char *reference = printable(report->reference != NULL ? report->reference : "");
  printf("The log is BROKEN");
  if (report->broken > 0) printf(" at entry %" G_GINT64_FORMAT, report->broken);
  if (*reference != '\0') printf(" (%s)", reference);
  printf(": %s.\nEntries before it that are whole: %" G_GINT64_FORMAT ".\n", what, report->entries);
}

static void print_text(const JournalReport *report)
{
  if (!report->whole) {
    print_broken(report);
    return;
  }
  printf("The log is whole: %" G_GINT64_FORMAT " entries, each as it was written.\n", report->entries);
  if (report->erased > 0) printf("Personal fields erased from it: %" G_GINT64_FORMAT ".\n", report->erased);
}

static void print_json(const JournalReport *report)
{
  json_t *object = json_object();
  json_object_set_new(object, "whole", json_boolean(report->whole));
  json_object_set_new(object, "entries", json_integer(report->entries));
  json_object_set_new(object, "erased_fields", json_integer(report->erased));
  json_object_set_new(object, "broken_entry",
                      report->broken > 0 ? json_integer(report->broken) : json_null());
  json_object_set_new(object, "reference",
                      report->reference != NULL ? json_string(report->reference) : json_null());
  json_object_set_new(object, "reason", report->what != NULL ? json_string(report->what) : json_null());
  json_dumpf(object, stdout, JSON_INDENT(2));
  json_decref(object);
  puts("");
}

int verb_log_verify(const VerbContext *context, int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
      {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!verb_options(
          context, entries, "",
          "Checks every entry of the log against the key, and that none is missing, put in or moved; works "
          "while chaperoned writes.\n\nExit code 0: the log is whole; 1: it is not, or the key is another; "
          "2: "
          "it could not be read.",
          &argc, &argv))
    return VERB_FAILED;
  if (argc != 1) return verb_fail(context, "takes no argument but options");
  g_autoptr(Settings) settings = verb_settings(context);
  g_autoptr(GError) error = NULL;
  g_auto(JournalReport) report = {0};
  if (settings == NULL) return VERB_FAILED;
  if (!journal_verify(settings->journal, settings->key, &report, &error)) {
    return verb_fail(context, "%s", error->message);
  }
  json ? print_json(&report) : print_text(&report);
  if (fflush(stdout) != 0) return verb_fail(context, "the answer cannot be written to standard output");
  return report.whole ? VERB_OK : VERB_NO;
}
