// SPDX-License-Identifier: MIT
/* The details in a whole message (policy, identifying-details): its subject, all
 * its text whether shown or not, links, names of files, attached messages. A part
 * of the room `details`. Pure.
 */
#pragma once

#include "details.h"
#include "mail.h"

/* Taken out at the first call and kept with the mail. Never NULL; `cut` when not
 * all of the message could be looked at. */
const Details *details_of(Mail *mail);
