// SPDX-License-Identifier: MIT
#include "service.h"

#include "settings_file.h"

#include <errno.h>
#include <pthread.h>
#include <time.h>

/* A store that several setups share; closed with the last of them. */
typedef struct Handle {
  gint references;
  char *paths; /* which files it stands for */
  gpointer store;
  GDestroyNotify close;
} Handle;

static void handle_unref(gpointer data)
{
  Handle *handle = data;
  if (handle == NULL || !g_atomic_int_dec_and_test(&handle->references)) return;
  handle->close(handle->store);
  g_free(handle->paths);
  g_free(handle);
}

static Handle *handle_new(const char *paths, gpointer store, GDestroyNotify close)
{
  Handle *handle = g_new0(Handle, 1);
  handle->references = 1;
  handle->paths = g_strdup(paths);
  handle->store = store;
  handle->close = close;
  return handle;
}

static void close_roster(gpointer roster)
{
  roster_close(roster);
}

static void close_journal(gpointer journal)
{
  journal_close(journal);
}

/* The previous setup's handle when it stands for the same files, counted once more. */
static Handle *lend(gpointer previous, const char *paths)
{
  Handle *handle = previous;
  if (handle == NULL || g_strcmp0(handle->paths, paths) != 0) return NULL;
  g_atomic_int_inc(&handle->references);
  return handle;
}

static gboolean open_roster(Setup *setup, const Setup *previous, GError **error)
{
  const char *path = setup->settings->roster;
  Handle *handle = lend(previous != NULL ? previous->roster_handle : NULL, path);
  if (handle == NULL) {
    g_autoptr(Roster) roster = roster_open(path, error);
    if (roster == NULL || roster_version(roster, error) == 0) return FALSE;
    handle = handle_new(path, g_steal_pointer(&roster), close_roster);
  }
  setup->roster_handle = handle;
  setup->roster = handle->store;
  return TRUE;
}

static gboolean open_journal(Setup *setup, const Setup *previous, GError **error)
{
  const Settings *settings = setup->settings;
  g_autofree char *paths = g_strjoin("\n", settings->journal, settings->key, NULL);
  Handle *handle = lend(previous != NULL ? previous->journal_handle : NULL, paths);
  if (handle == NULL) {
    Journal *journal = journal_open(settings->journal, settings->key, error);
    if (journal == NULL) return FALSE;
    handle = handle_new(paths, journal, close_journal);
  }
  setup->journal_handle = handle;
  setup->journal = handle->store;
  return TRUE;
}

Setup *setup_open(const char *config_path, const Setup *previous, GError **error)
{
  g_autoptr(Setup) setup = g_new0(Setup, 1);
  setup->references = 1;
  setup->settings = settings_read(config_path, error);
  if (setup->settings == NULL) return NULL;
  if (!open_roster(setup, previous, error) || !open_journal(setup, previous, error)) return NULL;
  return g_steal_pointer(&setup);
}

Setup *setup_ref(Setup *setup)
{
  g_atomic_int_inc(&setup->references);
  return setup;
}

void setup_unref(Setup *setup)
{
  if (setup == NULL || !g_atomic_int_dec_and_test(&setup->references)) return;
  handle_unref(setup->roster_handle);
  handle_unref(setup->journal_handle);
  settings_unref(setup->settings);
  g_free(setup);
}

struct Service {
  const char *config_path;
  pthread_mutex_t lock; /* guards what follows; POSIX, for ThreadSanitizer sees through that only */
  pthread_cond_t idle;
  Setup *setup; /* NULL once closed */
  guint judging;
};

Service *service_new(const char *config_path, GError **error)
{
  Setup *setup = setup_open(config_path, NULL, error);
  if (setup == NULL) return NULL;
  Service *service = g_new0(Service, 1);
  service->config_path = config_path;
  service->setup = setup;
  pthread_mutex_init(&service->lock, NULL);
  pthread_cond_init(&service->idle, NULL);
  return service;
}

Setup *service_setup(Service *service)
{
  pthread_mutex_lock(&service->lock);
  Setup *setup = service->setup != NULL ? setup_ref(service->setup) : NULL;
  pthread_mutex_unlock(&service->lock);
  return setup;
}

/* Returns the setup that was in force. */
static Setup *exchange(Service *service, Setup *setup)
{
  pthread_mutex_lock(&service->lock);
  Setup *present = service->setup;
  service->setup = setup;
  pthread_mutex_unlock(&service->lock);
  return present;
}

gboolean service_reload(Service *service, GError **error)
{
  g_autoptr(Setup) present = service_setup(service);
  g_autoptr(Setup) fresh = setup_open(service->config_path, present, error);
  if (fresh == NULL) return FALSE;
  if (g_strcmp0(fresh->settings->listen, present->settings->listen) != 0) {
    g_set_error(error, SETTINGS_ERROR, SETTINGS_ERROR_SETTING,
                "%s: listen: cannot change while chaperoned runs; restart it", service->config_path);
    return FALSE;
  }
  setup_unref(exchange(service, g_steal_pointer(&fresh)));
  return TRUE;
}

gboolean service_begin(Service *service)
{
  pthread_mutex_lock(&service->lock);
  gboolean is_open = service->setup != NULL;
  if (is_open) service->judging++;
  pthread_mutex_unlock(&service->lock);
  return is_open;
}

void service_end(Service *service)
{
  pthread_mutex_lock(&service->lock);
  if (--service->judging == 0) pthread_cond_broadcast(&service->idle);
  pthread_mutex_unlock(&service->lock);
}

gboolean service_close(Service *service, guint seconds)
{
  struct timespec deadline;
  gboolean in_time = TRUE;
  setup_unref(exchange(service, NULL));
  clock_gettime(CLOCK_REALTIME, &deadline);
  deadline.tv_sec += seconds;
  pthread_mutex_lock(&service->lock);
  while (service->judging > 0 && in_time) {
    in_time = pthread_cond_timedwait(&service->idle, &service->lock, &deadline) != ETIMEDOUT;
  }
  pthread_mutex_unlock(&service->lock);
  return in_time;
}
