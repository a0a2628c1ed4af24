// SPDX-License-Identifier: MIT
#include "letter.h"
#include "sealed_sample.h"
#include "unit.h"

#include <string.h>

#define MIXED(part) "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\n" part "\n--b--\n"
#define FILE64(type, base64)                                                                                 \
  MIXED("Content-Type: " type                                                                                \
        "\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment\n\n" base64)
#define BINARY "application/octet-stream"
#define FORWARDED(message) MIXED("Content-Type: message/rfc822\nContent-Disposition: attachment\n\n" message)

static const struct {
  const char *name, *message;
  guint want;
} rows[] = {
    {"plain text", "Subject: a\n\nHello\n", 0},
    {"PGP/MIME",
     "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; "
     "boundary=b\n\n--b\nContent-Type: "
     "application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\nx\n--b--\n",
     LETTER_HELD},
    {"S/MIME enveloped data",
     "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n"
     "Content-Transfer-Encoding: base64\n\n" SAMPLE_ENVELOPED "\n",
     LETTER_HELD},
    {"the same by its file name alone",
     "Content-Type: application/octet-stream; name=smime.p7m\nContent-Transfer-Encoding: "
     "base64\n\n" SAMPLE_ENVELOPED "\n",
     LETTER_HELD},
    {"the same in an attached message",
     FORWARDED(
         "Content-Type: application/x-pkcs7-mime\nContent-Transfer-Encoding: base64\n\n" SAMPLE_ENVELOPED
         "\n"),
     LETTER_HELD},
    {"S/MIME signed data is opened",
     "Content-Type: application/pkcs7-mime; smime-type=signed-data\nContent-Transfer-Encoding: "
     "base64\n\n" SAMPLE_SIGNED "\n",
     0},
    {"S/MIME that cannot be opened",
     "Content-Type: application/pkcs7-mime; smime-type=signed-data\nContent-Transfer-Encoding: "
     "base64\n\nAAAA\n",
     LETTER_HELD},
    {"a signature beside the text",
     MIXED("Content-Type: application/pgp-signature\n\n-----BEGIN PGP SIGNATURE-----\nx\n"), 0},
    {"PGP within the text", "Subject: a\n\nHello\n-----BEGIN PGP MESSAGE-----\n\nhQ==\n", LETTER_HELD},
    {"PGP within a quotation", "Subject: a\n\nHello\n> -----BEGIN PGP MESSAGE-----\n", LETTER_HELD},
    {"PGP within HTML", "Content-Type: text/html\n\n<pre>-----BEGIN PGP MESSAGE-----\nx</pre>\n",
     LETTER_HELD},
    {"text that was signed", "Subject: a\n\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: x\n\nHello\n", 0},
    {"somebody writes about PGP", "Subject: a\n\nIt begins with -----BEGIN PGP MESSAGE-----.\n", 0},
    {"PGP as a file", MIXED("Content-Type: " BINARY "\n\n-----BEGIN PGP MESSAGE-----\n\nhQ=="), LETTER_HELD},
    {"PGP as a binary file", FILE64(BINARY, "hQEMAwECAwQFBgcIAQf/AAAAAAAAAAAAAAAAAAAA"), LETTER_HELD},
    {"PGP by a password", FILE64(BINARY, "jA0EBwMCAQIDBAUGBwj/0kQBAAAAAAAAAAAAAAAA"), LETTER_HELD},
    {"age", MIXED("Content-Type: " BINARY "\n\nage-encryption.org/v1\n-> X25519 x"), LETTER_HELD},
    {"a ZIP archive", FILE64("application/zip", SAMPLE_ZIP), 0},
    {"an encrypted ZIP archive", FILE64("application/zip", SAMPLE_ZIP_ENCRYPTED), LETTER_HELD},
    {"the same under another type", FILE64("image/png", SAMPLE_ZIP_ENCRYPTED), LETTER_HELD},
    {"the same, by AES", FILE64(BINARY, SAMPLE_ZIP_AES), LETTER_HELD},
    {"only its second file is encrypted", FILE64(BINARY, SAMPLE_ZIP_SECOND), LETTER_HELD},
    {"an encrypted OpenDocument file", FILE64(BINARY, SAMPLE_ODF_ENCRYPTED), LETTER_HELD},
    {"a broken ZIP archive cannot be told", FILE64(BINARY, "UEsDBAoAAAAAAAAAAAAA"), LETTER_HELD},
    {"a 7z archive", FILE64(BINARY, SAMPLE_7Z), 0},
    {"an encrypted 7z archive", FILE64(BINARY, SAMPLE_7Z_ENCRYPTED), LETTER_HELD},
    {"the same, file names too", FILE64(BINARY, SAMPLE_7Z_HIDDEN), LETTER_HELD},
    {"an encrypted RAR archive", FILE64(BINARY, SAMPLE_RAR_ENCRYPTED), LETTER_HELD},
    {"the same of RAR 5", FILE64(BINARY, SAMPLE_RAR5_ENCRYPTED), LETTER_HELD},
    {"an archive in an attached message",
     "Content-Type: message/rfc822\n\nContent-Type: application/zip\nContent-Transfer-Encoding: "
     "base64\n\n" SAMPLE_ZIP_ENCRYPTED "\n",
     LETTER_HELD},
    {"a PDF document", MIXED("Content-Type: application/pdf\n\n%PDF-1.4\ntrailer << /Root 1 0 R >>"), 0},
    {"an encrypted PDF document",
     MIXED("Content-Type: application/pdf\n\n%PDF-1.4\ntrailer << /Root 1 0 R /Encrypt 2 0 R >>"),
     LETTER_HELD},
    {"the key written otherwise",
     MIXED("Content-Type: application/pdf\n\n%PDF-1.4\ntrailer <</Encr#79pt<</V 4>>>>"), LETTER_HELD},
    {"another key that begins so",
     MIXED("Content-Type: application/pdf\n\n%PDF-1.4\ntrailer << /EncryptMetadata false >>"), 0},
    {"the word in a string", MIXED("Content-Type: application/pdf\n\n%PDF-1.4\n(about /Encrypt)"), 0},
    {"a charset nobody knows", "Content-Type: text/plain; charset=x-none\n\nHello\n", LETTER_HELD},
    {"an encoding nobody knows", "Content-Type: text/plain\nContent-Transfer-Encoding: x-none\n\nHello\n",
     LETTER_HELD},
    {"a file in an encoding nobody knows",
     MIXED("Content-Type: " BINARY "\nContent-Transfer-Encoding: x-none\n\nHello"), LETTER_HELD},
    {"broken base64", "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nHello, Sam!\n",
     LETTER_HELD},
    {"a file in broken base64", FILE64(BINARY, "AAA*AAA="), LETTER_HELD},
    {"a multipart in an encoding",
     "Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n--b\n\nHello\n--b--\n",
     LETTER_HELD},
    {"a message whose rest is elsewhere", "Content-Type: message/partial; id=1; number=1; total=2\n\nHello\n",
     LETTER_HELD},
    {"a link to something encrypted", "Subject: a\n\nhttps://files.example/secret.zip\n", 0},
};

START_TEST(what_cannot_be_supervised_is_held)
{
  g_autoptr(Letter) letter = letter_new("Ben Carter", rows[_i].message, strlen(rows[_i].message));
  guint got = letter_judge(letter, &rule_encrypted);
  ck_assert_msg(got == rows[_i].want, "%s: found %x, want %x", rows[_i].name, got, rows[_i].want);
}
END_TEST

START_TEST(what_was_only_signed_is_judged_by_the_other_rules)
{
  const char *message =
      "Content-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n"
      "Content-Disposition: attachment; filename=smime.p7m\n\n" SAMPLE_SIGNED "\n";
  g_autoptr(Letter) letter = letter_new("Ben Carter", message, strlen(message));
  ck_assert_uint_eq(letter_judge(letter, &rule_sign_off), LETTER_REJECTED);
}
END_TEST

/* ---- Office documents: a compound file with one entry in its directory ---- */

static void put16(GByteArray *bytes, guint offset, guint16 number)
{
  bytes->data[offset] = number & 0xFF;
  bytes->data[offset + 1] = number >> 8;
}

static GByteArray *compound_file(const char *stream)
{
  GByteArray *bytes = g_byte_array_new();
  g_byte_array_set_size(bytes, 512 * 4);
  memset(bytes->data, 0, bytes->len);
  memcpy(bytes->data, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  put16(bytes, 30, 9);
  for (guint i = 0; stream[i] != '\0'; i++) put16(bytes, 512 + i * 2, (guint8)stream[i]);
  put16(bytes, 512 + 64, (guint16)(strlen(stream) + 1) * 2);
  put16(bytes, 512 + 116, 1); /* the stream begins in sector 1 */
  return bytes;
}

static guint judge_file(const GByteArray *bytes)
{
  g_autofree char *base64 = g_base64_encode(bytes->data, bytes->len);
  g_autofree char *message = g_strdup_printf(FILE64(BINARY, "%s"), base64);
  g_autoptr(Letter) letter = letter_new("Ben Carter", message, strlen(message));
  return letter_judge(letter, &rule_encrypted);
}

static const struct {
  const char *name, *stream;
  guint16 begins[6];
  guint want;
} office_rows[] = {
    {"an encrypted package", "EncryptedPackage", {0}, LETTER_HELD},
    {"encrypted slides", "EncryptedSummary", {0}, LETTER_HELD},
    {"rights management", "\tDRMContent", {0}, LETTER_HELD},
    {"a name that only begins so", "EncryptedPackages", {0}, 0},
    {"a text", "WordDocument", {0xA5EC, 0xC1, 0, 0, 0, 0x0200}, 0},
    {"an encrypted text", "WordDocument", {0xA5EC, 0xC1, 0, 0, 0, 0x0300}, LETTER_HELD},
    {"a sheet", "Workbook", {0x0809, 4, 0, 0, 0x0085, 0}, 0},
    {"an encrypted sheet", "Workbook", {0x0809, 4, 0, 0, 0x002F, 0}, LETTER_HELD},
    {"an old encrypted sheet", "Book", {0x0809, 4, 0, 0, 0x002F, 0}, LETTER_HELD},
};

START_TEST(encrypted_office_documents_are_held)
{
  g_autoptr(GByteArray) file = compound_file(office_rows[_i].stream);
  for (guint i = 0; i < 6; i++) put16(file, 1024 + i * 2, office_rows[_i].begins[i]);
  guint got = judge_file(file);
  ck_assert_msg(got == office_rows[_i].want, "%s: found %x, want %x", office_rows[_i].name, got,
                office_rows[_i].want);
}
END_TEST

START_TEST(a_compound_file_that_was_cut_off_cannot_be_told)
{
  g_autoptr(GByteArray) file = compound_file("WordDocument");
  g_byte_array_set_size(file, 100);
  ck_assert_uint_eq(judge_file(file), LETTER_HELD);
}
END_TEST

START_TEST(a_large_document_is_looked_through_in_time)
{
  g_autoptr(GByteArray) file = compound_file("EncryptedPackage");
  guint end = 20 * 1024 * 1024;
  g_byte_array_set_size(file, end);
  memmove(file->data + end - 512, file->data + 512, 512);
  memset(file->data + 512, 'a', end - 1024);
  ck_assert_uint_eq(judge_file(file), LETTER_HELD);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("encrypted");
  TCase *tcase = tcase_create("encrypted");
  tcase_add_loop_test(tcase, what_cannot_be_supervised_is_held, 0, ROWS(rows));
  tcase_add_test(tcase, what_was_only_signed_is_judged_by_the_other_rules);
  tcase_add_loop_test(tcase, encrypted_office_documents_are_held, 0, ROWS(office_rows));
  tcase_add_test(tcase, a_compound_file_that_was_cut_off_cannot_be_told);
  tcase_add_test(tcase, a_large_document_is_looked_through_in_time);
  suite_add_tcase(suite, tcase);
  return unit_run(suite);
}
