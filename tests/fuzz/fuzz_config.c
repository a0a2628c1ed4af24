// SPDX-License-Identifier: MIT
/* Configuration: settings or an error that names the file, never both; the same
 * text has the same digest; every rule has an action that it can carry out. */
#include "settings_file.h"

#include "fuzz.h"
#include "rules/rules.h"

#include <gmime/gmime.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* libconfig loses memory of its own when the syntax is wrong. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
  return "leak:libconfig.so";
}

static void check_rules(const Settings *settings)
{
  for (guint i = 0; i < rules_count(); i++) {
    const RuleSettings *rule = &settings->rules[i];
    MUST(rule->spec == rules_table[i], "rule %u has lost its row", i);
    MUST(rule->action != ACTION_FIX || rule->spec->repairs, "%s cannot fix", rule->spec->id);
    MUST(rule->otherwise == ACTION_HOLD || rule->otherwise == ACTION_REJECT, "%s falls back to nothing",
         rule->spec->id);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_mime_init();
  int file = memfd_create("fuzz", MFD_CLOEXEC);
  if (file < 0 || write(file, data, size) != (ssize_t)size) abort();
  g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", file);
  g_autoptr(GError) error = NULL;
  g_autoptr(Settings) settings = settings_read(path, &error);
  MUST((settings == NULL) == (error != NULL), "an error and settings, or neither");
  if (settings != NULL) {
    g_autoptr(Settings) again = settings_read(path, NULL);
    MUST(again != NULL && strcmp(settings->digest, again->digest) == 0, "read again, it differs");
    MUST(settings->help != NULL && *settings->help != '\0', "nobody to ask");
    check_rules(settings);
  } else {
    MUST(strstr(error->message, "/proc/self/fd/") != NULL, "the error names no file: %s", error->message);
  }
  close(file);
  return 0;
}
