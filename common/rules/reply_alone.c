// SPDX-License-Identifier: MIT
/* policy, reply-alone: a young person who writes to one adult alone is answered
 * in the open. */
#include "rules/rules.h"

#include "rules/co_staff_choice.h"
#include "rules/support.h"
#include "texts.h"

/* Who of the adults is reached. */
typedef struct Adults {
  const Person *staff; /* the first member of staff */
  guint count;         /* of staff, and of guardians who are nobody else */
} Adults;

/* Whether the person is a parent or carer who may read along. */
static gboolean is_open_guardian(const Facts *facts, const Person *writer, const Person *person)
{
  if (person->children->len == 0 || person == writer || facts_is_barred(facts, person)) return FALSE;
  const Link *link = writer != NULL ? person_guardian(writer, person) : NULL;
  return link == NULL || link->contact != CONTACT_BARRED;
}

static Adults adults_reached(const Facts *facts, const Person *writer)
{
  Adults adults = {.staff = NULL};
  for (guint i = 0; i < facts->reached->len; i++) {
    const Person *person = g_ptr_array_index(facts->reached, i);
    gboolean staff = person_is_human_staff(person) && person != writer;
    if (staff && adults.staff == NULL) adults.staff = person;
    if (staff || is_open_guardian(facts, writer, person)) adults.count++;
  }
  return adults;
}

static gboolean is_alone(const Adults *adults)
{
  return adults->staff != NULL && adults->count == 1;
}

static void cannot_tell(const RuleSettings *rule, Judgement *out)
{
  Finding *finding = judgement_find(out, rule, FOUND_CANNOT_TELL);
  finding_say(finding, "%s", TEXT_REPLY_ALONE_UNKNOWN);
  finding_refuse(finding, "%s", TEXT_UNREADABLE_REFUSAL);
}

static void find(const Facts *facts, const RuleSettings *rule, Judgement *out, const Person *writer,
                 const Person *staff)
{
  g_autoptr(GPtrArray) young = g_ptr_array_new();
  g_ptr_array_add(young, (gpointer)writer);
  const Address *entry = co_staff_choose(facts, young, staff);
  Finding *finding = judgement_find(out, rule, entry != NULL ? FOUND : FOUND_NO_REPAIR);
  g_autofree char *from = support_person(writer);
  g_autofree char *to = support_person(staff);
  finding_person(finding, writer);
  finding_say(finding, TEXT_REPLY_ALONE, from, to);
  finding_refuse(finding, "%s", TEXT_REPLY_ALONE_REFUSAL);
  if (entry == NULL) finding_say(finding, "%s", TEXT_CO_STAFF_NOBODY);
  if (entry == NULL || finding->action != ACTION_FIX) return;
  g_autofree char *copied = support_person(entry->person);
  finding_address(finding, entry->recorded);
  finding_say(finding, TEXT_COPIED, copied);
  finding_copy(out, finding, entry, SHOW_IN_CC);
}

static void judge(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  const Person *writer = facts->sender;
  gboolean unknown = writer == NULL && mail_has_unreadable(facts->mail, FIELD_FROM);
  if (!unknown && (writer == NULL || !facts_is_young(facts, writer))) return;
  Adults adults = adults_reached(facts, writer);
  if (!is_alone(&adults)) return;
  if (unknown)
    cannot_tell(rule, out);
  else
    find(facts, rule, out, writer, adults.staff);
}

const RuleSpec rule_reply_alone = {
    .id = "reply-alone",
    .clause = "a young person who writes to one adult alone is answered in the open",
    .scope = SCOPE_INCOMING,
    .needs = NEEDS_HEADERS,
    .action = ACTION_OFF,
    .repairs = TRUE,
    .judge = judge,
};
