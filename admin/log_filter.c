// SPDX-License-Identifier: MIT
#include "log_filter.h"

#include "moment.h"
#include "rules/rules.h"
#include "verdict.h"

#include <string.h>

void log_filter_clear(LogFilter *filter)
{
  char *texts[] = {filter->since, filter->until,  filter->verdict,
                   filter->rule,  filter->sender, filter->person};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) g_free(texts[i]);
}

static gboolean read_moment(const VerbContext *context, const char *option, const char *text, MomentOfDay day,
                            GTimeZone *zone, gint64 *moment)
{
  if (text == NULL || moment_parse(text, day, zone, moment)) return TRUE;
  verb_fail(context, "%s: this is no date; write it as in 2026-03-01 or 2026-03-01T09:30:00", option);
  return FALSE;
}

static gboolean check_verdict(const VerbContext *context, const char *verdict)
{
  if (verdict == NULL) return TRUE;
  for (VerdictKind kind = VERDICT_ACCEPT; kind <= VERDICT_REJECT; kind++) {
    if (strcmp(verdict, verdict_kind_name(kind)) == 0) return TRUE;
  }
  verb_fail(context, "--verdict: verdicts are accept, modify, hold and reject");
  return FALSE;
}

static gboolean check_rule(const VerbContext *context, const char *rule)
{
  if (rule == NULL || rule_find(rule) != NULL) return TRUE;
  verb_fail(context, "--rule: there is no such rule; \"chaperone rules\" lists them");
  return FALSE;
}

gboolean log_filter_read(const VerbContext *context, const LogFilter *filter, const Settings *settings,
                         JournalFilter *wanted)
{
  *wanted = (JournalFilter){
      .verdict = filter->verdict,
      .rule = filter->rule,
      .sender = filter->sender,
      .person = filter->person,
      .unreviewed = filter->unreviewed,
  };
  return read_moment(context, "--since", filter->since, MOMENT_DAY_BEGINS, settings->timezone,
                     &wanted->since) &&
         read_moment(context, "--until", filter->until, MOMENT_DAY_ENDS, settings->timezone,
                     &wanted->until) &&
         check_verdict(context, filter->verdict) && check_rule(context, filter->rule);
}
