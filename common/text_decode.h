// SPDX-License-Identifier: MIT
/* The bytes of a MIME part as characters: transfer encoding and charset undone
 * as tolerantly as mail programs do, and said so where they cannot be. Pure.
 */
#pragma once

#include <glib.h>
#include <gmime/gmime.h>

/* What stood in the way of reading a part; a set. */
typedef enum {
  TROUBLE_UNKNOWN_CHARSET = 1 << 0,  /* a charset that nobody knows */
  TROUBLE_UNKNOWN_ENCODING = 1 << 1, /* a transfer encoding that nobody knows */
  TROUBLE_DAMAGED = 1 << 2,          /* decoded as far as it goes: broken base64, bytes outside the charset */
  TROUBLE_CUT = 1 << 3,              /* over a limit: the rest was not looked at */
} TextTrouble;

/* Whether the transfer encoding that an object names is one that exists
 * (RFC 2045, and uuencode); none is 7bit. */
gboolean text_encoding_is_known(GMimeObject *object);

/* The part with its transfer encoding undone as far as it goes, no more than
 * `limit` bytes of it; adds to *trouble all but TROUBLE_DAMAGED, which
 * part_is_broken tells. Caller unrefs. */
GByteArray *text_decode_bytes(GMimePart *part, gsize limit, guint *trouble);

/* The bytes as they came, no more than `limit`. Caller unrefs. */
GByteArray *text_raw_bytes(GMimePart *part, gsize limit);

/* Characters of text in that charset as UTF-8 without NUL, caller owns.
 * `charset` NULL or US-ASCII: UTF-8 where it is that, else windows-1252, as
 * mail programs guess. A byte-order mark wins. Adds to *trouble. */
char *text_decode_charset(const GByteArray *bytes, const char *charset, guint *trouble);

/* The charset that an HTML text says it has (meta), caller owns; NULL when none. */
char *text_html_charset(const GByteArray *bytes);
