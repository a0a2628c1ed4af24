// SPDX-License-Identifier: MIT
/* The digest of the settings, by which a log entry says what it was judged by.
 * Pure.
 */
#pragma once

#include "settings.h"

/* Hex SHA-256 over everything that a verdict depends on, and nothing else: the
 * same for a default that is written out and one that is not, for a file that
 * was moved, for another socket or log. Caller owns. */
char *settings_digest(const Settings *settings);
