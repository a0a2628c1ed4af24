// SPDX-License-Identifier: MIT
/* The socket that the MTA talks to: "unix:/path" or "inet:PORT@HOST"
 * ("inet6:" too), as libmilter has them.
 *
 * Sees to what libmilter leaves open: a socket that somebody answers is left
 * alone, a stale one replaced; a unix socket is for its owner and group only
 * (0660), so that the MTA's group decides; answers over TCP are not held back
 * by Nagle's algorithm (40 ms an edit).
 */
#pragma once

#include <glib.h>

#define LISTEN_ERROR (listen_error_quark())
GQuark listen_error_quark(void);
typedef enum {
  LISTEN_ERROR_SPEC,   /* not of one of the forms above, or a path too long for a socket */
  LISTEN_ERROR_IN_USE, /* somebody answers there */
  LISTEN_ERROR_OPEN,   /* no such directory, no access, no such host */
} ListenError;

/* Whether the place could be listened on; changes nothing. */
gboolean listen_probe(const char *spec, GError **error);

/* Gives the place to libmilter and opens it; smfi_register must have been called. */
gboolean listen_open(const char *spec, GError **error);

/* Connects and hangs up: libmilter looks whether it should stop when a
 * connection comes, and else once in five seconds. */
void listen_wake(const char *spec);

/* Removes the socket file; nothing to do for TCP. */
void listen_remove(const char *spec);
