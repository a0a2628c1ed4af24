// SPDX-License-Identifier: MIT
#include "text_decode.h"

#include "gmime_cleanup.h"
#include "text_lines.h"

#include <string.h>

/* A reader is shown something even of what is broken; a broken escape here and
 * there is none of our business, a text that is mostly broken is. */
static gboolean qp_is_broken(const GByteArray *bytes)
{
  gsize good = 0, bad = 0;
  for (guint i = 0; i < bytes->len; i++) {
    if (bytes->data[i] != '=') continue;
    guchar next = i + 1 < bytes->len ? bytes->data[i + 1] : '\n';
    if (g_ascii_isxdigit(next) || g_ascii_isspace(next)) {
      good++;
    } else {
      bad++;
    }
  }
  return bad > good;
}

static gboolean base64_is_broken(const GByteArray *bytes)
{
  gsize digits = 0;
  for (guint i = 0; i < bytes->len; i++) {
    guchar c = bytes->data[i];
    if (g_ascii_isalnum(c) || c == '+' || c == '/') {
      digits++;
    } else if (c != '=' && !g_ascii_isspace(c)) {
      return TRUE;
    }
  }
  return digits % 4 == 1; /* no number of whole bytes ends so */
}

static gboolean is_broken(GMimeContentEncoding encoding, const GByteArray *raw)
{
  switch (encoding) {
  case GMIME_CONTENT_ENCODING_BASE64:
    return base64_is_broken(raw);
  case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE:
    return qp_is_broken(raw);
  default:
    return FALSE;
  }
}

gboolean text_encoding_is_known(GMimeObject *object)
{
  const char *name = g_mime_object_get_header(object, "Content-Transfer-Encoding");
  if (name == NULL) return TRUE;
  g_autofree char *bare = g_strstrip(g_strdup(name));
  return *bare == '\0' || g_mime_content_encoding_from_string(bare) != GMIME_CONTENT_ENCODING_DEFAULT;
}

/* Reads up to limit bytes; *more tells that there are further ones. */
static GByteArray *read_up_to(GMimeStream *stream, gsize limit, gboolean *more)
{
  GByteArray *bytes = g_byte_array_new();
  char chunk[8192];
  ssize_t got = 0;
  while (bytes->len < limit) {
    got = g_mime_stream_read(stream, chunk, MIN(sizeof chunk, limit - bytes->len));
    if (got <= 0) break;
    g_byte_array_append(bytes, (const guint8 *)chunk, (guint)got);
  }
  *more = bytes->len >= limit && g_mime_stream_read(stream, chunk, 1) > 0;
  return bytes;
}

static GByteArray *part_bytes(GMimePart *part, GMimeContentEncoding encoding, gsize limit, gboolean *more)
{
  *more = FALSE;
  GMimeDataWrapper *content = g_mime_part_get_content(part);
  GMimeStream *source = content != NULL ? g_mime_data_wrapper_get_stream(content) : NULL;
  if (source == NULL) return g_byte_array_new();
  g_mime_stream_reset(source);
  g_autoptr(GMimeStream) stream = g_mime_stream_filter_new(source);
  g_autoptr(GMimeFilter) decoder = g_mime_filter_basic_new(encoding, FALSE);
  g_mime_stream_filter_add(GMIME_STREAM_FILTER(stream), decoder);
  return read_up_to(stream, limit, more);
}

GByteArray *text_raw_bytes(GMimePart *part, gsize limit)
{
  gboolean more = FALSE;
  return part_bytes(part, GMIME_CONTENT_ENCODING_BINARY, limit, &more);
}

GByteArray *text_decode_bytes(GMimePart *part, gsize limit, guint *trouble)
{
  gboolean more = FALSE;
  GMimeContentEncoding encoding = g_mime_part_get_content_encoding(part);
  if (!text_encoding_is_known(GMIME_OBJECT(part))) *trouble |= TROUBLE_UNKNOWN_ENCODING;
  GByteArray *bytes = part_bytes(part, encoding, limit, &more);
  if (more) *trouble |= TROUBLE_CUT;
  if (encoding == GMIME_CONTENT_ENCODING_BASE64 || encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE) {
    g_autoptr(GByteArray) raw = text_raw_bytes(part, limit);
    if (is_broken(encoding, raw)) *trouble |= TROUBLE_DAMAGED;
  }
  return bytes;
}
