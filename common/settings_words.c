// SPDX-License-Identifier: MIT
#include "settings_words.h"

#include "printable.h"
#include "settings_file.h"

#include <string.h>

#define LIST_MOST ((gsize)1024 * 1024) /* bytes: what a list may hold before it slows every message down */
#define ENTRY_MOST 1000                /* bytes */

static gboolean fail(GError **error, const char *path, guint line, const char *what)
{
  g_autofree char *shown = printable(path);
  g_set_error(error, SETTINGS_ERROR, SETTINGS_ERROR_SETTING, "%s:%u: %s", shown, line, what);
  return FALSE;
}

static gboolean read_line(const char *path, guint number, char *line, WordCheck check, SettingValue *value,
                          GError **error)
{
  g_strstrip(g_strdelimit(line, "\t", ' '));
  if (*line == '\0' || *line == '#') return TRUE;
  if (strlen(line) > ENTRY_MOST) return fail(error, path, number, "the entry is too long, above 1000 bytes");
  g_autofree char *shown = printable(line);
  if (strcmp(shown, line) != 0)
    return fail(error, path, number,
                "the entry holds characters that cannot be shown; save the file as UTF-8");
  const char *wrong = check != NULL ? check(line) : NULL;
  g_autofree char *what = wrong != NULL ? g_strdup_printf("the entry \"%s\" %s", line, wrong) : NULL;
  if (what != NULL) return fail(error, path, number, what);
  setting_add_word(value, line);
  return TRUE;
}

static guint lines_of(const char *text)
{
  guint lines = 1;
  while ((text = strchr(text, '\n')) != NULL) {
    lines++;
    text++;
  }
  return lines;
}

static char *read_text(const char *path, GError **error)
{
  g_autoptr(GError) cause = NULL;
  g_autofree char *shown = printable(path);
  g_autofree char *text = NULL;
  gsize length = 0;
  if (!g_file_get_contents(path, &text, &length, &cause)) {
    const char *reason = strrchr(cause->message, ':');
    g_set_error(error, SETTINGS_ERROR, SETTINGS_ERROR_UNREADABLE, "%s: cannot be read%s", shown,
                reason == NULL ? "" : reason);
    return NULL;
  }
  if (length > LIST_MOST) {
    fail(error, path, 1, "the list is too long, above 1 MiB");
    return NULL;
  }
  if (strlen(text) == length) return g_steal_pointer(&text);
  fail(error, path, lines_of(text), "this is no text: it holds NUL bytes; save the file as UTF-8");
  return NULL;
}

gboolean words_read(const char *path, WordCheck check, SettingValue *value, GError **error)
{
  g_autofree char *text = read_text(path, error);
  if (text == NULL) return FALSE;
  const char *start = g_str_has_prefix(text, "\xEF\xBB\xBF") ? text + 3 : text;
  g_auto(GStrv) lines = g_strsplit(start, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    if (!read_line(path, i + 1, lines[i], check, value, error)) return FALSE;
  }
  return TRUE;
}
