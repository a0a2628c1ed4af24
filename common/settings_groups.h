// SPDX-License-Identifier: MIT
/* What a configuration file may say besides `rules`: one table. */
#pragma once

#include "settings_reader.h"

/* The top of the file; `rules` is the last, for it needs what stands before. */
extern const Field settings_fields[];
