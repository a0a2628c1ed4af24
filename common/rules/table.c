// SPDX-License-Identifier: MIT
#include "rules/rules.h"

#include <string.h>

const RuleSpec *const rules_table[] = {
    &rule_co_staff,         &rule_parents,
    &rule_mass_mail,        &rule_outsiders,
    &rule_official_account, &rule_consent,
    &rule_sign_off,         &rule_identifying_details,
    &rule_pictures,         &rule_encrypted,
    &rule_lookalike,        &rule_off_channel,
    &rule_disclosure,       &rule_designated_person,
    &rule_min_age,          &rule_reply_alone,
    &rule_reply_to,         NULL,
};

guint rules_count(void)
{
  return G_N_ELEMENTS(rules_table) - 1;
}

const RuleSpec *rule_find(const char *id)
{
  for (guint i = 0; rules_table[i] != NULL; i++) {
    if (strcmp(rules_table[i]->id, id) == 0) return rules_table[i];
  }
  return NULL;
}

static const char *const scope_texts[] = {
    [SCOPE_YOUNG] = "reaches a young person",    [SCOPE_MINOR] = "reaches a minor",
    [SCOPE_FAMILY] = "reaches a family",         [SCOPE_OUTGOING] = "every outgoing message",
    [SCOPE_INCOMING] = "every incoming message", [SCOPE_BOTH] = "both ways",
};

const char *scope_text(RuleScope scope)
{
  return scope_texts[scope];
}
