// SPDX-License-Identifier: MIT
/* The journal's file as its writer sees it: groups of entries, each group one
 * transaction; a file that is removed or replaced meanwhile is noticed, and
 * opened anew; the head's file follows behind (journal_head.h).
 *
 * For one thread. Everything fails with JOURNAL_ERROR_WRITE.
 */
#pragma once

#include "journal_db.h"

typedef struct JournalGroup JournalGroup;

/* Takes over db. `known` is where the chain is known to end. keys and paths are
 * borrowed and must outlive the group. */
JournalGroup *journal_group_new(JournalDb *db, const JournalKeys *keys, const char *path,
                                const char *key_path, const JournalHead *known);

/* Brings the head's file up to date and closes the journal. */
void journal_group_free(JournalGroup *group);

/* Begins a group, opening the journal anew where it must be. */
JournalBegin journal_group_begin(JournalGroup *group, GError **error);
/* Adds an entry to it; see journal_db_add. After JOURNAL_NOT_ADDED only
 * journal_group_drop may follow. */
JournalAdd journal_group_add(JournalGroup *group, JournalEntry *entry, GError **error);
/* Ends the group. TRUE: everything in it is on disk, in the file that the path
 * names. FALSE: nothing is. */
gboolean journal_group_commit(JournalGroup *group, GError **error);
/* Ends the group as if it had not been. */
void journal_group_drop(JournalGroup *group);

/* The entry with this reference was written, but its verdict was never given:
 * the next group says so. */
void journal_group_owe(JournalGroup *group, const char *reference);
/* Whether something is owed that no group has said yet. */
gboolean journal_group_owes(const JournalGroup *group);

/* To be called now and then, at the latest at the moment that it returns
 * (g_get_monotonic_time): writes the head's file and notes whom
 * entries speak of when it is time. */
gint64 journal_group_tick(JournalGroup *group);
