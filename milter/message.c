// SPDX-License-Identifier: MIT
#include "message.h"

#include "policy.h"
#include "question.h"
#include "spool.h"

G_DEFINE_QUARK(chaperone_message_error_quark, message_error)

struct Message {
  Setup *setup;
  Mail *mail;
  People *people;    /* known from the first piece of the body on */
  GError *error;     /* the first trouble; decides at the end */
  gboolean has_body; /* the body is taken in */
  gboolean is_skipped;
};

static GMimeStream *make_spool(gpointer data)
{
  Message *message = data;
  g_autofree char *directory = g_path_get_dirname(message->setup->settings->journal);
  g_autoptr(GError) error = NULL;
  GMimeStream *stream = spool_open(directory, &error);
  if (stream == NULL && message->error == NULL) message->error = g_steal_pointer(&error);
  return stream;
}

Message *message_new(Setup *setup, const char *login, const char *sender)
{
  Message *message = g_new0(Message, 1);
  message->setup = setup_ref(setup);
  message->mail = mail_new(setup->settings->subaddress, make_spool, message);
  mail_set_login(message->mail, login);
  mail_set_sender(message->mail, sender);
  return message;
}

void message_free(Message *message)
{
  if (message == NULL) return;
  people_free(message->people);
  mail_free(message->mail);
  setup_unref(message->setup);
  g_clear_error(&message->error);
  g_free(message);
}

void message_add_recipient(Message *message, const char *argument)
{
  if (mail_add_recipient(message->mail, argument, NULL) || message->error != NULL) return;
  /* The recipient itself stays out of the text: it goes to the daemon's log. */
  g_set_error_literal(&message->error, MESSAGE_ERROR, MESSAGE_ERROR_RECIPIENT,
                      "a recipient is no address that could be judged");
}

void message_add_header(Message *message, const char *name, const char *value)
{
  mail_add_header(message->mail, name, value);
}

/* One question, one answer: who is concerned by what is known of the message;
 * of its body, too, once that is complete. */
static gboolean ask(Message *message, gboolean is_complete)
{
  if (message->error != NULL) return FALSE;
  g_autoptr(Question) question = question_new(message->setup->settings, message->mail);
  if (is_complete) question_add_body(question);
  g_clear_pointer(&message->people, people_free);
  message->people = roster_ask(message->setup->roster, question, &message->error);
  return message->people != NULL;
}

static gint64 seconds(gint64 microseconds)
{
  return microseconds / G_USEC_PER_SEC;
}

/* Envelope and headers are complete: whether the body can still matter. */
static gboolean needs_body(Message *message)
{
  if (policy_always_needs_body(message->setup->settings)) return TRUE;
  if (!ask(message, FALSE)) return FALSE;
  return policy_needs_body(message->setup->settings, message->mail, message->people,
                           seconds(g_get_real_time()));
}

gboolean message_add_body(Message *message, const void *bytes, gsize length)
{
  if (message->is_skipped) return FALSE;
  if (!message->has_body && !needs_body(message)) {
    mail_skip_body(message->mail);
    message->is_skipped = TRUE;
    return FALSE;
  }
  message->has_body = TRUE;
  mail_add_body(message->mail, bytes, length);
  return TRUE;
}

guint message_recipients(const Message *message)
{
  return mail_recipients(message->mail)->len;
}

static gboolean record(const Message *message, const Verdict *verdict, gint64 now, const char *queue_id,
                       const char *client, GError **error)
{
  if (!verdict_is_logged(verdict)) return TRUE;
  g_autoptr(GPtrArray) recipients = g_ptr_array_new();
  const GPtrArray *envelope = mail_recipients(message->mail);
  for (guint i = 0; i < envelope->len; i++) {
    const MailRecipient *recipient = g_ptr_array_index(envelope, i);
    g_ptr_array_add(recipients, recipient->address);
  }
  const JournalRecord entry = {
      .when = now,
      .queue_id = queue_id,
      .message_id = mail_header(message->mail, "Message-ID"),
      .client = client,
      .subject = mail_subject(message->mail),
      .recipients = recipients,
      .headers = mail_headers(message->mail),
      .verdict = verdict,
  };
  return journal_append(message->setup->journal, &entry, error);
}

Verdict *message_judge(Message *message, const char *queue_id, const char *client, GError **error)
{
  gint64 now = g_get_real_time();
  gboolean asks_more = message->has_body && question_needs_body(message->setup->settings);
  if ((message->people == NULL || asks_more) && !ask(message, TRUE)) {
    g_propagate_error(error, g_steal_pointer(&message->error));
    return NULL;
  }
  g_autofree char *reference = journal_reference(error);
  if (reference == NULL) return NULL;
  g_autoptr(Verdict) verdict =
      policy_judge(message->setup->settings, message->mail, message->people, seconds(now), reference, error);
  if (verdict == NULL || !record(message, verdict, now, queue_id, client, error)) return NULL;
  return g_steal_pointer(&verdict);
}
