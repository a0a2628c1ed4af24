// SPDX-License-Identifier: MIT
#include "journal.h"

#include "journal_writer.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

G_DEFINE_QUARK(chaperone - journal - error - quark, journal_error)

struct Journal {
  char *path, *key_path;
  JournalKeys *keys;
  JournalWriter *writer;
};

/* ---- opening ---- */

static gboolean exists(const char *path)
{
  struct stat status;
  return lstat(path, &status) == 0 || errno != ENOENT;
}

/* Whether anything was ever written to the journal; an empty file is none. */
static gboolean was_begun(const char *path, const char *head_path)
{
  struct stat status;
  gboolean empty =
      stat(path, &status) != 0 ? errno == ENOENT : S_ISREG(status.st_mode) && status.st_size == 0;
  return !empty || exists(head_path);
}

/* A key is made at the first start only: beside a journal, a new one would make
 * all that stands in it look forged. */
static gboolean have_key(const char *path, const char *key_path, GError **error)
{
  g_autofree char *head_path = journal_head_path(key_path);
  if (exists(key_path)) return TRUE;
  if (!was_begun(path, head_path)) return journal_key_make(key_path, error);
  g_set_error(error, JOURNAL_ERROR, JOURNAL_ERROR_OPEN,
              "%s: the key of journal %s is missing; restore it from a backup, or move %s and %s aside to "
              "begin a new "
              "journal",
              key_path, path, path, head_path);
  return FALSE;
}

/* The journal goes on after the furthest that was known of it, so that what is
 * gone stays missed. */
static void tell_of_head(const Journal *journal, JournalHeadState state, gint64 head, gint64 end)
{
  g_autofree char *path = journal_head_path(journal->key_path);
  if (state == JOURNAL_HEAD_BROKEN) {
    g_warning("%s was changed, or belongs to another key; it is left as it is", path);
  } else if (state == JOURNAL_HEAD_MISSING && end > 0) {
    g_warning("%s is missing, and made anew: nobody can tell whether entries were removed from the end",
              path);
  } else if (head > end) {
    g_warning("journal %s ends at entry %" G_GINT64_FORMAT ", but its head says %" G_GINT64_FORMAT
              ": entries were lost or removed; new ones go on after the gap",
              journal->path, end, head);
  }
}

static JournalHeadState read_head(const char *key_path, const JournalKeys *keys, JournalHead *head,
                                  GError **error)
{
  JournalHeadState state = journal_head_load(key_path, keys, head);
  g_autofree char *path = journal_head_path(key_path);
  if (state == JOURNAL_HEAD_UNREADABLE) {
    g_set_error(error, JOURNAL_ERROR, JOURNAL_ERROR_OPEN, "%s: %s", path, g_strerror(errno));
  }
  return state;
}

static JournalGroup *open_group(Journal *journal, GError **error)
{
  JournalHead head = {0}, end = {0};
  JournalHeadState state = read_head(journal->key_path, journal->keys, &head, error);
  if (state == JOURNAL_HEAD_UNREADABLE) return NULL;
  g_autoptr(JournalDb) db = journal_db_open(journal->path, journal->keys, &head, error);
  if (db == NULL || !journal_db_end(db, &(JournalHead){0}, &end, error)) return NULL;
  tell_of_head(journal, state, head.sequence, end.sequence);
  if (end.sequence < head.sequence) end = head;
  return journal_group_new(g_steal_pointer(&db), journal->keys, journal->path, journal->key_path, &end);
}

static gboolean start(Journal *journal, GError **error)
{
  journal->keys = journal_keys_open(journal->key_path, JOURNAL_KEY_GUARDED, error);
  JournalGroup *group = journal->keys != NULL ? open_group(journal, error) : NULL;
  journal->writer = group != NULL ? journal_writer_start(group, error) : NULL;
  return journal->writer != NULL;
}

Journal *journal_open(const char *path, const char *key_path, GError **error)
{
  if (!have_key(path, key_path, error)) return NULL;
  Journal *journal = g_new0(Journal, 1);
  journal->path = g_strdup(path);
  journal->key_path = g_strdup(key_path);
  if (start(journal, error)) return journal;
  journal_close(journal);
  return NULL;
}

void journal_close(Journal *journal)
{
  if (journal == NULL) return;
  journal_writer_stop(journal->writer);
  journal_keys_free(journal->keys);
  g_free(journal->path);
  g_free(journal->key_path);
  g_free(journal);
}

/* ---- appending ---- */

gboolean journal_append(Journal *journal, const JournalRecord *record, GError **error)
{
  JournalEntry *entry = journal_entry_from_record(record, journal->keys, error);
  return entry != NULL && journal_writer_append(journal->writer, entry, error);
}

/* ---- references ---- */

static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

char *journal_reference(GError **error)
{
  char digits[8];
  guint8 bytes[sizeof digits];
  do {
    if (!journal_random(bytes, sizeof bytes)) {
      g_set_error_literal(error, JOURNAL_ERROR, JOURNAL_ERROR_WRITE,
                          "the system has no randomness for a reference");
      return NULL;
    }
    for (gsize i = 0; i < sizeof digits; i++) digits[i] = crockford[bytes[i] & 31];
  } while (memcmp(digits, "00000000", sizeof digits) == 0); /* REFERENCE_NONE */
  return g_strdup_printf("CH-%.4s-%.4s", digits, digits + 4);
}
