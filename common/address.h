// SPDX-License-Identifier: MIT
/* E-mail addresses: which are addresses at all, and which are the same.
 *
 * Two addresses are the same when their canonical forms are (policy,
 * "Comparing addresses"): domain in lower case, A-label form (UTS #46), no
 * trailing dot; local part in NFC and case-folded, `+tag` removed, quotes
 * removed where not needed; googlemail.com is gmail.com, whose local parts
 * ignore dots. The canonical form is for comparing only: what gets added and
 * shown is the recorded form. Pure, thread-safe.
 */
#pragma once

#include <glib.h>

#define ADDRESS_ERROR (address_error_quark())
GQuark address_error_quark(void);
typedef enum { ADDRESS_ERROR_INVALID } AddressError;

/* The separators between local part and tag when nothing else is configured. */
#define ADDRESS_SEPARATORS "+"

/* The longest address looked at, in bytes (RFC 5321 4.5.3.1 has 320; SMTPUTF8 longer). */
#define ADDRESS_MAX 1000

/* The canonical form, owned by the caller. `address` is an addr-spec without
 * angle brackets; `separators` is the set of tag separators ("" for none).
 * Fails with ADDRESS_ERROR_INVALID for what is no address (RFC 5321 4.1.2, RFC
 * 6531) and for what an MTA would rewrite to another one before delivery:
 * source routes, `%` and `!` and `@` in the local part, a missing domain. */
char *address_canonical(const char *address, const char *separators, GError **error);

/* As address_canonical, for text that a header shows: never fails. What is no
 * address yields its case-folded text, which equals no roster address. */
char *address_canonical_shown(const char *address, const char *separators);

/* An envelope argument as an MTA hands it over: one pair of angle brackets
 * around it removed. NULL and "<>" are the null sender: "". Caller owns. */
char *address_unbracketed(const char *argument);

/* The canonical domain of a canonical address, borrowed from it; "" when none. */
const char *address_domain(const char *canonical);

/* The canonical form of a domain, owned by the caller; NULL when it is none. */
char *address_domain_canonical(const char *domain);

/* Whether the canonical address lies in one of the canonical domains
 * (GPtrArray of char *). Subdomains are not covered (decisions). */
gboolean address_in_domains(const char *canonical, const GPtrArray *domains);
