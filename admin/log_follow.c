// SPDX-License-Identifier: MIT
#include "journal_json.h"
#include "log.h"
#include "log_filter.h"
#include "log_row.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>

/* How many messages stand above the first new one, and how often is looked. */
enum { LIMIT_BEFORE = 10 };
static const struct timespec interval = {.tv_nsec = 300000000};

typedef struct Following {
  const Settings *settings;
  JournalFilter wanted;
  gboolean json;
} Following;

static gboolean print(const JournalEntry *message, const GPtrArray *later, gpointer context)
{
  const Following *following = context;
  if (following->json) {
    json_t *object = journal_entry_json(message, later, following->settings->timezone);
    json_dumpf(object, stdout, JSON_COMPACT);
    json_decref(object);
    puts("");
  } else {
    log_row_print(message, later, following->settings->timezone);
  }
  return !ferror(stdout);
}

/* Prints what came since the last look. A fresh reader each time sees a journal
 * that was replaced, too; numbers that begin anew are all new. */
static gboolean look(Following *following, GError **error)
{
  gint64 last = 0;
  g_autoptr(JournalReader) reader = journal_reader_open(following->settings->journal, error);
  if (reader == NULL || !journal_reader_last(reader, &last, error)) return FALSE;
  if (last < following->wanted.after) following->wanted.after = 0;
  if (last > following->wanted.after &&
      !journal_reader_visit(reader, &following->wanted, print, following, error)) {
    return FALSE;
  }
  following->wanted.after = last;
  following->wanted.limit = 0;
  return TRUE;
}

/* Blocks the signals that end us, so that one is only taken between two looks. */
static sigset_t hold_signals(void)
{
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGHUP);
  sigprocmask(SIG_BLOCK, &ends, NULL);
  return ends;
}

/* Whether there is a journal to follow; the head only stands above one that is. */
static gboolean begin(const Following *following, GError **error)
{
  g_autoptr(JournalReader) reader = journal_reader_open(following->settings->journal, error);
  if (reader != NULL && !following->json) log_row_print_head();
  return reader != NULL;
}

static int follow(const VerbContext *context, Following *following)
{
  g_autoptr(GError) error = NULL;
  const sigset_t ends = hold_signals();
  if (!begin(following, &error) || !look(following, &error)) return verb_fail(context, "%s", error->message);
  while (fflush(stdout) == 0 && sigtimedwait(&ends, NULL, &interval) <= 0) {
    g_clear_error(&error);
    gboolean seen = look(following, &error);
    /* A journal that is locked or being replaced will be there at the next look. */
    if (!seen && g_error_matches(error, JOURNAL_ERROR, JOURNAL_ERROR_DAMAGED)) {
      return verb_fail(context, "%s", error->message);
    }
  }
  return ferror(stdout) ? verb_fail(context, "standard output was closed") : VERB_OK;
}

int verb_log_follow(const VerbContext *context, int argc, char **argv)
{
  g_auto(LogFilter) filter = {0};
  Following following = {0};
  const GOptionEntry entries[] = {
      LOG_FILTER_ENTRIES(filter),
      {"json", 0, 0, G_OPTION_ARG_NONE, &following.json, "Print one JSON object a line", NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!verb_options(context, entries, "",
                    "Lists the latest messages and then each as it is judged, until interrupted.", &argc,
                    &argv))
    return VERB_FAILED;
  if (argc != 1) return verb_fail(context, "takes no argument but options");
  g_autoptr(Settings) settings = verb_settings(context);
  if (settings == NULL || !log_filter_read(context, &filter, settings, &following.wanted)) return VERB_FAILED;
  following.settings = settings;
  following.wanted.limit = LIMIT_BEFORE;
  return follow(context, &following);
}
