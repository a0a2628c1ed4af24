// SPDX-License-Identifier: MIT
/* Judges every scenario of a file and says, scenario by scenario, whether the
 * policy does what the file says: runner FILE. Exit 0: it does; 1: it does not;
 * 2: the file makes no sense. README.md beside this tells how files are written. */
#include "conf.h"
#include "trial.h"

#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>

static gboolean try_scenario(const config_setting_t *file, const config_setting_t *scenario)
{
  g_autoptr(Trial) trial = trial_new(file, scenario);
  trial_compare(trial);
  trial_properties(trial);
  gboolean good = trial->faults->len == 0;
  printf("%s %s\n", good ? "ok    " : "NOT OK", trial->story);
  for (guint i = 0; i < trial->faults->len; i++) printf("         %s\n", (char *)trial->faults->pdata[i]);
  if (good) return TRUE;
  printf("         (line %u; %s)\n", config_setting_source_line(scenario), conf_text(scenario, "policy", ""));
  for (guint i = 0; i < trial->verdict->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(trial->verdict->findings, i);
    printf("         log: %s\n", finding->text->str);
  }
  return FALSE;
}

static int try_all(const config_setting_t *file)
{
  static const char *const names[] = {"rule",  "organisation", "date",      "programmes",
                                      "staff", "young",        "scenarios", NULL};
  conf_known(file, names);
  const config_setting_t *scenarios = conf_get(file, "scenarios");
  if (scenarios == NULL || conf_text(file, "rule", NULL) == NULL)
    conf_fail(file, "a scenario file names its rule and its scenarios");
  int count = config_setting_length(scenarios), failed = 0;
  for (int i = 0; i < count; i++) {
    if (!try_scenario(file, config_setting_get_elem(scenarios, (unsigned)i))) failed++;
  }
  printf("%d scenarios, %d failed\n", count, failed);
  return failed == 0 && count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
  if (argc != 2) {
    g_printerr("usage: %s FILE\n", argv[0]);
    return 2;
  }
  g_mime_init();
  config_t config;
  config_init(&config);
  g_autofree char *directory = g_path_get_dirname(argv[1]);
  config_set_include_dir(&config, directory);
  if (!config_read_file(&config, argv[1])) {
    const char *file = config_error_file(&config);
    g_printerr("%s:%d: %s\n", file != NULL ? file : argv[1], config_error_line(&config),
               config_error_text(&config));
    return 2;
  }
  int result = try_all(config_root_setting(&config));
  config_destroy(&config);
  return result;
}
