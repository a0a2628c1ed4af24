// SPDX-License-Identifier: MIT
#include "check_report.h"

#include "printable.h"
#include "rules/rules.h"

#include <gmime/gmime.h>
#include <stdio.h>

static const char *verdict_text(const Verdict *verdict)
{
  static const char *const texts[] = {
      [VERDICT_ACCEPT] = "would be sent as it is (accept)",
      [VERDICT_MODIFY] = "would be sent after changes (modify)",
      [VERDICT_HOLD] = "would be held until somebody releases it (hold)",
      [VERDICT_REJECT] = "would be refused (reject)",
  };
  return texts[verdict->kind];
}

static const char *action_text(Action action)
{
  static const char *const texts[] = {
      [ACTION_OFF] = "off",   [ACTION_LOG] = "note",       [ACTION_FIX] = "repair",
      [ACTION_HOLD] = "hold", [ACTION_REJECT] = "refusal",
  };
  return texts[action];
}

/* "Sam Okoro (P1)" */
static void print_person(const People *people, const char *id)
{
  const Person *person = people_by_id(people, id);
  g_autofree char *name = printable(person == NULL ? "" : person->name);
  g_autofree char *shown = printable(id);
  if (*name == '\0')
    printf("%s", shown);
  else
    printf("%s (%s)", name, shown);
}

static void print_head(const Verdict *verdict, const People *people)
{
  printf("This message %s.\n", verdict_text(verdict));
  if (verdict->mode == MODE_OBSERVE)
    puts("But chaperone only observes here (mode = \"observe\"): it is sent as it is, and logged.");
  g_autofree char *sender = printable(verdict->sender_address);
  printf("\nDirection:     %s\n", direction_name(verdict->direction));
  printf("Sender:        %s", *sender == '\0' ? "none" : sender);
  if (verdict->login != NULL) {
    g_autofree char *login = printable(verdict->login);
    printf(", logged in as %s", login);
  }
  if (verdict->sender_id != NULL) {
    printf("; ");
    print_person(people, verdict->sender_id);
  }
  printf(verdict->sender_role == NULL ? "; not on the roster\n" : ", %s\n", verdict->sender_role);
}

static void print_young(const Verdict *verdict, const People *people)
{
  printf("Young people:  ");
  for (guint i = 0; i < verdict->young_people->len; i++) {
    if (i > 0) printf(", ");
    print_person(people, verdict->young_people->pdata[i]);
  }
  puts(verdict->young_people->len == 0 ? "none is reached" : "");
}

static void print_findings(const Verdict *verdict)
{
  if (verdict->findings->len == 0) {
    puts("\nNo rule has anything to say.");
    return;
  }
  puts("\nFindings:");
  for (guint i = 0; i < verdict->findings->len; i++) {
    const Finding *finding = verdict->findings->pdata[i];
    g_autofree char *text = printable(finding->text->str);
    printf("  %s (%s): %s\n", finding->rule->id, action_text(finding->action), text);
  }
}

static void print_list(const char *title, const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++) {
    g_autofree char *shown = printable(texts->pdata[i]);
    printf("%-14s %s\n", i == 0 ? title : "", shown);
  }
}

static void print_header_edit(const HeaderEdit *edit)
{
  static const char *const signs[] = {[HEADER_ADD] = "+", [HEADER_CHANGE] = "~", [HEADER_REMOVE] = "-"};
  g_autofree char *name = printable(edit->name);
  g_autofree char *decoded = g_mime_utils_header_decode_text(NULL, edit->value == NULL ? "" : edit->value);
  g_autofree char *value = printable(decoded);
  printf("  %s %s: ", signs[edit->op], name);
  if (edit->op == HEADER_REMOVE)
    printf("(number %u is removed)\n", edit->index);
  else
    printf("%s\n", value);
}

static void print_edits(const Edits *edits)
{
  if (edits_are_empty(edits)) return;
  puts("");
  print_list("Also sent to:", edits->add_recipients);
  print_list("Not sent to:", edits->remove_recipients);
  if (edits->headers->len > 0) puts("Header (+ added, ~ changed, - removed):");
  for (guint i = 0; i < edits->headers->len; i++) print_header_edit(edits->headers->pdata[i]);
}

static void print_reply(const Verdict *verdict)
{
  if (verdict->reply_code == 0) return;
  puts("\nThe sender is told:");
  for (guint i = 0; i < verdict->reply_lines->len; i++) {
    g_autofree char *line = printable(verdict->reply_lines->pdata[i]);
    printf("  %d %s %s\n", verdict->reply_code, verdict->reply_status, line);
  }
}

gboolean check_report(const Verdict *verdict, const People *people)
{
  print_head(verdict, people);
  print_young(verdict, people);
  print_findings(verdict);
  print_edits(verdict->edits);
  print_reply(verdict);
  return fflush(stdout) == 0 && ferror(stdout) == 0;
}
