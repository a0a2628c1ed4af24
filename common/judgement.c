// SPDX-License-Identifier: MIT
#include "judgement.h"

#include "limit.h"
#include "rules/rules.h"
#include "texts.h"

#include <string.h>

static void wish_free(gpointer data)
{
  Wish *wish = data;
  g_free(wish->address);
  g_free(wish->canonical);
  g_free(wish);
}

static guint wish_hash(gconstpointer data)
{
  const Wish *wish = data;
  return g_str_hash(wish->canonical) + (guint)wish->kind;
}

static gboolean wish_equal(gconstpointer a, gconstpointer b)
{
  const Wish *one = a, *other = b;
  return one->kind == other->kind && strcmp(one->canonical, other->canonical) == 0;
}

Judgement *judgement_new(void)
{
  Judgement *judgement = g_new0(Judgement, 1);
  judgement->findings = g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
  judgement->wishes = g_ptr_array_new_with_free_func(wish_free);
  judgement->by_address = g_hash_table_new(wish_hash, wish_equal);
  return judgement;
}

void judgement_free(Judgement *judgement)
{
  if (judgement == NULL) return;
  g_hash_table_unref(judgement->by_address);
  g_ptr_array_unref(judgement->findings);
  g_ptr_array_unref(judgement->wishes);
  g_free(judgement);
}

/* The one place where a kind of finding becomes an action (policy, What a rule can do). */
static Action action_for(const RuleSettings *rule, FoundKind kind)
{
  if (rule->action != ACTION_FIX) return rule->action;
  switch (kind) {
  case FOUND:
    return ACTION_FIX;
  case FOUND_NO_REPAIR:
    return rule->otherwise;
  case FOUND_LEAVES_NOBODY:
    return ACTION_REJECT;
  case FOUND_IN_ORDER:
    return ACTION_LOG;
  default:
    return ACTION_HOLD;
  }
}

static Finding *finding_new(const RuleSpec *rule, Action action)
{
  Finding *finding = g_new0(Finding, 1);
  finding->rule = rule;
  finding->action = action;
  finding->people = g_ptr_array_new_with_free_func(g_free);
  finding->addresses = g_ptr_array_new_with_free_func(g_free);
  finding->text = g_string_new(NULL);
  finding->refusal = g_string_new(NULL);
  return finding;
}

Finding *judgement_find(Judgement *judgement, const RuleSettings *rule, FoundKind kind)
{
  Action action = action_for(rule, kind);
  for (guint i = 0; i < judgement->findings->len; i++) {
    Finding *finding = g_ptr_array_index(judgement->findings, i);
    if (finding->rule == rule->spec && finding->action == action) return finding;
  }
  Finding *finding = finding_new(rule->spec, action);
  g_ptr_array_add(judgement->findings, finding);
  return finding;
}

/* Keeps the array sorted by bytes; an array of thousands is rare, of tens the rule. */
static void insert_sorted(GPtrArray *array, const char *value)
{
  guint low = 0, high = array->len;
  while (low < high) {
    guint middle = (low + high) / 2;
    int order = strcmp(g_ptr_array_index(array, middle), value);
    if (order == 0) return;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  g_ptr_array_insert(array, (int)low, g_strdup(value));
}

void finding_person(Finding *finding, const Person *person)
{
  if (person != NULL && person->id != NULL) insert_sorted(finding->people, person->id);
}

void finding_address(Finding *finding, const char *address)
{
  if (address == NULL || *address == '\0') return;
  g_autofree char *valid = g_utf8_make_valid(address, -1);
  insert_sorted(finding->addresses, valid);
}

static void say_once(GString *said, const char *format, va_list arguments)
{
  if (g_str_has_suffix(said->str, TEXT_CUT_SHORT)) return;
  g_autofree char *written = g_strdup_vprintf(format, arguments);
  g_autofree char *sentence = g_utf8_make_valid(written, -1);
  if (strstr(said->str, sentence) != NULL) return;
  if (said->len > 0) g_string_append_c(said, ' ');
  gboolean fits = said->len + strlen(sentence) <= (gsize)LIMIT_FINDING_BYTES;
  g_string_append(said, fits ? sentence : TEXT_CUT_SHORT);
}

void finding_say(Finding *finding, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  say_once(finding->text, format, arguments);
  va_end(arguments);
}

void finding_refuse(Finding *finding, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  say_once(finding->refusal, format, arguments);
  va_end(arguments);
}

/* ---- wishes ---- */

static Wish *find_wish(const Judgement *judgement, WishKind kind, const char *canonical)
{
  Wish wanted = {.kind = kind, .canonical = (char *)canonical};
  return g_hash_table_lookup(judgement->by_address, &wanted);
}

const Wish *judgement_wish(const Judgement *judgement, WishKind kind, const char *canonical)
{
  return find_wish(judgement, kind, canonical);
}

const Wish *judgement_copy_of(const Judgement *judgement, const Person *person)
{
  for (guint i = 0; i < judgement->wishes->len; i++) {
    const Wish *wish = g_ptr_array_index(judgement->wishes, i);
    if (wish->kind == WISH_COPY && wish->person == person) return wish;
  }
  return NULL;
}

static Wish *wish_for(Judgement *judgement, const Finding *finding, WishKind kind, const char *address,
                      const char *canonical)
{
  if (finding->action != ACTION_FIX || judgement_wish(judgement, kind, canonical) != NULL) return NULL;
  Wish *wish = g_new0(Wish, 1);
  wish->kind = kind;
  wish->address = g_strdup(address);
  wish->canonical = g_strdup(canonical);
  g_ptr_array_add(judgement->wishes, wish);
  g_hash_table_add(judgement->by_address, wish);
  return wish;
}

void finding_copy(Judgement *judgement, const Finding *finding, const Address *entry, WishShow show)
{
  Wish *wish = wish_for(judgement, finding, WISH_COPY, entry->recorded, entry->canonical);
  if (wish != NULL) {
    wish->person = entry->person;
    wish->entry = entry;
    wish->show = show;
    return;
  }
  /* The more open of two wishes for one copy: what one rule hides, another may need shown. */
  wish = find_wish(judgement, WISH_COPY, entry->canonical);
  if (finding->action == ACTION_FIX && show == SHOW_IN_CC) wish->show = show;
}

void finding_remove(Judgement *judgement, const Finding *finding, const char *address, const char *canonical)
{
  wish_for(judgement, finding, WISH_REMOVE, address, canonical);
}

void finding_hide(Judgement *judgement, const Finding *finding, const char *address, const char *canonical)
{
  wish_for(judgement, finding, WISH_HIDE, address, canonical);
}

void finding_reply_to(Judgement *judgement, const Finding *finding, const Address *entry)
{
  Wish *wish = wish_for(judgement, finding, WISH_REPLY_TO, entry->recorded, entry->canonical);
  if (wish == NULL) return;
  wish->person = entry->person;
  wish->entry = entry;
}
