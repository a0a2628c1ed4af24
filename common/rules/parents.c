// SPDX-License-Identifier: MIT
/* policy, parents: whoever writes to a minor writes to the parents too. */
#include "rules/rules.h"

#include "rules/support.h"
#include "texts.h"

enum { REQUIRE_ALL, REQUIRE_ANY };

/* One minor and what becomes of the guardians who must be copied. */
typedef struct Family {
  const Person *child;
  GPtrArray *missing;    /* of Address: can be copied and is not */
  GPtrArray *impossible; /* of Person: should be copied and cannot */
  guint there;           /* reached, or writing */
} Family;

static void family_clear(Family *family)
{
  g_ptr_array_unref(family->missing);
  g_ptr_array_unref(family->impossible);
}

static Family family_of(const Facts *facts, const Judgement *out, const Person *child)
{
  Family family = {.child = child, .missing = g_ptr_array_new(), .impossible = g_ptr_array_new()};
  for (guint i = 0; i < child->guardians->len; i++) {
    const Link *link = g_ptr_array_index(child->guardians, i);
    if (link->contact != CONTACT_COPY) continue;
    const Address *entry = support_guardian_address(facts, out, link->guardian);
    if (facts_reaches(facts, link->guardian) || facts->sender == link->guardian)
      family.there++;
    else if (entry != NULL)
      g_ptr_array_add(family.missing, (gpointer)entry);
    else
      g_ptr_array_add(family.impossible, (gpointer)link->guardian);
  }
  return family;
}

static void find_missing(const Facts *facts, const RuleSettings *rule, Judgement *out, const Family *family)
{
  Finding *finding = judgement_find(out, rule, FOUND);
  finding_person(finding, family->child);
  guint most = rule_value(rule, PARENTS_REQUIRE)->number == REQUIRE_ANY ? 1 : family->missing->len;
  g_autoptr(GPtrArray) guardians = g_ptr_array_new();
  for (guint i = 0; i < most; i++) {
    const Address *entry = g_ptr_array_index(family->missing, i);
    g_ptr_array_add(guardians, (gpointer)entry->person);
    finding_address(finding, entry->recorded);
    finding_copy(out, finding, entry, support_guardian_show(facts));
  }
  g_autofree char *child = support_person(family->child);
  g_autofree char *names = support_people(guardians);
  finding_say(finding, TEXT_PARENTS, child, names);
  if (finding->action == ACTION_FIX) finding_say(finding, TEXT_COPIED, names);
}

static void find_impossible(const RuleSettings *rule, Judgement *out, const Family *family)
{
  Finding *finding = judgement_find(out, rule, FOUND_NO_REPAIR);
  finding_person(finding, family->child);
  g_autofree char *child = support_person(family->child);
  g_autofree char *names = support_people(family->impossible);
  if (family->impossible->len > 0)
    finding_say(finding, TEXT_PARENTS_BARRED, child, names);
  else
    finding_say(finding, TEXT_PARENTS_NONE, child);
}

/* The minors of one message, by what is wrong with their copies. */
typedef struct Wrong {
  GPtrArray *missing;    /* of Person */
  GPtrArray *impossible; /* of Person */
} Wrong;

/* With "any", one who is there or can be copied is enough. */
static void judge_family(const Facts *facts, const RuleSettings *rule, Judgement *out, const Family *family,
                         Wrong *wrong)
{
  gboolean any = rule_value(rule, PARENTS_REQUIRE)->number == REQUIRE_ANY;
  if (any && family->there > 0) return;
  gboolean none = family->there + family->missing->len + family->impossible->len == 0;
  if (none || (any ? family->missing->len == 0 : family->impossible->len > 0)) {
    find_impossible(rule, out, family);
    g_ptr_array_add(wrong->impossible, (gpointer)family->child);
  }
  if (family->missing->len > 0) {
    find_missing(facts, rule, out, family);
    g_ptr_array_add(wrong->missing, (gpointer)family->child);
  }
}

static void refuse(const Facts *facts, const RuleSettings *rule, Judgement *out, const Wrong *wrong)
{
  if (wrong->missing->len > 0)
    support_refuse(facts, judgement_find(out, rule, FOUND), wrong->missing, TEXT_PARENTS_REFUSAL,
                   TEXT_PARENTS_REFUSAL_PLAIN);
  if (wrong->impossible->len > 0)
    support_refuse(facts, judgement_find(out, rule, FOUND_NO_REPAIR), wrong->impossible,
                   TEXT_PARENTS_NONE_REFUSAL, TEXT_PARENTS_NONE_REFUSAL_PLAIN);
}

static void judge(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  Wrong wrong = {.missing = g_ptr_array_new(), .impossible = g_ptr_array_new()};
  for (guint i = 0; i < facts->minors->len; i++) {
    Family family = family_of(facts, out, g_ptr_array_index(facts->minors, i));
    judge_family(facts, rule, out, &family, &wrong);
    family_clear(&family);
  }
  refuse(facts, rule, out, &wrong);
  g_ptr_array_unref(wrong.missing);
  g_ptr_array_unref(wrong.impossible);
}

static const char *const requires[] = {"all", "any", NULL};
static const char *const copies[] = {"auto", "shown", "hidden", "general", NULL};

static const SettingSpec settings[] = {
    [PARENTS_UNTIL_AGE] = {.name = "until-age",
                           .type = SETTING_INT,
                           .help = "who is younger is a minor, for every rule",
                           .number = 18,
                           .least = 1,
                           .most = 120},
    [PARENTS_REQUIRE] = {.name = "require",
                         .type = SETTING_CHOICE,
                         .help =
                             "whether all parents with contact \"copy\" must be copied, or any one of them",
                         .number = REQUIRE_ALL,
                         .choices = requires},
    [PARENTS_COPIES] = {.name = "copies",
                        .type = SETTING_CHOICE,
                        .help = "how copies to parents show: auto (in Cc where one household only is "
                                "reached), shown, hidden, or general: as the top-level setting copies",
                        .number = PARENTS_COPIES_GENERAL,
                        .choices = copies},
    {.name = NULL},
};

const RuleSpec rule_parents = {
    .id = "parents",
    .clause = "parents are copied at all times when the young person is under age",
    .scope = SCOPE_MINOR,
    .needs = NEEDS_HEADERS,
    .action = ACTION_FIX,
    .repairs = TRUE,
    .settings = settings,
    .judge = judge,
};
