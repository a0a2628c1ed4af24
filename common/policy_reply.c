// SPDX-License-Identifier: MIT
#include "policy_reply.h"

#include "limit.h"
#include "rules/rules.h"
#include "texts.h"

#include <string.h>

/* RFC 5321 4.5.3.1.5: 512 bytes with code and line end. */
#define LINE_BYTES 480

/* What an SMTP reply can carry: printable ASCII. Sendmail strips 8-bit text, so
 * it is better said in one's own way. */
static char *reply_line(const char *text)
{
  g_autofree char *ascii = g_str_to_ascii(text, "C");
  for (char *at = ascii; *at != '\0'; at++) {
    if (!g_ascii_isprint(*at)) *at = ' ';
  }
  if (strlen(ascii) > LINE_BYTES) memcpy(ascii + LINE_BYTES - 3, "...", 4);
  return g_steal_pointer(&ascii);
}

static void say(Verdict *verdict, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void say(Verdict *verdict, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_ptr_array_add(verdict->reply_lines, reply_line(text));
}

void policy_write_reply(Verdict *verdict, const Settings *settings)
{
  verdict->reply_code = 550;
  verdict->reply_status = g_strdup("5.7.1");
  for (guint i = 0; i < verdict->findings->len && verdict->reply_lines->len < LIMIT_REPLY_LINES; i++) {
    const Finding *finding = g_ptr_array_index(verdict->findings, i);
    if (finding->action == ACTION_REJECT)
      say(verdict, TEXT_REPLY_FINDING, finding->rule->id, finding->refusal->str);
  }
  say(verdict, TEXT_REPLY_ASK, settings->help);
  say(verdict, TEXT_REPLY_REFERENCE, verdict->reference);
}

static char *rules_with(const Verdict *verdict, guint actions)
{
  GString *rules = g_string_new(NULL);
  const RuleSpec *last = NULL;
  for (guint i = 0; i < verdict->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(verdict->findings, i);
    if ((actions & (1U << finding->action)) == 0 || finding->rule == last) continue;
    g_string_append_printf(rules, "%s%s", rules->len > 0 ? "," : "", finding->rule->id);
    last = finding->rule;
  }
  return g_string_free(rules, FALSE);
}

void policy_write_hold(Verdict *verdict)
{
  g_autofree char *rules = rules_with(verdict, 1U << ACTION_HOLD);
  verdict->hold = g_strdup_printf(TEXT_HOLD, verdict->reference, rules);
}

char *policy_marked_rules(const Verdict *verdict)
{
  return rules_with(verdict, 1U << ACTION_FIX | 1U << ACTION_HOLD);
}
