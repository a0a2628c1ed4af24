// SPDX-License-Identifier: MIT
#include "roster_verbs.h"

#include <stdio.h>
#include <unistd.h>

char *roster_who(void)
{
  const char *sudo = getuid() == 0 ? g_getenv("SUDO_USER") : NULL;
  return g_strdup(sudo != NULL ? sudo : g_get_user_name());
}

static void print_lines(const RosterReport *report, gboolean warnings)
{
  g_autoptr(GPtrArray) lines = roster_report_lines(report, warnings);
  for (guint i = 0; i < lines->len; i++) fprintf(stderr, "%s\n", (const char *)g_ptr_array_index(lines, i));
  guint all = warnings ? report->warning_count : report->error_count;
  if (all > lines->len)
    fprintf(stderr, "… and %u more %s\n", all - lines->len, warnings ? "warnings" : "errors");
}

static void print_counts(const RosterReport *report)
{
  for (guint kind = 0; kind < SHEETS; kind++) {
    const RosterCount *count = &report->counts[kind];
    if (!count->touched) continue;
    printf("%s: %u added, %u changed, %u left, %u unchanged\n", roster_sheets[kind].name, count->added,
           count->changed, count->departed, count->unchanged);
  }
}

int roster_print_report(const RosterReport *report, gboolean dry_run)
{
  print_lines(report, TRUE);
  print_lines(report, FALSE);
  if (report->error_count > 0) {
    fprintf(stderr, "%u %s: nothing was changed.\n", report->error_count,
            report->error_count == 1 ? "error" : "errors");
    return VERB_NO;
  }
  print_counts(report);
  for (guint i = 0; i < report->words->len; i++)
    printf("%s\n", (const char *)g_ptr_array_index(report->words, i));
  if (dry_run) puts("A dry run: nothing was changed.");
  return VERB_OK;
}

RosterBook *roster_read_book(const VerbContext *context, const Settings *settings)
{
  g_autoptr(GError) error = NULL;
  RosterBook *book = roster_book_read(settings->roster, &error);
  if (book == NULL) verb_fail(context, "%s", error->message);
  return book;
}

Day roster_today(const Settings *settings)
{
  return day_of(g_get_real_time() / G_USEC_PER_SEC, settings->timezone);
}

gboolean roster_wants(const VerbContext *context, int argc, int arguments, const char *usage)
{
  if (argc == arguments + 1) return TRUE;
  verb_fail(context, "%s; \"%s --help\" tells more", usage, context->name);
  return FALSE;
}
