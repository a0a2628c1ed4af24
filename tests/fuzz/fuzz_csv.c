// SPDX-License-Identifier: MIT
/* Roster files: an import that has an error changes nothing; one that has none,
 * done again, finds everything as it is. An input is one or more CSV files, a
 * form feed between them. */
#include "cast.h"
#include "fuzz.h"
#include "roster_import.h"

#include <glib/gstdio.h>

static char *directory;

static void remove_all(void)
{
  g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
  for (const char *name = dir != NULL ? g_dir_read_name(dir) : NULL; name != NULL;
       name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(directory, name, NULL);
    g_unlink(path);
  }
}

static void clean_up(void)
{
  remove_all();
  g_rmdir(directory);
}

static void begin(void)
{
  if (directory == NULL) {
    directory = g_dir_make_tmp("chaperone-fuzz-XXXXXX", NULL);
    if (directory == NULL || atexit(clean_up) != 0) abort();
  }
  remove_all();
}

/* The files of the input; the caller frees the list. */
static char **write_files(const uint8_t *data, size_t size)
{
  g_autoptr(GStrvBuilder) files = g_strv_builder_new();
  g_autofree char *text = g_memdup2(data, size);
  size_t start = 0;
  for (size_t i = 0; i <= size; i++) {
    if (i < size && text[i] != '\f') continue;
    g_autofree char *path = g_strdup_printf("%s/%zu.csv", directory, start);
    if (!g_file_set_contents(path, size > 0 ? text + start : "", (gssize)(i - start), NULL)) abort();
    g_strv_builder_add(files, path);
    start = i + 1;
  }
  return g_strv_builder_end(files);
}

static RosterReport *import(const Settings *settings, char *const *files)
{
  const RosterImportOptions options = {.who = "fuzz", .now = CAST_WHEN};
  g_autoptr(GError) error = NULL;
  RosterReport *report = roster_import(settings, files, &options, &error);
  MUST((report == NULL) == (error != NULL), "an error and a report, or neither");
  return report;
}

static void check_unchanged(const RosterReport *report)
{
  MUST(report->error_count == 0, "what was imported cannot be imported again");
  for (guint kind = 0; kind < SHEETS; kind++) {
    const RosterCount *count = &report->counts[kind];
    MUST(count->added + count->changed + count->departed == 0, "a second import changes something");
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  begin();
  g_autoptr(Settings) settings = cast_settings(0);
  g_free(settings->roster);
  settings->roster = g_build_filename(directory, "roster.db", NULL);
  g_auto(GStrv) files = write_files(data, size);
  g_autoptr(RosterReport) report = import(settings, files);
  if (report == NULL) return 0;
  if (report->error_count > 0) {
    MUST(report->number == 0, "errors, and an import");
    return 0;
  }
  g_autoptr(RosterReport) again = import(settings, files);
  MUST(again != NULL, "what was imported cannot be imported again");
  check_unchanged(again);
  return 0;
}
