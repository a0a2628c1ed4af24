// SPDX-License-Identifier: MIT
/* Entries as they come out of the journal's file, in whatever state somebody
 * left it. For one thread. Everything fails with JOURNAL_ERROR_DAMAGED when the
 * file is corrupted and with JOURNAL_ERROR_READ when it could not be read.
 */
#pragma once

#include "journal_entry.h"
#include "store.h"

typedef struct JournalRows JournalRows;

/* The handle is borrowed and must outlive the rows. */
JournalRows *journal_rows_new(sqlite3 *handle, GError **error);
void journal_rows_free(JournalRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JournalRows, journal_rows_free)

/* Turns the store's error into the journal's, takes it over; always FALSE. */
gboolean journal_read_failed(GError **error, sqlite3 *handle, GError *cause);

/* The entry with that number, which the caller owns; *entry is NULL when there
 * is none. What is no entry of ours (an unknown kind, a code of another length)
 * yields one whose code fits nothing. FALSE when it cannot be read. */
gboolean journal_rows_load(JournalRows *rows, gint64 sequence, JournalEntry **entry, GError **error);

/* The bytes of a column that holds so many; anything else leaves them as they are. */
void journal_column_bytes(sqlite3_stmt *statement, int column, guint8 *bytes, int length);
