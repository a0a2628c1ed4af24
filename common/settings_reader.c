// SPDX-License-Identifier: MIT
#include "settings_reader.h"

#include "printable.h"
#include "settings_file.h"

#include <string.h>

#define TEXT_MOST 1000 /* bytes */
#define NAME_MOST 100  /* bytes of a known name that are compared with an unknown one */
#define QUOTED_MOST 60 /* characters of a wrong value that an error repeats */

/* ---- errors ---- */

/* "rules.parents.until-age"; "" for the file itself. */
static void append_name(GString *out, const config_setting_t *setting)
{
  if (config_setting_is_root(setting)) return;
  append_name(out, config_setting_parent(setting));
  const char *name = config_setting_name(setting);
  if (name == NULL) return;
  if (out->len > 0) g_string_append_c(out, '.');
  g_string_append(out, name);
}

/* libconfig knows an included file by what @include says. */
static char *source_path(const Reader *reader, const config_setting_t *setting)
{
  const char *file = config_setting_source_file(setting);
  if (file == NULL || strcmp(file, reader->path) == 0) return g_strdup(reader->path);
  return g_build_filename(reader->directory, file, NULL);
}

gboolean reader_fail(const Reader *reader, const config_setting_t *setting, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *message = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_autofree char *path = source_path(reader, setting);
  g_autofree char *shown = printable(path);
  g_autoptr(GString) name = g_string_new(NULL);
  append_name(name, setting);
  if (config_setting_is_root(setting))
    g_set_error(reader->error, SETTINGS_ERROR, SETTINGS_ERROR_SETTING, "%s: %s", shown, message);
  else
    g_set_error(reader->error, SETTINGS_ERROR, SETTINGS_ERROR_SETTING, "%s:%u: %s: %s", shown,
                config_setting_source_line(setting), name->str, message);
  return FALSE;
}

static const char *type_text(const config_setting_t *setting)
{
  switch (config_setting_type(setting)) {
  case CONFIG_TYPE_GROUP:
    return "a group";
  case CONFIG_TYPE_INT:
  case CONFIG_TYPE_INT64:
    return "a whole number";
  case CONFIG_TYPE_FLOAT:
    return "a number with a fraction";
  case CONFIG_TYPE_STRING:
    return "a text";
  case CONFIG_TYPE_BOOL:
    return "true or false";
  default:
    return "a list";
  }
}

static gboolean fail_type(const Reader *reader, const config_setting_t *setting, const char *wanted)
{
  return reader_fail(reader, setting, "must be %s, not %s", wanted, type_text(setting));
}

/* ---- names ---- */

/* Levenshtein's distance; `other` is one of our own names. */
static guint distance(const char *one, const char *other)
{
  guint row[NAME_MOST + 1];
  gsize width = MIN(strlen(other), NAME_MOST);
  for (gsize j = 0; j <= width; j++) row[j] = (guint)j;
  for (gsize i = 0; one[i] != '\0'; i++) {
    guint diagonal = row[0]++;
    for (gsize j = 0; j < width; j++) {
      guint replaced = diagonal + (one[i] != other[j]);
      diagonal = row[j + 1];
      row[j + 1] = MIN(replaced, MIN(row[j], row[j + 1]) + 1);
    }
  }
  return row[width];
}

/* The name that was probably meant; NULL when none is near. */
static const char *nearest(const char *name, const char *const *names)
{
  g_autofree char *lower = g_strdelimit(g_ascii_strdown(name, -1), "_", '-');
  const char *best = NULL;
  guint best_distance = (guint)MIN(strlen(name), 100) / 3 + 1;
  for (guint i = 0; names[i] != NULL; i++) {
    guint far = distance(lower, names[i]);
    if (far >= best_distance) continue;
    best = names[i];
    best_distance = far;
  }
  return best;
}

static gboolean fail_unknown(const Reader *reader, const config_setting_t *setting, const char *const *names)
{
  const char *meant = nearest(config_setting_name(setting), names);
  if (meant != NULL) return reader_fail(reader, setting, "unknown setting; did you mean \"%s\"?", meant);
  g_autofree char *all = g_strjoinv(", ", (char **)names);
  return reader_fail(reader, setting, "unknown setting; here can be: %s", all);
}

gboolean reader_known(const Reader *reader, const config_setting_t *group, const char *const *names)
{
  if (!config_setting_is_group(group)) return fail_type(reader, group, "a group in braces { }");
  for (int i = 0; i < config_setting_length(group); i++) {
    const config_setting_t *setting = config_setting_get_elem(group, (unsigned int)i);
    if (!g_strv_contains(names, config_setting_name(setting))) return fail_unknown(reader, setting, names);
  }
  return TRUE;
}

gboolean reader_group(const Reader *reader, const config_setting_t *group, const Field *fields)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (const Field *field = fields; field->name != NULL; field++)
    g_ptr_array_add(names, (gpointer)field->name);
  g_ptr_array_add(names, NULL);
  if (!reader_known(reader, group, (const char *const *)names->pdata)) return FALSE;
  for (const Field *field = fields; field->name != NULL; field++) {
    const config_setting_t *setting = config_setting_get_member(group, field->name);
    if (setting != NULL && !field->read(reader, setting)) return FALSE;
  }
  return TRUE;
}

/* ---- values ---- */

static gboolean check_text(const Reader *reader, const config_setting_t *setting, const char *text)
{
  if (strlen(text) > TEXT_MOST) return reader_fail(reader, setting, "is too long, above %d bytes", TEXT_MOST);
  g_autofree char *shown = printable(text);
  if (strcmp(shown, text) == 0) return TRUE;
  g_autofree char *start = printable_start(text, QUOTED_MOST);
  return reader_fail(reader, setting,
                     "\"%s\" holds characters that cannot be shown; write it in UTF-8, on one line", start);
}

const char *reader_text(const Reader *reader, const config_setting_t *setting)
{
  const char *text = config_setting_get_string(setting);
  if (text == NULL)
    fail_type(reader, setting, "a text in quotation marks");
  else if (check_text(reader, setting, text))
    return text;
  return NULL;
}

gboolean reader_path(const Reader *reader, const config_setting_t *setting, char **path)
{
  const char *text = reader_text(reader, setting);
  if (text == NULL) return FALSE;
  if (*text == '\0') return reader_fail(reader, setting, "must be a path, not empty");
  g_free(*path);
  *path = g_canonicalize_filename(text, reader->directory);
  return TRUE;
}

gboolean reader_bool(const Reader *reader, const config_setting_t *setting, int *value)
{
  if (config_setting_type(setting) != CONFIG_TYPE_BOOL)
    return fail_type(reader, setting, "true or false, without quotation marks");
  *value = config_setting_get_bool(setting);
  return TRUE;
}

/* libconfig takes a number modulo 2^32 without a word, so that 4294967314 would
 * be 18: what stands in the file is compared with what it made of it. */
static gboolean is_literal(const Reader *reader, const config_setting_t *setting, gint64 value)
{
  g_autofree char *path = source_path(reader, setting);
  g_autofree char *text = NULL;
  if (!g_file_get_contents(path, &text, NULL, NULL)) return TRUE;
  const char *line = text;
  for (guint i = 1; i < config_setting_source_line(setting) && line != NULL; i++) {
    line = strchr(line, '\n');
    if (line != NULL) line++;
  }
  g_autofree char *pattern =
      g_strdup_printf("%s\\s*[=:]\\s*([-+]?)(0[xX])?([0-9A-Fa-f]+)", config_setting_name(setting));
  g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  if (line == NULL || !g_regex_match(regex, line, 0, &match)) return TRUE;
  g_autofree char *sign = g_match_info_fetch(match, 1);
  g_autofree char *base = g_match_info_fetch(match, 2);
  g_autofree char *digits = g_match_info_fetch(match, 3);
  gint64 written = g_ascii_strtoll(digits, NULL, *base == '\0' ? 10 : 16);
  return value == (*sign == '-' ? -written : written);
}

gboolean reader_number(const Reader *reader, const config_setting_t *setting, int least, int most, int *value)
{
  int type = config_setting_type(setting);
  if (type != CONFIG_TYPE_INT && type != CONFIG_TYPE_INT64)
    return fail_type(reader, setting, "a whole number");
  gint64 number = config_setting_get_int64(setting);
  if (number < least || number > most || !is_literal(reader, setting, number))
    return reader_fail(reader, setting, "must be a whole number from %d to %d", least, most);
  *value = (int)number;
  return TRUE;
}

gboolean reader_choice(const Reader *reader, const config_setting_t *setting, const char *const *choices,
                       int *value)
{
  const char *text = reader_text(reader, setting);
  if (text == NULL) return FALSE;
  for (int i = 0; choices[i] != NULL; i++) {
    if (strcmp(choices[i], text) != 0) continue;
    *value = i;
    return TRUE;
  }
  g_autofree char *all = g_strjoinv("\", \"", (char **)choices);
  g_autofree char *start = printable_start(text, QUOTED_MOST);
  return reader_fail(reader, setting, "cannot be \"%s\"; it can be \"%s\"", start, all);
}

static gboolean read_item(const Reader *reader, const config_setting_t *setting, TakeItem take,
                          gpointer target)
{
  const char *text = reader_text(reader, setting);
  if (text == NULL) return FALSE;
  const char *wrong = take(target, text);
  if (wrong == NULL) return TRUE;
  g_autofree char *start = printable_start(text, QUOTED_MOST);
  return reader_fail(reader, setting, "\"%s\" %s", start, wrong);
}

gboolean reader_items(const Reader *reader, const config_setting_t *setting, TakeItem take, gpointer target)
{
  int type = config_setting_type(setting);
  if (type == CONFIG_TYPE_STRING) return read_item(reader, setting, take, target);
  if (type != CONFIG_TYPE_LIST && type != CONFIG_TYPE_ARRAY)
    return fail_type(reader, setting, "a list of texts, as in ( \"one\", \"two\" )");
  for (int i = 0; i < config_setting_length(setting); i++) {
    const config_setting_t *item = config_setting_get_elem(setting, (unsigned int)i);
    if (!read_item(reader, item, take, target)) return FALSE;
  }
  return TRUE;
}
