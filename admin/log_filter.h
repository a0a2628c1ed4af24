// SPDX-License-Identifier: MIT
/* The options by which `log list`, `log follow` and `log stats` choose messages.
 */
#pragma once

#include "journal_read.h"
#include "verb.h"

typedef struct LogFilter {
  char *since, *until, *verdict, *rule, *sender, *person;
  gboolean unreviewed;
} LogFilter;

void log_filter_clear(LogFilter *filter);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LogFilter, log_filter_clear)

/* Rows for GOption: an initializer list of so many. */
#define LOG_FILTER_ENTRIES(filter)                                                                            \
  {"since", 0, 0, G_OPTION_ARG_STRING, &(filter).since, "From this day or time on (2026-03-01)", "DATE"},     \
      {"until", 0, 0, G_OPTION_ARG_STRING, &(filter).until, "Up to the end of this day, or before this time", \
       "DATE"},                                                                                               \
      {"verdict", 0, 0, G_OPTION_ARG_STRING, &(filter).verdict, "accept, modify, hold or reject", "VERDICT"}, \
      {"rule",                                                                                                \
       0,                                                                                                     \
       0,                                                                                                     \
       G_OPTION_ARG_STRING,                                                                                   \
       &(filter).rule,                                                                                        \
       "Found by this rule (\"chaperone rules\" lists them)",                                                 \
       "RULE"},                                                                                               \
      {"sender", 0, 0, G_OPTION_ARG_STRING, &(filter).sender, "Written by this id, address or login", "WHO"}, \
      {"person", 0, 0, G_OPTION_ARG_STRING, &(filter).person, "Concerning this id or address", "WHO"},        \
  {                                                                                                           \
    "unreviewed", 0, 0, G_OPTION_ARG_NONE, &(filter).unreviewed, "Not reviewed yet", NULL                     \
  }

/* The condition that the options mean, which borrows their texts. FALSE with a
 * message printed when one makes no sense. */
gboolean log_filter_read(const VerbContext *context, const LogFilter *filter, const Settings *settings,
                         JournalFilter *wanted);
