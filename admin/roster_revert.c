// SPDX-License-Identifier: MIT
#include "roster_verbs.h"

static const char summary[] =
    "Puts the roster back to what it was before the last import. That is an import in\n"
    "the history too, so that a second revert undoes the first. An older import cannot\n"
    "be undone: import the older files again.";

int verb_roster_revert(const VerbContext *context, int argc, char **argv)
{
  RosterImportOptions options = {.now = g_get_real_time() / G_USEC_PER_SEC};
  const GOptionEntry entries[] = {
      {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, "Tell what would happen, change nothing",
       NULL},
      {NULL, 0, 0, 0, NULL, NULL, NULL},
  };
  if (!verb_options(context, entries, NULL, summary, &argc, &argv)) return VERB_FAILED;
  if (argc > 1) return verb_fail(context, "\"%s\" is too much: it undoes the last import", argv[1]);
  g_autoptr(Settings) settings = verb_settings(context);
  g_autoptr(GError) error = NULL;
  g_autofree char *who = roster_who();
  if (settings == NULL) return VERB_FAILED;
  options.who = who;
  g_autoptr(RosterReport) report = roster_revert(settings, &options, &error);
  if (report == NULL) return verb_fail(context, "%s", error->message);
  return roster_print_report(report, options.dry_run);
}
