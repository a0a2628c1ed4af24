// SPDX-License-Identifier: MIT
/* Office documents that are no ZIP lie in an OLE compound file ([MS-CFB]): of
 * its directory only the entries that tell of encryption are looked for. */
#include "sealed.h"

#include <string.h>

#define ENTRY_BYTES 128  /* [MS-CFB] 2.6.1 */
#define HEADER_BYTES 512 /* 2.2 */
#define NAME_BYTES 64
#define SECTORS_MOST 0xFFFFFFF0u

typedef struct Compound {
  PartStream *stream;
  guint shift;     /* a sector has 1 << shift bytes */
  gboolean sealed; /* an entry says so by its name */
  gint64 word;     /* offset of the stream WordDocument; -1: none */
  gint64 book;     /* of the stream Workbook or Book */
} Compound;

gboolean sealed_is_office(const guint8 *head, gsize length)
{
  return length >= 8 && memcmp(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0;
}

static guint16 number16(const guint8 *bytes)
{
  return (guint16)(bytes[0] | bytes[1] << 8);
}

static guint32 number32(const guint8 *bytes)
{
  return number16(bytes) | (guint32)number16(bytes + 2) << 16;
}

/* Whether the entry has that name: UTF-16, its length with the final zero behind it. */
static gboolean is_named(const guint8 *entry, const char *name)
{
  gsize length = strlen(name);
  if (number16(entry + NAME_BYTES) != (length + 1) * 2) return FALSE;
  for (gsize i = 0; i < length; i++) {
    if (number16(entry + i * 2) != (guint8)name[i]) return FALSE;
  }
  return TRUE;
}

static gint64 stream_offset(const Compound *compound, const guint8 *entry)
{
  guint32 sector = number32(entry + 116);
  return sector < SECTORS_MOST ? ((gint64)sector + 1) << compound->shift : -1;
}

static void read_entry(Compound *compound, const guint8 *entry)
{
  static const char *const seals[] = {"EncryptedPackage", "EncryptionInfo", "EncryptedSummary",
                                      "\tDRMContent"};
  for (guint i = 0; i < G_N_ELEMENTS(seals); i++) {
    if (is_named(entry, seals[i])) compound->sealed = TRUE;
  }
  if (is_named(entry, "WordDocument")) compound->word = stream_offset(compound, entry);
  if (is_named(entry, "Workbook") || is_named(entry, "Book")) compound->book = stream_offset(compound, entry);
}

/* [MS-DOC] 2.5.2: the flag fEncrypted of the file information block. */
static gboolean word_is_encrypted(const Compound *compound)
{
  guint8 block[12];
  return compound->word >= 0 && part_stream_peek(compound->stream, compound->word, block, sizeof block) &&
         number16(block) == 0xA5EC && (number16(block + 10) & 0x0100) != 0;
}

/* [MS-XLS] 2.4.117: the record FilePass stands among the first. */
static gboolean book_is_encrypted(const Compound *compound)
{
  gint64 offset = compound->book;
  for (guint i = 0; offset >= 0 && i < 8; i++) {
    guint8 record[4];
    if (!part_stream_peek(compound->stream, offset, record, sizeof record)) return FALSE;
    if (number16(record) == 0x2F) return TRUE;
    offset += 4 + number16(record + 2);
  }
  return FALSE;
}

Sealed sealed_office(PartStream *stream)
{
  Compound compound = {.stream = stream, .word = -1, .book = -1};
  guint8 block[HEADER_BYTES];
  if (!part_stream_peek(stream, 0, block, sizeof block)) return SEALED_UNKNOWN;
  compound.shift = number16(block + 30);
  if (compound.shift != 9 && compound.shift != 12) return SEALED_UNKNOWN;
  while (!compound.sealed && part_stream_read(stream, block, ENTRY_BYTES) == ENTRY_BYTES) {
    read_entry(&compound, block);
  }
  return compound.sealed || word_is_encrypted(&compound) || book_is_encrypted(&compound) ? SEALED_YES
                                                                                         : SEALED_NO;
}
