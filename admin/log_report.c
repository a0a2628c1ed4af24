// SPDX-License-Identifier: MIT
#include "log_report.h"

#include "address.h"
#include "journal_json.h"
#include "moment.h"
#include "printable.h"
#include "rules/rules.h"

#include <stdio.h>
#include <string.h>

#define ERASED "(erased)"

/* ---- lines ---- */

/* "Subject:       text"; no title: a further line of the one before. */
static void put(const char *title, const char *text)
{
  g_autofree char *shown = printable(text);
  printf("%-14s %s\n", title, shown);
}

static void put_indented(const char *title, const char *text)
{
  g_autofree char *shown = printable(text);
  printf("    %-10s %s\n", title, shown);
}

/* The detail of that kind; nothing when the entry never had one. */
static void put_detail(const char *title, const JournalEntry *entry, DetailKind kind)
{
  const Detail *detail = journal_entry_detail(entry, kind);
  if (detail != NULL) put(title, detail->value != NULL ? detail->value : ERASED);
}

static void put_list(const char *title, const GPtrArray *texts,
                     void (*line)(const char *title, const char *text))
{
  for (guint i = 0; i < texts->len; i++) {
    const char *text = g_ptr_array_index(texts, i);
    line(i == 0 ? title : "", text != NULL ? text : ERASED);
  }
}

static void put_values(const char *title, const JournalEntry *entry, DetailKind kind)
{
  g_autoptr(GPtrArray) values = journal_entry_values(entry, kind, 0);
  put_list(title, values, put);
}

/* ---- words ---- */

typedef struct Words {
  const char *name;
  const char *words;
} Words;

static const char *words_for(const Words *table, const char *name)
{
  for (; table->name != NULL; table++) {
    if (g_strcmp0(table->name, name) == 0) return table->words;
  }
  return name != NULL ? name : "?";
}

static const Words verdict_words[] = {{"accept", "accept: it went out as it was"},
                                      {"modify", "modify: it went out after changes"},
                                      {"hold", "hold: it was held back until somebody decides"},
                                      {"reject", "reject: it was refused, and the sender told why"},
                                      {NULL, NULL}};
static const Words observed_words[] = {{"accept", "accept"},
                                       {"modify", "modify: it would have been changed"},
                                       {"hold", "hold: it would have been held back"},
                                       {"reject", "reject: it would have been refused"},
                                       {NULL, NULL}};
static const Words action_words[] = {{"log", "noted"},
                                     {"fix", "repaired"},
                                     {"hold", "held for this"},
                                     {"reject", "refused for this"},
                                     {NULL, NULL}};

/* ---- the message ---- */

static void put_verdict(const JournalEntry *message, const GPtrArray *later)
{
  gboolean observed = g_strcmp0(message->mode, "observe") == 0;
  put("Verdict:", words_for(observed ? observed_words : verdict_words, message->verdict));
  if (observed) put("", "It was only observed (mode = \"observe\") and went out as it was.");
  if (journal_later(later, ENTRY_WITHDRAWN) != NULL) {
    put("",
        "This verdict was NOT given: the log answered too late, and the mail server was told to try again.");
  }
}

static void put_sender(const JournalEntry *message)
{
  const Detail *id = journal_entry_detail(message, DETAIL_SENDER_ID);
  put_detail("From:", message, DETAIL_SENDER);
  if (id == NULL) {
    put("", "not on the roster");
  } else {
    g_autofree char *who = g_strdup_printf("%s%s%s", id->value != NULL ? id->value : ERASED,
                                           message->sender_role != NULL ? ", " : "",
                                           message->sender_role != NULL ? message->sender_role : "");
    put("", who);
  }
  put_detail("Logged in as:", message, DETAIL_LOGIN);
  put_detail("Client:", message, DETAIL_CLIENT);
}

static void put_message(const JournalEntry *message, const GPtrArray *later, GTimeZone *zone)
{
  g_autofree char *time = moment_long(message->time, zone);
  put("Reference:", message->reference);
  put("Time:", time);
  put_verdict(message, later);
  puts("");
  put_sender(message);
  put_values("Recipients:", message, DETAIL_RECIPIENT);
  put_detail("Subject:", message, DETAIL_SUBJECT);
  put_values("Young people:", message, DETAIL_YOUNG_PERSON);
  if (message->direction != NULL) put("Direction:", message->direction);
  put_detail("Message-ID:", message, DETAIL_MESSAGE_ID);
  if (message->queue_id != NULL) put("Queue ID:", message->queue_id);
}

/* ---- what was found ---- */

static void put_finding(const JournalEntry *message, guint part)
{
  const EntryFinding *finding = g_ptr_array_index(message->findings, part - 1);
  const RuleSpec *rule = rule_find(finding->rule != NULL ? finding->rule : "");
  g_autoptr(GPtrArray) people = journal_entry_values(message, DETAIL_FINDING_PERSON, part);
  g_autoptr(GPtrArray) addresses = journal_entry_values(message, DETAIL_FINDING_ADDRESS, part);
  g_autofree char *text = journal_entry_joined(message, DETAIL_FINDING_TEXT, part);
  g_autofree char *id = printable(finding->rule != NULL ? finding->rule : "?");
  printf("\n  %s (%s)\n", id, words_for(action_words, finding->action));
  if (rule != NULL) put_indented("The rule:", rule->clause);
  put_indented("Here:", text != NULL ? text : ERASED);
  put_list("People:", people, put_indented);
  put_list("Addresses:", addresses, put_indented);
}

/* ---- what was changed ---- */

static char *canonical_of(const char *address)
{
  return address_canonical_shown(address, ADDRESS_SEPARATORS);
}

/* The envelope after the edits: as sent, less what was removed, and what was added. */
static GPtrArray *recipients_after(const JournalEntry *message)
{
  g_autoptr(GPtrArray) before = journal_entry_values(message, DETAIL_RECIPIENT, 0);
  g_autoptr(GPtrArray) removed = journal_entry_values(message, DETAIL_REMOVE_RECIPIENT, 0);
  g_autoptr(GPtrArray) added = journal_entry_values(message, DETAIL_ADD_RECIPIENT, 0);
  g_autoptr(GHashTable) gone = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *after = g_ptr_array_new();
  for (guint i = 0; i < removed->len; i++) {
    const char *address = g_ptr_array_index(removed, i);
    if (address != NULL) g_hash_table_add(gone, canonical_of(address));
  }
  for (guint i = 0; i < before->len; i++) {
    const char *address = g_ptr_array_index(before, i);
    g_autofree char *canonical = address != NULL ? canonical_of(address) : NULL;
    if (canonical == NULL || !g_hash_table_contains(gone, canonical))
      g_ptr_array_add(after, (gpointer)address);
  }
  g_ptr_array_extend(after, added, NULL, NULL);
  return after;
}

static void put_envelope(const JournalEntry *message)
{
  g_autoptr(GPtrArray) before = journal_entry_values(message, DETAIL_RECIPIENT, 0);
  g_autoptr(GPtrArray) after = recipients_after(message);
  if (journal_entry_detail(message, DETAIL_ADD_RECIPIENT) == NULL &&
      journal_entry_detail(message, DETAIL_REMOVE_RECIPIENT) == NULL) {
    return;
  }
  puts("\n  Delivered to");
  put_list("before:", before, put_indented);
  put_list("after:", after, put_indented);
}

static void put_edit(const JournalEntry *message, guint part)
{
  const EntryEdit *edit = g_ptr_array_index(message->edits, part - 1);
  g_autofree char *before = journal_entry_joined(message, DETAIL_HEADER_BEFORE, part);
  g_autofree char *after = journal_entry_joined(message, DETAIL_HEADER_VALUE, part);
  g_autofree char *name = printable(edit->name != NULL ? edit->name : "?");
  gboolean added = g_strcmp0(edit->op, "add") == 0, removed = g_strcmp0(edit->op, "remove") == 0;
  printf("\n  %s\n", name);
  put_indented("before:", added ? "(there was none)" : before != NULL ? before : "(not kept)");
  put_indented("after:", removed ? "(removed)" : after != NULL ? after : ERASED);
}

/* ---- what followed ---- */

static const Words later_words[] = {{"withdrawn", "verdict not given"},
                                    {"review", "reviewed"},
                                    {"erasure", "personal fields erased"},
                                    {NULL, NULL}};

static void put_later(const JournalEntry *entry, GTimeZone *zone)
{
  g_autofree char *time = moment_short(entry->time, zone);
  const Detail *by = journal_entry_detail(entry, DETAIL_BY);
  const Detail *note = journal_entry_detail(entry, DETAIL_NOTE);
  g_autofree char *outcome = entry->outcome != NULL ? g_strconcat(": ", entry->outcome, NULL) : g_strdup("");
  g_autofree char *line = g_strdup_printf("%s%s%s%s", words_for(later_words, entry_kind_name(entry->kind)),
                                          outcome, by != NULL ? ", by " : "",
                                          by == NULL          ? ""
                                          : by->value != NULL ? by->value
                                                              : ERASED);
  g_autofree char *shown = printable(line);
  printf("  %s  %s\n", time, shown);
  if (note != NULL) put_indented("", note->value != NULL ? note->value : ERASED);
}

/* ---- all of it ---- */

static void put_findings(const JournalEntry *message)
{
  puts(message->findings->len > 0 ? "\nWhat was found" : "\nNo rule had anything to say.");
  for (guint i = 1; i <= message->findings->len; i++) put_finding(message, i);
}

static void put_changes(const JournalEntry *message)
{
  gboolean changed = message->edits->len > 0 || journal_entry_detail(message, DETAIL_ADD_RECIPIENT) != NULL ||
                     journal_entry_detail(message, DETAIL_REMOVE_RECIPIENT) != NULL;
  puts(changed ? "\nWhat was changed" : "\nNothing was changed.");
  put_envelope(message);
  for (guint i = 1; i <= message->edits->len; i++) put_edit(message, i);
}

static void put_answer(const JournalEntry *message)
{
  g_autoptr(GPtrArray) lines = journal_entry_values(message, DETAIL_REPLY, 0);
  if (message->hold != NULL) {
    puts("\nWhy it was held");
    put_indented("", message->hold);
  }
  if (message->reply_code == 0) return;
  g_autofree char *status = printable(message->reply_status != NULL ? message->reply_status : "");
  printf("\nWhat the sender was told (%" G_GINT64_FORMAT " %s)\n", message->reply_code, status);
  put_list("", lines, put_indented);
}

void log_report(const JournalEntry *message, const GPtrArray *later, GTimeZone *zone)
{
  put_message(message, later, zone);
  put_findings(message);
  put_changes(message);
  put_answer(message);
  if (later->len > 0) puts("\nWhat was done about it");
  for (guint i = 0; i < later->len; i++) put_later(g_ptr_array_index(later, i), zone);
  g_autofree char *settings =
      printable_start(message->settings_digest != NULL ? message->settings_digest : "?", 12);
  printf("\nEntry %" G_GINT64_FORMAT " of the log; roster version %" G_GINT64_FORMAT ", settings %s\n",
         message->sequence, message->roster_version, settings);
}
