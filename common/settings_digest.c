// SPDX-License-Identifier: MIT
#include "settings_digest.h"

#include "rules/rules.h"

#include <string.h>

/* Lengths stand before texts, so that no two different settings read the same. */
static void put_text(GChecksum *sum, const char *text)
{
  g_autofree char *length = g_strdup_printf("%zu:", text == NULL ? (gsize)0 : strlen(text));
  g_checksum_update(sum, (const guchar *)length, -1);
  if (text != NULL) g_checksum_update(sum, (const guchar *)text, -1);
}

static void put_number(GChecksum *sum, gint64 number)
{
  g_autofree char *digits = g_strdup_printf("%" G_GINT64_FORMAT, number);
  put_text(sum, digits);
}

static void put_list(GChecksum *sum, const GPtrArray *list)
{
  guint length = list == NULL ? 0 : list->len;
  put_number(sum, length);
  for (guint i = 0; i < length; i++) put_text(sum, list->pdata[i]);
}

static void put_rule(GChecksum *sum, const RuleSettings *rule)
{
  const SettingSpec *spec = rule->spec->settings;
  put_text(sum, rule->spec->id);
  put_number(sum, rule->action);
  put_number(sum, rule->otherwise);
  put_list(sum, rule->exempt);
  for (guint i = 0; spec != NULL && spec[i].name != NULL; i++) {
    const SettingValue *value = &rule->values[i];
    put_text(sum, spec[i].name);
    put_number(sum, value->number);
    /* Of a word list its words count, not its place. */
    put_text(sum, spec[i].type == SETTING_FILE ? NULL : value->text);
    put_list(sum, value->recorded);
  }
}

char *settings_digest(const Settings *settings)
{
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
  put_text(sum, "chaperone settings 1");
  put_text(sum, settings->organisation);
  put_list(sum, settings->domains);
  put_text(sum, settings->timezone_name);
  put_text(sum, settings->help);
  put_number(sum, settings->mode);
  put_number(sum, settings->copies);
  put_text(sum, settings->subaddress);
  for (guint i = 0; i < rules_count(); i++) put_rule(sum, &settings->rules[i]);
  return g_strdup(g_checksum_get_string(sum));
}
