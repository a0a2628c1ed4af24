// SPDX-License-Identifier: MIT
/* policy, designated-person: messages for young people go through the person
 * responsible for the programme. */
#include "rules/rules.h"

#include "rules/support.h"
#include "texts.h"

enum { DESIGNATED_SCOPE };
enum { SCOPE_IS_ALL, SCOPE_IS_MASS };

/* One person never fills two places: a guardian of somebody reached does not
 * watch over the message to them. */
static gboolean can_watch(const Facts *facts, const Person *person)
{
  return person_is_human_staff(person) && !facts_is_guardian_of_young(facts, person);
}

static const Address *official_address(const Facts *facts, const Person *person)
{
  const Address *shown = facts_shown_address(facts, person, ADDRESS_OFFICIAL);
  return shown != NULL ? shown : person_address(person, ADDRESS_OFFICIAL);
}

static gboolean is_reached_officially(const Facts *facts, const Person *person)
{
  for (guint i = 0; i < person->addresses->len; i++) {
    const Address *entry = g_ptr_array_index(person->addresses, i);
    if ((entry->kinds & ADDRESS_OFFICIAL) && facts_reaches_address(facts, entry->canonical)) return TRUE;
  }
  return FALSE;
}

/* With `hold` the message waits for approval, so only the designated person's
 * own messages pass; else one who reads along is enough. */
static gboolean watches(const Facts *facts, const RuleSettings *rule, const Judgement *out,
                        const Person *person)
{
  if (!can_watch(facts, person)) return FALSE;
  if (person == facts->sender) return TRUE;
  if (rule->action == ACTION_HOLD) return FALSE;
  return is_reached_officially(facts, person) || judgement_copy_of(out, person) != NULL;
}

static gboolean is_watched(const Facts *facts, const RuleSettings *rule, const Judgement *out,
                           const Person *young)
{
  for (guint i = 0; i < young->programmes->len; i++) {
    const Programme *programme = g_ptr_array_index(young->programmes, i);
    for (guint k = 0; k < programme->designated->len; k++) {
      if (watches(facts, rule, out, g_ptr_array_index(programme->designated, k))) return TRUE;
    }
  }
  return FALSE;
}

static const Address *designated_for(const Facts *facts, const Judgement *out, const Person *young)
{
  for (guint i = 0; i < young->programmes->len; i++) {
    const Programme *programme = g_ptr_array_index(young->programmes, i);
    for (guint k = 0; k < programme->designated->len; k++) {
      const Person *person = g_ptr_array_index(programme->designated, k);
      const Address *entry = can_watch(facts, person) ? official_address(facts, person) : NULL;
      if (entry != NULL && support_may_copy(facts, out, entry)) return entry;
    }
  }
  return NULL;
}

/* ---- the rule ---- */

static void find(const Facts *facts, const RuleSettings *rule, Judgement *out, const Person *young)
{
  const Address *entry = designated_for(facts, out, young);
  Finding *finding = judgement_find(out, rule, entry != NULL ? FOUND : FOUND_NO_REPAIR);
  finding_person(finding, young);
  finding_refuse(finding, "%s", TEXT_DESIGNATED_REFUSAL);
  g_autofree char *name = support_person(young);
  if (rule->action == ACTION_HOLD) {
    finding_say(finding, TEXT_DESIGNATED_APPROVAL, name);
    return;
  }
  finding_say(finding, entry != NULL ? TEXT_DESIGNATED : TEXT_DESIGNATED_NONE, name);
  if (entry == NULL || finding->action != ACTION_FIX) return;
  g_autofree char *person = support_person(entry->person);
  finding_address(finding, entry->recorded);
  finding_say(finding, TEXT_COPIED, person);
  finding_copy(out, finding, entry, SHOW_UNLESS_MASS);
}

static gboolean is_mass(const Facts *facts, const Judgement *out)
{
  const RuleSettings *rule = settings_rule(facts->settings, &rule_mass_mail);
  guint threshold = (guint)rule_value(rule, MASS_MAIL_THRESHOLD)->number;
  /* Mass mail that was sent as Bcc in the first place is mass mail no less. */
  return facts_households_reached(facts) >= threshold || mass_mail_households(facts, out) >= threshold;
}

static void judge(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  gboolean mass_only = rule_value(rule, DESIGNATED_SCOPE)->number == SCOPE_IS_MASS;
  if (mass_only && !is_mass(facts, out)) return;
  for (guint i = 0; i < facts->young->len; i++) {
    const Person *young = g_ptr_array_index(facts->young, i);
    if (!is_watched(facts, rule, out, young)) find(facts, rule, out, young);
  }
}

static const char *const scopes[] = {"all", "mass", NULL};

static const SettingSpec settings[] = {
    [DESIGNATED_SCOPE] = {.name = "scope",
                          .type = SETTING_CHOICE,
                          .help = "which messages to young people: all, or mass mail only",
                          .number = SCOPE_IS_ALL,
                          .choices = scopes},
    {.name = NULL},
};

const RuleSpec rule_designated_person = {
    .id = "designated-person",
    .clause = "messages for young people go through the designated person",
    .scope = SCOPE_YOUNG,
    .needs = NEEDS_HEADERS,
    .action = ACTION_OFF,
    .repairs = TRUE,
    .settings = settings,
    .judge = judge,
};
