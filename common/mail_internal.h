// SPDX-License-Identifier: MIT
/* What the files of the room `mail` share; nobody else includes it. */
#pragma once

#include "mail.h"

struct Mail {
  char *separators;
  MailSpool spool;
  gpointer spool_context;

  char *login;
  char *login_canonical;
  char *sender;
  char *sender_canonical;
  GPtrArray *recipients; /* of MailRecipient */

  GPtrArray *headers; /* of MailHeader */
  GHashTable *counts; /* folded name → number of fields so far */
  gsize header_bytes;
  GPtrArray *addresses; /* of MailAddress */
  char *subject;
  const char *line_end;

  GByteArray *body;       /* NULL once spooled */
  GMimeStream *body_file; /* NULL while in memory */
  char body_last;         /* the last byte fed */
  gboolean skipped;
  GMimeMessage *content; /* NULL until asked for */
  guint damage;
  gpointer notes[MAIL_NOTES];
  GDestroyNotify free_notes[MAIL_NOTES];
};

/* Reads the addresses of an address field into mail->addresses. */
void mail_read_addresses(Mail *mail, MailHeader *header);
void mail_address_free(gpointer data);
