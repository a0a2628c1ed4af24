// SPDX-License-Identifier: MIT
/* One entry of the journal in memory: what writing, reading, verifying and
 * showing share. Owns everything in it.
 *
 * What is personal stands in details, one value each, so that one person's can
 * be erased from an entry that also speaks of others. The entry's code covers a
 * detail by a digest salted with random bytes of its own; value and salt go when
 * it is erased, the digest stays, and the code still fits. What is not personal
 * stands in the entry, its findings and its edits, and enters the code as it is.
 */
#pragma once

#include "journal.h"
#include "journal_key.h"

#define JOURNAL_SALT_BYTES 16

typedef enum {
  ENTRY_MESSAGE,   /* a judged message */
  ENTRY_WITHDRAWN, /* its verdict was never given: the journal answered too late */
  ENTRY_REVIEW,    /* somebody looked at it: outcome, note, by */
  ENTRY_ERASURE,   /* personal fields were erased: note, by */
  ENTRY_KINDS      /* how many; as a kind: one that this program does not know */
} EntryKind;
const char *entry_kind_name(EntryKind kind);
/* FALSE when there is no such kind; *kind untouched then. */
gboolean entry_kind_parse(const char *name, EntryKind *kind);

typedef enum {
  DETAIL_CLIENT,
  DETAIL_LOGIN,
  DETAIL_SENDER,
  DETAIL_SENDER_ID,
  DETAIL_MESSAGE_ID,
  DETAIL_SUBJECT,
  DETAIL_RECIPIENT,
  DETAIL_YOUNG_PERSON,
  DETAIL_FINDING_PERSON,
  DETAIL_FINDING_ADDRESS,
  DETAIL_FINDING_TEXT, /* sentence by sentence, to be joined without anything between */
  DETAIL_ADD_RECIPIENT,
  DETAIL_REMOVE_RECIPIENT,
  DETAIL_HEADER_VALUE,  /* address by address where it is a list, to be joined by ", " */
  DETAIL_HEADER_BEFORE, /* the field as it was, likewise */
  DETAIL_REPLY,         /* a line of the refusal */
  DETAIL_NOTE,
  DETAIL_BY,   /* who did it */
  DETAIL_KINDS /* likewise */
} DetailKind;
const char *detail_kind_name(DetailKind kind);
gboolean detail_kind_parse(const char *name, DetailKind *kind);

typedef struct Detail {
  DetailKind kind;
  guint part;  /* which finding or edit it belongs to, from 1; 0: the entry */
  char *value; /* UTF-8; NULL when erased */
  char *whose; /* roster id or canonical address it is found by; NULL: none, or erased */
  guint8 salt[JOURNAL_SALT_BYTES];
  guint8 digest[JOURNAL_MAC_BYTES];
} Detail;

typedef struct EntryFinding {
  char *rule;
  char *action;
} EntryFinding;

typedef struct EntryEdit {
  char *op;
  char *name;
  gint64 index;
} EntryEdit;

typedef struct JournalEntry {
  gint64 sequence; /* from 1, without gaps; 0 until it is written */
  EntryKind kind;
  gint64 time;     /* microseconds since 1970, UTC */
  char *reference; /* of the message that the entry is about */
  char *queue_id;
  char *verdict, *direction, *mode, *sender_role;
  gint64 reply_code;
  char *reply_status;
  char *hold;
  char *outcome;
  char *settings_digest;
  gint64 roster_version;
  GPtrArray *findings; /* of EntryFinding */
  GPtrArray *edits;    /* of EntryEdit */
  GPtrArray *details;  /* of Detail */
  guint8 mac[JOURNAL_MAC_BYTES];
} JournalEntry;

JournalEntry *journal_entry_new(EntryKind kind, const char *reference, gint64 time);
void journal_entry_free(JournalEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JournalEntry, journal_entry_free)

/* Adds a detail unless value is NULL. Invalid UTF-8 is made valid, what is over
 * LIMIT_JOURNAL_TEXT cut off. `whose` NULL: nobody's. */
void journal_entry_add(JournalEntry *entry, DetailKind kind, guint part, const char *value,
                       const char *whose);
/* Adds an address, to be found by its canonical form. */
void journal_entry_add_address(JournalEntry *entry, DetailKind kind, guint part, const char *address);
void journal_entry_add_finding(JournalEntry *entry, const char *rule, const char *action);
void journal_entry_add_edit(JournalEntry *entry, const char *op, const char *name, gint64 index);

/* The entry that the record asks for, sealed; NULL on JOURNAL_ERROR_WRITE. */
JournalEntry *journal_entry_from_record(const JournalRecord *record, const JournalKeys *keys, GError **error);

/* Salts every detail anew and works out its digest. Nothing is added afterwards. */
gboolean journal_entry_seal(JournalEntry *entry, const JournalKeys *keys, GError **error);

/* The digest of a detail that is not erased. FALSE when out of memory. */
gboolean journal_detail_digest(const Detail *detail, const JournalKeys *keys,
                               guint8 digest[JOURNAL_MAC_BYTES]);

/* The entry's code: over the code of the entry before, everything in this one
 * and the digests of its details. FALSE when out of memory. */
gboolean journal_entry_mac(const JournalEntry *entry, const JournalKeys *keys,
                           const guint8 previous[JOURNAL_MAC_BYTES], guint8 mac[JOURNAL_MAC_BYTES]);

/* ---- asking ---- */

/* The first detail of that kind, NULL when there is none. Its value is NULL when
 * it was erased. */
const Detail *journal_entry_detail(const JournalEntry *entry, DetailKind kind);
/* Its value, NULL when there is none. */
const char *journal_entry_value(const JournalEntry *entry, DetailKind kind);
/* The values of that kind and part, of char * borrowed, NULL where erased; the
 * caller owns the array. */
GPtrArray *journal_entry_values(const JournalEntry *entry, DetailKind kind, guint part);
/* The values of that kind and part as one text, caller owns: sentences one after
 * the other, addresses of a field with commas between. What is erased is left
 * out; NULL when nothing is left. */
char *journal_entry_joined(const JournalEntry *entry, DetailKind kind, guint part);
/* How many of its details are erased. */
guint journal_entry_erased(const JournalEntry *entry);
