// SPDX-License-Identifier: MIT
/* policy, mass-mail: many families never see each other's addresses. */
#include "rules/rules.h"

#include "address.h"
#include "rules/support.h"
#include "texts.h"

#include <gmime/gmime.h>

/* ---- counting ---- */

static void count_address(const Facts *facts, GHashTable *households, const char *canonical)
{
  const RuleSettings *rule = settings_rule(facts->settings, &rule_mass_mail);
  gboolean known = FALSE;
  char *household = facts_household(facts, canonical, &known);
  if (household == NULL) return;
  if (known || rule_value(rule, MASS_MAIL_COUNT_UNKNOWN)->number)
    g_hash_table_add(households, household);
  else
    g_free(household);
}

/* Copies that other rules would show make a message mass mail just as well. */
static void count_copies(const Facts *facts, const Judgement *judgement, GHashTable *households)
{
  gboolean one_household = facts_households_reached(facts) == 1;
  for (guint i = 0; i < judgement->wishes->len; i++) {
    const Wish *wish = g_ptr_array_index(judgement->wishes, i);
    if (wish->kind != WISH_COPY) continue;
    if (wish->show == SHOW_UNLESS_MASS || (wish->show == SHOW_AUTO && one_household))
      count_address(facts, households, wish->canonical);
  }
}

guint mass_mail_households(const Facts *facts, const Judgement *judgement)
{
  g_autoptr(GHashTable) households = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < facts->shown->len; i++) {
    const Shown *shown = g_ptr_array_index(facts->shown, i);
    if (judgement_wish(judgement, WISH_REMOVE, shown->mail->canonical) == NULL)
      count_address(facts, households, shown->mail->canonical);
  }
  count_copies(facts, judgement, households);
  return g_hash_table_size(households);
}

/* ---- hiding ---- */

static gboolean was_staffs(const GPtrArray *owners)
{
  for (guint i = 0; owners != NULL && i < owners->len; i++) {
    const Address *owner = g_ptr_array_index(owners, i);
    if (person_was_staff(owner->person)) return TRUE;
  }
  return FALSE;
}

/* Whether a shown address leaves the headers: everybody's but staff's official
 * ones, lists and our own; staff who left and personal addresses leave. */
static gboolean leaves(const Facts *facts, const Shown *shown)
{
  if (shown->list != NULL || owners_have_official(shown->owners)) return FALSE;
  return was_staffs(shown->owners) || !address_in_domains(shown->mail->canonical, facts->settings->domains);
}

static GHashTable *recipients_of(const Facts *facts)
{
  GHashTable *recipients = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < facts->reach->len; i++) {
    const Reach *reach = g_ptr_array_index(facts->reach, i);
    g_hash_table_add(recipients, (gpointer)reach->canonical);
  }
  return recipients;
}

static void say_absent(Finding *finding, const GPtrArray *absent)
{
  if (absent->len == 0) return;
  g_autofree char *listed = support_listed(absent);
  finding_say(finding, TEXT_MASS_MAIL_ABSENT, listed);
}

static void hide_shown(const Facts *facts, Judgement *out, Finding *finding)
{
  g_autoptr(GHashTable) recipients = recipients_of(facts);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) absent = g_ptr_array_new();
  for (guint i = 0; i < facts->shown->len; i++) {
    const Shown *shown = g_ptr_array_index(facts->shown, i);
    const char *canonical = shown->mail->canonical;
    if (!leaves(facts, shown) || !g_hash_table_add(seen, (gpointer)canonical)) continue;
    if (judgement_wish(out, WISH_REMOVE, canonical) != NULL) continue;
    finding_address(finding, shown->mail->address);
    finding_hide(out, finding, shown->mail->address, canonical);
    if (!g_hash_table_contains(recipients, canonical)) g_ptr_array_add(absent, shown->mail->address);
  }
  say_absent(finding, absent);
}

/* ---- the rule ---- */

static void find_unknown(const RuleSettings *rule, Judgement *out, const char *text, const char *refusal)
{
  Finding *finding = judgement_find(out, rule, FOUND_CANNOT_TELL);
  finding_say(finding, "%s", text);
  finding_refuse(finding, "%s", refusal);
}

static void judge(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  if (support_is_cut(facts)) find_unknown(rule, out, TEXT_CUT, TEXT_CUT_REFUSAL);
  if (facts->young->len > 0 && mail_has_unreadable(facts->mail, FIELDS_SHOWN))
    find_unknown(rule, out, TEXT_UNREADABLE, TEXT_UNREADABLE_REFUSAL);
  guint households = mass_mail_households(facts, out);
  if (households < (guint)rule_value(rule, MASS_MAIL_THRESHOLD)->number) return;
  Finding *finding = judgement_find(out, rule, FOUND);
  /* Later rounds of repair find it again with the same shown addresses. */
  if (finding->refusal->len == 0) {
    finding_say(finding, TEXT_MASS_MAIL, households);
    finding_refuse(finding, TEXT_MASS_MAIL_REFUSAL, households);
  }
  hide_shown(facts, out, finding);
}

/* What becomes the To of thousands must be one that mail programs can read. */
static const char *check_to(const char *text)
{
  g_autoptr(InternetAddressList) list = mail_parse_addresses(text);
  if (list != NULL && internet_address_list_length(list) > 0) return NULL;
  return "is neither an address nor a group as in \"undisclosed-recipients:;\"";
}

static const SettingSpec settings[] = {
    [MASS_MAIL_THRESHOLD] = {.name = "threshold",
                             .type = SETTING_INT,
                             .help = "from how many households shown a message is mass mail",
                             .number = 5,
                             .least = 1,
                             .most = 100000},
    [MASS_MAIL_TO] = {.name = "to",
                      .type = SETTING_STRING,
                      .help = "what stands in To when nobody else may",
                      .text = "undisclosed-recipients:;",
                      .check = check_to},
    [MASS_MAIL_COUNT_UNKNOWN] = {.name = "count-unknown",
                                 .type = SETTING_BOOL,
                                 .help = "whether addresses that are not on the roster count",
                                 .number = TRUE},
    {.name = NULL},
};

const RuleSpec rule_mass_mail = {
    .id = "mass-mail",
    .clause = "mass e-mail goes as BCC so that nobody's personal data is revealed",
    .scope = SCOPE_OUTGOING,
    .needs = NEEDS_HEADERS,
    .action = ACTION_FIX,
    .repairs = TRUE,
    .settings = settings,
    .judge = judge,
};
