// SPDX-License-Identifier: MIT
#include "roster_history.h"
#include "roster_import.h"
#include "roster_store.h"
#include "roster_words.h"

#include <string.h>

/* The row as it was goes back into the book: over the one that is, or anew. */
static void restore(RosterBook *book, BookRow *now, const BookRow *was)
{
  gboolean anew = now == NULL;
  if (anew) {
    now = roster_book_add(book, was->kind);
    now->key = was->key; /* `added` stays 0: this import brings it, and its revert takes it away */
  }
  roster_row_touch(now);
  for (guint i = 0; i < roster_sheets[was->kind].count; i++)
    now->cells[i] = roster_book_text(book, was->cells[i]);
  if (anew) roster_book_name(book, now);
}

static void restore_kind(RosterBook *book, const RosterBook *before, RosterKind kind)
{
  g_autoptr(GHashTable) by_key = g_hash_table_new(g_int64_hash, g_int64_equal);
  for (guint i = 0; i < book->rows[kind]->len; i++) {
    BookRow *row = g_ptr_array_index(book->rows[kind], i);
    g_hash_table_insert(by_key, &row->key, row);
    row->gone = row->added == book->version;
  }
  for (guint i = 0; i < before->rows[kind]->len; i++) {
    const BookRow *was = g_ptr_array_index(before->rows[kind], i);
    restore(book, g_hash_table_lookup(by_key, &was->key), was);
  }
}

static gboolean load(RosterBook *book, sqlite3 *db, GError **error)
{
  GError *cause = NULL;
  g_autoptr(RosterBook) before = roster_book_new();
  if (!roster_book_load(book, db, &cause) || !roster_book_load_before(before, db, &cause)) {
    g_set_error(error, ROSTER_IMPORT_ERROR, ROSTER_IMPORT_ERROR_STORE, "the roster could not be read: %s",
                cause->message);
    g_error_free(cause);
    return FALSE;
  }
  if (book->version == 0) {
    g_set_error_literal(error, ROSTER_IMPORT_ERROR, ROSTER_IMPORT_ERROR_NOTHING,
                        "there is no import to revert");
    return FALSE;
  }
  for (guint kind = 0; kind < SHEETS; kind++) restore_kind(book, before, (RosterKind)kind);
  return TRUE;
}

static gboolean run(const Settings *settings, const RosterImportOptions *options, RosterBook *book,
                    RosterReport *report, GError **error)
{
  Day today = day_of(options->now, settings->timezone);
  g_autoptr(sqlite3) db = roster_begin(settings, options->dry_run, error);
  if (db == NULL || !load(book, db, error)) return FALSE;
  g_ptr_array_add(report->files, g_strdup(settings->roster));
  g_autoptr(Families) families =
      roster_families_new(book, report, settings->subaddress, today, settings_until_age(settings));
  roster_words_fill(report, book, today);
  if (report->error_count > 0 || options->dry_run) return TRUE;
  g_ptr_array_set_size(report->files, 0);
  RosterEntry entry = {.at = options->now,
                       .who = options->who,
                       .reverts = book->version,
                       .report = report,
                       .separators = settings->subaddress};
  if (!roster_commit(db, &entry, book, families, error)) return FALSE;
  report->number = entry.number;
  return TRUE;
}

RosterReport *roster_revert(const Settings *settings, const RosterImportOptions *options, GError **error)
{
  g_autoptr(RosterBook) book = roster_book_new();
  g_autoptr(RosterReport) report = roster_report_new();
  return run(settings, options, book, report, error) ? g_steal_pointer(&report) : NULL;
}
