// SPDX-License-Identifier: MIT
#include "letter.h"
#include "rules/picture.h"
#include "unit.h"

#include <string.h>

#define MIXED(part) "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\n" part "\n--b--\n"
#define PNG "\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoAAAANSUhEUg=="
#define NOTHING "\nContent-Transfer-Encoding: base64\n\nAAAA"
#define HTML(body) "Content-Type: text/html\n\n" body "\n"
#define DATA_PNG "data:image/png;base64,iVBORw0KGgo="
/* "<svg><image href='data:image/png;base64,x'/></svg>" and "<svg><path/></svg>" */
#define SVG64_WITH "PHN2Zz48aW1hZ2UgaHJlZj0nZGF0YTppbWFnZS9wbmc7YmFzZTY0LHgnLz48L3N2Zz4="
#define SVG64_WITHOUT "PHN2Zz48cGF0aC8+PC9zdmc+"

static const struct {
  const char *name, *message;
  guint want;
} rows[] = {
    {"no picture", "Subject: a\n\nHello\n", 0},
    {"by its type", MIXED("Content-Type: image/jpeg" NOTHING), LETTER_HELD},
    {"a video by its type", MIXED("Content-Type: video/mp4" NOTHING), LETTER_HELD},
    {"sound is none", MIXED("Content-Type: audio/mpeg" NOTHING), 0},
    {"by its file name",
     MIXED("Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"a.JPG "
           "\"" NOTHING),
     LETTER_HELD},
    {"by the name of its type",
     MIXED("Content-Type: application/octet-stream; name=a.mov\nContent-Disposition: attachment; "
           "filename=a.bin" NOTHING),
     LETTER_HELD},
    {"by a file name in an encoding",
     MIXED("Content-Type: application/octet-stream\nContent-Disposition: attachment; "
           "filename*=utf-8''%C3%A9.png" NOTHING),
     LETTER_HELD},
    {"by its first bytes", MIXED("Content-Type: application/octet-stream; name=a.bin" PNG), LETTER_HELD},
    {"by its first bytes under another type", MIXED("Content-Type: application/pdf; name=a.pdf" PNG),
     LETTER_HELD},
    {"a text of that name", MIXED("Content-Type: text/plain; name=a.gif\n\nHello"), LETTER_HELD},
    {"another file", MIXED("Content-Type: application/pdf; name=a.pdf\n\n%PDF-1.4"), 0},
    {"a message that is a picture", "Content-Type: image/png" PNG "\n", LETTER_HELD},
    {"in an attached message", MIXED("Content-Type: message/rfc822\n\nContent-Type: image/png" PNG),
     LETTER_HELD},
    {"a logo", MIXED("Content-Type: image/png\nContent-ID: <a>\nContent-Disposition: inline" PNG), 0},
    {"a logo without disposition", MIXED("Content-Type: image/png\nContent-ID: <a>" PNG), 0},
    {"an attached picture with a Content-ID",
     MIXED("Content-Type: image/png\nContent-ID: <a>\nContent-Disposition: attachment" PNG), LETTER_HELD},
    {"an inline picture without Content-ID",
     MIXED("Content-Type: image/png\nContent-Disposition: inline" PNG), LETTER_HELD},
    {"a video with a Content-ID", MIXED("Content-Type: video/mp4\nContent-ID: <a>" NOTHING), LETTER_HELD},
    {"a data: URI", HTML("<img src='" DATA_PNG "'>"), LETTER_HELD},
    {"a data: URI in capitals", HTML("<img src='DATA:IMAGE/PNG;base64,x'>"), LETTER_HELD},
    {"in a style", HTML("<p style='background:url(" DATA_PNG ")'>a</p>"), LETTER_HELD},
    {"in a style sheet", HTML("<style>p{background:url(" DATA_PNG ")}</style>a"), LETTER_HELD},
    {"in a data: URI of a video", HTML("<video src='data:video/mp4;base64,x'></video>"), LETTER_HELD},
    {"a data: URI of a font", HTML("<style>@font-face{src:url(data:font/woff;base64,x)}</style>a"), 0},
    {"a picture on the web", HTML("<img src='https://www.example/a.png'>"), 0},
    {"a drawing", MIXED("Content-Type: image/svg+xml\n\n<svg><path/></svg>"), 0},
    {"a drawing that embeds a picture",
     MIXED("Content-Type: image/svg+xml\n\n<svg><image href='" DATA_PNG "'/></svg>"), LETTER_HELD},
    {"such a drawing by its name",
     MIXED("Content-Type: text/xml; name=a.svg\n\n<svg><image href='" DATA_PNG "'/></svg>"), LETTER_HELD},
    {"a drawing in a data: URI", HTML("<img src='data:image/svg+xml;base64," SVG64_WITHOUT "'>"), 0},
    {"a drawing there that embeds a picture", HTML("<img src='data:image/svg+xml;base64," SVG64_WITH "'>"),
     LETTER_HELD},
    {"a drawing within HTML that embeds a picture", HTML("<svg><image href='" DATA_PNG "'/></svg>"),
     LETTER_HELD},
    {"winmail.dat cannot be told", MIXED("Content-Type: application/ms-tnef; name=winmail.dat" NOTHING),
     LETTER_HELD},
    {"winmail.dat by its first bytes",
     MIXED("Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\neJ8+IgAA"),
     LETTER_HELD},
    {"an encoding nobody knows",
     MIXED("Content-Type: application/octet-stream\nContent-Transfer-Encoding: x-none\n\niVBORw0KGgo="),
     LETTER_HELD},
    {"a message whose rest is elsewhere", "Content-Type: message/partial; id=1; number=1\n\nHello\n",
     LETTER_HELD},
};

START_TEST(pictures_are_held)
{
  g_autoptr(Letter) letter = letter_new("Ben Carter", rows[_i].message, strlen(rows[_i].message));
  guint got = letter_judge(letter, &rule_pictures);
  ck_assert_msg(got == rows[_i].want, "%s: found %x, want %x", rows[_i].name, got, rows[_i].want);
}
END_TEST

START_TEST(with_consent_of_all_there_is_nothing_to_find)
{
  const char *message = "Content-Type: image/png" PNG "\n";
  g_autoptr(Letter) letter = letter_new("Ben Carter", message, strlen(message));
  ((Person *)g_ptr_array_index(letter->facts->young, 0))->photo_consent = TRUE;
  ck_assert_uint_eq(letter_judge(letter, &rule_pictures), 0);
  ck_assert(!rule_pictures.wants_body(letter->facts, settings_rule(letter->settings, &rule_pictures)));
}
END_TEST

/* What is judged of an inline picture with so many bytes. */
static guint judge_of_size(gsize bytes)
{
  g_autofree guchar *filler = g_malloc0(bytes);
  g_autofree char *base64 = g_base64_encode(filler, bytes);
  g_autofree char *message = g_strdup_printf(
      MIXED("Content-Type: image/png\nContent-ID: <a>\nContent-Transfer-Encoding: base64\n\n%s"), base64);
  g_autoptr(Letter) letter = letter_new("Ben Carter", message, strlen(message));
  return letter_judge(letter, &rule_pictures);
}

START_TEST(logos_are_below_a_hundred_kibibytes)
{
  ck_assert_uint_eq(judge_of_size(102399), 0);
  ck_assert_uint_eq(judge_of_size(102400), LETTER_HELD);
}
END_TEST

#define BYTES(text) (const guint8 *)(text), sizeof(text) - 1

static const struct {
  const char *name;
  const guint8 *bytes;
  gsize length;
  Picture want;
} byte_rows[] = {
    {"nothing", BYTES(""), PICTURE_NONE},
    {"JPEG", BYTES("\xFF\xD8\xFF\xE0"), PICTURE_IMAGE},
    {"PNG", BYTES("\x89PNG\r\n\x1A\n"), PICTURE_IMAGE},
    {"PNG cut off", BYTES("\x89PNG\r\n\x1A"), PICTURE_NONE},
    {"GIF", BYTES("GIF89a"), PICTURE_IMAGE},
    {"TIFF", BYTES("MM\0*"), PICTURE_IMAGE},
    {"WebP", BYTES("RIFF\1\2\3\4WEBP"), PICTURE_IMAGE},
    {"AVI", BYTES("RIFF\1\2\3\4AVI "), PICTURE_VIDEO},
    {"WAV", BYTES("RIFF\1\2\3\4WAVE"), PICTURE_NONE},
    {"HEIC",
     BYTES("\0\0\0\x18"
           "ftypheic"),
     PICTURE_IMAGE},
    {"MP4",
     BYTES("\0\0\0\x18"
           "ftypisom"),
     PICTURE_VIDEO},
    {"music of Apple's",
     BYTES("\0\0\0\x18"
           "ftypM4A "),
     PICTURE_NONE},
    {"old QuickTime",
     BYTES("\0\0\0\x08"
           "wide\0\0\0\0"),
     PICTURE_VIDEO},
    {"a text that reads so", BYTES("The wide, wide world"), PICTURE_NONE},
    {"Matroska", BYTES("\x1A\x45\xDF\xA3"), PICTURE_VIDEO},
    {"a bitmap", BYTES("BM\1\2\3\4\0\0\0\0\x36\0\0\0\x28\0\0\0"), PICTURE_IMAGE},
    {"a text that begins with BM", BYTES("BM is short for this one"), PICTURE_NONE},
    {"MPEG", BYTES("\0\0\1\xBA"), PICTURE_VIDEO},
    {"Ogg with a film", BYTES("OggS0123456789012345678901234\x80theora\0"), PICTURE_NONE},
    {"Ogg with a film, aligned", BYTES("OggS012345678901234567890123\x80theora\0"), PICTURE_VIDEO},
    {"Ogg with music", BYTES("OggS012345678901234567890123\x01vorbis\0"), PICTURE_NONE},
};

START_TEST(first_bytes_tell)
{
  Picture got = picture_by_bytes(byte_rows[_i].bytes, byte_rows[_i].length);
  ck_assert_msg(got == byte_rows[_i].want, "%s: %d", byte_rows[_i].name, got);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("pictures");
  TCase *tcase = tcase_create("pictures");
  tcase_add_loop_test(tcase, pictures_are_held, 0, ROWS(rows));
  tcase_add_test(tcase, with_consent_of_all_there_is_nothing_to_find);
  tcase_add_test(tcase, logos_are_below_a_hundred_kibibytes);
  tcase_add_loop_test(tcase, first_bytes_tell, 0, ROWS(byte_rows));
  suite_add_tcase(suite, tcase);
  return unit_run(suite);
}
