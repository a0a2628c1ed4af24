// SPDX-License-Identifier: MIT
/* Where a large body is kept while a message is judged: a file without a name,
 * so that nothing is left behind however the program ends.
 */
#pragma once

#include <gmime/gmime.h>

/* A new empty stream over a file that nobody else can open, in `directory`;
 * $TMPDIR goes before it when set. The caller unrefs. NULL when there is no
 * room or no access; the reason is in *error. */
GMimeStream *spool_open(const char *directory, GError **error);
