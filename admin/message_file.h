// SPDX-License-Identifier: MIT
/* A message file for the verbs that read one: of any size, in bounded memory.
 */
#pragma once

#include "mail.h"
#include "verb.h"

/* Reads the file at `path` ("-": standard input) into a mail without envelope.
 * NULL on error, which says what is wrong with the file; the caller frees. */
Mail *message_file_read(const Settings *settings, const char *path, GError **error);
