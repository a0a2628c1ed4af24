// SPDX-License-Identifier: MIT
/* The journal's key: 32 random bytes in a file of their own (mode 0600), from
 * which one key for each purpose is derived by HKDF (RFC 5869, SHA-256), so that
 * a code made for one purpose never passes for another.
 *
 * Whoever holds the key can forge the journal: it belongs where only the daemon
 * and root can read it, and a copy of it off this host.
 */
#pragma once

#include <glib.h>

#define JOURNAL_KEY_BYTES 32
#define JOURNAL_MAC_BYTES 32

typedef enum {
  JOURNAL_FOR_CHAIN,  /* entries, each over the one before */
  JOURNAL_FOR_DETAIL, /* salted digests of personal fields */
  JOURNAL_FOR_HEAD,   /* the last entry's number and code */
  JOURNAL_FOR_CHECK,  /* tells a wrong key from a broken chain */
  JOURNAL_PURPOSES
} JournalPurpose;

typedef struct JournalKeys JournalKeys;

/* How closely the key file is looked at. Reading a log is no reason to refuse
 * because of the file's mode; writing one is. */
typedef enum { JOURNAL_KEY_READ, JOURNAL_KEY_GUARDED } JournalKeyCare;

/* Makes a key file of random bytes, on disk when this returns. When one is
 * there already (another process was faster), leaves it alone. Fails with
 * JOURNAL_ERROR_OPEN. */
gboolean journal_key_make(const char *path, GError **error);

/* Reads the key and derives the others. Fails with JOURNAL_ERROR_OPEN when
 * there is none or it cannot be read, with JOURNAL_ERROR_KEY when it is no key
 * or, when guarded, others have access to it. */
JournalKeys *journal_keys_open(const char *path, JournalKeyCare care, GError **error);

/* Wipes them. */
void journal_keys_free(JournalKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JournalKeys, journal_keys_free)

/* HMAC-SHA-256 by the purpose's key. FALSE when OpenSSL failed (out of memory).
 * Thread-safe. */
gboolean journal_mac(const JournalKeys *keys, JournalPurpose purpose, const GByteArray *bytes,
                     guint8 mac[JOURNAL_MAC_BYTES]);

/* Random bytes from the system; FALSE when it has none. */
gboolean journal_random(gpointer bytes, gsize length);

/* ---- what goes under a code, so that no two different things look the same ---- */

/* A number as 8 bytes, most significant first. */
void journal_put_number(GByteArray *bytes, gint64 number);
/* A text as a marker, its length and itself; NULL differs from "". */
void journal_put_text(GByteArray *bytes, const char *text);
