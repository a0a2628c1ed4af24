// SPDX-License-Identifier: MIT
/* Whom the candidates of a message name: the second half of a Question. A part
 * of the room `roster`.
 */
#pragma once

#include "question.h"
#include "roster_person.h"

/* Puts into the load's queue whose details stand in the text, who is called as a
 * recipient is shown, and whose address a recipient's resembles. Everything is
 * looked up by keys (roster_keys.h): its cost depends on the message, not on how
 * many people the roster has. */
gboolean load_named(Load *load, const Question *question);
