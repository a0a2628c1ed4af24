// SPDX-License-Identifier: MIT
/* policy, co-staff: no adult writes to a young person alone. */
#include "rules/rules.h"

#include "rules/support.h"
#include "texts.h"

/* Whether that person writes the message. Where it is not known which of
 * several it is, none of them can be the second adult. */
static gboolean is_author(const Facts *facts, const Person *person)
{
  if (facts->sender != NULL) return person == facts->sender;
  const GPtrArray *addresses = mail_addresses(facts->mail);
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    if ((address->header->field & (FIELD_FROM | FIELD_SENDER)) == 0) continue;
    if (person_address_at(person, address->canonical) != NULL) return TRUE;
  }
  return person_address_at(person, mail_sender_canonical(facts->mail)) != NULL;
}

/* Somebody whose being there makes an address no second adult's: the sender by
 * any address, a guardian or the young person. */
static gboolean is_party(const Facts *facts, const Person *person)
{
  return is_author(facts, person) || facts_is_guardian_of_young(facts, person) ||
         facts_is_young(facts, person);
}

/* Whether a copy to this official address puts a second adult there. */
static gboolean is_second(const Facts *facts, const Address *entry)
{
  if ((entry->kinds & ADDRESS_OFFICIAL) == 0 || !person_is_human_staff(entry->person)) return FALSE;
  const GPtrArray *owners = people_at(facts->people, entry->canonical);
  for (guint i = 0; i < owners->len; i++) {
    const Address *owner = g_ptr_array_index(owners, i);
    if ((owner->kinds & ADDRESS_PRESENT) != 0 && is_party(facts, owner->person)) return FALSE;
  }
  return TRUE;
}

static const Address *second_among(const Facts *facts, const GPtrArray *owners)
{
  for (guint i = 0; owners != NULL && i < owners->len; i++) {
    const Address *entry = g_ptr_array_index(owners, i);
    if (is_second(facts, entry)) return entry;
  }
  return NULL;
}

static gboolean is_satisfied(const Facts *facts)
{
  for (guint i = 0; i < facts->reach->len; i++) {
    const Reach *reach = g_ptr_array_index(facts->reach, i);
    if (second_among(facts, reach->owners) != NULL) return TRUE;
  }
  return FALSE;
}

/* ---- whom to copy, in the policy's order of preference ---- */

static const Address *shown_colleague(const Facts *facts)
{
  for (guint i = 0; i < facts->shown->len; i++) {
    const Shown *shown = g_ptr_array_index(facts->shown, i);
    const Address *entry = second_among(facts, shown->owners);
    if (entry != NULL) return entry;
  }
  return NULL;
}

static const Address *official_second(const Facts *facts, const Person *person)
{
  for (guint i = 0; i < person->addresses->len; i++) {
    const Address *entry = g_ptr_array_index(person->addresses, i);
    if (is_second(facts, entry)) return entry;
  }
  return NULL;
}

static const Address *programme_colleague(const Facts *facts)
{
  g_autoptr(GPtrArray) programmes = facts_programmes(facts);
  for (guint i = 0; i < programmes->len; i++) {
    const Programme *programme = g_ptr_array_index(programmes, i);
    for (guint k = 0; k < programme->co_staff->len; k++) {
      const Address *entry = official_second(facts, g_ptr_array_index(programme->co_staff, k));
      if (entry != NULL) return entry;
    }
  }
  return NULL;
}

static const Address *default_colleague(const Facts *facts, const RuleSettings *rule)
{
  const GPtrArray *defaults = rule_value(rule, CO_STAFF_DEFAULT)->canonical;
  for (guint i = 0; i < defaults->len; i++) {
    const Address *entry = second_among(facts, people_at(facts->people, g_ptr_array_index(defaults, i)));
    if (entry != NULL) return entry;
  }
  return NULL;
}

static const Address *colleague(const Facts *facts, const RuleSettings *rule)
{
  const Address *entry = shown_colleague(facts);
  if (entry == NULL) entry = programme_colleague(facts);
  return entry != NULL ? entry : default_colleague(facts, rule);
}

/* ---- the rule ---- */

static Finding *find(const Facts *facts, const RuleSettings *rule, Judgement *out, FoundKind kind)
{
  Finding *finding = judgement_find(out, rule, kind);
  for (guint i = 0; i < facts->young->len; i++) finding_person(finding, facts->young->pdata[i]);
  finding_refuse(finding, "%s", TEXT_CO_STAFF_REFUSAL);
  return finding;
}

static void judge(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  if (facts->sender == NULL && mail_has_unreadable(facts->mail, FIELD_FROM | FIELD_SENDER)) {
    finding_say(find(facts, rule, out, FOUND_CANNOT_TELL), "%s", TEXT_CO_STAFF_UNKNOWN);
    return;
  }
  if (is_satisfied(facts)) return;
  const Address *entry = colleague(facts, rule);
  Finding *finding = find(facts, rule, out, entry != NULL ? FOUND : FOUND_NO_REPAIR);
  g_autofree char *young = support_people(facts->young);
  finding_say(finding, TEXT_CO_STAFF, young);
  if (entry == NULL) finding_say(finding, "%s", TEXT_CO_STAFF_NOBODY);
  if (entry == NULL || finding->action != ACTION_FIX) return;
  g_autofree char *person = support_person(entry->person);
  finding_address(finding, entry->recorded);
  finding_say(finding, TEXT_COPIED, person);
  finding_copy(out, finding, entry, SHOW_IN_CC);
}

static const SettingSpec settings[] = {
    [CO_STAFF_DEFAULT] = {.name = "default",
                          .type = SETTING_ADDRESSES,
                          .help = "whom to copy when neither message nor programme names a colleague; "
                                  "the organisation's help address when not set"},
    {.name = NULL},
};

const RuleSpec rule_co_staff = {
    .id = "co-staff",
    .clause = "another member of staff or volunteer is copied into any e-mail to a young person",
    .scope = SCOPE_YOUNG,
    .needs = NEEDS_HEADERS,
    .action = ACTION_FIX,
    .repairs = TRUE,
    .settings = settings,
    .judge = judge,
};
