// SPDX-License-Identifier: MIT
#include "journal_writer.h"

#include "limit.h"

#include <errno.h>
#include <pthread.h>
#include <time.h>

/* How long a session waits for its entry: a few seconds, well below what an MTA
 * gives a milter, and above what a busy disk takes. */
#define PATIENCE_SECONDS 5

/* Entries that one transaction commits at most. */
#define GROUP_MOST 512

typedef struct Pending {
  JournalEntry *entry;
  pthread_cond_t done;
  gboolean taken; /* in the transaction that is being written */
  gboolean finished;
  gboolean abandoned; /* its session has gone: the writer frees it */
  GError *error;      /* why it is not written, when finished */
} Pending;

struct JournalWriter {
  pthread_t thread;
  JournalGroup *group; /* the thread's own */

  pthread_mutex_t lock; /* guards what follows, and every Pending */
  pthread_cond_t work;
  GQueue queue; /* of Pending, not yet taken */
  gboolean stopping;
};

/* ---- waiting ---- */

/* A condition that is waited for by the clock that nobody sets. */
static void cond_init(pthread_cond_t *cond)
{
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(cond, &attributes);
  pthread_condattr_destroy(&attributes);
}

/* FALSE when `until` (g_get_monotonic_time) has come. */
static gboolean wait_until(pthread_cond_t *cond, pthread_mutex_t *lock, gint64 until)
{
  const struct timespec time = {.tv_sec = until / G_USEC_PER_SEC, .tv_nsec = until % G_USEC_PER_SEC * 1000};
  return pthread_cond_timedwait(cond, lock, &time) != ETIMEDOUT;
}

static Pending *pending_new(JournalEntry *entry)
{
  Pending *pending = g_new0(Pending, 1);
  pending->entry = entry;
  cond_init(&pending->done);
  return pending;
}

static void pending_free(Pending *pending)
{
  journal_entry_free(pending->entry);
  pthread_cond_destroy(&pending->done);
  g_clear_error(&pending->error);
  g_free(pending);
}

/* ---- the session's side, under the lock ---- */

/* Time is up: an entry that is not taken yet is withdrawn. */
static gboolean give_up(JournalWriter *writer, Pending *pending, GError **error)
{
  if (pending->taken) {
    pending->abandoned = TRUE;
  } else {
    g_queue_remove(&writer->queue, pending);
    pending_free(pending);
  }
  g_set_error(
      error, JOURNAL_ERROR, JOURNAL_ERROR_WRITE,
      "the journal was not written within %d seconds: its disk hangs, or another program keeps it locked",
      PATIENCE_SECONDS);
  return FALSE;
}

static gboolean await(JournalWriter *writer, Pending *pending, GError **error)
{
  gint64 until = g_get_monotonic_time() + PATIENCE_SECONDS * G_TIME_SPAN_SECOND;
  while (!pending->finished) {
    gboolean woken = wait_until(&pending->done, &writer->lock, until);
    if (!woken && !pending->finished) return give_up(writer, pending, error);
  }
  gboolean written = pending->error == NULL;
  if (!written) g_propagate_error(error, g_steal_pointer(&pending->error));
  pending_free(pending);
  return written;
}

static gboolean enqueue(JournalWriter *writer, Pending *pending, GError **error)
{
  if (g_queue_get_length(&writer->queue) < LIMIT_JOURNAL_QUEUE) {
    g_queue_push_tail(&writer->queue, pending);
    pthread_cond_signal(&writer->work);
    return TRUE;
  }
  pending_free(pending);
  g_set_error_literal(error, JOURNAL_ERROR, JOURNAL_ERROR_WRITE, "too many entries wait for the journal");
  return FALSE;
}

gboolean journal_writer_append(JournalWriter *writer, JournalEntry *entry, GError **error)
{
  Pending *pending = pending_new(entry);
  pthread_mutex_lock(&writer->lock);
  gboolean written = enqueue(writer, pending, error) && await(writer, pending, error);
  pthread_mutex_unlock(&writer->lock);
  return written;
}

/* ---- the writer's side ---- */

static GPtrArray *take(JournalWriter *writer)
{
  GPtrArray *taken = g_ptr_array_new();
  pthread_mutex_lock(&writer->lock);
  while (taken->len < GROUP_MOST && !g_queue_is_empty(&writer->queue)) {
    Pending *pending = g_queue_pop_head(&writer->queue);
    pending->taken = TRUE;
    g_ptr_array_add(taken, pending);
  }
  pthread_mutex_unlock(&writer->lock);
  return taken;
}

/* Tells the sessions; `error` is why nothing was written, NULL when it was. */
static void finish(JournalWriter *writer, GPtrArray *taken, const GError *error)
{
  pthread_mutex_lock(&writer->lock);
  for (guint i = 0; i < taken->len; i++) {
    Pending *pending = g_ptr_array_index(taken, i);
    if (pending->error == NULL && error != NULL) pending->error = g_error_copy(error);
    pending->finished = TRUE;
    if (!pending->abandoned) {
      pthread_cond_signal(&pending->done);
    } else {
      if (pending->error == NULL) journal_group_owe(writer->group, pending->entry->reference);
      pending_free(pending);
    }
  }
  pthread_mutex_unlock(&writer->lock);
}

/* A reference that is taken concerns that entry alone; anything else, all. */
static gboolean write_taken(JournalWriter *writer, GPtrArray *taken, GError **error)
{
  for (guint i = 0; i < taken->len; i++) {
    Pending *pending = g_ptr_array_index(taken, i);
    GError *cause = NULL;
    switch (journal_group_add(writer->group, pending->entry, &cause)) {
    case JOURNAL_ADDED:
      break;
    case JOURNAL_REFERENCE_TAKEN:
      pending->error = cause;
      break;
    default:
      g_propagate_error(error, cause);
      journal_group_drop(writer->group);
      return FALSE;
    }
  }
  return journal_group_commit(writer->group, error);
}

static void write_group(JournalWriter *writer)
{
  g_autoptr(GError) error = NULL;
  JournalBegin begun = journal_group_begin(writer->group, &error);
  /* Locked by somebody: those who wait go on waiting, each as long as it wants to. */
  if (begun == JOURNAL_LOCKED) return;
  g_autoptr(GPtrArray) taken = take(writer);
  if (begun == JOURNAL_BEGUN) write_taken(writer, taken, &error);
  finish(writer, taken, error);
}

/* Waits for entries or for the next thing to be done without them. FALSE when
 * it is time to stop. */
static gboolean wait_for_work(JournalWriter *writer)
{
  gint64 until = journal_group_tick(writer->group);
  pthread_mutex_lock(&writer->lock);
  while (g_queue_is_empty(&writer->queue) && !writer->stopping) {
    if (!wait_until(&writer->work, &writer->lock, until)) break;
  }
  gboolean done = writer->stopping && g_queue_is_empty(&writer->queue);
  gboolean waiting = !g_queue_is_empty(&writer->queue);
  pthread_mutex_unlock(&writer->lock);
  if (waiting || journal_group_owes(writer->group)) write_group(writer);
  return !done;
}

static void *run(void *data)
{
  while (wait_for_work(data)) continue;
  return NULL;
}

/* ---- life ---- */

JournalWriter *journal_writer_start(JournalGroup *group, GError **error)
{
  JournalWriter *writer = g_new0(JournalWriter, 1);
  writer->group = group;
  pthread_mutex_init(&writer->lock, NULL);
  cond_init(&writer->work);
  g_queue_init(&writer->queue);
  if (pthread_create(&writer->thread, NULL, run, writer) == 0) return writer;
  g_set_error_literal(error, JOURNAL_ERROR, JOURNAL_ERROR_OPEN,
                      "the journal's writer cannot be started: no more threads");
  pthread_mutex_destroy(&writer->lock);
  pthread_cond_destroy(&writer->work);
  g_free(writer);
  journal_group_free(group);
  return NULL;
}

void journal_writer_stop(JournalWriter *writer)
{
  if (writer == NULL) return;
  pthread_mutex_lock(&writer->lock);
  writer->stopping = TRUE;
  pthread_cond_signal(&writer->work);
  pthread_mutex_unlock(&writer->lock);
  pthread_join(writer->thread, NULL);
  journal_group_free(writer->group);
  pthread_mutex_destroy(&writer->lock);
  pthread_cond_destroy(&writer->work);
  g_free(writer);
}
