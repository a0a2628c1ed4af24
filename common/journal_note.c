// SPDX-License-Identifier: MIT
#include "journal_note.h"

#include <errno.h>
#include <unistd.h>

/* How often a lock is waited for, a second each time. */
enum { LOCK_TRIES = 5 };

gboolean journal_begin_patiently(JournalDb *db, GError **error)
{
  for (int tries = 1;; tries++) {
    GError *cause = NULL;
    JournalBegin begun = journal_db_begin(db, &cause);
    if (begun == JOURNAL_BEGUN) return TRUE;
    if (begun != JOURNAL_LOCKED || tries == LOCK_TRIES) {
      g_propagate_error(error, cause);
      return FALSE;
    }
    g_error_free(cause);
  }
}

static gboolean add(JournalDb *db, const JournalHead *known, JournalEntry *entry, JournalHead *end,
                    GError **error)
{
  gboolean added = journal_begin_patiently(db, error) && journal_db_end(db, known, end, error) &&
                   journal_db_add(db, entry, end, error) == JOURNAL_ADDED &&
                   journal_db_commit(db, end, error);
  if (!added) journal_db_rollback(db);
  return added;
}

gboolean journal_note(const char *path, const char *key_path, JournalEntry *entry, GError **error)
{
  JournalHead known = {0}, end = {0};
  g_autoptr(GError) not_raised = NULL;
  if (access(path, F_OK) != 0) {
    g_set_error(error, JOURNAL_ERROR, JOURNAL_ERROR_OPEN, "journal %s: %s", path, g_strerror(errno));
    return FALSE;
  }
  g_autoptr(JournalKeys) keys = journal_keys_open(key_path, JOURNAL_KEY_GUARDED, error);
  if (keys == NULL || !journal_entry_seal(entry, keys, error)) return FALSE;
  journal_head_load(key_path, keys, &known);
  g_autoptr(JournalDb) db = journal_db_open(path, keys, &known, error);
  if (db == NULL || !add(db, &known, entry, &end, error)) return FALSE;
  if (!journal_head_raise(key_path, keys, &end, &not_raised)) g_warning("%s", not_raised->message);
  return TRUE;
}
