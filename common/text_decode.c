// SPDX-License-Identifier: MIT
#include "text_decode.h"

#include "part_stream.h"

#include <string.h>

gboolean text_encoding_is_known(GMimeObject *object)
{
  const char *name = g_mime_object_get_header(object, "Content-Transfer-Encoding");
  if (name == NULL) return TRUE;
  g_autofree char *bare = g_strstrip(g_strdup(name));
  return *bare == '\0' || g_mime_content_encoding_from_string(bare) != GMIME_CONTENT_ENCODING_DEFAULT;
}

GByteArray *text_raw_bytes(GMimePart *part, gsize limit)
{
  GByteArray *bytes = g_byte_array_new();
  GMimeDataWrapper *content = g_mime_part_get_content(part);
  GMimeStream *source = content != NULL ? g_mime_data_wrapper_get_stream(content) : NULL;
  if (source == NULL) return bytes;
  g_mime_stream_reset(source);
  char chunk[8192];
  while (bytes->len < limit) {
    ssize_t got = g_mime_stream_read(source, chunk, MIN(sizeof chunk, limit - bytes->len));
    if (got <= 0) break;
    g_byte_array_append(bytes, (const guint8 *)chunk, (guint)got);
  }
  return bytes;
}

GByteArray *text_decode_bytes(GMimePart *part, gsize limit, guint *trouble)
{
  GByteArray *bytes = g_byte_array_new();
  g_autoptr(PartStream) stream = part_stream_new(part);
  char chunk[8192];
  while (bytes->len < limit) {
    gsize got = part_stream_read(stream, chunk, MIN(sizeof chunk, limit - bytes->len));
    if (got == 0) break;
    g_byte_array_append(bytes, (const guint8 *)chunk, (guint)got);
  }
  if (bytes->len >= limit && part_stream_read(stream, chunk, 1) > 0) *trouble |= TROUBLE_CUT;
  if (!text_encoding_is_known(GMIME_OBJECT(part))) *trouble |= TROUBLE_UNKNOWN_ENCODING;
  return bytes;
}
