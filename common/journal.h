// SPDX-License-Identifier: MIT
/* The log: one entry a judged message, in a chain of HMACs, on disk before the
 * MTA gets its verdict (contract, The log).
 *
 * A Journal that is open for writing has one thread that commits everything
 * queued up in one transaction; journal_append waits for its own entry. Any
 * thread may append.
 */
#pragma once

#include "verdict.h"

typedef struct Journal Journal;

#define JOURNAL_ERROR (journal_error_quark())
GQuark journal_error_quark(void);
typedef enum {
  JOURNAL_ERROR_OPEN,    /* no access, not a journal, newer than this program, key missing */
  JOURNAL_ERROR_WRITE,   /* the entry is not on disk: the message must not pass */
  JOURNAL_ERROR_KEY,     /* not this journal's key, no key at all, or one that others can read */
  JOURNAL_ERROR_DAMAGED, /* the file is no database, or a corrupted one */
  JOURNAL_ERROR_READ,    /* it could not be read just now: locked, out of memory */
} JournalError;

/* What the journal is told of a message; everything borrowed for the call.
 * Texts may be NULL where the MTA did not say. */
typedef struct JournalRecord {
  gint64 when; /* microseconds since 1970, UTC: time of receipt */
  const char *queue_id;
  const char *message_id;
  const char *client; /* address or name of the SMTP client */
  const char *subject;
  const GPtrArray *recipients; /* of char *: the envelope as sent */
  const GPtrArray *headers;    /* of MailHeader, as mail_headers: what fields were before they were
                                  changed or removed is kept. NULL: not kept */
  const Verdict *verdict;
} JournalRecord;

/* Opens for appending, making file (0640) and key (0600) at first start. */
Journal *journal_open(const char *path, const char *key_path, GError **error);
void journal_close(Journal *journal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Journal, journal_close)

/* Returns TRUE once the entry is durable. FALSE: it is not, and no verdict may
 * be given. Never waits longer than a few seconds. */
gboolean journal_append(Journal *journal, const JournalRecord *record, GError **error);

/* A fresh reference "CH-XXXX-XXXX": random Crockford base 32; caller owns.
 * NULL when the system has no randomness. */
char *journal_reference(GError **error);
