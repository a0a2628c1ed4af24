// SPDX-License-Identifier: MIT
#include "text_kind.h"

#include "text_lines.h"

#include <string.h>

/* So much of a part tells whether it is text. */
#define SNIFF_BYTES 1024

static const struct {
  const char *type;
  TextKind kind;
} kinds[] = {
    {"text/html", PART_HTML},
    {"text/x-amp-html", PART_HTML},
    {"text/watch-html", PART_HTML},
    {"application/xhtml+xml", PART_HTML},
    {"text/calendar", PART_DATA},
    {"application/ics", PART_DATA},
    {"text/vcard", PART_DATA},
    {"text/x-vcard", PART_DATA},
    {"text/directory", PART_DATA},
    {"text/csv", PART_DATA},
    {"text/tab-separated-values", PART_DATA},
    {"text/xml", PART_DATA},
    {"text/css", PART_DATA},
    {"text/javascript", PART_DATA},
    {"text/rtf", PART_DATA},
    {"text/rfc822-headers", PART_DATA},
    {"text/x-vcalendar", PART_DATA},
};

char *text_type_of(GMimeObject *object)
{
  g_autofree char *type = g_mime_content_type_get_mime_type(g_mime_object_get_content_type(object));
  return g_ascii_strdown(type != NULL ? type : "text/plain", -1);
}

static gboolean is_text_byte(guchar c)
{
  return c >= 0x20 || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x1B;
}

static gboolean is_utf16(const GByteArray *bytes)
{
  return bytes->len >= 2 &&
         (memcmp(bytes->data, "\xFF\xFE", 2) == 0 || memcmp(bytes->data, "\xFE\xFF", 2) == 0);
}

static gboolean looks_like_text(GMimePart *part)
{
  guint trouble = 0;
  g_autoptr(GByteArray) head = text_decode_bytes(part, SNIFF_BYTES, &trouble);
  if (head->len == 0) return FALSE;
  if (is_utf16(head)) return TRUE;
  if (head->len >= 5 && memcmp(head->data, "%PDF-", 5) == 0) return FALSE; /* text until its first stream */
  for (guint i = 0; i < head->len; i++) {
    if (!is_text_byte(head->data[i])) return FALSE;
  }
  return TRUE;
}

/* Without a slash the field says nothing, and programs take the part for plain text (RFC 2045 5.2). */
static gboolean has_broken_type(GMimePart *part)
{
  const char *field = g_mime_object_get_header(GMIME_OBJECT(part), "Content-Type");
  return field != NULL && strchr(field, '/') == NULL;
}

gboolean text_kind_of(GMimePart *part, const char *type, TextKind *kind)
{
  *kind = PART_PLAIN;
  if (has_broken_type(part)) return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
    if (strcmp(type, kinds[i].type) != 0) continue;
    *kind = kinds[i].kind;
    return TRUE;
  }
  if (g_str_has_prefix(type, "text/")) return TRUE;
  *kind = PART_DATA;
  gboolean is_media = g_str_has_prefix(type, "audio/") || g_str_has_prefix(type, "video/");
  return !is_media && looks_like_text(part);
}
