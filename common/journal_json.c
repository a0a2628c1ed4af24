// SPDX-License-Identifier: MIT
#include "journal_json.h"

char *journal_time_text(gint64 time, GTimeZone *zone)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(time / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone(utc, zone) : NULL;
  if (local == NULL) return g_strdup_printf("%" G_GINT64_FORMAT, time);
  g_autofree char *head = g_date_time_format(local, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *offset = g_date_time_format(local, "%:z");
  return g_strdup_printf("%s.%06d%s", head, (int)(time % G_USEC_PER_SEC), offset);
}

const JournalEntry *journal_later(const GPtrArray *later, EntryKind kind)
{
  for (guint i = later->len; i > 0; i--) {
    const JournalEntry *entry = g_ptr_array_index(later, i - 1);
    if (entry->kind == kind) return entry;
  }
  return NULL;
}

/* ---- pieces ---- */

static json_t *text(const char *value)
{
  return value != NULL ? json_string(value) : json_null();
}

/* The entry's value of that kind; null when erased or when there is none. */
static json_t *value(const JournalEntry *entry, DetailKind kind)
{
  return text(journal_entry_value(entry, kind));
}

static json_t *values(const JournalEntry *entry, DetailKind kind, guint part)
{
  g_autoptr(GPtrArray) texts = journal_entry_values(entry, kind, part);
  json_t *array = json_array();
  for (guint i = 0; i < texts->len; i++) json_array_append_new(array, text(g_ptr_array_index(texts, i)));
  return array;
}

/* The values as one text; null when there are none, or all are erased. */
static json_t *joined(const JournalEntry *entry, DetailKind kind, guint part)
{
  g_autofree char *whole = journal_entry_joined(entry, kind, part);
  return text(whole);
}

static json_t *sender(const JournalEntry *message)
{
  json_t *object = json_object();
  json_object_set_new(object, "address", value(message, DETAIL_SENDER));
  json_object_set_new(object, "login", value(message, DETAIL_LOGIN));
  json_object_set_new(object, "id", value(message, DETAIL_SENDER_ID));
  json_object_set_new(object, "role", text(message->sender_role));
  return object;
}

static json_t *findings(const JournalEntry *message)
{
  json_t *array = json_array();
  for (guint i = 0; i < message->findings->len; i++) {
    const EntryFinding *finding = g_ptr_array_index(message->findings, i);
    json_t *object = json_object();
    json_object_set_new(object, "rule", text(finding->rule));
    json_object_set_new(object, "action", text(finding->action));
    json_object_set_new(object, "people", values(message, DETAIL_FINDING_PERSON, i + 1));
    json_object_set_new(object, "addresses", values(message, DETAIL_FINDING_ADDRESS, i + 1));
    json_object_set_new(object, "text", joined(message, DETAIL_FINDING_TEXT, i + 1));
    json_array_append_new(array, object);
  }
  return array;
}

static json_t *headers(const JournalEntry *message)
{
  json_t *array = json_array();
  for (guint i = 0; i < message->edits->len; i++) {
    const EntryEdit *edit = g_ptr_array_index(message->edits, i);
    json_t *object = json_object();
    json_object_set_new(object, "op", text(edit->op));
    json_object_set_new(object, "name", text(edit->name));
    json_object_set_new(object, "index", json_integer(edit->index));
    json_object_set_new(object, "value", joined(message, DETAIL_HEADER_VALUE, i + 1));
    json_object_set_new(object, "before", joined(message, DETAIL_HEADER_BEFORE, i + 1));
    json_array_append_new(array, object);
  }
  return array;
}

static json_t *edits(const JournalEntry *message)
{
  json_t *object = json_object();
  json_object_set_new(object, "add_recipients", values(message, DETAIL_ADD_RECIPIENT, 0));
  json_object_set_new(object, "remove_recipients", values(message, DETAIL_REMOVE_RECIPIENT, 0));
  json_object_set_new(object, "headers", headers(message));
  return object;
}

static json_t *reply(const JournalEntry *message)
{
  if (message->reply_code == 0) return json_null();
  json_t *object = json_object();
  json_object_set_new(object, "code", json_integer(message->reply_code));
  json_object_set_new(object, "status", text(message->reply_status));
  json_object_set_new(object, "lines", values(message, DETAIL_REPLY, 0));
  return object;
}

static json_t *time_json(const JournalEntry *entry, GTimeZone *zone)
{
  g_autofree char *when = journal_time_text(entry->time, zone);
  return text(when);
}

static json_t *review(const JournalEntry *entry, GTimeZone *zone)
{
  if (entry == NULL) return json_null();
  json_t *object = json_object();
  json_object_set_new(object, "time", time_json(entry, zone));
  json_object_set_new(object, "outcome", text(entry->outcome));
  json_object_set_new(object, "note", value(entry, DETAIL_NOTE));
  json_object_set_new(object, "by", value(entry, DETAIL_BY));
  return object;
}

static guint erased_in(const JournalEntry *message, const GPtrArray *later)
{
  guint erased = journal_entry_erased(message);
  for (guint i = 0; i < later->len; i++) erased += journal_entry_erased(g_ptr_array_index(later, i));
  return erased;
}

/* ---- the whole ---- */

json_t *journal_entry_json(const JournalEntry *message, const GPtrArray *later, GTimeZone *zone)
{
  json_t *object = json_object();
  json_object_set_new(object, "sequence", json_integer(message->sequence));
  json_object_set_new(object, "time", time_json(message, zone));
  json_object_set_new(object, "reference", text(message->reference));
  json_object_set_new(object, "queue_id", text(message->queue_id));
  json_object_set_new(object, "message_id", value(message, DETAIL_MESSAGE_ID));
  json_object_set_new(object, "client", value(message, DETAIL_CLIENT));
  json_object_set_new(object, "login", value(message, DETAIL_LOGIN));
  json_object_set_new(object, "sender", sender(message));
  json_object_set_new(object, "recipients", values(message, DETAIL_RECIPIENT, 0));
  json_object_set_new(object, "subject", value(message, DETAIL_SUBJECT));
  json_object_set_new(object, "verdict", text(message->verdict));
  json_object_set_new(object, "direction", text(message->direction));
  json_object_set_new(object, "mode", text(message->mode));
  json_object_set_new(object, "young_people", values(message, DETAIL_YOUNG_PERSON, 0));
  json_object_set_new(object, "findings", findings(message));
  json_object_set_new(object, "edits", edits(message));
  json_object_set_new(object, "reply", reply(message));
  json_object_set_new(object, "hold", text(message->hold));
  json_object_set_new(object, "settings_digest", text(message->settings_digest));
  json_object_set_new(object, "roster_version", json_integer(message->roster_version));
  json_object_set_new(object, "review", review(journal_later(later, ENTRY_REVIEW), zone));
  json_object_set_new(object, "withdrawn", json_boolean(journal_later(later, ENTRY_WITHDRAWN) != NULL));
  json_object_set_new(object, "erased_fields", json_integer(erased_in(message, later)));
  return object;
}
