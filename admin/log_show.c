// SPDX-License-Identifier: MIT
#include "journal_json.h"
#include "journal_read.h"
#include "log.h"
#include "log_report.h"

#include <stdio.h>

static gboolean print_json(const JournalEntry *message, const GPtrArray *later, GTimeZone *zone)
{
  json_t *object = journal_entry_json(message, later, zone);
  gboolean printed = json_dumpf(object, stdout, JSON_INDENT(2)) == 0 && puts("") >= 0;
  json_decref(object);
  return printed;
}

static int show(const VerbContext *context, const Settings *settings, const char *reference, gboolean json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JournalEntry) message = NULL;
  g_autoptr(GPtrArray) later = NULL;
  g_autoptr(JournalReader) reader = journal_reader_open(settings->journal, &error);
  if (reader == NULL || !journal_reader_find(reader, reference, &message, &later, &error)) {
    return verb_fail(context, "%s", error->message);
  }
  if (message == NULL) {
    verb_fail(context, "there is no message %s in the log", reference);
    return VERB_NO;
  }
  gboolean printed = TRUE;
  if (json)
    printed = print_json(message, later, settings->timezone);
  else
    log_report(message, later, settings->timezone);
  if (!printed || fflush(stdout) != 0)
    return verb_fail(context, "the entry cannot be written to standard output");
  return VERB_OK;
}

int verb_log_show(const VerbContext *context, int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
      {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!verb_options(
          context, entries, "REF",
          "Tells all that is known of one message: who wrote to whom, what was found, what was changed.\n\n"
          "Exit code 1: there is no such message.",
          &argc, &argv))
    return VERB_FAILED;
  if (argc != 2) return verb_fail(context, "name one reference, such as CH-7QK2-0M4X");
  g_autofree char *reference = log_reference(argv[1]);
  if (reference == NULL) return verb_fail(context, "a reference looks like CH-7QK2-0M4X");
  g_autoptr(Settings) settings = verb_settings(context);
  return settings != NULL ? show(context, settings, reference, json) : VERB_FAILED;
}
