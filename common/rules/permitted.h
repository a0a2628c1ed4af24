// SPDX-License-Identifier: MIT
/* Outside addresses that somebody has agreed to: what the rules outsiders and
 * lookalike share (policy, outsiders). Pure.
 */
#pragma once

#include "facts.h"

/* Whether outsiders' `allow` has the address or its domain. */
gboolean permitted_by_settings(const Settings *settings, const char *canonical);

/* Whether the young person has a `copy` permission for it that holds today. */
gboolean permitted_by(const Facts *facts, const Person *young, const char *canonical);

/* Whether every young person reached has; also when there is none. */
gboolean permitted_by_all(const Facts *facts, const char *canonical);
