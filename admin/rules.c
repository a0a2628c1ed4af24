// SPDX-License-Identifier: MIT
/* chaperone rules: the table of rules as this program has it, for people, for
 * README.md and for programs. Needs no configuration. */
#include "rules/rules.h"

#include "verbs.h"

#include <jansson.h>
#include <stdio.h>

static const char *const type_names[] = {
    [SETTING_BOOL] = "boolean",        [SETTING_INT] = "integer",
    [SETTING_STRING] = "string",       [SETTING_CHOICE] = "choice",
    [SETTING_ADDRESSES] = "addresses", [SETTING_PATTERNS] = "addresses and @domains",
    [SETTING_FILE] = "file",
};

/* The default as the configuration file would have it; caller owns. */
static char *default_text(const SettingSpec *setting)
{
  switch (setting->type) {
  case SETTING_BOOL:
    return g_strdup(setting->number ? "true" : "false");
  case SETTING_INT:
    return g_strdup_printf("%d", setting->number);
  case SETTING_CHOICE:
    return g_strdup_printf("\"%s\"", setting->choices[setting->number]);
  case SETTING_STRING:
  case SETTING_FILE:
    return g_strdup_printf("\"%s\"", setting->text != NULL ? setting->text : "");
  case SETTING_ADDRESSES:
  case SETTING_PATTERNS:
    break;
  }
  return g_strdup("()");
}

static gboolean has_settings(const RuleSpec *rule)
{
  return rule->settings != NULL && rule->settings->name != NULL;
}

static void print_text(const RuleSpec *rule)
{
  printf("%s (%s): %s; %s\n", rule->id, action_name(rule->action), rule->clause, scope_text(rule->scope));
  for (const SettingSpec *setting = rule->settings; setting != NULL && setting->name != NULL; setting++) {
    g_autofree char *value = default_text(setting);
    printf("    %s = %s: %s\n", setting->name, value, setting->help);
  }
}

static void print_markdown(const RuleSpec *rule)
{
  printf("| `%s` | %s | %s | %s | ", rule->id, rule->clause, action_name(rule->action),
         scope_text(rule->scope));
  for (const SettingSpec *setting = rule->settings; setting != NULL && setting->name != NULL; setting++) {
    g_autofree char *value = default_text(setting);
    printf("%s`%s = %s` %s", setting == rule->settings ? "" : "; ", setting->name, value, setting->help);
  }
  puts(has_settings(rule) ? " |" : "|");
}

static json_t *setting_json(const SettingSpec *setting)
{
  g_autofree char *value = default_text(setting);
  return json_pack("{s:s, s:s, s:s, s:s}", "name", setting->name, "type", type_names[setting->type],
                   "default", value, "help", setting->help);
}

static json_t *rule_json(const RuleSpec *rule)
{
  json_t *settings = json_array();
  for (const SettingSpec *setting = rule->settings; setting != NULL && setting->name != NULL; setting++) {
    json_array_append_new(settings, setting_json(setting));
  }
  return json_pack("{s:s, s:s, s:s, s:s, s:b, s:o}", "id", rule->id, "clause", rule->clause, "default",
                   action_name(rule->action), "applies_to", scope_text(rule->scope), "repairs", rule->repairs,
                   "settings", settings);
}

static void print_json(void)
{
  json_t *array = json_array();
  for (guint i = 0; rules_table[i] != NULL; i++) json_array_append_new(array, rule_json(rules_table[i]));
  json_dumpf(array, stdout, JSON_INDENT(2));
  putchar('\n');
  json_decref(array);
}

int verb_rules(const VerbContext *context, int argc, char **argv)
{
  gboolean as_json = FALSE;
  gboolean as_markdown = FALSE;
  const GOptionEntry entries[] = {
      {"json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Print one JSON array", NULL},
      {"markdown", 0, 0, G_OPTION_ARG_NONE, &as_markdown, "Print the table of README.md", NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!verb_options(context, entries, "", "Lists the rules, what they do by default and their settings.",
                    &argc, &argv)) {
    return VERB_FAILED;
  }
  if (argc > 1) return verb_fail(context, "takes no arguments");
  if (as_json) {
    print_json();
    return VERB_OK;
  }
  if (as_markdown)
    puts("| rule | what it sees to | default | applies to | settings |\n| --- | --- | --- | --- | --- |");
  for (guint i = 0; rules_table[i] != NULL; i++) (as_markdown ? print_markdown : print_text)(rules_table[i]);
  return VERB_OK;
}
