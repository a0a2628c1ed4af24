// SPDX-License-Identifier: MIT
/* policy, disclosure: where a message may tell of abuse, the designated people
 * know of it. */
#include "rules/rules.h"

#include "phrases.h"
#include "rules/support.h"
#include "rules/word_list.h"
#include "texts.h"
#include "words.h"

/* ---- whom it is about ---- */

static void add_young(const Facts *facts, GPtrArray *young, const Person *person)
{
  if (facts_is_young(facts, person) && !g_ptr_array_find(young, person, NULL))
    g_ptr_array_add(young, (gpointer)person);
}

/* The young people reached, and who writes: a young person, or the parent of some. */
static GPtrArray *young_concerned(const Facts *facts)
{
  GPtrArray *young = g_ptr_array_new();
  for (guint i = 0; i < facts->young->len; i++) g_ptr_array_add(young, facts->young->pdata[i]);
  if (facts->sender == NULL) return young;
  add_young(facts, young, facts->sender);
  for (guint i = 0; i < facts->sender->children->len; i++) {
    const Link *link = g_ptr_array_index(facts->sender->children, i);
    add_young(facts, young, link->child);
  }
  return young;
}

/* ---- whom to tell ---- */

static void add_designated(GPtrArray *designated, const Person *person)
{
  if (person_is_human_staff(person) && !g_ptr_array_find(designated, person, NULL))
    g_ptr_array_add(designated, (gpointer)person);
}

/* Everybody of that role, and those of the programmes (decisions). */
static GPtrArray *designated_for(const Facts *facts, const GPtrArray *young)
{
  GPtrArray *designated = g_ptr_array_new();
  g_autoptr(GPtrArray) programmes = facts_programmes_of(young);
  const GPtrArray *all = people_all(facts->people);
  for (guint i = 0; i < all->len; i++) {
    const Person *person = g_ptr_array_index(all, i);
    if (person->role == ROLE_DESIGNATED) add_designated(designated, person);
  }
  for (guint i = 0; i < programmes->len; i++) {
    const Programme *programme = g_ptr_array_index(programmes, i);
    for (guint k = 0; k < programme->designated->len; k++)
      add_designated(designated, g_ptr_array_index(programme->designated, k));
  }
  return designated;
}

/* Whether the sender's own envelope reaches the person at an official address. */
static gboolean is_there(const Facts *facts, const Person *person)
{
  for (guint i = 0; i < facts->reach->len; i++) {
    const Reach *reach = g_ptr_array_index(facts->reach, i);
    if (!reach->added && person_is_official_at(person, reach->canonical)) return TRUE;
  }
  return FALSE;
}

/* Of Person: those who do not know yet. Nobody tells themselves. */
static GPtrArray *still_to_tell(const Facts *facts, const GPtrArray *designated)
{
  GPtrArray *missing = g_ptr_array_new();
  for (guint i = 0; i < designated->len; i++) {
    gpointer person = g_ptr_array_index(designated, i);
    if (person != facts->sender && !is_there(facts, person)) g_ptr_array_add(missing, person);
  }
  return missing;
}

/* Where to tell them, of Address. */
static GPtrArray *to_copy(const Facts *facts, const Judgement *out, const GPtrArray *missing)
{
  GPtrArray *entries = g_ptr_array_new();
  for (guint i = 0; i < missing->len; i++) {
    const Address *entry = person_address(g_ptr_array_index(missing, i), ADDRESS_OFFICIAL);
    if (entry != NULL && support_may_copy(facts, out, entry)) g_ptr_array_add(entries, (gpointer)entry);
  }
  return entries;
}

/* ---- the rule ---- */

static void name_all(Finding *finding, const GPtrArray *young)
{
  for (guint i = 0; i < young->len; i++) finding_person(finding, young->pdata[i]);
  finding_refuse(finding, "%s", TEXT_DISCLOSURE_REFUSAL);
}

static void copy_all(Judgement *out, Finding *finding, const GPtrArray *entries)
{
  g_autoptr(GPtrArray) people = g_ptr_array_new();
  for (guint i = 0; i < entries->len; i++) {
    const Address *entry = g_ptr_array_index(entries, i);
    finding_address(finding, entry->recorded);
    finding_copy(out, finding, entry, SHOW_NOT);
    g_ptr_array_add(people, (gpointer)entry->person);
  }
  g_autofree char *listed = support_people(people);
  finding_say(finding, TEXT_COPIED, listed);
}

static void find(const Facts *facts, const RuleSettings *rule, Judgement *out, const GPtrArray *words)
{
  g_autoptr(GPtrArray) young = young_concerned(facts);
  g_autoptr(GPtrArray) designated = designated_for(facts, young);
  g_autoptr(GPtrArray) missing = still_to_tell(facts, designated);
  g_autoptr(GPtrArray) entries = to_copy(facts, out, missing);
  gboolean all_know = designated->len > 0 && missing->len == 0;
  FoundKind kind = all_know ? FOUND_IN_ORDER : entries->len > 0 ? FOUND : FOUND_NO_REPAIR;
  Finding *finding = word_list_finding(out, rule, kind, words, TEXT_DISCLOSURE);
  name_all(finding, young);
  if (rule->action != ACTION_FIX) return;
  if (kind == FOUND_NO_REPAIR) finding_say(finding, "%s", TEXT_DISCLOSURE_NOBODY);
  if (kind == FOUND_IN_ORDER) finding_say(finding, "%s", TEXT_DISCLOSURE_THERE);
  if (kind == FOUND) copy_all(out, finding, entries);
}

static void judge(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  gboolean cut = FALSE;
  g_autoptr(GPtrArray) words = word_list_find(facts, rule, &cut);
  if (words->len > 0) find(facts, rule, out, words);
  if (cut) word_list_cannot_tell(out, rule);
}

static const SettingSpec settings[] = {
    [WORD_LIST] = {.name = "words",
                   .type = SETTING_FILE,
                   .help = "the list of words to look for; the program's own when empty",
                   .text = "",
                   .check = phrases_check,
                   .built_in = words_disclosure},
    {.name = NULL},
};

const RuleSpec rule_disclosure = {
    .id = "disclosure",
    .clause = "a possible disclosure of abuse is dealt with by the reporting procedure",
    .scope = SCOPE_BOTH,
    .needs = NEEDS_BODY,
    .action = ACTION_LOG,
    .repairs = TRUE,
    .settings = settings,
    .judge = judge,
    .prepare = word_list_prepare,
    .release = word_list_release,
};
