// SPDX-License-Identifier: MIT
/* Address lists of header fields, changed and written anew. A part of the room
 * `rewrite`. Pure.
 *
 * A changed field is always written from its parsed addresses, never by adding
 * to its text: an unclosed quote, comment or group would swallow what follows.
 */
#pragma once

#include "rewrite_mentions.h"

#include <gmime/gmime.h>

/* Calls back with each mailbox of the list, members of groups included. */
typedef void (*ListVisit)(const char *canonical, gpointer data);
void list_each(InternetAddressList *list, const char *separators, ListVisit visit, gpointer data);

/* Takes out the mailboxes in `dropped` (set of canonical addresses) and whatever
 * else mentions one of `hidden`: display names lose their name, groups dissolve
 * into their members. Groups that become empty go. Returns whether anything was
 * changed. */
gboolean list_strip(InternetAddressList *list, GHashTable *dropped, const Mentions *hidden);

/* Appends a mailbox; blanks stand for control characters of the name. */
void list_append(InternetAddressList *list, const char *name, const char *address);

/* The list as one line, names encoded (RFC 2047), proved by reading it again:
 * whatever would be read as something else is written without its name or, if
 * even that does not help, left out. Caller owns; "" when nothing is left. */
char *list_render(InternetAddressList *list, const char *separators);
