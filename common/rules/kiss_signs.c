// SPDX-License-Identifier: MIT
#include "kiss_signs.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>

#define EMOJI_SELECTOR 0xFE0F
#define KEYCAP 0x20E3

/* ---- emoji ---- */

static gboolean is_heart_or_face(gunichar c)
{
  static const gunichar signs[] = {0x2639, 0x263A, 0x263B, 0x2661, 0x2665, 0x2763, 0x2764, 0x2765};
  for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
    if (signs[i] == c) return TRUE;
  }
  return FALSE;
}

/* What stays a sign of text whatever follows: © ® ™ and digits. */
static gboolean is_plain_sign(gunichar c)
{
  return c < 0x80 || c == 0xA9 || c == 0xAE || c == 0x2122;
}

/* An emoji of a Unicode to come: reserved for one, and shown as one by newer systems. */
static gboolean is_future_emoji(gunichar c)
{
  return u_charType((UChar32)c) == U_UNASSIGNED &&
         u_hasBinaryProperty((UChar32)c, UCHAR_EXTENDED_PICTOGRAPHIC);
}

gboolean sign_is_emoji(gunichar c, gunichar next)
{
  if (c == KEYCAP || is_heart_or_face(c)) return TRUE;
  if (is_plain_sign(c)) return FALSE;
  if (u_hasBinaryProperty((UChar32)c, UCHAR_EMOJI_PRESENTATION) || is_future_emoji(c)) return TRUE;
  return next == EMOJI_SELECTOR && u_hasBinaryProperty((UChar32)c, UCHAR_EMOJI);
}

gboolean signs_have_emoji(const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    if (c >= 0x80 && sign_is_emoji(c, g_utf8_get_char(g_utf8_next_char(at)))) return TRUE;
  }
  return FALSE;
}

/* ---- look-alikes ---- */

static const USpoofChecker *spoof_checker(void)
{
  static gsize ready = 0;
  static USpoofChecker *checker = NULL;
  if (g_once_init_enter(&ready)) {
    UErrorCode status = U_ZERO_ERROR;
    checker = uspoof_open(&status);
    g_once_init_leave(&ready, 1);
  }
  return checker;
}

/* The one character that a character's skeleton is; itself when it is longer. */
static gunichar skeleton(gunichar c)
{
  UChar source[2], target[8];
  int32_t length = 0;
  U16_APPEND_UNSAFE(source, length, c);
  UErrorCode status = U_ZERO_ERROR;
  int32_t size =
      uspoof_getSkeleton(spoof_checker(), 0, source, length, target, G_N_ELEMENTS(target), &status);
  return U_SUCCESS(status) && size == 1 ? target[0] : c;
}

/* The character that it is a compatibility form of, without its accents. */
static gunichar bare(gunichar c)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&status);
  UChar target[32];
  int32_t size = unorm2_getDecomposition(nfkd, (UChar32)c, target, G_N_ELEMENTS(target), &status);
  if (U_FAILURE(status) || size <= 0) return c;
  for (int32_t i = 1; i < size; i++) {
    if (u_charType(target[i]) != U_NON_SPACING_MARK) return c;
  }
  return target[0];
}

/* What people take for an x although Unicode does not say so. */
static Cross other_cross(gunichar c)
{
  static const gunichar small[] = {0x2715, 0x2716, 0x2A09, 0x3C7,  0xAB53, 0xAB55,
                                   0x4B3,  0x4FD,  0x4FF,  0x1E8B, 0x1E8D};
  static const gunichar ballots[] = {0x2613,  0x2717,  0x2718,  0x1F5D9, 0x1F7AA,
                                     0x1F7AB, 0x1F7AC, 0x1F7AD, 0x1F7AE};
  for (guint i = 0; i < G_N_ELEMENTS(small); i++) {
    if (small[i] == c) return CROSS_SMALL;
  }
  for (guint i = 0; i < G_N_ELEMENTS(ballots); i++) {
    if (ballots[i] == c) return CROSS_BALLOT;
  }
  return CROSS_NONE;
}

static Cross plain_cross(gunichar c)
{
  return c == 'x' ? CROSS_SMALL : c == 'X' ? CROSS_CAPITAL : CROSS_NONE;
}

Cross sign_cross(gunichar c)
{
  if (c < 0x80) return plain_cross(c);
  Cross cross = other_cross(c);
  if (cross == CROSS_NONE) cross = plain_cross(bare(c));
  if (cross == CROSS_NONE) cross = plain_cross(skeleton(c));
  if (cross != CROSS_NONE && cross != CROSS_BALLOT && u_isupper((UChar32)c)) cross = CROSS_CAPITAL;
  return cross;
}

gboolean sign_is_ring(gunichar c)
{
  if (c < 0x80) return c == 'o' || c == 'O' || c == '0';
  gunichar alike = skeleton(bare(c));
  return alike == 'o' || alike == 'O' || alike == '0';
}

gboolean sign_is_invisible(gunichar c)
{
  return u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
         (u_iscntrl((UChar32)c) && c != '\t');
}
