// SPDX-License-Identifier: MIT
#include "likeness.h"

#include "address.h"
#include "details.h"
#include "fold.h"

#include <string.h>
#include <unicode/uidna.h>
#include <unicode/uspoof.h>

#define LOCAL_LEAST 6 /* characters of a local part that says who it is (policy) */

/* Mailboxes of an office, which is what they have in common (RFC 2142, and what
 * organisations add). */
static const char *const role_names[] = {"abuse",           "accounts",
                                         "admin",           "administrator",
                                         "admissions",      "billing",
                                         "bookings",        "careers",
                                         "contact",         "contactus",
                                         "customerservice", "enquiries",
                                         "events",          "families",
                                         "feedback",        "finance",
                                         "general",         "headteacher",
                                         "helpdesk",        "helpline",
                                         "hello",           "hostmaster",
                                         "inquiries",       "library",
                                         "mailbox",         "mailer-daemon",
                                         "marketing",       "membership",
                                         "newsletter",      "no-reply",
                                         "noreply",         "office",
                                         "orders",          "parents",
                                         "postmaster",      "press",
                                         "principal",       "privacy",
                                         "programme",       "programmes",
                                         "reception",       "registrar",
                                         "registration",    "safeguarding",
                                         "schooloffice",    "secretary",
                                         "security",        "service",
                                         "services",        "students",
                                         "support",         "treasurer",
                                         "volunteer",       "volunteering",
                                         "volunteers",      "webmaster",
                                         "welcome",         NULL};

/* ---- skeletons ---- */

static gpointer checker_new(gpointer unused G_GNUC_UNUSED)
{
  UErrorCode status = U_ZERO_ERROR;
  USpoofChecker *checker = uspoof_open(&status);
  return U_FAILURE(status) ? NULL : checker;
}

static const USpoofChecker *checker(void)
{
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, checker_new, NULL);
}

/* What an address in ASCII has of confusable characters; canonical is in small letters. */
static char *ascii_skeleton(const char *text)
{
  GString *skeleton = g_string_sized_new(strlen(text) + 8);
  for (; *text != '\0'; text++) {
    if (*text == 'm')
      g_string_append(skeleton, "rn");
    else
      g_string_append_c(skeleton, *text == '1' || *text == '|' ? 'l' : *text == '0' ? 'O' : *text);
  }
  return g_string_free(skeleton, FALSE);
}

static char *skeleton_of(const char *text)
{
  UErrorCode status = U_ZERO_ERROR;
  if (g_str_is_ascii(text)) return ascii_skeleton(text);
  gsize room = strlen(text) * 8 + 1;
  char *skeleton = g_malloc(room);
  int32_t length = uspoof_getSkeletonUTF8(checker(), 0, text, -1, skeleton, (int32_t)room - 1, &status);
  if (U_SUCCESS(status)) {
    skeleton[length] = '\0';
    return skeleton;
  }
  g_free(skeleton);
  return g_strdup(text);
}

/* ---- shapes ---- */

static gboolean has_unicode_labels(const char *domain)
{
  return g_str_has_prefix(domain, "xn--") || strstr(domain, ".xn--") != NULL;
}

static char *domain_shown(const char *domain)
{
  UErrorCode status = U_ZERO_ERROR;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  char shown[1024];
  if (!has_unicode_labels(domain)) return g_strdup(domain);
  UIDNA *idna = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_UNICODE, &status);
  if (U_FAILURE(status)) return g_strdup(domain);
  int32_t length = uidna_nameToUnicodeUTF8(idna, domain, -1, shown, sizeof shown - 1, &info, &status);
  uidna_close(idna);
  return U_FAILURE(status) ? g_strdup(domain) : g_strndup(shown, (gsize)length);
}

/* gmail.com forgets the dots of a local part; whoever copies one does not. */
static char *local_as_written(const char *address, const char *separators, const char *canonical)
{
  const char *at = strrchr(canonical, '@');
  if (strcmp(at, "@gmail.com") != 0) return g_strndup(canonical, (gsize)(at - canonical));
  g_autofree char *elsewhere = g_strndup(address, (gsize)(strrchr(address, '@') - address));
  g_autofree char *dotted = g_strconcat(elsewhere, "@elsewhere.invalid", NULL);
  g_autofree char *kept = address_canonical(dotted, separators, NULL);
  const char *end = kept != NULL ? strrchr(kept, '@') : NULL;
  return end != NULL ? g_strndup(kept, (gsize)(end - kept)) : g_strndup(canonical, (gsize)(at - canonical));
}

Likeness *likeness_new(const char *address, const char *separators)
{
  g_autofree char *canonical = address_canonical(address, separators, NULL);
  if (canonical == NULL) return NULL;
  const char *at = strrchr(canonical, '@');
  g_autofree char *local = g_strndup(canonical, (gsize)(at - canonical));
  g_autofree char *domain = domain_shown(at + 1);
  g_autofree char *local_skeleton = skeleton_of(local);
  g_autofree char *domain_skeleton = skeleton_of(domain);
  Likeness *likeness = g_new0(Likeness, 1);
  likeness->local = local_as_written(address, separators, canonical);
  likeness->shape = g_strconcat(local, "@", domain, NULL);
  likeness->skeleton = g_strconcat(local_skeleton, "@", domain_skeleton, NULL);
  likeness->canonical = g_steal_pointer(&canonical);
  return likeness;
}

void likeness_free(Likeness *likeness)
{
  if (likeness == NULL) return;
  g_free(likeness->canonical);
  g_free(likeness->local);
  g_free(likeness->shape);
  g_free(likeness->skeleton);
  g_free(likeness);
}

/* ---- one edit ---- */

/* How many characters both texts begin with. */
static glong common_start(const gunichar *one, const gunichar *other)
{
  glong length = 0;
  while (one[length] != 0 && one[length] == other[length]) length++;
  return length;
}

static gboolean same_from(const gunichar *one, const gunichar *other)
{
  glong start = common_start(one, other);
  return one[start] == 0 && other[start] == 0;
}

/* A character more, less, another, or two that changed places. */
static gboolean is_one_edit(const char *first, const char *second)
{
  glong first_length = 0, second_length = 0;
  g_autofree gunichar *one = g_utf8_to_ucs4_fast(first, -1, &first_length);
  g_autofree gunichar *other = g_utf8_to_ucs4_fast(second, -1, &second_length);
  const gunichar *a = one + common_start(one, other), *b = other + (a - one);
  if (*a == 0 && *b == 0) return FALSE;
  if (first_length == second_length + 1) return same_from(a + 1, b);
  if (second_length == first_length + 1) return same_from(a, b + 1);
  if (first_length != second_length) return FALSE;
  gboolean swapped = a[1] != 0 && a[0] == b[1] && a[1] == b[0] && same_from(a + 2, b + 2);
  return swapped || same_from(a + 1, b + 1);
}

/* ---- local parts ---- */

static char *without_dots(const char *local)
{
  g_auto(GStrv) parts = g_strsplit(local, ".", -1);
  return g_strjoinv("", parts);
}

static gboolean is_role_name(const char *local)
{
  for (guint i = 0; role_names[i] != NULL; i++) {
    if (strcmp(role_names[i], local) == 0) return TRUE;
  }
  return FALSE;
}

static gboolean begins_with_local(const Likeness *likeness, const char *local)
{
  gsize length = strlen(local);
  return strncmp(likeness->canonical, local, length) == 0 && likeness->canonical[length] == '@';
}

/* With dots as written, or as the canonical form has them. */
static gboolean has_same_local(const Likeness *one, const Likeness *other)
{
  return strcmp(one->local, other->local) == 0 || begins_with_local(one, other->local) ||
         begins_with_local(other, one->local);
}

static gboolean is_telling(const char *local)
{
  return g_utf8_strlen(local, -1) >= LOCAL_LEAST && !is_role_name(local);
}

gboolean likeness_deceives(const Likeness *one, const Likeness *other)
{
  if (strcmp(one->canonical, other->canonical) == 0) return FALSE;
  if (strcmp(one->skeleton, other->skeleton) == 0) return TRUE;
  if (is_telling(one->local) && has_same_local(one, other)) return TRUE;
  return is_one_edit(one->shape, other->shape);
}

GPtrArray *likeness_locals(const Likeness *likeness)
{
  GPtrArray *locals = g_ptr_array_new_with_free_func(g_free);
  char *plain = without_dots(likeness->local);
  g_ptr_array_add(locals, g_strdup(likeness->local));
  if (strcmp(plain, likeness->local) != 0)
    g_ptr_array_add(locals, plain);
  else
    g_free(plain);
  return locals;
}

/* ---- keys ---- */

/* An edit of a local part leaves its first half or its second as it was, two
 * neighbours that changed places across the cut aside. By this many bytes an edit
 * can change the length of a skeleton, and a cut move to the next character. */
#define STRETCH 8
#define CUT_SHIFT 3

static const char *skeleton_domain(const Likeness *likeness)
{
  return strrchr(likeness->skeleton, '@');
}

static void add_half(GArray *keys, const char *mark, const char *half, gsize length, const char *domain)
{
  DetailsKey key = details_key(DETAILS_KEY, mark, 1);
  key = details_key(key, half, length);
  key = details_key(key, domain, strlen(domain));
  g_array_append_val(keys, key);
}

/* Bytes of the first half, which ends between two characters. */
static gsize first_half(const char *text, gsize length)
{
  gsize half = length / 2;
  while ((text[half] & 0xC0) == 0x80) half--;
  return half;
}

void likeness_keys(GArray *keys, const Likeness *likeness)
{
  const char *text = likeness->skeleton, *domain = skeleton_domain(likeness);
  gsize length = (gsize)(domain - text), half = first_half(text, length);
  add_half(keys, "<", text, half, domain);
  add_half(keys, ">", text + half, length - half, domain);
}

/* The first halves of the addresses that this one is with two neighbours swapped. */
static void add_swapped(GArray *keys, const Likeness *likeness)
{
  glong count = 0;
  const char *at = strrchr(likeness->shape, '@');
  g_autofree gunichar *local = g_utf8_to_ucs4_fast(likeness->shape, at - likeness->shape, &count);
  for (glong i = 0; i + 1 < count; i++) {
    gunichar first = local[i];
    local[i] = local[i + 1];
    local[i + 1] = first;
    g_autofree char *swapped = g_ucs4_to_utf8(local, count, NULL, NULL, NULL);
    g_autofree char *skeleton = skeleton_of(swapped);
    add_half(keys, "<", skeleton, first_half(skeleton, strlen(skeleton)), skeleton_domain(likeness));
    local[i + 1] = local[i];
    local[i] = first;
  }
}

void likeness_keys_near(GArray *keys, const Likeness *likeness)
{
  const char *text = likeness->skeleton, *domain = skeleton_domain(likeness);
  gsize length = (gsize)(domain - text), shorter = STRETCH + 2 * CUT_SHIFT;
  gsize least = length > shorter ? (length - shorter) / 2 : 0;
  gsize most = MIN((length + STRETCH + 1) / 2 + CUT_SHIFT, length);
  for (gsize half = least; half <= most; half++) {
    add_half(keys, "<", text, half, domain);
    add_half(keys, ">", text + length - half, half, domain);
  }
  add_swapped(keys, likeness);
}
