// SPDX-License-Identifier: MIT
/* policy, co-staff: no adult writes to a young person alone. */
#include "rules/rules.h"

#include "rules/co_staff_choice.h"
#include "rules/support.h"
#include "texts.h"

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
  if (co_staff_is_reached(facts)) return;
  const Address *entry = co_staff_choose(facts, facts->young, NULL);
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
