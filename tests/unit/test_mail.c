// SPDX-License-Identifier: MIT
#include "address.h"
#include "limit.h"
#include "mail.h"
#include "unit.h"

#include <string.h>

/* "address name|address" of every address that the mail shows, in order. */
static char *addresses_of(const Mail *mail)
{
  GString *text = g_string_new(NULL);
  const GPtrArray *addresses = mail_addresses(mail);
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    g_string_append_printf(text, "%s%s", i > 0 ? " " : "", address->canonical);
  }
  return g_string_free(text, FALSE);
}

static const struct {
  const char *name, *value, *addresses;
  gboolean unreadable;
} to_rows[] = {
    {"one", "sam@home.example", "sam@home.example", FALSE},
    {"display name", "Sam Lee <sam@home.example>", "sam@home.example", FALSE},
    {"two on folded lines", "a@x.example,\n\tb@x.example", "a@x.example b@x.example", FALSE},
    {"comma in a quoted name", "\"Lee, Sam\" <sam@home.example>", "sam@home.example", FALSE},
    {"comments everywhere", "(c) sam (d) @ (e) home.example (f)", "sam@home.example", FALSE},
    {"blanks around the at", "sam @ home.example", "sam@home.example", FALSE},
    {"encoded word", "=?utf-8?q?Jos=C3=A9?= <jose@home.example>", "jose@home.example", FALSE},
    {"encoded word that looks like an address", "=?utf-8?q?x=40y=2Eexample?= <sam@home.example>",
     "sam@home.example", FALSE},
    {"group", "Friends: a@x.example, b@x.example;", "a@x.example b@x.example", FALSE},
    {"group without its end", "Friends: a@x.example, b@x.example", "a@x.example b@x.example", FALSE},
    {"empty group", "undisclosed-recipients:;", "", FALSE},
    {"nothing", "", "", FALSE},
    {"empty elements", ", ,a@x.example,,", "a@x.example", FALSE},
    {"route", "<@relay.example:sam@home.example>", "sam@home.example", FALSE},
    {"missing bracket", "Sam <sam@home.example", "sam@home.example", FALSE},
    {"semicolons as Outlook writes them", "a@x.example; b@x.example", "a@x.example b@x.example", FALSE},
    {"quoted local part", "\"sam\"@home.example", "sam@home.example", FALSE},
    {"no address at all", "???", "", TRUE},
};

START_TEST(a_to_field_shows_its_addresses)
{
  g_autoptr(Mail) mail = mail_new(ADDRESS_SEPARATORS, NULL, NULL);
  mail_add_header(mail, "To", to_rows[_i].value);
  g_autofree char *got = addresses_of(mail);
  ck_row_str(to_rows[_i].name, got, to_rows[_i].addresses);
  ck_assert_msg(mail_has_unreadable(mail, FIELD_TO) == to_rows[_i].unreadable, "%s", to_rows[_i].name);
}
END_TEST

static const struct {
  const char *name;
  guint field;
} field_rows[] = {
    {"To", FIELD_TO},
    {"CC", FIELD_CC},
    {"bcc", FIELD_BCC},
    {"Resent-To", FIELD_RESENT_TO},
    {"RESENT-cc", FIELD_RESENT_CC},
    {"Resent-Bcc", FIELD_RESENT_BCC},
    {"From", FIELD_FROM},
    {"Sender", FIELD_SENDER},
    {"Reply-To", FIELD_REPLY_TO},
    {"Resent-From", FIELD_RESENT_FROM},
    {"Resent-Sender", FIELD_RESENT_SENDER},
    {"To ", FIELD_TO},
    {"X-To", 0},
};

START_TEST(address_fields_are_known_in_any_letter_case)
{
  g_autoptr(Mail) mail = mail_new(ADDRESS_SEPARATORS, NULL, NULL);
  mail_add_header(mail, field_rows[_i].name, "sam@home.example");
  const MailHeader *header = g_ptr_array_index(mail_headers(mail), 0);
  ck_assert_msg(header->field == field_rows[_i].field, "%s", field_rows[_i].name);
}
END_TEST

START_TEST(every_occurrence_of_a_field_counts)
{
  g_autoptr(Mail) mail = mail_new(ADDRESS_SEPARATORS, NULL, NULL);
  mail_add_header(mail, "To", "a@x.example");
  mail_add_header(mail, "Cc", "b@x.example");
  mail_add_header(mail, "TO", "c@x.example");
  g_autofree char *got = addresses_of(mail);
  const MailHeader *third = g_ptr_array_index(mail_headers(mail), 2);
  ck_assert_str_eq(got, "a@x.example b@x.example c@x.example");
  ck_assert_uint_eq(third->index, 2);
  ck_assert_uint_eq(third->position, 2);
}
END_TEST

START_TEST(a_recipient_keeps_its_bytes)
{
  g_autoptr(Mail) mail = mail_new(ADDRESS_SEPARATORS, NULL, NULL);
  ck_assert(mail_add_recipient(mail, "<Sam+x@Home.example>", NULL));
  ck_assert(mail_add_recipient(mail, "mum@home.example", NULL));
  const MailRecipient *sam = g_ptr_array_index(mail_recipients(mail), 0);
  ck_assert_str_eq(sam->raw, "<Sam+x@Home.example>");
  ck_assert_str_eq(sam->address, "Sam+x@Home.example");
  ck_assert_str_eq(sam->canonical, "sam@home.example");
}
END_TEST

START_TEST(a_recipient_that_is_rewritten_elsewhere_is_none)
{
  g_autoptr(Mail) mail = mail_new(ADDRESS_SEPARATORS, NULL, NULL);
  ck_assert(!mail_add_recipient(mail, "<sam%home.example@teensinai.example>", NULL));
  ck_assert(!mail_add_recipient(mail, "<sam>", NULL));
  ck_assert_uint_eq(mail_recipients(mail)->len, 0);
}
END_TEST

START_TEST(too_many_header_fields_are_damage_not_silence)
{
  g_autoptr(Mail) mail = mail_new(ADDRESS_SEPARATORS, NULL, NULL);
  for (int i = 0; i <= LIMIT_HEADER_COUNT; i++) mail_add_header(mail, "X", "y");
  ck_assert_uint_eq(mail_headers(mail)->len, LIMIT_HEADER_COUNT);
  ck_assert(mail_damage(mail) & MAIL_HEADERS_CUT);
}
END_TEST

START_TEST(a_header_over_the_limit_is_damage_not_silence)
{
  g_autoptr(Mail) mail = mail_new(ADDRESS_SEPARATORS, NULL, NULL);
  g_autofree char *value = g_strnfill(LIMIT_HEADER_BYTES, 'a');
  mail_add_header(mail, "To", value);
  ck_assert(mail_damage(mail) & MAIL_HEADERS_CUT);
}
END_TEST

START_TEST(too_many_recipients_are_damage_not_silence)
{
  g_autoptr(Mail) mail = mail_new(ADDRESS_SEPARATORS, NULL, NULL);
  for (int i = 0; i <= LIMIT_RECIPIENTS; i++) ck_assert(mail_add_recipient(mail, "sam@home.example", NULL));
  ck_assert(mail_damage(mail) & MAIL_RECIPIENTS_CUT);
}
END_TEST

START_TEST(the_subject_is_what_a_reader_sees)
{
  g_autoptr(Mail) mail = mail_new(ADDRESS_SEPARATORS, NULL, NULL);
  mail_add_header(mail, "Subject", "=?utf-8?q?Caf=C3=A9?=\n =?utf-8?q?_visit?=");
  ck_assert_str_eq(mail_subject(mail), "Caf\xc3\xa9 visit");
  mail_add_header(mail, "subject", "and more");
  ck_assert_str_eq(mail_subject(mail), "Caf\xc3\xa9 visit and more");
}
END_TEST

/* ---- message files ---- */

static Mail *read_text(const char *text)
{
  Mail *mail = mail_new(ADDRESS_SEPARATORS, NULL, NULL);
  /* An exactly sized copy, so that a sanitizer sees one byte too far. */
  gsize length = strlen(text);
  char *copy = g_memdup2(text, length);
  gboolean good = mail_read(mail, copy, length, NULL);
  g_free(copy);
  if (good) return mail;
  mail_free(mail);
  return NULL;
}

static char *body_of(Mail *mail)
{
  g_autoptr(GMimeStream) stream = mail_body(mail);
  gint64 length = g_mime_stream_length(stream);
  char *text = g_malloc0((gsize)length + 1);
  if (length > 0) ck_assert_int_eq(g_mime_stream_read(stream, text, (size_t)length), length);
  return text;
}

static const struct {
  const char *name, *text;
  guint headers;
  const char *subject, *body;
} file_rows[] = {
    {"LF", "From: a@x.example\nSubject: s\n\nbody\n", 2, "s", "body\n"},
    {"CRLF", "From: a@x.example\r\nSubject: s\r\n\r\nbody\r\n", 2, "s", "body\r\n"},
    {"folded", "Subject: a\r\n b\r\nTo: x\r\n\r\n", 2, "a  b", ""},
    {"no blank line before the body", "Subject: s\nThis is the body\n", 1, "s", "This is the body\n"},
    {"no body", "Subject: s\n", 1, "s", ""},
    {"no line end at all", "Subject: s", 1, "s", ""},
    {"mbox line", "From ben Sun Nov 22\nSubject: s\n\nb", 1, "s", "b"},
    {"no space after the colon", "Subject:s\n\nb", 1, "s", "b"},
    {"blank before the colon", "Subject : s\n\nb", 1, "s", "b"},
    {"empty value", "X:\nSubject: s\n\nb", 2, "s", "b"},
};

START_TEST(a_message_file_is_read_as_an_mta_would)
{
  g_autoptr(Mail) mail = read_text(file_rows[_i].text);
  ck_assert_ptr_nonnull(mail);
  g_autofree char *body = body_of(mail);
  ck_assert_msg(mail_headers(mail)->len == file_rows[_i].headers, "%s", file_rows[_i].name);
  ck_row_str(file_rows[_i].name, mail_subject(mail), file_rows[_i].subject);
  ck_row_str(file_rows[_i].name, body, file_rows[_i].body);
}
END_TEST

static const char *const no_messages[] = {
    "", "\n", "hello\nworld\n", "\x01\x02\x03", " folded: first\n", ": x\n", "From "};

START_TEST(a_file_without_a_header_is_no_message)
{
  ck_assert_ptr_null(read_text(no_messages[_i]));
}
END_TEST

START_TEST(the_mime_tree_has_the_parts)
{
  g_autoptr(Mail) mail =
      read_text("Content-Type: multipart/mixed; boundary=x\n\n--x\n\none\n--x\n\ntwo\n--x--\n");
  GMimeMessage *content = mail_content(mail);
  GMimeObject *root = g_mime_message_get_mime_part(content);
  ck_assert(GMIME_IS_MULTIPART(root));
  ck_assert_int_eq(g_mime_multipart_get_count(GMIME_MULTIPART(root)), 2);
}
END_TEST

static const struct {
  const char *name;
  const char *pieces[4];
  const char *body;
} line_ends[] = {
    {"CRLF stays", {"a\r\nb\r\n"}, "a\r\nb\r\n"},
    {"a lone LF becomes one", {"a\nb\r\n"}, "a\r\nb\r\n"},
    {"at the beginning", {"\n\r\n"}, "\r\n\r\n"},
    {"a CRLF that is cut in two stays", {"a\r", "\nb"}, "a\r\nb"},
    {"a lone LF at the beginning of a piece", {"a", "\nb"}, "a\r\nb"},
    {"several in a row", {"\n\n", "\n"}, "\r\n\r\n\r\n"},
    {"a lone CR stays", {"a\rb"}, "a\rb"},
};

START_TEST(a_lone_line_feed_becomes_a_line_end)
{
  g_autoptr(Mail) mail = mail_new(ADDRESS_SEPARATORS, NULL, NULL);
  for (guint i = 0; i < 4 && line_ends[_i].pieces[i] != NULL; i++)
    mail_add_body(mail, line_ends[_i].pieces[i], strlen(line_ends[_i].pieces[i]));
  g_autoptr(GMimeStream) body = mail_body(mail);
  g_autoptr(GMimeStream) copy = g_mime_stream_mem_new();
  g_mime_stream_write_to_stream(body, copy);
  const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(copy));
  g_autofree char *got = g_strndup((const char *)bytes->data, bytes->len);
  ck_row_str(line_ends[_i].name, got, line_ends[_i].body);
}
END_TEST

/* GMime would take the last letter for half a line end. */
START_TEST(a_part_keeps_its_last_letter_whatever_its_lines_end_with)
{
  g_autoptr(Mail) mail =
      read_text("Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\n\none\n--x\r\n\r\ntwo\n--x--\r\n");
  GMimeObject *root = g_mime_message_get_mime_part(mail_content(mail));
  for (int i = 0; i < 2; i++) {
    GMimeObject *part = g_mime_multipart_get_part(GMIME_MULTIPART(root), i);
    g_autoptr(GMimeStream) copy = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(part)), copy);
    const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(copy));
    ck_assert_mem_eq(bytes->data, i == 0 ? "one" : "two", 3);
  }
}
END_TEST

START_TEST(a_skipped_body_has_no_content)
{
  g_autoptr(Mail) mail = mail_new(ADDRESS_SEPARATORS, NULL, NULL);
  mail_skip_body(mail);
  ck_assert_ptr_null(mail_content(mail));
}
END_TEST

static GMimeStream *spool_in_memory(void *context)
{
  gboolean *used = context;
  *used = TRUE;
  return g_mime_stream_mem_new();
}

static GMimeStream *spool_that_fails(void *context G_GNUC_UNUSED)
{
  return NULL;
}

static void feed_large_body(Mail *mail)
{
  g_autofree char *line = g_strnfill(1024, 'a');
  for (int i = 0; i <= LIMIT_BODY_IN_MEMORY / 1024; i++) mail_add_body(mail, line, 1024);
}

START_TEST(a_large_body_goes_to_the_spool)
{
  gboolean used = FALSE;
  g_autoptr(Mail) mail = mail_new(ADDRESS_SEPARATORS, spool_in_memory, &used);
  feed_large_body(mail);
  g_autoptr(GMimeStream) body = mail_body(mail);
  ck_assert(used);
  ck_assert_int_eq(g_mime_stream_length(body), (LIMIT_BODY_IN_MEMORY / 1024 + 1) * 1024);
}
END_TEST

START_TEST(a_spool_that_fails_loses_the_body_and_says_so)
{
  g_autoptr(Mail) mail = mail_new(ADDRESS_SEPARATORS, spool_that_fails, NULL);
  feed_large_body(mail);
  ck_assert(mail_damage(mail) & MAIL_BODY_LOST);
  ck_assert_ptr_null(mail_body(mail));
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_loop_test(tcase, a_to_field_shows_its_addresses, 0, ROWS(to_rows));
  tcase_add_loop_test(tcase, address_fields_are_known_in_any_letter_case, 0, ROWS(field_rows));
  tcase_add_test(tcase, every_occurrence_of_a_field_counts);
  tcase_add_test(tcase, a_recipient_keeps_its_bytes);
  tcase_add_test(tcase, a_recipient_that_is_rewritten_elsewhere_is_none);
  tcase_add_test(tcase, too_many_header_fields_are_damage_not_silence);
  tcase_add_test(tcase, a_header_over_the_limit_is_damage_not_silence);
  tcase_add_test(tcase, too_many_recipients_are_damage_not_silence);
  tcase_add_test(tcase, the_subject_is_what_a_reader_sees);
  tcase_add_loop_test(tcase, a_message_file_is_read_as_an_mta_would, 0, ROWS(file_rows));
  tcase_add_loop_test(tcase, a_file_without_a_header_is_no_message, 0, ROWS(no_messages));
  tcase_add_test(tcase, the_mime_tree_has_the_parts);
  tcase_add_loop_test(tcase, a_lone_line_feed_becomes_a_line_end, 0, ROWS(line_ends));
  tcase_add_test(tcase, a_part_keeps_its_last_letter_whatever_its_lines_end_with);
  tcase_add_test(tcase, a_skipped_body_has_no_content);
  tcase_add_test(tcase, a_large_body_goes_to_the_spool);
  tcase_add_test(tcase, a_spool_that_fails_loses_the_body_and_says_so);
}

int main(void)
{
  Suite *suite = suite_create("mail");
  TCase *tcase = tcase_create("mail");
  add_tests(tcase);
  suite_add_tcase(suite, tcase);
  return unit_run(suite);
}
