// SPDX-License-Identifier: MIT
/* Whole messages through policy_judge and rewrite. An input is an envelope, an
 * empty line and a message file; see corpus/message. */
#include "cast.h"
#include "fuzz.h"
#include "properties.h"

#include <gmime/gmime.h>
#include <string.h>

/* Takes the envelope's lines from the input and returns where the message
 * begins. Unknown lines are passed over. */
static const char *read_envelope(Trial *trial, const char *text)
{
  const char *end = strchr(text, '\n');
  for (; end != NULL && end != text; text = end + 1, end = strchr(text, '\n')) {
    g_autofree char *line = g_strndup(text, (gsize)(end - text));
    if (g_str_has_prefix(line, "RCPT ")) g_ptr_array_add(trial->recipients, g_strdup(line + 5));
    if (g_str_has_prefix(line, "MAIL ")) trial_set(&trial->sender, line + 5);
    if (g_str_has_prefix(line, "LOGIN ")) trial_set(&trial->login, line + 6);
    if (g_str_has_prefix(line, "SET ")) trial->variant = (guint)line[4] % CAST_VARIANTS;
  }
  return end != NULL ? end + 1 : text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_mime_init();
  g_autofree char *text = fuzz_text(data, size);
  g_autoptr(Trial) trial = trial_new();
  trial_set(&trial->message, read_envelope(trial, text));
  g_autoptr(Mail) mail = trial_mail(trial);
  if (mail == NULL) return 0;
  g_autoptr(Verdict) verdict = trial_judge(trial, mail);
  if (verdict == NULL) return 0;
  check_verdict(verdict, mail);
  check_same_again(trial, verdict);
  check_nothing_left(trial, mail, verdict);
  check_guardians(trial, mail, verdict);
  return 0;
}
