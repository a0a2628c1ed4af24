// SPDX-License-Identifier: MIT
#include "settings_groups.h"

#include "address.h"
#include "settings_listen.h"
#include "settings_rules.h"

#include <string.h>

/* ---- organisation ---- */

static gboolean read_name(const Reader *reader, const config_setting_t *setting)
{
  const char *text = reader_text(reader, setting);
  if (text == NULL) return FALSE;
  if (*text == '\0') return reader_fail(reader, setting, "must not be empty");
  reader->settings->organisation = g_strdup(text);
  return TRUE;
}

static const char *take_domain(gpointer target, const char *text)
{
  if (settings_add_domain(target, text)) return NULL;
  return "is no domain; write it as in \"example.org\"";
}

static gboolean read_domains(const Reader *reader, const config_setting_t *setting)
{
  if (!reader_items(reader, setting, take_domain, reader->settings)) return FALSE;
  if (reader->settings->domains->len > 0) return TRUE;
  return reader_fail(reader, setting, "must have at least one domain");
}

static gboolean read_timezone(const Reader *reader, const config_setting_t *setting)
{
  const char *text = reader_text(reader, setting);
  if (text == NULL) return FALSE;
  if (settings_set_timezone(reader->settings, text)) return TRUE;
  return reader_fail(reader, setting,
                     "\"%s\" is no time zone that this system knows; write it as in \"Europe/London\" "
                     "(Debian's package tzdata has them)",
                     text);
}

static gboolean read_help(const Reader *reader, const config_setting_t *setting)
{
  const char *text = reader_text(reader, setting);
  if (text == NULL) return FALSE;
  g_autofree char *canonical = address_canonical(text, reader->settings->subaddress, NULL);
  if (canonical == NULL) return reader_fail(reader, setting, "\"%s\" is no e-mail address", text);
  reader->settings->help = g_strdup(text);
  return TRUE;
}

static const Field organisation_fields[] = {{"name", read_name},
                                            {"domains", read_domains},
                                            {"timezone", read_timezone},
                                            {"help", read_help},
                                            {NULL, NULL}};

static gboolean read_organisation(const Reader *reader, const config_setting_t *setting)
{
  return reader_group(reader, setting, organisation_fields);
}

/* ---- store ---- */

static gboolean read_roster(const Reader *reader, const config_setting_t *setting)
{
  return reader_path(reader, setting, &reader->settings->roster);
}

static gboolean read_journal(const Reader *reader, const config_setting_t *setting)
{
  return reader_path(reader, setting, &reader->settings->journal);
}

static gboolean read_key(const Reader *reader, const config_setting_t *setting)
{
  return reader_path(reader, setting, &reader->settings->key);
}

static const Field store_fields[] = {
    {"roster", read_roster}, {"journal", read_journal}, {"key", read_key}, {NULL, NULL}};

static gboolean read_store(const Reader *reader, const config_setting_t *setting)
{
  const Settings *settings = reader->settings;
  if (!reader_group(reader, setting, store_fields)) return FALSE;
  if (strcmp(settings->roster, settings->journal) != 0 && strcmp(settings->roster, settings->key) != 0 &&
      strcmp(settings->journal, settings->key) != 0)
    return TRUE;
  return reader_fail(reader, setting, "roster, journal and key must be three files, not one");
}

/* ---- addresses, mta ---- */

static gboolean read_subaddress(const Reader *reader, const config_setting_t *setting)
{
  const char *text = reader_text(reader, setting);
  if (text == NULL) return FALSE;
  for (const char *at = text; *at != '\0'; at++) {
    /* A letter, digit or dot would make one address of many people's. */
    if (strchr("!#$%&'*+-/=?^_`{|}~", *at) == NULL)
      return reader_fail(reader, setting, "\"%s\" must be signs that separate a tag, as in \"+\" or \"+-\"",
                         text);
  }
  g_free(reader->settings->subaddress);
  reader->settings->subaddress = g_strdup(text);
  return TRUE;
}

static const Field addresses_fields[] = {{"subaddress", read_subaddress}, {NULL, NULL}};

static gboolean read_addresses(const Reader *reader, const config_setting_t *setting)
{
  return reader_group(reader, setting, addresses_fields);
}

static gboolean read_mta_kind(const Reader *reader, const config_setting_t *setting)
{
  int kind = 0;
  if (!reader_choice(reader, setting, mta_names, &kind)) return FALSE;
  reader->settings->mta = (MtaKind)kind;
  return TRUE;
}

static gboolean read_mta_config(const Reader *reader, const config_setting_t *setting)
{
  return reader_path(reader, setting, &reader->settings->mta_config);
}

static const Field mta_fields[] = {{"kind", read_mta_kind}, {"config", read_mta_config}, {NULL, NULL}};

static gboolean read_mta(const Reader *reader, const config_setting_t *setting)
{
  return reader_group(reader, setting, mta_fields);
}

/* ---- the top of the file ---- */

static gboolean read_mode(const Reader *reader, const config_setting_t *setting)
{
  int mode = 0;
  if (!reader_choice(reader, setting, mode_names, &mode)) return FALSE;
  reader->settings->mode = (Mode)mode;
  return TRUE;
}

static gboolean read_copies(const Reader *reader, const config_setting_t *setting)
{
  int value = 0;
  if (!reader_choice(reader, setting, copies_names, &value)) return FALSE;
  reader->settings->copies = (Copies)value;
  return TRUE;
}

static gboolean read_log(const Reader *reader, const config_setting_t *setting)
{
  int target = 0;
  if (!reader_choice(reader, setting, log_names, &target)) return FALSE;
  reader->settings->log = (LogTarget)target;
  return TRUE;
}

const Field settings_fields[] = {{"addresses", read_addresses}, {"organisation", read_organisation},
                                 {"listen", read_listen},       {"mode", read_mode},
                                 {"copies", read_copies},       {"log", read_log},
                                 {"store", read_store},         {"mta", read_mta},
                                 {"rules", read_rules},         {NULL, NULL}};
