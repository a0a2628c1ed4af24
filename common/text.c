// SPDX-License-Identifier: MIT
#include "text.h"

#include "limit.h"
#include "part_stream.h"
#include "text_flowed.h"
#include "text_html.h"
#include "text_kind.h"
#include "text_leaves.h"
#include "text_quotes.h"

#include <string.h>

static void part_free(gpointer data)
{
  TextPart *part = data;
  g_free(part->type);
  g_free(part->filename);
  g_ptr_array_unref(part->lines);
  g_free(part->hidden);
  g_ptr_array_unref(part->links);
  g_free(part->raw);
  g_free(part);
}

static TextPart *part_new(TextKind kind, char *type)
{
  TextPart *part = g_new0(TextPart, 1);
  part->kind = kind;
  part->type = type;
  part->lines = text_lines_new();
  part->hidden = g_strdup("");
  part->links = g_ptr_array_new_with_free_func(g_free);
  return part;
}

/* ---- reading a part ---- */

static gboolean has_parameter(GMimePart *source, const char *name, const char *value)
{
  const char *found = g_mime_object_get_content_type_parameter(GMIME_OBJECT(source), name);
  return found != NULL && g_ascii_strcasecmp(found, value) == 0;
}

/* Calendars and address cards fold long lines (RFC 5545 3.1, RFC 6350 3.2). */
static GPtrArray *unfolded_lines(const char *text)
{
  g_autoptr(GPtrArray) physical = text_split_lines(text);
  g_autoptr(GString) open = g_string_new(NULL);
  GPtrArray *lines = text_lines_new();
  for (guint i = 0; i < physical->len; i++) {
    const char *line = g_ptr_array_index(physical, i);
    gboolean goes_on = *line == ' ' || *line == '\t';
    if (!goes_on && i > 0) {
      text_lines_add(lines, g_strdup(open->str), 0, 0);
      g_string_truncate(open, 0);
    }
    g_string_append(open, goes_on ? line + 1 : line);
  }
  if (open->len > 0) text_lines_add(lines, g_strdup(open->str), 0, 0);
  return lines;
}

static GPtrArray *data_lines(const char *type, const char *text)
{
  gboolean folds =
      strstr(type, "calendar") != NULL || strstr(type, "card") != NULL || strstr(type, "directory") != NULL;
  if (folds || strstr(type, "ics") != NULL) return unfolded_lines(text);
  g_autoptr(GPtrArray) physical = text_split_lines(text);
  GPtrArray *lines = text_lines_new();
  for (guint i = 0; i < physical->len; i++) {
    text_lines_add(lines, g_strdup(g_ptr_array_index(physical, i)), 0, 0);
  }
  return lines;
}

static void take_html(TextPart *part, const char *text)
{
  TextHtml *html = text_html_read(text);
  g_ptr_array_unref(part->lines);
  g_ptr_array_unref(part->links);
  g_free(part->hidden);
  part->lines = g_ptr_array_ref(html->lines);
  part->links = g_ptr_array_ref(html->links);
  part->hidden = g_strdup(html->hidden);
  part->trouble |= html->trouble;
  text_html_free(html);
}

/* Enriched text (RFC 1896) becomes HTML. */
static char *enriched_to_html(const char *text)
{
  GMimeFilter *filter = g_mime_filter_enriched_new(0);
  char *out = NULL;
  size_t length = 0, prespace = 0;
  g_autofree char *copy = g_strdup(text);
  g_mime_filter_complete(filter, copy, strlen(copy), 0, &out, &length, &prespace);
  char *html = g_strndup(out, length);
  g_object_unref(filter);
  return html;
}

static void take_lines(TextPart *part, GMimePart *source, const char *text)
{
  gboolean enriched = strcmp(part->type, "text/enriched") == 0 || strcmp(part->type, "text/richtext") == 0;
  if (part->kind == PART_HTML) {
    take_html(part, text);
  } else if (enriched) {
    g_autofree char *html = enriched_to_html(text);
    take_html(part, html);
  } else {
    g_ptr_array_unref(part->lines);
    part->lines = part->kind == PART_DATA ? data_lines(part->type, text)
                                          : text_plain_lines(text, has_parameter(source, "format", "flowed"),
                                                             has_parameter(source, "delsp", "yes"));
  }
  if (part->kind != PART_DATA) text_quotes_mark(part->lines);
}

/* The charset the part names; an HTML text may name it itself. Caller owns. */
static char *charset_of(const TextPart *part, GMimePart *source, const GByteArray *bytes)
{
  const char *named = g_mime_object_get_content_type_parameter(GMIME_OBJECT(source), "charset");
  if (named != NULL && *named != '\0') return g_strstrip(g_strdup(named));
  char *meta = part->kind == PART_HTML ? text_html_charset(bytes) : NULL;
  if (meta == NULL || g_ascii_strncasecmp(meta, "utf-16", 6) != 0) return meta;
  g_free(meta); /* what could be read up to here is not UTF-16 (WHATWG) */
  return NULL;
}

static void read_part(TextPart *part, GMimePart *source, gsize *budget)
{
  g_autoptr(GByteArray) bytes = text_decode_bytes(source, *budget, &part->trouble);
  *budget -= bytes->len;
  if (part_is_broken(source)) part->trouble |= TROUBLE_DAMAGED;
  g_autofree char *charset = charset_of(part, source, bytes);
  g_autofree char *text = text_decode_charset(bytes, charset, &part->trouble);
  take_lines(part, source, text);
  if ((part->trouble & ~(guint)TROUBLE_CUT) == 0) return;
  g_autoptr(GByteArray) raw = text_raw_bytes(source, bytes->len * 2 + 1024);
  guint ignored = 0;
  part->raw = text_decode_charset(raw, NULL, &ignored);
}

static TextPart *header_part(GMimeMessage *message)
{
  TextPart *part = part_new(PART_HEADERS, g_strdup("message/rfc822"));
  GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
  int count = MIN(g_mime_header_list_get_count(headers), LIMIT_HEADER_COUNT);
  for (int i = 0; i < count; i++) {
    GMimeHeader *header = g_mime_header_list_get_header_at(headers, i);
    const char *value = g_mime_header_get_value(header);
    g_autofree char *line =
        g_strdup_printf("%s: %s", g_mime_header_get_name(header), value != NULL ? value : "");
    text_lines_add(part->lines, text_clean(line, strlen(line)), 0, 0);
  }
  return part;
}

/* ---- the document ---- */

static TextPart *leaf_part(const TextLeaf *leaf)
{
  TextPart *part = NULL;
  if (leaf->message != NULL) {
    part = header_part(leaf->message);
  } else {
    TextKind kind = PART_PLAIN;
    char *type = text_type_of(GMIME_OBJECT(leaf->part));
    if (!text_kind_of(leaf->part, type, &kind)) {
      g_free(type);
      return NULL;
    }
    part = part_new(kind, type);
    const char *filename = g_mime_part_get_filename(leaf->part);
    part->filename = filename != NULL ? text_clean(filename, strlen(filename)) : NULL;
  }
  part->attached = leaf->attached;
  part->messages = leaf->messages;
  return part;
}

/* What is shown is read first, so that attachments cannot use up what may be looked at. */
static void read_parts(const GPtrArray *parts, const GPtrArray *sources, gboolean shown, gsize *budget)
{
  for (guint i = 0; i < parts->len; i++) {
    TextPart *part = g_ptr_array_index(parts, i);
    GMimePart *source = g_ptr_array_index(sources, i);
    if (source != NULL && text_part_is_shown(part) == shown) read_part(part, source, budget);
  }
}

TextDocument *text_document_new(GMimeMessage *message)
{
  TextDocument *document = g_new0(TextDocument, 1);
  document->parts = g_ptr_array_new_with_free_func(part_free);
  document->names = g_ptr_array_new_with_free_func(g_free);
  if (message == NULL) {
    document->between = g_strdup("");
    document->gaps = GAP_NO_BODY;
    document->leaves = g_ptr_array_new();
    return document;
  }
  const GPtrArray *leaves = document->leaves = text_leaves(message, document);
  g_autoptr(GPtrArray) sources = g_ptr_array_new();
  for (guint i = 0; i < leaves->len; i++) {
    const TextLeaf *leaf = g_ptr_array_index(leaves, i);
    TextPart *part = leaf_part(leaf);
    if (part == NULL) continue;
    g_ptr_array_add(document->parts, part);
    g_ptr_array_add(sources, leaf->part);
  }
  gsize budget = LIMIT_TEXT_BYTES;
  read_parts(document->parts, sources, TRUE, &budget);
  read_parts(document->parts, sources, FALSE, &budget);
  return document;
}

void text_document_free(TextDocument *document)
{
  if (document == NULL) return;
  g_ptr_array_unref(document->parts);
  g_ptr_array_unref(document->leaves);
  g_ptr_array_unref(document->names);
  g_free(document->between);
  g_free(document);
}

gboolean text_part_is_shown(const TextPart *part)
{
  return !part->attached && (part->kind == PART_PLAIN || part->kind == PART_HTML);
}

gboolean text_part_is_cut(const TextPart *part)
{
  return (part->trouble & TROUBLE_CUT) != 0 && g_str_has_prefix(part->type, "text/");
}

char *text_part_text(const TextPart *part, guint kinds)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < part->lines->len; i++) {
    const TextLine *line = text_line(part->lines, i);
    if (kinds & (1u << line->kind)) g_string_append_printf(text, "%s\n", line->text);
  }
  return g_string_free(text, FALSE);
}

static void free_document(gpointer data)
{
  text_document_free(data);
}

const TextDocument *text_of_mail(Mail *mail)
{
  TextDocument *document = mail_note(mail, MAIL_NOTE_TEXT);
  if (document != NULL) return document;
  document = text_document_new(mail_content(mail));
  mail_set_note(mail, MAIL_NOTE_TEXT, document, free_document);
  return document;
}

const TextDocument *text_of(const Facts *facts)
{
  return text_of_mail(facts->mail);
}
