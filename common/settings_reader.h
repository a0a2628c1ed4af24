// SPDX-License-Identifier: MIT
/* Reading libconfig's tree with errors that name file, line and setting: what
 * settings_file.c and its rooms share.
 *
 * Every function that reads returns TRUE and fills its output, or returns FALSE
 * with the reader's error set and the output untouched.
 */
#pragma once

#include "settings.h"

#include <libconfig.h>

typedef struct Reader {
  const char *path;      /* of the configuration file, as it was named */
  const char *directory; /* where it lies, absolute: relative paths start there */
  Settings *settings;    /* being filled */
  GError **error;
} Reader;

/* Reads one setting into reader->settings. */
typedef gboolean (*ReadSetting)(const Reader *reader, const config_setting_t *setting);

/* One name that a group may have. */
typedef struct Field {
  const char *name; /* NULL ends a list */
  ReadSetting read;
} Field;

/* Sets the error "FILE:LINE: SETTING: MESSAGE"; returns FALSE. */
gboolean reader_fail(const Reader *reader, const config_setting_t *setting, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* A group, with nothing in it but `fields`; they are read in their own order,
 * whatever the file's. */
gboolean reader_group(const Reader *reader, const config_setting_t *group, const Field *fields);
/* Fails when it is no group or has a name that is not among `names`, telling
 * the one that was probably meant. */
gboolean reader_known(const Reader *reader, const config_setting_t *group, const char *const *names);

/* A text without control characters, of at most 1000 bytes, perhaps empty;
 * borrowed from libconfig. NULL and an error when it is none. */
const char *reader_text(const Reader *reader, const config_setting_t *setting);
/* A path, absolute; replaces *path. */
gboolean reader_path(const Reader *reader, const config_setting_t *setting, char **path);
gboolean reader_bool(const Reader *reader, const config_setting_t *setting, int *value);
/* A whole number within the bounds. */
gboolean reader_number(const Reader *reader, const config_setting_t *setting, int least, int most,
                       int *value);
/* The place of the text in `choices`. */
gboolean reader_choice(const Reader *reader, const config_setting_t *setting, const char *const *choices,
                       int *value);

/* Takes one text of a list; returns what is wrong with it, or NULL. */
typedef const char *(*TakeItem)(gpointer target, const char *text);
/* Every text of a list or an array, or a single text that stands for itself. */
gboolean reader_items(const Reader *reader, const config_setting_t *setting, TakeItem take, gpointer target);
