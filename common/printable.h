// SPDX-License-Identifier: MIT
/* Text of unknown origin, made safe to show on a terminal or in a log line.
 * Pure, thread-safe.
 */
#pragma once

#include <glib.h>

/* The text with everything that is not a visible character or a blank replaced:
 * control, format and unassigned characters as <U+001B>, bytes that are not
 * UTF-8 as <FF>. Neither colours nor line ends nor reversed writing survive.
 * Caller owns. */
char *printable(const char *text);

/* The same, cut after `most` characters, which shows as "…". */
char *printable_start(const char *text, gsize most);
