// SPDX-License-Identifier: MIT
#include "startup.h"

#include "facts.h"
#include "listen.h"
#include "rules/rules.h"
#include "settings_file.h"
#include "spool.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

/* The question that an empty message asks: the settings' own addresses. */
static People *ask_about_settings(const Setup *setup, GError **error)
{
  g_autoptr(Mail) mail = mail_new(setup->settings->subaddress, NULL, NULL);
  g_autoptr(Question) question = question_new(setup->settings, mail);
  return roster_ask(setup->roster, question, error);
}

/* policy, co-staff: who can be the second adult. */
static gboolean can_be_co_staff(const People *people, const char *canonical)
{
  const GPtrArray *owners = people_at(people, canonical);
  for (guint i = 0; owners != NULL && i < owners->len; i++) {
    const Address *address = g_ptr_array_index(owners, i);
    if ((address->kinds & ADDRESS_OFFICIAL) && person_is_human_staff(address->person)) return TRUE;
  }
  return FALSE;
}

static void add(GPtrArray *lines, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void add(GPtrArray *lines, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_ptr_array_add(lines, g_strdup_vprintf(format, arguments));
  va_end(arguments);
}

GPtrArray *startup_warnings(const Setup *setup, GError **error)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(People) people = ask_about_settings(setup, error);
  if (people == NULL) return NULL;
  const RuleSettings *rule = settings_rule(setup->settings, &rule_co_staff);
  const SettingValue *defaults = rule_value(rule, CO_STAFF_DEFAULT);
  guint able = 0;
  for (guint i = 0; i < defaults->canonical->len; i++) {
    if (can_be_co_staff(people, g_ptr_array_index(defaults->canonical, i))) {
      able++;
    } else {
      add(lines,
          "rules.co-staff.default: %s is no official address of an active member of staff (service mailboxes "
          "do not count) and will be skipped; add it to the roster's staff or name another",
          (const char *)g_ptr_array_index(defaults->recorded, i));
    }
  }
  if (able == 0 && rule->action == ACTION_FIX) {
    add(lines,
        "rules.co-staff: no default address can be copied; messages in programmes without co-staff "
        "will be %s",
        rule->otherwise == ACTION_HOLD ? "held" : "rejected");
  }
  if (geteuid() == 0)
    add(lines, "running as root, which chaperoned does not need; give it a user of its own");
  return g_steal_pointer(&lines);
}

static int problem(const GError *error)
{
  fprintf(stderr, "chaperoned: %s\n", error->message);
  return 1;
}

/* Files that the daemon will make at its first start are not made here: they
 * would belong to whoever runs the check. */
static int check_to_be_made(const char *what, const char *path)
{
  g_autofree char *directory = g_path_get_dirname(path);
  if (access(directory, W_OK | X_OK) == 0) return 0;
  fprintf(stderr, "chaperoned: %s: cannot be made in %s: %s\n", what, directory, g_strerror(errno));
  return 1;
}

static int check_journal(const Settings *settings)
{
  g_autoptr(GError) error = NULL;
  gboolean is_there = access(settings->journal, F_OK) == 0 && access(settings->key, F_OK) == 0;
  if (!is_there) {
    return check_to_be_made("store.journal", settings->journal) |
           check_to_be_made("store.key", settings->key);
  }
  g_autoptr(Journal) journal = journal_open(settings->journal, settings->key, &error);
  return journal != NULL ? 0 : problem(error);
}

static int check_roster(Settings *settings)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Roster) roster = roster_open(settings->roster, &error);
  if (roster == NULL || roster_version(roster, &error) == 0) return problem(error);
  const Setup setup = {.settings = settings, .roster = roster};
  g_autoptr(GPtrArray) lines = startup_warnings(&setup, &error);
  if (lines == NULL) return problem(error);
  for (guint i = 0; i < lines->len; i++) {
    fprintf(stderr, "chaperoned: warning: %s\n", (const char *)g_ptr_array_index(lines, i));
  }
  return 0;
}

static int check_listen(const Settings *settings)
{
  g_autoptr(GError) error = NULL;
  if (listen_probe(settings->listen, &error)) return 0;
  if (!g_error_matches(error, LISTEN_ERROR, LISTEN_ERROR_IN_USE)) return problem(error);
  printf("%s: answered, so chaperoned is running\n", settings->listen);
  return 0;
}

static int check_spool(const Settings *settings)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *directory = g_path_get_dirname(settings->journal);
  g_autoptr(GMimeStream) stream = spool_open(directory, &error);
  return stream != NULL ? 0 : problem(error);
}

int startup_check(const char *config_path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Settings) settings = settings_read(config_path, &error);
  if (settings == NULL) {
    problem(error);
    return 2;
  }
  int wrong =
      check_roster(settings) | check_journal(settings) | check_listen(settings) | check_spool(settings);
  printf("%s: %s\n", config_path, wrong ? "not ready: see above" : "ready");
  return wrong;
}
