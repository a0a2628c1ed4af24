// SPDX-License-Identifier: MIT
#include "fold.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* GLib's own normalisation knows an older Unicode than ICU and stops at what it
 * does not know, so all of this is ICU's. */
typedef struct {
  UChar *text;
  int32_t length;
} Utf16;

static void utf16_clear(Utf16 *utf16)
{
  g_free(utf16->text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Utf16, utf16_clear)

static gboolean is_plain_ascii(const char *text)
{
  for (; *text != '\0'; text++) {
    if ((guchar)*text >= 0x80) return FALSE;
  }
  return TRUE;
}

static Utf16 utf16_from(const char *text)
{
  gsize length = strlen(text);
  Utf16 result = {.text = g_new(UChar, length + 1)};
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8WithSub(result.text, (int32_t)length + 1, &result.length, text, (int32_t)length, 0xFFFD, NULL,
                       &status);
  if (U_FAILURE(status)) result.length = 0;
  return result;
}

static Utf16 utf16_folded(const Utf16 *source)
{
  int32_t room = source->length * 3 + 1; /* no character folds to more than three units */
  Utf16 result = {.text = g_new(UChar, room)};
  UErrorCode status = U_ZERO_ERROR;
  result.length =
      u_strFoldCase(result.text, room, source->text, source->length, U_FOLD_CASE_DEFAULT, &status);
  if (U_FAILURE(status)) result.length = 0;
  return result;
}

static Utf16 utf16_nfc(const Utf16 *source)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  int32_t room = source->length * 3 + 1;
  Utf16 result = {.text = g_new(UChar, room)};
  result.length = unorm2_normalize(nfc, source->text, source->length, result.text, room, &status);
  if (U_FAILURE(status)) result.length = 0;
  return result;
}

static char *utf16_to_utf8(const Utf16 *source)
{
  int32_t room = source->length * 3 + 1, length = 0;
  char *result = g_malloc(room);
  UErrorCode status = U_ZERO_ERROR;
  u_strToUTF8WithSub(result, room, &length, source->text, source->length, 0xFFFD, NULL, &status);
  result[U_FAILURE(status) ? 0 : length] = '\0';
  return result;
}

char *fold_case(const char *text)
{
  if (is_plain_ascii(text)) return g_ascii_strdown(text, -1);
  /* NFC on both sides of folding: folding can undo it, and is not stable before it. */
  g_auto(Utf16) raw = utf16_from(text);
  g_auto(Utf16) composed = utf16_nfc(&raw);
  g_auto(Utf16) folded = utf16_folded(&composed);
  g_auto(Utf16) result = utf16_nfc(&folded);
  return utf16_to_utf8(&result);
}

char *fold_text(const char *text)
{
  g_autofree char *folded = fold_case(text);
  GString *squeezed = g_string_sized_new(strlen(folded));
  gboolean gap = FALSE;
  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    if (g_unichar_isspace(c)) {
      gap = squeezed->len > 0;
      continue;
    }
    if (gap) g_string_append_c(squeezed, ' ');
    gap = FALSE;
    g_string_append_unichar(squeezed, c);
  }
  return g_string_free(squeezed, FALSE);
}
