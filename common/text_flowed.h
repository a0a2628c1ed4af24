// SPDX-License-Identifier: MIT
/* Plain text as lines: quote marks counted, format=flowed joined (RFC 3676).
 * Pure.
 */
#pragma once

#include <glib.h>

/* The lines of a text/plain part, of TextLine. `flowed` and `delsp` are the
 * part's Content-Type parameters format=flowed and delsp=yes. Caller unrefs. */
GPtrArray *text_plain_lines(const char *text, gboolean flowed, gboolean delsp);

/* Splits at any line break that Unicode knows; of char *. Caller unrefs. */
GPtrArray *text_split_lines(const char *text);
