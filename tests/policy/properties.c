// SPDX-License-Identifier: MIT
#include "address.h"
#include "rewrite.h"
#include "rules/rules.h"
#include "trial.h"

#include <string.h>

static void same_again(Trial *trial)
{
  g_autoptr(Mail) mail = trial_mail(trial, trial->recipients, trial->message, strlen(trial->message));
  g_autoptr(Verdict) again = trial_judge(trial, mail);
  json_t *first = verdict_json(trial->verdict), *second = verdict_json(again);
  if (!json_equal(first, second)) trial_fault(trial, "judged again, the same message gets another verdict");
  json_decref(first);
  json_decref(second);
}

static void findings_speak(Trial *trial)
{
  for (guint i = 0; i < trial->verdict->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(trial->verdict->findings, i);
    if (finding->text->len == 0) trial_fault(trial, "%s says nothing to the log", finding->rule->id);
    if (finding->refusal->len == 0) trial_fault(trial, "%s says nothing to the sender", finding->rule->id);
  }
}

/* ---- the envelope ---- */

static gboolean contains(const GPtrArray *texts, const char *text)
{
  return g_ptr_array_find_with_equal_func((GPtrArray *)texts, text, g_str_equal, NULL);
}

static GPtrArray *new_envelope(const Trial *trial)
{
  GPtrArray *recipients = g_ptr_array_new();
  const Edits *edits = trial->verdict->edits;
  for (guint i = 0; i < trial->recipients->len; i++) {
    char *recipient = g_ptr_array_index(trial->recipients, i);
    if (!contains(edits->remove_recipients, recipient)) g_ptr_array_add(recipients, recipient);
  }
  for (guint i = 0; i < edits->add_recipients->len; i++)
    g_ptr_array_add(recipients, g_ptr_array_index(edits->add_recipients, i));
  return recipients;
}

static void nobody_twice(Trial *trial, const Mail *mail)
{
  const GPtrArray *recipients = mail_recipients(mail);
  const Edits *edits = trial->verdict->edits;
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  guint sent = recipients->len - edits->add_recipients->len;
  for (guint i = 0; i < recipients->len; i++) {
    const MailRecipient *recipient = g_ptr_array_index(recipients, i);
    gboolean new = g_hash_table_add(seen, recipient->canonical);
    if (!new &&i >= sent) trial_fault(trial, "%s is added and was there already", recipient->address);
  }
}

/* ---- the header ---- */

static gboolean may_keep(const char *name)
{
  static const char *const kept[] = {"From",           "Sender",      "Date",       "Subject",
                                     "Message-ID",     "In-Reply-To", "References", "MIME-Version",
                                     "DKIM-Signature", "Received",    "Return-Path"};
  for (guint i = 0; i < G_N_ELEMENTS(kept); i++) {
    if (g_ascii_strcasecmp(kept[i], name) == 0) return TRUE;
  }
  return g_ascii_strncasecmp(name, "Content-", 8) == 0;
}

static gboolean shows(const MailHeader *header, const char *address)
{
  g_autofree char *unfolded = g_strdelimit(g_strdup(header->value), "\r\n", ' ');
  g_autofree char *decoded = g_mime_utils_header_decode_text(NULL, unfolded);
  g_autofree char *lower = g_utf8_strdown(decoded, -1);
  g_autofree char *wanted = g_utf8_strdown(address, -1);
  return strstr(lower, wanted) != NULL;
}

static void hidden_from(Trial *trial, const Mail *mail, const char *address)
{
  const GPtrArray *headers = mail_headers(mail);
  for (guint i = 0; i < headers->len; i++) {
    const MailHeader *header = g_ptr_array_index(headers, i);
    if (!may_keep(header->name) && shows(header, address))
      trial_fault(trial, "%s still shows %s", header->name, address);
  }
}

static void nothing_hidden_left(Trial *trial, const Mail *mail)
{
  for (guint i = 0; i < trial->verdict->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(trial->verdict->findings, i);
    if (finding->rule != &rule_mass_mail || finding->action != ACTION_FIX) continue;
    for (guint k = 0; k < finding->addresses->len; k++)
      hidden_from(trial, mail, g_ptr_array_index(finding->addresses, k));
  }
}

static guint count_fields(const Mail *mail, MailField fields)
{
  guint count = 0;
  const GPtrArray *headers = mail_headers(mail);
  for (guint i = 0; i < headers->len; i++) {
    const MailHeader *header = g_ptr_array_index(headers, i);
    if (header->field & fields) count++;
  }
  return count;
}

static void well_formed(Trial *trial, const Mail *mail)
{
  if (count_fields(mail, FIELD_CC) > MAX(1, count_fields(trial->mail, FIELD_CC)))
    trial_fault(trial, "there are more Cc fields than before");
  if (count_fields(mail, FIELD_TO) == 0 && count_fields(trial->mail, FIELD_TO) > 0)
    trial_fault(trial, "To is gone");
  if (trial->verdict->direction == DIRECTION_OUTGOING && count_fields(mail, FIELDS_BLIND) > 0)
    trial_fault(trial, "a Bcc field is left");
}

/* ---- once more ---- */

static void nothing_to_repair(Trial *trial, Mail *mail)
{
  g_autoptr(Verdict) again = trial_judge(trial, mail);
  for (guint i = 0; i < again->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(again->findings, i);
    if (finding->action == ACTION_FIX)
      trial_fault(trial, "repaired, it is repaired again by %s: %s", finding->rule->id, finding->text->str);
  }
  if (again->edits->add_recipients->len + again->edits->remove_recipients->len > 0)
    trial_fault(trial, "repaired, its envelope is changed again");
  if (trial->verdict->kind == VERDICT_MODIFY && again->kind > VERDICT_MODIFY)
    trial_fault(trial, "repaired, its verdict is %s", verdict_kind_name(again->kind));
}

void trial_properties(Trial *trial)
{
  same_again(trial);
  findings_speak(trial);
  VerdictKind kind = trial->verdict->kind;
  if (trial->verdict->mode == MODE_OBSERVE || kind == VERDICT_ACCEPT || kind == VERDICT_REJECT) {
    if (!edits_are_empty(trial->verdict->edits)) trial_fault(trial, "there are edits where none should be");
    return;
  }
  g_autoptr(GBytes) bytes = rewrite_apply(trial->mail, trial->verdict->edits);
  g_autoptr(GPtrArray) recipients = new_envelope(trial);
  gsize length = 0;
  const char *text = g_bytes_get_data(bytes, &length);
  g_autoptr(Mail) mail = recipients->len == 0 ? NULL : trial_mail(trial, recipients, text, length);
  if (mail == NULL) {
    trial_fault(trial, "repaired, it reaches nobody or cannot be read");
    return;
  }
  nobody_twice(trial, mail);
  nothing_hidden_left(trial, mail);
  well_formed(trial, mail);
  nothing_to_repair(trial, mail);
}
