// SPDX-License-Identifier: MIT
#include "address.h"
#include "fold.h"
#include "rules/rules.h"
#include "settings.h"

#include <string.h>

/* A list that is compiled in, line by line as settings_words.h reads files. */
static void take_built_in(SettingValue *value, const char *text)
{
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    const char *entry = g_strstrip(lines[i]);
    if (*entry != '\0' && *entry != '#') setting_add_word(value, entry);
  }
}

static void value_init(SettingValue *value, const SettingSpec *spec)
{
  value->number = spec->number;
  value->text = g_strdup(spec->text);
  value->recorded = g_ptr_array_new_with_free_func(g_free);
  value->canonical = g_ptr_array_new_with_free_func(g_free);
  if (spec->built_in != NULL) take_built_in(value, spec->built_in);
}

static void value_clear(SettingValue *value)
{
  g_free(value->text);
  g_ptr_array_unref(value->recorded);
  g_ptr_array_unref(value->canonical);
}

static guint settings_count(const RuleSpec *spec)
{
  guint count = 0;
  while (spec->settings != NULL && spec->settings[count].name != NULL) count++;
  return count;
}

void rule_settings_init(RuleSettings *rule, const RuleSpec *spec)
{
  guint count = settings_count(spec);
  rule->spec = spec;
  rule->action = spec->action;
  rule->otherwise = ACTION_REJECT;
  rule->exempt = g_ptr_array_new_with_free_func(g_free);
  rule->values = g_new0(SettingValue, count);
  for (guint i = 0; i < count; i++) value_init(&rule->values[i], &spec->settings[i]);
}

void rule_settings_clear(RuleSettings *rule)
{
  guint count = settings_count(rule->spec);
  if (rule->prepared != NULL) rule->spec->release(rule->prepared);
  for (guint i = 0; i < count; i++) value_clear(&rule->values[i]);
  g_free(rule->values);
  g_ptr_array_unref(rule->exempt);
}

const SettingValue *rule_value(const RuleSettings *rule, guint setting)
{
  return &rule->values[setting];
}

/* "@domain" in canonical form; NULL when it is none. */
static char *canonical_domain_pattern(const char *text)
{
  g_autofree char *domain = *text == '@' ? address_domain_canonical(text + 1) : NULL;
  return domain == NULL ? NULL : g_strconcat("@", domain, NULL);
}

gboolean setting_add_address(SettingValue *value, SettingType type, const char *text, const char *separators)
{
  g_autofree char *canonical = NULL;
  if (type == SETTING_PATTERNS) canonical = canonical_domain_pattern(text);
  if (canonical == NULL) canonical = address_canonical(text, separators, NULL);
  if (canonical == NULL) return FALSE;
  g_ptr_array_add(value->recorded, g_strdup(text));
  g_ptr_array_add(value->canonical, g_steal_pointer(&canonical));
  return TRUE;
}

void setting_add_word(SettingValue *value, const char *word)
{
  g_ptr_array_add(value->recorded, g_strdup(word));
  g_ptr_array_add(value->canonical, fold_text(word));
}

void setting_clear_words(SettingValue *value)
{
  g_ptr_array_set_size(value->recorded, 0);
  g_ptr_array_set_size(value->canonical, 0);
}
