// SPDX-License-Identifier: MIT
#include "mail_internal.h"

#include <string.h>

G_DEFINE_QUARK(chaperone_mail_error_quark, mail_error)

/* A cursor over the text of a message file. */
typedef struct {
  const char *at;
  const char *end;
} Cursor;

static const char *line_stop(const Cursor *cursor)
{
  const char *stop = memchr(cursor->at, '\n', (gsize)(cursor->end - cursor->at));
  return stop != NULL ? stop + 1 : cursor->end;
}

/* The length of a header field name at the cursor, 0 when there is none: the
 * same test by which an MTA tells a field from a body without a blank line. */
static gsize name_length(const Cursor *cursor)
{
  const char *at = cursor->at;
  while (at<cursor->end && * at> ' ' && *at < 0x7f && *at != ':') at++;
  gsize length = (gsize)(at - cursor->at);
  while (at < cursor->end && (*at == ' ' || *at == '\t')) at++;
  return length > 0 && at < cursor->end && *at == ':' ? length : 0;
}

static gboolean is_blank_line(const Cursor *cursor)
{
  gsize left = (gsize)(cursor->end - cursor->at);
  return (left >= 1 && cursor->at[0] == '\n') ||
         (left >= 2 && cursor->at[0] == '\r' && cursor->at[1] == '\n');
}

static gboolean continues(const Cursor *cursor)
{
  return cursor->at < cursor->end && (*cursor->at == ' ' || *cursor->at == '\t');
}

static void drop_trailing(GString *value, const char *set)
{
  while (value->len > 0 && strchr(set, value->str[value->len - 1]) != NULL) {
    g_string_truncate(value, value->len - 1);
  }
}

/* The text from `from` to `to` without "\r" before "\n" and without the last
 * line end. NUL bytes become blanks: no C string may end before the field does. */
static char *field_value(const char *from, const char *to)
{
  GString *value = g_string_sized_new((gsize)(to - from));
  for (const char *at = from; at < to; at++) {
    if (*at == '\n') drop_trailing(value, "\r");
    g_string_append_c(value, *at == '\0' ? ' ' : *at);
  }
  drop_trailing(value, "\r\n");
  return g_string_free(value, FALSE);
}

static void take_field(Mail *mail, Cursor *cursor)
{
  const char *start = cursor->at;
  gsize length = name_length(cursor);
  cursor->at = line_stop(cursor);
  while (continues(cursor)) cursor->at = line_stop(cursor);
  const char *colon = memchr(start, ':', (gsize)(cursor->at - start));
  const char *text = colon + 1;
  gboolean spaced = text < cursor->at && *text == ' ';
  g_autofree char *name = g_strndup(start, length);
  g_autofree char *value = field_value(spaced ? text + 1 : text, cursor->at);
  guint before = mail->headers->len;
  mail_add_header(mail, name, value);
  if (mail->headers->len == before) return;
  MailHeader *header = g_ptr_array_index(mail->headers, before);
  header->bare = !spaced;
}

/* In pieces, as an MTA hands it over, so that a large body goes to the spool at once. */
static void add_body(Mail *mail, const Cursor *cursor)
{
  /* Line ends of both kinds: all become the one that travels. */
  if (memmem(cursor->at, (gsize)(cursor->end - cursor->at), "\r\n", 2) != NULL) mail->line_end = "\r\n";
  const gsize most = 64 << 10;
  for (const char *at = cursor->at; at < cursor->end;) {
    gsize length = MIN(most, (gsize)(cursor->end - at));
    mail_add_body(mail, at, length);
    at += length;
  }
}

gboolean mail_read(Mail *mail, const char *bytes, gsize length, GError **error)
{
  Cursor cursor = {.at = bytes, .end = bytes + length};
  if (length >= 5 && memcmp(bytes, "From ", 5) == 0) cursor.at = line_stop(&cursor);
  if (cursor.at == cursor.end || name_length(&cursor) == 0) {
    g_set_error_literal(error, MAIL_ERROR, MAIL_ERROR_NO_HEADER,
                        "this is no message: it does not begin with a header field such as \"From: …\"");
    return FALSE;
  }
  const char *first = line_stop(&cursor);
  gboolean crlf = first - cursor.at >= 2 && first[-1] == '\n' && first[-2] == '\r';
  mail->line_end = crlf ? "\r\n" : "\n";
  while (cursor.at < cursor.end && name_length(&cursor) > 0) take_field(mail, &cursor);
  if (cursor.at < cursor.end && is_blank_line(&cursor)) cursor.at = line_stop(&cursor);
  add_body(mail, &cursor);
  return TRUE;
}
