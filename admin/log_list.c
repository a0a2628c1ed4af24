// SPDX-License-Identifier: MIT
#include "journal_json.h"
#include "log.h"
#include "log_filter.h"
#include "log_row.h"

#include <stdio.h>

/* What fits on a screen, where nobody asks for more. Programs are given all. */
enum { LIMIT_SHOWN = 50, LIMIT_UNSET = -1 };

typedef struct Listing {
  GTimeZone *zone;
  FILE *out;
  gint64 shown;
} Listing;

static gboolean visit_text(const JournalEntry *message, const GPtrArray *later, gpointer context)
{
  Listing *listing = context;
  if (listing->shown++ == 0) log_row_print_head();
  log_row_print(message, later, listing->zone);
  return !ferror(listing->out);
}

static gboolean visit_csv(const JournalEntry *message, const GPtrArray *later, gpointer context)
{
  Listing *listing = context;
  listing->shown++;
  log_row_write_csv(listing->out, message, later, listing->zone);
  return !ferror(listing->out);
}

static gboolean visit_json(const JournalEntry *message, const GPtrArray *later, gpointer context)
{
  Listing *listing = context;
  json_t *object = journal_entry_json(message, later, listing->zone);
  gboolean written = fprintf(listing->out, "%s\n", listing->shown++ == 0 ? "[" : ",") > 0 &&
                     json_dumpf(object, listing->out, JSON_INDENT(2)) == 0;
  json_decref(object);
  return written;
}

static gboolean list_text(JournalReader *reader, JournalFilter *wanted, Listing *listing, GError **error)
{
  gint64 limit = wanted->limit;
  if (!journal_reader_visit(reader, wanted, visit_text, listing, error)) return FALSE;
  if (listing->shown == 0) puts("No message in the log is like that.");
  if (limit > 0 && listing->shown == limit) {
    printf("These are the latest %" G_GINT64_FORMAT "; --limit 0 lists all.\n", limit);
  }
  return TRUE;
}

static gboolean list_csv(JournalReader *reader, JournalFilter *wanted, Listing *listing, GError **error)
{
  log_row_write_csv_head(listing->out);
  return journal_reader_visit(reader, wanted, visit_csv, listing, error);
}

static gboolean list_json(JournalReader *reader, JournalFilter *wanted, Listing *listing, GError **error)
{
  if (!journal_reader_visit(reader, wanted, visit_json, listing, error)) return FALSE;
  if (fprintf(listing->out, "%s\n", listing->shown == 0 ? "[]" : "\n]") > 0) return TRUE;
  g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "standard output cannot be written");
  return FALSE;
}

typedef gboolean (*Lister)(JournalReader *reader, JournalFilter *wanted, Listing *listing, GError **error);

static int list(const VerbContext *context, const Settings *settings, JournalFilter *wanted, Lister lister)
{
  g_autoptr(GError) error = NULL;
  Listing listing = {.zone = settings->timezone, .out = stdout};
  g_autoptr(JournalReader) reader = journal_reader_open(settings->journal, &error);
  if (reader == NULL || !lister(reader, wanted, &listing, &error))
    return verb_fail(context, "%s", error->message);
  if (fflush(stdout) != 0) return verb_fail(context, "the list cannot be written to standard output");
  return VERB_OK;
}

int verb_log_list(const VerbContext *context, int argc, char **argv)
{
  g_auto(LogFilter) filter = {0};
  gint64 limit = LIMIT_UNSET;
  gboolean json = FALSE, csv = FALSE;
  const GOptionEntry entries[] = {
      LOG_FILTER_ENTRIES(filter),
      {"limit", 0, 0, G_OPTION_ARG_INT64, &limit,
       "The latest N only; 0: all (default: 50, with --json and --csv all)", "N"},
      {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON array", NULL},
      {"csv", 0, 0, G_OPTION_ARG_NONE, &csv, "Print CSV that is safe to open in a spreadsheet", NULL},
      G_OPTION_ENTRY_NULL,
  };
  JournalFilter wanted;
  if (!verb_options(
          context, entries, "",
          "Lists judged messages, the newest last. A verdict in brackets was observed and not enforced.",
          &argc, &argv))
    return VERB_FAILED;
  if (argc != 1)
    return verb_fail(context, "takes no argument but options; \"log show REF\" shows one message");
  if (json && csv) return verb_fail(context, "--json and --csv exclude each other");
  if (limit < LIMIT_UNSET) return verb_fail(context, "--limit: a number from 0 on");
  g_autoptr(Settings) settings = verb_settings(context);
  if (settings == NULL || !log_filter_read(context, &filter, settings, &wanted)) return VERB_FAILED;
  wanted.limit = limit != LIMIT_UNSET ? limit : json || csv ? 0 : LIMIT_SHOWN;
  return list(context, settings, &wanted, json ? list_json : csv ? list_csv : list_text);
}
