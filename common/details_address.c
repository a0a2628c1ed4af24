// SPDX-License-Identifier: MIT
#include "details_internal.h"

#include "address.h"
#include "limit.h"

#include <string.h>
#include <unicode/uchar.h>

/* How far an address reaches to either side of its at-sign, in bytes: beyond
 * what SMTP delivers to (RFC 5321, 4.5.3.1), tags and all. */
#define SIDE_MOST 256
#define BLANKS_MOST 3 /* between an at-sign and its sides, where a reader still sees an address */
#define STARTS_MOST 8 /* places at which a local part may begin */
#define LABELS_MOST 8
#define TRIES_MOST (10 * LIMIT_DETAILS) /* for text made to have every reading tried */

/* What is written for an at-sign or a dot, longest first; letter case is folded already. */
static const char *const at_signs[] = {"(at)", "[at]", "{at}", "<at>", "%40", " at ", "@", NULL};
static const char *const dots[] = {"(dot)", "[dot]", "{dot}", "<dot>", " dot ", ".", "\xE3\x80\x82", NULL};

static gsize sign_length(const char *const signs[], const char *at)
{
  for (guint i = 0; signs[i] != NULL; i++) {
    gsize length = strlen(signs[i]);
    if (strncmp(at, signs[i], length) == 0) return length;
  }
  return 0;
}

static gboolean is_letter(const char *at)
{
  gunichar c = g_utf8_get_char(at);
  return u_isalnum((UChar32)c) || (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK) != 0;
}

static const char *skip_blanks(const char *at)
{
  for (guint i = 0; i < BLANKS_MOST && (*at == ' ' || *at == '\n' || *at == '\t'); i++) at++;
  return at;
}

/* ---- the left side ---- */

static gboolean is_local(const char *at)
{
  return is_letter(at) || ((guchar)*at < 0x80 && strchr("!#$%&'*+-/=?^_`{|}~.", *at) != NULL);
}

/* The signs behind which another local part may begin: what they stand in may be
 * a link, a cell or a quotation as well as an address. */
static gboolean parts(const char *at)
{
  return (guchar)*at < 0x80 && !g_ascii_isalnum(*at) && strchr("._-+", *at) == NULL;
}

static const char *quoted_start(const char *text, const char *end)
{
  for (const char *at = end - 2; at > text && end - at < SIDE_MOST; at--) {
    if (*at == '"' && at[-1] != '\\') return at;
  }
  return end > text + 1 && *text == '"' ? text : NULL;
}

/* The text from `start` to `end`, and without the signs that it begins with:
 * "_mum" may be written for stress. */
static void add_part(GPtrArray *found, const char *start, const char *end)
{
  gsize signs = strspn(start, "._-+*");
  if (*start != '.') g_ptr_array_add(found, g_strndup(start, (gsize)(end - start)));
  if (signs > 0 && start + signs < end)
    g_ptr_array_add(found, g_strndup(start + signs, (gsize)(end - start) - signs));
}

/* The local parts that end before `end`, shortest first; of char *. */
static GPtrArray *local_parts(const char *text, const char *end)
{
  GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
  const char *quote = end > text && end[-1] == '"' ? quoted_start(text, end) : NULL;
  const char *start = end;
  if (quote != NULL) g_ptr_array_add(found, g_strndup(quote, (gsize)(end - quote)));
  while (start > text && end - start < SIDE_MOST && found->len < STARTS_MOST) {
    const char *before = g_utf8_prev_char(start);
    if (!is_local(before)) break;
    if (parts(before) && start < end) add_part(found, start, end);
    start = before;
  }
  if (start < end) add_part(found, start, end);
  return found;
}

/* ---- the right side ---- */

static const char *label_end(const char *at, const char *limit)
{
  while (at < limit && *at != '\0' && (is_letter(at) || *at == '-')) at = g_utf8_next_char(at);
  return at;
}

/* The domains that begin at `at`, longest last; of char *. What follows a domain
 * without a blank is taken for a part of it, and left away again. */
static GPtrArray *domains(const char *at)
{
  GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GString) domain = g_string_new(NULL);
  const char *limit = at + strnlen(at, SIDE_MOST);
  for (guint i = 0; i < LABELS_MOST; i++) {
    const char *end = label_end(at, limit);
    if (end == at) break;
    g_string_append_len(domain, at, end - at);
    while (domain->len > 0 && domain->str[domain->len - 1] == '-') g_string_truncate(domain, domain->len - 1);
    if (domain->len > 0) g_ptr_array_add(found, g_strdup(domain->str));
    const char *sign = skip_blanks(end);
    gsize dot = sign_length(dots, sign);
    /* " dot " has its blanks within. */
    if (dot == 0) dot = sign_length(dots, sign = end);
    if (dot == 0) break;
    g_string_append_c(domain, '.');
    at = skip_blanks(sign + dot);
  }
  return found;
}

/* ---- both ---- */

static void add_address(Details *details, const char *local, const char *domain)
{
  if (++details->tries > TRIES_MOST) details->cut = TRUE;
  if (details->cut) return;
  g_autofree char *address = g_strconcat(local, "@", domain, NULL);
  char *canonical = address_canonical(address, details->separators, NULL);
  if (canonical != NULL) details_found(details, details->addresses, canonical);
}

/* A local part out of a link: what is percent-encoded in it is meant. */
static void add_decoded(Details *details, const char *local, const char *domain)
{
  if (strchr(local, '%') == NULL) return;
  g_autofree char *decoded = g_uri_unescape_string(local, NULL);
  if (decoded != NULL) add_address(details, decoded, domain);
}

static void add_around(Details *details, const char *text, const char *sign, gsize length)
{
  const char *end = sign;
  for (guint i = 0; i < BLANKS_MOST && end > text && g_ascii_isspace(end[-1]); i++) end--;
  g_autoptr(GPtrArray) right = domains(skip_blanks(sign + length));
  if (right->len == 0) return;
  g_autoptr(GPtrArray) left = local_parts(text, end);
  for (guint i = 0; i < left->len; i++) {
    for (guint k = 0; k < right->len && !details->cut; k++) {
      add_address(details, left->pdata[i], right->pdata[k]);
      add_decoded(details, left->pdata[i], right->pdata[k]);
    }
  }
}

void details_find_addresses(Details *details, const char *text)
{
  /* The first bytes of the signs above. */
  for (const char *at = strpbrk(text, "@%([{< "); at != NULL; at = strpbrk(at + 1, "@%([{< ")) {
    gsize length = sign_length(at_signs, at);
    if (length > 0) add_around(details, text, at, length);
  }
}
