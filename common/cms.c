// SPDX-License-Identifier: MIT
#include "cms.h"

#include "gmime_cleanup.h"
#include "limit.h"
#include "text_decode.h"

#include <openssl/cms.h>
#include <openssl/objects.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CMS_ContentInfo, CMS_ContentInfo_free)

static gboolean has_name(GMimePart *part)
{
  static const char *const endings[] = {".p7m", ".p7z"};
  const char *name = g_mime_part_get_filename(part);
  g_autofree char *lower = name != NULL ? g_ascii_strdown(name, -1) : NULL;
  for (guint i = 0; lower != NULL && i < G_N_ELEMENTS(endings); i++) {
    if (g_str_has_suffix(lower, endings[i])) return TRUE;
  }
  return FALSE;
}

static gboolean is_cms(GMimePart *part)
{
  GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
  return g_mime_content_type_is_type(type, "application", "pkcs7-mime") ||
         g_mime_content_type_is_type(type, "application", "x-pkcs7-mime") || has_name(part);
}

static GMimeObject *entity_of(const ASN1_OCTET_STRING *content)
{
  g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer(
      (const char *)ASN1_STRING_get0_data(content), (size_t)ASN1_STRING_length(content));
  g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(stream);
  g_mime_parser_set_persist_stream(parser, TRUE);
  return g_mime_parser_construct_part(parser, NULL);
}

static CmsKind kind_of(CMS_ContentInfo *cms)
{
  switch (OBJ_obj2nid(CMS_get0_type(cms))) {
  case NID_pkcs7_signed:
  case NID_pkcs7_digest:
    return CMS_OPENED;
  case NID_pkcs7_enveloped:
  case NID_pkcs7_encrypted:
  case NID_id_smime_ct_authEnvelopedData:
    return CMS_ENCRYPTED;
  default:
    return CMS_UNREADABLE; /* compressed data too: it may unpack to any size */
  }
}

CmsKind cms_open(GMimePart *part, GMimeObject **inner)
{
  *inner = NULL;
  if (!is_cms(part)) return CMS_NONE;
  guint trouble = 0;
  g_autoptr(GByteArray) bytes = text_decode_bytes(part, LIMIT_SIGNED_BYTES, &trouble);
  if (trouble != 0) return CMS_UNREADABLE;
  const unsigned char *at = bytes->data;
  g_autoptr(CMS_ContentInfo) cms = d2i_CMS_ContentInfo(NULL, &at, (long)bytes->len);
  if (cms == NULL) return CMS_UNREADABLE;
  CmsKind kind = kind_of(cms);
  if (kind != CMS_OPENED) return kind;
  ASN1_OCTET_STRING **content = CMS_get0_content(cms);
  if (content != NULL && *content != NULL) *inner = entity_of(*content);
  return CMS_OPENED;
}
