// SPDX-License-Identifier: MIT
/* One message as it is sent: envelope, header fields in order and byte-exact,
 * body. Fed piece by piece in the order of an SMTP transaction, then read.
 *
 * Feeding does no I/O of its own: a body larger than LIMIT_BODY_IN_MEMORY goes
 * to the spool that the shell gave (a GMimeStream over an unlinked file), or
 * stays in memory when there is none. Everything handed out is borrowed from
 * the Mail. Not for use by two threads at once.
 *
 * Addresses in headers are read by GMime (RFC 5322, RFC 2047, groups,
 * comments). What the reader's mail program would show counts: every occurrence
 * of a field, in any letter case.
 */
#pragma once

#include "gmime_cleanup.h"

#include <glib.h>
#include <gmime/gmime.h>

typedef struct Mail Mail;

/* The header fields that hold addresses; a set. */
typedef enum {
  FIELD_TO = 1 << 0,
  FIELD_CC = 1 << 1,
  FIELD_BCC = 1 << 2,
  FIELD_RESENT_TO = 1 << 3,
  FIELD_RESENT_CC = 1 << 4,
  FIELD_RESENT_BCC = 1 << 5,
  FIELD_FROM = 1 << 6,
  FIELD_SENDER = 1 << 7,
  FIELD_REPLY_TO = 1 << 8,
  FIELD_RESENT_FROM = 1 << 9,
  FIELD_RESENT_SENDER = 1 << 10,
} MailField;

/* The fields whose addresses are shown (policy, Terms). */
#define FIELDS_SHOWN (FIELD_TO | FIELD_CC | FIELD_RESENT_TO | FIELD_RESENT_CC)
#define FIELDS_BLIND (FIELD_BCC | FIELD_RESENT_BCC)
/* The fields that say who writes. */
#define FIELDS_AUTHOR (FIELD_FROM | FIELD_SENDER | FIELD_RESENT_FROM | FIELD_RESENT_SENDER)

/* A header field. `value` is as the milter protocol has it: without the space
 * after the colon, folds as "\n" and blanks, never "\r". */
typedef struct MailHeader {
  char *name;
  char *value;
  guint index;         /* which of the fields of that name, from 1 */
  guint position;      /* which of all fields, from 0 */
  MailField field;     /* 0 when it holds no addresses */
  gboolean unreadable; /* an address field with text in which no address could be read */
  gboolean bare;       /* no space stood after the colon in the message file */
} MailHeader;

/* An address in a header field. */
typedef struct MailAddress {
  const MailHeader *header;
  char *name;      /* display name decoded to UTF-8; NULL when none */
  char *address;   /* addr-spec as written */
  char *canonical; /* see address_canonical_shown */
} MailAddress;

/* An envelope recipient. */
typedef struct MailRecipient {
  char *raw;     /* the RCPT argument byte for byte: what deletion needs */
  char *address; /* without brackets */
  char *canonical;
} MailRecipient;

/* What could not be taken in whole; a set. Rules that depend on it cannot tell. */
typedef enum {
  MAIL_HEADERS_CUT = 1 << 0,    /* over LIMIT_HEADER_* */
  MAIL_ADDRESSES_CUT = 1 << 1,  /* over LIMIT_SHOWN_ADDRESSES */
  MAIL_RECIPIENTS_CUT = 1 << 2, /* over LIMIT_RECIPIENTS: no verdict is possible */
  MAIL_BODY_LOST = 1 << 3,      /* the body was not read, or its spool failed */
} MailDamage;

/* Makes the place for a large body; called at most once a message. NULL when
 * that is not possible (the mail then is MAIL_BODY_LOST). */
typedef GMimeStream *(*MailSpool)(void *context);

/* `separators` as address_canonical takes them; copied. `spool` may be NULL. */
Mail *mail_new(const char *separators, MailSpool spool, void *context);
void mail_free(Mail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mail, mail_free)

/* ---- feeding, in this order ---- */

/* The login of the client, NULL when it did not authenticate. */
void mail_set_login(Mail *mail, const char *login);
/* The MAIL argument with or without brackets; NULL or "" is the null sender.
 * Never fails: a sender that is no address is kept as text and equals nobody. */
void mail_set_sender(Mail *mail, const char *argument);
/* An RCPT argument. ADDRESS_ERROR_INVALID when it is no address. The same
 * recipient twice is kept twice, for both must be deleted. */
gboolean mail_add_recipient(Mail *mail, const char *argument, GError **error);
/* A header field; bytes that are not UTF-8 are kept. Beyond a limit it is
 * dropped and the damage noted. */
void mail_add_header(Mail *mail, const char *name, const char *value);
/* A piece of the body as sent; among CRLF, a lone LF becomes one. */
void mail_add_body(Mail *mail, const void *bytes, gsize length);
/* The body was skipped, for nobody needs it: mail_content will be NULL. */
void mail_skip_body(Mail *mail);

/* ---- reading ---- */

const char *mail_login(const Mail *mail);
/* The login's canonical form when it is an address, else NULL. */
const char *mail_login_canonical(const Mail *mail);
/* Envelope sender without brackets; "" for the null sender. */
const char *mail_sender(const Mail *mail);
/* Its canonical form; "" for the null sender. */
const char *mail_sender_canonical(const Mail *mail);
const char *mail_separators(const Mail *mail);
/* Of MailRecipient, in order. */
const GPtrArray *mail_recipients(const Mail *mail);
/* Of MailHeader, in order. */
const GPtrArray *mail_headers(const Mail *mail);
/* Of MailAddress, in header order: every address in any address field. */
const GPtrArray *mail_addresses(const Mail *mail);
/* The value of the first field of that name (letter case ignored), NULL when none. */
const char *mail_header(const Mail *mail, const char *name);
/* Subject decoded to UTF-8 and unfolded; "" when there is none. Several Subject
 * fields are joined by a blank, for a reader may be shown any of them. */
const char *mail_subject(const Mail *mail);
guint mail_damage(const Mail *mail);

/* Whether a field of this set has text in which no address could be read. */
gboolean mail_has_unreadable(const Mail *mail, guint fields);

/* The MIME tree of the message, parsed at the first call; NULL when the body
 * was skipped or lost. Owned by the Mail. */
GMimeMessage *mail_content(Mail *mail);

/* The body as it came, from its beginning: a new stream that the caller
 * unrefs; NULL when it was skipped or lost. */
GMimeStream *mail_body(const Mail *mail);

/* "\r\n" or "\n": how lines end in the file that mail_read took; "\r\n" else. */
const char *mail_line_end(const Mail *mail);

/* The field of that name that holds addresses, any letter case; 0 when none. */
MailField mail_field(const char *name);
/* Reads one value of an address field as a header of the mail would be read: of
 * GMime's addresses, groups and all; NULL when there is none in it. Unref it. */
InternetAddressList *mail_parse_addresses(const char *value);

/* ---- what other rooms make of a mail, and keep with it ---- */

typedef enum { MAIL_NOTE_TEXT, MAIL_NOTE_DETAILS, MAIL_NOTES } MailNote;

/* What was kept under that name; NULL when nothing was. */
gpointer mail_note(const Mail *mail, MailNote note);
/* Keeps it in place of what was there; `free_note` frees it with the Mail. */
void mail_set_note(Mail *mail, MailNote note, gpointer value, GDestroyNotify free_note);

/* ---- from a file ---- */

#define MAIL_ERROR (mail_error_quark())
GQuark mail_error_quark(void);
typedef enum {
  MAIL_ERROR_NO_HEADER, /* the text does not begin with a header field */
} MailError;

/* Feeds a whole RFC 5322 message (LF or CRLF): header fields as an MTA would
 * hand them over, then the body. An mbox "From " line at its head is passed
 * over. Fails with MAIL_ERROR_NO_HEADER. */
gboolean mail_read(Mail *mail, const char *bytes, gsize length, GError **error);
