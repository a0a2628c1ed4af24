// SPDX-License-Identifier: MIT
/* policy, pictures: photographs and videos need permission. */
#include "part_stream.h"
#include "rules/picture.h"
#include "rules/rules.h"
#include "text.h"
#include "text_kind.h"
#include "texts.h"

#include <string.h>

enum { PICTURES_IGNORE_BELOW };

/* Drawings are looked into up to here, in bytes. */
#define DRAWING_BYTES ((gsize)4 * 1024 * 1024)

/* What keeps from knowing which parts there are. */
#define GAPS_UNKNOWN (GAPS_UNSEEN | GAP_UNOPENED)

static Finding *find(const Facts *facts, const RuleSettings *rule, Judgement *out, FoundKind kind)
{
  Finding *finding = judgement_find(out, rule, kind);
  for (guint i = 0; i < facts->young->len; i++) {
    const Person *young = g_ptr_array_index(facts->young, i);
    if (!young->photo_consent) finding_person(finding, young);
  }
  finding_refuse(finding, "%s", TEXT_PICTURE_REFUSAL);
  return finding;
}

/* ---- one part ---- */

/* A logo: shown within the text by its Content-ID, and small. */
static gboolean is_logo(const TextLeaf *leaf, const RuleSettings *rule)
{
  const char *id = g_mime_part_get_content_id(leaf->part);
  if (leaf->attached || id == NULL || *id == '\0') return FALSE;
  g_autoptr(PartStream) stream = part_stream_new(leaf->part);
  return part_stream_size(stream) < rule_value(rule, PICTURES_IGNORE_BELOW)->number;
}

static gboolean drawing_embeds_picture(GMimePart *part)
{
  guint trouble = 0;
  g_autoptr(GByteArray) bytes = text_decode_bytes(part, DRAWING_BYTES, &trouble);
  g_autofree char *text = text_decode_charset(bytes, NULL, &trouble);
  return picture_in_text(text);
}

/* By either of the names that a part can have. */
static Picture by_names(GMimePart *part)
{
  Picture named = picture_by_name(g_mime_part_get_filename(part));
  Picture typed = picture_by_name(g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "name"));
  return MAX(named, typed);
}

/* As it came, when its encoding is one that nobody knows. */
static Picture by_raw_bytes(GMimePart *part)
{
  if (text_encoding_is_known(GMIME_OBJECT(part))) return PICTURE_NONE;
  g_autoptr(GByteArray) raw = text_raw_bytes(part, PICTURE_HEAD);
  g_autofree char *text = g_strndup((const char *)raw->data, raw->len);
  gsize size = 0;
  g_autofree guchar *decoded = g_base64_decode(text, &size);
  return MAX(picture_by_bytes(raw->data, raw->len), picture_by_bytes(decoded, size));
}

/* What the part is by type, name and bytes; video when any of them says so. */
static Picture picture_of(GMimePart *part, const char *type)
{
  g_autoptr(PartStream) stream = part_stream_new(part);
  guint8 head[PICTURE_HEAD];
  gsize length = part_stream_read(stream, head, sizeof head);
  Picture picture = MAX(MAX(picture_by_bytes(head, length), by_names(part)), picture_by_type(type));
  if (picture == PICTURE_NONE) picture = by_raw_bytes(part);
  gboolean drawing = picture_is_drawing(type, g_mime_part_get_filename(part), head, length);
  return picture == PICTURE_NONE && drawing && drawing_embeds_picture(part) ? PICTURE_IMAGE : picture;
}

static gboolean is_winmail(GMimePart *part, const char *type, const char *name)
{
  g_autoptr(PartStream) stream = part_stream_new(part);
  guint8 head[4];
  gsize length = part_stream_read(stream, head, sizeof head);
  return g_str_has_suffix(type, "ms-tnef") ||
         (name != NULL && g_ascii_strcasecmp(name, "winmail.dat") == 0) ||
         (length == 4 && memcmp(head, "\x78\x9F\x3E\x22", 4) == 0);
}

static void judge_part(const Facts *facts, const TextLeaf *leaf, const RuleSettings *rule, Judgement *out)
{
  g_autofree char *type = text_type_of(GMIME_OBJECT(leaf->part));
  const char *name = g_mime_part_get_filename(leaf->part);
  if (is_winmail(leaf->part, type, name)) {
    finding_say(find(facts, rule, out, FOUND_CANNOT_TELL), "%s", TEXT_PICTURE_WINMAIL);
  }
  Picture picture = picture_of(leaf->part, type);
  if (picture == PICTURE_NONE || (picture == PICTURE_IMAGE && is_logo(leaf, rule))) return;
  finding_say(find(facts, rule, out, FOUND), TEXT_PICTURE, type, name != NULL ? name : "");
}

/* ---- pictures within the text ---- */

static gboolean text_holds_picture(const TextPart *part)
{
  if (part->kind != PART_HTML) return FALSE;
  for (guint i = 0; i < part->links->len; i++) {
    if (picture_in_text(g_ptr_array_index(part->links, i))) return TRUE;
  }
  return picture_in_text(part->hidden);
}

/* ---- the rule ---- */

static gboolean lacks_consent(const Facts *facts)
{
  for (guint i = 0; i < facts->young->len; i++) {
    const Person *young = g_ptr_array_index(facts->young, i);
    if (!young->photo_consent) return TRUE;
  }
  return FALSE;
}

static gboolean wants_body(const Facts *facts, const RuleSettings *rule)
{
  (void)rule;
  return lacks_consent(facts);
}

static void judge(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  if (!lacks_consent(facts)) return;
  const TextDocument *document = text_of(facts);
  for (guint i = 0; i < document->leaves->len; i++) {
    const TextLeaf *leaf = g_ptr_array_index(document->leaves, i);
    if (leaf->part != NULL) judge_part(facts, leaf, rule, out);
  }
  for (guint i = 0; i < document->parts->len; i++) {
    const TextPart *part = g_ptr_array_index(document->parts, i);
    if (text_holds_picture(part)) finding_say(find(facts, rule, out, FOUND), "%s", TEXT_PICTURE_TEXT);
  }
  if (document->gaps & GAPS_UNKNOWN) {
    finding_say(find(facts, rule, out, FOUND_CANNOT_TELL), "%s", TEXT_PICTURE_UNKNOWN);
  }
}

static const SettingSpec settings[] = {
    [PICTURES_IGNORE_BELOW] = {.name = "ignore-below",
                               .type = SETTING_INT,
                               .help =
                                   "the size in bytes below which a picture shown within the text is a logo",
                               .number = 100 * 1024,
                               .least = 0,
                               .most = G_MAXINT},
    {.name = NULL},
};

const RuleSpec rule_pictures = {
    .id = "pictures",
    .clause = "photographs and videos need permission",
    .scope = SCOPE_YOUNG,
    .needs = NEEDS_BODY,
    .action = ACTION_HOLD,
    .settings = settings,
    .judge = judge,
    .wants_body = wants_body,
};
