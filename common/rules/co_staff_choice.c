// SPDX-License-Identifier: MIT
#include "rules/co_staff_choice.h"

#include "rules/rules.h"
#include "rules/support.h"

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

/* For whom a second adult is looked for. */
typedef struct Choice {
  const Facts *facts;
  const GPtrArray *young;
  const Person *beside; /* who is not the one; NULL when anybody may be */
} Choice;

static gboolean is_guardian_of(const GPtrArray *young, const Person *person)
{
  for (guint i = 0; i < young->len; i++) {
    if (person_guardian(g_ptr_array_index(young, i), person) != NULL) return TRUE;
  }
  return FALSE;
}

/* Somebody whose being there makes an address no second adult's: the sender by
 * any address, a guardian or the young person. */
static gboolean is_party(const Choice *choice, const Person *person)
{
  return is_author(choice->facts, person) || is_guardian_of(choice->young, person) ||
         facts_is_young(choice->facts, person);
}

/* Whether a copy to this official address puts a second adult there. */
static gboolean is_second(const Choice *choice, const Address *entry)
{
  if ((entry->kinds & ADDRESS_OFFICIAL) == 0 || !person_is_human_staff(entry->person)) return FALSE;
  if (entry->person == choice->beside) return FALSE;
  const GPtrArray *owners = people_at(choice->facts->people, entry->canonical);
  for (guint i = 0; i < owners->len; i++) {
    const Address *owner = g_ptr_array_index(owners, i);
    if ((owner->kinds & ADDRESS_PRESENT) != 0 && is_party(choice, owner->person)) return FALSE;
  }
  return TRUE;
}

static const Address *second_among(const Choice *choice, const GPtrArray *owners)
{
  for (guint i = 0; owners != NULL && i < owners->len; i++) {
    const Address *entry = g_ptr_array_index(owners, i);
    if (is_second(choice, entry)) return entry;
  }
  return NULL;
}

gboolean co_staff_is_reached(const Facts *facts)
{
  const Choice choice = {.facts = facts, .young = facts->young};
  for (guint i = 0; i < facts->reach->len; i++) {
    const Reach *reach = g_ptr_array_index(facts->reach, i);
    if (second_among(&choice, reach->owners) != NULL) return TRUE;
  }
  return FALSE;
}

/* ---- whom to copy, in the policy's order of preference ---- */

static gboolean is_new(const Choice *choice, const Address *entry)
{
  return entry != NULL && !facts_reaches_address(choice->facts, entry->canonical);
}

static const Address *shown_colleague(const Choice *choice)
{
  const GPtrArray *shown = choice->facts->shown;
  for (guint i = 0; i < shown->len; i++) {
    const Shown *there = g_ptr_array_index(shown, i);
    const Address *entry = second_among(choice, there->owners);
    if (is_new(choice, entry)) return entry;
  }
  return NULL;
}

static const Address *official_second(const Choice *choice, const Person *person)
{
  for (guint i = 0; i < person->addresses->len; i++) {
    const Address *entry = g_ptr_array_index(person->addresses, i);
    if (is_second(choice, entry) && is_new(choice, entry)) return entry;
  }
  return NULL;
}

static const Address *programme_colleague(const Choice *choice)
{
  g_autoptr(GPtrArray) programmes = facts_programmes_of(choice->young);
  for (guint i = 0; i < programmes->len; i++) {
    const Programme *programme = g_ptr_array_index(programmes, i);
    for (guint k = 0; k < programme->co_staff->len; k++) {
      const Address *entry = official_second(choice, g_ptr_array_index(programme->co_staff, k));
      if (entry != NULL) return entry;
    }
  }
  return NULL;
}

static const Address *default_colleague(const Choice *choice)
{
  const RuleSettings *rule = settings_rule(choice->facts->settings, &rule_co_staff);
  const GPtrArray *defaults = rule_value(rule, CO_STAFF_DEFAULT)->canonical;
  for (guint i = 0; i < defaults->len; i++) {
    const GPtrArray *owners = people_at(choice->facts->people, g_ptr_array_index(defaults, i));
    const Address *entry = second_among(choice, owners);
    if (is_new(choice, entry)) return entry;
  }
  return NULL;
}

const Address *co_staff_choose(const Facts *facts, const GPtrArray *young, const Person *beside)
{
  const Choice choice = {.facts = facts, .young = young, .beside = beside};
  const Address *entry = shown_colleague(&choice);
  if (entry == NULL) entry = programme_colleague(&choice);
  return entry != NULL ? entry : default_colleague(&choice);
}
