// SPDX-License-Identifier: MIT
/* An MTA's side of the milter protocol (version 6), to measure a filter with:
 * one session a message, packets gathered as Postfix gathers them, a macro
 * packet before every event.
 *
 *   load SOCKET [--messages N] [--connections N] [--from A] [--to A]… [--body BYTES]
 *
 * Prints one line: messages a second, the median and the 99th percentile of a
 * message's time in microseconds, and how many messages had which end.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <glib.h>
#include <libmilter/mfdef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define ACTIONS 0x1ff  /* everything that Postfix lets a milter do */
#define STEPS 0x1fffff /* everything that Postfix may leave out or be silent about */
#define LARGEST 65536  /* bytes of a packet we are sent */

typedef struct Options {
  const char *socket_path;
  const char *from;
  char **to;
  int messages, connections, body;
} Options;

/* A message ends as one of these. */
enum { END_PASSED, END_CHANGED, END_HELD, END_REFUSED, END_DEFERRED, END_BROKEN, ENDS };
static const char *const end_names[ENDS] = {"passed", "changed", "held", "refused", "deferred", "broken"};

typedef struct Worker {
  const Options *options;
  gint *left;    /* messages still to be sent, shared */
  GArray *times; /* of gint64, microseconds */
  int ends[ENDS];
} Worker;

typedef struct Session {
  int fd;
  uint32_t steps; /* what the filter asked for */
  GByteArray *out;
  char reply; /* the last packet's kind */
  gboolean broken;
  gboolean changed, held;
} Session;

/* ---- packets ---- */

static void put_number(GByteArray *out, uint32_t number)
{
  uint32_t net = htonl(number);
  g_byte_array_append(out, (const guint8 *)&net, sizeof net);
}

/* A packet of strings, each with its NUL; NULL ends them. */
static void put(Session *session, int command, ...)
{
  va_list strings;
  guint8 letter = (guint8)command;
  guint at = session->out->len;
  put_number(session->out, 0);
  g_byte_array_append(session->out, &letter, 1);
  va_start(strings, command);
  for (const char *text = va_arg(strings, const char *); text != NULL; text = va_arg(strings, const char *)) {
    g_byte_array_append(session->out, (const guint8 *)text, strlen(text) + 1);
  }
  va_end(strings);
  uint32_t length = htonl(session->out->len - at - 4);
  memcpy(session->out->data + at, &length, sizeof length);
}

static void put_bytes(Session *session, char command, const void *bytes, gsize length)
{
  put_number(session->out, (uint32_t)length + 1);
  g_byte_array_append(session->out, (const guint8 *)&command, 1);
  g_byte_array_append(session->out, bytes, length);
}

/* The macros of an event, as Postfix sends them: whether or not the event is. */
static void put_macro(Session *session, char event, const char *name, const char *value)
{
  char which[] = {event, '\0'};
  guint at = session->out->len;
  put(session, SMFIC_MACRO, which, name, value, NULL);
  /* The event's letter has no NUL behind it. */
  uint32_t length = htonl(session->out->len - at - 5);
  memcpy(session->out->data + at, &length, sizeof length);
  g_byte_array_remove_index(session->out, at + 6);
}

static gboolean read_all(int fd, void *buffer, gsize length)
{
  for (gsize done = 0; done < length;) {
    ssize_t got = read(fd, (char *)buffer + done, length - done);
    if (got <= 0) return FALSE;
    done += (gsize)got;
  }
  return TRUE;
}

static gboolean flush(Session *session)
{
  for (gsize done = 0; done < session->out->len;) {
    ssize_t sent = send(session->fd, session->out->data + done, session->out->len - done, MSG_NOSIGNAL);
    if (sent <= 0) return FALSE;
    done += (gsize)sent;
  }
  g_byte_array_set_size(session->out, 0);
  return TRUE;
}

/* One packet from the filter; its kind is in reply, its data in `data`. */
static gboolean get(Session *session, char *data, uint32_t *length)
{
  uint32_t size = 0;
  if (!read_all(session->fd, &size, sizeof size)) return FALSE;
  size = ntohl(size);
  if (size < 1 || size > LARGEST || !read_all(session->fd, &session->reply, 1)) return FALSE;
  *length = size - 1;
  return read_all(session->fd, data, *length);
}

/* Sends what is gathered and reads up to the packet that answers it. */
static void await(Session *session)
{
  char data[LARGEST];
  uint32_t length = 0;
  session->broken = session->broken || !flush(session);
  while (!session->broken) {
    session->broken = !get(session, data, &length);
    if (strchr("+-2hmiq", session->reply) == NULL && session->reply != SMFIR_PROGRESS) return;
    if (session->reply == SMFIR_QUARANTINE) session->held = TRUE;
    session->changed = TRUE;
  }
}

/* ---- one message ---- */

/* Awaits the answer unless the filter said that it gives none. */
static gboolean goes_on(Session *session, uint32_t no_reply)
{
  if (session->steps & no_reply) return TRUE;
  await(session);
  return !session->broken && (session->reply == SMFIR_CONTINUE || session->reply == SMFIR_SKIP);
}

static void negotiate(Session *session)
{
  char data[LARGEST];
  uint32_t length = 0, steps = 0;
  uint32_t offer[] = {htonl(6), htonl(ACTIONS), htonl(STEPS)};
  put_bytes(session, SMFIC_OPTNEG, offer, sizeof offer);
  session->broken =
      !flush(session) || !get(session, data, &length) || session->reply != SMFIC_OPTNEG || length < 12;
  if (session->broken) return;
  memcpy(&steps, data + 8, sizeof steps);
  session->steps = ntohl(steps);
}

static gboolean send_envelope(Session *session, const Options *options)
{
  static const char client[] = "client.test\0004\0\0"
                               "192.0.2.7";
  put_macro(session, SMFIC_CONNECT, "j", "relay.test");
  put_bytes(session, SMFIC_CONNECT, client, sizeof client);
  if (!goes_on(session, SMFIP_NR_CONN)) return FALSE;
  put_macro(session, SMFIC_HELO, "j", "relay.test");
  if (!(session->steps & SMFIP_NOHELO)) {
    put(session, SMFIC_HELO, "client.test", NULL);
    if (!goes_on(session, SMFIP_NR_HELO)) return FALSE;
  }
  g_autofree char *from = g_strdup_printf("<%s>", options->from);
  put_macro(session, SMFIC_MAIL, "{mail_addr}", options->from);
  put(session, SMFIC_MAIL, from, NULL);
  if (!goes_on(session, SMFIP_NR_MAIL)) return FALSE;
  for (char **to = options->to; *to != NULL; to++) {
    g_autofree char *recipient = g_strdup_printf("<%s>", *to);
    put_macro(session, SMFIC_RCPT, "i", "4Zk1Bq0Qz0z1");
    put(session, SMFIC_RCPT, recipient, NULL);
    if (!goes_on(session, SMFIP_NR_RCPT)) return FALSE;
  }
  put_macro(session, SMFIC_DATA, "i", "4Zk1Bq0Qz0z1");
  if (session->steps & SMFIP_NODATA) return TRUE;
  put(session, SMFIC_DATA, NULL);
  return goes_on(session, SMFIP_NR_DATA);
}

static gboolean send_header(Session *session, const char *name, const char *value)
{
  put_macro(session, SMFIC_HEADER, "i", "4Zk1Bq0Qz0z1");
  put(session, SMFIC_HEADER, name, value, NULL);
  return goes_on(session, SMFIP_NR_HDR);
}

static gboolean send_headers(Session *session, const Options *options)
{
  g_autofree char *to = g_strjoinv(", ", options->to);
  gboolean on = send_header(session, "From", options->from) && send_header(session, "To", to) &&
                send_header(session, "Subject", "Packing list for Saturday") &&
                send_header(session, "Date", "Mon, 02 Jun 2025 10:00:00 +0100") &&
                send_header(session, "Message-ID", "<bench@client.test>");
  put_macro(session, SMFIC_EOH, "i", "4Zk1Bq0Qz0z1");
  if (!on || (session->steps & SMFIP_NOEOH)) return on;
  put(session, SMFIC_EOH, NULL);
  return goes_on(session, SMFIP_NR_EOH);
}

static gboolean send_body(Session *session, const Options *options)
{
  static const char line[] = "See you on Saturday; bring a jumper and your lunch.\r\n";
  g_autoptr(GString) body = g_string_new(NULL);
  while (body->len < (gsize)options->body) g_string_append(body, line);
  for (gsize at = 0; at < body->len; at += MILTER_CHUNK_SIZE) {
    put_bytes(session, SMFIC_BODY, body->str + at, MIN(body->len - at, MILTER_CHUNK_SIZE));
    if (!goes_on(session, SMFIP_NR_BODY)) return FALSE;
    if (session->reply == SMFIR_SKIP) break;
  }
  return TRUE;
}

static int end_of(const Session *session)
{
  if (session->broken) return END_BROKEN;
  switch (session->reply) {
  case SMFIR_CONTINUE:
  case SMFIR_ACCEPT:
    return session->held ? END_HELD : session->changed ? END_CHANGED : END_PASSED;
  case SMFIR_REJECT:
  case SMFIR_REPLYCODE:
    return END_REFUSED;
  default:
    return END_DEFERRED;
  }
}

static int send_message(const Options *options)
{
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  Session session = {.fd = socket(AF_UNIX, SOCK_STREAM, 0), .out = g_byte_array_new()};
  g_strlcpy(address.sun_path, options->socket_path, sizeof address.sun_path);
  session.broken = connect(session.fd, (const struct sockaddr *)&address, sizeof address) != 0;
  if (!session.broken) negotiate(&session);
  if (!session.broken && send_envelope(&session, options) && send_headers(&session, options) &&
      send_body(&session, options)) {
    put_macro(&session, SMFIC_BODYEOB, "i", "4Zk1Bq0Qz0z1");
    put(&session, SMFIC_BODYEOB, NULL);
    await(&session);
  }
  int end = end_of(&session);
  put(&session, SMFIC_QUIT, NULL);
  flush(&session);
  close(session.fd);
  g_byte_array_unref(session.out);
  return end;
}

/* ---- the run ---- */

static gpointer work(gpointer data)
{
  Worker *worker = data;
  while (g_atomic_int_add(worker->left, -1) > 0) {
    gint64 began = g_get_monotonic_time();
    worker->ends[send_message(worker->options)]++;
    gint64 took = g_get_monotonic_time() - began;
    g_array_append_val(worker->times, took);
  }
  return NULL;
}

static int by_size(gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;
  return left < right ? -1 : left > right;
}

static void print_result(const GArray *times, const int *ends, gint64 took)
{
  printf("%.0f messages/s, p50 %" G_GINT64_FORMAT " us, p99 %" G_GINT64_FORMAT " us",
         times->len * (double)G_USEC_PER_SEC / (double)took, g_array_index(times, gint64, times->len / 2),
         g_array_index(times, gint64, times->len * 99 / 100));
  for (int i = 0; i < ENDS; i++) {
    if (ends[i] > 0) printf(", %d %s", ends[i], end_names[i]);
  }
  putchar('\n');
}

static int run(const Options *options)
{
  gint left = options->messages;
  int ends[ENDS] = {0};
  g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_autofree Worker *workers = g_new0(Worker, options->connections);
  g_autofree GThread **threads = g_new0(GThread *, options->connections);
  gint64 began = g_get_monotonic_time();
  for (int i = 0; i < options->connections; i++) {
    workers[i] =
        (Worker){.options = options, .left = &left, .times = g_array_new(FALSE, FALSE, sizeof(gint64))};
    threads[i] = g_thread_new("connection", work, &workers[i]);
  }
  for (int i = 0; i < options->connections; i++) g_thread_join(threads[i]);
  gint64 took = g_get_monotonic_time() - began;
  for (int i = 0; i < options->connections; i++) {
    g_array_append_vals(times, workers[i].times->data, workers[i].times->len);
    g_array_unref(workers[i].times);
    for (int e = 0; e < ENDS; e++) ends[e] += workers[i].ends[e];
  }
  g_array_sort(times, by_size);
  print_result(times, ends, took);
  return ends[END_BROKEN] + ends[END_DEFERRED] > 0;
}

int main(int argc, char **argv)
{
  Options options = {.messages = 1000, .connections = 1, .body = 2048};
  g_auto(GStrv) to = NULL;
  g_autofree char *from = NULL;
  const GOptionEntry entries[] = {
      {"messages", 'm', 0, G_OPTION_ARG_INT, &options.messages, "How many in all", "N"},
      {"connections", 'c', 0, G_OPTION_ARG_INT, &options.connections, "How many at once", "N"},
      {"from", 'f', 0, G_OPTION_ARG_STRING, &from, "Envelope sender and From", "ADDRESS"},
      {"to", 't', 0, G_OPTION_ARG_STRING_ARRAY, &to, "A recipient, also in To", "ADDRESS"},
      {"body", 'b', 0, G_OPTION_ARG_INT, &options.body, "Size of the body", "BYTES"},
      {NULL, 0, 0, 0, NULL, NULL, NULL},
  };
  char *somebody[] = {(char *)"someone@school.example", NULL};
  g_autoptr(GError) error = NULL;
  g_autoptr(GOptionContext) context = g_option_context_new("SOCKET");
  g_option_context_add_main_entries(context, entries, NULL);
  if (!g_option_context_parse(context, &argc, &argv, &error) || argc != 2 || options.messages < 1 ||
      options.connections < 1) {
    fprintf(stderr, "load: %s\n",
            error != NULL ? error->message : "give it the path of one socket; see --help");
    return 2;
  }
  options.socket_path = argv[1];
  options.from = from != NULL ? from : "ben@teensinai.example";
  options.to = to != NULL ? to : somebody;
  return run(&options);
}
