// SPDX-License-Identifier: MIT
#include "policy.h"

#include "facts.h"
#include "facts_direction.h"
#include "judgement.h"
#include "limit.h"
#include "policy_reply.h"
#include "rewrite.h"
#include "rules/rules.h"

#include <string.h>

G_DEFINE_QUARK(chaperone_policy_error_quark, policy_error)

/* ---- which rules look at this message ---- */

static gboolean is_in_scope(const Facts *facts, RuleScope scope)
{
  gboolean outgoing = facts->direction == DIRECTION_OUTGOING;
  switch (scope) {
  case SCOPE_YOUNG:
    return outgoing && facts->young->len > 0;
  case SCOPE_MINOR:
    return outgoing && facts->minors->len > 0;
  case SCOPE_FAMILY:
    return outgoing && facts->family;
  case SCOPE_OUTGOING:
    return outgoing;
  case SCOPE_INCOMING:
    return facts->direction == DIRECTION_INCOMING;
  default:
    return facts->direction != DIRECTION_REPORT;
  }
}

static gboolean is_listed(const GPtrArray *addresses, const char *canonical)
{
  for (guint i = 0; i < addresses->len; i++) {
    if (strcmp(g_ptr_array_index(addresses, i), canonical) == 0) return TRUE;
  }
  return FALSE;
}

/* policy: only a service mailbox can be exempt, and only for what it writes itself. */
static gboolean is_exempt(const Facts *facts, const RuleSettings *rule)
{
  if (rule->exempt == NULL || rule->exempt->len == 0 || facts->sender == NULL) return FALSE;
  if (facts->sender->role != ROLE_SERVICE || !person_is_staff(facts->sender)) return FALSE;
  const GPtrArray *addresses = mail_addresses(facts->mail);
  gboolean any = FALSE;
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    if ((address->header->field & FIELDS_AUTHOR) == 0) continue;
    gboolean own = person_is_official_at(facts->sender, address->canonical);
    if (!own || !is_listed(rule->exempt, address->canonical)) return FALSE;
    any = TRUE;
  }
  return any && !mail_has_unreadable(facts->mail, FIELDS_AUTHOR);
}

static gboolean applies(const Facts *facts, const RuleSettings *rule)
{
  return rule->action != ACTION_OFF && is_in_scope(facts, rule->spec->scope) && !is_exempt(facts, rule);
}

static gboolean is_repairing(const RuleSettings *rule)
{
  return rule->action == ACTION_FIX && rule->spec->repairs;
}

/* ---- the body ---- */

static gboolean wants_body(const Facts *facts, const RuleSettings *rule)
{
  if (rule->spec->needs != NEEDS_BODY || !applies(facts, rule)) return FALSE;
  return rule->spec->wants_body == NULL || rule->spec->wants_body(facts, rule);
}

static gboolean needs_body(const Facts *facts)
{
  for (guint i = 0; i < rules_count(); i++) {
    if (wants_body(facts, &facts->settings->rules[i])) return TRUE;
  }
  return FALSE;
}

gboolean policy_always_needs_body(const Settings *settings)
{
  for (guint i = 0; i < rules_count(); i++) {
    const RuleSettings *rule = &settings->rules[i];
    gboolean all = rule->spec->scope == SCOPE_BOTH && rule->spec->wants_body == NULL;
    if (rule->action != ACTION_OFF && rule->spec->needs == NEEDS_BODY && all) return TRUE;
  }
  return FALSE;
}

gboolean policy_needs_body(const Settings *settings, Mail *mail, const People *people, gint64 when)
{
  if (facts_may_be_report(mail, people)) return TRUE;
  g_autoptr(Facts) facts = facts_new(settings, mail, people, when);
  return needs_body(facts);
}

/* ---- rounds of repair ---- */

/* The envelope as it will be: removals first, then copies (decisions, Repairs). */
static void apply_wishes(Facts *facts, const Judgement *judgement)
{
  g_autoptr(GHashTable) removed = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) added = g_ptr_array_new();
  for (guint i = 0; i < judgement->wishes->len; i++) {
    const Wish *wish = g_ptr_array_index(judgement->wishes, i);
    if (wish->kind == WISH_REMOVE) g_hash_table_add(removed, wish->canonical);
    if (wish->kind == WISH_COPY) g_ptr_array_add(added, (gpointer)wish->entry);
  }
  facts_set_envelope(facts, removed, added);
}

static gboolean run_rule(Facts *facts, const RuleSettings *rule, Judgement *judgement)
{
  guint before = judgement->wishes->len;
  if (!applies(facts, rule)) return FALSE;
  rule->spec->judge(facts, rule, judgement);
  if (judgement->wishes->len == before) return FALSE;
  apply_wishes(facts, judgement);
  return TRUE;
}

static gboolean run_repairs(Facts *facts, Judgement *judgement, gboolean removing)
{
  gboolean changed = FALSE;
  for (guint i = 0; i < rules_count(); i++) {
    const RuleSettings *rule = &facts->settings->rules[i];
    if (is_repairing(rule) && rule->spec->removes == removing) changed |= run_rule(facts, rule, judgement);
  }
  return changed;
}

/* What could not be repaired is asked again each round: another rule's repair may have cured it. */
static void forget_unrepaired(Judgement *judgement)
{
  for (guint i = judgement->findings->len; i > 0; i--) {
    const Finding *finding = g_ptr_array_index(judgement->findings, i - 1);
    if (finding->action != ACTION_FIX) g_ptr_array_remove_index(judgement->findings, i - 1);
  }
}

static gboolean settle(Facts *facts, Judgement *judgement, GError **error)
{
  for (guint round = 0; round < LIMIT_REPAIR_ROUNDS; round++) {
    forget_unrepaired(judgement);
    if (run_repairs(facts, judgement, TRUE)) continue;
    if (!run_repairs(facts, judgement, FALSE)) return TRUE;
  }
  g_set_error_literal(error, POLICY_ERROR, POLICY_ERROR_UNSETTLED,
                      "the repairs of this message do not settle");
  return FALSE;
}

static void judge_the_rest(Facts *facts, Judgement *judgement)
{
  for (guint i = 0; i < rules_count(); i++) {
    const RuleSettings *rule = &facts->settings->rules[i];
    if (!is_repairing(rule) && applies(facts, rule)) rule->spec->judge(facts, rule, judgement);
  }
}

static guint place_in_table(const Finding *finding)
{
  guint place = 0;
  while (rules_table[place] != NULL && rules_table[place] != finding->rule) place++;
  return place;
}

static int by_place(gconstpointer a, gconstpointer b)
{
  const Finding *const *left = a, *const *right = b;
  guint first = place_in_table(*left), second = place_in_table(*right);
  if (first != second) return first < second ? -1 : 1;
  return (int)(*left)->action - (int)(*right)->action;
}

static gboolean has_finding(const Judgement *judgement, const RuleSpec *spec)
{
  for (guint i = 0; i < judgement->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(judgement->findings, i);
    if (finding->rule == spec) return TRUE;
  }
  return FALSE;
}

/* ---- the verdict ---- */

static void describe_sender(Verdict *verdict, const Facts *facts)
{
  const char *address = mail_sender(facts->mail);
  const GPtrArray *addresses = mail_addresses(facts->mail);
  for (guint i = 0; *address == '\0' && i < addresses->len; i++) {
    const MailAddress *shown = g_ptr_array_index(addresses, i);
    if (shown->header->field == FIELD_FROM) address = shown->address;
  }
  g_free(verdict->sender_address);
  verdict->sender_address = g_strdup(address);
  verdict->login = g_strdup(mail_login(facts->mail));
  if (facts->sender == NULL) return;
  verdict->sender_id = g_strdup(facts->sender->id);
  verdict->sender_role = g_strdup(role_name(facts->sender->role));
}

static Verdict *verdict_begin(const Facts *facts, const char *reference)
{
  Verdict *verdict = verdict_new();
  verdict->direction = facts->direction;
  verdict->mode = facts->settings->mode;
  verdict->reference = g_strdup(reference);
  verdict->roster_version = people_version(facts->people);
  verdict->settings_digest = g_strdup(facts->settings->digest);
  describe_sender(verdict, facts);
  for (guint i = 0; i < facts->young->len; i++) {
    const Person *person = g_ptr_array_index(facts->young, i);
    g_ptr_array_add(verdict->young_people, g_strdup(person->id));
  }
  return verdict;
}

static VerdictKind strongest(const GPtrArray *findings, VerdictKind least)
{
  VerdictKind kind = least;
  for (guint i = 0; i < findings->len; i++) {
    const Finding *finding = g_ptr_array_index(findings, i);
    static const VerdictKind kinds[] = {[ACTION_OFF] = VERDICT_ACCEPT,
                                        [ACTION_LOG] = VERDICT_ACCEPT,
                                        [ACTION_FIX] = VERDICT_MODIFY,
                                        [ACTION_HOLD] = VERDICT_HOLD,
                                        [ACTION_REJECT] = VERDICT_REJECT};
    kind = MAX(kind, kinds[finding->action]);
  }
  return kind;
}

static void replace_edits(Verdict *verdict, Edits *edits)
{
  edits_free(verdict->edits);
  verdict->edits = edits;
}

/* What goes out is repaired and marked; what is refused or only observed stays as it is. */
static void decide(Verdict *verdict, const Facts *facts, const Judgement *judgement)
{
  g_autoptr(Edits) edits =
      facts->direction == DIRECTION_REPORT ? edits_new() : rewrite_edits(facts, judgement);
  gboolean forged = facts->direction != DIRECTION_REPORT && mail_header(facts->mail, "X-Chaperone") != NULL;
  VerdictKind least = !edits_are_empty(edits) || forged ? VERDICT_MODIFY : VERDICT_ACCEPT;
  verdict->kind = strongest(verdict->findings, least);
  if (verdict->mode == MODE_OBSERVE) return;
  if (verdict->kind == VERDICT_REJECT) {
    policy_write_reply(verdict, facts->settings);
    return;
  }
  if (verdict->kind == VERDICT_ACCEPT) return;
  g_autofree char *rules = policy_marked_rules(verdict);
  rewrite_mark(edits, facts->mail, verdict->reference, verdict->kind, rules);
  replace_edits(verdict, g_steal_pointer(&edits));
  if (verdict->kind == VERDICT_HOLD) policy_write_hold(verdict);
}

static gboolean can_judge(const Mail *mail, GError **error)
{
  guint count = mail_recipients(mail)->len;
  if (count > 0 && (mail_damage(mail) & MAIL_RECIPIENTS_CUT) == 0) return TRUE;
  g_set_error(error, POLICY_ERROR, POLICY_ERROR_RECIPIENTS,
              count == 0 ? "the message has no recipients" : "the message has more than %d recipients",
              LIMIT_RECIPIENTS);
  return FALSE;
}

static gboolean has_body_it_needs(const Facts *facts, GError **error)
{
  g_autoptr(GMimeStream) body = mail_body(facts->mail);
  if (body != NULL) return TRUE;
  if (!facts_may_be_report(facts->mail, facts->people) && !needs_body(facts)) return TRUE;
  g_set_error_literal(error, POLICY_ERROR, POLICY_ERROR_BODY, "the body of the message could not be kept");
  return FALSE;
}

Verdict *policy_judge(const Settings *settings, Mail *mail, const People *people, gint64 when,
                      const char *reference, GError **error)
{
  if (!can_judge(mail, error)) return NULL;
  g_autoptr(Facts) facts = facts_new(settings, mail, people, when);
  if (!has_body_it_needs(facts, error)) return NULL;
  g_autoptr(Verdict) verdict = verdict_begin(facts, reference);
  g_autoptr(Judgement) judgement = judgement_new();
  if (!settle(facts, judgement, error)) return NULL;
  /* A repair can bring a rule into scope that reads the body, so the question is asked again. */
  if (!has_body_it_needs(facts, error)) return NULL;
  judge_the_rest(facts, judgement);
  facts->is_mass = has_finding(judgement, &rule_mass_mail);
  g_ptr_array_sort(judgement->findings, by_place);
  g_ptr_array_unref(verdict->findings);
  verdict->findings = g_ptr_array_ref(judgement->findings);
  decide(verdict, facts, judgement);
  return g_steal_pointer(&verdict);
}
