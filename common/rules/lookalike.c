// SPDX-License-Identifier: MIT
/* policy, lookalike: no private channel to a young person by an address that is
 * not on the roster. */
#include "rules/rules.h"

#include "details.h"
#include "likeness.h"
#include "rules/permitted.h"
#include "rules/support.h"
#include "texts.h"

#include <string.h>

/* An address of a young person. */
typedef struct Real {
  const Person *young;
  Likeness *likeness;
} Real;

static void real_free(gpointer data)
{
  Real *real = data;
  likeness_free(real->likeness);
  g_free(real);
}

static void add_real(GPtrArray *reals, const Person *young, const Address *entry, const char *separators)
{
  Likeness *likeness = entry->kinds & ADDRESS_OWN ? likeness_new(entry->recorded, separators) : NULL;
  if (likeness == NULL) return;
  Real *real = g_new0(Real, 1);
  real->young = young;
  real->likeness = likeness;
  g_ptr_array_add(reals, real);
}

static GPtrArray *young_addresses(const Facts *facts)
{
  GPtrArray *reals = g_ptr_array_new_with_free_func(real_free);
  const GPtrArray *all = people_all(facts->people);
  for (guint i = 0; i < all->len; i++) {
    const Person *person = g_ptr_array_index(all, i);
    for (guint k = 0; facts_is_young(facts, person) && k < person->addresses->len; k++)
      add_real(reals, person, g_ptr_array_index(person->addresses, k), mail_separators(facts->mail));
  }
  return reals;
}

/* ---- what is found ---- */

static void find(const Facts *facts, const RuleSettings *rule, Judgement *out, const Reach *reach,
                 const Person *young, const char *format)
{
  if (permitted_by(facts, young, reach->canonical)) return;
  Finding *finding = judgement_find(out, rule, FOUND);
  g_autofree char *name = support_person(young);
  finding_person(finding, young);
  finding_address(finding, reach->address);
  finding_say(finding, format, reach->address, name);
  finding_refuse(finding, TEXT_LOOKALIKE_REFUSAL, reach->address);
}

static gboolean is_shown_as(const Facts *facts, const Reach *reach, const Person *young)
{
  const GPtrArray *addresses = mail_addresses(facts->mail);
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    if ((address->header->field & (FIELDS_SHOWN | FIELDS_BLIND)) == 0 || address->name == NULL) continue;
    if (strcmp(address->canonical, reach->canonical) == 0 && details_same_name(young->name, address->name))
      return TRUE;
  }
  return FALSE;
}

static void judge_name(const Facts *facts, const RuleSettings *rule, Judgement *out, const Reach *reach)
{
  const GPtrArray *all = people_all(facts->people);
  for (guint i = 0; i < all->len; i++) {
    const Person *person = g_ptr_array_index(all, i);
    if (facts_is_young(facts, person) && is_shown_as(facts, reach, person))
      find(facts, rule, out, reach, person, TEXT_LOOKALIKE_NAME);
  }
}

static void judge_address(const Facts *facts, const RuleSettings *rule, Judgement *out, const Reach *reach,
                          const GPtrArray *reals)
{
  g_autoptr(Likeness) likeness = likeness_new(reach->address, mail_separators(facts->mail));
  for (guint i = 0; likeness != NULL && i < reals->len; i++) {
    const Real *real = g_ptr_array_index(reals, i);
    if (likeness_deceives(likeness, real->likeness))
      find(facts, rule, out, reach, real->young, TEXT_LOOKALIKE_ADDRESS);
  }
}

/* ---- the rule ---- */

/* Whether the address is on no roster, and nobody has agreed to it. */
static gboolean is_stranger(const Facts *facts, const Reach *reach)
{
  if (reach->owners != NULL || reach->list != NULL) return FALSE;
  if (permitted_by_settings(facts->settings, reach->canonical)) return FALSE;
  return facts->young->len == 0 || !permitted_by_all(facts, reach->canonical);
}

static void cannot_tell(const RuleSettings *rule, Judgement *out)
{
  Finding *finding = judgement_find(out, rule, FOUND_CANNOT_TELL);
  finding_say(finding, "%s", TEXT_CUT);
  finding_refuse(finding, "%s", TEXT_CUT_REFUSAL);
}

static void judge(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  g_autoptr(GPtrArray) reals = NULL;
  for (guint i = 0; i < facts->reach->len; i++) {
    const Reach *reach = g_ptr_array_index(facts->reach, i);
    if (!is_stranger(facts, reach)) continue;
    if (reals == NULL) reals = young_addresses(facts);
    judge_name(facts, rule, out, reach);
    judge_address(facts, rule, out, reach, reals);
  }
  /* Among the names that were not looked at may be a young person's. */
  if (reals != NULL && (support_is_cut(facts) || people_is_partial(facts->people))) cannot_tell(rule, out);
}

const RuleSpec rule_lookalike = {
    .id = "lookalike",
    .clause = "no private channel to a young person through an address that is not on the roster",
    .scope = SCOPE_OUTGOING,
    .needs = NEEDS_HEADERS,
    .action = ACTION_HOLD,
    .judge = judge,
};
