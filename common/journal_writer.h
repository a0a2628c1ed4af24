// SPDX-License-Identifier: MIT
/* The one thread that writes to an open journal: it takes whatever has queued
 * up, commits it in one transaction, and wakes each session that waits.
 *
 * An entry is only taken once the lock on the file is held, so that waiting for
 * somebody else's lock ends with the entry withdrawn, never with one that is
 * written behind the back of a session that has given up. Only the commit itself
 * can outlast a session's patience (a disk that hangs); the entry that then
 * stands without its verdict having been given is followed by one that says so.
 *
 * The lock is pthread's and not GLib's, for the thread sanitizer sees through it.
 */
#pragma once

#include "journal_group.h"

typedef struct JournalWriter JournalWriter;

/* Takes over the group. Fails with JOURNAL_ERROR_OPEN. */
JournalWriter *journal_writer_start(JournalGroup *group, GError **error);

/* Writes what is queued and the head, then stops. Nobody may append any more. */
void journal_writer_stop(JournalWriter *writer);

/* Takes over the sealed entry and waits until it is on disk. Fails with
 * JOURNAL_ERROR_WRITE; then it is not, or says of itself that no verdict was
 * given. Any thread. */
gboolean journal_writer_append(JournalWriter *writer, JournalEntry *entry, GError **error);
