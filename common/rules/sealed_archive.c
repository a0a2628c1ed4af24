// SPDX-License-Identifier: MIT
#include "limit.h"
#include "sealed.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* OpenDocument files say in here that their other files are encrypted. */
#define MANIFEST "META-INF/manifest.xml"
#define MANIFEST_BYTES ((gsize)256 * 1024)

typedef struct Reading {
  PartStream *stream;
  gint64 budget; /* bytes that may still be read */
  guint8 chunk[16384];
} Reading;

gboolean sealed_is_archive(const guint8 *head, gsize length)
{
  static const struct {
    const char *bytes;
    gsize length;
  } marks[] = {
      {"PK\x03\x04", 4}, {"PK\x05\x06", 4}, {"PK00PK", 6}, {"7z\xBC\xAF\x27\x1C", 6}, {"Rar!\x1A\x07", 6}};
  for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
    if (length >= marks[i].length && memcmp(head, marks[i].bytes, marks[i].length) == 0) return TRUE;
  }
  return FALSE;
}

/* ---- what libarchive calls ---- */

static la_ssize_t read_some(struct archive *archive, void *data, const void **bytes)
{
  Reading *reading = data;
  if (reading->budget <= 0) {
    archive_set_error(archive, ARCHIVE_FAILED, "over the limit");
    return ARCHIVE_FATAL;
  }
  gsize got = part_stream_read(reading->stream, reading->chunk, sizeof reading->chunk);
  reading->budget -= (gint64)got;
  *bytes = reading->chunk;
  return (la_ssize_t)got;
}

/* Going back costs reading anew from the beginning. */
static gint64 go_to(Reading *reading, gint64 offset)
{
  gint64 from = part_stream_tell(reading->stream);
  gint64 place = part_stream_seek(reading->stream, MAX(offset, 0));
  reading->budget -= place >= from ? place - from : place;
  return place;
}

static la_int64_t skip_some(struct archive *archive, void *data, la_int64_t request)
{
  (void)archive;
  Reading *reading = data;
  gint64 from = part_stream_tell(reading->stream);
  return go_to(reading, from + request) - from;
}

static la_int64_t seek_to(struct archive *archive, void *data, la_int64_t offset, int whence)
{
  Reading *reading = data;
  gint64 base = 0;
  if (whence == SEEK_CUR) base = part_stream_tell(reading->stream);
  if (whence == SEEK_END) base = part_stream_size(reading->stream);
  if (reading->budget <= 0) {
    archive_set_error(archive, ARCHIVE_FAILED, "over the limit");
    return ARCHIVE_FATAL;
  }
  return go_to(reading, base + offset);
}

/* ---- entries ---- */

static gboolean manifest_encrypts(struct archive *archive)
{
  g_autofree char *text = g_malloc0(MANIFEST_BYTES + 1);
  la_ssize_t got = archive_read_data(archive, text, MANIFEST_BYTES);
  return got > 0 && g_strstr_len(text, got, "encryption-data") != NULL;
}

static gboolean entry_is_sealed(struct archive *archive, struct archive_entry *entry)
{
  if (archive_entry_is_encrypted(entry)) return TRUE;
  const char *name = archive_entry_pathname(entry);
  return name != NULL && strcmp(name, MANIFEST) == 0 && manifest_encrypts(archive);
}

static Sealed look_through(struct archive *archive)
{
  for (guint i = 0; i < LIMIT_ARCHIVE_ENTRIES; i++) {
    struct archive_entry *entry = NULL;
    int result = archive_read_next_header(archive, &entry);
    if (archive_read_has_encrypted_entries(archive) == 1) return SEALED_YES;
    if (result == ARCHIVE_EOF) return SEALED_NO;
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) return SEALED_UNKNOWN;
    if (entry_is_sealed(archive, entry)) return SEALED_YES;
  }
  return SEALED_UNKNOWN;
}

static struct archive *archive_for(Reading *reading)
{
  struct archive *archive = archive_read_new();
  archive_read_support_format_zip(archive);
  archive_read_support_format_7zip(archive);
  archive_read_support_format_rar(archive);
  archive_read_support_format_rar5(archive);
  archive_read_set_read_callback(archive, read_some);
  archive_read_set_skip_callback(archive, skip_some);
  archive_read_set_seek_callback(archive, seek_to);
  archive_read_set_callback_data(archive, reading);
  return archive;
}

Sealed sealed_archive(PartStream *stream)
{
  g_autofree Reading *reading = g_new0(Reading, 1);
  reading->stream = stream;
  reading->budget = LIMIT_ARCHIVE_BYTES;
  struct archive *archive = archive_for(reading);
  Sealed sealed = archive_read_open1(archive) == ARCHIVE_OK ? look_through(archive) : SEALED_UNKNOWN;
  archive_read_free(archive);
  return sealed;
}
