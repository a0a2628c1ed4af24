// SPDX-License-Identifier: MIT
/* chaperone config: checks the configuration and prints the effective settings,
 * in the form of a configuration file that would give the same ones. */
#include "printable.h"
#include "rules/rules.h"
#include "verbs.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* ---- the settings as one tree ---- */

static json_t *texts_json(const GPtrArray *texts)
{
  json_t *array = json_array();
  for (guint i = 0; i < texts->len; i++) json_array_append_new(array, json_string(texts->pdata[i]));
  return array;
}

static json_t *value_json(const SettingSpec *spec, const SettingValue *value)
{
  switch (spec->type) {
  case SETTING_BOOL:
    return json_boolean(value->number);
  case SETTING_INT:
    return json_integer(value->number);
  case SETTING_CHOICE:
    return json_string(spec->choices[value->number]);
  case SETTING_ADDRESSES:
  case SETTING_PATTERNS:
    return texts_json(value->recorded);
  default:
    return json_string(value->text);
  }
}

static json_t *rule_json(const RuleSettings *rule)
{
  json_t *object = json_object();
  json_object_set_new(object, "action", json_string(action_name(rule->action)));
  if (rule->spec->repairs)
    json_object_set_new(object, "otherwise", json_string(action_name(rule->otherwise)));
  const SettingSpec *spec = rule->spec->settings;
  for (guint i = 0; spec != NULL && spec[i].name != NULL; i++)
    json_object_set_new(object, spec[i].name, value_json(&spec[i], rule_value(rule, i)));
  json_object_set_new(object, "exempt", texts_json(rule->exempt));
  return object;
}

static json_t *rules_json(const Settings *settings)
{
  json_t *object = json_object();
  for (guint i = 0; i < rules_count(); i++)
    json_object_set_new(object, settings->rules[i].spec->id, rule_json(&settings->rules[i]));
  return object;
}

static json_t *settings_json(const Settings *settings)
{
  return json_pack(
      "{s:{s:s, s:o, s:s, s:s}, s:s, s:s, s:s, s:s, s:{s:s, s:s, s:s}, s:{s:s}, s:{s:s, s:s}, s:o}",
      "organisation", "name", settings->organisation, "domains", texts_json(settings->domains), "timezone",
      settings->timezone_name, "help", settings->help, "listen", settings->listen, "mode",
      mode_names[settings->mode], "copies", copies_names[settings->copies], "log", log_names[settings->log],
      "store", "roster", settings->roster, "journal", settings->journal, "key", settings->key, "addresses",
      "subaddress", settings->subaddress, "mta", "kind", mta_names[settings->mta], "config",
      settings->mta_config, "rules", rules_json(settings));
}

/* ---- the tree as libconfig writes it ---- */

static void print_text(const char *text)
{
  putchar('"');
  for (const char *at = text; *at != '\0'; at++) {
    if (*at == '"' || *at == '\\') putchar('\\');
    putchar(*at);
  }
  putchar('"');
}

static void print_list(const json_t *list)
{
  size_t index = 0;
  json_t *item = NULL;
  putchar('(');
  json_array_foreach(list, index, item)
  {
    printf("%s", index == 0 ? " " : ", ");
    print_text(json_string_value(item));
  }
  printf("%s", json_array_size(list) == 0 ? ")" : " )");
}

static void print_scalar(const json_t *value)
{
  if (json_is_string(value))
    print_text(json_string_value(value));
  else if (json_is_array(value))
    print_list(value);
  else if (json_is_boolean(value))
    printf("%s", json_is_true(value) ? "true" : "false");
  else
    printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
}

/* Groups are at most three deep: rules, a rule, its settings. */
static void print_group(json_t *group, int depth)
{
  const char *name = NULL;
  json_t *value = NULL;
  json_object_foreach(group, name, value)
  {
    printf("%*s%s", depth * 2, "", name);
    if (json_is_object(value)) {
      puts(": {");
      print_group(value, depth + 1);
      printf("%*s}", depth * 2, "");
    } else {
      printf("%s", " = ");
      print_scalar(value);
    }
    puts(";");
  }
}

static void print_settings(const Settings *settings, const char *path, gboolean as_json)
{
  g_autofree char *shown = printable(path);
  json_t *tree = settings_json(settings);
  if (as_json) {
    json_t *object =
        json_pack("{s:s, s:s, s:O}", "file", shown, "digest", settings->digest, "settings", tree);
    json_dumpf(object, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(object);
  } else {
    printf("# What %s comes to, defaults included.\n# Digest: %s\n", shown, settings->digest);
    print_group(tree, 0);
  }
  json_decref(tree);
}

int verb_config(const VerbContext *context, int argc, char **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
      {"json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Print one JSON object", NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!verb_options(context, entries, "",
                    "Checks the configuration file and prints every setting as it counts, defaults included.",
                    &argc, &argv))
    return VERB_FAILED;
  if (argc > 1) return verb_fail(context, "takes no arguments");
  g_autoptr(Settings) settings = verb_settings(context);
  if (settings == NULL) return VERB_FAILED;
  print_settings(settings, context->config_path, as_json);
  if (fflush(stdout) == 0 && ferror(stdout) == 0) return VERB_OK;
  return verb_fail(context, "the settings cannot be written to standard output");
}
