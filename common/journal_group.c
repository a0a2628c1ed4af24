// SPDX-License-Identifier: MIT
#include "journal_group.h"

/* How often the head's file is written, and whom entries speak of is noted; for
 * so many entries at most each time, for sessions wait meanwhile. */
#define TICK G_TIME_SPAN_SECOND
enum { INDEX_MOST = 2000 };

struct JournalGroup {
  JournalDb *db; /* NULL while it cannot be opened */
  const JournalKeys *keys;
  const char *path, *key_path;
  JournalHead end;     /* of the group that is being written */
  JournalHead known;   /* where the chain ends */
  JournalHead settled; /* where it ended at the last tick */
  gint64 told;         /* sequence in the head's file; -1: not known */
  gint64 next_tick;
  gboolean indexed; /* whom all entries speak of is noted */
  GPtrArray *owed;  /* of char *: references */
};

/* ---- the head's file ---- */

static void raise_to(JournalGroup *group, const JournalHead *head)
{
  g_autoptr(GError) error = NULL;
  if (head->sequence <= group->told) return;
  if (!journal_head_raise(group->key_path, group->keys, head, &error)) g_warning("%s", error->message);
  group->told = head->sequence;
}

JournalGroup *journal_group_new(JournalDb *db, const JournalKeys *keys, const char *path,
                                const char *key_path, const JournalHead *known)
{
  JournalGroup *group = g_new0(JournalGroup, 1);
  group->db = db;
  group->keys = keys;
  group->path = path;
  group->key_path = key_path;
  group->known = *known;
  group->settled = *known;
  group->told = -1;
  group->owed = g_ptr_array_new_with_free_func(g_free);
  /* Before the first entry: whoever verifies must find it. */
  raise_to(group, known);
  return group;
}

/* ---- now and then ---- */

/* Notes whom entries speak of. What fails now will do later: until then these
 * entries are found the long way. */
static void index_some(JournalGroup *group)
{
  g_autoptr(GError) error = NULL;
  gboolean more = TRUE;
  if (group->db != NULL && !group->indexed && journal_db_in_place(group->db)) {
    group->indexed = journal_db_index(group->db, INDEX_MOST, &more, &error) && !more;
  }
}

gint64 journal_group_tick(JournalGroup *group)
{
  gint64 now = g_get_monotonic_time();
  if (now >= group->next_tick) {
    raise_to(group, &group->settled);
    group->settled = group->known;
    index_some(group);
    group->next_tick = g_get_monotonic_time() + TICK;
  }
  gboolean idle = group->told >= group->known.sequence && group->owed->len == 0 && group->indexed;
  return idle ? now + G_TIME_SPAN_HOUR : group->next_tick;
}

void journal_group_free(JournalGroup *group)
{
  if (group == NULL) return;
  index_some(group);
  raise_to(group, &group->known);
  journal_db_close(group->db);
  g_ptr_array_unref(group->owed);
  g_free(group);
}

/* ---- groups ---- */

static gboolean open_again(JournalGroup *group, GError **error)
{
  GError *cause = NULL;
  group->db = journal_db_open(group->path, group->keys, &group->known, &cause);
  if (group->db != NULL) return TRUE;
  g_set_error_literal(error, JOURNAL_ERROR, JOURNAL_ERROR_WRITE, cause->message);
  g_error_free(cause);
  return FALSE;
}

static gboolean be_in_place(JournalGroup *group, GError **error)
{
  if (group->db != NULL && !journal_db_in_place(group->db)) {
    g_warning("journal %s was removed or replaced while in use; entries that are gone with it stay missed",
              group->path);
    g_clear_pointer(&group->db, journal_db_close);
  }
  return group->db != NULL || open_again(group, error);
}

JournalBegin journal_group_begin(JournalGroup *group, GError **error)
{
  if (!be_in_place(group, error)) return JOURNAL_NOT_BEGUN;
  JournalBegin begun = journal_db_begin(group->db, error);
  if (begun == JOURNAL_BEGUN && !journal_db_end(group->db, &group->known, &group->end, error)) {
    begun = JOURNAL_NOT_BEGUN;
  }
  if (begun == JOURNAL_NOT_BEGUN) journal_group_drop(group);
  return begun;
}

JournalAdd journal_group_add(JournalGroup *group, JournalEntry *entry, GError **error)
{
  return journal_db_add(group->db, entry, &group->end, error);
}

static gboolean say_what_is_owed(JournalGroup *group, GError **error)
{
  for (guint i = 0; i < group->owed->len; i++) {
    const char *reference = g_ptr_array_index(group->owed, i);
    g_autoptr(JournalEntry) entry = journal_entry_new(ENTRY_WITHDRAWN, reference, g_get_real_time());
    if (journal_group_add(group, entry, error) != JOURNAL_ADDED) return FALSE;
  }
  return TRUE;
}

gboolean journal_group_commit(JournalGroup *group, GError **error)
{
  if (!say_what_is_owed(group, error) || !journal_db_commit(group->db, &group->end, error)) {
    journal_group_drop(group);
    return FALSE;
  }
  if (!journal_db_in_place(group->db)) {
    g_set_error_literal(error, JOURNAL_ERROR, JOURNAL_ERROR_WRITE,
                        "the journal was removed or replaced while in use");
    return FALSE;
  }
  group->known = group->end;
  group->indexed = FALSE;
  g_ptr_array_set_size(group->owed, 0);
  return TRUE;
}

/* Whatever went wrong, a fresh look at the file is how it comes right again. */
void journal_group_drop(JournalGroup *group)
{
  if (group->db != NULL) journal_db_rollback(group->db);
  g_clear_pointer(&group->db, journal_db_close);
}

void journal_group_owe(JournalGroup *group, const char *reference)
{
  g_ptr_array_add(group->owed, g_strdup(reference));
}

gboolean journal_group_owes(const JournalGroup *group)
{
  return group->owed->len > 0;
}
