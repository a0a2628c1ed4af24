// SPDX-License-Identifier: MIT
#include "properties.h"

#include "address.h"
#include "cast.h"
#include "fuzz.h"
#include "policy.h"
#include "rewrite.h"
#include "rules/rules.h"

#include <string.h>

Trial *trial_new(void)
{
  Trial *trial = g_new0(Trial, 1);
  trial->sender = g_strdup("");
  trial->message = g_strdup("");
  trial->recipients = g_ptr_array_new_with_free_func(g_free);
  return trial;
}

void trial_free(Trial *trial)
{
  if (trial == NULL) return;
  g_free(trial->sender);
  g_free(trial->login);
  g_free(trial->message);
  g_ptr_array_unref(trial->recipients);
  g_free(trial);
}

void trial_set(char **field, const char *text)
{
  g_free(*field);
  *field = g_strdup(text);
}

Mail *trial_mail(const Trial *trial)
{
  g_autoptr(Mail) mail = mail_new(ADDRESS_SEPARATORS, NULL, NULL);
  mail_set_login(mail, trial->login);
  mail_set_sender(mail, trial->sender);
  for (guint i = 0; i < trial->recipients->len; i++) {
    if (!mail_add_recipient(mail, g_ptr_array_index(trial->recipients, i), NULL)) return NULL;
  }
  if (!mail_read(mail, trial->message, strlen(trial->message), NULL)) return NULL;
  return g_steal_pointer(&mail);
}

/* For whoever looks into a finding: FUZZ_SHOW=1 prints every message and verdict. */
static void show(const Trial *trial, const Verdict *verdict)
{
  if (g_getenv("FUZZ_SHOW") == NULL || verdict == NULL) return;
  json_t *object = verdict_json(verdict);
  g_print("%s\n", trial->message);
  json_dumpf(object, stdout, JSON_INDENT(2));
  g_print("\n\n");
  fflush(stdout);
  json_decref(object);
}

Verdict *trial_judge(const Trial *trial, Mail *mail)
{
  g_autoptr(Settings) settings = cast_settings(trial->variant);
  g_autoptr(People) people = cast_people();
  g_autoptr(GError) error = NULL;
  Verdict *verdict = policy_judge(settings, mail, people, CAST_WHEN, REFERENCE_NONE, &error);
  MUST((verdict == NULL) == (error != NULL), "an error and a verdict, or neither");
  MUST(error == NULL || !g_error_matches(error, POLICY_ERROR, POLICY_ERROR_UNSETTLED), "%s", error->message);
  show(trial, verdict);
  return verdict;
}

/* ---- the verdict's own parts ---- */

static gboolean has_recipient(const Mail *mail, const char *raw)
{
  const GPtrArray *recipients = mail_recipients(mail);
  for (guint i = 0; i < recipients->len; i++) {
    const MailRecipient *recipient = g_ptr_array_index(recipients, i);
    if (strcmp(recipient->raw, raw) == 0) return TRUE;
  }
  return FALSE;
}

static void check_reply(const Verdict *verdict)
{
  MUST(verdict->reply_code == 550 && verdict->reply_lines->len > 0, "a refusal without an explanation");
  for (guint i = 0; i < verdict->reply_lines->len; i++) {
    const char *line = g_ptr_array_index(verdict->reply_lines, i);
    MUST(g_str_is_ascii(line) && strpbrk(line, "\r\n") == NULL, "a reply line no MTA takes: \"%s\"", line);
  }
}

static void check_edits(const Edits *edits, const Mail *mail)
{
  for (guint i = 0; i < edits->add_recipients->len; i++) {
    g_autofree char *canonical = address_canonical(g_ptr_array_index(edits->add_recipients, i), "+", NULL);
    MUST(canonical != NULL, "a copy to what is no address");
  }
  for (guint i = 0; i < edits->remove_recipients->len; i++) {
    MUST(has_recipient(mail, g_ptr_array_index(edits->remove_recipients, i)), "removes who is not there");
  }
  for (guint i = 0; i < edits->headers->len; i++) {
    const HeaderEdit *edit = g_ptr_array_index(edits->headers, i);
    MUST(edit->op == HEADER_REMOVE || strpbrk(edit->value, "\r\n") == NULL, "a line break inside %s",
         edit->name);
    MUST(g_ascii_strcasecmp(edit->name, "Bcc") != 0 || edit->op == HEADER_REMOVE, "adds a Bcc field");
  }
}

void check_verdict(const Verdict *verdict, const Mail *mail)
{
  gboolean passes_whole = verdict->kind == VERDICT_ACCEPT || verdict->kind == VERDICT_REJECT;
  MUST(!passes_whole || edits_are_empty(verdict->edits), "%s with edits", verdict_kind_name(verdict->kind));
  MUST((verdict->kind == VERDICT_HOLD) == (verdict->hold != NULL),
       "held without a reason, or a reason alone");
  if (verdict->kind == VERDICT_REJECT) check_reply(verdict);
  check_edits(verdict->edits, mail);
}

void check_same_again(const Trial *trial, const Verdict *verdict)
{
  g_autoptr(Mail) mail = trial_mail(trial);
  g_autoptr(Verdict) again = trial_judge(trial, mail);
  json_t *first = verdict_json(verdict);
  json_t *second = verdict_json(again);
  MUST(json_equal(first, second), "the same message, another verdict");
  json_decref(first);
  json_decref(second);
}

/* ---- the message as it leaves ---- */

static gboolean is_removed(const Verdict *verdict, const char *raw)
{
  const GPtrArray *removed = verdict->edits->remove_recipients;
  for (guint i = 0; i < removed->len; i++) {
    if (strcmp(g_ptr_array_index(removed, i), raw) == 0) return TRUE;
  }
  return FALSE;
}

static Trial *repaired(const Trial *trial, const Mail *mail, const Verdict *verdict)
{
  g_autoptr(Trial) next = trial_new();
  trial_set(&next->sender, trial->sender);
  trial_set(&next->login, trial->login);
  next->variant = trial->variant;
  for (guint i = 0; i < trial->recipients->len; i++) {
    const char *raw = g_ptr_array_index(trial->recipients, i);
    if (!is_removed(verdict, raw)) g_ptr_array_add(next->recipients, g_strdup(raw));
  }
  const GPtrArray *added = verdict->edits->add_recipients;
  for (guint i = 0; i < added->len; i++) {
    g_ptr_array_add(next->recipients, g_strdup(g_ptr_array_index(added, i)));
  }
  MUST(next->recipients->len > 0, "a message that reaches nobody");
  g_autoptr(GBytes) bytes = rewrite_apply(mail, verdict->edits);
  gsize size = 0;
  const char *text = g_bytes_get_data(bytes, &size);
  g_free(next->message);
  next->message = g_strndup(text, size);
  return g_steal_pointer(&next);
}

static void check_no_fix(const Verdict *again)
{
  for (guint i = 0; i < again->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(again->findings, i);
    MUST(finding->action != ACTION_FIX, "%s would repair its own repair", finding->rule->id);
  }
  MUST(again->edits->add_recipients->len == 0, "a second look adds recipients");
  MUST(again->edits->remove_recipients->len == 0, "a second look removes recipients");
}

static void check_no_blind_field(const Mail *mail)
{
  const GPtrArray *headers = mail_headers(mail);
  for (guint i = 0; i < headers->len; i++) {
    const MailHeader *header = g_ptr_array_index(headers, i);
    MUST((header->field & FIELDS_BLIND) == 0, "%s is left", header->name);
  }
}

static gboolean is_changed(const Verdict *verdict)
{
  return verdict->kind == VERDICT_MODIFY || verdict->kind == VERDICT_HOLD;
}

/* A child who is taken out is not there the second time, and who was copied for their sake seems a stranger.
 */
static gboolean lost_a_child(const Verdict *verdict)
{
  for (guint i = 0; i < verdict->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(verdict->findings, i);
    if (finding->rule == &rule_min_age && finding->action == ACTION_FIX) return TRUE;
  }
  return FALSE;
}

void check_nothing_left(const Trial *trial, const Mail *mail, const Verdict *verdict)
{
  if (!is_changed(verdict) || mail_damage(mail) != 0 || lost_a_child(verdict)) return;
  g_autoptr(Trial) next = repaired(trial, mail, verdict);
  g_autoptr(Mail) second = trial_mail(next);
  MUST(second != NULL, "the repaired message cannot be read");
  g_autoptr(Verdict) again = trial_judge(next, second);
  MUST(again != NULL, "the repaired message cannot be judged");
  check_no_fix(again);
  MUST(verdict->kind == VERDICT_HOLD || again->kind <= VERDICT_MODIFY, "what was let pass is now %s",
       verdict_kind_name(again->kind));
  if (verdict->direction == DIRECTION_OUTGOING) check_no_blind_field(second);
}

/* ---- guardians ---- */

static void reach_families(GHashTable *reached, const Person *member)
{
  for (guint i = 0; i < member->guardians->len; i++) {
    const Link *link = g_ptr_array_index(member->guardians, i);
    if (link->contact == CONTACT_COPY) g_hash_table_add(reached, (gpointer)link->guardian);
  }
}

static void reach_list(GHashTable *reached, const Programme *list)
{
  for (guint i = 0; i < list->members->len; i++) {
    const Person *member = g_ptr_array_index(list->members, i);
    g_hash_table_add(reached, (gpointer)member);
    if (list->list_members == LIST_FAMILIES) reach_families(reached, member);
  }
}

static void reach(GHashTable *reached, const People *people, const char *recipient)
{
  g_autofree char *bare = address_unbracketed(recipient);
  g_autofree char *canonical = address_canonical(bare, ADDRESS_SEPARATORS, NULL);
  const GPtrArray *owners = people_at(people, canonical);
  const Programme *list = people_list_at(people, canonical);
  for (guint i = 0; owners != NULL && i < owners->len; i++) {
    const Address *address = g_ptr_array_index(owners, i);
    g_hash_table_add(reached, (gpointer)address->person);
  }
  if (list != NULL) reach_list(reached, list);
}

/* Everybody whom the recipients reach; the caller frees the set. */
static GHashTable *reached_by(const Trial *trial, const People *people)
{
  GHashTable *reached = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < trial->recipients->len; i++)
    reach(reached, people, g_ptr_array_index(trial->recipients, i));
  return reached;
}

static void check_guardians_of(const Person *child, GHashTable *reached, const Trial *trial)
{
  guint wanted = 0;
  guint there = 0;
  for (guint i = 0; i < child->guardians->len; i++) {
    const Link *link = g_ptr_array_index(child->guardians, i);
    if (link->contact != CONTACT_COPY) continue;
    wanted++;
    if (g_hash_table_contains(reached, link->guardian)) there++;
  }
  if (trial->variant == 2) {
    MUST(there > 0, "%s is written to without any guardian", child->name);
  } else {
    MUST(wanted > 0 && there == wanted, "%s is written to with %u of %u guardians", child->name, there,
         wanted);
  }
}

void check_guardians(const Trial *trial, const Mail *mail, const Verdict *verdict)
{
  if (verdict->direction != DIRECTION_OUTGOING || verdict->kind > VERDICT_MODIFY) return;
  g_autoptr(People) people = cast_people();
  g_autoptr(Trial) next = repaired(trial, mail, verdict);
  g_autoptr(GHashTable) reached = reached_by(next, people);
  const Person *sender = verdict->sender_id != NULL ? people_by_id(people, verdict->sender_id) : NULL;
  if (sender != NULL) g_hash_table_add(reached, (gpointer)sender);
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
  Day today = day_of(CAST_WHEN, utc);
  GHashTableIter iter;
  gpointer person;
  g_hash_table_iter_init(&iter, reached);
  while (g_hash_table_iter_next(&iter, &person, NULL)) {
    if (person != sender && person_is_minor(person, 18, today)) check_guardians_of(person, reached, trial);
  }
}
