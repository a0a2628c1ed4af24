// SPDX-License-Identifier: MIT
/* What the files of the room `details` share; nobody else includes it. */
#pragma once

#include "details.h"

/* Adds to a set of the details, unless it is full. */
void details_found(Details *details, GHashTable *set, char *owned);

/* `plain` is plain_text. */
void details_find_phones(Details *details, const char *plain);
/* Any text, letter case ignored. */
void details_find_addresses(Details *details, const char *text);
