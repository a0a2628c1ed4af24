// SPDX-License-Identifier: MIT
#include "conf.h"
#include "rewrite.h"
#include "rules/rules.h"
#include "trial.h"

#include <string.h>

static const char *const expect_names[] = {
    "verdict",   "direction",  "findings",    "adds",         "removes",   "about",
    "addresses", "to",         "cc",          "reply_to",     "gone",      "kept",
    "log_says",  "reply_says", "reply_hides", "header_hides", "sender_id", NULL};

static char *joined(const GPtrArray *texts)
{
  GString *line = g_string_new(NULL);
  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf(line, "%s%s", i > 0 ? ", " : "", (const char *)texts->pdata[i]);
  return g_string_free(line, FALSE);
}

static void same_text(Trial *trial, const char *what, const char *got, const char *want)
{
  if (g_strcmp0(got, want) != 0)
    trial_fault(trial, "%s: got \"%s\", should be \"%s\"", what, got != NULL ? got : "(none)", want);
}

/* A list that the scenario does not name should be empty. */
static void same_list(Trial *trial, const config_setting_t *expect, const char *name, const GPtrArray *got)
{
  g_autoptr(GPtrArray) wanted = conf_texts(expect, name);
  g_autofree char *want = joined(wanted);
  g_autofree char *have = joined(got);
  same_text(trial, name, have, want);
}

static gboolean any_contains(const GPtrArray *texts, const char *wanted)
{
  for (guint i = 0; i < texts->len; i++) {
    if (strstr(g_ptr_array_index(texts, i), wanted) != NULL) return TRUE;
  }
  return FALSE;
}

static void contains_all(Trial *trial, const config_setting_t *expect, const char *name,
                         const GPtrArray *texts, gboolean wanted)
{
  g_autoptr(GPtrArray) parts = conf_texts(expect, name);
  for (guint i = 0; i < parts->len; i++) {
    if (any_contains(texts, parts->pdata[i]) == wanted) continue;
    g_autofree char *have = joined(texts);
    trial_fault(trial, "%s: \"%s\" %s in: %s", name, (char *)parts->pdata[i],
                wanted ? "is not" : "should not be", have);
  }
}

/* ---- findings ---- */

static GPtrArray *findings_of(const Verdict *verdict)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < verdict->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(verdict->findings, i);
    g_ptr_array_add(texts, g_strdup_printf("%s %s", finding->rule->id, action_name(finding->action)));
  }
  return texts;
}

static int by_text(gconstpointer a, gconstpointer b)
{
  const char *const *left = a, *const *right = b;
  return strcmp(*left, *right);
}

/* What the findings of the rule under trial name, sorted, each once. */
static GPtrArray *named(const Trial *trial, gboolean people)
{
  GPtrArray *all = g_ptr_array_new();
  for (guint i = 0; i < trial->verdict->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(trial->verdict->findings, i);
    const GPtrArray *these = people ? finding->people : finding->addresses;
    if (strcmp(finding->rule->id, trial->rule) != 0) continue;
    for (guint k = 0; k < these->len; k++) {
      if (!g_ptr_array_find_with_equal_func(all, these->pdata[k], g_str_equal, NULL))
        g_ptr_array_add(all, these->pdata[k]);
    }
  }
  g_ptr_array_sort(all, by_text);
  return all;
}

static void compare_findings(Trial *trial, const config_setting_t *expect)
{
  g_autoptr(GPtrArray) findings = findings_of(trial->verdict);
  same_list(trial, expect, "findings", findings);
  g_autoptr(GPtrArray) people = named(trial, TRUE);
  if (conf_get(expect, "about") != NULL) same_list(trial, expect, "about", people);
  g_autoptr(GPtrArray) addresses = named(trial, FALSE);
  if (conf_get(expect, "addresses") != NULL) same_list(trial, expect, "addresses", addresses);
  g_autoptr(GPtrArray) texts = g_ptr_array_new();
  for (guint i = 0; i < trial->verdict->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(trial->verdict->findings, i);
    g_ptr_array_add(texts, finding->text->str);
  }
  contains_all(trial, expect, "log_says", texts, TRUE);
}

/* ---- the message as it leaves ---- */

/* The values of all fields of that name, unfolded; "" when there is none. */
static char *values(const Mail *mail, const char *name)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
  const GPtrArray *headers = mail_headers(mail);
  for (guint i = 0; i < headers->len; i++) {
    const MailHeader *header = g_ptr_array_index(headers, i);
    if (g_ascii_strcasecmp(header->name, name) != 0) continue;
    g_auto(GStrv) lines = g_strsplit(header->value, "\n", -1);
    g_ptr_array_add(found, g_strjoinv("", lines));
  }
  g_ptr_array_add(found, NULL);
  return g_strjoinv(" | ", (char **)found->pdata);
}

static GPtrArray *header_lines(const Mail *mail)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  const GPtrArray *headers = mail_headers(mail);
  for (guint i = 0; i < headers->len; i++) {
    const MailHeader *header = g_ptr_array_index(headers, i);
    g_ptr_array_add(lines, g_strdup_printf("%s: %s", header->name, header->value));
  }
  return lines;
}

static void compare_fields(Trial *trial, const config_setting_t *expect, const char *name, const Mail *mail,
                           gboolean wanted)
{
  g_autoptr(GPtrArray) names = conf_texts(expect, name);
  for (guint i = 0; i < names->len; i++) {
    gboolean there = mail_header(mail, names->pdata[i]) != NULL;
    if (there != wanted)
      trial_fault(trial, "%s: %s is %s", name, (char *)names->pdata[i], there ? "there" : "not there");
  }
}

static void compare_message(Trial *trial, const config_setting_t *expect)
{
  g_autoptr(GBytes) bytes = rewrite_apply(trial->mail, trial->verdict->edits);
  gsize length = 0;
  const char *text = g_bytes_get_data(bytes, &length);
  g_autoptr(Mail) mail = trial_mail(trial, trial->recipients, text, length);
  g_autofree char *to = values(mail, "To");
  g_autofree char *cc = values(mail, "Cc");
  if (conf_get(expect, "to") != NULL) same_text(trial, "to", to, conf_text(expect, "to", ""));
  g_autofree char *reply_to = values(mail, "Reply-To");
  if (conf_get(expect, "cc") != NULL) same_text(trial, "cc", cc, conf_text(expect, "cc", ""));
  if (conf_get(expect, "reply_to") != NULL)
    same_text(trial, "reply_to", reply_to, conf_text(expect, "reply_to", ""));
  compare_fields(trial, expect, "gone", mail, FALSE);
  compare_fields(trial, expect, "kept", mail, TRUE);
  g_autoptr(GPtrArray) lines = header_lines(mail);
  contains_all(trial, expect, "header_hides", lines, FALSE);
}

void trial_compare(Trial *trial)
{
  const config_setting_t *expect = conf_get(trial->scenario, "expect");
  if (expect == NULL) conf_fail(trial->scenario, "what should happen is not said");
  conf_known(expect, expect_names);
  const Verdict *verdict = trial->verdict;
  same_text(trial, "verdict", verdict_kind_name(verdict->kind), conf_text(expect, "verdict", ""));
  same_text(trial, "direction", direction_name(verdict->direction),
            conf_text(expect, "direction", "outgoing"));
  if (conf_get(expect, "sender_id") != NULL)
    same_text(trial, "sender_id", verdict->sender_id, conf_text(expect, "sender_id", ""));
  same_list(trial, expect, "adds", verdict->edits->add_recipients);
  same_list(trial, expect, "removes", verdict->edits->remove_recipients);
  compare_findings(trial, expect);
  contains_all(trial, expect, "reply_says", verdict->reply_lines, TRUE);
  contains_all(trial, expect, "reply_hides", verdict->reply_lines, FALSE);
  compare_message(trial, expect);
}
