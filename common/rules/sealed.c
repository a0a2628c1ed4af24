// SPDX-License-Identifier: MIT
#include "sealed.h"

#include <string.h>

typedef gboolean (*Recognizer)(const guint8 *head, gsize length);
typedef Sealed (*Opener)(PartStream *stream);

static Sealed is_sealed(PartStream *stream)
{
  (void)stream;
  return SEALED_YES;
}

static const struct {
  SealKind kind;
  Recognizer knows;
  Opener look;
} kinds[] = {
    {SEAL_ARCHIVE, sealed_is_archive, sealed_archive},
    {SEAL_OFFICE, sealed_is_office, sealed_office},
    {SEAL_PDF, sealed_is_pdf, sealed_pdf},
    {SEAL_FILE, sealed_is_file, is_sealed},
};

Sealed sealed_part(GMimePart *part, SealKind *kind)
{
  g_autoptr(PartStream) stream = part_stream_new(part);
  guint8 head[SEALED_HEAD];
  gsize length = part_stream_read(stream, head, sizeof head);
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
    if (!kinds[i].knows(head, length)) continue;
    *kind = kinds[i].kind;
    part_stream_seek(stream, 0);
    return kinds[i].look(stream);
  }
  *kind = SEAL_NONE;
  return SEALED_NO;
}
