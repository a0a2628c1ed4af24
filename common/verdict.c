// SPDX-License-Identifier: MIT
#include "verdict.h"

#include "rules/rules.h"

static const char *const kind_names[] = {"accept", "modify", "hold", "reject"};
static const char *const direction_names[] = {"outgoing", "incoming", "report"};
static const char *const op_names[] = {"add", "change", "remove"};

const char *verdict_kind_name(VerdictKind kind)
{
  return kind_names[kind];
}

const char *direction_name(Direction direction)
{
  return direction_names[direction];
}

const char *header_op_name(HeaderOp op)
{
  return op_names[op];
}

/* ---- edits ---- */

static void header_edit_free(gpointer data)
{
  HeaderEdit *edit = data;
  g_free(edit->name);
  g_free(edit->value);
  g_free(edit);
}

Edits *edits_new(void)
{
  Edits *edits = g_new0(Edits, 1);
  edits->add_recipients = g_ptr_array_new_with_free_func(g_free);
  edits->remove_recipients = g_ptr_array_new_with_free_func(g_free);
  edits->headers = g_ptr_array_new_with_free_func(header_edit_free);
  return edits;
}

void edits_free(Edits *edits)
{
  if (edits == NULL) return;
  g_ptr_array_unref(edits->add_recipients);
  g_ptr_array_unref(edits->remove_recipients);
  g_ptr_array_unref(edits->headers);
  g_free(edits);
}

gboolean edits_are_empty(const Edits *edits)
{
  return edits->add_recipients->len + edits->remove_recipients->len + edits->headers->len == 0;
}

void edits_add_header(Edits *edits, HeaderOp op, const char *name, guint index, const char *value)
{
  HeaderEdit *edit = g_new0(HeaderEdit, 1);
  edit->op = op;
  edit->name = g_strdup(name);
  edit->index = index;
  edit->value = op == HEADER_REMOVE ? NULL : g_strdup(value);
  g_ptr_array_add(edits->headers, edit);
}

/* ---- findings ---- */

void finding_free(Finding *finding)
{
  if (finding == NULL) return;
  g_ptr_array_unref(finding->people);
  g_ptr_array_unref(finding->addresses);
  g_string_free(finding->text, TRUE);
  g_string_free(finding->refusal, TRUE);
  g_free(finding);
}

/* ---- verdicts ---- */

Verdict *verdict_new(void)
{
  Verdict *verdict = g_new0(Verdict, 1);
  verdict->sender_address = g_strdup("");
  verdict->young_people = g_ptr_array_new_with_free_func(g_free);
  verdict->findings = g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
  verdict->edits = edits_new();
  verdict->reply_lines = g_ptr_array_new_with_free_func(g_free);
  return verdict;
}

void verdict_free(Verdict *verdict)
{
  if (verdict == NULL) return;
  g_free(verdict->sender_address);
  g_free(verdict->login);
  g_free(verdict->sender_id);
  g_free(verdict->sender_role);
  g_ptr_array_unref(verdict->young_people);
  g_ptr_array_unref(verdict->findings);
  edits_free(verdict->edits);
  g_free(verdict->reply_status);
  g_ptr_array_unref(verdict->reply_lines);
  g_free(verdict->hold);
  g_free(verdict->reference);
  g_free(verdict->settings_digest);
  g_free(verdict);
}

gboolean verdict_is_logged(const Verdict *verdict)
{
  return verdict->findings->len > 0 || verdict->young_people->len > 0 || verdict->kind != VERDICT_ACCEPT;
}

gboolean verdict_passes(const Verdict *verdict)
{
  return verdict->mode == MODE_OBSERVE || verdict->kind <= VERDICT_MODIFY;
}

char *verdict_rules(const Verdict *verdict)
{
  GString *rules = g_string_new(NULL);
  const RuleSpec *last = NULL;
  for (guint i = 0; i < verdict->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(verdict->findings, i);
    if (finding->rule == last) continue; /* findings stand in the order of the table */
    if (rules->len > 0) g_string_append_c(rules, ',');
    g_string_append(rules, finding->rule->id);
    last = finding->rule;
  }
  return g_string_free(rules, FALSE);
}
