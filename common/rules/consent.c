// SPDX-License-Identifier: MIT
/* policy, consent: parents have approved this means of communication, for a purpose. */
#include "rules/rules.h"

#include "fold.h"
#include "rules/support.h"
#include "texts.h"

#include <string.h>

enum { CONSENT_REQUIRE_PURPOSE };

static gboolean has_ended(const Facts *facts, const Person *minor)
{
  return minor->contact_consent_until != DAY_NONE && facts->today > minor->contact_consent_until;
}

/* ---- consent ---- */

static void say(Finding *finding, const char *format, const GPtrArray *people)
{
  if (people->len == 0) return;
  g_autofree char *names = support_people(people);
  finding_say(finding, format, names);
}

static void judge_consent(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  g_autoptr(GPtrArray) without = g_ptr_array_new();
  g_autoptr(GPtrArray) missing = g_ptr_array_new();
  g_autoptr(GPtrArray) ended = g_ptr_array_new();
  for (guint i = 0; i < facts->minors->len; i++) {
    Person *minor = g_ptr_array_index(facts->minors, i);
    if (minor->contact_consent && !has_ended(facts, minor)) continue;
    g_ptr_array_add(minor->contact_consent ? ended : missing, minor);
    g_ptr_array_add(without, minor);
  }
  if (without->len == 0) return;
  Finding *finding = judgement_find(out, rule, FOUND);
  for (guint i = 0; i < without->len; i++) finding_person(finding, without->pdata[i]);
  say(finding, TEXT_CONSENT_MISSING, missing);
  say(finding, TEXT_CONSENT_ENDED, ended);
  support_refuse(facts, finding, without, TEXT_CONSENT_REFUSAL, TEXT_CONSENT_REFUSAL_PLAIN);
}

/* ---- purpose ---- */

/* What stands in square brackets anywhere in the subject, folded. */
static GPtrArray *purposes_in(const char *subject)
{
  GPtrArray *purposes = g_ptr_array_new_with_free_func(g_free);
  const char *open = NULL;
  for (const char *at = subject; *at != '\0'; at++) {
    if (*at == '[') open = at + 1;
    if (*at != ']' || open == NULL) continue;
    g_autofree char *inside = g_strndup(open, (gsize)(at - open));
    g_autofree char *purpose = fold_text(inside);
    if (*purpose != '\0') g_ptr_array_add(purposes, g_steal_pointer(&purpose));
    open = NULL;
  }
  return purposes;
}

static gboolean is_permitted(const Facts *facts, const Person *minor, const char *purpose)
{
  for (guint i = 0; i < minor->permissions->len; i++) {
    const Permission *permission = g_ptr_array_index(minor->permissions, i);
    if (permission->kind == PERMISSION_CONTACT && permission_is_valid(permission, facts->today) &&
        strcmp(permission->subject, purpose) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean is_permitted_for_all(const Facts *facts, const char *purpose)
{
  for (guint i = 0; i < facts->minors->len; i++) {
    if (!is_permitted(facts, g_ptr_array_index(facts->minors, i), purpose)) return FALSE;
  }
  return TRUE;
}

static void judge_purpose(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  g_autoptr(GPtrArray) purposes = purposes_in(mail_subject(facts->mail));
  for (guint i = 0; i < purposes->len; i++) {
    if (is_permitted_for_all(facts, g_ptr_array_index(purposes, i))) return;
  }
  Finding *finding = judgement_find(out, rule, FOUND);
  for (guint i = 0; i < facts->minors->len; i++) finding_person(finding, facts->minors->pdata[i]);
  if (purposes->len == 0)
    finding_say(finding, "%s", TEXT_CONSENT_NO_PURPOSE);
  else
    say(finding, TEXT_CONSENT_PURPOSE, facts->minors);
  finding_refuse(finding, "%s", TEXT_CONSENT_PURPOSE_REFUSAL);
}

/* ---- the rule ---- */

static void judge(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  judge_consent(facts, rule, out);
  if (rule_value(rule, CONSENT_REQUIRE_PURPOSE)->number) judge_purpose(facts, rule, out);
}

static const SettingSpec settings[] = {
    [CONSENT_REQUIRE_PURPOSE] = {.name = "require-purpose",
                                 .type = SETTING_BOOL,
                                 .help =
                                     "whether the subject must name a permitted purpose in square brackets",
                                 .number = FALSE},
    {.name = NULL},
};

const RuleSpec rule_consent = {
    .id = "consent",
    .clause = "parents have approved this means of communication, for a purpose",
    .scope = SCOPE_MINOR,
    .needs = NEEDS_HEADERS,
    .action = ACTION_REJECT,
    .settings = settings,
    .judge = judge,
};
