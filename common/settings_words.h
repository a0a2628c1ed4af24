// SPDX-License-Identifier: MIT
/* Word lists: a text file in UTF-8, an entry a line; empty lines and lines that
 * begin with # are for the reader.
 */
#pragma once

#include "settings.h"

/* Fills a FILE value, which should be empty. The error tells file and line. */
gboolean words_read(const char *path, SettingValue *value, GError **error);
