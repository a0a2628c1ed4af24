// SPDX-License-Identifier: MIT
/* policy, reply-to: a plain answer to staff is no private one. */
#include "rules/rules.h"

#include "rules/support.h"
#include "texts.h"

#include <string.h>

static guint reply_to_fields(const Facts *facts)
{
  const GPtrArray *headers = mail_headers(facts->mail);
  guint count = 0;
  for (guint i = 0; i < headers->len; i++) {
    const MailHeader *header = g_ptr_array_index(headers, i);
    if (header->field == FIELD_REPLY_TO) count++;
  }
  return count;
}

/* Where a plain answer goes: Reply-To, without which From (RFC 5322, 3.6.2). */
static MailField answered_field(const Facts *facts)
{
  const GPtrArray *addresses = mail_addresses(facts->mail);
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    if (address->header->field == FIELD_REPLY_TO) return FIELD_REPLY_TO;
  }
  return FIELD_FROM;
}

static gboolean is_answered(const Facts *facts, MailField field, const Person *person)
{
  const GPtrArray *addresses = mail_addresses(facts->mail);
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    if (address->header->field == field && person_is_official_at(person, address->canonical)) return TRUE;
  }
  return FALSE;
}

/* The sender's official address: the one written from, else the first. */
static const Address *sender_entry(const Facts *facts)
{
  const GPtrArray *addresses = mail_addresses(facts->mail);
  if (facts->sender == NULL || !person_is_staff(facts->sender)) return NULL;
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    if (address->header->field != FIELD_FROM) continue;
    if (person_is_official_at(facts->sender, address->canonical))
      return person_address_at(facts->sender, address->canonical);
  }
  return person_address(facts->sender, ADDRESS_OFFICIAL);
}

static gboolean is_shown(const Facts *facts, const Reach *reach, const Judgement *out)
{
  const Wish *wish = reach->added ? judgement_wish(out, WISH_COPY, reach->canonical) : NULL;
  if (wish != NULL) return wish->show != SHOW_NOT;
  for (guint i = 0; i < facts->shown->len; i++) {
    const Shown *shown = g_ptr_array_index(facts->shown, i);
    if (strcmp(shown->mail->canonical, reach->canonical) == 0) return TRUE;
  }
  return FALSE;
}

static void add_staff(const Facts *facts, GPtrArray *copied, const Reach *reach)
{
  for (guint i = 0; reach->owners != NULL && i < reach->owners->len; i++) {
    const Address *entry = g_ptr_array_index(reach->owners, i);
    gboolean official = (entry->kinds & ADDRESS_OFFICIAL) != 0 && person_is_staff(entry->person);
    if (official && entry->person != facts->sender) g_ptr_array_add(copied, (gpointer)entry);
  }
}

/* The official addresses at which other staff are reached, of Address. Hidden
 * copies stay hidden, unless nobody else is there to make the answer a private one. */
static GPtrArray *staff_copied(const Facts *facts, const Judgement *out)
{
  g_autoptr(GPtrArray) hidden = g_ptr_array_new();
  g_autoptr(GPtrArray) shown = g_ptr_array_new();
  for (guint i = 0; i < facts->reach->len; i++) {
    const Reach *reach = g_ptr_array_index(facts->reach, i);
    gboolean secret = !is_shown(facts, reach, out);
    if (!secret || !reach->added) add_staff(facts, secret ? hidden : shown, reach);
  }
  return shown->len > 0 ? g_steal_pointer(&shown) : g_steal_pointer(&hidden);
}

static gboolean answers_reach(const Facts *facts, const GPtrArray *copied)
{
  MailField field = answered_field(facts);
  for (guint i = 0; i < copied->len; i++) {
    const Address *entry = g_ptr_array_index(copied, i);
    if (!is_answered(facts, field, entry->person)) return FALSE;
  }
  return facts->sender != NULL && is_answered(facts, field, facts->sender);
}

static void repair(Judgement *out, Finding *finding, const Address *sender, const GPtrArray *copied)
{
  if (finding->action != ACTION_FIX) return;
  finding_address(finding, sender->recorded);
  finding_reply_to(out, finding, sender);
  for (guint i = 0; i < copied->len; i++) {
    const Address *entry = g_ptr_array_index(copied, i);
    finding_address(finding, entry->recorded);
    finding_reply_to(out, finding, entry);
  }
}

static void judge(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  g_autoptr(GPtrArray) copied = staff_copied(facts, out);
  if (copied->len == 0) return;
  /* Of several fields, programs take one or another. */
  gboolean unclear = mail_has_unreadable(facts->mail, FIELD_REPLY_TO) || reply_to_fields(facts) > 1;
  if (!unclear && answers_reach(facts, copied)) return;
  const Address *sender = sender_entry(facts);
  Finding *finding = judgement_find(out, rule, sender != NULL ? FOUND : FOUND_NO_REPAIR);
  finding_say(finding, "%s", TEXT_REPLY_TO);
  finding_refuse(finding, "%s", TEXT_REPLY_TO_REFUSAL);
  if (sender != NULL) repair(out, finding, sender, copied);
}

const RuleSpec rule_reply_to = {
    .id = "reply-to",
    .clause = "an answer to staff reaches the other member of staff too",
    .scope = SCOPE_YOUNG,
    .needs = NEEDS_HEADERS,
    .action = ACTION_OFF,
    .repairs = TRUE,
    .judge = judge,
};
