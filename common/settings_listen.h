// SPDX-License-Identifier: MIT
/* `listen`: where the MTA finds the daemon, in libmilter's words. */
#pragma once

#include "settings_reader.h"

/* "unix:PATH" (also "local:"), "inet:PORT@HOST" or "inet6:PORT@HOST". A socket
 * on every interface must be asked for in so many words, as 0.0.0.0. */
gboolean read_listen(const Reader *reader, const config_setting_t *setting);
