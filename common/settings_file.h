// SPDX-License-Identifier: MIT
/* Reads the configuration file (libconfig) into Settings: contract, Configuration.
 */
#pragma once

#include "settings.h"

#define SETTINGS_ERROR (settings_error_quark())
GQuark settings_error_quark(void);
typedef enum {
  SETTINGS_ERROR_UNREADABLE, /* the file, or one it includes, cannot be read */
  SETTINGS_ERROR_SYNTAX,     /* libconfig cannot parse it */
  SETTINGS_ERROR_SETTING,    /* unknown, of the wrong type, impossible or missing */
} SettingsError;

#define SETTINGS_PATH "/etc/chaperone/chaperone.conf"

/* Reads and seals. The error's message is ready for the administrator:
 * "FILE:LINE: SETTING: what is wrong; what to do" (without LINE where there is
 * none). NULL on error; the caller unrefs. */
Settings *settings_read(const char *path, GError **error);
