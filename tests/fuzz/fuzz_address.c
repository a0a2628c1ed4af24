// SPDX-License-Identifier: MIT
/* Addresses: what is one stays the same when made canonical again, in capitals
 * and in brackets; what is none never equals one. */
#include "address.h"

#include "fuzz.h"

#include <string.h>

static void check_again(const char *canonical)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *again = address_canonical(canonical, "", &error);
  MUST(again != NULL, "the canonical form \"%s\" is no address: %s", canonical, error->message);
  MUST(strcmp(again, canonical) == 0, "\"%s\" becomes \"%s\"", canonical, again);
}

static void check_capitals(const char *address, const char *canonical)
{
  g_autofree char *upper = g_ascii_strup(address, -1);
  g_autofree char *same = address_canonical(upper, ADDRESS_SEPARATORS, NULL);
  MUST(g_strcmp0(same, canonical) == 0, "in capitals \"%s\" is \"%s\", not \"%s\"", upper, same, canonical);
}

static void check_brackets(const char *address)
{
  g_autofree char *bracketed = g_strdup_printf("<%s>", address);
  g_autofree char *bare = address_unbracketed(bracketed);
  MUST(strcmp(bare, address) == 0, "\"%s\" without brackets is \"%s\"", bracketed, bare);
}

static void check_domain(const char *canonical)
{
  const char *domain = address_domain(canonical);
  g_autofree char *same = address_domain_canonical(domain);
  MUST(*domain != '\0', "\"%s\" has no domain", canonical);
  MUST(g_strcmp0(same, domain) == 0, "the domain \"%s\" becomes \"%s\"", domain, same);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autofree char *address = fuzz_text(data, size);
  g_autoptr(GError) error = NULL;
  g_autofree char *canonical = address_canonical(address, ADDRESS_SEPARATORS, &error);
  g_autofree char *shown = address_canonical_shown(address, ADDRESS_SEPARATORS);
  MUST(shown != NULL, "nothing to show");
  MUST((canonical == NULL) == (error != NULL), "an error and a result, or neither");
  if (canonical == NULL) return 0;
  MUST(g_utf8_validate(canonical, -1, NULL), "the canonical form is not UTF-8");
  MUST(strcmp(shown, canonical) == 0, "shown it is \"%s\", in the envelope \"%s\"", shown, canonical);
  check_again(canonical);
  check_capitals(address, canonical);
  check_brackets(address);
  check_domain(canonical);
  return 0;
}
