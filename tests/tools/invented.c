// SPDX-License-Identifier: MIT
#include "invented.h"

#include "mail.h"
#include "rules/rules.h"

const char invented_hostile_subject[] = "=HYPERLINK(\"http://evil.example\";\"\x1b[31mred\x1b[0m\")";

gint64 invented_time(guint number)
{
  return (1782896400 + number * G_GINT64_CONSTANT(60)) * G_USEC_PER_SEC;
}

static Finding *find(Verdict *verdict, const RuleSpec *rule, Action action, const char *text)
{
  Finding *finding = g_new0(Finding, 1);
  finding->rule = rule;
  finding->action = action;
  finding->people = g_ptr_array_new_with_free_func(g_free);
  finding->addresses = g_ptr_array_new_with_free_func(g_free);
  finding->text = g_string_new(text);
  finding->refusal = g_string_new(NULL);
  g_ptr_array_add(verdict->findings, finding);
  return finding;
}

static void add(GPtrArray *texts, const char *text)
{
  g_ptr_array_add(texts, g_strdup(text));
}

static void set(char **field, const char *text)
{
  g_free(*field);
  *field = g_strdup(text);
}

static void from_ben(Verdict *verdict, const char *address)
{
  set(&verdict->sender_address, address);
  set(&verdict->login, "ben");
  set(&verdict->sender_id, "S2");
  set(&verdict->sender_role, "mentor");
}

static void reject(Verdict *verdict, const char *line)
{
  verdict->kind = VERDICT_REJECT;
  verdict->reply_code = 550;
  set(&verdict->reply_status, "5.7.1");
  add(verdict->reply_lines, line);
  add(verdict->reply_lines, "Questions? Ask safeguarding@teensinai.example.");
}

static void invent_modify(Verdict *verdict)
{
  verdict->kind = VERDICT_MODIFY;
  from_ben(verdict, "ben@teensinai.example");
  Finding *parents = find(verdict, &rule_parents, ACTION_FIX,
                          "Sam Okoro (P1) is under age and Mary Okoro is not copied. Copied: Mary Okoro.");
  add(parents->people, "P1");
  add(parents->addresses, "mum@home.example");
  Finding *co_staff =
      find(verdict, &rule_co_staff, ACTION_FIX,
           "No other member of staff or volunteer is copied into a message to Sam Okoro (P1).");
  add(co_staff->people, "P1");
  add(co_staff->addresses, "safeguarding@teensinai.example");
  add(verdict->edits->add_recipients, "mum@home.example");
  add(verdict->edits->add_recipients, "safeguarding@teensinai.example");
  edits_add_header(verdict->edits, HEADER_CHANGE, "Cc", 1,
                   "Carol <carol@teensinai.example>, mum@home.example, safeguarding@teensinai.example");
}

static void invent_reject(Verdict *verdict)
{
  from_ben(verdict, "ben@private.example");
  Finding *finding = find(verdict, &rule_official_account, ACTION_REJECT,
                          "From names ben@private.example, which is no official address of the sender.");
  add(finding->addresses, "ben@private.example");
  reject(verdict, "official-account: Please write from your own organisational account only.");
}

static void invent_hold(Verdict *verdict)
{
  verdict->kind = VERDICT_HOLD;
  from_ben(verdict, "ben@teensinai.example");
  Finding *finding = find(verdict, &rule_consent, ACTION_HOLD,
                          "No consent to contact is recorded for Sam Okoro (P1). Nor is any for Ana (P12).");
  add(finding->people, "P1");
  add(finding->people, "P12");
  set(&verdict->hold, "consent");
}

static void invent_accept(Verdict *verdict)
{
  verdict->kind = VERDICT_ACCEPT;
  set(&verdict->sender_address, "carol@teensinai.example");
  set(&verdict->sender_id, "S3");
  set(&verdict->sender_role, "staff");
}

static void invent_hostile(Verdict *verdict)
{
  set(&verdict->sender_address, "=cmd|'/c calc'!A1@evil.example");
  verdict->mode = MODE_OBSERVE;
  verdict->kind = VERDICT_REJECT;
  find(verdict, &rule_official_account, ACTION_REJECT, "The sender is not known to be a member of staff.");
}

Verdict *invented_verdict(guint number)
{
  static void (*const invent[])(Verdict *) = {invent_modify, invent_reject, invent_hold, invent_accept,
                                              invent_hostile};
  Verdict *verdict = verdict_new();
  verdict->direction = DIRECTION_OUTGOING;
  verdict->mode = MODE_ENFORCE;
  add(verdict->young_people, "P1");
  set(&verdict->settings_digest, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
  verdict->roster_version = 7;
  verdict->reference = journal_reference(NULL);
  invent[number % INVENTED_KINDS](verdict);
  return verdict;
}

char *invented_append(Journal *journal, guint number, GError **error)
{
  g_autoptr(Verdict) verdict = invented_verdict(number);
  g_autoptr(GPtrArray) recipients = g_ptr_array_new();
  g_autoptr(GPtrArray) headers = g_ptr_array_new();
  MailHeader cc = {.name = (char *)"CC",
                   .value = (char *)"Carol\n <carol@teensinai.example>",
                   .index = 1,
                   .field = FIELD_CC};
  gboolean hostile = number % INVENTED_KINDS == INVENTED_HOSTILE;
  g_ptr_array_add(recipients, (gpointer) "sam@young.example");
  g_ptr_array_add(recipients, (gpointer) "carol@teensinai.example");
  g_ptr_array_add(headers, &cc);
  const JournalRecord record = {
      .when = invented_time(number),
      .queue_id = "4XkPq81zTz",
      .message_id = "<1@teensinai.example>",
      .client = "192.0.2.7",
      .subject = hostile ? invented_hostile_subject : "Your project",
      .recipients = recipients,
      .headers = headers,
      .verdict = verdict,
  };
  return journal_append(journal, &record, error) ? g_strdup(verdict->reference) : NULL;
}
