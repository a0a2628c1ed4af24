// SPDX-License-Identifier: MIT
#include "conf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void conf_fail(const config_setting_t *at, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  const char *file = config_setting_source_file(at);
  g_printerr("%s:%u: %s\n", file != NULL ? file : "scenario file", config_setting_source_line(at), text);
  exit(2);
}

void conf_known(const config_setting_t *group, const char *const *names)
{
  for (int i = 0; i < config_setting_length(group); i++) {
    const config_setting_t *setting = config_setting_get_elem(group, (unsigned)i);
    const char *name = config_setting_name(setting);
    if (!g_strv_contains(names, name)) conf_fail(setting, "nothing is called \"%s\" here", name);
  }
}

const config_setting_t *conf_get(const config_setting_t *group, const char *name)
{
  return group == NULL ? NULL : config_setting_get_member(group, name);
}

static const char *text_of(const config_setting_t *setting, const char *otherwise)
{
  if (setting == NULL) return otherwise;
  const char *text = config_setting_get_string(setting);
  if (text == NULL) conf_fail(setting, "should be a text");
  return text;
}

static gboolean flag_of(const config_setting_t *setting, gboolean otherwise)
{
  if (setting == NULL) return otherwise;
  if (config_setting_type(setting) != CONFIG_TYPE_BOOL) conf_fail(setting, "should be true or false");
  return config_setting_get_bool(setting);
}

static GPtrArray *texts_of(const config_setting_t *setting)
{
  GPtrArray *texts = g_ptr_array_new();
  for (int i = 0; setting != NULL && i < config_setting_length(setting); i++) {
    const char *text = config_setting_get_string_elem(setting, i);
    if (text == NULL) conf_fail(setting, "should be a list of texts");
    g_ptr_array_add(texts, (gpointer)text);
  }
  return texts;
}

const char *conf_text(const config_setting_t *group, const char *name, const char *otherwise)
{
  return text_of(conf_get(group, name), otherwise);
}

gboolean conf_flag(const config_setting_t *group, const char *name, gboolean otherwise)
{
  return flag_of(conf_get(group, name), otherwise);
}

GPtrArray *conf_texts(const config_setting_t *group, const char *name)
{
  return texts_of(conf_get(group, name));
}

/* ---- entries ---- */

const config_setting_t *entry_get(Entry entry, const char *name)
{
  const config_setting_t *changed = conf_get(entry.change, name);
  return changed != NULL ? changed : conf_get(entry.base, name);
}

const char *entry_text(Entry entry, const char *name, const char *otherwise)
{
  return text_of(entry_get(entry, name), otherwise);
}

gboolean entry_flag(Entry entry, const char *name, gboolean otherwise)
{
  return flag_of(entry_get(entry, name), otherwise);
}

GPtrArray *entry_texts(Entry entry, const char *name)
{
  return texts_of(entry_get(entry, name));
}

static const config_setting_t *with_id(const config_setting_t *list, const char *id)
{
  for (int i = 0; list != NULL && i < config_setting_length(list); i++) {
    const config_setting_t *member = config_setting_get_elem(list, (unsigned)i);
    if (g_strcmp0(conf_text(member, "id", NULL), id) == 0) return member;
  }
  return NULL;
}

GArray *entries(const config_setting_t *cast, const config_setting_t *scenario, const char *name)
{
  GArray *found = g_array_new(FALSE, TRUE, sizeof(Entry));
  const config_setting_t *base = conf_get(cast, name), *changes = conf_get(scenario, name);
  for (int i = 0; base != NULL && i < config_setting_length(base); i++) {
    Entry entry = {.base = config_setting_get_elem(base, (unsigned)i)};
    entry.change = with_id(changes, conf_text(entry.base, "id", NULL));
    g_array_append_val(found, entry);
  }
  for (int i = 0; changes != NULL && i < config_setting_length(changes); i++) {
    Entry entry = {.change = config_setting_get_elem(changes, (unsigned)i)};
    const char *id = conf_text(entry.change, "id", NULL);
    if (id == NULL) conf_fail(entry.change, "who is this? There is no id");
    if (with_id(base, id) == NULL) g_array_append_val(found, entry);
  }
  return found;
}
