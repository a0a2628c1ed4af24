// SPDX-License-Identifier: MIT
#include "journal_json.h"
#include "journal_stats.h"
#include "log.h"
#include "moment.h"
#include "printable.h"

#include <stdio.h>

static void print_counts(const char *title, const GPtrArray *counts)
{
  if (counts->len == 0) return;
  printf("\n%s\n", title);
  for (guint i = 0; i < counts->len; i++) {
    const JournalCount *count = g_ptr_array_index(counts, i);
    g_autofree char *name = printable(count->name);
    printf("  %8" G_GINT64_FORMAT "  %s\n", count->count, name);
  }
}

static void print_text(const JournalStats *stats, GTimeZone *zone)
{
  printf("Messages in the log: %" G_GINT64_FORMAT "\n", stats->messages);
  if (stats->messages == 0) return;
  g_autofree char *first = moment_short(stats->first, zone);
  g_autofree char *last = moment_short(stats->last, zone);
  printf("From %s to %s\nNot reviewed: %" G_GINT64_FORMAT "\n", first, last, stats->unreviewed);
  print_counts("By verdict", stats->verdicts);
  print_counts("By direction", stats->directions);
  print_counts("By rule that found something", stats->rules);
  print_counts("Whose messages were changed, held or refused most", stats->senders);
}

static json_t *counts_json(const GPtrArray *counts)
{
  json_t *object = json_object();
  for (guint i = 0; i < counts->len; i++) {
    const JournalCount *count = g_ptr_array_index(counts, i);
    json_object_set_new(object, count->name, json_integer(count->count));
  }
  return object;
}

static json_t *time_json(gint64 time, GTimeZone *zone)
{
  g_autofree char *text = journal_time_text(time, zone);
  return json_string(text);
}

static void print_json(const JournalStats *stats, GTimeZone *zone)
{
  json_t *object = json_object();
  gboolean any = stats->messages > 0;
  json_object_set_new(object, "messages", json_integer(stats->messages));
  json_object_set_new(object, "unreviewed", json_integer(stats->unreviewed));
  json_object_set_new(object, "first", any ? time_json(stats->first, zone) : json_null());
  json_object_set_new(object, "last", any ? time_json(stats->last, zone) : json_null());
  json_object_set_new(object, "verdicts", counts_json(stats->verdicts));
  json_object_set_new(object, "directions", counts_json(stats->directions));
  json_object_set_new(object, "rules", counts_json(stats->rules));
  json_object_set_new(object, "senders", counts_json(stats->senders));
  json_dumpf(object, stdout, JSON_INDENT(2));
  json_decref(object);
  puts("");
}

/* The bounds in time that the options set, as microseconds; 0 for none. */
static gboolean read_bounds(const VerbContext *context, const char *since, const char *until, GTimeZone *zone,
                            gint64 bounds[2])
{
  bounds[0] = bounds[1] = 0;
  if ((since == NULL || moment_parse(since, MOMENT_DAY_BEGINS, zone, &bounds[0])) &&
      (until == NULL || moment_parse(until, MOMENT_DAY_ENDS, zone, &bounds[1]))) {
    return TRUE;
  }
  verb_fail(context, "--since and --until: write a date as in 2026-03-01 or 2026-03-01T09:30:00");
  return FALSE;
}

static int count(const VerbContext *context, const Settings *settings, const gint64 bounds[2], gboolean json)
{
  g_autoptr(GError) error = NULL;
  g_auto(JournalStats) stats = {0};
  g_autoptr(JournalReader) reader = journal_reader_open(settings->journal, &error);
  if (reader == NULL || !journal_stats_count(reader, bounds[0], bounds[1], &stats, &error)) {
    return verb_fail(context, "%s", error->message);
  }
  json ? print_json(&stats, settings->timezone) : print_text(&stats, settings->timezone);
  if (fflush(stdout) != 0) return verb_fail(context, "the counts cannot be written to standard output");
  return VERB_OK;
}

int verb_log_stats(const VerbContext *context, int argc, char **argv)
{
  g_autofree char *since = NULL, *until = NULL;
  gboolean json = FALSE;
  gint64 bounds[2];
  const GOptionEntry entries[] = {
      {"since", 0, 0, G_OPTION_ARG_STRING, &since, "From this day or time on (2026-03-01)", "DATE"},
      {"until", 0, 0, G_OPTION_ARG_STRING, &until, "Up to the end of this day, or before this time", "DATE"},
      {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!verb_options(context, entries, "",
                    "Counts the messages in the log by verdict, direction, rule and sender.", &argc, &argv))
    return VERB_FAILED;
  if (argc != 1) return verb_fail(context, "takes no argument but options");
  g_autoptr(Settings) settings = verb_settings(context);
  if (settings == NULL || !read_bounds(context, since, until, settings->timezone, bounds)) return VERB_FAILED;
  return count(context, settings, bounds, json);
}
