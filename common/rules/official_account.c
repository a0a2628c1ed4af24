// SPDX-License-Identifier: MIT
/* policy, official-account: families hear from the organisation, never from a
 * private account. */
#include "rules/rules.h"

#include "address.h"
#include "rules/support.h"
#include "texts.h"

enum { ACCOUNT_REQUIRE_LOGIN };

/* An address that somebody may write from: the sender's own official one, a
 * service mailbox's, or a list's. */
static gboolean is_account(const Facts *facts, const char *canonical)
{
  if (people_list_at(facts->people, canonical) != NULL) return TRUE;
  const GPtrArray *owners = people_at(facts->people, canonical);
  for (guint i = 0; owners != NULL && i < owners->len; i++) {
    const Address *owner = g_ptr_array_index(owners, i);
    if ((owner->kinds & ADDRESS_OFFICIAL) == 0 || !person_is_staff(owner->person)) continue;
    if (owner->person == facts->sender || owner->person->role == ROLE_SERVICE) return TRUE;
  }
  return FALSE;
}

static gboolean is_right(const Facts *facts, const MailAddress *address)
{
  if (is_account(facts, address->canonical)) return TRUE;
  return address->header->field == FIELD_REPLY_TO &&
         owners_have_official(people_at(facts->people, address->canonical));
}

static gboolean is_right_envelope(const Facts *facts)
{
  const char *sender = mail_sender_canonical(facts->mail);
  return *sender == '\0' || is_account(facts, sender) || address_in_domains(sender, facts->settings->domains);
}

static Finding *find(const Facts *facts, const RuleSettings *rule, Judgement *out, FoundKind kind)
{
  Finding *finding = judgement_find(out, rule, kind);
  finding_person(finding, facts->sender);
  finding_refuse(finding, "%s", TEXT_ACCOUNT_REFUSAL);
  return finding;
}

static void judge_sender(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  if (facts->sender == NULL) {
    finding_say(find(facts, rule, out, FOUND), "%s", TEXT_ACCOUNT_UNKNOWN);
  } else if (!person_is_staff(facts->sender)) {
    g_autofree char *person = support_person(facts->sender);
    finding_say(find(facts, rule, out, FOUND), TEXT_ACCOUNT_NOT_STAFF, person);
  }
  if (rule_value(rule, ACCOUNT_REQUIRE_LOGIN)->number && mail_login(facts->mail) == NULL) {
    Finding *finding = find(facts, rule, out, FOUND);
    finding_say(finding, "%s", TEXT_ACCOUNT_NO_LOGIN);
    finding_refuse(finding, "%s", TEXT_ACCOUNT_REFUSAL_LOGIN);
  }
}

static void add_once(GPtrArray *texts, const char *text)
{
  if (!g_ptr_array_find_with_equal_func(texts, text, g_str_equal, NULL))
    g_ptr_array_add(texts, (gpointer)text);
}

static void judge_addresses(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  g_autoptr(GPtrArray) wrong = g_ptr_array_new();
  const GPtrArray *addresses = mail_addresses(facts->mail);
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    if ((address->header->field & (FIELDS_AUTHOR | FIELD_REPLY_TO)) == 0) continue;
    if (is_right(facts, address)) continue;
    Finding *finding = find(facts, rule, out, FOUND);
    finding_address(finding, address->address);
    finding_say(finding, TEXT_ACCOUNT_ADDRESS, address->header->name, address->address);
    add_once(wrong, address->address);
  }
  if (!is_right_envelope(facts)) {
    Finding *finding = find(facts, rule, out, FOUND);
    finding_address(finding, mail_sender(facts->mail));
    finding_say(finding, TEXT_ACCOUNT_ENVELOPE, mail_sender(facts->mail));
    add_once(wrong, mail_sender(facts->mail));
  }
  if (wrong->len == 0) return;
  g_autofree char *listed = support_listed(wrong);
  finding_refuse(find(facts, rule, out, FOUND), TEXT_ACCOUNT_REFUSAL_ADDRESS, listed);
}

static void judge(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  judge_sender(facts, rule, out);
  judge_addresses(facts, rule, out);
  gboolean unreadable = mail_has_unreadable(facts->mail, FIELDS_AUTHOR | FIELD_REPLY_TO);
  if (!support_is_cut(facts) && !unreadable) return;
  Finding *finding = find(facts, rule, out, FOUND_CANNOT_TELL);
  finding_say(finding, "%s", unreadable ? TEXT_UNREADABLE : TEXT_CUT);
  finding_refuse(finding, "%s", unreadable ? TEXT_UNREADABLE_REFUSAL : TEXT_CUT_REFUSAL);
}

static const SettingSpec settings[] = {
    [ACCOUNT_REQUIRE_LOGIN] = {.name = "require-login",
                               .type = SETTING_BOOL,
                               .help = "whether a message without a login is refused too",
                               .number = FALSE},
    {.name = NULL},
};

const RuleSpec rule_official_account = {
    .id = "official-account",
    .clause = "no personal accounts: organisational accounts only",
    .scope = SCOPE_FAMILY,
    .needs = NEEDS_HEADERS,
    .action = ACTION_REJECT,
    .settings = settings,
    .judge = judge,
};
