// SPDX-License-Identifier: MIT
#include "settings.h"

#include "address.h"
#include "rules/rules.h"
#include "settings_digest.h"

#include <string.h>

static const char *const action_names[] = {"off", "log", "fix", "hold", "reject", NULL};

const char *action_name(Action action)
{
  return action_names[action];
}

gboolean action_parse(const char *name, Action *action)
{
  for (guint i = 0; action_names[i] != NULL; i++) {
    if (strcmp(action_names[i], name) != 0) continue;
    *action = (Action)i;
    return TRUE;
  }
  return FALSE;
}

const char *const mode_names[] = {"enforce", "observe", NULL};
const char *const copies_names[] = {"auto", "shown", "hidden", NULL};
const char *const log_names[] = {"stderr", "syslog", NULL};
const char *const mta_names[] = {"postfix", "sendmail", NULL};

const char *mode_name(Mode mode)
{
  return mode_names[mode];
}

/* ---- making ---- */

static void set_defaults(Settings *settings)
{
  settings->domains = g_ptr_array_new_with_free_func(g_free);
  settings->listen = g_strdup(SETTINGS_LISTEN);
  settings->roster = g_strdup(SETTINGS_STATE_DIR "/roster.db");
  settings->journal = g_strdup(SETTINGS_STATE_DIR "/journal.db");
  settings->key = g_strdup(SETTINGS_STATE_DIR "/journal.key");
  settings->subaddress = g_strdup(ADDRESS_SEPARATORS);
  if (settings_set_timezone(settings, SETTINGS_TIMEZONE)) return;
  settings->timezone_name = g_strdup(SETTINGS_TIMEZONE);
  settings->timezone = g_time_zone_new_utc();
}

Settings *settings_new(void)
{
  Settings *settings = g_new0(Settings, 1);
  settings->references = 1;
  set_defaults(settings);
  settings->rules = g_new0(RuleSettings, rules_count());
  for (guint i = 0; i < rules_count(); i++) rule_settings_init(&settings->rules[i], rules_table[i]);
  return settings;
}

/* GLib takes "" for the zone of whoever starts the program, and opens whatever
 * file a name with dots leads to. */
static gboolean is_zone_name(const char *name)
{
  const char *signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
  return g_ascii_isalpha(*name) && name[strspn(name, signs)] == '\0';
}

gboolean settings_set_timezone(Settings *settings, const char *name)
{
  GTimeZone *zone = is_zone_name(name) ? g_time_zone_new_identifier(name) : NULL;
  if (zone == NULL) return FALSE;
  g_clear_pointer(&settings->timezone, g_time_zone_unref);
  settings->timezone = zone;
  g_free(settings->timezone_name);
  settings->timezone_name = g_strdup(name);
  return TRUE;
}

gboolean settings_add_domain(Settings *settings, const char *domain)
{
  g_autofree char *canonical = address_domain_canonical(domain);
  if (canonical == NULL) return FALSE;
  if (!g_ptr_array_find_with_equal_func(settings->domains, canonical, g_str_equal, NULL))
    g_ptr_array_add(settings->domains, g_steal_pointer(&canonical));
  return TRUE;
}

static void default_co_staff(Settings *settings)
{
  RuleSettings *rule = settings_rule_by_id(settings, rule_co_staff.id);
  SettingValue *value = rule == NULL ? NULL : &rule->values[CO_STAFF_DEFAULT];
  if (value == NULL || value->given || value->recorded->len > 0) return;
  setting_add_address(value, SETTING_ADDRESSES, settings->help, settings->subaddress);
}

static void prepare(RuleSettings *rule)
{
  if (rule->prepared != NULL) rule->spec->release(rule->prepared);
  rule->prepared = rule->spec->prepare != NULL ? rule->spec->prepare(rule) : NULL;
}

void settings_seal(Settings *settings)
{
  const char *domain = settings->domains->len > 0 ? settings->domains->pdata[0] : "localhost";
  if (settings->organisation == NULL) settings->organisation = g_strdup(domain);
  if (settings->help == NULL) settings->help = g_strdup_printf("postmaster@%s", domain);
  if (settings->mta_config == NULL)
    settings->mta_config = g_strdup(settings->mta == MTA_SENDMAIL ? "/etc/mail" : "/etc/postfix");
  default_co_staff(settings);
  for (guint i = 0; i < rules_count(); i++) prepare(&settings->rules[i]);
  g_free(settings->digest);
  settings->digest = settings_digest(settings);
}

/* ---- sharing ---- */

Settings *settings_ref(Settings *settings)
{
  g_atomic_int_inc(&settings->references);
  return settings;
}

static void settings_free(Settings *settings)
{
  for (guint i = 0; i < rules_count(); i++) rule_settings_clear(&settings->rules[i]);
  g_free(settings->rules);
  g_ptr_array_unref(settings->domains);
  g_time_zone_unref(settings->timezone);
  g_free(settings->organisation);
  g_free(settings->timezone_name);
  g_free(settings->help);
  g_free(settings->listen);
  g_free(settings->roster);
  g_free(settings->journal);
  g_free(settings->key);
  g_free(settings->subaddress);
  g_free(settings->mta_config);
  g_free(settings->digest);
  g_free(settings);
}

void settings_unref(Settings *settings)
{
  if (settings != NULL && g_atomic_int_dec_and_test(&settings->references)) settings_free(settings);
}

/* ---- asking ---- */

RuleSettings *settings_rule_by_id(Settings *settings, const char *id)
{
  for (guint i = 0; i < rules_count(); i++) {
    if (strcmp(rules_table[i]->id, id) == 0) return &settings->rules[i];
  }
  return NULL;
}

const RuleSettings *settings_rule(const Settings *settings, const RuleSpec *spec)
{
  for (guint i = 0; i < rules_count(); i++) {
    if (rules_table[i] == spec) return &settings->rules[i];
  }
  g_error("the rule \"%s\" is not in the table of rules", spec->id);
}

int settings_until_age(const Settings *settings)
{
  return rule_value(settings_rule(settings, &rule_parents), PARENTS_UNTIL_AGE)->number;
}
