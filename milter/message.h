// SPDX-License-Identifier: MIT
/* One message on its way through the daemon: gathered piece by piece, then
 * judged (house, One way through). Knows the stores and the policy, no libmilter.
 *
 * It keeps the setup it began with. Trouble on the way is remembered and comes
 * out as the error of message_judge, since the answer is given at the end only.
 * Not for two threads at once, but for one after the other.
 */
#pragma once

#include "mail.h"
#include "service.h"
#include "verdict.h"

typedef struct Message Message;

#define MESSAGE_ERROR (message_error_quark())
GQuark message_error_quark(void);
typedef enum {
  MESSAGE_ERROR_RECIPIENT, /* a recipient that is no address (decisions: 451) */
} MessageError;

/* Takes a reference on the setup. `login` and `sender` as mail.h takes them. */
Message *message_new(Setup *setup, const char *login, const char *sender);
void message_free(Message *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Message, message_free)

void message_add_recipient(Message *message, const char *argument);
void message_add_header(Message *message, const char *name, const char *value);
/* A piece of the body. FALSE: no more is wanted, nothing in it can matter. */
gboolean message_add_body(Message *message, const void *bytes, gsize length);

/* How many recipients the sender named so far. */
guint message_recipients(const Message *message);

/* Asks the roster, judges, and has the entry on disk where the log must have
 * one. `queue_id` and `client` may be NULL. NULL on any error, which is a 451:
 * nothing of it names anybody. The caller owns the verdict. */
Verdict *message_judge(Message *message, const char *queue_id, const char *client, GError **error);
