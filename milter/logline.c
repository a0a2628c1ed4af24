// SPDX-License-Identifier: MIT
#include "logline.h"

#include "printable.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

static gint target = LOG_STDERR; /* a LogTarget, read by every thread */
static gboolean under_systemd;   /* standard error is journald's: it takes "<5>" as the level */

/* One line of text with its level. */
static void write_line(int level, const char *name, const char *text)
{
  g_autofree char *line = printable(text);
  if (g_atomic_int_get(&target) == LOG_SYSLOG) {
    syslog(level, "%s", line);
  } else if (under_systemd) {
    fprintf(stderr, "<%d>%s\n", level, line);
  } else {
    fprintf(stderr, "chaperoned: %s: %s\n", name, line);
  }
}

static void on_glib(const char *domain, GLogLevelFlags flags, const char *text, gpointer data)
{
  (void)domain, (void)data;
  if (flags & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL)) {
    write_line(LOG_ERR, "error", text);
  } else if (flags & G_LOG_LEVEL_WARNING) {
    write_line(LOG_WARNING, "warning", text);
  } else {
    write_line(LOG_NOTICE, "notice", text);
  }
}

void log_open(void)
{
  under_systemd = g_getenv("JOURNAL_STREAM") != NULL;
  openlog("chaperoned", LOG_PID, LOG_MAIL);
  g_log_set_default_handler(on_glib, NULL);
}

void log_to(LogTarget wanted)
{
  g_atomic_int_set(&target, (gint)wanted);
}

static void G_GNUC_PRINTF(3, 0) put(int level, const char *name, const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  write_line(level, name, text);
}

void log_error(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  put(LOG_ERR, "error", format, arguments);
  va_end(arguments);
}

void log_warning(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  put(LOG_WARNING, "warning", format, arguments);
  va_end(arguments);
}

void log_notice(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  put(LOG_NOTICE, "notice", format, arguments);
  va_end(arguments);
}

char *logline_message(const Verdict *verdict, const char *queue_id, guint recipients, gint64 milliseconds)
{
  gboolean is_logged = verdict_is_logged(verdict);
  g_autofree char *rules = verdict_rules(verdict);
  return g_strdup_printf("%s %s verdict=%s mode=%s direction=%s rules=%s recipients=%u young=%u added=%u "
                         "removed=%u headers=%u ms=%" G_GINT64_FORMAT,
                         queue_id != NULL && *queue_id != '\0' ? queue_id : "-",
                         is_logged ? verdict->reference : "-", verdict_kind_name(verdict->kind),
                         mode_name(verdict->mode), direction_name(verdict->direction), rules, recipients,
                         verdict->young_people->len, verdict->edits->add_recipients->len,
                         verdict->edits->remove_recipients->len, verdict->edits->headers->len, milliseconds);
}
