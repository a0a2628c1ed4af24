// SPDX-License-Identifier: MIT
/* The daemon's own log: standard error or syslog, one line a message.
 *
 * Lines say what happened, never to whom: no address, no name, no subject
 * (contract, The log, has the people). Text from outside is escaped, so that a
 * line stays a line. Thread-safe.
 */
#pragma once

#include "verdict.h"

#include <glib.h>

/* Called once, before there are threads: lines of GLib and of the stores
 * (g_warning) come here from now on, too. To standard error until log_to. */
void log_open(void);

/* Where lines go from now on. */
void log_to(LogTarget target);

void log_error(const char *format, ...) G_GNUC_PRINTF(1, 2);
void log_warning(const char *format, ...) G_GNUC_PRINTF(1, 2);
void log_notice(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* The line of one judged message, owned by the caller: "QUEUEID REFERENCE
 * key=value …". `queue_id` NULL or "" when the MTA did not say. The reference is
 * "-" where the journal has no entry. `recipients`: how many the sender named. */
char *logline_message(const Verdict *verdict, const char *queue_id, guint recipients, gint64 milliseconds);
