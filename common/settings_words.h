// SPDX-License-Identifier: MIT
/* Word lists: a text file in UTF-8, an entry a line; empty lines and lines that
 * begin with # are for the reader.
 */
#pragma once

#include "settings.h"

/* What is wrong with an entry ("has no letter"); NULL when nothing is. */
typedef const char *(*WordCheck)(const char *entry);

/* Fills a FILE value, which should be empty. `check` may be NULL. The error tells file and line. */
gboolean words_read(const char *path, WordCheck check, SettingValue *value, GError **error);
