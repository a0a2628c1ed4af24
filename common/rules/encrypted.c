// SPDX-License-Identifier: MIT
/* policy, encrypted: what cannot be supervised is not sent. */
#include "rules/rules.h"
#include "rules/sealed.h"
#include "text.h"
#include "texts.h"

#include <string.h>

/* What keeps from knowing what the message holds. */
#define GAPS_UNKNOWN (GAP_NO_BODY | GAP_TOO_DEEP | GAP_TOO_MANY | GAP_ELSEWHERE)

static void say(const RuleSettings *rule, Judgement *out, FoundKind kind, const char *text)
{
  Finding *finding = judgement_find(out, rule, kind);
  finding_say(finding, "%s", text);
  finding_refuse(finding, "%s", TEXT_ENCRYPTED_REFUSAL);
}

/* ---- text ---- */

/* Whether a line begins what a PGP program wrote into the text (RFC 9580, 6.2). */
static gboolean is_armour(const char *line)
{
  line += strspn(line, " \t>|");
  return g_str_has_prefix(line, "-----BEGIN PGP MESSAGE") ||
         g_str_has_prefix(line, "-----BEGIN AGE ENCRYPTED FILE-----");
}

static gboolean has_armour(const TextPart *part)
{
  for (guint i = 0; i < part->lines->len; i++) {
    if (is_armour(text_line(part->lines, i)->text)) return TRUE;
  }
  return part->raw != NULL && strstr(part->raw, "-----BEGIN PGP MESSAGE") != NULL;
}

static void judge_text(const TextDocument *document, const RuleSettings *rule, Judgement *out)
{
  for (guint i = 0; i < document->parts->len; i++) {
    const TextPart *part = g_ptr_array_index(document->parts, i);
    if (has_armour(part)) say(rule, out, FOUND, TEXT_ENCRYPTED_PGP);
    if (part->trouble & (TROUBLE_UNKNOWN_CHARSET | TROUBLE_DAMAGED))
      say(rule, out, FOUND, TEXT_ENCRYPTED_UNREADABLE);
    if ((part->trouble & TROUBLE_CUT) && text_part_is_shown(part))
      say(rule, out, FOUND_CANNOT_TELL, TEXT_ENCRYPTED_CUT);
  }
}

/* ---- files ---- */

static const char *text_of_seal(SealKind kind)
{
  switch (kind) {
  case SEAL_ARCHIVE:
    return TEXT_ENCRYPTED_ARCHIVE;
  case SEAL_OFFICE:
    return TEXT_ENCRYPTED_OFFICE;
  case SEAL_PDF:
    return TEXT_ENCRYPTED_PDF;
  default:
    return TEXT_ENCRYPTED_FILE;
  }
}

static void judge_part(GMimePart *part, const RuleSettings *rule, Judgement *out)
{
  if (!text_encoding_is_known(GMIME_OBJECT(part)) || part_is_broken(part)) {
    say(rule, out, FOUND, TEXT_ENCRYPTED_UNREADABLE);
  }
  SealKind kind = SEAL_NONE;
  Sealed sealed = sealed_part(part, &kind);
  if (sealed == SEALED_YES) say(rule, out, FOUND, text_of_seal(kind));
  if (sealed == SEALED_UNKNOWN) say(rule, out, FOUND_CANNOT_TELL, TEXT_ENCRYPTED_UNKNOWN);
}

static void judge_files(const TextDocument *document, const RuleSettings *rule, Judgement *out)
{
  for (guint i = 0; i < document->leaves->len; i++) {
    const TextLeaf *leaf = g_ptr_array_index(document->leaves, i);
    if (leaf->part != NULL) judge_part(leaf->part, rule, out);
  }
}

/* ---- the rule ---- */

static void judge(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  const TextDocument *document = text_of(facts);
  if (document->gaps & GAP_ENCRYPTED) say(rule, out, FOUND, TEXT_ENCRYPTED_MESSAGE);
  if (document->gaps & (GAP_CLOSED | GAP_UNOPENED)) say(rule, out, FOUND, TEXT_ENCRYPTED_UNREADABLE);
  if (document->gaps & GAPS_UNKNOWN) say(rule, out, FOUND_CANNOT_TELL, TEXT_ENCRYPTED_CUT);
  judge_text(document, rule, out);
  judge_files(document, rule, out);
}

const RuleSpec rule_encrypted = {
    .id = "encrypted",
    .clause = "no private messages: what cannot be supervised is not sent",
    .scope = SCOPE_YOUNG,
    .needs = NEEDS_BODY,
    .action = ACTION_HOLD,
    .judge = judge,
};
