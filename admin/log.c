// SPDX-License-Identifier: MIT
/* chaperone log: what became of each message, as the journal has it. */
#include "log.h"

#include <string.h>

const Verb log_verbs[] = {
    {"list", "[OPTION…]", "Lists judged messages, the newest last", NULL, NULL, verb_log_list},
    {"show", "[--json] REF", "Tells all that is known of one message", NULL, NULL, verb_log_show},
    {"follow", "[OPTION…]", "Lists messages as they are judged, until interrupted", NULL, NULL,
     verb_log_follow},
    {"review", "REF --outcome OUTCOME", "Notes that somebody has looked at a message", NULL, NULL,
     verb_log_review},
    {"erase", "--before DATE|--person ID", "Erases personal fields for good; the log stays whole", NULL, NULL,
     verb_log_erase},
    {"stats", "[OPTION…]", "Counts verdicts, rules and senders", NULL, NULL, verb_log_stats},
    {"verify", "[--json]", "Checks that nothing in the log was changed, put in or taken away", NULL, NULL,
     verb_log_verify},
    {.name = NULL},
};

char *log_reference(const char *text)
{
  g_autofree char *upper = g_ascii_strup(text, -1);
  g_autoptr(GString) digits = g_string_new(NULL);
  for (const char *at = g_str_has_prefix(upper, "CH-") ? upper + 3 : upper; *at != '\0'; at++) {
    if (*at == '-' || *at == ' ') continue;
    g_string_append_c(digits, *at == 'O' ? '0' : *at == 'I' || *at == 'L' ? '1' : *at);
  }
  if (digits->len == 10 && strncmp(digits->str, "CH", 2) == 0) g_string_erase(digits, 0, 2);
  if (digits->len != 8) return NULL;
  return g_strdup_printf("CH-%.4s-%.4s", digits->str, digits->str + 4);
}
