// SPDX-License-Identifier: MIT
#include "roster_history.h"

#include "moment.h"
#include "printable.h"
#include "roster_verbs.h"

#include <stdio.h>

static const char summary[] =
    "Lists every import, the last first: when, who, which files (by SHA-256, so that a\n"
    "file at hand can be told from another by sha256sum), and what it changed.";

static void print_indented(const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++) {
    g_autofree char *line = printable(g_ptr_array_index(lines, i));
    printf("    %s\n", line);
  }
}

static void print_counts(const RosterPast *past)
{
  for (guint kind = 0; kind < SHEETS; kind++) {
    const RosterCount *count = &past->counts[kind];
    if (!count->touched) continue;
    printf("    %s: %u added, %u changed, %u left, %u unchanged\n", roster_sheets[kind].name, count->added,
           count->changed, count->departed, count->unchanged);
  }
}

static void print_past(const RosterPast *past, const Settings *settings)
{
  g_autofree char *when = moment_long(past->at * G_USEC_PER_SEC, settings->timezone);
  g_autofree char *who = printable(past->who);
  printf("%" G_GINT64_FORMAT "  %s, by %s", past->number, when, who);
  if (past->reverts != 0) printf(": reverts %" G_GINT64_FORMAT, past->reverts);
  printf("\n");
  print_indented(past->files);
  print_counts(past);
  print_indented(past->words);
}

int verb_roster_history(const VerbContext *context, int argc, char **argv)
{
  if (!verb_options(context, NULL, NULL, summary, &argc, &argv)) return VERB_FAILED;
  if (!roster_wants(context, argc, 0, "takes no argument")) return VERB_FAILED;
  g_autoptr(Settings) settings = verb_settings(context);
  g_autoptr(GError) error = NULL;
  if (settings == NULL) return VERB_FAILED;
  g_autoptr(GPtrArray) imports = roster_history_at(settings->roster, &error);
  if (imports == NULL) return verb_fail(context, "%s", error->message);
  for (guint i = 0; i < imports->len; i++) print_past(g_ptr_array_index(imports, i), settings);
  if (imports->len == 0) puts("Nothing was ever imported.");
  return VERB_OK;
}
