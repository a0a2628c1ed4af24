// SPDX-License-Identifier: MIT
#include "rewrite.h"

#include <string.h>

/* Columns of a header line (RFC 5322, 2.1.1). */
#define FOLD_AT 78

/* ---- folding ---- */

/* Where the word behind the blanks at `at` ends. */
static const char *word_end(const char *at)
{
  at += strspn(at, " ");
  return at + strcspn(at, " ");
}

char *rewrite_fold(const char *name, const char *value)
{
  GString *out = g_string_sized_new(strlen(value) + 16);
  gsize column = strlen(name) + 2;
  for (const char *at = value; *at != '\0';) {
    const char *end = word_end(at);
    gsize length = (gsize)(end - at);
    /* Never a line of nothing but blanks, which would end the header for some readers. */
    gboolean folds = *at == ' ' && out->len > 0 && at[strspn(at, " ")] != '\0' && column + length > FOLD_AT;
    if (folds) g_string_append_c(out, '\n');
    g_string_append_len(out, at, (gssize)length);
    column = folds ? length : column + length;
    at = end;
  }
  return g_string_free(out, FALSE);
}

/* ---- carrying out ---- */

static const HeaderEdit *edit_for(const Edits *edits, const MailHeader *header)
{
  for (guint i = 0; i < edits->headers->len; i++) {
    const HeaderEdit *edit = g_ptr_array_index(edits->headers, i);
    if (edit->op != HEADER_ADD && edit->index == header->index &&
        g_ascii_strcasecmp(edit->name, header->name) == 0)
      return edit;
  }
  return NULL;
}

static void put(GByteArray *out, const char *text)
{
  g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
}

static void put_value(GByteArray *out, const char *value, const char *line_end)
{
  g_auto(GStrv) lines = g_strsplit(value, "\n", -1);
  g_autofree char *joined = g_strjoinv(line_end, lines);
  put(out, joined);
  put(out, line_end);
}

static void put_field(GByteArray *out, const char *name, gboolean bare, const char *value,
                      const char *line_end)
{
  put(out, name);
  put(out, bare ? ":" : ": ");
  put_value(out, value, line_end);
}

static void put_edited(GByteArray *out, const HeaderEdit *edit, const char *line_end)
{
  if (edit->op == HEADER_REMOVE) return;
  g_autofree char *value = rewrite_fold(edit->name, edit->value);
  put_field(out, edit->name, FALSE, value, line_end);
}

static void put_header(GByteArray *out, const Mail *mail, const Edits *edits)
{
  const char *line_end = mail_line_end(mail);
  const GPtrArray *headers = mail_headers(mail);
  for (guint i = 0; i < headers->len; i++) {
    const MailHeader *header = g_ptr_array_index(headers, i);
    const HeaderEdit *edit = edit_for(edits, header);
    if (edit == NULL)
      put_field(out, header->name, header->bare, header->value, line_end);
    else
      put_edited(out, edit, line_end);
  }
  for (guint i = 0; i < edits->headers->len; i++) {
    const HeaderEdit *edit = g_ptr_array_index(edits->headers, i);
    if (edit->op == HEADER_ADD) put_edited(out, edit, line_end);
  }
  put(out, line_end);
}

static gboolean put_body(GByteArray *out, GMimeStream *body)
{
  guint8 piece[16 * 1024];
  gssize length = 0;
  while ((length = g_mime_stream_read(body, (char *)piece, sizeof piece)) > 0) {
    g_byte_array_append(out, piece, (guint)length);
  }
  return length == 0;
}

GBytes *rewrite_apply(const Mail *mail, const Edits *edits)
{
  g_autoptr(GMimeStream) body = mail_body(mail);
  /* Fields that were dropped for being too many cannot be written again. */
  if (body == NULL || (mail_damage(mail) & MAIL_HEADERS_CUT) != 0) return NULL;
  g_autoptr(GByteArray) out = g_byte_array_new();
  put_header(out, mail, edits);
  if (!put_body(out, body)) return NULL;
  return g_byte_array_free_to_bytes(g_steal_pointer(&out));
}
