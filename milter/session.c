// SPDX-License-Identifier: MIT
#include "session.h"

#include "enforce.h"
#include "logline.h"
#include "message.h"
#include "texts.h"

#include <arpa/inet.h>
#include <libmilter/mfapi.h>
#include <netinet/in.h>
#include <string.h>

/* What we do to messages; an MTA that cannot let us do all of it gets no answer. */
#define ACTIONS (SMFIF_ADDHDRS | SMFIF_CHGHDRS | SMFIF_ADDRCPT | SMFIF_DELRCPT | SMFIF_QUARANTINE)
/* Steps that we need not see, and steps that we do not answer. libmilter makes
 * up for an MTA that wants answers all the same. */
#define STEPS                                                                                                \
  (SMFIP_NOHELO | SMFIP_NOUNKNOWN | SMFIP_NODATA | SMFIP_NOEOH | SMFIP_NR_CONN | SMFIP_NR_MAIL |             \
   SMFIP_NR_RCPT | SMFIP_NR_HDR)

/* libmilter hands callbacks no data of the program's own. */
static Service *service;

/* A connection; libmilter keeps it for us. */
typedef struct Session {
  char *client;      /* address of the SMTP client, or its name; NULL when unknown */
  gboolean can_skip; /* the MTA understands that it need not send the rest of a body */
  Message *message;  /* NULL between messages */
} Session;

static void session_free(Session *session)
{
  message_free(session->message);
  g_free(session->client);
  g_free(session);
}

/* ---- the operations of enforce on libmilter; its functions take char * and change nothing ---- */

static gboolean add_header(gpointer context, const char *name, const char *value)
{
  return smfi_addheader(context, (char *)name, (char *)value) == MI_SUCCESS;
}

static gboolean change_header(gpointer context, const char *name, guint index, const char *value)
{
  return smfi_chgheader(context, (char *)name, (int)index, (char *)value) == MI_SUCCESS;
}

static gboolean add_recipient(gpointer context, const char *argument)
{
  return smfi_addrcpt(context, (char *)argument) == MI_SUCCESS;
}

static gboolean remove_recipient(gpointer context, const char *argument)
{
  return smfi_delrcpt(context, (char *)argument) == MI_SUCCESS;
}

static gboolean quarantine(gpointer context, const char *reason)
{
  return smfi_quarantine(context, (char *)reason) == MI_SUCCESS;
}

/* libmilter takes lines as arguments, 32 at most, up to the first NULL. */
static gboolean reply(gpointer context, const char *code, const char *status, char **lines)
{
  char *l[32] = {NULL};
  for (guint i = 0; i < G_N_ELEMENTS(l) - 1 && lines[i] != NULL; i++) l[i] = lines[i];
  return smfi_setmlreply(context, code, status, l[0], l[1], l[2], l[3], l[4], l[5], l[6], l[7], l[8], l[9],
                         l[10], l[11], l[12], l[13], l[14], l[15], l[16], l[17], l[18], l[19], l[20], l[21],
                         l[22], l[23], l[24], l[25], l[26], l[27], l[28], l[29], l[30], l[31]) == MI_SUCCESS;
}

static const MtaOperations operations = {
    .add_header = add_header,
    .change_header = change_header,
    .add_recipient = add_recipient,
    .remove_recipient = remove_recipient,
    .quarantine = quarantine,
    .reply = reply,
};

/* ---- the callbacks, in the order of a session ---- */

/* Macros are asked for sparingly. {mail_addr} is always there and makes the MTA
 * send the set anew for every message: a login must not outlive its message. */
static void ask_for_macros(SMFICTX *context)
{
  smfi_setsymlist(context, SMFIM_ENVFROM, (char *)"{auth_authen} {mail_addr}");
  smfi_setsymlist(context, SMFIM_ENVRCPT, (char *)"i");
  smfi_setsymlist(context, SMFIM_EOM, (char *)"i");
}

// NOLINTNEXTLINE(readability-function-size): libmilter decides how many arguments it has
static sfsistat on_negotiate(SMFICTX *context, unsigned long actions, unsigned long steps, unsigned long f2,
                             unsigned long f3, unsigned long *wanted_actions, unsigned long *wanted_steps,
                             unsigned long *wanted_f2, unsigned long *wanted_f3)
{
  (void)f2, (void)f3;
  if ((actions & ACTIONS) != ACTIONS) {
    log_error("the MTA does not let a milter add and remove recipients and headers and quarantine messages; "
              "all mail is deferred");
    return SMFIS_REJECT;
  }
  Session *session = smfi_getpriv(context);
  if (session != NULL) session_free(session);
  session = g_new0(Session, 1);
  session->can_skip = (steps & SMFIP_SKIP) != 0;
  smfi_setpriv(context, session);
  *wanted_actions = ACTIONS | (actions & SMFIF_SETSYMLIST);
  *wanted_steps = STEPS | (steps & SMFIP_SKIP);
  *wanted_f2 = *wanted_f3 = 0;
  if (actions & SMFIF_SETSYMLIST) ask_for_macros(context);
  return SMFIS_CONTINUE;
}

static char *client_name(const char *host, const _SOCK_ADDR *address)
{
  char text[INET6_ADDRSTRLEN] = "";
  if (address != NULL && address->sa_family == AF_INET) {
    inet_ntop(AF_INET, &((const struct sockaddr_in *)address)->sin_addr, text, sizeof text);
  } else if (address != NULL && address->sa_family == AF_INET6) {
    inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)address)->sin6_addr, text, sizeof text);
  }
  return g_strdup(*text != '\0' ? text : host);
}

static sfsistat on_connect(SMFICTX *context, char *host, _SOCK_ADDR *address)
{
  Session *session = smfi_getpriv(context);
  if (session == NULL) return SMFIS_NOREPLY; /* the end of the message is refused then */
  g_free(session->client);
  session->client = client_name(host, address);
  return SMFIS_NOREPLY;
}

static void forget_message(SMFICTX *context)
{
  Session *session = smfi_getpriv(context);
  if (session != NULL) g_clear_pointer(&session->message, message_free);
}

static sfsistat on_mail(SMFICTX *context, char **arguments)
{
  Session *session = smfi_getpriv(context);
  if (session == NULL) return SMFIS_NOREPLY;
  forget_message(context);
  const char *login = smfi_getsymval(context, (char *)"{auth_authen}");
  g_autoptr(Setup) setup = service_setup(service);
  if (setup != NULL) session->message = message_new(setup, login, arguments[0]);
  return SMFIS_NOREPLY;
}

static Message *present_message(SMFICTX *context)
{
  Session *session = smfi_getpriv(context);
  return session != NULL ? session->message : NULL;
}

static sfsistat on_recipient(SMFICTX *context, char **arguments)
{
  Message *message = present_message(context);
  if (message != NULL) message_add_recipient(message, arguments[0]);
  return SMFIS_NOREPLY;
}

static sfsistat on_header(SMFICTX *context, char *name, char *value)
{
  Message *message = present_message(context);
  if (message != NULL) message_add_header(message, name, value);
  return SMFIS_NOREPLY;
}

static sfsistat on_body(SMFICTX *context, unsigned char *bytes, size_t length)
{
  Session *session = smfi_getpriv(context);
  if (session == NULL || session->message == NULL) return SMFIS_CONTINUE;
  gboolean wants_more = message_add_body(session->message, bytes, length);
  return wants_more || !session->can_skip ? SMFIS_CONTINUE : SMFIS_SKIP;
}

/* The verdict, carried out; trouble is logged here and nowhere else. */
static Outcome finish(SMFICTX *context, const Session *session)
{
  g_autoptr(GError) error = NULL;
  gint64 began = g_get_monotonic_time();
  const char *queue_id = smfi_getsymval(context, (char *)"i");
  g_autoptr(Verdict) verdict = message_judge(session->message, queue_id, session->client, &error);
  if (verdict == NULL) {
    gboolean is_theirs = g_error_matches(error, MESSAGE_ERROR, MESSAGE_ERROR_RECIPIENT);
    log_error("%s deferred: %s", queue_id != NULL ? queue_id : "-", error->message);
    return enforce_trouble(&operations, context, is_theirs ? TEXT_BAD_RECIPIENT : TEXT_TRY_LATER);
  }
  Outcome outcome = enforce_verdict(verdict, &operations, context);
  g_autofree char *line = logline_message(verdict, queue_id, message_recipients(session->message),
                                          (g_get_monotonic_time() - began) / G_TIME_SPAN_MILLISECOND);
  if (outcome == OUTCOME_TEMPFAIL) {
    log_error("%s deferred=edits", line);
  } else {
    log_notice("%s", line);
  }
  return outcome;
}

/* Never SMFIS_ACCEPT: Postfix had a fault by which it went on to the next message of a connection. */
static sfsistat on_end_of_message(SMFICTX *context)
{
  static const sfsistat statuses[] = {
      [OUTCOME_PASS] = SMFIS_CONTINUE,
      [OUTCOME_REJECT] = SMFIS_REJECT,
      [OUTCOME_TEMPFAIL] = SMFIS_TEMPFAIL,
  };
  Session *session = smfi_getpriv(context);
  gboolean can_judge = session != NULL && session->message != NULL && service_begin(service);
  if (!can_judge) return statuses[enforce_trouble(&operations, context, TEXT_TRY_LATER)];
  Outcome outcome = finish(context, session);
  forget_message(context);
  service_end(service);
  return statuses[outcome];
}

static sfsistat on_abort(SMFICTX *context)
{
  forget_message(context);
  return SMFIS_CONTINUE;
}

static sfsistat on_close(SMFICTX *context)
{
  Session *session = smfi_getpriv(context);
  if (session != NULL) session_free(session);
  smfi_setpriv(context, NULL);
  return SMFIS_CONTINUE;
}

gboolean session_register(Service *shared)
{
  struct smfiDesc filter = {
      .xxfi_name = (char *)"chaperoned",
      .xxfi_version = SMFI_VERSION,
      .xxfi_flags = ACTIONS,
      .xxfi_connect = on_connect,
      .xxfi_envfrom = on_mail,
      .xxfi_envrcpt = on_recipient,
      .xxfi_header = on_header,
      .xxfi_body = on_body,
      .xxfi_eom = on_end_of_message,
      .xxfi_abort = on_abort,
      .xxfi_close = on_close,
      .xxfi_negotiate = on_negotiate,
  };
  service = shared;
  return smfi_register(filter) == MI_SUCCESS;
}
