// SPDX-License-Identifier: MIT
/* `rules`: every rule by its id, with what its row in rules_table allows. */
#pragma once

#include "settings_reader.h"

gboolean read_rules(const Reader *reader, const config_setting_t *setting);
