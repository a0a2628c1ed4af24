// SPDX-License-Identifier: MIT
/* The head of the chain: number and code of the last entry, kept apart from the
 * entries so that entries removed from the end are missed.
 *
 * It stands in two places, sealed by the key in both:
 * - In a row of the journal, written with the entries in one transaction, never
 *   behind them. Somebody without the key cannot remove the last entries and
 *   make a row that fits.
 * - In a file beside the key, "KEY.head", for whoever puts back an older copy of
 *   the whole journal puts back its older row with it. The daemon writes it once
 *   a second with the head as it was a second before, and with the last one when
 *   it stops: it may lag behind by two seconds, and is never ahead of what is on
 *   disk, not even in a copy of the directory that is taken file by file while
 *   the daemon writes.
 *
 * Whoever can write both the journal and the key's directory can put back older
 * copies of both; only a copy of the head elsewhere shows that.
 */
#pragma once

#include "journal_key.h"

typedef struct JournalHead {
  gint64 sequence; /* 0 with a code of zeros: before the first entry */
  guint8 mac[JOURNAL_MAC_BYTES];
} JournalHead;

typedef enum { JOURNAL_HEAD_ROW, JOURNAL_HEAD_FILE } JournalHeadPlace;

/* The seal of a head in that place. FALSE when out of memory. */
gboolean journal_head_seal(const JournalKeys *keys, JournalHeadPlace place, const JournalHead *head,
                           guint8 seal[JOURNAL_MAC_BYTES]);
/* Whether the seal is the head's. */
gboolean journal_head_fits(const JournalKeys *keys, JournalHeadPlace place, const JournalHead *head,
                           const guint8 seal[JOURNAL_MAC_BYTES]);

typedef enum {
  JOURNAL_HEAD_FOUND,
  JOURNAL_HEAD_MISSING,    /* no file, or an empty one */
  JOURNAL_HEAD_BROKEN,     /* a file, but no seal in it fits */
  JOURNAL_HEAD_UNREADABLE, /* errno says why */
} JournalHeadState;

/* Reads the file beside the key; *head is set only when found. */
JournalHeadState journal_head_load(const char *key_path, const JournalKeys *keys, JournalHead *head);

/* Writes the head to the file beside the key (mode 0600) and waits until it is
 * on disk; never replaces a later head by an earlier one, nor a broken file,
 * which is evidence. Fails with JOURNAL_ERROR_WRITE. */
gboolean journal_head_raise(const char *key_path, const JournalKeys *keys, const JournalHead *head,
                            GError **error);

/* "KEY.head"; caller owns. */
char *journal_head_path(const char *key_path);
