// SPDX-License-Identifier: MIT
/* Programmes as the roster's reader loads them. A part of the room `roster`. */
#pragma once

#include "roster_person.h"

/* Puts the person into the programmes that `cell` names, with their staff. */
gboolean load_programmes(Load *load, Person *person, const char *cell);

/* The programme that has this list address, with all its members; nothing when
 * none has it. */
gboolean load_list(Load *load, const char *canonical);
