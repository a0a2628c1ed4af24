// SPDX-License-Identifier: MIT
#include "trial.h"

#include "cast.h"
#include "conf.h"
#include "policy.h"
#include "settings_file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define REFERENCE "CH-TEST-0000"

/* ---- settings: written as a configuration file and read as one ---- */

static void copy_setting(config_setting_t *into, const config_setting_t *from);

static void copy_scalar(config_setting_t *copy, const config_setting_t *from)
{
  switch (config_setting_type(from)) {
  case CONFIG_TYPE_INT:
    config_setting_set_int(copy, config_setting_get_int(from));
    break;
  case CONFIG_TYPE_BOOL:
    config_setting_set_bool(copy, config_setting_get_bool(from));
    break;
  case CONFIG_TYPE_STRING:
    config_setting_set_string(copy, config_setting_get_string(from));
    break;
  default:
    for (int i = 0; i < config_setting_length(from); i++)
      copy_setting(copy, config_setting_get_elem(from, (unsigned)i));
  }
}

static void copy_setting(config_setting_t *into, const config_setting_t *from)
{
  const char *name = config_setting_name(from);
  copy_scalar(config_setting_add(into, name, config_setting_type(from)), from);
}

static void write_store(config_setting_t *root)
{
  config_setting_t *store = config_setting_add(root, "store", CONFIG_TYPE_GROUP);
  static const char *const names[] = {"roster", "journal", "key"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    config_setting_t *path = config_setting_add(store, names[i], CONFIG_TYPE_STRING);
    g_autofree char *text = g_strconcat("/nonexistent/", names[i], NULL);
    config_setting_set_string(path, text);
  }
}

static Settings *read_settings(const config_setting_t *scenario, const char *path)
{
  g_autoptr(GError) error = NULL;
  Settings *settings = settings_read(path, &error);
  g_unlink(path);
  if (settings == NULL) conf_fail(scenario, "settings: %s", error->message);
  return settings;
}

static Settings *settings_of(const config_setting_t *file, const config_setting_t *scenario)
{
  config_t config;
  config_init(&config);
  config_setting_t *root = config_root_setting(&config);
  copy_setting(root, conf_get(file, "organisation"));
  write_store(root);
  const config_setting_t *given = conf_get(scenario, "settings");
  for (int i = 0; given != NULL && i < config_setting_length(given); i++)
    copy_setting(root, config_setting_get_elem(given, (unsigned)i));
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp("chaperone-policy-XXXXXX", &path, NULL);
  if (fd < 0 || !config_write_file(&config, path)) conf_fail(scenario, "no temporary file can be written");
  close(fd);
  config_destroy(&config);
  return read_settings(scenario, path);
}

/* ---- the message ---- */

static gboolean has_field(const GPtrArray *headers, const char *name)
{
  for (guint i = 0; i < headers->len; i++) {
    const char *header = g_ptr_array_index(headers, i);
    if (g_ascii_strncasecmp(header, name, strlen(name)) == 0 && header[strlen(name)] == ':') return TRUE;
  }
  return FALSE;
}

static void add_field(GString *message, const char *name, const char *value)
{
  g_string_append_printf(message, "%s: %s\r\n", name, value);
}

/* Folds stand as "\n" in the files. */
static void add_headers(GString *message, const GPtrArray *headers)
{
  for (guint i = 0; i < headers->len; i++) {
    g_auto(GStrv) lines = g_strsplit(g_ptr_array_index(headers, i), "\n", -1);
    g_autofree char *folded = g_strjoinv("\r\n", lines);
    g_string_append_printf(message, "%s\r\n", folded);
  }
}

/* What the scenario does not say is ordinary: From Ben, To everybody, a subject. */
static char *message_of(const Trial *trial, const char *from)
{
  g_autoptr(GPtrArray) headers = conf_texts(trial->scenario, "headers");
  GString *message = g_string_new(NULL);
  if (!has_field(headers, "From")) add_field(message, "From", from);
  if (!has_field(headers, "To") && !conf_flag(trial->scenario, "no_to", FALSE)) {
    g_ptr_array_add(trial->recipients, NULL);
    g_autofree char *to = g_strjoinv(", ", (char **)trial->recipients->pdata);
    g_ptr_array_remove_index(trial->recipients, trial->recipients->len - 1);
    add_field(message, "To", to);
  }
  if (!has_field(headers, "Subject"))
    add_field(message, "Subject", conf_text(trial->scenario, "subject", "Friday"));
  add_headers(message, headers);
  g_string_append_printf(message, "\r\n%s\r\n", conf_text(trial->scenario, "body", "See you on Friday."));
  return g_string_free(message, FALSE);
}

static char *address_in(const char *from)
{
  g_autoptr(InternetAddressList) list = mail_parse_addresses(from);
  if (list == NULL || internet_address_list_length(list) == 0) return g_strdup("");
  InternetAddress *first = internet_address_list_get_address(list, 0);
  if (!INTERNET_ADDRESS_IS_MAILBOX(first)) return g_strdup("");
  return g_strdup(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first)));
}

static gint64 moment(const config_setting_t *file, const config_setting_t *scenario)
{
  const char *text = conf_text(scenario, "date", conf_text(file, "date", NULL));
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(text, NULL);
  if (time == NULL) conf_fail(scenario, "\"%s\" is no moment", text);
  return g_date_time_to_unix(time);
}

Mail *trial_mail(const Trial *trial, const GPtrArray *recipients, const char *message, gsize length)
{
  g_autoptr(Mail) mail = mail_new(trial->settings->subaddress, NULL, NULL);
  mail_set_login(mail, conf_text(trial->scenario, "login", NULL));
  mail_set_sender(mail, trial->sender);
  for (guint i = 0; i < recipients->len; i++) {
    if (!mail_add_recipient(mail, g_ptr_array_index(recipients, i), NULL)) return NULL;
  }
  return mail_read(mail, message, length, NULL) ? g_steal_pointer(&mail) : NULL;
}

Verdict *trial_judge(const Trial *trial, Mail *mail)
{
  g_autoptr(GError) error = NULL;
  Verdict *verdict = policy_judge(trial->settings, mail, trial->people, trial->when, REFERENCE, &error);
  if (verdict == NULL) conf_fail(trial->scenario, "cannot be judged: %s", error->message);
  return verdict;
}

/* ---- the whole ---- */

static const char *const scenario_names[] = {"story", "policy", "date",       "login",   "from", "sender",
                                             "to",    "no_to",  "headers",    "subject", "body", "settings",
                                             "staff", "young",  "programmes", "expect",  NULL};

Trial *trial_new(const config_setting_t *file, const config_setting_t *scenario)
{
  conf_known(scenario, scenario_names);
  Trial *trial = g_new0(Trial, 1);
  trial->scenario = scenario;
  trial->story = conf_text(scenario, "story", NULL);
  trial->rule = conf_text(file, "rule", NULL);
  if (trial->story == NULL || conf_text(scenario, "policy", NULL) == NULL)
    conf_fail(scenario, "a scenario needs its story and the policy's words");
  trial->settings = settings_of(file, scenario);
  trial->people = cast_people(file, scenario);
  trial->when = moment(file, scenario);
  trial->recipients = conf_texts(scenario, "to");
  const char *from = conf_text(scenario, "from", "Ben Hale <ben@teensinai.example>");
  g_autofree char *address = address_in(from);
  trial->sender = g_strdup(conf_text(scenario, "sender", address));
  trial->message = message_of(trial, from);
  trial->faults = g_ptr_array_new_with_free_func(g_free);
  trial->mail = trial_mail(trial, trial->recipients, trial->message, strlen(trial->message));
  if (trial->mail == NULL) conf_fail(scenario, "the message cannot be read");
  trial->verdict = trial_judge(trial, trial->mail);
  return trial;
}

void trial_free(Trial *trial)
{
  verdict_free(trial->verdict);
  mail_free(trial->mail);
  people_free(trial->people);
  settings_unref(trial->settings);
  g_ptr_array_unref(trial->recipients);
  g_ptr_array_unref(trial->faults);
  g_free(trial->sender);
  g_free(trial->message);
  g_free(trial);
}

void trial_fault(Trial *trial, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_ptr_array_add(trial->faults, g_strdup_vprintf(format, arguments));
  va_end(arguments);
}
