// SPDX-License-Identifier: MIT
/* policy, outsiders: nobody but family and staff reads along without permission. */
#include "rules/rules.h"

#include "rules/permitted.h"
#include "rules/support.h"
#include "texts.h"

#include <string.h>

/* An address that is reached or shown, and who has it. */
typedef struct Seen {
  const char *address;
  const char *canonical;
  const GPtrArray *owners;
  const Programme *list;
} Seen;

/* The judging of one message. */
typedef struct Watch {
  const Facts *facts;
  const RuleSettings *rule;
  Judgement *out;
  GPtrArray *faulty; /* of Seen, each canonical address once */
  GHashTable *known; /* canonical addresses looked at */
} Watch;

/* ---- guardians ---- */

/* Where min-age takes small children out, their guardians stand in their places. */
static gboolean is_stood_in_for(const Facts *facts, const Person *child)
{
  const RuleSettings *rule = settings_rule(facts->settings, &rule_min_age);
  return rule->action == ACTION_FIX &&
         person_is_below(child, rule_value(rule, MIN_AGE_AGE)->number, facts->today);
}

static gboolean is_concerned(const Facts *facts, const Person *child)
{
  return facts_is_young(facts, child) && (facts_reaches(facts, child) || is_stood_in_for(facts, child));
}

static gboolean is_welcome_guardian(const Watch *watch, const Person *person)
{
  for (guint i = 0; i < person->children->len; i++) {
    const Link *link = g_ptr_array_index(person->children, i);
    if (link->contact != CONTACT_BARRED && is_concerned(watch->facts, link->child)) return TRUE;
  }
  return FALSE;
}

static gboolean is_barred_from_any(const Facts *facts, const Person *person)
{
  for (guint i = 0; i < person->children->len; i++) {
    const Link *link = g_ptr_array_index(person->children, i);
    if (link->contact == CONTACT_BARRED && facts_is_young(facts, link->child)) return TRUE;
  }
  return FALSE;
}

/* Barred for somebody reached, whoever they are else; or barred for anybody
 * while neither work nor another child of theirs brings them here. */
static gboolean is_barred_here(const Watch *watch, const Address *owner)
{
  if ((owner->kinds & ADDRESS_PRESENT) == 0) return FALSE;
  if (support_is_barred(watch->facts, watch->out, owner->person)) return TRUE;
  gboolean at_work = (owner->kinds & ADDRESS_OFFICIAL) != 0 && person_is_staff(owner->person);
  return !at_work && !is_welcome_guardian(watch, owner->person) &&
         is_barred_from_any(watch->facts, owner->person);
}

static const Address *barred_owner(const Watch *watch, const GPtrArray *owners)
{
  for (guint i = 0; owners != NULL && i < owners->len; i++) {
    const Address *owner = g_ptr_array_index(owners, i);
    if (is_barred_here(watch, owner)) return owner;
  }
  return NULL;
}

/* ---- who may be there ---- */

static gboolean is_family(const Watch *watch, const GPtrArray *owners)
{
  for (guint i = 0; owners != NULL && i < owners->len; i++) {
    const Address *owner = g_ptr_array_index(owners, i);
    if ((owner->kinds & ADDRESS_PRESENT) == 0) continue;
    if (facts_is_young(watch->facts, owner->person) || is_welcome_guardian(watch, owner->person)) return TRUE;
  }
  return FALSE;
}

static gboolean is_fault(const Watch *watch, const Seen *seen)
{
  if (permitted_by_settings(watch->facts->settings, seen->canonical)) return FALSE;
  if (barred_owner(watch, seen->owners) != NULL) return TRUE;
  if (watch->facts->young->len == 0) return FALSE;
  return seen->list == NULL && !owners_have_official(seen->owners) && !is_family(watch, seen->owners) &&
         !permitted_by_all(watch->facts, seen->canonical);
}

/* ---- looking around ---- */

static void look_at(Watch *watch, Seen seen)
{
  if (!g_hash_table_add(watch->known, (gpointer)seen.canonical)) return;
  if (judgement_wish(watch->out, WISH_REMOVE, seen.canonical) != NULL || !is_fault(watch, &seen)) return;
  g_ptr_array_add(watch->faulty, g_memdup2(&seen, sizeof seen));
}

static void look_around(Watch *watch)
{
  const Facts *facts = watch->facts;
  for (guint i = 0; i < facts->reach->len; i++) {
    const Reach *reach = g_ptr_array_index(facts->reach, i);
    look_at(watch, (Seen){reach->address, reach->canonical, reach->owners, reach->list});
  }
  for (guint i = 0; i < facts->shown->len; i++) {
    const Shown *shown = g_ptr_array_index(facts->shown, i);
    look_at(watch, (Seen){shown->mail->address, shown->mail->canonical, shown->owners, shown->list});
  }
}

/* ---- telling ---- */

static const char *fault_of(const Person *person)
{
  if (person_is_staff(person)) return TEXT_OUTSIDER_PERSONAL;
  return person->role == ROLE_GUARDIAN ? TEXT_OUTSIDER_OTHER_FAMILY : TEXT_OUTSIDER_LEFT;
}

static void say_owned(const Watch *watch, Finding *finding, const Seen *seen)
{
  const Address *barred = barred_owner(watch, seen->owners);
  const Address *owner = barred != NULL ? barred : g_ptr_array_index(seen->owners, 0);
  const Person *person = owner->person;
  g_autofree char *name = support_person(person);
  finding_person(finding, person);
  finding_say(finding, barred != NULL ? TEXT_OUTSIDER_BARRED : fault_of(person), seen->address, name);
}

static void say_unknown(const Watch *watch, Finding *finding)
{
  g_autoptr(GPtrArray) unknown = g_ptr_array_new();
  for (guint i = 0; i < watch->faulty->len; i++) {
    const Seen *seen = g_ptr_array_index(watch->faulty, i);
    if (seen->owners == NULL) g_ptr_array_add(unknown, (gpointer)seen->address);
  }
  if (unknown->len == 0) return;
  g_autofree char *listed = support_listed(unknown);
  finding_say(finding, TEXT_OUTSIDER_UNKNOWN, listed);
}

static FoundKind kind_of_repair(const Watch *watch)
{
  g_autoptr(GHashTable) going = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < watch->faulty->len; i++) {
    const Seen *seen = g_ptr_array_index(watch->faulty, i);
    g_hash_table_add(going, (gpointer)seen->canonical);
  }
  return support_leaves_nobody(watch->facts, watch->out, going) ? FOUND_LEAVES_NOBODY : FOUND;
}

static void find_faulty(const Watch *watch)
{
  FoundKind kind = kind_of_repair(watch);
  Finding *finding = judgement_find(watch->out, watch->rule, kind);
  g_autoptr(GPtrArray) written = g_ptr_array_new();
  for (guint i = 0; i < watch->faulty->len; i++) {
    const Seen *seen = g_ptr_array_index(watch->faulty, i);
    finding_address(finding, seen->address);
    if (seen->owners != NULL) say_owned(watch, finding, seen);
    finding_remove(watch->out, finding, seen->address, seen->canonical);
    g_ptr_array_add(written, (gpointer)seen->address);
  }
  say_unknown(watch, finding);
  if (kind == FOUND_LEAVES_NOBODY) finding_say(finding, "%s", TEXT_OUTSIDERS_EMPTY);
  g_autofree char *listed = support_listed(written);
  finding_refuse(finding, TEXT_OUTSIDERS_REFUSAL, listed);
}

static gboolean is_allowed_anywhere(const Settings *settings, const Person *person)
{
  for (guint i = 0; i < person->addresses->len; i++) {
    const Address *entry = g_ptr_array_index(person->addresses, i);
    if (permitted_by_settings(settings, entry->canonical)) return TRUE;
  }
  return FALSE;
}

static gboolean is_at_an_address(const Facts *facts, const Person *person)
{
  for (guint i = 0; i < person->addresses->len; i++) {
    const Address *entry = g_ptr_array_index(person->addresses, i);
    if ((entry->kinds & ADDRESS_PRESENT) != 0 && facts_reaches_address(facts, entry->canonical)) return TRUE;
  }
  return FALSE;
}

/* A list of families reaches a guardian who is barred for another child reached;
 * nobody can be taken out of a list. */
static void find_in_lists(const Watch *watch)
{
  for (guint i = 0; i < watch->facts->reached->len; i++) {
    const Person *person = g_ptr_array_index(watch->facts->reached, i);
    if (!support_is_barred(watch->facts, watch->out, person) ||
        is_allowed_anywhere(watch->facts->settings, person))
      continue;
    if (is_at_an_address(watch->facts, person)) continue;
    Finding *finding = judgement_find(watch->out, watch->rule, FOUND_NO_REPAIR);
    g_autofree char *name = support_person(person);
    finding_person(finding, person);
    finding_say(finding, TEXT_OUTSIDER_BARRED_LIST, name);
    finding_refuse(finding, "%s", TEXT_OUTSIDERS_LIST_REFUSAL);
  }
}

static void find_unknown(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  gboolean cut = support_is_cut(facts);
  if (facts->young->len == 0 || (!cut && !mail_has_unreadable(facts->mail, FIELDS_SHOWN))) return;
  Finding *finding = judgement_find(out, rule, FOUND_CANNOT_TELL);
  finding_say(finding, "%s", cut ? TEXT_CUT : TEXT_UNREADABLE);
  finding_refuse(finding, "%s", cut ? TEXT_CUT_REFUSAL : TEXT_UNREADABLE_REFUSAL);
}

static void judge(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  Watch watch = {.facts = facts, .rule = rule, .out = out};
  watch.faulty = g_ptr_array_new_with_free_func(g_free);
  watch.known = g_hash_table_new(g_str_hash, g_str_equal);
  find_unknown(facts, rule, out);
  look_around(&watch);
  if (watch.faulty->len > 0) find_faulty(&watch);
  find_in_lists(&watch);
  g_ptr_array_unref(watch.faulty);
  g_hash_table_unref(watch.known);
}

static const SettingSpec settings[] = {
    [OUTSIDERS_ALLOW] = {.name = "allow",
                         .type = SETTING_PATTERNS,
                         .help = "addresses and @domains that may be copied into any message"},
    {.name = NULL},
};

const RuleSpec rule_outsiders = {
    .id = "outsiders",
    .clause = "nobody besides parents and staff is copied without explicit permission",
    /* Barred guardians are looked for when no young person is reached, too. */
    .scope = SCOPE_OUTGOING,
    .needs = NEEDS_HEADERS,
    .action = ACTION_REJECT,
    .repairs = TRUE,
    .removes = TRUE,
    .settings = settings,
    .judge = judge,
};
