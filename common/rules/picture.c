// SPDX-License-Identifier: MIT
#include "picture.h"

#include <string.h>

/* ---- by type and name ---- */

Picture picture_by_type(const char *type)
{
  if (g_str_has_prefix(type, "image/svg")) return PICTURE_NONE;
  if (g_str_has_prefix(type, "image/")) return PICTURE_IMAGE;
  gboolean film = strcmp(type, "application/mp4") == 0 || strcmp(type, "application/mxf") == 0;
  return film || g_str_has_prefix(type, "video/") ? PICTURE_VIDEO : PICTURE_NONE;
}

static char *ending_of(const char *name)
{
  g_autofree char *lower = g_ascii_strdown(name, -1);
  gsize length = strlen(lower);
  while (length > 0 && (lower[length - 1] == '.' || g_ascii_isspace(lower[length - 1]))) length--;
  lower[length] = '\0';
  const char *dot = strrchr(lower, '.');
  return g_strdup(dot != NULL ? dot + 1 : "");
}

Picture picture_by_name(const char *name)
{
  static const char *const images[] = {"jpg", "jpeg", "jpe",  "jfif", "pjpeg", "png",  "apng", "gif",  "bmp",
                                       "dib", "tif",  "tiff", "webp", "heic",  "heif", "hif",  "avif", "jxl",
                                       "jp2", "j2k",  "jpf",  "jpx",  "ico",   "psd",  "xcf",  "tga",  "pcx",
                                       "ppm", "pgm",  "pbm",  "pnm",  "cr2",   "cr3",  "nef",  "arw",  "dng",
                                       "orf", "raf",  "rw2",  "pef",  "srw",   NULL};
  static const char *const videos[] = {"mp4",  "m4v", "mov",  "qt",  "avi",  "mkv",  "webm", "wmv", "flv",
                                       "f4v",  "mpg", "mpeg", "mpe", "m2v",  "3gp",  "3g2",  "ogv", "mts",
                                       "m2ts", "vob", "asf",  "rm",  "rmvb", "divx", "mxf",  NULL};
  if (name == NULL) return PICTURE_NONE;
  g_autofree char *ending = ending_of(name);
  if (g_strv_contains(videos, ending)) return PICTURE_VIDEO;
  return g_strv_contains(images, ending) ? PICTURE_IMAGE : PICTURE_NONE;
}

/* ---- by first bytes ---- */

typedef struct Mark {
  const char *bytes;
  gsize length;
  Picture picture;
} Mark;

static const Mark marks[] = {
    {"\xFF\xD8\xFF", 3, PICTURE_IMAGE}, /* JPEG */
    {"\x89PNG\r\n\x1A\n", 8, PICTURE_IMAGE},
    {"GIF87a", 6, PICTURE_IMAGE},
    {"GIF89a", 6, PICTURE_IMAGE},
    {"II*\0", 4, PICTURE_IMAGE}, /* TIFF, and raw pictures */
    {"MM\0*", 4, PICTURE_IMAGE},
    {"IIRO", 4, PICTURE_IMAGE},  /* Olympus */
    {"IIU\0", 4, PICTURE_IMAGE}, /* Panasonic */
    {"FUJIFILMCCD-RAW", 15, PICTURE_IMAGE},
    {"\0\0\0\x0CjP  \r\n\x87\n", 12, PICTURE_IMAGE}, /* JPEG 2000 */
    {"\xFF\x4F\xFF\x51", 4, PICTURE_IMAGE},
    {"\xFF\x0A", 2, PICTURE_IMAGE}, /* JPEG XL */
    {"\0\0\0\x0CJXL ", 8, PICTURE_IMAGE},
    {"8BPS", 4, PICTURE_IMAGE}, /* Photoshop */
    {"gimp xcf", 8, PICTURE_IMAGE},
    {"\x1A\x45\xDF\xA3", 4, PICTURE_VIDEO},                 /* Matroska, WebM */
    {"\x30\x26\xB2\x75\x8E\x66\xCF\x11", 8, PICTURE_VIDEO}, /* Windows Media */
    {"FLV\x01", 4, PICTURE_VIDEO},
    {"\0\0\x01\xBA", 4, PICTURE_VIDEO}, /* MPEG */
    {"\0\0\x01\xB3", 4, PICTURE_VIDEO},
    {".RMF", 4, PICTURE_VIDEO}, /* RealMedia */
};

static Picture by_mark(const guint8 *head, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
    if (length >= marks[i].length && memcmp(head, marks[i].bytes, marks[i].length) == 0)
      return marks[i].picture;
  }
  return PICTURE_NONE;
}

static gboolean is_brand(const guint8 *head, const char *const *brands)
{
  for (; *brands != NULL; brands++) {
    if (memcmp(head + 8, *brands, strlen(*brands)) == 0) return TRUE;
  }
  return FALSE;
}

static gboolean is_box(const guint8 *head, const char *const *boxes)
{
  for (; *boxes != NULL; boxes++) {
    if (memcmp(head + 4, *boxes, 4) == 0) return TRUE;
  }
  return FALSE;
}

/* ISO base media files begin with the size of a box below 16 MiB and its name. */
static Picture by_box(const guint8 *head, gsize length)
{
  static const char *const boxes[] = {"moov", "mdat", "wide", "pnot", "skip", NULL};
  static const char *const sounds[] = {"M4A", "M4B", "M4P", NULL};
  static const char *const stills[] = {"heic", "heix", "heim", "heis", "mif1", "avif", "crx ", NULL};
  if (length < 12 || head[0] != 0) return PICTURE_NONE;
  if (memcmp(head + 4, "ftyp", 4) == 0) {
    if (is_brand(head, sounds)) return PICTURE_NONE;
    return is_brand(head, stills) ? PICTURE_IMAGE : PICTURE_VIDEO;
  }
  return is_box(head, boxes) ? PICTURE_VIDEO : PICTURE_NONE;
}

static Picture by_riff(const guint8 *head, gsize length)
{
  if (length < 12 || memcmp(head, "RIFF", 4) != 0) return PICTURE_NONE;
  if (memcmp(head + 8, "WEBP", 4) == 0) return PICTURE_IMAGE;
  return memcmp(head + 8, "AVI ", 4) == 0 ? PICTURE_VIDEO : PICTURE_NONE;
}

/* "BM" alone begins many texts: the reserved bytes and the second header decide. */
static Picture by_bitmap(const guint8 *head, gsize length)
{
  static const guint8 sizes[] = {12, 40, 52, 56, 64, 108, 124};
  if (length < 18 || memcmp(head, "BM", 2) != 0 || memcmp(head + 6, "\0\0\0\0", 4) != 0) return PICTURE_NONE;
  return memchr(sizes, head[14], sizeof sizes) != NULL && head[15] == 0 ? PICTURE_IMAGE : PICTURE_NONE;
}

/* A stream of Ogg that begins with a video codec's header. */
static Picture by_ogg(const guint8 *head, gsize length)
{
  if (length < 36 || memcmp(head, "OggS", 4) != 0) return PICTURE_NONE;
  gboolean film = memcmp(head + 28, "\x80theora", 7) == 0 || memcmp(head + 28, "\x01video", 6) == 0;
  return film ? PICTURE_VIDEO : PICTURE_NONE;
}

Picture picture_by_bytes(const guint8 *head, gsize length)
{
  static Picture (*const tests[])(const guint8 *, gsize) = {by_mark, by_box, by_riff, by_bitmap, by_ogg};
  for (guint i = 0; i < G_N_ELEMENTS(tests); i++) {
    Picture picture = tests[i](head, length);
    if (picture != PICTURE_NONE) return picture;
  }
  return PICTURE_NONE;
}

/* ---- drawings and data: URIs ---- */

gboolean picture_is_drawing(const char *type, const char *name, const guint8 *head, gsize length)
{
  g_autofree char *ending = ending_of(name != NULL ? name : "");
  return g_str_has_prefix(type, "image/svg") || strcmp(ending, "svg") == 0 ||
         g_strstr_len((const char *)head, (gssize)length, "<svg") != NULL;
}

/* What a base64 drawing in a URI says; drawings are never deeper in each other here. */
static gboolean has_raster(const char *text);

static gboolean drawing_has_raster(const char *payload)
{
  gsize length = strspn(payload, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
  g_autofree char *encoded = g_strndup(payload, length);
  gsize size = 0;
  g_autofree guchar *bytes = g_base64_decode(encoded, &size);
  g_autofree char *text = g_strndup((const char *)bytes, size);
  return has_raster(text);
}

/* The URI's media type begins at `type`. */
static gboolean names_raster(const char *type)
{
  gboolean image = g_ascii_strncasecmp(type, "image/", 6) == 0;
  return (image && g_ascii_strncasecmp(type + 6, "svg", 3) != 0) ||
         g_ascii_strncasecmp(type, "video/", 6) == 0;
}

static const char *next_uri(const char *text)
{
  for (; *text != '\0'; text++) {
    if ((*text == 'd' || *text == 'D') && g_ascii_strncasecmp(text, "data:", 5) == 0) return text + 5;
  }
  return NULL;
}

static gboolean has_raster(const char *text)
{
  for (const char *at = next_uri(text); at != NULL; at = next_uri(at)) {
    if (names_raster(at)) return TRUE;
  }
  return FALSE;
}

gboolean picture_in_text(const char *text)
{
  for (const char *at = next_uri(text); at != NULL; at = next_uri(at)) {
    if (names_raster(at)) return TRUE;
    const char *payload = memchr(at, ',', strnlen(at, 100));
    if (g_ascii_strncasecmp(at, "image/svg", 9) == 0 && payload != NULL && drawing_has_raster(payload + 1))
      return TRUE;
  }
  return FALSE;
}
