// SPDX-License-Identifier: MIT
#include "roster.h"

#include "roster_load.h"

G_DEFINE_QUARK(chaperone - roster - error - quark, roster_error)

/* More than this many connections idle are closed again. */
#define IDLE_READERS 32

struct Roster {
  char *path;
  GMutex mutex;    /* guards idle */
  GPtrArray *idle; /* of RosterReader: connections that nobody uses now */
};

/* ---- the pool ---- */

static RosterReader *pop_idle(Roster *roster)
{
  g_mutex_lock(&roster->mutex);
  guint count = roster->idle->len;
  RosterReader *reader = count > 0 ? g_ptr_array_steal_index_fast(roster->idle, count - 1) : NULL;
  g_mutex_unlock(&roster->mutex);
  return reader;
}

static void give_back(Roster *roster, RosterReader *reader)
{
  g_mutex_lock(&roster->mutex);
  if (roster->idle->len < IDLE_READERS) g_ptr_array_add(roster->idle, g_steal_pointer(&reader));
  g_mutex_unlock(&roster->mutex);
  roster_reader_close(reader);
}

/* A connection to the file that is at the path now: one to a file that was
 * replaced or removed answers from the past. */
static RosterReader *take(Roster *roster, GError **error)
{
  RosterReader *reader = NULL;
  while ((reader = pop_idle(roster)) != NULL) {
    if (!roster_reader_has_moved(reader)) return reader;
    roster_reader_close(reader);
  }
  return roster_reader_open(roster->path, error);
}

/* ---- opening ---- */

Roster *roster_open(const char *path, GError **error)
{
  g_autoptr(GError) cause = NULL;
  RosterReader *reader = roster_reader_open(path, &cause);
  if (reader == NULL) {
    g_set_error_literal(error, ROSTER_ERROR, ROSTER_ERROR_OPEN, cause->message);
    return NULL;
  }
  Roster *roster = g_new0(Roster, 1);
  roster->path = g_strdup(path);
  g_mutex_init(&roster->mutex);
  roster->idle = g_ptr_array_new_with_free_func((GDestroyNotify)roster_reader_close);
  g_ptr_array_add(roster->idle, reader);
  return roster;
}

void roster_close(Roster *roster)
{
  if (roster == NULL) return;
  g_ptr_array_unref(roster->idle);
  g_mutex_clear(&roster->mutex);
  g_free(roster->path);
  g_free(roster);
}

/* ---- asking ---- */

/* Our own errors as they are; SQLite's become ROSTER_ERROR_READ. */
static void set_read_error(GError **error, GError *cause)
{
  if (cause->domain == ROSTER_ERROR) {
    g_propagate_error(error, cause);
    return;
  }
  g_set_error(error, ROSTER_ERROR, ROSTER_ERROR_READ, "cannot read the roster: %s", cause->message);
  g_error_free(cause);
}

People *roster_ask(Roster *roster, const Question *question, GError **error)
{
  GError *cause = NULL;
  RosterReader *reader = take(roster, &cause);
  People *people = reader != NULL ? roster_reader_answer(reader, question, &cause) : NULL;
  if (people == NULL) {
    /* A connection that failed is not trusted again. */
    roster_reader_close(reader);
    set_read_error(error, cause);
    return NULL;
  }
  give_back(roster, reader);
  return people;
}

gint64 roster_version(Roster *roster, GError **error)
{
  GError *cause = NULL;
  gint64 version = 0;
  RosterReader *reader = take(roster, &cause);
  gboolean good = reader != NULL && roster_reader_version(reader, &version, &cause);
  if (!good) {
    roster_reader_close(reader);
    set_read_error(error, cause);
    return 0;
  }
  give_back(roster, reader);
  if (version == 0) {
    g_set_error_literal(error, ROSTER_ERROR, ROSTER_ERROR_EMPTY,
                        "nobody was ever imported into the roster: run \"chaperone roster import\"");
  }
  return version;
}
