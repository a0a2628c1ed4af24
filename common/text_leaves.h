// SPDX-License-Identifier: MIT
/* The leaves of a MIME tree in order, with what is known of their place: for
 * text.c. Limits are LIMIT_MIME_DEPTH and LIMIT_MIME_PARTS. Pure.
 */
#pragma once

#include "text.h"

/* Of TextLeaf. Fills names, between and gaps of the document. Caller unrefs. */
GPtrArray *text_leaves(GMimeMessage *message, TextDocument *document);
