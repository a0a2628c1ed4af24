// SPDX-License-Identifier: MIT
/* The bytes of a MIME part with its transfer encoding undone, read piece by
 * piece: a large attachment is never held in memory. Pure.
 */
#pragma once

#include <glib.h>
#include <gmime/gmime.h>

typedef struct PartStream PartStream;

/* A stream at the beginning of the part; the part must outlive it. */
PartStream *part_stream_new(GMimePart *part);
void part_stream_free(PartStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PartStream, part_stream_free)

/* Reads up to `length` bytes; 0 at the end. */
gsize part_stream_read(PartStream *stream, void *bytes, gsize length);

/* Goes to that offset, or the end when that comes first; returns where it is.
 * Going back reads anew from the beginning. */
gint64 part_stream_seek(PartStream *stream, gint64 offset);
gint64 part_stream_tell(const PartStream *stream);

/* How many bytes the part has; reads to its end at the first call. */
gint64 part_stream_size(PartStream *stream);

/* Reads exactly `length` bytes from `offset` on; FALSE when there are fewer. */
gboolean part_stream_peek(PartStream *stream, gint64 offset, void *bytes, gsize length);

/* Whether the part's base64 or quoted-printable is broken, so that what is
 * decoded is not what was meant. */
gboolean part_is_broken(GMimePart *part);
