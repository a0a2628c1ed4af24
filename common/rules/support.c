// SPDX-License-Identifier: MIT
#include "rules/support.h"

#include "rules/rules.h"
#include "texts.h"

#include <string.h>

#define LISTED_MOST 10

/* ---- questions ---- */

gboolean support_is_cut(const Facts *facts)
{
  return (mail_damage(facts->mail) & (MAIL_HEADERS_CUT | MAIL_ADDRESSES_CUT)) != 0;
}

gboolean support_is_taken_out(const Judgement *judgement, const Person *young)
{
  for (guint i = 0; i < young->addresses->len; i++) {
    const Address *entry = g_ptr_array_index(young->addresses, i);
    if (judgement_wish(judgement, WISH_REMOVE, entry->canonical) != NULL) return TRUE;
  }
  return FALSE;
}

gboolean support_is_barred(const Facts *facts, const Judgement *judgement, const Person *person)
{
  for (guint i = 0; i < person->children->len; i++) {
    const Link *link = g_ptr_array_index(person->children, i);
    if (link->contact != CONTACT_BARRED) continue;
    if (facts_reaches(facts, link->child) || support_is_taken_out(judgement, link->child)) return TRUE;
  }
  return FALSE;
}

gboolean support_may_copy(const Facts *facts, const Judgement *judgement, const Address *entry)
{
  const GPtrArray *owners = people_at(facts->people, entry->canonical);
  for (guint i = 0; owners != NULL && i < owners->len; i++) {
    const Address *owner = g_ptr_array_index(owners, i);
    if ((owner->kinds & ADDRESS_PRESENT) != 0 && support_is_barred(facts, judgement, owner->person))
      return FALSE;
  }
  return TRUE;
}

const Address *support_guardian_address(const Facts *facts, const Judgement *judgement,
                                        const Person *guardian)
{
  const Address *entry = person_address(guardian, ADDRESS_GUARDIAN);
  if (entry == NULL) entry = person_address(guardian, ADDRESS_OFFICIAL | ADDRESS_OWN);
  return entry != NULL && support_may_copy(facts, judgement, entry) ? entry : NULL;
}

WishShow support_guardian_show(const Facts *facts)
{
  int own = rule_value(settings_rule(facts->settings, &rule_parents), PARENTS_COPIES)->number;
  int copies = own == PARENTS_COPIES_GENERAL ? (int)facts->settings->copies : own;
  if (copies == COPIES_HIDDEN) return SHOW_NOT;
  return copies == COPIES_SHOWN ? SHOW_UNLESS_MASS : SHOW_AUTO;
}

static gboolean has_copy(const Judgement *judgement)
{
  for (guint i = 0; i < judgement->wishes->len; i++) {
    const Wish *wish = g_ptr_array_index(judgement->wishes, i);
    if (wish->kind == WISH_COPY) return TRUE;
  }
  return FALSE;
}

gboolean support_leaves_nobody(const Facts *facts, const Judgement *judgement, GHashTable *canonical)
{
  if (has_copy(judgement)) return FALSE;
  for (guint i = 0; i < facts->reach->len; i++) {
    const Reach *reach = g_ptr_array_index(facts->reach, i);
    gboolean goes = (canonical != NULL && g_hash_table_contains(canonical, reach->canonical)) ||
                    judgement_wish(judgement, WISH_REMOVE, reach->canonical) != NULL;
    if (!goes) return FALSE;
  }
  return TRUE;
}

/* ---- phrases ---- */

char *support_listed(const GPtrArray *texts)
{
  GString *listed = g_string_new(NULL);
  guint shown = MIN(texts->len, LISTED_MOST);
  for (guint i = 0; i < shown; i++) {
    gboolean last = i > 0 && i + 1 == texts->len;
    const char *joint = last ? TEXT_LIST_AND : TEXT_LIST_COMMA;
    g_string_append_printf(listed, "%s%s", i == 0 ? "" : joint, (const char *)texts->pdata[i]);
  }
  if (texts->len > shown) g_string_append_printf(listed, TEXT_LIST_MORE, texts->len - shown);
  return g_string_free(listed, FALSE);
}

char *support_person(const Person *person)
{
  return person->id == NULL ? g_strdup(person->name) : g_strdup_printf("%s (%s)", person->name, person->id);
}

char *support_people(const GPtrArray *people)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < people->len; i++) g_ptr_array_add(texts, support_person(people->pdata[i]));
  return support_listed(texts);
}

static gboolean is_owned_by(const GPtrArray *owners, GHashTable *people)
{
  for (guint i = 0; owners != NULL && i < owners->len; i++) {
    const Address *owner = g_ptr_array_index(owners, i);
    if (g_hash_table_contains(people, owner->person)) return TRUE;
  }
  return FALSE;
}

static gboolean is_listing(const Programme *list, GHashTable *people)
{
  for (guint i = 0; list != NULL && i < list->members->len; i++) {
    if (g_hash_table_contains(people, g_ptr_array_index(list->members, i))) return TRUE;
  }
  return FALSE;
}

static GPtrArray *written_to(const Facts *facts, const GPtrArray *people)
{
  g_autoptr(GHashTable) set = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < people->len; i++) g_hash_table_add(set, people->pdata[i]);
  GPtrArray *texts = g_ptr_array_new();
  for (guint i = 0; i < facts->reach->len; i++) {
    const Reach *reach = g_ptr_array_index(facts->reach, i);
    if (!reach->added && (is_owned_by(reach->owners, set) || is_listing(reach->list, set)))
      g_ptr_array_add(texts, (gpointer)reach->address);
  }
  return texts;
}

void support_refuse(const Facts *facts, Finding *finding, const GPtrArray *people, const char *with,
                    const char *plain)
{
  g_autoptr(GPtrArray) written = written_to(facts, people);
  g_autofree char *listed = support_listed(written);
  if (written->len == 0)
    finding_refuse(finding, "%s", plain);
  else
    finding_refuse(finding, with, listed);
}
