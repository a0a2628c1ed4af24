// SPDX-License-Identifier: MIT
#include "journal_erase.h"

#include "journal_db.h"
#include "journal_note.h"
#include "journal_rows.h"

#include <string.h>

/* Entries that one transaction erases from at most: the daemon waits meanwhile. */
enum { ENTRIES_AT_ONCE = 500 };

typedef struct Eraser {
  const JournalErasure *what;
  JournalDb *db;
  JournalRows *rows;
  sqlite3_stmt *next, *erase, *forget;
  GHashTable *keys; /* set: id and addresses */
  GRegex *words;    /* NULL when everything goes */
  gint64 fields;
} Eraser;

/* ---- what is the person's ---- */

/* The words as they stand by themselves: P1 is not in P12. */
static GRegex *words_regex(const JournalErasure *what, GError **error)
{
  g_autoptr(GString) pattern = g_string_new("(?<![\\pL\\pN@._+-])(?:");
  g_autofree char *id = g_regex_escape_string(what->id, -1);
  g_string_append(pattern, id);
  for (guint i = 0; i < what->words->len; i++) {
    g_autofree char *word = g_regex_escape_string(g_ptr_array_index(what->words, i), -1);
    if (*word != '\0') g_string_append_printf(pattern, "|%s", word);
  }
  g_string_append(pattern, ")(?![\\pL\\pN@_-]|\\.[\\pL\\pN])");
  return g_regex_new(pattern->str, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, error);
}

static gboolean is_theirs(const Eraser *eraser, const Detail *detail)
{
  return detail->whose != NULL && g_hash_table_contains(eraser->keys, detail->whose);
}

static gboolean is_sender(const Eraser *eraser, const JournalEntry *entry)
{
  const Detail *id = journal_entry_detail(entry, DETAIL_SENDER_ID);
  const Detail *address = journal_entry_detail(entry, DETAIL_SENDER);
  if (id != NULL) return is_theirs(eraser, id);
  return address != NULL && is_theirs(eraser, address);
}

static gboolean is_by_sender(DetailKind kind)
{
  return kind == DETAIL_CLIENT || kind == DETAIL_LOGIN || kind == DETAIL_SENDER ||
         kind == DETAIL_MESSAGE_ID || kind == DETAIL_SUBJECT;
}

/* The sentences of a finding that a match at [first, end) of the whole text touches. */
static void mark_sentences(const JournalEntry *entry, guint part, gboolean *marks, gsize first, gsize end)
{
  gsize at = 0;
  for (guint i = 0; i < entry->details->len; i++) {
    const Detail *detail = g_ptr_array_index(entry->details, i);
    if (detail->kind != DETAIL_FINDING_TEXT || detail->part != part || detail->value == NULL) continue;
    gsize next = at + strlen(detail->value);
    if (first < next && end > at) marks[i] = TRUE;
    at = next;
  }
}

/* A name may stand across two sentences: "Sam J. Okoro". */
static void mark_findings(const Eraser *eraser, const JournalEntry *entry, gboolean *marks)
{
  for (guint part = 1; part <= entry->findings->len; part++) {
    g_autofree char *text = journal_entry_joined(entry, DETAIL_FINDING_TEXT, part);
    g_autoptr(GMatchInfo) match = NULL;
    if (text == NULL) continue;
    for (g_regex_match(eraser->words, text, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
      int first = 0, end = 0;
      if (g_match_info_fetch_pos(match, 0, &first, &end))
        mark_sentences(entry, part, marks, (gsize)first, (gsize)end);
    }
  }
}

/* Which of the entry's details go, one a detail; caller owns. */
static gboolean *marks_of(const Eraser *eraser, const JournalEntry *entry)
{
  gboolean *marks = g_new0(gboolean, entry->details->len + 1);
  gboolean all = eraser->words == NULL;
  gboolean own = !all && is_sender(eraser, entry);
  for (guint i = 0; i < entry->details->len; i++) {
    const Detail *detail = g_ptr_array_index(entry->details, i);
    marks[i] = all || is_theirs(eraser, detail) || (own && is_by_sender(detail->kind)) ||
               (detail->value != NULL && g_regex_match(eraser->words, detail->value, 0, NULL));
  }
  if (!all) mark_findings(eraser, entry, marks);
  return marks;
}

/* ---- erasing ---- */

static gboolean run(sqlite3_stmt *statement, GError **error)
{
  gboolean done = store_run(statement, error);
  sqlite3_clear_bindings(statement);
  return done;
}

static gboolean erase_detail(Eraser *eraser, const JournalEntry *entry, guint place, const JournalKeys *keys,
                             GError **error)
{
  guint8 digest[JOURNAL_MAC_BYTES];
  const Detail *detail = g_ptr_array_index(entry->details, place);
  if (!journal_detail_digest(detail, keys, digest)) {
    g_set_error_literal(error, JOURNAL_ERROR, JOURNAL_ERROR_WRITE, "out of memory");
    return FALSE;
  }
  sqlite3_bind_blob(eraser->erase, 1, digest, sizeof digest, SQLITE_STATIC);
  sqlite3_bind_int64(eraser->erase, 2, entry->sequence);
  sqlite3_bind_int64(eraser->erase, 3, place + 1);
  if (!run(eraser->erase, error)) return FALSE;
  eraser->fields++;
  if (detail->whose == NULL) return TRUE;
  sqlite3_bind_text(eraser->forget, 1, detail->whose, -1, SQLITE_STATIC);
  sqlite3_bind_int64(eraser->forget, 2, entry->sequence);
  return run(eraser->forget, error);
}

static gboolean erase_from(Eraser *eraser, gint64 sequence, const JournalKeys *keys, GError **error)
{
  g_autoptr(JournalEntry) entry = NULL;
  if (!journal_rows_load(eraser->rows, sequence, &entry, error)) return FALSE;
  gboolean spared = entry == NULL || entry->kind == ENTRY_ERASURE ||
                    (eraser->what->before != 0 && entry->time >= eraser->what->before);
  if (spared) return TRUE;
  g_autofree gboolean *marks = marks_of(eraser, entry);
  for (guint i = 0; i < entry->details->len; i++) {
    const Detail *detail = g_ptr_array_index(entry->details, i);
    if (marks[i] && detail->value != NULL && !erase_detail(eraser, entry, i, keys, error)) return FALSE;
  }
  return TRUE;
}

/* The numbers of the next entries after `sequence`; caller owns. */
static GArray *next_entries(Eraser *eraser, gint64 sequence, GError **error)
{
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint64));
  StoreStep step = STORE_DONE;
  sqlite3_bind_int64(eraser->next, 1, sequence);
  sqlite3_bind_int64(eraser->next, 2, ENTRIES_AT_ONCE);
  while ((step = store_step(eraser->next, error)) == STORE_ROW) {
    gint64 number = sqlite3_column_int64(eraser->next, 0);
    g_array_append_val(found, number);
  }
  return step == STORE_DONE ? g_steal_pointer(&found) : NULL;
}

static gboolean erase_some(Eraser *eraser, const GArray *sequences, const JournalKeys *keys, GError **error)
{
  for (guint i = 0; i < sequences->len; i++) {
    if (!erase_from(eraser, g_array_index(sequences, gint64, i), keys, error)) return FALSE;
  }
  return store_exec(journal_db_handle(eraser->db), "COMMIT", error);
}

static gboolean erase_all(Eraser *eraser, const JournalKeys *keys, GError **error)
{
  gint64 done = 0;
  for (;;) {
    if (!journal_begin_patiently(eraser->db, error)) return FALSE;
    g_autoptr(GArray) sequences = next_entries(eraser, done, error);
    if (sequences == NULL || !erase_some(eraser, sequences, keys, error)) {
      journal_db_rollback(eraser->db);
      return FALSE;
    }
    if (sequences->len == 0) break;
    done = g_array_index(sequences, gint64, sequences->len - 1);
  }
  /* What was erased is in the -wal file until it is written back. */
  return store_exec(journal_db_handle(eraser->db), "PRAGMA wal_checkpoint(TRUNCATE)", error);
}

/* ---- all together ---- */

static gboolean prepare(Eraser *eraser, GError **error)
{
  sqlite3 *handle = journal_db_handle(eraser->db);
  if (eraser->what->before == 0) {
    eraser->keys = g_hash_table_new(g_str_hash, g_str_equal);
    g_hash_table_add(eraser->keys, (gpointer)eraser->what->id);
    for (guint i = 0; i < eraser->what->addresses->len; i++) {
      g_hash_table_add(eraser->keys, g_ptr_array_index(eraser->what->addresses, i));
    }
    eraser->words = words_regex(eraser->what, error);
    if (eraser->words == NULL) return FALSE;
  }
  eraser->rows = journal_rows_new(handle, error);
  eraser->next =
      store_prepare(handle, "SELECT sequence FROM entry WHERE sequence > ? ORDER BY sequence LIMIT ?", NULL);
  eraser->erase = store_prepare(handle,
                                "UPDATE detail SET value = NULL, whose = NULL, salt = NULL, digest = ?"
                                " WHERE entry = ? AND ordinal = ?",
                                NULL);
  eraser->forget = store_prepare(handle,
                                 "DELETE FROM concerned WHERE whose = ?1 AND entry = ?2 AND NOT EXISTS"
                                 " (SELECT 1 FROM detail WHERE entry = ?2 AND whose = ?1)",
                                 NULL);
  gboolean prepared =
      eraser->rows != NULL && eraser->next != NULL && eraser->erase != NULL && eraser->forget != NULL;
  if (!prepared && error != NULL && *error == NULL) return store_fail(handle, error);
  return prepared && store_exec(handle, "PRAGMA secure_delete = ON", error);
}

static void eraser_clear(Eraser *eraser)
{
  sqlite3_finalize(eraser->next);
  sqlite3_finalize(eraser->erase);
  sqlite3_finalize(eraser->forget);
  journal_rows_free(eraser->rows);
  g_clear_pointer(&eraser->keys, g_hash_table_unref);
  g_clear_pointer(&eraser->words, g_regex_unref);
  journal_db_close(eraser->db);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Eraser, eraser_clear)

/* Said first, so that nothing is ever erased in silence. */
static gboolean say(const char *path, const char *key_path, const JournalErasure *what, GError **error)
{
  g_autofree char *reference = journal_reference(error);
  if (reference == NULL) return FALSE;
  g_autoptr(JournalEntry) entry = journal_entry_new(ENTRY_ERASURE, reference, g_get_real_time());
  journal_entry_add(entry, DETAIL_NOTE, 0, what->note, NULL);
  journal_entry_add(entry, DETAIL_BY, 0, what->by, NULL);
  return journal_note(path, key_path, entry, error);
}

gboolean journal_erase(const char *path, const char *key_path, const JournalErasure *what, gint64 *fields,
                       GError **error)
{
  g_auto(Eraser) eraser = {.what = what};
  if (!say(path, key_path, what, error)) return FALSE;
  g_autoptr(JournalKeys) keys = journal_keys_open(key_path, JOURNAL_KEY_GUARDED, error);
  if (keys == NULL) return FALSE;
  eraser.db = journal_db_open(path, keys, &(JournalHead){0}, error);
  gboolean erased = eraser.db != NULL && prepare(&eraser, error) && erase_all(&eraser, keys, error);
  *fields = eraser.fields;
  return erased;
}
