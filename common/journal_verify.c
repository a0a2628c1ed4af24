// SPDX-License-Identifier: MIT
#include "journal_verify.h"

#include "journal_db.h"
#include "journal_head.h"
#include "journal_read.h"
#include "journal_rows.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <string.h>
#include <unistd.h>

#define NUMBER "%" G_GINT64_FORMAT

typedef struct Walk {
  JournalReader *reader;
  const JournalKeys *keys;
  JournalHeadState file_state;
  JournalHead file; /* read before the journal, so that it is never ahead of a journal that grows */
  JournalHead end;  /* the last entry that was found whole */
  JournalReport *report;
  sqlite3_stmt *noted; /* whether a person stands in `concerned` for an entry */
  gint64 indexed;      /* up to which entry they must */
  gint64 people;       /* how many did */
} Walk;

void journal_report_clear(JournalReport *report)
{
  g_clear_pointer(&report->reference, g_free);
  g_clear_pointer(&report->what, g_free);
}

/* Notes the first thing that is wrong; always FALSE. */
static gboolean broken(JournalReport *report, gint64 sequence, const char *reference, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
static gboolean broken(JournalReport *report, gint64 sequence, const char *reference, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  report->whole = FALSE;
  report->broken = sequence;
  report->reference = g_strdup(reference);
  report->what = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  return FALSE;
}

static gboolean missing(JournalReport *report, gint64 first, gint64 last, const char *where)
{
  if (first == last) return broken(report, first, NULL, "it is missing%s", where);
  return broken(report, first, NULL, "it and all up to entry " NUMBER " are missing%s", last, where);
}

/* ---- entries ---- */

/* What is erased is erased whole; what is not has the digest that follows from it. */
static gboolean complete_digests(const Walk *walk, JournalEntry *entry)
{
  for (guint i = 0; i < entry->details->len; i++) {
    Detail *detail = g_ptr_array_index(entry->details, i);
    if (detail->value == NULL && detail->whose != NULL) return FALSE;
    if (detail->value != NULL && !journal_detail_digest(detail, walk->keys, detail->digest)) return FALSE;
  }
  return TRUE;
}

/* Whether everybody the entry speaks of is noted where entries are looked up. */
static gboolean is_found(Walk *walk, const JournalEntry *entry)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < entry->details->len && entry->sequence <= walk->indexed; i++) {
    const Detail *detail = g_ptr_array_index(entry->details, i);
    if (detail->whose == NULL || !g_hash_table_add(seen, detail->whose)) continue;
    sqlite3_bind_text(walk->noted, 1, detail->whose, -1, SQLITE_STATIC);
    sqlite3_bind_int64(walk->noted, 2, entry->sequence);
    gboolean is_noted = sqlite3_step(walk->noted) == SQLITE_ROW;
    sqlite3_reset(walk->noted);
    if (!is_noted) return FALSE;
    walk->people++;
  }
  return TRUE;
}

static gboolean check_entry(Walk *walk, JournalEntry *entry)
{
  guint8 mac[JOURNAL_MAC_BYTES];
  gboolean whole = complete_digests(walk, entry) &&
                   journal_entry_mac(entry, walk->keys, walk->end.mac, mac) &&
                   CRYPTO_memcmp(mac, entry->mac, sizeof mac) == 0;
  if (!whole) {
    return broken(walk->report, entry->sequence, entry->reference,
                  "it was changed, moved or put in, or one before it was");
  }
  if (!is_found(walk, entry)) {
    return broken(walk->report, entry->sequence, entry->reference,
                  "it is no longer found by the people it speaks of");
  }
  walk->end.sequence = entry->sequence;
  memcpy(walk->end.mac, mac, sizeof mac);
  walk->report->entries++;
  walk->report->erased += journal_entry_erased(entry);
  if (walk->file_state != JOURNAL_HEAD_FOUND || walk->file.sequence != entry->sequence) return TRUE;
  if (CRYPTO_memcmp(mac, walk->file.mac, sizeof mac) == 0) return TRUE;
  return broken(walk->report, entry->sequence, entry->reference,
                "it is not the one that was written under this number");
}

/* FALSE when broken, or with an error. */
static gboolean check_next(Walk *walk, gint64 sequence, GError **error)
{
  gint64 expected = walk->end.sequence + 1;
  if (sequence < expected) return broken(walk->report, sequence, NULL, "it was put in: entries count from 1");
  if (sequence > expected) return missing(walk->report, expected, sequence - 1, "");
  g_autoptr(JournalEntry) entry = NULL;
  GError *cause = NULL;
  gboolean loaded = journal_reader_load(walk->reader, sequence, &entry, &cause);
  if (loaded) return entry != NULL ? check_entry(walk, entry) : missing(walk->report, sequence, sequence, "");
  if (g_error_matches(cause, JOURNAL_ERROR, JOURNAL_ERROR_DAMAGED)) {
    broken(walk->report, sequence, NULL, "it cannot be read: %s", cause->message);
    g_error_free(cause);
  } else {
    g_propagate_error(error, cause);
  }
  return FALSE;
}

/* Passes on what SQLite cannot read: corrupted is an answer, anything else an error. */
static gboolean unreadable(Walk *walk, GError *cause, GError **error)
{
  g_autoptr(GError) mine = NULL;
  journal_read_failed(&mine, journal_reader_handle(walk->reader), cause);
  if (g_error_matches(mine, JOURNAL_ERROR, JOURNAL_ERROR_DAMAGED)) {
    return broken(walk->report, walk->end.sequence + 1, NULL, "it cannot be read: %s", mine->message);
  }
  g_propagate_error(error, g_steal_pointer(&mine));
  return FALSE;
}

static gboolean check_entries(Walk *walk, GError **error)
{
  GError *cause = NULL;
  g_autoptr(sqlite3_stmt) statement = store_prepare(journal_reader_handle(walk->reader),
                                                    "SELECT sequence FROM entry ORDER BY sequence", &cause);
  if (statement == NULL) return unreadable(walk, cause, error);
  StoreStep step = STORE_DONE;
  while ((step = store_step(statement, &cause)) == STORE_ROW) {
    if (!check_next(walk, sqlite3_column_int64(statement, 0), error)) return FALSE;
  }
  return step == STORE_DONE || unreadable(walk, cause, error);
}

/* ---- the end ---- */

/* Whether the sealed row is the last entry's. */
static gboolean check_row(Walk *walk, sqlite3_stmt *row)
{
  JournalHead head = {.sequence = sqlite3_column_int64(row, 0)};
  guint8 seal[JOURNAL_MAC_BYTES] = {0};
  journal_column_bytes(row, 1, head.mac, JOURNAL_MAC_BYTES);
  journal_column_bytes(row, 2, seal, JOURNAL_MAC_BYTES);
  gint64 last = walk->end.sequence;
  if (!journal_head_fits(walk->keys, JOURNAL_HEAD_ROW, &head, seal)) {
    return broken(walk->report, last + 1, NULL, "the row that says where the journal ends was changed");
  }
  if (head.sequence > last) return missing(walk->report, last + 1, head.sequence, " from the end");
  if (head.sequence == last && memcmp(head.mac, walk->end.mac, sizeof head.mac) == 0) return TRUE;
  return broken(walk->report, head.sequence + 1, NULL,
                "the row that says where the journal ends is an older one");
}

static gboolean check_head(Walk *walk, GError **error)
{
  GError *cause = NULL;
  g_autoptr(sqlite3_stmt) statement =
      store_prepare(journal_reader_handle(walk->reader), "SELECT sequence, mac, seal FROM head", &cause);
  if (statement == NULL) return unreadable(walk, cause, error);
  StoreStep step = store_step(statement, &cause);
  if (step == STORE_FAILED) return unreadable(walk, cause, error);
  if (step == STORE_ROW) return check_row(walk, statement);
  return broken(walk->report, walk->end.sequence + 1, NULL,
                "the row that says where the journal ends is missing");
}

static gboolean check_file(Walk *walk, const char *head_path)
{
  gint64 last = walk->end.sequence;
  switch (walk->file_state) {
  case JOURNAL_HEAD_FOUND:
    return walk->file.sequence <= last ||
           missing(walk->report, last + 1, walk->file.sequence, " from the end (or this is an older copy)");
  case JOURNAL_HEAD_MISSING:
    return last == 0 ||
           broken(walk->report, last + 1, NULL,
                  "%s is missing: nobody can tell whether there were more entries; chaperoned makes it "
                  "anew when it starts",
                  head_path);
  default:
    return broken(
        walk->report, last + 1, NULL,
        "%s was changed, or belongs to another key; once you know why, remove it: chaperoned makes it anew "
        "when it starts",
        head_path);
  }
}

/* ---- what stands beside the chain ---- */

/* The first answer of a statement as text; NULL when there is none. */
static gboolean first_text(Walk *walk, const char *sql, char **text, GError **error)
{
  GError *cause = NULL;
  g_autoptr(sqlite3_stmt) statement = store_prepare(journal_reader_handle(walk->reader), sql, &cause);
  StoreStep step = statement != NULL ? store_step(statement, &cause) : STORE_FAILED;
  if (step == STORE_FAILED) return unreadable(walk, cause, error);
  *text = step == STORE_ROW ? g_strdup((const char *)sqlite3_column_text(statement, 0)) : NULL;
  return TRUE;
}

/* Rows of no entry, and look-ups that no longer lead where they should. */
static gboolean check_rest(Walk *walk, GError **error)
{
  g_autofree char *stray = NULL, *noted = NULL, *sound = NULL;
  if (!first_text(
          walk,
          "SELECT entry FROM (SELECT entry FROM finding UNION ALL SELECT entry FROM edit"
          " UNION ALL SELECT entry FROM detail) WHERE entry NOT IN (SELECT sequence FROM entry) LIMIT 1",
          &stray, error)) {
    return FALSE;
  }
  if (stray != NULL) {
    return broken(walk->report, g_ascii_strtoll(stray, NULL, 10), NULL,
                  "something was put in for it, but it is not there");
  }
  if (!first_text(walk, "SELECT count(*) FROM concerned", &noted, error)) return FALSE;
  if (g_ascii_strtoll(noted, NULL, 10) != walk->people) {
    return broken(walk->report, 0, NULL, "entries are found by people of whom they do not speak");
  }
  if (!first_text(walk, "PRAGMA integrity_check(1)", &sound, error)) return FALSE;
  return g_strcmp0(sound, "ok") == 0 || broken(walk->report, 0, NULL, "the file is damaged: %s", sound);
}

static gboolean check_key(Walk *walk, const char *key_path, GError **error)
{
  guint8 check[JOURNAL_MAC_BYTES] = {0}, stored[JOURNAL_MAC_BYTES] = {0};
  GError *cause = NULL;
  g_autoptr(sqlite3_stmt) statement =
      store_prepare(journal_reader_handle(walk->reader), "SELECT key_check FROM head", &cause);
  StoreStep step = statement != NULL ? store_step(statement, &cause) : STORE_FAILED;
  if (step == STORE_FAILED) return unreadable(walk, cause, error);
  if (step == STORE_DONE) return TRUE;
  journal_column_bytes(statement, 0, stored, JOURNAL_MAC_BYTES);
  if (journal_key_check(walk->keys, check) && CRYPTO_memcmp(check, stored, sizeof check) == 0) return TRUE;
  return broken(walk->report, 1, NULL, "%s is not the key that this journal was begun with", key_path);
}

/* ---- all together ---- */

static gboolean prepare(Walk *walk, GError **error)
{
  GError *cause = NULL;
  walk->noted = store_prepare(journal_reader_handle(walk->reader),
                              "SELECT 1 FROM concerned WHERE whose = ? AND entry = ?", &cause);
  return (walk->noted != NULL && store_number(journal_reader_handle(walk->reader), "SELECT indexed FROM head",
                                              &walk->indexed, &cause)) ||
         unreadable(walk, cause, error);
}

static gboolean walk_all(Walk *walk, const char *key_path, GError **error)
{
  GError *cause = NULL;
  g_autofree char *head_path = journal_head_path(key_path);
  gboolean whole = prepare(walk, &cause) && check_key(walk, key_path, &cause) &&
                   check_entries(walk, &cause) && check_head(walk, &cause) && check_file(walk, head_path) &&
                   check_rest(walk, &cause);
  if (cause == NULL) return TRUE;
  g_assert(!whole);
  g_propagate_error(error, cause);
  return FALSE;
}

/* The journal could not be opened: an answer when it is damaged, or gone while
 * its head says that there were entries. */
static gboolean no_reader(const Walk *walk, const char *path, GError *cause, GError **error)
{
  gboolean gone = access(path, F_OK) != 0 && errno == ENOENT;
  if (g_error_matches(cause, JOURNAL_ERROR, JOURNAL_ERROR_DAMAGED)) {
    broken(walk->report, 1, NULL, "%s", cause->message);
  } else if (gone && walk->file_state == JOURNAL_HEAD_FOUND && walk->file.sequence > 0) {
    missing(walk->report, 1, walk->file.sequence, ": the whole journal is gone");
  } else {
    g_propagate_error(error, cause);
    return FALSE;
  }
  g_error_free(cause);
  return TRUE;
}

static gboolean verify_with(const char *path, const char *key_path, const JournalKeys *keys,
                            JournalReport *report, GError **error)
{
  GError *cause = NULL;
  Walk walk = {.keys = keys, .report = report};
  walk.file_state = journal_head_load(key_path, keys, &walk.file);
  if (walk.file_state == JOURNAL_HEAD_UNREADABLE) {
    g_set_error(error, JOURNAL_ERROR, JOURNAL_ERROR_OPEN, "%s.head: %s", key_path, g_strerror(errno));
    return FALSE;
  }
  g_autoptr(JournalReader) reader = journal_reader_open(path, &cause);
  if (reader == NULL) return no_reader(&walk, path, cause, error);
  walk.reader = reader;
  gboolean done = walk_all(&walk, key_path, error);
  sqlite3_finalize(walk.noted);
  return done;
}

gboolean journal_verify(const char *path, const char *key_path, JournalReport *report, GError **error)
{
  GError *cause = NULL;
  *report = (JournalReport){.whole = TRUE};
  g_autoptr(JournalKeys) keys = journal_keys_open(key_path, JOURNAL_KEY_READ, &cause);
  if (keys != NULL) return verify_with(path, key_path, keys, report, error);
  if (!g_error_matches(cause, JOURNAL_ERROR, JOURNAL_ERROR_KEY)) {
    g_propagate_error(error, cause);
    return FALSE;
  }
  broken(report, 1, NULL, "%s", cause->message);
  g_error_free(cause);
  return TRUE;
}
