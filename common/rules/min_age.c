// SPDX-License-Identifier: MIT
/* policy, min-age: small children are not written to; their parents are. */
#include "rules/rules.h"

#include "rules/support.h"
#include "texts.h"

/* A child below the age, and what can be done about it. */
typedef struct Case {
  const Person *child;
  GHashTable *going;        /* canonical addresses of the child's that can be taken out */
  GPtrArray *going_entries; /* of Address: the same */
  const Address *shared;    /* an address that stays, for it is a guardian's too */
  const Person *shared_with;
  GPtrArray *copies; /* of Address: guardians who must get the message and do not yet */
  gboolean listed;   /* reached by a list, from which nobody can be taken out */
  guint guardians;   /* who get it, then */
} Case;

static const Person *guardian_at(const Facts *facts, const Person *child, const char *canonical)
{
  const GPtrArray *owners = people_at(facts->people, canonical);
  for (guint i = 0; owners != NULL && i < owners->len; i++) {
    const Address *owner = g_ptr_array_index(owners, i);
    const Link *link = person_guardian(child, owner->person);
    if ((owner->kinds & ADDRESS_PRESENT) != 0 && link != NULL && link->contact != CONTACT_BARRED)
      return owner->person;
  }
  return NULL;
}

static void sort_addresses(const Facts *facts, Case *found)
{
  for (guint i = 0; i < found->child->addresses->len; i++) {
    Address *entry = g_ptr_array_index(found->child->addresses, i);
    if ((entry->kinds & ADDRESS_PRESENT) == 0) continue;
    const Person *guardian = guardian_at(facts, found->child, entry->canonical);
    if (guardian != NULL && facts_reaches_address(facts, entry->canonical)) {
      found->shared = entry;
      found->shared_with = guardian;
    }
    if (guardian != NULL) continue;
    g_hash_table_add(found->going, entry->canonical);
    g_ptr_array_add(found->going_entries, entry);
  }
}

static void sort_guardians(const Facts *facts, const Judgement *out, Case *found)
{
  for (guint i = 0; i < found->child->guardians->len; i++) {
    const Link *link = g_ptr_array_index(found->child->guardians, i);
    if (link->contact == CONTACT_BARRED) continue;
    gboolean there = facts_reaches(facts, link->guardian) || facts->sender == link->guardian;
    const Address *entry = support_guardian_address(facts, out, link->guardian);
    gboolean copied = !there && link->contact == CONTACT_COPY && entry != NULL;
    if (copied) g_ptr_array_add(found->copies, (gpointer)entry);
    if (there || copied) found->guardians++;
  }
}

static gboolean is_in_a_list(const Facts *facts, const Person *child)
{
  for (guint i = 0; i < facts->reach->len; i++) {
    const Reach *reach = g_ptr_array_index(facts->reach, i);
    if (reach->list != NULL && g_ptr_array_find(reach->list->members, child, NULL)) return TRUE;
  }
  return FALSE;
}

static Case case_of(const Facts *facts, const Judgement *out, const Person *child)
{
  Case found = {.child = child,
                .listed = is_in_a_list(facts, child),
                .going = g_hash_table_new(g_str_hash, g_str_equal),
                .going_entries = g_ptr_array_new(),
                .copies = g_ptr_array_new()};
  sort_addresses(facts, &found);
  sort_guardians(facts, out, &found);
  return found;
}

static void case_clear(Case *found)
{
  g_hash_table_unref(found->going);
  g_ptr_array_unref(found->going_entries);
  g_ptr_array_unref(found->copies);
}

static gboolean has_repaired(const RuleSettings *rule, const Judgement *out)
{
  for (guint i = 0; i < out->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(out->findings, i);
    if (finding->rule == rule->spec && finding->action == ACTION_FIX) return TRUE;
  }
  return FALSE;
}

/* Whether an address of the child's that can be taken out is reached or shown. */
static gboolean has_address_to_lose(const Facts *facts, const Case *found)
{
  for (guint i = 0; i < facts->shown->len; i++) {
    const Shown *shown = g_ptr_array_index(facts->shown, i);
    if (g_hash_table_contains(found->going, shown->mail->canonical)) return TRUE;
  }
  for (guint i = 0; i < facts->reach->len; i++) {
    const Reach *reach = g_ptr_array_index(facts->reach, i);
    if (g_hash_table_contains(found->going, reach->canonical)) return TRUE;
  }
  return FALSE;
}

static FoundKind kind_of(const Facts *facts, const RuleSettings *rule, const Judgement *out,
                         const Case *found)
{
  if (found->listed || found->guardians == 0) return FOUND_NO_REPAIR;
  if (found->copies->len > 0) return FOUND;
  /* Only the guardian's own address is left, and the guardians have the message. */
  if (!has_address_to_lose(facts, found)) return has_repaired(rule, out) ? FOUND : FOUND_IN_ORDER;
  return support_leaves_nobody(facts, out, found->going) ? FOUND_LEAVES_NOBODY : FOUND;
}

/* ---- telling ---- */

static void tell(Finding *finding, const Case *found)
{
  g_autofree char *name = support_person(found->child);
  finding_person(finding, found->child);
  finding_say(finding, TEXT_MIN_AGE, name);
  if (found->listed) finding_say(finding, TEXT_MIN_AGE_LIST, name);
  if (found->guardians == 0) finding_say(finding, TEXT_MIN_AGE_NOBODY, name);
  if (found->shared != NULL) {
    g_autofree char *guardian = support_person(found->shared_with);
    finding_say(finding, TEXT_MIN_AGE_SHARED, found->shared->recorded, guardian);
  }
}

static void repair(const Facts *facts, Judgement *out, Finding *finding, const Case *found)
{
  for (guint i = 0; i < found->going_entries->len; i++) {
    const Address *entry = g_ptr_array_index(found->going_entries, i);
    if (facts_reaches_address(facts, entry->canonical)) finding_address(finding, entry->recorded);
    finding_remove(out, finding, entry->recorded, entry->canonical);
  }
  for (guint i = 0; i < found->copies->len; i++) {
    finding_copy(out, finding, g_ptr_array_index(found->copies, i), support_guardian_show(facts));
  }
}

static void judge_child(const Facts *facts, const RuleSettings *rule, Judgement *out, const Person *child)
{
  Case found = case_of(facts, out, child);
  Finding *finding = judgement_find(out, rule, kind_of(facts, rule, out, &found));
  tell(finding, &found);
  repair(facts, out, finding, &found);
  case_clear(&found);
}

/* ---- the rule ---- */

static void refuse(const Facts *facts, const RuleSettings *rule, Judgement *out, const GPtrArray *children)
{
  for (guint i = 0; i < out->findings->len; i++) {
    Finding *finding = g_ptr_array_index(out->findings, i);
    if (finding->rule == rule->spec)
      support_refuse(facts, finding, children, TEXT_MIN_AGE_REFUSAL, TEXT_MIN_AGE_REFUSAL_PLAIN);
  }
}

static void judge(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  int age = rule_value(rule, MIN_AGE_AGE)->number;
  g_autoptr(GPtrArray) children = g_ptr_array_new();
  for (guint i = 0; i < facts->young->len; i++) {
    Person *young = g_ptr_array_index(facts->young, i);
    if (!person_is_below(young, age, facts->today)) continue;
    g_ptr_array_add(children, young);
    judge_child(facts, rule, out, young);
  }
  if (children->len > 0) refuse(facts, rule, out, children);
}

static const SettingSpec settings[] = {
    [MIN_AGE_AGE] = {.name = "age",
                     .type = SETTING_INT,
                     .help = "children below this age are not written to directly",
                     .number = 13,
                     .least = 1,
                     .most = 120},
    {.name = NULL},
};

const RuleSpec rule_min_age = {
    .id = "min-age",
    .clause = "children below a minimum age are not contacted directly",
    .scope = SCOPE_YOUNG,
    .needs = NEEDS_HEADERS,
    .action = ACTION_OFF,
    .repairs = TRUE,
    .removes = TRUE,
    .settings = settings,
    .judge = judge,
};
