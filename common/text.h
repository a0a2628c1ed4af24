// SPDX-License-Identifier: MIT
/* What a reader sees of a message: every text part decoded, as lines, each told
 * to be the sender's own or not.
 *
 * Every alternative of multipart/alternative is a part, for each may be shown;
 * attached messages are opened. What could not be read says so (trouble): a
 * rule that depends on it cannot tell. Pure; immutable once made.
 */
#pragma once

#include "facts.h"
#include "text_decode.h"
#include "text_lines.h"

typedef enum {
  PART_PLAIN,   /* shown as it is */
  PART_HTML,    /* shown as a mail program renders it */
  PART_DATA,    /* calendar, address card, table and the like: text for programs */
  PART_HEADERS, /* the header of an attached message, a line a field */
} TextKind;

typedef struct TextPart {
  TextKind kind;
  gboolean attached; /* a reader has to open it: not part of what the message says itself */
  guint messages;    /* how many attached messages it lies within */
  char *type;        /* "text/plain", lower case */
  char *filename;    /* NULL when it has none */
  GPtrArray *lines;  /* of TextLine: what is shown */
  char *hidden;      /* text that is there and not shown; "" when none */
  GPtrArray *links;  /* of char *: where links and images lead, as written */
  char *raw;         /* the bytes as they came, as UTF-8, when they could not be read whole; else NULL */
  guint trouble;     /* TextTrouble set */
} TextPart;

/* What could not be looked at in the message as a whole; a set. */
typedef enum {
  GAP_NO_BODY = 1 << 0,   /* the body was lost */
  GAP_TOO_DEEP = 1 << 1,  /* over LIMIT_MIME_DEPTH */
  GAP_TOO_MANY = 1 << 2,  /* over LIMIT_MIME_PARTS */
  GAP_ELSEWHERE = 1 << 3, /* message/partial, message/external-body: the rest is not here */
  GAP_CLOSED = 1 << 4,    /* a multipart that is encoded, which it must not be, or an attached message that
                             cannot be decoded */
  GAP_ENCRYPTED = 1 << 5, /* a part that is encrypted by PGP/MIME or S/MIME */
  GAP_UNOPENED = 1 << 6,  /* an S/MIME part that cannot be opened */
} TextGap;

/* The gaps behind which there may be text that a reader is shown: not those that
 * take a key to see behind. */
#define GAPS_UNSEEN (GAP_NO_BODY | GAP_TOO_DEEP | GAP_TOO_MANY | GAP_ELSEWHERE | GAP_CLOSED)

/* A part of the message that is no multipart, text or not: attached messages and
 * what is signed are opened. */
typedef struct TextLeaf {
  GMimePart *part;       /* NULL for the header of an attached message */
  GMimeMessage *message; /* the attached message whose header it is; else NULL */
  gboolean attached;     /* it, or what it lies within, is an attachment */
  guint messages;        /* how many attached messages it lies within */
} TextLeaf;

typedef struct TextDocument {
  GPtrArray *parts;  /* of TextPart, in the order of the message */
  GPtrArray *leaves; /* of TextLeaf, in the order of the message */
  GPtrArray *names;  /* of char *: file names and descriptions of all parts */
  char *between;     /* text around the parts of multiparts, shown by no program that knows MIME */
  guint gaps;        /* TextGap set */
} TextDocument;

TextDocument *text_document_new(GMimeMessage *message);
void text_document_free(TextDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextDocument, text_document_free)

/* The document of the mail, made at the first call and kept with it. Never NULL;
 * GAP_NO_BODY when there is no body to read. */
const TextDocument *text_of_mail(Mail *mail);
/* That of the message being judged. */
const TextDocument *text_of(const Facts *facts);

/* Whether a mail program may show the part without being asked: neither
 * attached nor data nor the header of another message. */
gboolean text_part_is_shown(const TextPart *part);

/* Whether there is more of a text than was looked at. Of what does not say that it
 * is text, the beginning is enough: a large attachment is ordinary mail. */
gboolean text_part_is_cut(const TextPart *part);

/* Lines of those kinds (a set of 1 << LineKind), parted by line feeds. Caller owns. */
char *text_part_text(const TextPart *part, guint kinds);
#define LINES_OF_ALL_KINDS (~0u)
