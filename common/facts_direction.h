// SPDX-License-Identifier: MIT
/* Who is writing, and which way (policy, section of that name). A part of the
 * room `facts`. Pure.
 */
#pragma once

#include "mail.h"
#include "people.h"
#include "settings.h"
#include "verdict.h"

/* With a login, its owner; without one, the one person who owns the From
 * address or addresses. NULL when nobody is known. */
const Person *facts_sender(const Settings *settings, const Mail *mail, const People *people);

/* Outgoing, incoming or a report. Looks into the body only of what has every
 * other mark of a report. */
Direction facts_direction(const Settings *settings, Mail *mail, const People *people);

/* Whether only the body can tell that this is a report. */
gboolean facts_may_be_report(const Mail *mail, const People *people);
