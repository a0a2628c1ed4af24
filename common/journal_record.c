// SPDX-License-Identifier: MIT
/* From what the daemon says of a message to the entry that is kept of it. */
#include "journal_entry.h"

#include "address.h"
#include "gmime_cleanup.h"
#include "mail.h"
#include "rules/rules.h"

#include <string.h>

/* ---- texts that can speak of several people, cut so that one can be erased ---- */

/* Sentence by sentence; what belongs between two stays with the first. */
static void add_sentences(JournalEntry *entry, guint part, const char *text)
{
  while (*text != '\0') {
    const char *end = strstr(text, ". ");
    gsize length = end != NULL ? (gsize)(end - text) + 2 : strlen(text);
    g_autofree char *sentence = g_strndup(text, length);
    journal_entry_add(entry, DETAIL_FINDING_TEXT, part, sentence, NULL);
    text += length;
  }
}

static const char *mailbox_address(InternetAddress *address)
{
  return INTERNET_ADDRESS_IS_MAILBOX(address)
             ? internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address))
             : NULL;
}

/* The addresses of the list, each as a reader sees it; caller owns. */
static GPtrArray *list_texts(InternetAddressList *list)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  int count = list != NULL ? internet_address_list_length(list) : 0;
  for (int i = 0; i < count; i++) {
    InternetAddress *address = internet_address_list_get_address(list, i);
    g_ptr_array_add(texts, internet_address_to_string(address, NULL, FALSE));
  }
  return texts;
}

static gboolean joins_to(const GPtrArray *texts, const char *value)
{
  g_autoptr(GString) joined = g_string_new(NULL);
  for (guint i = 0; i < texts->len; i++) {
    g_string_append_printf(joined, "%s%s", i > 0 ? ", " : "", (const char *)g_ptr_array_index(texts, i));
  }
  return strcmp(joined->str, value) == 0;
}

static void add_list(JournalEntry *entry, DetailKind kind, guint part, InternetAddressList *list,
                     const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++) {
    const char *address = mailbox_address(internet_address_list_get_address(list, (int)i));
    g_autofree char *whose = address != NULL ? address_canonical_shown(address, ADDRESS_SEPARATORS) : NULL;
    journal_entry_add(entry, kind, part, g_ptr_array_index(texts, i), whose);
  }
}

/* What an edit writes: address by address where that gives the same text again. */
static void add_value_after(JournalEntry *entry, guint part, const char *value)
{
  g_autoptr(InternetAddressList) list = internet_address_list_parse(NULL, value);
  g_autoptr(GPtrArray) texts = list_texts(list);
  if (texts->len > 0 && joins_to(texts, value)) {
    add_list(entry, DETAIL_HEADER_VALUE, part, list, texts);
  } else {
    journal_entry_add(entry, DETAIL_HEADER_VALUE, part, value, NULL);
  }
}

/* What the field was: folds undone and encoded words decoded, as a reader saw it. */
static void add_value_before(JournalEntry *entry, guint part, const MailHeader *header)
{
  g_autofree char *unfolded = g_strstrip(g_strdelimit(g_strdup(header->value), "\r\n", ' '));
  g_autoptr(InternetAddressList) list =
      header->field != 0 ? internet_address_list_parse(NULL, unfolded) : NULL;
  g_autoptr(GPtrArray) texts = list_texts(list);
  if (texts->len > 0) {
    add_list(entry, DETAIL_HEADER_BEFORE, part, list, texts);
  } else {
    g_autofree char *decoded = g_mime_utils_header_decode_text(NULL, unfolded);
    journal_entry_add(entry, DETAIL_HEADER_BEFORE, part, decoded != NULL ? decoded : unfolded, NULL);
  }
}

/* ---- the parts of a verdict ---- */

static void add_texts(JournalEntry *entry, DetailKind kind, guint part, const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    journal_entry_add(entry, kind, part, g_ptr_array_index(texts, i), NULL);
}

static void add_ids(JournalEntry *entry, DetailKind kind, guint part, const GPtrArray *ids)
{
  for (guint i = 0; i < ids->len; i++) {
    const char *id = g_ptr_array_index(ids, i);
    journal_entry_add(entry, kind, part, id, id);
  }
}

static void add_addresses(JournalEntry *entry, DetailKind kind, const GPtrArray *arguments)
{
  for (guint i = 0; i < arguments->len; i++) {
    g_autofree char *address = address_unbracketed(g_ptr_array_index(arguments, i));
    journal_entry_add_address(entry, kind, 0, address);
  }
}

static void add_findings(JournalEntry *entry, const GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    const Finding *finding = g_ptr_array_index(findings, i);
    journal_entry_add_finding(entry, finding->rule->id, action_name(finding->action));
    add_ids(entry, DETAIL_FINDING_PERSON, i + 1, finding->people);
    for (guint j = 0; j < finding->addresses->len; j++) {
      journal_entry_add_address(entry, DETAIL_FINDING_ADDRESS, i + 1,
                                g_ptr_array_index(finding->addresses, j));
    }
    add_sentences(entry, i + 1, finding->text->str);
  }
}

/* The field that the edit speaks of as it came; NULL when it is not known. */
static const MailHeader *field_before(const GPtrArray *headers, const HeaderEdit *edit)
{
  for (guint i = 0; headers != NULL && edit->op != HEADER_ADD && i < headers->len; i++) {
    const MailHeader *header = g_ptr_array_index(headers, i);
    if (header->index == edit->index && g_ascii_strcasecmp(header->name, edit->name) == 0) return header;
  }
  return NULL;
}

static void add_header_edits(JournalEntry *entry, const GPtrArray *edits, const GPtrArray *headers)
{
  for (guint i = 0; i < edits->len; i++) {
    const HeaderEdit *edit = g_ptr_array_index(edits, i);
    const MailHeader *before = field_before(headers, edit);
    journal_entry_add_edit(entry, header_op_name(edit->op), edit->name, edit->index);
    if (edit->value != NULL) add_value_after(entry, i + 1, edit->value);
    if (before != NULL) add_value_before(entry, i + 1, before);
  }
}

/* ---- all together ---- */

static void set_verdict(JournalEntry *entry, const Verdict *verdict)
{
  entry->verdict = g_strdup(verdict_kind_name(verdict->kind));
  entry->direction = g_strdup(direction_name(verdict->direction));
  entry->mode = g_strdup(mode_name(verdict->mode));
  entry->sender_role = g_strdup(verdict->sender_role);
  entry->reply_code = verdict->reply_code;
  entry->reply_status = g_strdup(verdict->reply_status);
  entry->hold = g_strdup(verdict->hold);
  entry->settings_digest = g_strdup(verdict->settings_digest);
  entry->roster_version = verdict->roster_version;
}

/* A field that came as it stood in the message: without folds. */
static void add_unfolded(JournalEntry *entry, DetailKind kind, const char *value)
{
  if (value == NULL) return;
  g_autofree char *unfolded = g_strstrip(g_strdelimit(g_strdup(value), "\r\n", ' '));
  journal_entry_add(entry, kind, 0, unfolded, NULL);
}

static void add_sender(JournalEntry *entry, const JournalRecord *record)
{
  const Verdict *verdict = record->verdict;
  journal_entry_add(entry, DETAIL_CLIENT, 0, record->client, NULL);
  const char *whose = verdict->sender_id != NULL ? verdict->sender_id : verdict->login;
  journal_entry_add(entry, DETAIL_LOGIN, 0, verdict->login, whose);
  journal_entry_add_address(entry, DETAIL_SENDER, 0, verdict->sender_address);
  journal_entry_add(entry, DETAIL_SENDER_ID, 0, verdict->sender_id, verdict->sender_id);
  add_unfolded(entry, DETAIL_MESSAGE_ID, record->message_id);
  add_unfolded(entry, DETAIL_SUBJECT, record->subject);
}

JournalEntry *journal_entry_from_record(const JournalRecord *record, const JournalKeys *keys, GError **error)
{
  const Verdict *verdict = record->verdict;
  g_autoptr(JournalEntry) entry = journal_entry_new(ENTRY_MESSAGE, verdict->reference, record->when);
  entry->queue_id = record->queue_id != NULL ? g_utf8_make_valid(record->queue_id, -1) : NULL;
  set_verdict(entry, verdict);
  add_sender(entry, record);
  if (record->recipients != NULL) add_addresses(entry, DETAIL_RECIPIENT, record->recipients);
  add_ids(entry, DETAIL_YOUNG_PERSON, 0, verdict->young_people);
  add_findings(entry, verdict->findings);
  add_addresses(entry, DETAIL_ADD_RECIPIENT, verdict->edits->add_recipients);
  add_addresses(entry, DETAIL_REMOVE_RECIPIENT, verdict->edits->remove_recipients);
  add_header_edits(entry, verdict->edits->headers, record->headers);
  add_texts(entry, DETAIL_REPLY, 0, verdict->reply_lines);
  return journal_entry_seal(entry, keys, error) ? g_steal_pointer(&entry) : NULL;
}
