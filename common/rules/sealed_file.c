// SPDX-License-Identifier: MIT
#include "sealed.h"

#include <string.h>

static gboolean begins(const guint8 *head, gsize length, const char *bytes, gsize count)
{
  return length >= count && memcmp(head, bytes, count) == 0;
}

/* Behind the header of an OpenPGP packet with that tag (RFC 9580, 4.2); 0 when it is another. */
static gsize packet_body(const guint8 *head, guint tag)
{
  if ((head[0] & 0xC0) == 0xC0) {
    static const gsize partial = 2; /* also a length of one byte */
    if ((head[0] & 0x3Fu) != tag) return 0;
    return head[1] < 192 ? partial : head[1] < 224 ? 3 : head[1] == 255 ? 6 : partial;
  }
  if ((head[0] & 0x80) == 0 || ((head[0] >> 2) & 0xFu) != tag) return 0;
  static const gsize lengths[] = {2, 3, 5, 1};
  return lengths[head[0] & 3];
}

/* An OpenPGP message begins with the encrypted session keys: packets 1 and 3,
 * each with a version and an algorithm that exist. */
static gboolean is_openpgp(const guint8 *head, gsize length)
{
  if (length < 20) return FALSE;
  gsize public = packet_body(head, 1), symmetric = packet_body(head, 3);
  if (public > 0) {
    guint8 version = head[public], algorithm = head[public + 9];
    return version == 6 ||
           (version == 3 && ((algorithm >= 1 && algorithm <= 3) || (algorithm >= 16 && algorithm <= 26)));
  }
  if (symmetric == 0) return FALSE;
  guint8 version = head[symmetric], cipher = head[symmetric + 1];
  return version == 6 || ((version == 4 || version == 5) && cipher >= 1 && cipher <= 13);
}

gboolean sealed_is_file(const guint8 *head, gsize length)
{
  static const struct {
    const char *bytes;
    gsize length;
  } marks[] = {
      {"age-encryption.org/v", 20},
      {"-----BEGIN AGE ENCRYPTED FILE-----", 34},
      {"-----BEGIN PGP MESSAGE-----", 27},
      {"Salted__", 8}, /* openssl enc */
      {"AES\x02", 4},  /* AES Crypt */
      {"AES\x03", 4},
      {"\x03\xD9\xA2\x9A", 4}, /* KeePass */
      {"LUKS\xBA\xBE", 6},
      {"\x76\xE8\x04\x60\xC4\x11\xE3\x86", 8}, /* rights-managed e-mail (.rpmsg) */
  };
  for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
    if (begins(head, length, marks[i].bytes, marks[i].length)) return TRUE;
  }
  return is_openpgp(head, length);
}
