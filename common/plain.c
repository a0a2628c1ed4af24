// SPDX-License-Identifier: MIT
#include "plain.h"

#include "plain_letters.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#define PIECES_MOST 32 /* the longest decomposition in Unicode has 18 units */

/* Where the text is being written, and what of it the next character depends on. */
typedef struct Reading {
  const UNormalizer2 *nfc;
  GString *out;
} Reading;

/* ---- single characters ---- */

static void put_blank(Reading *reading, UChar32 c)
{
  gboolean breaks =
      c == '\n' || c == '\r' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029;
  g_string_append_c(reading->out, breaks ? '\n' : c == '\t' ? '\t' : ' ');
}

static void put_letter(Reading *reading, UChar32 c, gboolean mixed)
{
  int digit = u_charDigitValue(c);
  char latin = letters_latin(c, mixed);
  if (digit >= 0) latin = (char)('0' + digit);
  if (latin != '\0')
    g_string_append_c(reading->out, latin);
  else
    g_string_append_unichar(reading->out, (gunichar)u_foldCase(c, U_FOLD_CASE_DEFAULT));
}

/* Accents go: a reader takes "Jose" for "José". */
static gboolean is_unseen(UChar32 c)
{
  int8_t category = u_charType(c);
  return category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR ||
         u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static void put_piece(Reading *reading, UChar32 c, gboolean mixed)
{
  const char *several = letters_several(c);
  if (is_unseen(c)) return;
  if (u_isUWhiteSpace(c))
    put_blank(reading, c);
  else if (several != NULL)
    g_string_append(reading->out, several);
  else
    put_letter(reading, c, mixed);
}

static gboolean is_syllable(UChar32 c)
{
  return c >= 0xAC00 && c <= 0xD7A3; /* Hangul: a letter for our purposes, not to be taken apart */
}

static void put(Reading *reading, UChar32 c, gboolean mixed)
{
  UChar pieces[PIECES_MOST];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length =
      is_syllable(c) ? -1 : unorm2_getDecomposition(reading->nfc, c, pieces, PIECES_MOST, &status);
  if (length <= 0 || U_FAILURE(status)) {
    put_piece(reading, c, mixed);
    return;
  }
  for (int32_t i = 0; i < length;) {
    UChar32 piece;
    U16_NEXT(pieces, i, length, piece);
    put_piece(reading, piece, mixed);
  }
}

/* ---- runs ---- */

static gboolean is_word(UChar32 c)
{
  return u_isalnum(c) || is_unseen(c);
}

/* Whether the run of letters from `start` has Latin letters beside others: what
 * no writer of either script does by chance. */
static gboolean is_mixed(const UChar *text, int32_t start, int32_t length)
{
  gboolean latin = FALSE;
  gboolean other = FALSE;
  while (start < length) {
    UChar32 c;
    U16_NEXT(text, start, length, c);
    if (!is_word(c)) break;
    if (c < 0x80)
      latin = latin || g_ascii_isalpha((char)c);
    else
      other = other || u_isalpha(c);
  }
  return latin && other;
}

static void read_all(Reading *reading, const UChar *text, int32_t length)
{
  gboolean mixed = FALSE;
  gboolean in_word = FALSE;
  for (int32_t i = 0; i < length;) {
    int32_t start = i;
    UChar32 c;
    U16_NEXT(text, i, length, c);
    if (c == '\r' && i < length && text[i] == '\n') continue;
    gboolean word = is_word(c);
    if (word && !in_word) mixed = is_mixed(text, start, length);
    in_word = word;
    put(reading, c, word && mixed);
  }
}

/* ---- whole texts ---- */

static gboolean is_ascii(const char *text)
{
  for (; *text != '\0'; text++) {
    if ((guchar)*text >= 0x80) return FALSE;
  }
  return TRUE;
}

static char *plain_ascii(const char *text)
{
  char *result = g_ascii_strdown(text, -1);
  char *to = result;
  for (const char *from = result; *from != '\0'; from++) {
    if (*from == '\r' && from[1] == '\n') continue;
    *to++ = *from;
    if (strchr("\v\f\r", *from) != NULL) to[-1] = '\n';
  }
  *to = '\0';
  return result;
}

/* NFKC of the text; NULL when ICU cannot. */
static UChar *compatible(const char *text, int32_t *length)
{
  UErrorCode status = U_ZERO_ERROR;
  gsize bytes = strlen(text);
  int32_t units = 0;
  g_autofree UChar *raw = g_new(UChar, bytes + 1);
  u_strFromUTF8WithSub(raw, (int32_t)bytes + 1, &units, text, (int32_t)bytes, 0xFFFD, NULL, &status);
  const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
  if (U_FAILURE(status)) return NULL;
  int32_t room = unorm2_normalize(nfkc, raw, units, NULL, 0, &status);
  status = U_ZERO_ERROR;
  UChar *result = g_new(UChar, room + 1);
  *length = unorm2_normalize(nfkc, raw, units, result, room + 1, &status);
  if (U_SUCCESS(status)) return result;
  g_free(result);
  return NULL;
}

char *plain_text(const char *text)
{
  if (is_ascii(text)) return plain_ascii(text);
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0;
  g_autofree UChar *units = compatible(text, &length);
  Reading reading = {.nfc = unorm2_getNFCInstance(&status)};
  if (units == NULL || U_FAILURE(status)) return g_utf8_casefold(text, -1);
  reading.out = g_string_sized_new((gsize)length + 1);
  read_all(&reading, units, length);
  return g_string_free(reading.out, FALSE);
}
