// SPDX-License-Identifier: MIT
#include "verb.h"

#include "settings_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const Verb *find(const Verb *table, const char *name)
{
  for (const Verb *verb = table; verb->name != NULL; verb++) {
    if (strcmp(verb->name, name) == 0) return verb;
  }
  return NULL;
}

static void print_help(FILE *out, const Verb *table, const char *prefix)
{
  fprintf(out, "Usage: %s [-c FILE] VERB …\n\n", prefix);
  for (const Verb *verb = table; verb->name != NULL; verb++) {
    g_autofree char *call = g_strdup_printf("%s %s", verb->name, verb->arguments ? verb->arguments : "");
    fprintf(out, "  %s\n        %s\n", g_strchomp(call), verb->help);
  }
  fprintf(out, "\n\"%s VERB --help\" tells more of one verb.\n", prefix);
}

static int run_below(const Verb *verb, const VerbContext *context, int argc, char **argv)
{
  g_autofree char *name = g_strdup_printf("%s %s", context->name, verb->name);
  VerbContext below = {.config_path = context->config_path, .name = name};
  if (verb->verbs == NULL) return verb->run(&below, argc, argv);
  gboolean takes_fallback =
      verb->fallback != NULL && (argc < 2 || (argv[1][0] == '-' && strcmp(argv[1], "--help") != 0));
  if (takes_fallback) {
    const Verb *fallback = find(verb->verbs, verb->fallback);
    return run_below(fallback, &below, argc, argv);
  }
  return verb_dispatch(verb->verbs, &below, argc - 1, argv + 1);
}

int verb_dispatch(const Verb *table, const VerbContext *context, int argc, char **argv)
{
  if (argc < 1) {
    print_help(stderr, table, context->name);
    return VERB_FAILED;
  }
  if (strcmp(argv[0], "--help") == 0 || strcmp(argv[0], "-h") == 0) {
    print_help(stdout, table, context->name);
    return VERB_OK;
  }
  const Verb *verb = find(table, argv[0]);
  if (verb != NULL) return run_below(verb, context, argc, argv);
  fprintf(stderr, "%s: there is no \"%s\" here; these are:", context->name, argv[0]);
  for (verb = table; verb->name != NULL; verb++) fprintf(stderr, " %s", verb->name);
  fputc('\n', stderr);
  return VERB_FAILED;
}

int verb_fail(const VerbContext *context, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *message = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  fprintf(stderr, "%s: %s\n", context->name, message);
  return VERB_FAILED;
}

/* GOption ends with "--" and leaves it there. */
static void drop_separator(int *argc, char **argv)
{
  for (int i = 1; i < *argc; i++) {
    if (strcmp(argv[i], "--") != 0) continue;
    memmove(&argv[i], &argv[i + 1], (gsize)(*argc - i) * sizeof *argv);
    *argc -= 1;
    return;
  }
}

gboolean verb_options(const VerbContext *context, const GOptionEntry *entries, const char *arguments,
                      const char *summary, int *argc, char ***argv)
{
  g_autoptr(GOptionContext) options = g_option_context_new(arguments);
  g_autoptr(GError) error = NULL;
  g_set_prgname(context->name);
  g_option_context_set_summary(options, summary);
  if (entries != NULL) g_option_context_add_main_entries(options, entries, NULL);
  if (g_option_context_parse(options, argc, argv, &error)) {
    drop_separator(argc, *argv);
    return TRUE;
  }
  verb_fail(context, "%s; \"%s --help\" tells what it takes", error->message, context->name);
  return FALSE;
}

Settings *verb_settings(const VerbContext *context)
{
  g_autoptr(GError) error = NULL;
  Settings *settings = settings_read(context->config_path, &error);
  if (settings == NULL) verb_fail(context, "%s", error->message);
  return settings;
}
