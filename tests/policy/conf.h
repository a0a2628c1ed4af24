// SPDX-License-Identifier: MIT
/* Reading the scenario files: short questions to libconfig. What a file gets
 * wrong ends the runner with file and line. */
#pragma once

#include <glib.h>
#include <libconfig.h>

/* A thing of the cast, and what a scenario changes of it; either may be NULL. */
typedef struct Entry {
  const config_setting_t *base;
  const config_setting_t *change;
} Entry;

/* Ends the program with "FILE:LINE: …". */
void conf_fail(const config_setting_t *at, const char *format, ...) G_GNUC_PRINTF(2, 3) G_GNUC_NORETURN;

/* Fails for a name in the group that is not among `names` (NULL-terminated). */
void conf_known(const config_setting_t *group, const char *const *names);

const config_setting_t *conf_get(const config_setting_t *group, const char *name);
const char *conf_text(const config_setting_t *group, const char *name, const char *otherwise);
gboolean conf_flag(const config_setting_t *group, const char *name, gboolean otherwise);
/* Of borrowed char *: the texts of a list, empty when it is not there. Caller owns the array. */
GPtrArray *conf_texts(const config_setting_t *group, const char *name);

/* The same for an entry: the change speaks first. */
const config_setting_t *entry_get(Entry entry, const char *name);
const char *entry_text(Entry entry, const char *name, const char *otherwise);
gboolean entry_flag(Entry entry, const char *name, gboolean otherwise);
GPtrArray *entry_texts(Entry entry, const char *name);

/* Of Entry: the list `name` of the cast with the changes of the scenario, which
 * may add to it. Caller owns. */
GArray *entries(const config_setting_t *cast, const config_setting_t *scenario, const char *name);
