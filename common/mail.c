// SPDX-License-Identifier: MIT
#include "mail_internal.h"

#include "address.h"
#include "limit.h"

#include <string.h>

static void header_free(gpointer data)
{
  MailHeader *header = data;
  g_free(header->name);
  g_free(header->value);
  g_free(header);
}

static void recipient_free(gpointer data)
{
  MailRecipient *recipient = data;
  g_free(recipient->raw);
  g_free(recipient->address);
  g_free(recipient->canonical);
  g_free(recipient);
}

Mail *mail_new(const char *separators, MailSpool spool, void *context)
{
  Mail *mail = g_new0(Mail, 1);
  mail->separators = g_strdup(separators);
  mail->spool = spool;
  mail->spool_context = context;
  mail->sender = g_strdup("");
  mail->sender_canonical = g_strdup("");
  mail->recipients = g_ptr_array_new_with_free_func(recipient_free);
  mail->headers = g_ptr_array_new_with_free_func(header_free);
  mail->counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  mail->addresses = g_ptr_array_new_with_free_func(mail_address_free);
  mail->subject = g_strdup("");
  mail->line_end = "\r\n";
  mail->body = g_byte_array_new();
  return mail;
}

gpointer mail_note(const Mail *mail, MailNote note)
{
  return mail->notes[note];
}

void mail_set_note(Mail *mail, MailNote note, gpointer value, GDestroyNotify free_note)
{
  if (mail->notes[note] != NULL && mail->free_notes[note] != NULL) mail->free_notes[note](mail->notes[note]);
  mail->notes[note] = value;
  mail->free_notes[note] = free_note;
}

void mail_free(Mail *mail)
{
  if (mail == NULL) return;
  for (guint i = 0; i < MAIL_NOTES; i++) mail_set_note(mail, i, NULL, NULL);
  g_clear_object(&mail->content);
  g_clear_object(&mail->body_file);
  g_clear_pointer(&mail->body, g_byte_array_unref);
  g_ptr_array_unref(mail->addresses);
  g_hash_table_unref(mail->counts);
  g_ptr_array_unref(mail->headers);
  g_ptr_array_unref(mail->recipients);
  g_free(mail->subject);
  g_free(mail->sender_canonical);
  g_free(mail->sender);
  g_free(mail->login_canonical);
  g_free(mail->login);
  g_free(mail->separators);
  g_free(mail);
}

/* ---- envelope ---- */

void mail_set_login(Mail *mail, const char *login)
{
  g_free(mail->login);
  g_free(mail->login_canonical);
  gboolean given = login != NULL && *login != '\0';
  mail->login = given ? g_utf8_make_valid(login, -1) : NULL;
  mail->login_canonical = given ? address_canonical(mail->login, mail->separators, NULL) : NULL;
}

void mail_set_sender(Mail *mail, const char *argument)
{
  g_free(mail->sender);
  g_free(mail->sender_canonical);
  g_autofree char *plain = address_unbracketed(argument);
  mail->sender = g_utf8_make_valid(plain, -1);
  mail->sender_canonical = address_canonical_shown(mail->sender, mail->separators);
}

gboolean mail_add_recipient(Mail *mail, const char *argument, GError **error)
{
  g_autofree char *plain = address_unbracketed(argument);
  g_autofree char *canonical = address_canonical(plain, mail->separators, error);
  if (canonical == NULL) return FALSE;
  if (mail->recipients->len >= LIMIT_RECIPIENTS) {
    mail->damage |= MAIL_RECIPIENTS_CUT;
    return TRUE;
  }
  MailRecipient *recipient = g_new0(MailRecipient, 1);
  recipient->raw = g_strdup(argument);
  recipient->address = g_steal_pointer(&plain);
  recipient->canonical = g_steal_pointer(&canonical);
  g_ptr_array_add(mail->recipients, recipient);
  return TRUE;
}

/* ---- header ---- */

static guint next_index(Mail *mail, const char *name)
{
  g_autofree char *folded = g_ascii_strdown(name, -1);
  guint index = GPOINTER_TO_UINT(g_hash_table_lookup(mail->counts, folded)) + 1;
  g_hash_table_insert(mail->counts, g_steal_pointer(&folded), GUINT_TO_POINTER(index));
  return index;
}

static void add_subject(Mail *mail, const char *value)
{
  g_autofree char *unfolded = g_strdelimit(g_strdup(value), "\r\n", ' ');
  g_autofree char *decoded = g_mime_utils_header_decode_text(NULL, unfolded);
  g_autofree char *text = g_utf8_make_valid(decoded != NULL ? decoded : unfolded, -1);
  g_autofree char *before = mail->subject;
  mail->subject = *before == '\0' ? g_steal_pointer(&text) : g_strconcat(before, " ", text, NULL);
}

void mail_add_header(Mail *mail, const char *name, const char *value)
{
  gsize bytes = strlen(name) + strlen(value);
  if (mail->headers->len >= LIMIT_HEADER_COUNT || mail->header_bytes + bytes > LIMIT_HEADER_BYTES) {
    mail->damage |= MAIL_HEADERS_CUT;
    return;
  }
  mail->header_bytes += bytes;
  MailHeader *header = g_new0(MailHeader, 1);
  /* RFC 5322 4.5 lets blanks stand before the colon: "To : sam@home.example" is a To. */
  header->name = g_strchomp(g_strdup(name));
  header->value = g_strdup(value);
  header->index = next_index(mail, header->name);
  header->position = mail->headers->len;
  header->field = mail_field(header->name);
  g_ptr_array_add(mail->headers, header);
  if (header->field != 0) mail_read_addresses(mail, header);
  if (g_ascii_strcasecmp(header->name, "Subject") == 0) add_subject(mail, value);
}

/* ---- body ---- */

static gboolean write_all(GMimeStream *stream, const void *bytes, gsize length)
{
  return g_mime_stream_write(stream, bytes, length) == (gssize)length;
}

static void lose_body(Mail *mail)
{
  mail->damage |= MAIL_BODY_LOST;
  g_clear_object(&mail->body_file);
  g_byte_array_set_size(mail->body, 0);
}

static void move_to_spool(Mail *mail)
{
  mail->body_file = mail->spool(mail->spool_context);
  gboolean moved = mail->body_file != NULL && write_all(mail->body_file, mail->body->data, mail->body->len);
  if (!moved) {
    lose_body(mail);
    return;
  }
  g_byte_array_unref(mail->body);
  mail->body = g_byte_array_new();
}

static void take_body(Mail *mail, const void *bytes, gsize length)
{
  if (length == 0 || (mail->damage & MAIL_BODY_LOST)) return;
  if (mail->body_file != NULL) {
    if (!write_all(mail->body_file, bytes, length)) lose_body(mail);
    return;
  }
  g_byte_array_append(mail->body, bytes, (guint)length);
  if (mail->spool != NULL && mail->body->len > LIMIT_BODY_IN_MEMORY) move_to_spool(mail);
}

/* A lone LF among CRLF ends a line for some readers and not for others, and where
 * a MIME boundary follows, GMime would take the byte before it for a CR. It becomes
 * what an MTA makes of it. */
void mail_add_body(Mail *mail, const void *bytes, gsize length)
{
  const char *start = bytes, *end = start + length;
  gboolean crlf = strcmp(mail->line_end, "\r\n") == 0;
  for (const char *at = start; crlf && (at = memchr(at, '\n', (gsize)(end - at))) != NULL; at++) {
    char before = (char)(at > (const char *)bytes ? at[-1] : mail->body_last);
    if (before == '\r') continue;
    take_body(mail, start, (gsize)(at - start));
    take_body(mail, "\r", 1);
    start = at;
  }
  take_body(mail, start, (gsize)(end - start));
  if (length > 0) mail->body_last = end[-1];
}

void mail_skip_body(Mail *mail)
{
  mail->skipped = TRUE;
}

/* GMime makes no stream of nothing. */
static GMimeStream *bytes_stream(const void *bytes, gsize length)
{
  return length > 0 ? g_mime_stream_mem_new_with_buffer(bytes, length) : g_mime_stream_mem_new();
}

GMimeStream *mail_body(const Mail *mail)
{
  if (mail->skipped || (mail->damage & MAIL_BODY_LOST)) return NULL;
  if (mail->body_file == NULL) {
    return bytes_stream(mail->body->data, mail->body->len);
  }
  if (g_mime_stream_flush(mail->body_file) != 0) return NULL;
  return g_mime_stream_substream(mail->body_file, 0, -1);
}

static GString *header_bytes(const Mail *mail)
{
  GString *bytes = g_string_sized_new(mail->header_bytes + (gsize)mail->headers->len * 4 + 2);
  for (guint i = 0; i < mail->headers->len; i++) {
    const MailHeader *header = g_ptr_array_index(mail->headers, i);
    g_string_append_printf(bytes, "%s: %s\n", header->name, header->value);
  }
  g_string_append_c(bytes, '\n');
  return bytes;
}

GMimeMessage *mail_content(Mail *mail)
{
  if (mail->content != NULL) return mail->content;
  g_autoptr(GMimeStream) body = mail_body(mail);
  if (body == NULL) return NULL;
  GString *header = header_bytes(mail);
  g_autoptr(GMimeStream) head = g_mime_stream_mem_new_with_buffer(header->str, header->len);
  g_string_free(header, TRUE);
  g_autoptr(GMimeStream) whole = g_mime_stream_cat_new();
  g_mime_stream_cat_add_source(GMIME_STREAM_CAT(whole), head);
  g_mime_stream_cat_add_source(GMIME_STREAM_CAT(whole), body);
  g_mime_stream_reset(whole);
  /* Parts stay references into the stream, so a 25 MB attachment is not copied. */
  g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(whole);
  g_mime_parser_set_persist_stream(parser, TRUE);
  mail->content = g_mime_parser_construct_message(parser, NULL);
  return mail->content;
}

/* ---- reading ---- */

const char *mail_login(const Mail *mail)
{
  return mail->login;
}

const char *mail_login_canonical(const Mail *mail)
{
  return mail->login_canonical;
}

const char *mail_sender(const Mail *mail)
{
  return mail->sender;
}

const char *mail_sender_canonical(const Mail *mail)
{
  return mail->sender_canonical;
}

const char *mail_separators(const Mail *mail)
{
  return mail->separators;
}

const GPtrArray *mail_recipients(const Mail *mail)
{
  return mail->recipients;
}

const GPtrArray *mail_headers(const Mail *mail)
{
  return mail->headers;
}

const GPtrArray *mail_addresses(const Mail *mail)
{
  return mail->addresses;
}

const char *mail_header(const Mail *mail, const char *name)
{
  for (guint i = 0; i < mail->headers->len; i++) {
    const MailHeader *header = g_ptr_array_index(mail->headers, i);
    if (g_ascii_strcasecmp(header->name, name) == 0) return header->value;
  }
  return NULL;
}

const char *mail_subject(const Mail *mail)
{
  return mail->subject;
}

guint mail_damage(const Mail *mail)
{
  return mail->damage;
}

const char *mail_line_end(const Mail *mail)
{
  return mail->line_end;
}
