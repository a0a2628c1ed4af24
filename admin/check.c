// SPDX-License-Identifier: MIT
/* chaperone check: judges a message from a file as the daemon would, with the
 * same code; changes and logs nothing (contract, Trying a message). */
#include "check_report.h"
#include "message_file.h"
#include "moment.h"
#include "policy.h"
#include "printable.h"
#include "rewrite.h"
#include "roster.h"
#include "verbs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Options {
  char *sender;
  char *login;
  char **recipients;
  char *at;
  gboolean json;
  char *rewritten;
} Options;

static void options_clear(Options *options)
{
  g_free(options->sender);
  g_free(options->login);
  g_strfreev(options->recipients);
  g_free(options->at);
  g_free(options->rewritten);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* ---- when ---- */

/* RFC 3339, 5.6: the offset is a must. */
static gboolean parse_time(const char *text, gint64 *when)
{
  static const char form[] =
      "^\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[-+]\\d\\d:\\d\\d)$";
  gint64 moment = 0;
  if (!g_regex_match_simple(form, text, 0, 0) || !moment_parse(text, MOMENT_DAY_BEGINS, NULL, &moment))
    return FALSE;
  *when = moment / G_USEC_PER_SEC;
  return TRUE;
}

static gboolean take_time(const char *text, gint64 *when, GError **error)
{
  *when = g_get_real_time() / G_USEC_PER_SEC;
  if (text == NULL || parse_time(text, when)) return TRUE;
  g_autofree char *shown = printable(text);
  g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
              "--at %s: this is no time; write it as in 2026-03-01T09:30:00Z or 2026-03-01T09:30:00+01:00",
              shown);
  return FALSE;
}

/* ---- envelope ---- */

static const char *from_address(const Mail *mail)
{
  const GPtrArray *addresses = mail_addresses(mail);
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    if (address->header->field == FIELD_FROM) return address->address;
  }
  return "";
}

static gboolean add_recipient(Mail *mail, const char *argument, GError **error)
{
  if (mail_add_recipient(mail, argument, error)) return TRUE;
  g_autofree char *shown = printable(argument);
  g_prefix_error(error, "recipient \"%s\": ", shown);
  return FALSE;
}

static gboolean add_shown_recipients(Mail *mail, GError **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  const GPtrArray *addresses = mail_addresses(mail);
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    if ((address->header->field & (FIELD_TO | FIELD_CC | FIELD_BCC)) == 0) continue;
    if (!g_hash_table_add(seen, address->address)) continue;
    if (!add_recipient(mail, address->address, error)) return FALSE;
  }
  return TRUE;
}

/* Without --recipient the header is the envelope, so all of it must have been read. */
static gboolean take_header_recipients(Mail *mail, GError **error)
{
  if (!add_shown_recipients(mail, error)) return FALSE;
  gboolean cut = (mail_damage(mail) & (MAIL_HEADERS_CUT | MAIL_ADDRESSES_CUT)) != 0;
  if (!cut && mail_recipients(mail)->len > 0) return TRUE;
  g_set_error_literal(
      error, POLICY_ERROR, POLICY_ERROR_RECIPIENTS,
      cut ? "the header is too large to read all recipients from it; name them with --recipient"
          : "the message names no recipient in To, Cc or Bcc; name them with --recipient");
  return FALSE;
}

static gboolean take_envelope(Mail *mail, const Options *options, GError **error)
{
  mail_set_login(mail, options->login);
  mail_set_sender(mail, options->sender == NULL ? from_address(mail) : options->sender);
  if (options->recipients == NULL) return take_header_recipients(mail, error);
  for (char **recipient = options->recipients; *recipient != NULL; recipient++) {
    if (!add_recipient(mail, *recipient, error)) return FALSE;
  }
  return TRUE;
}

/* ---- judging ---- */

static People *ask_roster(const Settings *settings, Mail *mail, GError **error)
{
  g_autoptr(Roster) roster = roster_open(settings->roster, error);
  if (roster == NULL) return NULL;
  g_autoptr(Question) question = question_new(settings, mail);
  question_add_body(question);
  return roster_ask(roster, question, error);
}

static gboolean write_bytes(const char *path, GBytes *bytes)
{
  gsize length = g_bytes_get_size(bytes);
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
  if (file == NULL) return FALSE;
  gboolean written = length == 0 || fwrite(g_bytes_get_data(bytes, NULL), 1, length, file) == length;
  return fclose(file) == 0 && written;
}

/* Written in place, so that a device or a pipe will do. */
static gboolean write_rewritten(const char *path, const Mail *mail, const Verdict *verdict, GError **error)
{
  g_autoptr(GBytes) message = rewrite_apply(mail, verdict->edits);
  if (message != NULL && write_bytes(path, message)) return TRUE;
  g_autofree char *shown = printable(path);
  g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "--rewritten %s: cannot be written: %s", shown,
              message == NULL ? "the body could not be kept" : g_strerror(errno));
  return FALSE;
}

/* What is refused is delivered in no form. */
static gboolean take_rewritten(const char *path, const Mail *mail, const Verdict *verdict, GError **error)
{
  if (verdict_passes(verdict) || verdict->kind == VERDICT_HOLD)
    return write_rewritten(path, mail, verdict, error);
  g_printerr("chaperone check: --rewritten: nothing is written, for the message would be refused\n");
  return TRUE;
}

static gboolean print_json(const Verdict *verdict)
{
  g_autofree char *text = NULL;
  json_t *object = verdict_json(verdict);
  text = json_dumps(object, JSON_INDENT(2));
  json_decref(object);
  return text != NULL && puts(text) >= 0 && fflush(stdout) == 0;
}

static gboolean answer(const Options *options, const Mail *mail, const People *people, const Verdict *verdict,
                       GError **error)
{
  if (options->rewritten != NULL && !take_rewritten(options->rewritten, mail, verdict, error)) return FALSE;
  if (options->json ? print_json(verdict) : check_report(verdict, people)) return TRUE;
  g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "the verdict cannot be written to standard output");
  return FALSE;
}

/* The exit code, or -1 and an error. */
static int judge(const Settings *settings, const Options *options, const char *path, GError **error)
{
  gint64 when = 0;
  if (!take_time(options->at, &when, error)) return -1;
  g_autoptr(Mail) mail = message_file_read(settings, path, error);
  if (mail == NULL || !take_envelope(mail, options, error)) return -1;
  g_autoptr(People) people = ask_roster(settings, mail, error);
  if (people == NULL) return -1;
  g_autoptr(Verdict) verdict = policy_judge(settings, mail, people, when, REFERENCE_NONE, error);
  if (verdict == NULL || !answer(options, mail, people, verdict, error)) return -1;
  return verdict_passes(verdict) ? VERB_OK : VERB_NO;
}

int verb_check(const VerbContext *context, int argc, char **argv)
{
  g_auto(Options) options = {0};
  const GOptionEntry entries[] = {
      {"sender", 0, 0, G_OPTION_ARG_STRING, &options.sender, "Envelope sender (default: the From address)",
       "ADDR"},
      {"login", 0, 0, G_OPTION_ARG_STRING, &options.login, "Name under which the client logged in", "NAME"},
      {"recipient", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.recipients,
       "Envelope recipient, may be repeated (default: every address in To, Cc and Bcc)", "ADDR"},
      {"at", 0, 0, G_OPTION_ARG_STRING, &options.at,
       "Time of receipt, as in 2026-03-01T09:30:00Z (default: now)", "TIME"},
      {"json", 0, 0, G_OPTION_ARG_NONE, &options.json, "Print the verdict as one JSON object", NULL},
      {"rewritten", 0, 0, G_OPTION_ARG_FILENAME, &options.rewritten,
       "Write the message as it would be delivered to FILE", "FILE"},
      G_OPTION_ENTRY_NULL,
  };
  if (!verb_options(
          context, entries, "MESSAGE|-",
          "Judges a message from a file as the daemon would. Changes and logs nothing.\n\n"
          "Exit code 0: it would be sent; 1: it would be held or refused; 2: it could not be judged.",
          &argc, &argv))
    return VERB_FAILED;
  if (argc != 2) return verb_fail(context, "name one message file, or - for standard input");
  g_autoptr(Settings) settings = verb_settings(context);
  if (settings == NULL) return VERB_FAILED;
  g_autoptr(GError) error = NULL;
  int code = judge(settings, &options, argv[1], &error);
  return code < 0 ? verb_fail(context, "%s", error->message) : code;
}
