// SPDX-License-Identifier: MIT
/* The people of a scenario: the cast, as the scenario changes it. */
#pragma once

#include "people.h"

#include <libconfig.h>

/* Sealed; the caller frees it. Ends the program when the files make no sense. */
People *cast_people(const config_setting_t *cast, const config_setting_t *scenario);
