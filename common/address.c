// SPDX-License-Identifier: MIT
#include "address.h"

#include "fold.h"

#include <string.h>
#include <unicode/uidna.h>

G_DEFINE_QUARK(chaperone_address_error_quark, address_error)

#define DOMAIN_MAX 512

/* ---- domains ---- */

static gboolean is_domain_ascii(const char *domain)
{
  gboolean dot_before = TRUE;
  for (const char *at = domain; *at != '\0'; at++) {
    if (*at == '.' && dot_before) return FALSE;
    dot_before = *at == '.';
    if (!g_ascii_isalnum(*at) && *at != '-' && *at != '.' && *at != '_') return FALSE;
  }
  return !dot_before;
}

/* UTS #46, non-transitional as browsers and mail programs do now. */
static char *domain_to_ascii(const char *domain)
{
  UErrorCode status = U_ZERO_ERROR;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  char ascii[DOMAIN_MAX];
  UIDNA *idna = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE, &status);
  if (U_FAILURE(status)) return NULL;
  int32_t length = uidna_nameToASCII_UTF8(idna, domain, -1, ascii, sizeof ascii - 1, &info, &status);
  uidna_close(idna);
  if (U_FAILURE(status) || info.errors != 0) return NULL;
  ascii[length] = '\0';
  return g_strdup(ascii);
}

static gboolean needs_idna(const char *domain)
{
  for (const char *at = domain; *at != '\0'; at++) {
    if ((guchar)*at >= 0x80) return TRUE;
  }
  /* An A-label may be written in ways that UTS #46 evens out. */
  g_autofree char *lower = g_ascii_strdown(domain, -1);
  return strstr(lower, "xn--") != NULL;
}

static gboolean is_literal(const char *domain)
{
  gsize length = strlen(domain);
  if (length < 3 || domain[0] != '[' || domain[length - 1] != ']') return FALSE;
  for (gsize i = 1; i + 1 < length; i++) {
    if (!g_ascii_isalnum(domain[i]) && strchr(".:-", domain[i]) == NULL) return FALSE;
  }
  return TRUE;
}

char *address_domain_canonical(const char *domain)
{
  gsize length = strlen(domain);
  if (length == 0 || length >= DOMAIN_MAX / 2) return NULL;
  if (is_literal(domain)) return g_ascii_strdown(domain, -1);
  g_autofree char *mapped = needs_idna(domain) ? domain_to_ascii(domain) : g_ascii_strdown(domain, -1);
  if (mapped == NULL) return NULL;
  length = strlen(mapped);
  if (length > 1 && mapped[length - 1] == '.') mapped[length - 1] = '\0';
  if (!is_domain_ascii(mapped)) return NULL;
  char *result = g_strdup(strcmp(mapped, "googlemail.com") == 0 ? "gmail.com" : mapped);
  return result;
}

/* ---- local parts ---- */

/* The content of a quoted local part, NULL when the quotes are broken. */
static char *unquoted(const char *local, gsize length)
{
  if (length < 3 || local[0] != '"' || local[length - 1] != '"') return NULL;
  GString *content = g_string_sized_new(length);
  for (gsize i = 1; i + 1 < length; i++) {
    if (local[i] == '"') break;
    if (local[i] == '\\' && i + 2 < length) i++;
    g_string_append_c(content, local[i]);
    if (i + 2 == length) return g_string_free(content, FALSE);
  }
  g_string_free(content, TRUE);
  return NULL;
}

static gboolean is_dot_atom(const char *local)
{
  gboolean dot_before = TRUE;
  for (const char *at = local; *at != '\0'; at++) {
    if (*at == '.' && dot_before) return FALSE;
    dot_before = *at == '.';
    gboolean text =
        (guchar)*at >= 0x80 || g_ascii_isalnum(*at) || strchr("!#$%&'*+-/=?^_`{|}~.", *at) != NULL;
    if (!text) return FALSE;
  }
  return !dot_before;
}

/* What Postfix and Sendmail read as a route to another address (decisions). */
static gboolean is_route(const char *local)
{
  return strpbrk(local, "@%!") != NULL;
}

static void drop_tag(char *local, const char *separators)
{
  /* A local part that begins with a separator is no tag of nothing. */
  gsize stem = local[0] == '\0' ? 0 : 1 + strcspn(local + 1, separators);
  local[stem] = '\0';
}

static void drop_dots(char *local)
{
  char *to = local;
  for (const char *from = local; *from != '\0'; from++) {
    if (*from != '.') *to++ = *from;
  }
  *to = '\0';
}

static char *local_canonical(const char *content, const char *separators, const char *domain)
{
  g_autofree char *folded = fold_case(content);
  drop_tag(folded, separators);
  if (strcmp(domain, "gmail.com") != 0) return g_steal_pointer(&folded);
  drop_dots(folded);
  /* What stood apart by a dot may compose now. */
  return fold_case(folded);
}

static char *joined(const char *local, const char *domain)
{
  if (is_dot_atom(local)) return g_strconcat(local, "@", domain, NULL);
  /* Quotes that are needed stay, so that two forms of one quoted text are one. */
  GString *result = g_string_new("\"");
  for (const char *at = local; *at != '\0'; at++) {
    if (*at == '"' || *at == '\\') g_string_append_c(result, '\\');
    g_string_append_c(result, *at);
  }
  g_string_append_printf(result, "\"@%s", domain);
  return g_string_free(result, FALSE);
}

/* ---- whole addresses ---- */

static char *invalid(GError **error)
{
  /* Says nothing of the address: the daemon logs this text. */
  g_set_error_literal(error, ADDRESS_ERROR, ADDRESS_ERROR_INVALID, "not an e-mail address");
  return NULL;
}

static gboolean has_control(const char *text)
{
  for (const char *at = text; *at != '\0'; at++) {
    if ((guchar)*at < 0x20 || *at == 0x7f) return TRUE;
  }
  return FALSE;
}

static char *local_content(const char *address, gsize length)
{
  if (length == 0) return NULL;
  if (address[0] == '"') return unquoted(address, length);
  g_autofree char *content = g_strndup(address, length);
  return is_dot_atom(content) ? g_steal_pointer(&content) : NULL;
}

/* ---- the plain case, which almost every address is ---- */

/* Copies letters in lower case, digits, "-", "_", single dots within and, where
 * `extra` is not NUL, that; stops at anything else. The length copied. */
static gsize copy_plain(char *to, const char *from, char extra)
{
  gsize length = 0;
  for (; from[length] != '\0'; length++) {
    char c = from[length];
    gboolean dot = c == '.' && length > 0 && from[length - 1] != '.';
    if (!g_ascii_isalnum(c) && c != '-' && c != '_' && !dot && (c != extra || extra == '\0')) break;
    to[length] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  }
  to[length] = '\0';
  return length;
}

static gboolean is_plain_domain(const char *domain, gsize length)
{
  return length > 0 && length < DOMAIN_MAX / 2 && domain[length - 1] != '.' &&
         strstr(domain, "xn--") == NULL && strcmp(domain, "gmail.com") != 0 &&
         strcmp(domain, "googlemail.com") != 0;
}

/* The canonical form of an address in ASCII without quotes or special cases, in
 * one pass; NULL for all others, addresses or not. */
static char *plain_canonical(const char *address, gsize length, const char *separators)
{
  char local[ADDRESS_MAX + 1], domain[ADDRESS_MAX + 1];
  gsize stem = copy_plain(local, address, '+');
  if (stem == 0 || address[stem] != '@') return NULL;
  gsize domain_length = copy_plain(domain, address + stem + 1, '\0');
  if (stem + 1 + domain_length != length || !is_plain_domain(domain, domain_length)) return NULL;
  drop_tag(local, separators);
  stem = strlen(local);
  if (local[stem - 1] == '.') return NULL;
  char *canonical = g_malloc(stem + domain_length + 2);
  memcpy(canonical, local, stem);
  canonical[stem] = '@';
  memcpy(canonical + stem + 1, domain, domain_length + 1);
  return canonical;
}

char *address_canonical(const char *address, const char *separators, GError **error)
{
  gsize length = address != NULL ? strlen(address) : 0;
  if (length == 0 || length > ADDRESS_MAX) return invalid(error);
  char *plain = plain_canonical(address, length, separators);
  if (plain != NULL) return plain;
  if (has_control(address) || !g_utf8_validate(address, -1, NULL)) return invalid(error);
  const char *at = strrchr(address, '@');
  if (at == NULL) return invalid(error);
  g_autofree char *content = local_content(address, (gsize)(at - address));
  if (content == NULL || is_route(content)) return invalid(error);
  g_autofree char *domain = address_domain_canonical(at + 1);
  if (domain == NULL) return invalid(error);
  g_autofree char *local = local_canonical(content, separators, domain);
  if (local[0] == '\0') return invalid(error);
  return joined(local, domain);
}

char *address_canonical_shown(const char *address, const char *separators)
{
  char *canonical = address_canonical(address, separators, NULL);
  return canonical != NULL ? canonical : fold_case(address);
}

char *address_unbracketed(const char *argument)
{
  if (argument == NULL) return g_strdup("");
  gsize length = strlen(argument);
  if (length >= 2 && argument[0] == '<' && argument[length - 1] == '>') {
    return g_strndup(argument + 1, length - 2);
  }
  return g_strdup(argument);
}

const char *address_domain(const char *canonical)
{
  const char *at = strrchr(canonical, '@');
  return at != NULL ? at + 1 : "";
}

gboolean address_in_domains(const char *canonical, const GPtrArray *domains)
{
  const char *domain = address_domain(canonical);
  for (guint i = 0; i < domains->len; i++) {
    if (strcmp(domain, g_ptr_array_index(domains, i)) == 0) return TRUE;
  }
  return FALSE;
}
