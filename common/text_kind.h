// SPDX-License-Identifier: MIT
/* Which parts of a message are text, and of what kind. For text.c. Pure.
 */
#pragma once

#include "text.h"

/* The MIME type in lower case, caller owns. */
char *text_type_of(GMimeObject *object);

/* Whether the part is text, by its type or by its first bytes; *kind is set when it is. */
gboolean text_kind_of(GMimePart *part, const char *type, TextKind *kind);
