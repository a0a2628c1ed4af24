// SPDX-License-Identifier: MIT
#include "rules/word_list.h"

#include "details.h"
#include "phrases.h"
#include "rules/rules.h"
#include "rules/support.h"
#include "text.h"
#include "texts.h"

gpointer word_list_prepare(const RuleSettings *rule)
{
  return phrases_new(rule_value(rule, WORD_LIST)->recorded);
}

void word_list_release(gpointer prepared)
{
  phrases_free(prepared);
}

/* ---- the search ---- */

static void search_all(PhrasesSearch *search, const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++) phrases_find(search, g_ptr_array_index(texts, i));
}

static void search_part(PhrasesSearch *search, const TextPart *part)
{
  g_autofree char *text = text_part_text(part, LINES_OF_ALL_KINDS);
  phrases_find(search, text);
  phrases_find(search, part->hidden);
  search_all(search, part->links);
  if (part->raw != NULL) phrases_find(search, part->raw);
}

static void search_document(PhrasesSearch *search, const TextDocument *document)
{
  for (guint i = 0; i < document->parts->len; i++) search_part(search, g_ptr_array_index(document->parts, i));
  search_all(search, document->names);
  phrases_find(search, document->between);
}

/* A family's own number is nobody else's; a detail in other hands is another rule's. */
static gboolean is_no_familys(const char *digits, gconstpointer people)
{
  const GPtrArray *all = people_all(people);
  for (guint i = 0; i < all->len; i++) {
    const Person *person = g_ptr_array_index(all, i);
    for (guint k = 0; !person_was_staff(person) && k < person->phones->len; k++) {
      if (details_same_phone(digits, g_ptr_array_index(person->phones, k))) return FALSE;
    }
  }
  return TRUE;
}

static gboolean is_cut(const TextDocument *document)
{
  for (guint i = 0; i < document->parts->len; i++) {
    const TextPart *part = g_ptr_array_index(document->parts, i);
    if (text_part_is_cut(part)) return TRUE;
  }
  return (document->gaps & GAPS_UNSEEN) != 0;
}

GPtrArray *word_list_find(const Facts *facts, const RuleSettings *rule, gboolean *cut)
{
  g_autoptr(GHashTable) found = g_hash_table_new(g_str_hash, g_str_equal);
  const GPtrArray *entries = rule_value(rule, WORD_LIST)->recorded;
  const TextDocument *document = text_of(facts);
  PhrasesSearch search = {
      .phrases = rule->prepared, .found = found, .counts = is_no_familys, .data = facts->people};
  phrases_find(&search, mail_subject(facts->mail));
  search_document(&search, document);
  *cut = is_cut(document);
  GPtrArray *result = g_ptr_array_new();
  for (guint i = 0; i < entries->len; i++) {
    gpointer entry = g_ptr_array_index(entries, i);
    if (g_hash_table_contains(found, entry)) g_ptr_array_add(result, entry);
  }
  return result;
}

/* ---- what is said ---- */

Finding *word_list_finding(Judgement *out, const RuleSettings *rule, FoundKind kind, const GPtrArray *entries,
                           const char *format)
{
  g_autoptr(GPtrArray) quoted = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add(quoted, g_strdup_printf("\"%s\"", (const char *)entries->pdata[i]));
  g_autofree char *listed = support_listed(quoted);
  Finding *finding = judgement_find(out, rule, kind);
  finding_say(finding, format, listed);
  return finding;
}

void word_list_cannot_tell(Judgement *out, const RuleSettings *rule)
{
  Finding *finding = judgement_find(out, rule, FOUND_CANNOT_TELL);
  finding_say(finding, "%s", TEXT_NOT_ALL_READ);
  finding_refuse(finding, "%s", TEXT_NOT_ALL_READ_REFUSAL);
}
