// SPDX-License-Identifier: MIT
#include "roster_verbs.h"

static const char summary[] =
    "Brings CSV files (UTF-8, a header row, \";\" between several values of a cell)\n"
    "into the roster. Which of the four a file is shows in its header row:\n\n"
    "  staff         id, name, email, role [programmes, personal_email, login, phone, active]\n"
    "  participants  id, name, email, date_of_birth, contact_consent [contact_consent_until,\n"
    "                photo_consent, programmes, school, phone, postcode, active, and for N = 1\n"
    "                to 4: guardianN_name, guardianN_email, guardianN_phone, guardianN_contact]\n"
    "  programmes    id, name [co_staff, designated, list_address, list_members]\n"
    "  permissions   participant_id, kind, subject, granted_by, granted_on [expires_on]\n\n"
    "All files are one step: with any error nothing changes, and every error is told as\n"
    "FILE:LINE: COLUMN: what is wrong. A column that a file lacks keeps what the roster\n"
    "knows; an empty cell empties it. A running chaperoned takes the new roster from the\n"
    "next message on.\n\n"
    "Exit status: 0 imported (or would be), 1 errors in the files, 2 could not be tried.";

int verb_roster_import(const VerbContext *context, int argc, char **argv)
{
  RosterImportOptions options = {.now = g_get_real_time() / G_USEC_PER_SEC};
  g_autofree char *encoding = NULL;
  const GOptionEntry entries[] = {
      {"replace", 0, 0, G_OPTION_ARG_NONE, &options.replace,
       "People of a file's kind who are not in it leave, permissions end, programmes go", NULL},
      {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, "Tell what would happen, change nothing",
       NULL},
      {"force", 0, 0, G_OPTION_ARG_NONE, &options.force,
       "Import even when more than a fifth of the people would leave or of the consents end", NULL},
      {"encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, "What the files are written in (windows-1252, …)",
       "NAME"},
      {NULL, 0, 0, 0, NULL, NULL, NULL},
  };
  if (!verb_options(context, entries, "FILE…", summary, &argc, &argv)) return VERB_FAILED;
  if (argc < 2)
    return verb_fail(context, "which files? \"%s --help\" tells what they look like", context->name);
  g_autoptr(Settings) settings = verb_settings(context);
  g_autoptr(GError) error = NULL;
  g_autofree char *who = roster_who();
  if (settings == NULL) return VERB_FAILED;
  options.encoding = encoding;
  options.who = who;
  g_autoptr(RosterReport) report = roster_import(settings, argv + 1, &options, &error);
  if (report == NULL) return verb_fail(context, "%s", error->message);
  return roster_print_report(report, options.dry_run);
}
