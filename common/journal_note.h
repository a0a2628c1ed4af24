// SPDX-License-Identifier: MIT
/* Adding one entry to a journal from outside the daemon: a review, an erasure.
 * The daemon may write meanwhile; the entry takes its place in the chain.
 */
#pragma once

#include "journal_db.h"

/* Seals the entry and adds it to the journal, which must be there: on disk when
 * this returns. Waits a few seconds for a lock. Fails with JOURNAL_ERROR_OPEN,
 * _KEY or _WRITE. */
gboolean journal_note(const char *path, const char *key_path, JournalEntry *entry, GError **error);

/* Begins a transaction, waiting a few seconds for a lock. JOURNAL_ERROR_WRITE. */
gboolean journal_begin_patiently(JournalDb *db, GError **error);
