// SPDX-License-Identifier: MIT
#include "roster_import.h"

#include "roster_families.h"
#include "roster_history.h"
#include "roster_import_internal.h"
#include "roster_store.h"
#include "roster_words.h"

G_DEFINE_QUARK(chaperone_roster_import_error_quark, roster_import_error)

/* ---- the file ---- */

/* A whole roster passes through: what fits here is written once. */
#define MEMORY "PRAGMA cache_size = -262144" /* KiB, at most */

/* A dry run neither makes a roster nor waits for another import. */
static sqlite3 *open_roster(const Settings *settings, gboolean dry_run, GError **error)
{
  gboolean exists = g_file_test(settings->roster, G_FILE_TEST_EXISTS);
  if (dry_run && !exists) return store_open(&roster_store, ":memory:", STORE_WRITE, error);
  return store_open(&roster_store, settings->roster, STORE_WRITE, error);
}

static gboolean take_turn(sqlite3 *db, gboolean dry_run, GError **error)
{
  GError *cause = NULL;
  if (store_exec(db, dry_run ? "BEGIN" : "BEGIN IMMEDIATE", &cause)) return TRUE;
  gboolean busy = g_error_matches(cause, STORE_ERROR, STORE_ERROR_BUSY);
  if (busy) {
    g_set_error_literal(error, ROSTER_IMPORT_ERROR, ROSTER_IMPORT_ERROR_BUSY,
                        "another import is running; try again when it has ended");
    g_error_free(cause);
  } else {
    g_propagate_error(error, cause);
  }
  return FALSE;
}

sqlite3 *roster_begin(const Settings *settings, gboolean dry_run, GError **error)
{
  GError *cause = NULL;
  g_autoptr(sqlite3) db = open_roster(settings, dry_run, &cause);
  if (db != NULL && store_exec(db, MEMORY, &cause) && take_turn(db, dry_run, &cause))
    return g_steal_pointer(&db);
  if (cause->domain == ROSTER_IMPORT_ERROR) {
    g_propagate_error(error, cause);
  } else {
    g_set_error_literal(error, ROSTER_IMPORT_ERROR, ROSTER_IMPORT_ERROR_STORE, cause->message);
    g_error_free(cause);
  }
  return NULL;
}

/* ---- writing ---- */

static gboolean write_all(sqlite3 *db, const RosterEntry *entry, RosterBook *book, Families *families,
                          GError **error)
{
  return roster_book_settle(book, families, db, error) &&
         roster_book_save(book, families, db, entry->number, error) && roster_history_add(db, entry, error) &&
         store_exec(db, "COMMIT", error);
}

gboolean roster_commit(sqlite3 *db, RosterEntry *entry, RosterBook *book, Families *families, GError **error)
{
  GError *cause = NULL;
  guint people = 0;
  for (guint kind = SHEET_STAFF; kind <= SHEET_PARTICIPANTS; kind++) {
    for (guint i = 0; i < book->rows[kind]->len; i++) {
      if (!((BookRow *)g_ptr_array_index(book->rows[kind], i))->gone) people++;
    }
  }
  entry->people = people;
  entry->number = book->version + 1;
  if (write_all(db, entry, book, families, &cause)) {
    /* Readers never need the log of the import afterwards; when they hold it up, the next one clears it. */
    sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    return TRUE;
  }
  g_set_error(error, ROSTER_IMPORT_ERROR, ROSTER_IMPORT_ERROR_STORE, "the roster could not be written: %s",
              cause->message);
  g_error_free(cause);
  return FALSE;
}

/* ---- reading ---- */

static CsvFile *read_file(const char *path, const char *encoding, GError **error)
{
  GError *cause = NULL;
  CsvFile *file = csv_file_read(path, encoding, &cause);
  if (file != NULL) return file;
  int code = g_error_matches(cause, CSV_FILE_ERROR, CSV_FILE_ERROR_ENCODING) ? ROSTER_IMPORT_ERROR_ENCODING
                                                                             : ROSTER_IMPORT_ERROR_FILE;
  g_set_error(error, ROSTER_IMPORT_ERROR, code, "%s: %s", path, cause->message);
  g_error_free(cause);
  return NULL;
}

/* All before anything else: what cannot be read leaves nothing behind. Of CsvFile. */
static GPtrArray *read_files(char *const *files, const char *encoding, GError **error)
{
  g_autoptr(GPtrArray) csvs = g_ptr_array_new_with_free_func((GDestroyNotify)csv_file_free);
  for (guint i = 0; files[i] != NULL; i++) {
    CsvFile *csv = read_file(files[i], encoding, error);
    if (csv == NULL) return NULL;
    g_ptr_array_add(csvs, csv);
  }
  return g_steal_pointer(&csvs);
}

static void take_files(Import *import, char *const *files, const GPtrArray *csvs)
{
  RosterKind kind = SHEETS;
  for (guint i = 0; i < csvs->len; i++) {
    const CsvFile *csv = g_ptr_array_index(csvs, i);
    g_ptr_array_add(import->report->files, g_strdup(files[i]));
    g_ptr_array_add(import->digests, g_strdup(csv->sha256));
    g_array_append_val(import->kinds, kind);
    import_sheet(import, i, csv);
  }
}

static Families *judge(Import *import)
{
  const Settings *settings = import->settings;
  roster_report_next_round(import->report);
  import_settle_absent(import);
  import_check_references(import);
  import_check_losses(import);
  return roster_families_new(import->book, import->report, settings->subaddress, import->context.today,
                             settings_until_age(settings));
}

static gboolean load(Import *import, sqlite3 *db, GError **error)
{
  GError *cause = NULL;
  if (roster_book_load(import->book, db, &cause)) return TRUE;
  g_set_error(error, ROSTER_IMPORT_ERROR, ROSTER_IMPORT_ERROR_STORE, "the roster could not be read: %s",
              cause->message);
  g_error_free(cause);
  return FALSE;
}

static gboolean run(Import *import, char *const *files, GError **error)
{
  g_autoptr(GPtrArray) csvs = read_files(files, import->options->encoding, error);
  g_autoptr(sqlite3) db =
      csvs != NULL ? roster_begin(import->settings, import->options->dry_run, error) : NULL;
  if (db == NULL || !load(import, db, error)) return FALSE;
  take_files(import, files, csvs);
  if (import->broken) return TRUE; /* what its rows say of others cannot be known */
  g_autoptr(Families) families = judge(import);
  roster_words_fill(import->report, import->book, import->context.today);
  if (import->report->error_count > 0 || import->options->dry_run) return TRUE;
  RosterEntry entry = {.at = import->options->now,
                       .who = import->options->who,
                       .report = import->report,
                       .digests = import->digests,
                       .kinds = import->kinds,
                       .separators = import->settings->subaddress};
  if (!roster_commit(db, &entry, import->book, families, error)) return FALSE;
  import->report->number = entry.number;
  return TRUE;
}

RosterReport *roster_import(const Settings *settings, char *const *files, const RosterImportOptions *options,
                            GError **error)
{
  g_autoptr(RosterBook) book = roster_book_new();
  g_autoptr(RosterReport) report = roster_report_new();
  g_autoptr(GPtrArray) digests = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) kinds = g_array_new(FALSE, FALSE, sizeof(RosterKind));
  Import import = {.settings = settings,
                   .options = options,
                   .book = book,
                   .report = report,
                   .digests = digests,
                   .kinds = kinds};
  import.context = (CellContext){.separators = settings->subaddress,
                                 .encoding = options->encoding,
                                 .today = day_of(options->now, settings->timezone)};
  return run(&import, files, error) ? g_steal_pointer(&report) : NULL;
}
