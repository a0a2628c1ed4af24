// SPDX-License-Identifier: MIT
#include "rewrite.h"

#include "address.h"
#include "rewrite_fields.h"

#include <string.h>

/* ---- recipients ---- */

static GHashTable *wished(const Judgement *judgement, WishKind kind)
{
  GHashTable *set = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < judgement->wishes->len; i++) {
    const Wish *wish = g_ptr_array_index(judgement->wishes, i);
    if (wish->kind == kind) g_hash_table_add(set, wish->canonical);
  }
  return set;
}

static int by_text(gconstpointer a, gconstpointer b)
{
  const char *const *left = a, *const *right = b;
  return strcmp(*left, *right);
}

static void add_sorted_once(GPtrArray *array, GHashTable *texts)
{
  GHashTableIter iter;
  gpointer text = NULL;
  g_hash_table_iter_init(&iter, texts);
  while (g_hash_table_iter_next(&iter, &text, NULL)) g_ptr_array_add(array, g_strdup(text));
  g_ptr_array_sort(array, by_text);
}

static void remove_recipients(Edits *edits, const Mail *mail, GHashTable *dropped)
{
  g_autoptr(GHashTable) raw = g_hash_table_new(g_str_hash, g_str_equal);
  const GPtrArray *recipients = mail_recipients(mail);
  for (guint i = 0; i < recipients->len; i++) {
    const MailRecipient *recipient = g_ptr_array_index(recipients, i);
    if (g_hash_table_contains(dropped, recipient->canonical)) g_hash_table_add(raw, recipient->raw);
  }
  add_sorted_once(edits->remove_recipients, raw);
}

/* Postfix delivers twice to whoever is added twice, so nobody is who is there. */
static void add_recipients(Edits *edits, const Mail *mail, const Judgement *judgement)
{
  g_autoptr(GHashTable) there = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GHashTable) added = g_hash_table_new(g_str_hash, g_str_equal);
  const GPtrArray *recipients = mail_recipients(mail);
  for (guint i = 0; i < recipients->len; i++) {
    const MailRecipient *recipient = g_ptr_array_index(recipients, i);
    g_hash_table_add(there, recipient->canonical);
  }
  for (guint i = 0; i < judgement->wishes->len; i++) {
    const Wish *wish = g_ptr_array_index(judgement->wishes, i);
    if (wish->kind == WISH_COPY && g_hash_table_add(there, wish->canonical))
      g_hash_table_add(added, wish->address);
  }
  add_sorted_once(edits->add_recipients, added);
}

/* ---- order ---- */

static int by_turn(gconstpointer a, gconstpointer b)
{
  static const int turns[] = {[HEADER_CHANGE] = 0, [HEADER_REMOVE] = 1, [HEADER_ADD] = 2};
  const HeaderEdit *const *left = a, *const *right = b;
  int order = turns[(*left)->op] - turns[(*right)->op];
  if (order != 0) return order;
  int rising = (*left)->index < (*right)->index ? -1 : (*left)->index > (*right)->index;
  /* From the last field to the first, so that no removal shifts what is still to be removed. */
  if (rising != 0) return (*left)->op == HEADER_REMOVE ? -rising : rising;
  return g_ascii_strcasecmp((*left)->name, (*right)->name);
}

static void put_in_order(Edits *edits)
{
  g_ptr_array_sort(edits->headers, by_turn);
}

/* ---- from outside ---- */

Edits *rewrite_edits(const Facts *facts, const Judgement *judgement)
{
  Edits *edits = edits_new();
  g_autoptr(GHashTable) hidden = wished(judgement, WISH_HIDE);
  g_autoptr(GHashTable) dropped = wished(judgement, WISH_REMOVE);
  g_autoptr(GHashTable) copied = wished(judgement, WISH_COPY);
  GHashTableIter iter;
  gpointer canonical = NULL;
  /* Removals come before copies: who is copied stays, in the form that is there. */
  g_hash_table_iter_init(&iter, copied);
  while (g_hash_table_iter_next(&iter, &canonical, NULL)) g_hash_table_remove(dropped, canonical);
  remove_recipients(edits, facts->mail, dropped);
  add_recipients(edits, facts->mail, judgement);
  g_hash_table_iter_init(&iter, hidden);
  while (g_hash_table_iter_next(&iter, &canonical, NULL)) g_hash_table_add(dropped, canonical);
  rewrite_fields(edits, facts, judgement, dropped, hidden);
  put_in_order(edits);
  return edits;
}

void rewrite_mark(Edits *edits, const Mail *mail, const char *reference, VerdictKind kind, const char *rules)
{
  const GPtrArray *headers = mail_headers(mail);
  for (guint i = 0; i < headers->len; i++) {
    const MailHeader *header = g_ptr_array_index(headers, i);
    if (g_ascii_strcasecmp(header->name, MARK_FIELD) == 0)
      edits_add_header(edits, HEADER_REMOVE, header->name, header->index, NULL);
  }
  if (rules != NULL) {
    g_autofree char *value =
        g_strdup_printf("ref=%s; verdict=%s; rules=%s", reference, verdict_kind_name(kind), rules);
    edits_add_header(edits, HEADER_ADD, MARK_FIELD, 1, value);
  }
  put_in_order(edits);
}
