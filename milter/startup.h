// SPDX-License-Identifier: MIT
/* What is wrong with this set-up before the first message comes.
 */
#pragma once

#include "service.h"

/* Sentences for the administrator about what runs but does not do what it
 * seems to: defaults of co-staff that cannot be the second adult, the wrong
 * user. Of char *; the caller unrefs. An error only when the roster cannot be
 * asked. */
GPtrArray *startup_warnings(const Setup *setup, GError **error);

/* `chaperoned --check`: reads the configuration, opens everything it names,
 * prints what is wrong. Returns an exit code: 0 all is well, 1 something is not,
 * 2 the configuration cannot be used. Makes no file and disturbs no daemon. */
int startup_check(const char *config_path);
