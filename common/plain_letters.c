// SPDX-License-Identifier: MIT
#include "plain_letters.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

/* Every script with letters that UTS #39 calls confusable with Latin ones lies
 * below U+2E00 or in these supplements; what lies higher is a compatibility
 * form, which NFKC has dealt with. */
static const struct {
  UChar32 first, last;
} blocks[] = {{0x00C0, 0x1FFF}, {0x2C00, 0x2DFF}, {0xA4D0, 0xA4FF}, {0xA640, 0xA7FF}, {0xAB30, 0xABBF}};

#define SKELETON_MOST 8

typedef struct Looks {
  char latin[0xAC00]; /* by code point; lower case */
} Looks;

static void skeleton_of(const USpoofChecker *checker, UChar32 c, UChar skeleton[SKELETON_MOST])
{
  UErrorCode status = U_ZERO_ERROR;
  UChar text[2];
  int32_t length = 0;
  UBool failed = FALSE;
  U16_APPEND(text, length, 2, c, failed);
  int32_t got =
      failed ? 0 : uspoof_getSkeleton(checker, 0, text, length, skeleton, SKELETON_MOST - 1, &status);
  skeleton[U_FAILURE(status) ? 0 : got] = 0;
}

static guint skeleton_key(const UChar skeleton[SKELETON_MOST])
{
  /* No ASCII letter has a skeleton of more than two units. */
  return skeleton[0] == 0 || (skeleton[1] != 0 && skeleton[2] != 0) ? 0
                                                                    : skeleton[0] | (guint)skeleton[1] << 16;
}

/* The Latin letters by their skeletons. */
static GHashTable *latin_skeletons(const USpoofChecker *checker)
{
  GHashTable *table = g_hash_table_new(NULL, NULL);
  UChar skeleton[SKELETON_MOST];
  /* Small letters last: where "l" and "I" look alike, the small one is meant. */
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  for (const char *at = letters; *at != '\0'; at++) {
    skeleton_of(checker, *at, skeleton);
    g_hash_table_insert(table, GUINT_TO_POINTER(skeleton_key(skeleton)),
                        GINT_TO_POINTER(g_ascii_tolower(*at)));
  }
  return table;
}

static void fill(Looks *looks, const USpoofChecker *checker, GHashTable *latin, UChar32 c)
{
  UChar skeleton[SKELETON_MOST];
  if (!u_isalpha(c)) return;
  skeleton_of(checker, c, skeleton);
  guint key = skeleton_key(skeleton);
  if (key != 0) looks->latin[c] = (char)GPOINTER_TO_INT(g_hash_table_lookup(latin, GUINT_TO_POINTER(key)));
}

static gpointer looks_new(gpointer unused G_GNUC_UNUSED)
{
  UErrorCode status = U_ZERO_ERROR;
  Looks *looks = g_new0(Looks, 1);
  USpoofChecker *checker = uspoof_open(&status);
  if (U_FAILURE(status)) return looks;
  g_autoptr(GHashTable) latin = latin_skeletons(checker);
  for (guint i = 0; i < G_N_ELEMENTS(blocks); i++) {
    for (UChar32 c = blocks[i].first; c <= blocks[i].last; c++) fill(looks, checker, latin, c);
  }
  uspoof_close(checker);
  return looks;
}

static const Looks *looks_of_letters(void)
{
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, looks_new, NULL);
}

static char look_of(gint32 c)
{
  if (c >= 0xAC00) return '\0';
  if (c < 0x80) return (char)(g_ascii_isalnum(c) ? c : 0);
  return looks_of_letters()->latin[c];
}

char letters_latin(gint32 c, gboolean mixed)
{
  UChar32 folded = u_foldCase(c, U_FOLD_CASE_DEFAULT);
  char look = look_of(folded);
  /* A capital of another script may look Latin where its small letter does not:
   * in a word of that script alone its case must not matter. */
  if (look != '\0' || !mixed || c == folded) return look;
  return look_of(c);
}

const char *letters_several(gint32 c)
{
  static const struct {
    gint32 c;
    const char *text;
  } table[] = {{0xDF, "ss"},   {0xC6, "ae"}, {0xE6, "ae"}, {0xD8, "o"},  {0xF8, "o"},   {0xD0, "d"},
               {0xF0, "d"},    {0xDE, "th"}, {0xFE, "th"}, {0x110, "d"}, {0x111, "d"},  {0x126, "h"},
               {0x127, "h"},   {0x131, "i"}, {0x141, "l"}, {0x142, "l"}, {0x152, "oe"}, {0x153, "oe"},
               {0x1E9E, "ss"}, {0x166, "t"}, {0x167, "t"}};
  if (c < 0x80 || c > 0x1E9E) return NULL;
  for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
    if (table[i].c == c) return table[i].text;
  }
  return NULL;
}

gboolean letters_stand_alone(gint32 c)
{
  if (c < 0xE00) return FALSE;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
  case USCRIPT_HAN:
  case USCRIPT_HIRAGANA:
  case USCRIPT_KATAKANA:
  case USCRIPT_HANGUL:
  case USCRIPT_THAI:
  case USCRIPT_LAO:
  case USCRIPT_KHMER:
  case USCRIPT_MYANMAR:
    return TRUE;
  default:
    return FALSE;
  }
}
