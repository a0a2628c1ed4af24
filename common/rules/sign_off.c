// SPDX-License-Identifier: MIT
/* policy, sign-off: a professional sign-off, no emoji, no kisses. */
#include "rules/closing.h"
#include "rules/kisses.h"
#include "rules/rules.h"
#include "text.h"
#include "text_flowed.h"
#include "text_quotes.h"
#include "texts.h"

#include <string.h>

/* Over a limit nobody knows how the text ends. */
#define GAPS_OVER (GAP_NO_BODY | GAP_TOO_DEEP | GAP_TOO_MANY)
/* What cannot be decoded is judged by its raw bytes, and whether it may pass is
 * for `encrypted` to say where that rule applies (decisions, Content). */
#define GAPS_CODED (GAP_ELSEWHERE | GAP_CLOSED)
#define TROUBLES_CODED (TROUBLE_UNKNOWN_CHARSET | TROUBLE_UNKNOWN_ENCODING)

static SenderNames *names_of(const Facts *facts)
{
  SenderNames *names = sender_names_new();
  if (facts->sender != NULL) sender_names_add(names, facts->sender->name);
  const GPtrArray *addresses = mail_addresses(facts->mail);
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    if (address->header->field == FIELD_FROM) sender_names_add(names, address->name);
  }
  return names;
}

/* ---- one part ---- */

static Kiss in_closing(const Closing *closing, const SenderNames *names)
{
  for (guint i = 0; i < closing->lines->len; i++) {
    const ClosingLine *line = g_ptr_array_index(closing->lines, i);
    Kiss kiss = kisses_find(line->text, line->marks, line->fond, names);
    if (kiss != KISS_NONE) return kiss;
  }
  for (guint i = 0; i < closing->signature->len; i++) {
    if (kisses_are_all(g_ptr_array_index(closing->signature, i))) return KISS_ROW;
  }
  return KISS_NONE;
}

static Kiss in_raw(const char *raw, const SenderNames *names)
{
  g_autoptr(GPtrArray) lines = text_plain_lines(raw, FALSE, FALSE);
  text_quotes_mark(lines);
  g_autoptr(Closing) closing = closing_find(lines, names);
  return in_closing(closing, names);
}

static Kiss in_part(const TextPart *part, const SenderNames *names)
{
  g_autoptr(Closing) closing = closing_find(part->lines, names);
  Kiss kiss = in_closing(closing, names);
  return kiss == KISS_NONE && part->raw != NULL ? in_raw(part->raw, names) : kiss;
}

/* ---- the message ---- */

static gboolean has_own_words(const TextDocument *document)
{
  for (guint i = 0; i < document->parts->len; i++) {
    const TextPart *part = g_ptr_array_index(document->parts, i);
    if (text_part_is_shown(part) && part->messages == 0 && text_has_own(part->lines)) return TRUE;
  }
  return FALSE;
}

static const char *what_was_found(Kiss kiss)
{
  switch (kiss) {
  case KISS_EMOJI:
    return TEXT_SIGN_OFF_EMOJI;
  case KISS_HEART:
    return TEXT_SIGN_OFF_HEART;
  case KISS_EMOTICON:
    return TEXT_SIGN_OFF_EMOTICON;
  default:
    return TEXT_SIGN_OFF_ROW;
  }
}

static void say_found(const RuleSettings *rule, Judgement *out, Kiss kiss)
{
  Finding *finding = judgement_find(out, rule, FOUND);
  finding_say(finding, "%s", what_was_found(kiss));
  finding_refuse(finding, "%s", TEXT_SIGN_OFF_REFUSAL);
}

static void say_unreadable(const RuleSettings *rule, Judgement *out)
{
  Finding *finding = judgement_find(out, rule, FOUND_CANNOT_TELL);
  finding_say(finding, "%s", TEXT_SIGN_OFF_UNREADABLE);
  finding_refuse(finding, "%s", TEXT_SIGN_OFF_UNREADABLE_REFUSAL);
}

/* Whether `encrypted` keeps what cannot be decoded from passing. */
static gboolean is_kept_by_encrypted(const Facts *facts)
{
  const RuleSettings *rule = settings_rule(facts->settings, &rule_encrypted);
  return facts->young->len > 0 && rule->action >= ACTION_HOLD &&
         (rule->exempt == NULL || rule->exempt->len == 0);
}

static gboolean is_unreadable(const Facts *facts, guint gaps, guint troubles)
{
  if ((gaps & GAPS_OVER) || (troubles & TROUBLE_CUT)) return TRUE;
  gboolean coded = (gaps & GAPS_CODED) || (troubles & TROUBLES_CODED);
  return coded && !is_kept_by_encrypted(facts);
}

static void judge(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  const TextDocument *document = text_of(facts);
  g_autoptr(SenderNames) names = names_of(facts);
  guint troubles = 0;
  /* A forwarded message is aside, unless it is all there is (policy: text is
   * never taken for a quotation when nothing else is the sender's own). */
  gboolean own = has_own_words(document);
  for (guint i = 0; i < document->parts->len; i++) {
    const TextPart *part = g_ptr_array_index(document->parts, i);
    if (!text_part_is_shown(part) || (own && part->messages > 0)) continue;
    troubles |= part->trouble;
    if (part->trouble & TROUBLE_CUT) continue;
    Kiss kiss = in_part(part, names);
    if (kiss != KISS_NONE) say_found(rule, out, kiss);
  }
  if (is_unreadable(facts, document->gaps, troubles)) say_unreadable(rule, out);
}

const RuleSpec rule_sign_off = {
    .id = "sign-off",
    .clause = "a professional sign-off: no emoji, no kisses",
    .scope = SCOPE_FAMILY,
    .needs = NEEDS_BODY,
    .action = ACTION_REJECT,
    .judge = judge,
};
