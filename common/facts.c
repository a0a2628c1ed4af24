// SPDX-License-Identifier: MIT
#include "facts.h"

#include "address.h"
#include "facts_direction.h"

#include <string.h>

/* ---- building ---- */

static void reach_person(Facts *facts, GHashTable *seen, const Person *person)
{
  if (g_hash_table_add(seen, (gpointer)person)) g_ptr_array_add(facts->reached, (gpointer)person);
}

static void reach_families(Facts *facts, GHashTable *seen, const Person *member)
{
  for (guint i = 0; i < member->guardians->len; i++) {
    const Link *link = g_ptr_array_index(member->guardians, i);
    if (link->contact == CONTACT_COPY) reach_person(facts, seen, link->guardian);
  }
}

static void reach_list(Facts *facts, GHashTable *seen, const Programme *list)
{
  for (guint i = 0; i < list->members->len; i++) {
    const Person *member = g_ptr_array_index(list->members, i);
    if (!member->active) continue;
    reach_person(facts, seen, member);
    if (list->list_members == LIST_FAMILIES) reach_families(facts, seen, member);
  }
}

static void reach_owners(Facts *facts, GHashTable *seen, const GPtrArray *owners)
{
  for (guint i = 0; owners != NULL && i < owners->len; i++) {
    const Address *address = g_ptr_array_index(owners, i);
    if (address->kinds & ~(guint)ADDRESS_FORMER) reach_person(facts, seen, address->person);
  }
}

static void add_reach(Facts *facts, GHashTable *canonicals, const char *address, const char *canonical,
                      gboolean added)
{
  if (!g_hash_table_add(canonicals, (gpointer)canonical)) return;
  Reach *reach = g_new0(Reach, 1);
  reach->address = address;
  reach->canonical = canonical;
  reach->owners = people_at(facts->people, canonical);
  reach->list = people_list_at(facts->people, canonical);
  reach->added = added;
  g_ptr_array_add(facts->reach, reach);
}

static void gather_reach(Facts *facts, GHashTable *removed, const GPtrArray *added)
{
  g_autoptr(GHashTable) canonicals = g_hash_table_new(g_str_hash, g_str_equal);
  const GPtrArray *recipients = mail_recipients(facts->mail);
  for (guint i = 0; i < recipients->len; i++) {
    const MailRecipient *recipient = g_ptr_array_index(recipients, i);
    gboolean gone = removed != NULL && g_hash_table_contains(removed, recipient->canonical);
    if (!gone) add_reach(facts, canonicals, recipient->address, recipient->canonical, FALSE);
  }
  for (guint i = 0; added != NULL && i < added->len; i++) {
    const Address *address = g_ptr_array_index(added, i);
    add_reach(facts, canonicals, address->recorded, address->canonical, TRUE);
  }
}

static int by_id(gconstpointer a, gconstpointer b)
{
  const Person *const *left = a, *const *right = b;
  return g_strcmp0((*left)->id, (*right)->id);
}

static gboolean is_in_family(const Facts *facts, const Person *person)
{
  if (facts_is_young(facts, person)) return TRUE;
  for (guint i = 0; i < person->children->len; i++) {
    const Link *link = g_ptr_array_index(person->children, i);
    if (facts_is_young(facts, link->child)) return TRUE;
  }
  return FALSE;
}

static void sort_out_people(Facts *facts)
{
  facts->family = FALSE;
  g_ptr_array_set_size(facts->young, 0);
  g_ptr_array_set_size(facts->minors, 0);
  for (guint i = 0; i < facts->reached->len; i++) {
    Person *person = g_ptr_array_index(facts->reached, i);
    if (is_in_family(facts, person)) facts->family = TRUE;
    if (facts_is_young(facts, person)) g_ptr_array_add(facts->young, person);
    if (facts_is_young(facts, person) && facts_is_minor(facts, person))
      g_ptr_array_add(facts->minors, person);
  }
  g_ptr_array_sort(facts->young, by_id);
  g_ptr_array_sort(facts->minors, by_id);
}

void facts_set_envelope(Facts *facts, GHashTable *removed, const GPtrArray *added)
{
  g_ptr_array_set_size(facts->reach, 0);
  g_ptr_array_set_size(facts->reached, 0);
  gather_reach(facts, removed, added);
  g_hash_table_remove_all(facts->reached_set);
  for (guint i = 0; i < facts->reach->len; i++) {
    const Reach *reach = g_ptr_array_index(facts->reach, i);
    reach_owners(facts, facts->reached_set, reach->owners);
    if (reach->list != NULL) reach_list(facts, facts->reached_set, reach->list);
  }
  sort_out_people(facts);
}

static void gather_shown(Facts *facts)
{
  const GPtrArray *addresses = mail_addresses(facts->mail);
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    if ((address->header->field & FIELDS_SHOWN) == 0) continue;
    Shown *shown = g_new0(Shown, 1);
    shown->mail = address;
    shown->owners = people_at(facts->people, address->canonical);
    shown->list = people_list_at(facts->people, address->canonical);
    g_ptr_array_add(facts->shown, shown);
  }
}

Facts *facts_new(const Settings *settings, Mail *mail, const People *people, gint64 when)
{
  Facts *facts = g_new0(Facts, 1);
  facts->settings = settings;
  facts->mail = mail;
  facts->people = people;
  facts->today = day_of(when, settings->timezone);
  facts->until_age = settings_until_age(settings);
  facts->reach = g_ptr_array_new_with_free_func(g_free);
  facts->reached = g_ptr_array_new();
  facts->reached_set = g_hash_table_new(NULL, NULL);
  facts->young = g_ptr_array_new();
  facts->minors = g_ptr_array_new();
  facts->shown = g_ptr_array_new_with_free_func(g_free);
  facts->sender = facts_sender(settings, mail, people);
  facts->direction = facts_direction(settings, mail, people);
  facts_set_envelope(facts, NULL, NULL);
  gather_shown(facts);
  return facts;
}

void facts_free(Facts *facts)
{
  if (facts == NULL) return;
  g_ptr_array_unref(facts->reach);
  g_ptr_array_unref(facts->reached);
  g_hash_table_unref(facts->reached_set);
  g_ptr_array_unref(facts->young);
  g_ptr_array_unref(facts->minors);
  g_ptr_array_unref(facts->shown);
  g_free(facts);
}

/* ---- predicates ---- */

gboolean facts_reaches(const Facts *facts, const Person *person)
{
  return g_hash_table_contains(facts->reached_set, person);
}

gboolean facts_reaches_address(const Facts *facts, const char *canonical)
{
  for (guint i = 0; i < facts->reach->len; i++) {
    const Reach *reach = g_ptr_array_index(facts->reach, i);
    if (strcmp(reach->canonical, canonical) == 0) return TRUE;
  }
  return FALSE;
}

static gboolean owners_have(const GPtrArray *owners, guint kinds)
{
  for (guint i = 0; owners != NULL && i < owners->len; i++) {
    const Address *address = g_ptr_array_index(owners, i);
    if ((address->kinds & kinds) != 0 && person_is_staff(address->person)) return TRUE;
  }
  return FALSE;
}

gboolean owners_have_staff(const GPtrArray *owners)
{
  return owners_have(owners, ~(guint)ADDRESS_FORMER);
}

gboolean owners_have_official(const GPtrArray *owners)
{
  return owners_have(owners, ADDRESS_OFFICIAL);
}

gboolean facts_is_young(const Facts *facts, const Person *person)
{
  return person_is_young(person, facts->until_age, facts->today);
}

gboolean facts_is_minor(const Facts *facts, const Person *person)
{
  return person_is_minor(person, facts->until_age, facts->today);
}

gboolean facts_is_guardian_of_young(const Facts *facts, const Person *person)
{
  for (guint i = 0; i < facts->young->len; i++) {
    if (person_guardian(g_ptr_array_index(facts->young, i), person) != NULL) return TRUE;
  }
  return FALSE;
}

gboolean facts_is_barred(const Facts *facts, const Person *person)
{
  for (guint i = 0; i < person->children->len; i++) {
    const Link *link = g_ptr_array_index(person->children, i);
    if (link->contact == CONTACT_BARRED && facts_reaches(facts, link->child)) return TRUE;
  }
  return FALSE;
}

/* ---- households ---- */

static char *person_household(const Person *person)
{
  if (person->household != 0) return g_strdup_printf("h:%" G_GINT64_FORMAT, person->household);
  return g_strdup_printf("p:%" G_GINT64_FORMAT, person->key);
}

char *facts_household(const Facts *facts, const char *canonical, gboolean *known)
{
  const GPtrArray *owners = people_at(facts->people, canonical);
  *known = owners != NULL;
  gboolean aside = owners_have_staff(owners) || people_list_at(facts->people, canonical) != NULL ||
                   address_in_domains(canonical, facts->settings->domains);
  if (aside) return NULL;
  if (owners == NULL) return g_strconcat("a:", canonical, NULL);
  const Address *address = g_ptr_array_index(owners, 0);
  return person_household(address->person);
}

static void add_member_households(GHashTable *households, const Programme *list)
{
  for (guint i = 0; i < list->members->len; i++) {
    const Person *member = g_ptr_array_index(list->members, i);
    if (member->active) g_hash_table_add(households, person_household(member));
  }
}

guint facts_households_reached(const Facts *facts)
{
  g_autoptr(GHashTable) households = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < facts->reach->len; i++) {
    const Reach *reach = g_ptr_array_index(facts->reach, i);
    gboolean known = FALSE;
    g_autofree char *household = facts_household(facts, reach->canonical, &known);
    if (household != NULL) g_hash_table_add(households, g_steal_pointer(&household));
    if (reach->list != NULL) add_member_households(households, reach->list);
  }
  return g_hash_table_size(households);
}

/* ---- looking around ---- */

static int programme_by_id(gconstpointer a, gconstpointer b)
{
  const Programme *const *left = a, *const *right = b;
  return strcmp((*left)->id, (*right)->id);
}

GPtrArray *facts_programmes_of(const GPtrArray *young)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
  GPtrArray *programmes = g_ptr_array_new();
  for (guint i = 0; i < young->len; i++) {
    const Person *person = g_ptr_array_index(young, i);
    for (guint k = 0; k < person->programmes->len; k++) {
      Programme *programme = g_ptr_array_index(person->programmes, k);
      if (g_hash_table_add(seen, programme)) g_ptr_array_add(programmes, programme);
    }
  }
  g_ptr_array_sort(programmes, programme_by_id);
  return programmes;
}

const Address *facts_shown_address(const Facts *facts, const Person *person, guint kinds)
{
  for (guint i = 0; i < facts->shown->len; i++) {
    const Shown *shown = g_ptr_array_index(facts->shown, i);
    const Address *address = person_address_at(person, shown->mail->canonical);
    if (address == NULL || (address->kinds & kinds) == 0) continue;
    if (!facts_reaches_address(facts, address->canonical)) return address;
  }
  return NULL;
}
