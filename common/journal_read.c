// SPDX-License-Identifier: MIT
#include "journal_read.h"

#include "address.h"
#include "journal_db.h"
#include "journal_rows.h"

#include <errno.h>
#include <unistd.h>

struct JournalReader {
  sqlite3 *handle;
  JournalRows *rows;
  sqlite3_stmt *later;
};

/* ---- opening ---- */

static JournalError open_error(const GError *cause)
{
  if (g_error_matches(cause, STORE_ERROR, STORE_ERROR_FOREIGN)) return JOURNAL_ERROR_DAMAGED;
  if (g_error_matches(cause, STORE_ERROR, STORE_ERROR_BUSY)) return JOURNAL_ERROR_READ;
  return JOURNAL_ERROR_OPEN;
}

/* The transaction keeps the view whole from here to journal_reader_close. */
static gboolean set_up(JournalReader *reader, GError **error)
{
  GError *cause = NULL;
  reader->rows = journal_rows_new(reader->handle, error);
  if (reader->rows == NULL) return FALSE;
  reader->later = store_prepare(
      reader->handle,
      "SELECT sequence FROM entry WHERE reference = ? AND kind <> 'message' ORDER BY sequence", &cause);
  if (reader->later != NULL && store_exec(reader->handle, "BEGIN", &cause)) return TRUE;
  return journal_read_failed(error, reader->handle, cause);
}

JournalReader *journal_reader_open(const char *path, GError **error)
{
  GError *cause = NULL;
  if (access(path, F_OK) != 0 && errno == ENOENT) {
    g_set_error(error, JOURNAL_ERROR, JOURNAL_ERROR_OPEN,
                "there is no journal at %s; chaperoned makes it when it starts", path);
    return NULL;
  }
  sqlite3 *handle = store_open(&journal_store, path, STORE_GLANCE, &cause);
  if (handle == NULL) {
    g_set_error_literal(error, JOURNAL_ERROR, open_error(cause), cause->message);
    g_error_free(cause);
    return NULL;
  }
  JournalReader *reader = g_new0(JournalReader, 1);
  reader->handle = handle;
  if (set_up(reader, error)) return reader;
  journal_reader_close(reader);
  return NULL;
}

void journal_reader_close(JournalReader *reader)
{
  if (reader == NULL) return;
  journal_rows_free(reader->rows);
  sqlite3_finalize(reader->later);
  store_close(reader->handle);
  g_free(reader);
}

sqlite3 *journal_reader_handle(JournalReader *reader)
{
  return reader->handle;
}

/* ---- one entry ---- */

gboolean journal_reader_load(JournalReader *reader, gint64 sequence, JournalEntry **entry, GError **error)
{
  return journal_rows_load(reader->rows, sequence, entry, error);
}

gboolean journal_reader_last(JournalReader *reader, gint64 *sequence, GError **error)
{
  GError *cause = NULL;
  return store_number(reader->handle, "SELECT max(sequence) FROM entry", sequence, &cause) ||
         journal_read_failed(error, reader->handle, cause);
}

/* The numbers that a statement answers with, which the caller owns. */
static GArray *numbers(JournalReader *reader, sqlite3_stmt *statement, GError **error)
{
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint64));
  GError *cause = NULL;
  StoreStep step = STORE_DONE;
  while ((step = store_step(statement, &cause)) == STORE_ROW) {
    gint64 number = sqlite3_column_int64(statement, 0);
    g_array_append_val(found, number);
  }
  if (step == STORE_DONE) return g_steal_pointer(&found);
  journal_read_failed(error, reader->handle, cause);
  return NULL;
}

/* What was done later about the message; caller owns. */
static GPtrArray *later_than(JournalReader *reader, const char *reference, GError **error)
{
  sqlite3_bind_text(reader->later, 1, reference, -1, SQLITE_TRANSIENT);
  g_autoptr(GArray) sequences = numbers(reader, reader->later, error);
  if (sequences == NULL) return NULL;
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func((GDestroyNotify)journal_entry_free);
  for (guint i = 0; i < sequences->len; i++) {
    JournalEntry *entry = NULL;
    if (!journal_reader_load(reader, g_array_index(sequences, gint64, i), &entry, error)) return NULL;
    if (entry != NULL) g_ptr_array_add(entries, entry);
  }
  return g_steal_pointer(&entries);
}

gboolean journal_reader_find(JournalReader *reader, const char *reference, JournalEntry **message,
                             GPtrArray **later, GError **error)
{
  GError *cause = NULL;
  g_autoptr(sqlite3_stmt) statement = store_prepare(
      reader->handle, "SELECT sequence FROM entry WHERE reference = ? AND kind = 'message'", &cause);
  if (statement == NULL) return journal_read_failed(error, reader->handle, cause);
  sqlite3_bind_text(statement, 1, reference, -1, SQLITE_TRANSIENT);
  g_autoptr(GArray) found = numbers(reader, statement, error);
  *message = NULL;
  *later = NULL;
  if (found == NULL) return FALSE;
  if (found->len == 0) return TRUE;
  if (!journal_reader_load(reader, g_array_index(found, gint64, 0), message, error)) return FALSE;
  *later = later_than(reader, reference, error);
  if (*later == NULL) g_clear_pointer(message, journal_entry_free);
  return *later != NULL;
}

/* ---- what is asked for ---- */

/* The entries that speak of somebody: those that are noted, and the few that came since. */
#define CONCERNS(who, address)                                                                               \
  " AND sequence IN (SELECT entry FROM concerned WHERE whose IN (" who ", " address                          \
  ") UNION SELECT entry FROM detail"                                                                         \
  " WHERE entry > (SELECT indexed FROM head) AND whose IN (" who ", " address "))"

/* A condition, and whether this filter sets it. */
typedef struct Condition {
  gboolean set;
  const char *sql;
} Condition;

static char *query_text(const JournalFilter *filter)
{
  const Condition conditions[] = {
      {filter->after > 0, " AND sequence > :after"},
      {filter->since != 0, " AND time >= :since"},
      {filter->until != 0, " AND time < :until"},
      {filter->verdict != NULL, " AND verdict = :verdict"},
      {filter->rule != NULL, " AND sequence IN (SELECT entry FROM finding WHERE rule = :rule)"},
      {filter->sender != NULL,
       CONCERNS(":sender", ":sender_address") " AND EXISTS (SELECT 1 FROM detail WHERE detail.entry = "
                                              "sequence AND kind IN ('sender', 'sender_id', 'login')"
                                              " AND whose IN (:sender, :sender_address))"},
      {filter->person != NULL, CONCERNS(":person", ":person_address")},
      {filter->unreviewed,
       " AND NOT EXISTS (SELECT 1 FROM entry AS later WHERE later.reference = entry.reference"
       " AND later.kind <> 'message' AND later.kind = 'review')"},
  };
  g_autoptr(GString) sql = g_string_new("SELECT sequence FROM entry WHERE kind = 'message'");
  for (guint i = 0; i < G_N_ELEMENTS(conditions); i++) {
    if (conditions[i].set) g_string_append(sql, conditions[i].sql);
  }
  g_string_append(sql, " ORDER BY sequence DESC LIMIT :limit");
  return g_strdup(sql->str);
}

/* What is not in the text is passed over: place 0 is refused and that is well. */
static void bind_number(sqlite3_stmt *statement, const char *name, gint64 number)
{
  sqlite3_bind_int64(statement, sqlite3_bind_parameter_index(statement, name), number);
}

static void bind_text(sqlite3_stmt *statement, const char *name, const char *text)
{
  sqlite3_bind_text(statement, sqlite3_bind_parameter_index(statement, name), text, -1, SQLITE_TRANSIENT);
}

static void bind_filter(sqlite3_stmt *statement, const JournalFilter *filter)
{
  const char *nobody = "";
  g_autofree char *sender =
      address_canonical_shown(filter->sender != NULL ? filter->sender : nobody, ADDRESS_SEPARATORS);
  g_autofree char *person =
      address_canonical_shown(filter->person != NULL ? filter->person : nobody, ADDRESS_SEPARATORS);
  bind_number(statement, ":after", filter->after);
  bind_number(statement, ":since", filter->since);
  bind_number(statement, ":until", filter->until);
  bind_number(statement, ":limit", filter->limit > 0 ? filter->limit : -1);
  bind_text(statement, ":verdict", filter->verdict);
  bind_text(statement, ":rule", filter->rule);
  bind_text(statement, ":sender", filter->sender);
  bind_text(statement, ":sender_address", sender);
  bind_text(statement, ":person", filter->person);
  bind_text(statement, ":person_address", person);
}

static GArray *wanted(JournalReader *reader, const JournalFilter *filter, GError **error)
{
  GError *cause = NULL;
  g_autofree char *sql = query_text(filter);
  g_autoptr(sqlite3_stmt) statement = store_prepare(reader->handle, sql, &cause);
  if (statement == NULL) {
    journal_read_failed(error, reader->handle, cause);
    return NULL;
  }
  bind_filter(statement, filter);
  return numbers(reader, statement, error);
}

/* FALSE with an error, or without one when the visitor has seen enough. */
static gboolean visit_one(JournalReader *reader, gint64 sequence, JournalVisit visit, gpointer context,
                          GError **error)
{
  g_autoptr(JournalEntry) message = NULL;
  if (!journal_reader_load(reader, sequence, &message, error)) return FALSE;
  if (message == NULL) return TRUE;
  g_autoptr(GPtrArray) later = later_than(reader, message->reference, error);
  return later != NULL && visit(message, later, context);
}

gboolean journal_reader_visit(JournalReader *reader, const JournalFilter *filter, JournalVisit visit,
                              gpointer context, GError **error)
{
  g_autoptr(GArray) sequences = wanted(reader, filter, error);
  if (sequences == NULL) return FALSE;
  for (guint i = sequences->len; i > 0; i--) {
    GError *cause = NULL;
    if (visit_one(reader, g_array_index(sequences, gint64, i - 1), visit, context, &cause)) continue;
    if (cause == NULL) break;
    g_propagate_error(error, cause);
    return FALSE;
  }
  return TRUE;
}
