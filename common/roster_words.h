// SPDX-License-Identifier: MIT
/* What an import changes, in numbers and in words that a safeguarding lead
 * understands: "2 young people lose their only guardian".
 */
#pragma once

#include "roster_book.h"

/* Fills counts and words of the report from the rows that are new, changed or gone. */
void roster_words_fill(RosterReport *report, const RosterBook *book, Day today);
