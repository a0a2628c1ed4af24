// SPDX-License-Identifier: MIT
#include "part_stream.h"

#include "gmime_cleanup.h"

struct PartStream {
  GMimeStream *source;  /* the part's content, encoded */
  GMimeStream *decoded; /* NULL when the part has no content */
  GMimeContentEncoding encoding;
  gint64 offset;
  gint64 size; /* negative until known */
};

static GMimeStream *decoded_stream(GMimeStream *source, GMimeContentEncoding encoding)
{
  g_mime_stream_reset(source);
  GMimeStream *stream = g_mime_stream_filter_new(source);
  g_autoptr(GMimeFilter) decoder = g_mime_filter_basic_new(encoding, FALSE);
  g_mime_stream_filter_add(GMIME_STREAM_FILTER(stream), decoder);
  return stream;
}

static GMimeStream *source_of(GMimePart *part)
{
  GMimeDataWrapper *content = g_mime_part_get_content(part);
  return content != NULL ? g_mime_data_wrapper_get_stream(content) : NULL;
}

PartStream *part_stream_new(GMimePart *part)
{
  PartStream *stream = g_new0(PartStream, 1);
  stream->size = -1;
  stream->source = source_of(part);
  stream->encoding = g_mime_part_get_content_encoding(part);
  if (stream->source != NULL) stream->decoded = decoded_stream(stream->source, stream->encoding);
  return stream;
}

void part_stream_free(PartStream *stream)
{
  if (stream == NULL) return;
  g_clear_object(&stream->decoded);
  g_free(stream);
}

gsize part_stream_read(PartStream *stream, void *bytes, gsize length)
{
  gsize got = 0;
  while (stream->decoded != NULL && got < length) {
    ssize_t more = g_mime_stream_read(stream->decoded, (char *)bytes + got, length - got);
    if (more <= 0) break;
    got += (gsize)more;
  }
  stream->offset += (gint64)got;
  return got;
}

gint64 part_stream_tell(const PartStream *stream)
{
  return stream->offset;
}

gint64 part_stream_seek(PartStream *stream, gint64 offset)
{
  if (offset < stream->offset && stream->decoded != NULL) {
    g_object_unref(stream->decoded);
    stream->decoded = decoded_stream(stream->source, stream->encoding);
    stream->offset = 0;
  }
  char skipped[8192];
  while (stream->offset < offset) {
    gsize wanted = (gsize)MIN((gint64)sizeof skipped, offset - stream->offset);
    if (part_stream_read(stream, skipped, wanted) < wanted) break;
  }
  return stream->offset;
}

gint64 part_stream_size(PartStream *stream)
{
  if (stream->size < 0) {
    gint64 place = stream->offset;
    stream->size = part_stream_seek(stream, G_MAXINT64);
    part_stream_seek(stream, place);
  }
  return stream->size;
}

gboolean part_stream_peek(PartStream *stream, gint64 offset, void *bytes, gsize length)
{
  return part_stream_seek(stream, offset) == offset && part_stream_read(stream, bytes, length) == length;
}

/* ---- broken encodings ---- */

typedef struct Tally {
  gsize digits, strange; /* base64 */
  gsize good, bad;       /* quoted-printable escapes */
  gboolean escape;       /* the last byte was a '=' */
} Tally;

static void tally_byte(Tally *tally, guchar c)
{
  if (tally->escape) {
    gboolean right = g_ascii_isxdigit(c) || g_ascii_isspace(c);
    *(right ? &tally->good : &tally->bad) += 1;
  }
  tally->escape = c == '=';
  if (g_ascii_isalnum(c) || c == '+' || c == '/') {
    tally->digits++;
  } else if (c != '=' && !g_ascii_isspace(c)) {
    tally->strange++;
  }
}

gboolean part_is_broken(GMimePart *part)
{
  GMimeContentEncoding encoding = g_mime_part_get_content_encoding(part);
  gboolean base64 = encoding == GMIME_CONTENT_ENCODING_BASE64;
  GMimeStream *source = source_of(part);
  if (source == NULL || (!base64 && encoding != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)) return FALSE;
  Tally tally = {0};
  char chunk[8192];
  g_mime_stream_reset(source);
  for (ssize_t got = 0; (got = g_mime_stream_read(source, chunk, sizeof chunk)) > 0;) {
    for (ssize_t i = 0; i < got; i++) tally_byte(&tally, (guchar)chunk[i]);
  }
  /* An escape that is none here and there harms nobody; no number of whole bytes
   * ends with a single base64 digit. */
  return base64 ? tally.strange > 0 || tally.digits % 4 == 1 : tally.bad > tally.good;
}
