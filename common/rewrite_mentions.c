// SPDX-License-Identifier: MIT
#include "rewrite_mentions.h"

#include "address.h"
#include "mail.h"

#include <string.h>

/* The longest local part and domain looked at, in bytes: beyond what SMTP delivers
 * to (RFC 5321, 4.5.3.1), tags and all. */
#define PART_MOST 256

void mentions_init(Mentions *mentions, GHashTable *addresses, const char *separators)
{
  mentions->addresses = addresses;
  mentions->separators = separators;
  mentions->domains = g_hash_table_new(g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer canonical = NULL;
  g_hash_table_iter_init(&iter, addresses);
  while (g_hash_table_iter_next(&iter, &canonical, NULL)) {
    g_hash_table_add(mentions->domains, (gpointer)address_domain(canonical));
  }
}

void mentions_clear(Mentions *mentions)
{
  g_clear_pointer(&mentions->domains, g_hash_table_unref);
}

static gboolean is_wanted(const Mentions *mentions, const char *local, const char *domain)
{
  g_autofree char *address = g_strconcat(local, "@", domain, NULL);
  g_autofree char *canonical = address_canonical(address, mentions->separators, NULL);
  return canonical != NULL && g_hash_table_contains(mentions->addresses, canonical);
}

/* ---- the two sides of an @ ---- */

static gboolean is_domain_char(gunichar character)
{
  return g_unichar_isalnum(character) || g_unichar_ismark(character) || character == '-' ||
         character == '.' || character == '_' || character == 0x3002 || character == 0xff0e ||
         character == 0xff61;
}

static const char *domain_end(const char *from)
{
  if (*from == '[') {
    const char *close = strchr(from, ']');
    return close != NULL ? close + 1 : from;
  }
  const char *at = from;
  while (is_domain_char(g_utf8_get_char(at)) && at - from < PART_MOST) at = g_utf8_next_char(at);
  while (at > from && (at[-1] == '.' || at[-1] == '-' || at[-1] == '_')) at--;
  return at;
}

/* The canonical domain behind an @ when it is one of those looked for. */
static char *wanted_domain(const Mentions *mentions, const char *from)
{
  g_autofree char *text = g_strndup(from, (gsize)(domain_end(from) - from));
  char *domain = address_domain_canonical(text);
  if (domain != NULL && g_hash_table_contains(mentions->domains, domain)) return domain;
  g_free(domain);
  return NULL;
}

static gboolean ends_local_part(gunichar character)
{
  return g_unichar_isspace(character) || g_unichar_iscntrl(character) ||
         (character < 0x80 && strchr("<>()[],;:\"@\\", (int)character) != NULL);
}

/* A quoted local part that ends before `at`. */
static gboolean is_wanted_quoted(const Mentions *mentions, const char *text, const char *at,
                                 const char *domain)
{
  for (const char *open = at - 1; open-- > text && at - open < PART_MOST;) {
    if (*open != '"') continue;
    g_autofree char *local = g_strndup(open, (gsize)(at - open));
    if (is_wanted(mentions, local, domain)) return TRUE;
  }
  return FALSE;
}

/* Local parts that end before `at`, from the shortest: each that begins where a word does. */
static gboolean is_wanted_before(const Mentions *mentions, const char *text, const char *at,
                                 const char *domain)
{
  const char *start = at;
  while (start > text && at - start < PART_MOST) {
    const char *before = g_utf8_prev_char(start);
    gunichar character = g_utf8_get_char(before);
    if (start < at && !g_unichar_isalnum(character)) {
      g_autofree char *local = g_strndup(start, (gsize)(at - start));
      if (is_wanted(mentions, local, domain)) return TRUE;
    }
    if (ends_local_part(character)) return FALSE;
    start = before;
  }
  g_autofree char *local = g_strndup(start, (gsize)(at - start));
  return is_wanted(mentions, local, domain);
}

static gboolean is_wanted_at(const Mentions *mentions, const char *text, const char *at)
{
  g_autofree char *domain = wanted_domain(mentions, at + 1);
  if (domain == NULL || at == text) return FALSE;
  if (at[-1] == '"') return is_wanted_quoted(mentions, text, at, domain);
  return is_wanted_before(mentions, text, at, domain);
}

static gboolean scan(const Mentions *mentions, const char *text)
{
  for (const char *at = strpbrk(text, "@="); at != NULL; at = strpbrk(at + 1, "@=")) {
    if (is_wanted_at(mentions, text, at)) return TRUE;
  }
  return FALSE;
}

/* ---- the ways in which a text can be written ---- */

static char *without_blanks(const char *text)
{
  GString *result = g_string_sized_new(strlen(text));
  for (const char *at = text; *at != '\0'; at++) {
    if (!g_ascii_isspace(*at) && !g_ascii_iscntrl(*at)) g_string_append_c(result, *at);
  }
  return g_string_free(result, FALSE);
}

static char *percent_decoded(const char *text)
{
  GString *result = g_string_sized_new(strlen(text));
  for (const char *at = text; *at != '\0'; at++) {
    gboolean code = at[0] == '%' && g_ascii_isxdigit(at[1]) && g_ascii_isxdigit(at[2]);
    int byte = code ? g_ascii_xdigit_value(at[1]) * 16 + g_ascii_xdigit_value(at[2]) : 0;
    g_string_append_c(result, byte != 0 ? (char)byte : *at);
    if (byte != 0) at += 2;
  }
  char *valid = g_utf8_make_valid(result->str, (gssize)result->len);
  g_string_free(result, TRUE);
  return valid;
}

static gboolean scan_spaced_or_not(const Mentions *mentions, const char *text)
{
  g_autofree char *squeezed = without_blanks(text);
  return scan(mentions, text) || scan(mentions, squeezed);
}

gboolean mentions_in_text(const Mentions *mentions, const char *text)
{
  if (text == NULL || g_hash_table_size(mentions->addresses) == 0) return FALSE;
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  if (scan_spaced_or_not(mentions, valid)) return TRUE;
  if (strchr(valid, '%') == NULL) return FALSE;
  g_autofree char *decoded = percent_decoded(valid);
  return scan_spaced_or_not(mentions, decoded);
}

/* Encoded words decoded one by one: GMime joins neighbours before it decodes
 * them, and loses what follows the padding of the first. */
static char *words_decoded(const char *text)
{
  GString *apart = g_string_new(text);
  g_string_replace(apart, "=?", " \001 =?", 0);
  g_string_replace(apart, "? \001 =?", "?=?", 0);
  char *decoded = g_mime_utils_header_decode_text(NULL, apart->str);
  g_string_free(apart, TRUE);
  return decoded;
}

static gboolean is_wanted_in_list(const Mentions *mentions, InternetAddressList *list)
{
  for (int i = 0; i < internet_address_list_length(list); i++) {
    InternetAddress *address = internet_address_list_get_address(list, i);
    if (INTERNET_ADDRESS_IS_GROUP(address)) {
      InternetAddressGroup *group = INTERNET_ADDRESS_GROUP(address);
      if (is_wanted_in_list(mentions, internet_address_group_get_members(group))) return TRUE;
      continue;
    }
    const char *text = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address));
    g_autofree char *canonical = address_canonical_shown(text != NULL ? text : "", mentions->separators);
    if (g_hash_table_contains(mentions->addresses, canonical)) return TRUE;
  }
  return FALSE;
}

gboolean mentions_in_field(const Mentions *mentions, const char *value)
{
  if (g_hash_table_size(mentions->addresses) == 0) return FALSE;
  /* Without one of these no way of writing hides an @. */
  if (strpbrk(value, "@=%") == NULL) return FALSE;
  g_autofree char *unfolded = g_strdelimit(g_strdup(value), "\r\n", ' ');
  if (mentions_in_text(mentions, unfolded)) return TRUE;
  g_autofree char *decoded = g_mime_utils_header_decode_text(NULL, unfolded);
  if (decoded != NULL && mentions_in_text(mentions, decoded)) return TRUE;
  g_autofree char *word_by_word = words_decoded(unfolded);
  if (word_by_word != NULL && mentions_in_text(mentions, word_by_word)) return TRUE;
  g_autoptr(InternetAddressList) list = mail_parse_addresses(value);
  return list != NULL && is_wanted_in_list(mentions, list);
}
