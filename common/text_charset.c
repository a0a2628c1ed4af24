// SPDX-License-Identifier: MIT
#include "text_decode.h"
#include "text_lines.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

/* How far into an HTML text its charset is looked for. */
#define META_BYTES 4096

/* Charsets that mail programs take for a wider one: what is labelled with the
 * narrow name is in practice written in the other (as the WHATWG's table has it). */
static const struct {
  const char *name, *meant;
} widened[] = {
    {"iso-8859-1", "windows-1252"}, {"latin1", "windows-1252"},     {"iso_8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},  {"iso-8859-9", "windows-1254"}, {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},     {"gb2312", "gb18030"},          {"gbk", "gb18030"},
    {"x-gbk", "gb18030"},           {"euc-kr", "windows-949"},      {"ks_c_5601-1987", "windows-949"},
    {"shift_jis", "windows-31j"},   {"shift-jis", "windows-31j"},   {"x-sjis", "windows-31j"},
    {"unicode-1-1-utf-7", "utf-7"},
};

static const char *const guessed[] = {"us-ascii", "ascii", "ansi_x3.4-1968", "utf-8", "utf8", NULL};

static const struct {
  const char *mark;
  gsize length;
  const char *charset;
} marks[] = {
    {"\xEF\xBB\xBF", 3, "utf-8"}, {"\xFF\xFE\x00\x00", 4, "utf-32le"}, {"\x00\x00\xFE\xFF", 4, "utf-32be"},
    {"\xFF\xFE", 2, "utf-16le"},  {"\xFE\xFF", 2, "utf-16be"},
};

/* ICU looks names up in its data: what comes from outside must be a name. */
static gboolean is_charset_name(const char *name)
{
  gsize length = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:+()");
  return length > 0 && length < 60 && name[length] == '\0';
}

/* NULL when nobody knows it. */
static UConverter *converter_for(const char *charset)
{
  if (!is_charset_name(charset)) return NULL;
  for (guint i = 0; i < G_N_ELEMENTS(widened); i++) {
    if (g_ascii_strcasecmp(charset, widened[i].name) == 0) charset = widened[i].meant;
  }
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(charset, &status);
  return U_SUCCESS(status) ? converter : NULL;
}

static char *converted(UConverter *converter, const GByteArray *bytes)
{
  UErrorCode status = U_ZERO_ERROR;
  int32_t room = (int32_t)bytes->len * 2 + 16, length = 0;
  g_autofree UChar *wide = g_new(UChar, room);
  length = ucnv_toUChars(converter, wide, room, (const char *)bytes->data, (int32_t)bytes->len, &status);
  if (U_FAILURE(status)) length = 0;
  int32_t size = 0;
  g_autofree char *text = g_malloc((gsize)length * 3 + 1);
  status = U_ZERO_ERROR;
  u_strToUTF8WithSub(text, length * 3 + 1, &size, wide, length, 0xFFFD, NULL, &status);
  return text_clean(text, U_SUCCESS(status) ? (gsize)size : 0);
}

/* Whether more than one character in twenty could not be read. */
static gboolean is_mostly_lost(const char *text)
{
  glong lost = 0, length = 0;
  for (; *text != '\0'; text = g_utf8_next_char(text), length++) {
    if (g_utf8_get_char(text) == 0xFFFD) lost++;
  }
  return lost * 20 > length;
}

static char *guess(const GByteArray *bytes, gboolean says_utf8)
{
  const char *start = (const char *)bytes->data;
  if (says_utf8 || bytes->len == 0 || g_utf8_validate_len(start, bytes->len, NULL) ||
      (memchr(start, '\0', bytes->len) != NULL)) {
    return text_clean(start, bytes->len);
  }
  UConverter *western = converter_for("windows-1252");
  if (western == NULL) return text_clean(start, bytes->len);
  char *text = converted(western, bytes);
  ucnv_close(western);
  return text;
}

static char *decode_named(const GByteArray *bytes, const char *charset, guint *trouble)
{
  for (guint i = 0; guessed[i] != NULL; i++) {
    if (g_ascii_strcasecmp(charset, guessed[i]) == 0)
      return guess(bytes, g_str_has_prefix(guessed[i], "utf"));
  }
  UConverter *converter = converter_for(charset);
  if (converter == NULL) {
    *trouble |= TROUBLE_UNKNOWN_CHARSET;
    return guess(bytes, FALSE);
  }
  char *text = converted(converter, bytes);
  ucnv_close(converter);
  return text;
}

char *text_decode_charset(const GByteArray *bytes, const char *charset, guint *trouble)
{
  const char *name = charset != NULL && *charset != '\0' ? charset : "us-ascii";
  gsize skip = 0;
  for (guint i = 0; i < G_N_ELEMENTS(marks) && skip == 0; i++) {
    if (bytes->len < marks[i].length || memcmp(bytes->data, marks[i].mark, marks[i].length) != 0) continue;
    name = marks[i].charset;
    skip = marks[i].length;
  }
  const GByteArray rest = {.data = skip > 0 ? bytes->data + skip : bytes->data,
                           .len = bytes->len - (guint)skip};
  char *text = decode_named(&rest, name, trouble);
  if (is_mostly_lost(text)) *trouble |= TROUBLE_DAMAGED;
  return text;
}

char *text_html_charset(const GByteArray *bytes)
{
  static gsize ready = 0;
  static GRegex *pattern = NULL;
  if (g_once_init_enter(&ready)) {
    pattern = g_regex_new("<meta[^>]{0,200}charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9_.:+-]+)",
                          G_REGEX_CASELESS | G_REGEX_RAW | G_REGEX_OPTIMIZE, 0, NULL);
    g_once_init_leave(&ready, 1);
  }
  g_autoptr(GMatchInfo) match = NULL;
  gssize length = (gssize)MIN(bytes->len, META_BYTES);
  if (length == 0 || !g_regex_match_full(pattern, (const char *)bytes->data, length, 0, 0, &match, NULL)) {
    return NULL;
  }
  return g_match_info_fetch(match, 1);
}
