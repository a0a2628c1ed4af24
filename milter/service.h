// SPDX-License-Identifier: MIT
/* What all sessions share: the settings in force and the stores they name.
 *
 * A Setup is settings, roster and journal together, immutable and counted; each
 * message holds the one it began with, so that a reload never disturbs mail in
 * flight. The Service holds the present one. Thread-safe.
 */
#pragma once

#include "journal.h"
#include "roster.h"
#include "settings.h"

typedef struct Setup {
  gint references;
  Settings *settings;
  Roster *roster;
  Journal *journal;
  /* What keeps the two stores open: shared with the next setup when the paths are the same. */
  gpointer roster_handle, journal_handle;
} Setup;

/* Reads the configuration and opens what it names. `previous` lends the stores
 * that stay the same; NULL at start. A roster that has nobody in it is an error
 * (decisions). NULL on error; the message is ready for the administrator. */
Setup *setup_open(const char *config_path, const Setup *previous, GError **error);
Setup *setup_ref(Setup *setup);
void setup_unref(Setup *setup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Setup, setup_unref)

/* Lives as long as the program: libmilter's threads do, too. */
typedef struct Service Service;

/* `config_path` is borrowed. */
Service *service_new(const char *config_path, GError **error);

/* The present setup; the caller unrefs. NULL once the service is closed. */
Setup *service_setup(Service *service);

/* Reads the configuration anew. On error everything stays as it was. A changed
 * `listen` is an error: that needs a restart. */
gboolean service_reload(Service *service, GError **error);

/* A message is being judged between these two. FALSE, and no second call: the
 * service is closed, and nothing may be judged. */
gboolean service_begin(Service *service);
void service_end(Service *service);

/* Lets no further message begin, waits for those that are being judged, no
 * longer than that, and lets go of the stores. FALSE when the time ran out. */
gboolean service_close(Service *service, guint seconds);
