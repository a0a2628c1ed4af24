// SPDX-License-Identifier: MIT
#include "enforce.h"

#include "address.h"
#include "limit.h"
#include "rewrite.h"
#include "texts.h"

#include <string.h>

#define LINE_BYTES 450 /* of a reply line, whose limit is 512 with code and CRLF (RFC 5321, 4.5.3.1.5) */

/* NULL when the value holds what no header value may; an empty one would remove the field. */
static char *folded(const char *name, const char *value)
{
  if (*value == '\0' || strpbrk(value, "\r\n") != NULL) return NULL;
  return rewrite_fold(name, value);
}

static gboolean edit_header(const HeaderEdit *edit, const MtaOperations *operations, gpointer mta)
{
  if (edit->op == HEADER_REMOVE) return operations->change_header(mta, edit->name, edit->index, NULL);
  g_autofree char *value = folded(edit->name, edit->value);
  if (value == NULL) return FALSE;
  if (edit->op == HEADER_CHANGE) return operations->change_header(mta, edit->name, edit->index, value);
  return operations->add_header(mta, edit->name, value);
}

/* An RCPT argument for a recorded address. The domain in ASCII, since the
 * message need not be SMTPUTF8; NULL for what the MTA would read as another
 * address, or as several. */
static char *recipient_argument(const char *recorded)
{
  g_autofree char *canonical = address_canonical(recorded, "", NULL);
  const char *at = strrchr(recorded, '@');
  if (canonical == NULL || at == NULL || strpbrk(recorded, "<>\r\n") != NULL) return NULL;
  if (g_str_is_ascii(recorded)) return g_strdup_printf("<%s>", recorded);
  g_autofree char *domain = address_domain_canonical(at + 1);
  return g_strdup_printf("<%.*s@%s>", (int)(at - recorded), recorded, domain);
}

static gboolean add_recipient(const char *recorded, const MtaOperations *operations, gpointer mta)
{
  g_autofree char *argument = recipient_argument(recorded);
  return argument != NULL && operations->add_recipient(mta, argument);
}

/* In an order that leaves the message compliant as early as possible. */
static gboolean carry_out(const Edits *edits, const MtaOperations *operations, gpointer mta)
{
  for (guint i = 0; i < edits->add_recipients->len; i++) {
    if (!add_recipient(g_ptr_array_index(edits->add_recipients, i), operations, mta)) return FALSE;
  }
  for (guint i = 0; i < edits->remove_recipients->len; i++) {
    if (!operations->remove_recipient(mta, g_ptr_array_index(edits->remove_recipients, i))) return FALSE;
  }
  for (guint i = 0; i < edits->headers->len; i++) {
    if (!edit_header(g_ptr_array_index(edits->headers, i), operations, mta)) return FALSE;
  }
  return TRUE;
}

/* One line of printable ASCII, not too long. */
static char *plain_line(const char *text)
{
  char *line = g_strndup(text, LINE_BYTES);
  for (char *at = line; *at != '\0'; at++) {
    if (!g_ascii_isprint(*at)) *at = '?';
  }
  return line;
}

/* A line of a reply as both MTAs take it: they read `%` as the beginning of something. */
static char *reply_line(const char *text)
{
  g_autofree char *plain = plain_line(text);
  g_auto(GStrv) pieces = g_strsplit(plain, "%", -1);
  return g_strjoinv("%%", pieces);
}

static Outcome refuse(const Verdict *verdict, const MtaOperations *operations, gpointer mta)
{
  g_autofree char *code = g_strdup_printf("%d", verdict->reply_code);
  g_auto(GStrv) lines = g_new0(char *, LIMIT_REPLY_LINES + 1);
  guint count = MIN(verdict->reply_lines->len, LIMIT_REPLY_LINES);
  for (guint i = 0; i < count; i++) lines[i] = reply_line(g_ptr_array_index(verdict->reply_lines, i));
  /* Without our words the MTA refuses with its own. */
  operations->reply(mta, code, verdict->reply_status, lines);
  return OUTCOME_REJECT;
}

Outcome enforce_trouble(const MtaOperations *operations, gpointer mta, const char *text)
{
  g_autofree char *line = reply_line(text);
  char *lines[] = {line, NULL};
  operations->reply(mta, "451", "4.7.1", lines);
  return OUTCOME_TEMPFAIL;
}

Outcome enforce_verdict(const Verdict *verdict, const MtaOperations *operations, gpointer mta)
{
  if (verdict->mode == MODE_OBSERVE) return OUTCOME_PASS;
  if (verdict->kind == VERDICT_REJECT) return refuse(verdict, operations, mta);
  gboolean done = carry_out(verdict->edits, operations, mta);
  if (done && verdict->kind == VERDICT_HOLD) {
    g_autofree char *line = plain_line(verdict->hold);
    done = operations->quarantine(mta, line);
  }
  return done ? OUTCOME_PASS : enforce_trouble(operations, mta, TEXT_TRY_LATER);
}
