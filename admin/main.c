// SPDX-License-Identifier: MIT
/* chaperone: the administrator's command. Finds the configuration and the verb. */
#include "log.h"
#include "roster_verbs.h"
#include "settings_file.h"
#include "verbs.h"

#include <glib.h>
#include <gmime/gmime.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

/* One row a verb; each stands in a file of its own. */
const Verb verbs[] = {
    {"check", "[OPTION…] MESSAGE|-", "Judges a message from a file as the daemon would", NULL, NULL,
     verb_check},
    {"config", "[--json]", "Checks the configuration and prints the effective settings", NULL, NULL,
     verb_config},
    {"log", "list|show|follow|review|erase|stats|verify", "Tells what became of each message", log_verbs,
     "list", NULL},
    {"roster", "import|show|gaps|export|stats|history|revert",
     "Brings in and shows whom the organisation knows", roster_verbs, NULL, NULL},
    {"rules", "[--json|--markdown]", "Lists the rules and their settings", NULL, NULL, verb_rules},
    {.name = NULL},
};

/* Takes `-c FILE` and `--version` out of argv wherever they stand before "--".
 * Returns the new argc, or -1 when -c lacks its file. */
static int take_global_options(int argc, char **argv, const char **config_path, gboolean *version)
{
  int kept = 0;
  for (int i = 0; i < argc; i++) {
    if (strcmp(argv[i], "--") == 0) {
      while (i < argc) argv[kept++] = argv[i++];
      break;
    }
    if (strcmp(argv[i], "-c") == 0) {
      if (++i >= argc) return -1;
      *config_path = argv[i];
    } else if (strcmp(argv[i], "--version") == 0) {
      *version = TRUE;
    } else {
      argv[kept++] = argv[i];
    }
  }
  argv[kept] = NULL;
  return kept;
}

int main(int argc, char **argv)
{
  VerbContext context = {.config_path = SETTINGS_PATH, .name = "chaperone"};
  gboolean version = FALSE;
  setlocale(LC_ALL, "C.UTF-8");
  int left = take_global_options(argc - 1, argv + 1, &context.config_path, &version);
  if (left < 0) return verb_fail(&context, "-c needs the path of a configuration file");
  if (version) {
    puts("chaperone " CHAPERONE_VERSION);
    return VERB_OK;
  }
  g_mime_init();
  return verb_dispatch(verbs, &context, left, argv + 1);
}
