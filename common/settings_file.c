// SPDX-License-Identifier: MIT
#include "settings_file.h"

#include "printable.h"
#include "settings_groups.h"

#include <errno.h>
#include <string.h>

#define INCLUDES_LOOKED_AT 100 /* more than any site has, and an end for files that include each other */

G_DEFINE_QUARK(chaperone_settings_error_quark, settings_error)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(config_t, config_destroy)

/* libconfig says no more than "file I/O error". */
static void fail_unreadable(const char *path, GError **error)
{
  g_autofree char *shown = printable(path);
  FILE *file = fopen(path, "re");
  int code = file == NULL ? errno : EISDIR;
  if (file != NULL) (void)fclose(file);
  const char *hint = code == ENOENT ? "; name the configuration file with -c FILE" : "";
  g_set_error(error, SETTINGS_ERROR, SETTINGS_ERROR_UNREADABLE, "%s: cannot be read: %s%s", shown,
              g_strerror(code), hint);
}

static const char *syntax_hint(const char *text)
{
  if (strcmp(text, "syntax error") == 0)
    return "; look for a missing semicolon, quotation mark or bracket, here or on the line above";
  if (strstr(text, "include file") != NULL)
    return "; @include takes a path from the configuration file's directory on";
  return "";
}

static void fail_syntax(const Reader *reader, const config_t *config)
{
  const char *file = config_error_file(config);
  const char *text = config_error_text(config);
  gboolean included = file != NULL && strcmp(file, reader->path) != 0;
  g_autofree char *path = included ? g_build_filename(reader->directory, file, NULL) : g_strdup(reader->path);
  g_autofree char *shown = printable(path);
  g_set_error(reader->error, SETTINGS_ERROR, SETTINGS_ERROR_SYNTAX, "%s:%d: %s%s", shown,
              config_error_line(config), text, syntax_hint(text));
}

/* libconfig ends the whole program when what it opened cannot be read as a file: a directory, say. So what is
 * included is looked at first; a daemon must outlive what is wrong with its new configuration. `left`: how
 * many files more. */
static gboolean can_include(const Reader *reader, const char *path, guint *left)
{
  g_autofree char *text = NULL;
  if (!g_file_test(path, G_FILE_TEST_IS_REGULAR) || *left == 0) return TRUE;
  *left -= 1;
  if (!g_file_get_contents(path, &text, NULL, NULL)) return TRUE; /* libconfig says what is wrong */
  g_autoptr(GRegex) include =
      g_regex_new("^[ \\t]*@include[ \\t]+\"([^\"\\n]*)\"", G_REGEX_MULTILINE | G_REGEX_RAW, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  for (g_regex_match(include, text, 0, &match); g_match_info_matches(match); g_match_info_next(match, NULL)) {
    g_autofree char *name = g_match_info_fetch(match, 1);
    g_autofree char *file = g_build_filename(reader->directory, name, NULL);
    if (g_file_test(file, G_FILE_TEST_IS_DIR)) {
      fail_unreadable(file, reader->error);
      return FALSE;
    }
    if (!can_include(reader, file, left)) return FALSE;
  }
  return TRUE;
}

static gboolean parse(const Reader *reader, config_t *config)
{
  guint left = INCLUDES_LOOKED_AT;
  if (!can_include(reader, reader->path, &left)) return FALSE;
  config_set_include_dir(config, reader->directory);
  if (config_read_file(config, reader->path)) return TRUE;
  if (config_error_type(config) == CONFIG_ERR_FILE_IO)
    fail_unreadable(reader->path, reader->error);
  else
    fail_syntax(reader, config);
  return FALSE;
}

/* The only thing that nobody can have a default for. */
static gboolean check_domains(const Reader *reader, const config_setting_t *root)
{
  if (reader->settings->domains->len > 0) return TRUE;
  const config_setting_t *organisation = config_setting_get_member(root, "organisation");
  return reader_fail(reader, organisation == NULL ? root : organisation,
                     "organisation.domains is missing; say which domains are your own, as in "
                     "organisation: { domains = ( \"example.org\" ); };");
}

Settings *settings_read(const char *path, GError **error)
{
  g_autoptr(Settings) settings = settings_new();
  g_autofree char *absolute = g_canonicalize_filename(path, NULL);
  g_autofree char *directory = g_path_get_dirname(absolute);
  Reader reader = {.path = path, .directory = directory, .settings = settings, .error = error};
  g_auto(config_t) config;
  config_init(&config);
  if (!parse(&reader, &config)) return NULL;
  const config_setting_t *root = config_root_setting(&config);
  if (!reader_group(&reader, root, settings_fields) || !check_domains(&reader, root)) return NULL;
  settings_seal(settings);
  return g_steal_pointer(&settings);
}
