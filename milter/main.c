// SPDX-License-Identifier: MIT
/* chaperoned: the milter. Starts, waits for signals, stops. */
#include "listen.h"
#include "logline.h"
#include "service.h"
#include "session.h"
#include "settings_file.h"
#include "startup.h"

#include <errno.h>
#include <glib-unix.h>
#include <gmime/gmime.h>
#include <libmilter/mfapi.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

enum { EXIT_OK = 0, EXIT_TROUBLE = 1, EXIT_USAGE = 2 };

/* How long messages that are being judged are waited for at the end. */
#define PATIENCE 10 /* seconds */

/* How often libmilter is woken until it notices that it should stop. */
#define WAKE 20 /* milliseconds */

/* A piece of the longest header field that an MTA hands over at once. */
#define PACKET (1024 * 1024 - 1)

typedef struct Daemon {
  Service *service;
  GMainLoop *loop;
  const char *listen; /* borrowed from the first settings */
  gboolean stops;
  pthread_t stopper;
  int result; /* what smfi_main returned */
} Daemon;

static gboolean on_reload(gpointer data)
{
  Daemon *daemon = data;
  g_autoptr(GError) error = NULL;
  if (!service_reload(daemon->service, &error)) {
    log_error("the configuration stays as it was: %s", error->message);
    return G_SOURCE_CONTINUE;
  }
  g_autoptr(Setup) setup = service_setup(daemon->service);
  log_to(setup->settings->log);
  log_notice("the configuration was read anew: mode=%s settings=%.12s", mode_name(setup->settings->mode),
             setup->settings->digest);
  return G_SOURCE_CONTINUE;
}

/* Waits for libmilter's lock, which its listener has while it waits for a connection. */
static void *stop_milter(void *data)
{
  smfi_stop();
  return data;
}

static gboolean on_wake(gpointer data)
{
  const Daemon *daemon = data;
  listen_wake(daemon->listen);
  return G_SOURCE_CONTINUE;
}

static gboolean on_stop(gpointer data)
{
  Daemon *daemon = data;
  if (daemon->stops) return G_SOURCE_CONTINUE;
  daemon->stops = pthread_create(&daemon->stopper, NULL, stop_milter, NULL) == 0;
  g_timeout_add(WAKE, on_wake, daemon);
  return G_SOURCE_CONTINUE;
}

static gboolean on_milter_ended(gpointer data)
{
  Daemon *daemon = data;
  g_main_loop_quit(daemon->loop);
  return G_SOURCE_REMOVE;
}

/* libmilter wants the signals for itself and would stop at SIGHUP. Its thread
 * that waits for them is a child of this one; the main thread keeps them open
 * and is the one that the kernel prefers. */
static void *run_milter(void *data)
{
  Daemon *daemon = data;
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGHUP);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, NULL);
  daemon->result = smfi_main();
  g_idle_add(on_milter_ended, daemon);
  return NULL;
}

static gboolean warn(Service *service, GError **error)
{
  g_autoptr(Setup) setup = service_setup(service);
  g_autoptr(GPtrArray) lines = startup_warnings(setup, error);
  for (guint i = 0; lines != NULL && i < lines->len; i++) {
    log_warning("%s", (const char *)g_ptr_array_index(lines, i));
  }
  return lines != NULL;
}

/* Serves until a signal ends it. */
static int serve(Daemon *daemon)
{
  pthread_t thread;
  log_notice("chaperoned " CHAPERONE_VERSION " listens on %s", daemon->listen);
  if (pthread_create(&thread, NULL, run_milter, daemon) != 0) {
    log_error("no thread can be started: %s", g_strerror(errno));
    return EXIT_TROUBLE;
  }
  g_main_loop_run(daemon->loop);
  pthread_join(thread, NULL);
  if (daemon->stops) pthread_join(daemon->stopper, NULL);
  if (!service_close(daemon->service, PATIENCE)) log_warning("stopped while a message was being judged");
  listen_remove(daemon->listen);
  log_notice("chaperoned stopped");
  return daemon->result == MI_SUCCESS ? EXIT_OK : EXIT_TROUBLE;
}

/* Signals that come while it starts are dealt with when it serves. */
static void watch_signals(Daemon *daemon)
{
  g_unix_signal_add(SIGHUP, on_reload, daemon);
  g_unix_signal_add(SIGTERM, on_stop, daemon);
  g_unix_signal_add(SIGINT, on_stop, daemon);
}

static int fail(const GError *error)
{
  log_error("%s", error->message);
  return error->domain == SETTINGS_ERROR ? EXIT_USAGE : EXIT_TROUBLE;
}

static int start(const char *config_path)
{
  g_autoptr(GError) error = NULL;
  log_open();
  g_autoptr(Settings) settings = settings_read(config_path, &error);
  if (settings == NULL) return fail(error);
  log_to(settings->log);
  /* Before the journal is touched: another chaperoned may be writing it. */
  if (!listen_probe(settings->listen, &error)) return fail(error);
  g_autoptr(GMainLoop) loop = g_main_loop_new(NULL, FALSE);
  Daemon daemon = {.loop = loop, .listen = settings->listen};
  watch_signals(&daemon);
  daemon.service = service_new(config_path, &error);
  if (daemon.service == NULL || !warn(daemon.service, &error)) return fail(error);
  smfi_setmaxdatasize(PACKET);
  if (!session_register(daemon.service)) {
    log_error("libmilter does not take the filter");
    return EXIT_TROUBLE;
  }
  return listen_open(settings->listen, &error) ? serve(&daemon) : fail(error);
}

int main(int argc, char **argv)
{
  g_autofree char *config_path = NULL;
  gboolean check = FALSE, version = FALSE;
  const GOptionEntry entries[] = {
      {"config", 'c', 0, G_OPTION_ARG_FILENAME, &config_path, "Configuration file (" SETTINGS_PATH ")",
       "FILE"},
      {"check", 0, 0, G_OPTION_ARG_NONE, &check, "Open everything, say what is wrong, and exit", NULL},
      {"version", 0, 0, G_OPTION_ARG_NONE, &version, "Print the version", NULL},
      {NULL, 0, 0, 0, NULL, NULL, NULL},
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(GOptionContext) options = g_option_context_new(NULL);
  setlocale(LC_ALL, "C.UTF-8");
  g_option_context_set_summary(
      options, "The milter that sees to it that no young person is e-mailed alone.\n"
               "Stays in the foreground; SIGHUP reads the configuration anew, SIGTERM stops.");
  g_option_context_add_main_entries(options, entries, NULL);
  if (!g_option_context_parse(options, &argc, &argv, &error) || argc > 1) {
    fprintf(stderr, "chaperoned: %s; \"chaperoned --help\" tells what it takes\n",
            error != NULL ? error->message : "there are no arguments besides options");
    return EXIT_USAGE;
  }
  if (version) {
    puts("chaperoned " CHAPERONE_VERSION);
    return EXIT_OK;
  }
  g_mime_init();
  const char *path = config_path != NULL ? config_path : SETTINGS_PATH;
  return check ? startup_check(path) : start(path);
}
