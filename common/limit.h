// SPDX-License-Identifier: MIT
/* A limit for everything that an outsider controls, in one list.
 *
 * Over a limit is "cannot tell", never "no" (policy, What a rule can do).
 */
#pragma once

#include <glib.h>

#define LIMIT_HEADER_COUNT 10000     /* header fields of a message */
#define LIMIT_HEADER_BYTES (1 << 20) /* names and values of all header fields together */
#define LIMIT_SHOWN_ADDRESSES 20000  /* addresses in the address header fields */
#define LIMIT_RECIPIENTS 10000       /* envelope recipients */
#define LIMIT_MIME_DEPTH 50          /* nested multiparts and attached messages */
#define LIMIT_MIME_PARTS 1000        /* parts of a message, attached messages included */
#define LIMIT_TEXT_BYTES (4 << 20)   /* decoded text looked at, all parts together */
#define LIMIT_DETAILS 100000         /* addresses, and phone numbers, looked up of one message */
#define LIMIT_NAMED_PEOPLE 1000      /* people named in one text who are read: more is enough */
#define LIMIT_SIGNED_BYTES ((gsize)32 * 1024 * 1024)    /* of a signed part that is opened */
#define LIMIT_ARCHIVE_ENTRIES 10000                     /* files of an archive looked at */
#define LIMIT_ARCHIVE_BYTES ((gint64)256 * 1024 * 1024) /* read of an archive, rereading included */
#define LIMIT_BODY_IN_MEMORY (128 << 10)                /* a larger body is spooled to a file */
#define LIMIT_REPAIR_ROUNDS 16                          /* repairs that call for repairs */
#define LIMIT_FINDING_BYTES (16 << 10) /* what one finding says to the log, and to the sender */
#define LIMIT_REPLY_LINES 28           /* lines of a refusal; libmilter takes 32 */
#define LIMIT_CSV_CELL 10000           /* characters of a CSV cell */
#define LIMIT_IMPORT_ERRORS 100        /* errors told of one import */
#define LIMIT_JOURNAL_TEXT 16384       /* bytes of one text in the journal; the rest is cut off */
#define LIMIT_JOURNAL_QUEUE 4096       /* entries that wait for the journal's writer */
