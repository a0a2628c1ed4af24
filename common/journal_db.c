// SPDX-License-Identifier: MIT
#include "journal_db.h"

#include <openssl/crypto.h>

#include <string.h>
#include <sys/stat.h>

/* "CHJL": a chaperone journal. */
#define APPLICATION_ID 0x43484a4c

/* What the -wal file is cut to when it has grown beyond. */
#define WAL_BYTES "16777216"

const StoreSpec journal_store = {
    .name = "journal",
    .application_id = APPLICATION_ID,
    .migrations = journal_migrations,
    .busy_ms = 1000,
};

typedef enum {
  ADD_ENTRY,
  ADD_FINDING,
  ADD_EDIT,
  ADD_DETAIL,
  SET_HEAD,
  GET_HEAD,
  GET_LAST,
  ADD_CONCERNED,
  SET_INDEXED,
  STATEMENTS
} Statement;

#define ENTRY_COLUMNS                                                                                        \
  "sequence, kind, time, reference, queue_id, verdict, direction, mode, sender_role, reply_code, "           \
  "reply_status, hold,"                                                                                      \
  " outcome, settings_digest, roster_version, mac"

static const char *const statement_texts[] = {
    "INSERT INTO entry (" ENTRY_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "INSERT INTO finding (entry, ordinal, rule, action) VALUES (?, ?, ?, ?)",
    "INSERT INTO edit (entry, ordinal, op, name, field_index) VALUES (?, ?, ?, ?, ?)",
    "INSERT INTO detail (entry, ordinal, kind, part, value, whose, salt) VALUES (?, ?, ?, ?, ?, ?, ?)",
    "UPDATE head SET sequence = ?, mac = ?, seal = ?",
    "SELECT sequence, mac, seal FROM head",
    "SELECT sequence, mac FROM entry ORDER BY sequence DESC LIMIT 1",
    /* in brackets, or clang takes the two halves for two entries */
    ("INSERT OR IGNORE INTO concerned SELECT whose, entry FROM detail, head"
     " WHERE entry > head.indexed AND entry <= head.indexed + ? AND whose IS NOT NULL ORDER BY whose, entry"),
    "UPDATE head SET indexed = min(indexed + ?, sequence) RETURNING indexed < sequence",
};
G_STATIC_ASSERT(G_N_ELEMENTS(statement_texts) == STATEMENTS);

struct JournalDb {
  sqlite3 *handle;
  const JournalKeys *keys;
  sqlite3_stmt *statements[STATEMENTS];
  char *wal_path;
  struct stat wal; /* as it was when opened */
};

/* ---- small change ---- */

static gboolean out_of_memory(GError **error)
{
  g_set_error_literal(error, JOURNAL_ERROR, JOURNAL_ERROR_WRITE,
                      "OpenSSL cannot work out the journal's codes");
  return FALSE;
}

/* The store's error as one of ours; always FALSE. */
static gboolean pass_on(GError **error, JournalError code, GError *cause)
{
  g_set_error_literal(error, JOURNAL_ERROR, code, cause->message);
  g_error_free(cause);
  return FALSE;
}

static gboolean write_failed(GError **error, GError *cause)
{
  g_prefix_error(&cause, "the journal cannot be written: ");
  return pass_on(error, JOURNAL_ERROR_WRITE, cause);
}

static void bind_text(sqlite3_stmt *statement, int place, const char *text)
{
  sqlite3_bind_text(statement, place, text, -1, SQLITE_STATIC);
}

static void bind_mac(sqlite3_stmt *statement, int place, const guint8 *mac)
{
  sqlite3_bind_blob(statement, place, mac, JOURNAL_MAC_BYTES, SQLITE_STATIC);
}

/* FALSE when the column holds no code. */
static gboolean column_mac(sqlite3_stmt *statement, int column, guint8 *mac)
{
  const void *bytes = sqlite3_column_blob(statement, column);
  if (bytes == NULL || sqlite3_column_bytes(statement, column) != JOURNAL_MAC_BYTES) return FALSE;
  memcpy(mac, bytes, JOURNAL_MAC_BYTES);
  return TRUE;
}

gboolean journal_key_check(const JournalKeys *keys, guint8 check[JOURNAL_MAC_BYTES])
{
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  journal_put_text(bytes, "this journal's key");
  return journal_mac(keys, JOURNAL_FOR_CHECK, bytes, check);
}

/* ---- opening ---- */

static gboolean begin_chain(JournalDb *db, const JournalHead *known, const guint8 *check, GError **error)
{
  guint8 seal[JOURNAL_MAC_BYTES];
  if (!journal_head_seal(db->keys, JOURNAL_HEAD_ROW, known, seal)) return out_of_memory(error);
  g_autoptr(sqlite3_stmt) statement = store_prepare(db->handle,
                                                    "INSERT OR IGNORE INTO head (one, key_check, sequence, "
                                                    "mac, seal, indexed) VALUES (1, ?1, ?2, ?3, ?4, ?2)",
                                                    error);
  if (statement == NULL) return FALSE;
  bind_mac(statement, 1, check);
  sqlite3_bind_int64(statement, 2, known->sequence);
  bind_mac(statement, 3, known->mac);
  bind_mac(statement, 4, seal);
  return store_run(statement, error);
}

/* The key's check as it stands in the journal; *there FALSE when the chain was not begun. */
static gboolean read_check(JournalDb *db, guint8 *check, gboolean *there, GError **error)
{
  g_autoptr(sqlite3_stmt) statement = store_prepare(db->handle, "SELECT key_check FROM head", error);
  if (statement == NULL) return FALSE;
  StoreStep step = store_step(statement, error);
  *there = step == STORE_ROW;
  if (step == STORE_ROW && !column_mac(statement, 0, check)) memset(check, 0, JOURNAL_MAC_BYTES);
  return step != STORE_FAILED;
}

static gboolean check_key(JournalDb *db, const char *path, const JournalHead *known, GError **error)
{
  guint8 ours[JOURNAL_MAC_BYTES], theirs[JOURNAL_MAC_BYTES];
  gboolean begun = FALSE;
  GError *cause = NULL;
  if (!journal_key_check(db->keys, ours)) return out_of_memory(error);
  if (!read_check(db, theirs, &begun, &cause) ||
      (!begun && (!begin_chain(db, known, ours, &cause) || !read_check(db, theirs, &begun, &cause)))) {
    g_prefix_error(&cause, "journal %s: ", path);
    return pass_on(error, JOURNAL_ERROR_OPEN, cause);
  }
  if (CRYPTO_memcmp(ours, theirs, JOURNAL_MAC_BYTES) == 0) return TRUE;
  g_set_error(
      error, JOURNAL_ERROR, JOURNAL_ERROR_KEY,
      "journal %s: it was begun with another key; restore that key from a backup, or move the journal aside "
      "to begin a new one",
      path);
  return FALSE;
}

static gboolean prepare(JournalDb *db, const char *path, GError **error)
{
  int persist = 1;
  GError *cause = NULL;
  /* Readers then find -wal and -shm and need not make them; and an orphaned
   * journal's close does not delete those of the one that replaced it. */
  sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_PERSIST_WAL, &persist);
  gboolean prepared = store_exec(db->handle, "PRAGMA journal_size_limit = " WAL_BYTES, &cause);
  for (int i = 0; i < STATEMENTS && prepared; i++) {
    db->statements[i] = store_prepare(db->handle, statement_texts[i], &cause);
    prepared = db->statements[i] != NULL;
  }
  db->wal_path = g_strconcat(path, "-wal", NULL);
  if (!prepared) {
    g_prefix_error(&cause, "journal %s: ", path);
    return pass_on(error, JOURNAL_ERROR_OPEN, cause);
  }
  return TRUE;
}

/* What an open handle still lacks to be a journal's. */
static gboolean complete(JournalDb *db, const char *path, const JournalHead *known, GError **error)
{
  if (sqlite3_db_readonly(db->handle, "main") != 0) {
    g_set_error(error, JOURNAL_ERROR, JOURNAL_ERROR_OPEN,
                "journal %s: it cannot be written; check who owns it", path);
    return FALSE;
  }
  if (!prepare(db, path, error) || !check_key(db, path, known, error)) return FALSE;
  if (stat(db->wal_path, &db->wal) == 0) return TRUE;
  g_set_error(error, JOURNAL_ERROR, JOURNAL_ERROR_OPEN, "%s: %s", db->wal_path, g_strerror(errno));
  return FALSE;
}

JournalDb *journal_db_open(const char *path, const JournalKeys *keys, const JournalHead *known,
                           GError **error)
{
  GError *cause = NULL;
  sqlite3 *handle = store_open(&journal_store, path, STORE_WRITE, &cause);
  if (handle == NULL) {
    pass_on(error, JOURNAL_ERROR_OPEN, cause);
    return NULL;
  }
  JournalDb *db = g_new0(JournalDb, 1);
  db->keys = keys;
  db->handle = handle;
  if (complete(db, path, known, error)) return db;
  journal_db_close(db);
  return NULL;
}

void journal_db_close(JournalDb *db)
{
  if (db == NULL) return;
  store_close(db->handle);
  g_free(db->wal_path);
  g_free(db);
}

sqlite3 *journal_db_handle(JournalDb *db)
{
  return db->handle;
}

gboolean journal_db_in_place(const JournalDb *db)
{
  struct stat now;
  return !store_has_moved(db->handle) && stat(db->wal_path, &now) == 0 && now.st_ino == db->wal.st_ino &&
         now.st_dev == db->wal.st_dev;
}

/* ---- a transaction ---- */

JournalBegin journal_db_begin(JournalDb *db, GError **error)
{
  GError *cause = NULL;
  if (store_exec(db->handle, "BEGIN IMMEDIATE", &cause)) return JOURNAL_BEGUN;
  gboolean locked = g_error_matches(cause, STORE_ERROR, STORE_ERROR_BUSY);
  write_failed(error, cause);
  return locked ? JOURNAL_LOCKED : JOURNAL_NOT_BEGUN;
}

/* The head of one of the two statements when it is there and further than *end. */
static gboolean further(JournalDb *db, Statement which, JournalHead *end, GError **error)
{
  sqlite3_stmt *statement = db->statements[which];
  JournalHead head;
  guint8 seal[JOURNAL_MAC_BYTES];
  StoreStep step = store_step(statement, error);
  if (step != STORE_ROW) return step == STORE_DONE;
  head.sequence = sqlite3_column_int64(statement, 0);
  gboolean fits = column_mac(statement, 1, head.mac);
  if (which == GET_HEAD) {
    fits =
        fits && column_mac(statement, 2, seal) && journal_head_fits(db->keys, JOURNAL_HEAD_ROW, &head, seal);
  }
  if (fits && head.sequence > end->sequence) *end = head;
  sqlite3_reset(statement);
  return TRUE;
}

gboolean journal_db_end(JournalDb *db, const JournalHead *known, JournalHead *end, GError **error)
{
  GError *cause = NULL;
  JournalHead found = *known;
  if (!further(db, GET_HEAD, &found, &cause) || !further(db, GET_LAST, &found, &cause)) {
    return write_failed(error, cause);
  }
  *end = found;
  return TRUE;
}

/* Runs and lets go of what was bound, which is only borrowed. */
static gboolean run(sqlite3_stmt *statement, GError **error)
{
  gboolean done = store_run(statement, error);
  sqlite3_clear_bindings(statement);
  return done;
}

static gboolean add_row(JournalDb *db, const JournalEntry *entry, GError **error)
{
  sqlite3_stmt *statement = db->statements[ADD_ENTRY];
  sqlite3_bind_int64(statement, 1, entry->sequence);
  bind_text(statement, 2, entry_kind_name(entry->kind));
  sqlite3_bind_int64(statement, 3, entry->time);
  bind_text(statement, 4, entry->reference);
  bind_text(statement, 5, entry->queue_id);
  bind_text(statement, 6, entry->verdict);
  bind_text(statement, 7, entry->direction);
  bind_text(statement, 8, entry->mode);
  bind_text(statement, 9, entry->sender_role);
  sqlite3_bind_int64(statement, 10, entry->reply_code);
  bind_text(statement, 11, entry->reply_status);
  bind_text(statement, 12, entry->hold);
  bind_text(statement, 13, entry->outcome);
  bind_text(statement, 14, entry->settings_digest);
  sqlite3_bind_int64(statement, 15, entry->roster_version);
  bind_mac(statement, 16, entry->mac);
  return run(statement, error);
}

static gboolean add_findings(JournalDb *db, const JournalEntry *entry, GError **error)
{
  sqlite3_stmt *statement = db->statements[ADD_FINDING];
  for (guint i = 0; i < entry->findings->len; i++) {
    const EntryFinding *finding = g_ptr_array_index(entry->findings, i);
    sqlite3_bind_int64(statement, 1, entry->sequence);
    sqlite3_bind_int64(statement, 2, i + 1);
    bind_text(statement, 3, finding->rule);
    bind_text(statement, 4, finding->action);
    if (!run(statement, error)) return FALSE;
  }
  return TRUE;
}

static gboolean add_edits(JournalDb *db, const JournalEntry *entry, GError **error)
{
  sqlite3_stmt *statement = db->statements[ADD_EDIT];
  for (guint i = 0; i < entry->edits->len; i++) {
    const EntryEdit *edit = g_ptr_array_index(entry->edits, i);
    sqlite3_bind_int64(statement, 1, entry->sequence);
    sqlite3_bind_int64(statement, 2, i + 1);
    bind_text(statement, 3, edit->op);
    bind_text(statement, 4, edit->name);
    sqlite3_bind_int64(statement, 5, edit->index);
    if (!run(statement, error)) return FALSE;
  }
  return TRUE;
}

static gboolean add_details(JournalDb *db, const JournalEntry *entry, GError **error)
{
  sqlite3_stmt *statement = db->statements[ADD_DETAIL];
  for (guint i = 0; i < entry->details->len; i++) {
    const Detail *detail = g_ptr_array_index(entry->details, i);
    sqlite3_bind_int64(statement, 1, entry->sequence);
    sqlite3_bind_int64(statement, 2, i + 1);
    bind_text(statement, 3, detail_kind_name(detail->kind));
    sqlite3_bind_int64(statement, 4, detail->part);
    bind_text(statement, 5, detail->value);
    bind_text(statement, 6, detail->whose);
    sqlite3_bind_blob(statement, 7, detail->salt, JOURNAL_SALT_BYTES, SQLITE_STATIC);
    if (!run(statement, error)) return FALSE;
  }
  return TRUE;
}

static JournalAdd reference_taken(GError **error, GError *cause)
{
  g_error_free(cause);
  g_set_error_literal(error, JOURNAL_ERROR, JOURNAL_ERROR_WRITE,
                      "another entry of the journal has the same reference");
  return JOURNAL_REFERENCE_TAKEN;
}

JournalAdd journal_db_add(JournalDb *db, JournalEntry *entry, JournalHead *end, GError **error)
{
  GError *cause = NULL;
  entry->sequence = end->sequence + 1;
  if (!journal_entry_mac(entry, db->keys, end->mac, entry->mac)) {
    out_of_memory(error);
    return JOURNAL_NOT_ADDED;
  }
  if (!add_row(db, entry, &cause)) {
    if (sqlite3_extended_errcode(db->handle) == SQLITE_CONSTRAINT_UNIQUE)
      return reference_taken(error, cause);
    write_failed(error, cause);
    return JOURNAL_NOT_ADDED;
  }
  if (!add_findings(db, entry, &cause) || !add_edits(db, entry, &cause) || !add_details(db, entry, &cause)) {
    write_failed(error, cause);
    return JOURNAL_NOT_ADDED;
  }
  end->sequence = entry->sequence;
  memcpy(end->mac, entry->mac, JOURNAL_MAC_BYTES);
  return JOURNAL_ADDED;
}

gboolean journal_db_commit(JournalDb *db, const JournalHead *end, GError **error)
{
  GError *cause = NULL;
  guint8 seal[JOURNAL_MAC_BYTES];
  if (!journal_head_seal(db->keys, JOURNAL_HEAD_ROW, end, seal)) return out_of_memory(error);
  sqlite3_stmt *statement = db->statements[SET_HEAD];
  sqlite3_bind_int64(statement, 1, end->sequence);
  bind_mac(statement, 2, end->mac);
  bind_mac(statement, 3, seal);
  if (run(statement, &cause) && store_exec(db->handle, "COMMIT", &cause)) return TRUE;
  return write_failed(error, cause);
}

static gboolean index_next(JournalDb *db, guint most, gboolean *more, GError **error)
{
  sqlite3_stmt *statement = db->statements[SET_INDEXED];
  sqlite3_bind_int64(db->statements[ADD_CONCERNED], 1, most);
  sqlite3_bind_int64(statement, 1, most);
  if (!run(db->statements[ADD_CONCERNED], error) || store_step(statement, error) != STORE_ROW) return FALSE;
  *more = sqlite3_column_int(statement, 0) != 0;
  return store_run(statement, error) && store_exec(db->handle, "COMMIT", error);
}

gboolean journal_db_index(JournalDb *db, guint most, gboolean *more, GError **error)
{
  GError *cause = NULL;
  if (journal_db_begin(db, error) != JOURNAL_BEGUN) return FALSE;
  if (index_next(db, most, more, &cause)) return TRUE;
  journal_db_rollback(db);
  return write_failed(error, cause);
}

void journal_db_rollback(JournalDb *db)
{
  if (!sqlite3_get_autocommit(db->handle)) sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}
