// SPDX-License-Identifier: MIT
#include "journal_entry.h"

#include "address.h"
#include "limit.h"

#include <string.h>

static const char *const kind_names[] = {"message", "withdrawn", "review", "erasure"};
static const char *const detail_names[] = {
    "client",           "login",        "sender",        "sender_id", "message_id", "subject",
    "recipient",        "young_person", "person",        "address",   "text",       "add_recipient",
    "remove_recipient", "header_value", "header_before", "reply",     "note",       "by"};
G_STATIC_ASSERT(G_N_ELEMENTS(kind_names) == ENTRY_KINDS);
G_STATIC_ASSERT(G_N_ELEMENTS(detail_names) == DETAIL_KINDS);

/* The number of a name in a table; -1 when it is not there. */
static int find(const char *const *names, guint count, const char *name)
{
  for (guint i = 0; i < count; i++) {
    if (strcmp(names[i], name) == 0) return (int)i;
  }
  return -1;
}

const char *entry_kind_name(EntryKind kind)
{
  return kind < ENTRY_KINDS ? kind_names[kind] : "unknown";
}

gboolean entry_kind_parse(const char *name, EntryKind *kind)
{
  int found = find(kind_names, ENTRY_KINDS, name);
  if (found >= 0) *kind = (EntryKind)found;
  return found >= 0;
}

const char *detail_kind_name(DetailKind kind)
{
  return kind < DETAIL_KINDS ? detail_names[kind] : "unknown";
}

gboolean detail_kind_parse(const char *name, DetailKind *kind)
{
  int found = find(detail_names, DETAIL_KINDS, name);
  if (found >= 0) *kind = (DetailKind)found;
  return found >= 0;
}

/* ---- life ---- */

static void detail_free(gpointer data)
{
  Detail *detail = data;
  g_free(detail->value);
  g_free(detail->whose);
  g_free(detail);
}

static void finding_row_free(gpointer data)
{
  EntryFinding *finding = data;
  g_free(finding->rule);
  g_free(finding->action);
  g_free(finding);
}

static void edit_row_free(gpointer data)
{
  EntryEdit *edit = data;
  g_free(edit->op);
  g_free(edit->name);
  g_free(edit);
}

JournalEntry *journal_entry_new(EntryKind kind, const char *reference, gint64 time)
{
  JournalEntry *entry = g_new0(JournalEntry, 1);
  entry->kind = kind;
  entry->time = time;
  entry->reference = g_strdup(reference);
  entry->findings = g_ptr_array_new_with_free_func(finding_row_free);
  entry->edits = g_ptr_array_new_with_free_func(edit_row_free);
  entry->details = g_ptr_array_new_with_free_func(detail_free);
  return entry;
}

void journal_entry_free(JournalEntry *entry)
{
  if (entry == NULL) return;
  char *texts[] = {entry->reference, entry->queue_id,       entry->verdict,      entry->direction,
                   entry->mode,      entry->sender_role,    entry->reply_status, entry->hold,
                   entry->outcome,   entry->settings_digest};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) g_free(texts[i]);
  g_ptr_array_unref(entry->findings);
  g_ptr_array_unref(entry->edits);
  g_ptr_array_unref(entry->details);
  g_free(entry);
}

/* ---- filling ---- */

/* Valid UTF-8 of bounded length, cut between characters. */
static char *bounded(const char *text)
{
  gsize length = strnlen(text, LIMIT_JOURNAL_TEXT + 1);
  if (length <= LIMIT_JOURNAL_TEXT) return g_utf8_make_valid(text, (gssize)length);
  g_autofree char *head = g_utf8_make_valid(text, LIMIT_JOURNAL_TEXT);
  return g_strconcat(head, "…", NULL);
}

void journal_entry_add(JournalEntry *entry, DetailKind kind, guint part, const char *value, const char *whose)
{
  if (value == NULL) return;
  Detail *detail = g_new0(Detail, 1);
  detail->kind = kind;
  detail->part = part;
  detail->value = bounded(value);
  detail->whose = whose != NULL ? bounded(whose) : NULL;
  g_ptr_array_add(entry->details, detail);
}

void journal_entry_add_address(JournalEntry *entry, DetailKind kind, guint part, const char *address)
{
  if (address == NULL) return;
  g_autofree char *canonical = *address != '\0' ? address_canonical_shown(address, ADDRESS_SEPARATORS) : NULL;
  journal_entry_add(entry, kind, part, address, canonical);
}

void journal_entry_add_finding(JournalEntry *entry, const char *rule, const char *action)
{
  EntryFinding *finding = g_new0(EntryFinding, 1);
  finding->rule = g_strdup(rule);
  finding->action = g_strdup(action);
  g_ptr_array_add(entry->findings, finding);
}

void journal_entry_add_edit(JournalEntry *entry, const char *op, const char *name, gint64 index)
{
  EntryEdit *edit = g_new0(EntryEdit, 1);
  edit->op = g_strdup(op);
  edit->name = bounded(name);
  edit->index = index;
  g_ptr_array_add(entry->edits, edit);
}

/* ---- asking ---- */

const Detail *journal_entry_detail(const JournalEntry *entry, DetailKind kind)
{
  for (guint i = 0; i < entry->details->len; i++) {
    const Detail *detail = g_ptr_array_index(entry->details, i);
    if (detail->kind == kind) return detail;
  }
  return NULL;
}

const char *journal_entry_value(const JournalEntry *entry, DetailKind kind)
{
  const Detail *detail = journal_entry_detail(entry, kind);
  return detail != NULL ? detail->value : NULL;
}

GPtrArray *journal_entry_values(const JournalEntry *entry, DetailKind kind, guint part)
{
  GPtrArray *values = g_ptr_array_new();
  for (guint i = 0; i < entry->details->len; i++) {
    const Detail *detail = g_ptr_array_index(entry->details, i);
    if (detail->kind == kind && detail->part == part) g_ptr_array_add(values, detail->value);
  }
  return values;
}

char *journal_entry_joined(const JournalEntry *entry, DetailKind kind, guint part)
{
  const char *between = kind == DETAIL_HEADER_VALUE || kind == DETAIL_HEADER_BEFORE ? ", " : "";
  GString *joined = NULL;
  for (guint i = 0; i < entry->details->len; i++) {
    const Detail *detail = g_ptr_array_index(entry->details, i);
    if (detail->kind != kind || detail->part != part || detail->value == NULL) continue;
    if (joined == NULL)
      joined = g_string_new(NULL);
    else
      g_string_append(joined, between);
    g_string_append(joined, detail->value);
  }
  return joined != NULL ? g_string_free(joined, FALSE) : NULL;
}

guint journal_entry_erased(const JournalEntry *entry)
{
  guint erased = 0;
  for (guint i = 0; i < entry->details->len; i++) {
    const Detail *detail = g_ptr_array_index(entry->details, i);
    if (detail->value == NULL) erased++;
  }
  return erased;
}
