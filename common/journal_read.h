// SPDX-License-Identifier: MIT
/* Reading the journal: finding entries, one by one or by what is asked for.
 *
 * A reader is one look at the file: it makes no file, writes nothing, and sees
 * the journal as it was when it was opened; to see what came since, open
 * another. For one thread. The daemon may write meanwhile.
 */
#pragma once

#include "journal_entry.h"
#include "store.h"

typedef struct JournalReader JournalReader;

/* Which messages are wanted: all that meet every condition set. */
typedef struct JournalFilter {
  gint64 since;        /* from this moment on, microseconds since 1970; 0: no condition */
  gint64 until;        /* before this moment; 0: no condition */
  const char *verdict; /* NULL: no condition; so below */
  const char *rule;    /* some finding is this rule's */
  const char *sender;  /* roster id, address or login of who wrote */
  const char *person;  /* roster id or address of somebody that the entry speaks of */
  gboolean unreviewed; /* nobody has reviewed it */
  gint64 after;        /* later than the entry of this number */
  gint64 limit;        /* the latest so many; 0: all */
} JournalFilter;

/* Opens. JOURNAL_ERROR_OPEN when there is no journal or no access,
 * JOURNAL_ERROR_DAMAGED when it is none, JOURNAL_ERROR_READ when it is locked. */
JournalReader *journal_reader_open(const char *path, GError **error);
void journal_reader_close(JournalReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JournalReader, journal_reader_close)

/* The handle within the read transaction, borrowed. */
sqlite3 *journal_reader_handle(JournalReader *reader);

/* Called for each message with what was done about it later (of JournalEntry,
 * in order); both borrowed. Returns FALSE to stop. */
typedef gboolean (*JournalVisit)(const JournalEntry *message, const GPtrArray *later, gpointer context);

/* Visits the messages that are wanted, the oldest first. Fails, as everything
 * below, with JOURNAL_ERROR_READ or JOURNAL_ERROR_DAMAGED. */
gboolean journal_reader_visit(JournalReader *reader, const JournalFilter *filter, JournalVisit visit,
                              gpointer context, GError **error);

/* The message with that reference and what was done about it later; the caller
 * owns both. *message is NULL when there is none. */
gboolean journal_reader_find(JournalReader *reader, const char *reference, JournalEntry **message,
                             GPtrArray **later, GError **error);

/* The entry with that number, of whatever kind; *entry is NULL when there is
 * none. The caller owns it. */
gboolean journal_reader_load(JournalReader *reader, gint64 sequence, JournalEntry **entry, GError **error);

/* The number of the last entry; 0 when there is none. */
gboolean journal_reader_last(JournalReader *reader, gint64 *sequence, GError **error);
