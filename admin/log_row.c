// SPDX-License-Identifier: MIT
#include "log_row.h"

#include "columns.h"
#include "journal_json.h"
#include "moment.h"
#include "printable.h"

#include <csv.h>
#include <string.h>

#define ERASED "(erased)"

/* ---- what is shown ---- */

char *log_row_rules(const JournalEntry *message)
{
  GString *rules = g_string_new(NULL);
  g_autoptr(GHashTable) said = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < message->findings->len; i++) {
    const EntryFinding *finding = g_ptr_array_index(message->findings, i);
    if (!g_hash_table_add(said, finding->rule)) continue;
    g_string_append_printf(rules, "%s%s", rules->len > 0 ? ", " : "", finding->rule);
  }
  return g_string_free(rules, FALSE);
}

char *log_row_verdict(const JournalEntry *message, const GPtrArray *later)
{
  if (journal_later(later, ENTRY_WITHDRAWN) != NULL) return g_strdup("not given");
  const char *verdict = message->verdict != NULL ? message->verdict : "?";
  if (g_strcmp0(message->mode, "observe") != 0) return g_strdup(verdict);
  return g_strdup_printf("(%s)", verdict);
}

char *log_row_values(const JournalEntry *message, DetailKind kind, const char *separator)
{
  g_autoptr(GPtrArray) values = journal_entry_values(message, kind, 0);
  GString *joined = g_string_new(NULL);
  for (guint i = 0; i < values->len; i++) {
    const char *value = g_ptr_array_index(values, i);
    g_string_append_printf(joined, "%s%s", i > 0 ? separator : "", value != NULL ? value : ERASED);
  }
  return g_string_free(joined, FALSE);
}

/* The value of a kind that there is one of at most. */
static const char *value_of(const JournalEntry *message, DetailKind kind)
{
  const Detail *detail = journal_entry_detail(message, kind);
  if (detail == NULL) return "";
  return detail->value != NULL ? detail->value : ERASED;
}

enum { WIDTH_TIME = 19, WIDTH_REFERENCE = 12, WIDTH_VERDICT = 9, WIDTH_PEOPLE = 27, WIDTH_RULES = 20 };

/* The text and what follows it, which is never cut off. */
static char *with_end(const char *text, const char *end)
{
  glong room = WIDTH_PEOPLE - g_utf8_strlen(end, -1);
  if (room <= 1) return g_strdup(text);
  g_autofree char *start =
      g_utf8_strlen(text, -1) > room ? printable_start(text, (gsize)room - 1) : g_strdup(text);
  return g_strconcat(start, end, NULL);
}

static char *who_wrote(const JournalEntry *message)
{
  const char *address = value_of(message, DETAIL_SENDER);
  const char *id = value_of(message, DETAIL_SENDER_ID);
  g_autofree char *end = *id != '\0' ? g_strdup_printf(" (%s)", id) : g_strdup("");
  return with_end(*address != '\0' ? address : "(no address)", end);
}

static char *who_got_it(const JournalEntry *message)
{
  g_autoptr(GPtrArray) recipients = journal_entry_values(message, DETAIL_RECIPIENT, 0);
  if (recipients->len == 0) return g_strdup("");
  const char *first = g_ptr_array_index(recipients, 0);
  g_autofree char *end = recipients->len > 1 ? g_strdup_printf(" +%u", recipients->len - 1) : g_strdup("");
  return with_end(first != NULL ? first : ERASED, end);
}

/* ---- on a terminal ---- */

static void print_cells(const char *const cells[7])
{
  static const guint widths[] = {
      WIDTH_TIME, WIDTH_REFERENCE, WIDTH_VERDICT, WIDTH_PEOPLE, WIDTH_PEOPLE, WIDTH_RULES, 0};
  g_autoptr(GString) line = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(widths); i++) columns_add(line, cells[i], widths[i]);
  columns_print(line);
}

void log_row_print_head(void)
{
  print_cells((const char *const[]){"TIME", "REFERENCE", "VERDICT", "FROM", "TO", "RULES", "SUBJECT"});
}

void log_row_print(const JournalEntry *message, const GPtrArray *later, GTimeZone *zone)
{
  g_autofree char *time = moment_short(message->time, zone);
  g_autofree char *verdict = log_row_verdict(message, later);
  g_autofree char *from = who_wrote(message);
  g_autofree char *to = who_got_it(message);
  g_autofree char *rules = log_row_rules(message);
  print_cells((const char *const[]){time, message->reference, verdict, from, to, rules,
                                    value_of(message, DETAIL_SUBJECT)});
}

/* ---- for a spreadsheet ---- */

/* Whether a spreadsheet could take a cell that begins so for a formula: the
 * signs, also full-width, and after what it may pass over. */
static gboolean begins_formula(const char *cell)
{
  for (const char *at = cell; *at != '\0'; at = g_utf8_next_char(at)) {
    gunichar character = g_utf8_get_char(at);
    if (g_utf8_strchr("=+-@|%＝＋－＠", -1, character) != NULL) return TRUE;
    gboolean passed_over = g_unichar_isspace(character) || !g_unichar_isprint(character) ||
                           character == '"' || character == '\'';
    if (!passed_over) return FALSE;
  }
  return FALSE;
}

/* What cannot be written is told by the stream when it is flushed. */
static gboolean write_cell(FILE *out, const char *text, gboolean last)
{
  g_autofree char *shown = printable(text);
  g_autofree char *cell = g_strconcat(begins_formula(text) ? "'" : "", shown, NULL);
  return csv_fwrite(out, cell, strlen(cell)) == 0 && fprintf(out, "%s", last ? "\r\n" : ",") > 0;
}

static const char *const csv_names[] = {"time",         "reference",        "verdict",
                                        "given",        "direction",        "mode",
                                        "sender",       "sender_id",        "login",
                                        "recipients",   "subject",          "rules",
                                        "young_people", "added_recipients", "removed_recipients",
                                        "queue_id",     "message_id",       "client",
                                        "review"};

void log_row_write_csv_head(FILE *out)
{
  for (guint i = 0; i < G_N_ELEMENTS(csv_names); i++)
    write_cell(out, csv_names[i], i + 1 == G_N_ELEMENTS(csv_names));
}

static const char *or_empty(const char *text)
{
  return text != NULL ? text : "";
}

void log_row_write_csv(FILE *out, const JournalEntry *message, const GPtrArray *later, GTimeZone *zone)
{
  const JournalEntry *review = journal_later(later, ENTRY_REVIEW);
  g_autofree char *time = moment_short(message->time, zone);
  gboolean given = journal_later(later, ENTRY_WITHDRAWN) == NULL;
  g_autofree char *recipients = log_row_values(message, DETAIL_RECIPIENT, "; ");
  g_autofree char *rules = log_row_rules(message);
  g_autofree char *young = log_row_values(message, DETAIL_YOUNG_PERSON, "; ");
  g_autofree char *added = log_row_values(message, DETAIL_ADD_RECIPIENT, "; ");
  g_autofree char *removed = log_row_values(message, DETAIL_REMOVE_RECIPIENT, "; ");
  const char *cells[] = {time,
                         message->reference,
                         or_empty(message->verdict),
                         given ? "yes" : "no",
                         or_empty(message->direction),
                         or_empty(message->mode),
                         value_of(message, DETAIL_SENDER),
                         value_of(message, DETAIL_SENDER_ID),
                         value_of(message, DETAIL_LOGIN),
                         recipients,
                         value_of(message, DETAIL_SUBJECT),
                         rules,
                         young,
                         added,
                         removed,
                         or_empty(message->queue_id),
                         value_of(message, DETAIL_MESSAGE_ID),
                         value_of(message, DETAIL_CLIENT),
                         review != NULL ? or_empty(review->outcome) : ""};
  G_STATIC_ASSERT(G_N_ELEMENTS(cells) == G_N_ELEMENTS(csv_names));
  for (guint i = 0; i < G_N_ELEMENTS(cells); i++) write_cell(out, cells[i], i + 1 == G_N_ELEMENTS(cells));
}
