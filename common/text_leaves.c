// SPDX-License-Identifier: MIT
#include "text_leaves.h"

#include "cms.h"
#include "gmime_cleanup.h"
#include "limit.h"
#include "part_stream.h"

typedef struct Walk {
  GPtrArray *leaves;
  TextDocument *document;
  GString *between;
  guint parts;
} Walk;

/* Where in the tree an object stands. */
typedef struct Place {
  guint depth;
  guint messages;
  gboolean attached;
  gboolean outside; /* whether what it lies within is attached */
} Place;

static void leaf_free(gpointer data)
{
  TextLeaf *leaf = data;
  g_clear_object(&leaf->part);
  g_clear_object(&leaf->message);
  g_free(leaf);
}

static void add_leaf(Walk *walk, GMimePart *part, GMimeMessage *message, const Place *place)
{
  TextLeaf *leaf = g_new0(TextLeaf, 1);
  if (part != NULL) leaf->part = g_object_ref(part);
  if (message != NULL) leaf->message = g_object_ref(message);
  leaf->attached = place->attached;
  leaf->messages = place->messages;
  g_ptr_array_add(walk->leaves, leaf);
}

static void add_name(Walk *walk, const char *name)
{
  if (name == NULL || *name == '\0') return;
  g_ptr_array_add(walk->document->names, text_clean(name, strlen(name)));
}

static void add_between(Walk *walk, const char *text)
{
  if (text == NULL) return;
  g_autofree char *clean = text_clean(text, strnlen(text, LIMIT_TEXT_BYTES));
  if (!text_is_blank(clean)) g_string_append_printf(walk->between, "%s\n", clean);
}

static gboolean is_attachment(GMimeObject *object)
{
  const char *disposition = g_mime_object_get_disposition(object);
  return disposition != NULL && g_ascii_strcasecmp(disposition, GMIME_DISPOSITION_ATTACHMENT) == 0;
}

/* Composite types must not be encoded (RFC 2045 6.4): programs differ on what they then show. */
static gboolean is_closed(GMimeObject *object)
{
  const char *name = g_mime_object_get_header(object, "Content-Transfer-Encoding");
  if (name == NULL) return FALSE;
  switch (g_mime_content_encoding_from_string(name)) {
  case GMIME_CONTENT_ENCODING_BASE64:
  case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE:
  case GMIME_CONTENT_ENCODING_UUENCODE:
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean is_type(GMimeObject *object, const char *type, const char *subtype)
{
  return g_mime_content_type_is_type(g_mime_object_get_content_type(object), type, subtype);
}

static void walk_object(Walk *walk, GMimeObject *object, Place place);

static void walk_multipart(Walk *walk, GMimeMultipart *multipart, Place place)
{
  if (is_closed(GMIME_OBJECT(multipart))) walk->document->gaps |= GAP_CLOSED;
  if (is_type(GMIME_OBJECT(multipart), "multipart", "encrypted")) walk->document->gaps |= GAP_ENCRYPTED;
  add_between(walk, g_mime_multipart_get_prologue(multipart));
  int count = g_mime_multipart_get_count(multipart);
  for (int i = 0; i < count; i++) walk_object(walk, g_mime_multipart_get_part(multipart, i), place);
  add_between(walk, g_mime_multipart_get_epilogue(multipart));
}

static void walk_message(Walk *walk, GMimeMessage *message, Place place)
{
  if (message == NULL) return;
  place.messages++;
  const Place header = {.depth = place.depth, .messages = place.messages, .attached = TRUE};
  add_leaf(walk, NULL, message, &header);
  walk_object(walk, g_mime_message_get_mime_part(message), place);
}

/* An attached message that was encoded, or sent as a file: GMime leaves it shut. */
static gboolean is_message_file(GMimePart *part)
{
  if (is_type(GMIME_OBJECT(part), "message", "rfc822") || is_type(GMIME_OBJECT(part), "message", "global"))
    return TRUE;
  const char *name = g_mime_part_get_filename(part);
  g_autofree char *lower = name != NULL ? g_ascii_strdown(name, -1) : NULL;
  return lower != NULL && g_str_has_suffix(lower, ".eml");
}

static void walk_message_file(Walk *walk, GMimePart *part, const Place *place)
{
  guint trouble = 0;
  g_autoptr(GByteArray) bytes = text_decode_bytes(part, LIMIT_TEXT_BYTES, &trouble);
  if (trouble != 0 || part_is_broken(part)) walk->document->gaps |= GAP_CLOSED;
  g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_byte_array(g_steal_pointer(&bytes));
  g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), TRUE);
  g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(stream);
  g_mime_parser_set_persist_stream(parser, TRUE);
  g_autoptr(GMimeMessage) message = g_mime_parser_construct_message(parser, NULL);
  walk_message(walk, message, *place);
}

/* The part that was signed stands in the place of the one that holds it, which
 * programs send as an attachment. */
static void walk_signed(Walk *walk, GMimeObject *inner, Place place)
{
  place.attached = place.outside;
  walk_object(walk, inner, place);
}

/* Whether the part was an S/MIME part, and dealt with. */
static gboolean walk_cms(Walk *walk, GMimePart *part, const Place *place)
{
  g_autoptr(GMimeObject) inner = NULL;
  CmsKind kind = cms_open(part, &inner);
  if (kind == CMS_ENCRYPTED) walk->document->gaps |= GAP_ENCRYPTED;
  if (kind == CMS_UNREADABLE) walk->document->gaps |= GAP_UNOPENED;
  if (inner != NULL) walk_signed(walk, inner, *place);
  return kind == CMS_OPENED;
}

static void walk_part(Walk *walk, GMimePart *part, const Place *place)
{
  add_name(walk, g_mime_part_get_filename(part));
  add_name(walk, g_mime_part_get_content_description(part));
  if (is_type(GMIME_OBJECT(part), "message", "partial") ||
      is_type(GMIME_OBJECT(part), "message", "external-body")) {
    walk->document->gaps |= GAP_ELSEWHERE;
  }
  if (walk_cms(walk, part, place)) return;
  if (is_message_file(part)) {
    walk_message_file(walk, part, place);
  } else {
    add_leaf(walk, part, NULL, place);
  }
}

static void walk_object(Walk *walk, GMimeObject *object, Place place)
{
  if (object == NULL) return;
  if (walk->parts >= LIMIT_MIME_PARTS) walk->document->gaps |= GAP_TOO_MANY;
  if (place.depth >= LIMIT_MIME_DEPTH) walk->document->gaps |= GAP_TOO_DEEP;
  if (walk->parts >= LIMIT_MIME_PARTS || place.depth >= LIMIT_MIME_DEPTH) return;
  walk->parts++;
  place.depth++;
  place.outside = place.attached;
  place.attached = place.attached || is_attachment(object);
  if (GMIME_IS_MULTIPART(object)) {
    walk_multipart(walk, GMIME_MULTIPART(object), place);
  } else if (GMIME_IS_MESSAGE_PART(object)) {
    walk_message(walk, g_mime_message_part_get_message(GMIME_MESSAGE_PART(object)), place);
  } else if (GMIME_IS_PART(object)) {
    walk_part(walk, GMIME_PART(object), &place);
  }
}

GPtrArray *text_leaves(GMimeMessage *message, TextDocument *document)
{
  Walk walk = {.leaves = g_ptr_array_new_with_free_func(leaf_free),
               .document = document,
               .between = g_string_new(NULL)};
  const Place top = {0};
  walk_object(&walk, g_mime_message_get_mime_part(message), top);
  document->between = g_string_free(walk.between, FALSE);
  return walk.leaves;
}
