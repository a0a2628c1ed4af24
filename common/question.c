// SPDX-License-Identifier: MIT
#include "question.h"

#include "details_mail.h"
#include "facts_direction.h"
#include "rules/rules.h"

static GHashTable *text_set(void)
{
  return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void add(GHashTable *set, const char *text)
{
  if (text != NULL && *text != '\0' && !g_hash_table_contains(set, text))
    g_hash_table_add(set, g_strdup(text));
}

static void add_envelope(Question *question, const Mail *mail)
{
  add(question->addresses, mail_sender_canonical(mail));
  const GPtrArray *recipients = mail_recipients(mail);
  for (guint i = 0; i < recipients->len; i++) {
    const MailRecipient *recipient = g_ptr_array_index(recipients, i);
    add(question->addresses, recipient->canonical);
  }
}

static void add_headers(Question *question, const Mail *mail)
{
  const GPtrArray *addresses = mail_addresses(mail);
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    add(question->addresses, address->canonical);
  }
}

/* The settings name people too: whom to copy when nobody else is there. */
static void add_settings(Question *question, const Settings *settings)
{
  const SettingValue *fallback = rule_value(settings_rule(settings, &rule_co_staff), CO_STAFF_DEFAULT);
  for (guint i = 0; fallback->canonical != NULL && i < fallback->canonical->len; i++) {
    add(question->addresses, g_ptr_array_index(fallback->canonical, i));
  }
}

/* ---- young people whom recipients resemble ---- */

static gboolean is_on(const Settings *settings, const RuleSpec *rule)
{
  return settings_rule(settings, rule)->action != ACTION_OFF;
}

static void add_names(Question *question, const Mail *mail)
{
  const GPtrArray *addresses = mail_addresses(mail);
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    if ((address->header->field & (FIELDS_SHOWN | FIELDS_BLIND)) != 0) add(question->names, address->name);
  }
}

static void add_lookalikes(Question *question, const Mail *mail)
{
  const GPtrArray *recipients = mail_recipients(mail);
  for (guint i = 0; i < recipients->len; i++) {
    const MailRecipient *recipient = g_ptr_array_index(recipients, i);
    add(question->lookalikes, recipient->address);
  }
  add_names(question, mail);
}

/* ---- whether to go on ---- */

static gboolean is_staffs(const People *people, const char *canonical)
{
  return owners_have_staff(people_at(people, canonical)) && people_list_at(people, canonical) == NULL;
}

/* Whether the message leaves the organisation: what only staff read discloses
 * nothing, and no rule looks into what comes in for details. */
static gboolean leaves_staff(const Question *question, const People *people)
{
  const GPtrArray *recipients = mail_recipients(question->mail);
  if (facts_direction(question->settings, question->mail, people) != DIRECTION_OUTGOING) return FALSE;
  for (guint i = 0; i < recipients->len; i++) {
    const MailRecipient *recipient = g_ptr_array_index(recipients, i);
    if (!is_staffs(people, recipient->canonical)) return TRUE;
  }
  return FALSE;
}

/* ---- the question ---- */

Question *question_new(const Settings *settings, Mail *mail)
{
  Question *question = g_new0(Question, 1);
  question->settings = settings;
  question->mail = mail;
  question->addresses = text_set();
  question->names = text_set();
  question->lookalikes = text_set();
  question->separators = g_strdup(mail_separators(mail));
  question->login = g_strdup(mail_login(mail));
  question->login_canonical = g_strdup(mail_login_canonical(mail));
  add(question->addresses, question->login_canonical);
  add_envelope(question, mail);
  add_headers(question, mail);
  add_settings(question, settings);
  question->designated = settings_rule(settings, &rule_disclosure)->action == ACTION_FIX;
  if (is_on(settings, &rule_lookalike)) add_lookalikes(question, mail);
  question->goes_on = leaves_staff;
  return question;
}

gboolean question_needs_body(const Settings *settings)
{
  return is_on(settings, &rule_identifying_details) || is_on(settings, &rule_off_channel);
}

void question_add_body(Question *question)
{
  if (question_needs_body(question->settings)) question->details = details_of(question->mail);
}

void question_free(Question *question)
{
  if (question == NULL) return;
  g_hash_table_unref(question->addresses);
  g_hash_table_unref(question->names);
  g_hash_table_unref(question->lookalikes);
  g_free(question->separators);
  g_free(question->login);
  g_free(question->login_canonical);
  g_free(question);
}
