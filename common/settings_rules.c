// SPDX-License-Identifier: MIT
#include "settings_rules.h"

#include "address.h"
#include "rules/rules.h"
#include "settings_words.h"

#include <string.h>

/* A list of addresses that is being read. */
typedef struct Target {
  SettingValue *value;
  SettingType type;
  GPtrArray *canonical; /* `exempt`, which has no value */
  const char *separators;
} Target;

static const char *take_address(gpointer data, const char *text)
{
  Target *target = data;
  if (setting_add_address(target->value, target->type, text, target->separators)) return NULL;
  if (target->type == SETTING_PATTERNS)
    return "is neither an e-mail address nor a domain as in \"@example.org\"";
  return "is no e-mail address";
}

static gboolean read_addresses(const Reader *reader, const config_setting_t *setting, SettingType type,
                               SettingValue *value)
{
  Target target = {.value = value, .type = type, .separators = reader->settings->subaddress};
  g_ptr_array_set_size(value->recorded, 0);
  g_ptr_array_set_size(value->canonical, 0);
  return reader_items(reader, setting, take_address, &target);
}

static const char *take_exempt(gpointer data, const char *text)
{
  Target *target = data;
  char *canonical = address_canonical(text, target->separators, NULL);
  if (canonical == NULL) return "is no e-mail address";
  g_ptr_array_add(target->canonical, canonical);
  return NULL;
}

static gboolean read_exempt(const Reader *reader, const config_setting_t *setting, RuleSettings *rule)
{
  Target target = {.canonical = rule->exempt, .separators = reader->settings->subaddress};
  return reader_items(reader, setting, take_exempt, &target);
}

static gboolean read_words(const Reader *reader, const config_setting_t *setting, const SettingSpec *spec,
                           SettingValue *value)
{
  g_autoptr(GError) error = NULL;
  const char *text = reader_text(reader, setting);
  /* No file: the list that the program has itself. */
  if (text == NULL || *text == '\0') return text != NULL;
  if (!reader_path(reader, setting, &value->text)) return FALSE;
  setting_clear_words(value);
  if (words_read(value->text, spec->check, value, &error)) return TRUE;
  return reader_fail(reader, setting, "%s", error->message);
}

static gboolean read_string(const Reader *reader, const config_setting_t *setting, const SettingSpec *spec,
                            SettingValue *value)
{
  const char *text = reader_text(reader, setting);
  if (text == NULL) return FALSE;
  const char *wrong = spec->check == NULL ? NULL : spec->check(text);
  if (wrong != NULL) return reader_fail(reader, setting, "\"%s\" %s", text, wrong);
  g_free(value->text);
  value->text = g_strdup(text);
  return TRUE;
}

static gboolean read_value(const Reader *reader, const config_setting_t *setting, const SettingSpec *spec,
                           SettingValue *value)
{
  value->given = TRUE;
  switch (spec->type) {
  case SETTING_BOOL:
    return reader_bool(reader, setting, &value->number);
  case SETTING_INT:
    return reader_number(reader, setting, spec->least, spec->most, &value->number);
  case SETTING_STRING:
    return read_string(reader, setting, spec, value);
  case SETTING_CHOICE:
    return reader_choice(reader, setting, spec->choices, &value->number);
  case SETTING_ADDRESSES:
  case SETTING_PATTERNS:
    return read_addresses(reader, setting, spec->type, value);
  case SETTING_FILE:
    return read_words(reader, setting, spec, value);
  }
  g_error("the setting \"%s\" has a type that nothing reads", spec->name);
}

static gboolean read_action(const Reader *reader, const config_setting_t *setting, RuleSettings *rule)
{
  static const char *const with_repair[] = {"off", "log", "fix", "hold", "reject", NULL};
  static const char *const without_repair[] = {"off", "log", "hold", "reject", NULL};
  int place = 0;
  const char *text = reader_text(reader, setting);
  if (text == NULL) return FALSE;
  if (strcmp(text, "fix") == 0 && !rule->spec->repairs)
    return reader_fail(reader, setting, "cannot be \"fix\": this rule has no repair");
  const char *const *choices = rule->spec->repairs ? with_repair : without_repair;
  return reader_choice(reader, setting, choices, &place) && action_parse(choices[place], &rule->action);
}

static gboolean read_otherwise(const Reader *reader, const config_setting_t *setting, RuleSettings *rule)
{
  static const char *const choices[] = {"hold", "reject", NULL};
  int place = 0;
  if (!rule->spec->repairs)
    return reader_fail(reader, setting, "has no meaning here: this rule has no repair that could fail");
  return reader_choice(reader, setting, choices, &place) && action_parse(choices[place], &rule->otherwise);
}

/* What every rule has, then what its row adds. */
static gboolean read_rule_setting(const Reader *reader, const config_setting_t *setting, RuleSettings *rule)
{
  const char *name = config_setting_name(setting);
  const SettingSpec *spec = rule->spec->settings;
  if (strcmp(name, "action") == 0) return read_action(reader, setting, rule);
  if (strcmp(name, "otherwise") == 0) return read_otherwise(reader, setting, rule);
  if (strcmp(name, "exempt") == 0) return read_exempt(reader, setting, rule);
  guint place = 0;
  while (strcmp(spec[place].name, name) != 0) place++;
  return read_value(reader, setting, &spec[place], &rule->values[place]);
}

static gboolean check_names(const Reader *reader, const config_setting_t *group, const RuleSpec *spec)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  g_ptr_array_add(names, "action");
  g_ptr_array_add(names, "otherwise");
  g_ptr_array_add(names, "exempt");
  for (guint i = 0; spec->settings != NULL && spec->settings[i].name != NULL; i++)
    g_ptr_array_add(names, (gpointer)spec->settings[i].name);
  g_ptr_array_add(names, NULL);
  return reader_known(reader, group, (const char *const *)names->pdata);
}

static gboolean read_rule(const Reader *reader, const config_setting_t *group, RuleSettings *rule)
{
  if (!check_names(reader, group, rule->spec)) return FALSE;
  for (int i = 0; i < config_setting_length(group); i++) {
    if (!read_rule_setting(reader, config_setting_get_elem(group, (unsigned int)i), rule)) return FALSE;
  }
  return TRUE;
}

gboolean read_rules(const Reader *reader, const config_setting_t *setting)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (guint i = 0; i < rules_count(); i++) g_ptr_array_add(names, (gpointer)rules_table[i]->id);
  g_ptr_array_add(names, NULL);
  if (!reader_known(reader, setting, (const char *const *)names->pdata)) return FALSE;
  for (int i = 0; i < config_setting_length(setting); i++) {
    const config_setting_t *group = config_setting_get_elem(setting, (unsigned int)i);
    RuleSettings *rule = settings_rule_by_id(reader->settings, config_setting_name(group));
    if (!read_rule(reader, group, rule)) return FALSE;
  }
  return TRUE;
}
