// SPDX-License-Identifier: MIT
/* What the roster knows of somebody, as people read it: one card a person,
 * guardian or programme, on standard output.
 */
#pragma once

#include "roster_book.h"
#include "settings.h"

typedef struct CardContext {
  const RosterBook *book;
  const Settings *settings;
  Day today;
} CardContext;

void card_print_staff(const CardContext *context, const BookRow *row);
void card_print_participant(const CardContext *context, const BookRow *row);
void card_print_programme(const CardContext *context, const BookRow *row);

/* A guardian who is nobody else, by key. */
void card_print_guardian(const CardContext *context, gint64 key);
