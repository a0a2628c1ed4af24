// SPDX-License-Identifier: MIT
#include "journal_rows.h"

#include <limits.h>
#include <string.h>

typedef enum { READ_ENTRY, READ_FINDINGS, READ_EDITS, READ_DETAILS, READS } Read;

static const char *const read_texts[] = {
    "SELECT kind, time, reference, queue_id, verdict, direction, mode, sender_role, reply_code, "
    "reply_status, hold,"
    " outcome, settings_digest, roster_version, mac FROM entry WHERE sequence = ?",
    "SELECT rule, action FROM finding WHERE entry = ? ORDER BY ordinal",
    "SELECT op, name, field_index FROM edit WHERE entry = ? ORDER BY ordinal",
    "SELECT kind, part, value, whose, salt, digest FROM detail WHERE entry = ? ORDER BY ordinal",
};
G_STATIC_ASSERT(G_N_ELEMENTS(read_texts) == READS);

struct JournalRows {
  sqlite3_stmt *reads[READS];
};

void journal_rows_free(JournalRows *rows)
{
  if (rows == NULL) return;
  for (int i = 0; i < READS; i++) sqlite3_finalize(rows->reads[i]);
  g_free(rows);
}

gboolean journal_read_failed(GError **error, sqlite3 *handle, GError *cause)
{
  int result = sqlite3_errcode(handle) & 0xff;
  gboolean damaged = result == SQLITE_CORRUPT || result == SQLITE_NOTADB;
  g_set_error_literal(error, JOURNAL_ERROR, damaged ? JOURNAL_ERROR_DAMAGED : JOURNAL_ERROR_READ,
                      cause->message);
  g_error_free(cause);
  return FALSE;
}

static gboolean prepare(JournalRows *rows, sqlite3 *handle, GError **error)
{
  for (int i = 0; i < READS; i++) {
    GError *cause = NULL;
    rows->reads[i] = store_prepare(handle, read_texts[i], &cause);
    if (rows->reads[i] == NULL) return journal_read_failed(error, handle, cause);
  }
  return TRUE;
}

JournalRows *journal_rows_new(sqlite3 *handle, GError **error)
{
  JournalRows *rows = g_new0(JournalRows, 1);
  if (prepare(rows, handle, error)) return rows;
  journal_rows_free(rows);
  return NULL;
}

/* ---- columns ---- */

/* Text that somebody may have made invalid; NULL for NULL. */
static char *column_text(sqlite3_stmt *statement, int column)
{
  const char *text = (const char *)sqlite3_column_text(statement, column);
  return text != NULL ? g_utf8_make_valid(text, sqlite3_column_bytes(statement, column)) : NULL;
}

void journal_column_bytes(sqlite3_stmt *statement, int column, guint8 *bytes, int length)
{
  const void *blob = sqlite3_column_blob(statement, column);
  if (blob != NULL && sqlite3_column_bytes(statement, column) == length) memcpy(bytes, blob, (gsize)length);
}

static JournalEntry *entry_row(sqlite3_stmt *row, gint64 sequence)
{
  EntryKind kind = ENTRY_KINDS;
  g_autofree char *kind_text = column_text(row, 0);
  g_autofree char *reference = column_text(row, 2);
  if (kind_text != NULL) entry_kind_parse(kind_text, &kind);
  JournalEntry *entry =
      journal_entry_new(kind, reference != NULL ? reference : "", sqlite3_column_int64(row, 1));
  entry->sequence = sequence;
  entry->queue_id = column_text(row, 3);
  entry->verdict = column_text(row, 4);
  entry->direction = column_text(row, 5);
  entry->mode = column_text(row, 6);
  entry->sender_role = column_text(row, 7);
  entry->reply_code = sqlite3_column_int64(row, 8);
  entry->reply_status = column_text(row, 9);
  entry->hold = column_text(row, 10);
  entry->outcome = column_text(row, 11);
  entry->settings_digest = column_text(row, 12);
  entry->roster_version = sqlite3_column_int64(row, 13);
  journal_column_bytes(row, 14, entry->mac, JOURNAL_MAC_BYTES);
  return entry;
}

static void finding_row(sqlite3_stmt *row, JournalEntry *entry)
{
  EntryFinding *finding = g_new0(EntryFinding, 1);
  finding->rule = column_text(row, 0);
  finding->action = column_text(row, 1);
  g_ptr_array_add(entry->findings, finding);
}

static void edit_row(sqlite3_stmt *row, JournalEntry *entry)
{
  EntryEdit *edit = g_new0(EntryEdit, 1);
  edit->op = column_text(row, 0);
  edit->name = column_text(row, 1);
  edit->index = sqlite3_column_int64(row, 2);
  g_ptr_array_add(entry->edits, edit);
}

static void detail_row(sqlite3_stmt *row, JournalEntry *entry)
{
  Detail *detail = g_new0(Detail, 1);
  g_autofree char *kind = column_text(row, 0);
  detail->kind = DETAIL_KINDS;
  if (kind != NULL) detail_kind_parse(kind, &detail->kind);
  detail->part = (guint)CLAMP(sqlite3_column_int64(row, 1), 0, G_MAXUINT);
  detail->value = column_text(row, 2);
  detail->whose = column_text(row, 3);
  journal_column_bytes(row, 4, detail->salt, JOURNAL_SALT_BYTES);
  journal_column_bytes(row, 5, detail->digest, JOURNAL_MAC_BYTES);
  g_ptr_array_add(entry->details, detail);
}

/* ---- loading ---- */

/* Every row of a table that belongs to the entry. */
static gboolean each_row(JournalRows *rows, Read read, JournalEntry *entry,
                         void (*take)(sqlite3_stmt *row, JournalEntry *entry), GError **error)
{
  sqlite3_stmt *statement = rows->reads[read];
  StoreStep step = STORE_DONE;
  sqlite3_bind_int64(statement, 1, entry->sequence);
  while ((step = store_step(statement, error)) == STORE_ROW) take(statement, entry);
  return step == STORE_DONE;
}

static gboolean load(JournalRows *rows, gint64 sequence, JournalEntry **loaded, GError **error)
{
  sqlite3_stmt *statement = rows->reads[READ_ENTRY];
  sqlite3_bind_int64(statement, 1, sequence);
  StoreStep step = store_step(statement, error);
  *loaded = NULL;
  if (step != STORE_ROW) return step == STORE_DONE;
  g_autoptr(JournalEntry) entry = entry_row(statement, sequence);
  sqlite3_reset(statement);
  if (!each_row(rows, READ_FINDINGS, entry, finding_row, error) ||
      !each_row(rows, READ_EDITS, entry, edit_row, error) ||
      !each_row(rows, READ_DETAILS, entry, detail_row, error)) {
    return FALSE;
  }
  *loaded = g_steal_pointer(&entry);
  return TRUE;
}

gboolean journal_rows_load(JournalRows *rows, gint64 sequence, JournalEntry **entry, GError **error)
{
  GError *cause = NULL;
  return load(rows, sequence, entry, &cause) ||
         journal_read_failed(error, sqlite3_db_handle(rows->reads[READ_ENTRY]), cause);
}
