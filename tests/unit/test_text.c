// SPDX-License-Identifier: MIT
#include "letter.h"
#include "text.h"
#include "unit.h"

#include <string.h>

/* ---- the document as one text: a part a line ---- */

static void append_trouble(GString *out, guint trouble)
{
  if (trouble & TROUBLE_UNKNOWN_CHARSET) g_string_append(out, " charset?");
  if (trouble & TROUBLE_UNKNOWN_ENCODING) g_string_append(out, " encoding?");
  if (trouble & TROUBLE_DAMAGED) g_string_append(out, " damaged");
  if (trouble & TROUBLE_CUT) g_string_append(out, " cut");
}

static void append_part(GString *out, const TextPart *part)
{
  static const char *const kinds[] = {"plain", "html", "data", "headers"};
  if (out->len > 0) g_string_append_c(out, '\n');
  g_string_append(out, kinds[part->kind]);
  if (part->attached) g_string_append(out, " attached");
  if (part->messages > 0) g_string_append_printf(out, " within %u", part->messages);
  append_trouble(out, part->trouble);
  g_string_append(out, ": ");
  for (guint i = 0; i < part->lines->len; i++) {
    if (i > 0) g_string_append_c(out, '/');
    g_string_append(out, text_line(part->lines, i)->text);
  }
}

static char *document_text(const TextDocument *document)
{
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < document->parts->len; i++) append_part(out, g_ptr_array_index(document->parts, i));
  return g_string_free(out, FALSE);
}

static char *text_of_message(const char *message)
{
  g_autoptr(Letter) letter = letter_new("Ben Carter", message, strlen(message));
  return document_text(text_of(letter->facts));
}

/* ---- messages ---- */

#define PLAIN(parameters, encoding, body)                                                                    \
  "Content-Type: text/plain" parameters "\nContent-Transfer-Encoding: " encoding "\n\n" body

#define MIXED(one, two) "Content-Type: multipart/mixed; boundary=b\n\n--b\n" one "\n--b\n" two "\n--b--\n"

static const struct {
  const char *name, *message, *want;
} rows[] = {
    {"plain text without any field", "Subject: a\n\nHello\nSam\n", "plain: Hello/Sam"},
    {"quoted-printable", PLAIN("; charset=utf-8", "quoted-printable", "caf=C3=A9 =\nx\n"), "plain: café x"},
    {"base64", PLAIN("; charset=utf-8", "base64", "SGVsbG8gw6k=\n"), "plain: Hello é"},
    {"base64 with rubbish in it is read as far as it goes",
     PLAIN("; charset=utf-8", "base64", "SGVs!!bG8=\n"), "plain damaged: Hello"},
    {"an encoding nobody knows", PLAIN("; charset=utf-8", "x-zip", "Hello\n"), "plain encoding?: Hello"},
    {"Latin-1", PLAIN("; charset=iso-8859-1", "8bit", "caf\xE9\n"), "plain: café"},
    {"Latin-1 that is windows-1252", PLAIN("; charset=iso-8859-1", "quoted-printable", "=93x=94\n"),
     "plain: “x”"},
    {"a Japanese charset", PLAIN("; charset=iso-2022-jp", "7bit", "\x1b$B$\"\x1b(B\n"), "plain: あ"},
    {"Shift_JIS", PLAIN("; charset=Shift_JIS", "8bit", "\x82\xa0\n"), "plain: あ"},
    {"GB2312", PLAIN("; charset=gb2312", "8bit", "\xc4\xe3\n"), "plain: 你"},
    {"KOI8-R", PLAIN("; charset=koi8-r", "8bit", "\xc8\xc8\n"), "plain: хх"},
    {"UTF-7", PLAIN("; charset=utf-7", "7bit", "+AHgAeA-\n"), "plain: xx"},
    {"UTF-16 with its mark", PLAIN("; charset=utf-16", "base64", "//54AHgA\n"), "plain: xx"},
    {"bytes beyond ASCII without a charset are UTF-8 where they can be", "Subject: a\n\ncafé\n",
     "plain: café"},
    {"else windows-1252", "Subject: a\n\ncaf\xE9\n", "plain: café"},
    {"a charset nobody knows", PLAIN("; charset=x-mine", "8bit", "Hello\n"), "plain charset?: Hello"},
    {"a charset that is a path", PLAIN("; charset=\"../../x\"", "8bit", "Hello\n"), "plain charset?: Hello"},
    {"text that is not in its charset", PLAIN("; charset=utf-8", "8bit", "\xff\xff\xff\n"),
     "plain damaged: \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"NUL hides nothing", PLAIN("; charset=utf-8", "base64", "YQBi\n"), "plain: ab"},
    {"a broken type is plain text", "Content-Type: rubbish\n\nHello\n", "plain: Hello"},
    {"flowed lines are joined", PLAIN("; format=flowed", "7bit", "one \ntwo\nthree\n"),
     "plain: one two/three"},
    {"delsp takes the blank away", PLAIN("; format=flowed; delsp=yes", "7bit", "on \ne\n"), "plain: one"},
    {"the signature mark does not flow", PLAIN("; format=flowed", "7bit", "a\n-- \nBen\n"),
     "plain: a/-- /Ben"},
    {"stuffed blanks go", PLAIN("; format=flowed", "7bit", " >no quote\n  two\n"), "plain: >no quote/ two"},
    {"flowed quotes of one depth are joined", PLAIN("; format=flowed", "7bit", "> one \n> two\n>> three\n"),
     "plain: one two/three"},
    {"every alternative is a part",
     "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nplain x\n--b\nContent-Type: "
     "text/html\n\n<p>html "
     "x</p>\n--b--\n",
     "plain: plain x\nhtml: html x"},
    {"a text in a file is attached",
     MIXED("\nbody", "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nfile"),
     "plain: body\nplain attached: file"},
    {"an inline text is shown",
     MIXED("\nbody", "Content-Type: text/plain\nContent-Disposition: inline\n\nmore"),
     "plain: body\nplain: more"},
    {"a calendar is data, its lines unfolded",
     MIXED("\nbody", "Content-Type: text/calendar\n\nSUMMARY:Rob\n ots\nEND:VEVENT"),
     "plain: body\ndata: SUMMARY:Robots/END:VEVENT"},
    {"text in a part of another type is data",
     MIXED("\nbody", "Content-Type: application/octet-stream\nContent-Disposition: attachment\n\nname,phone"),
     "plain: body\ndata attached: name,phone"},
    {"binary parts are no text",
     MIXED("\nbody", "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo="),
     "plain: body"},
    {"an attached message is opened",
     MIXED("\nbody", "Content-Type: message/rfc822\n\nSubject: =?utf-8?q?caf=C3=A9?=\n\ninner"),
     "plain: body\nheaders attached within 1: Subject: café\nplain within 1: inner"},
    {"a file in an attached message",
     MIXED("\nbody", "Content-Type: message/rfc822\nContent-Disposition: attachment\n\nSubject: a\n\ninner"),
     "plain: body\nheaders attached within 1: Subject: a\nplain attached within 1: inner"},
    {"an attached message that was encoded",
     "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogYQoKaW5uZXI=\n",
     "headers attached within 1: Subject: a\nplain within 1: inner"},
    {"a message in a file",
     MIXED("\nbody", "Content-Type: application/octet-stream; name=a.eml\n\nSubject: a\n\ninner"),
     "plain: body\nheaders attached within 1: Subject: a\nplain within 1: inner"},
    {"enriched text", "Content-Type: text/enriched\n\n<bold>Hello</bold> Sam\n", "plain: Hello Sam"},
    {"HTML names its charset itself",
     "Content-Type: text/html\n\n<meta charset=\"iso-8859-1\"><p>caf\xE9</p>\n", "html: café"},
    {"what the type says of the charset wins",
     "Content-Type: text/html; charset=utf-8\n\n<meta charset=iso-8859-1><p>café</p>\n", "html: café"},
};

START_TEST(text_is_read_as_a_mail_program_shows_it)
{
  g_autofree char *got = text_of_message(rows[_i].message);
  ck_row_str(rows[_i].name, got, rows[_i].want);
}
END_TEST

/* ---- HTML ---- */

static const struct {
  const char *name, *html, *want;
} html_rows[] = {
    {"blocks are lines", "<div>a</div><div>b</div>", "a/b"},
    {"paragraphs stand apart", "<p>a</p><p>b</p>", "a//b"},
    {"breaks are lines", "a<br>b<br><br>c", "a/b//c"},
    {"white space collapses", "<p>a\n   b</p>", "a b"},
    {"running elements do not part words", "<p>a<b>b</b><i>c</i></p>", "abc"},
    {"entities", "<p>&lt;3 &amp; &#120;&#x78; &hearts;</p>", "<3 & xx ♥"},
    {"a heart that nobody escaped", "<p>I <3 you</p>", "I <3 you"},
    {"no-break spaces are blanks", "<p>a&nbsp;&nbsp;b</p>", "a  b"},
    {"alt texts are kept", "<p>a <img src=x alt=\"😘\"></p>", "a 😘"},
    {"scripts, styles and titles are not shown",
     "<html><head><title>t</title><style>p{}</style></head><body>a<script>x</script></body></html>", "a"},
    {"comments are not shown", "<p>a<!-- b -->c</p>", "ac"},
    {"display:none", "<p>a</p><p style=\"display:none\">b</p>", "a"},
    {"in any letter case, among others", "<p>a</p><p STYLE=\"color:red; DISPLAY : None\">b</p>", "a"},
    {"unless it is taken back", "<p style=\"display:none;display:block\">b</p>", "b"},
    {"unless what takes it back is weaker",
     "<p>a</p><p style=\"display:none !important;display:block\">b</p>", "a"},
    {"hidden elements hide what is inside",
     "<p>a</p><div style=\"display:none\"><p style=\"display:block\">b</p></div>", "a"},
    {"the attribute hidden", "<p>a</p><p hidden>b</p>", "a"},
    {"visibility can be taken back inside",
     "<div style=\"visibility:hidden\">a<span style=\"visibility:visible\">b</span></div>", "b"},
    {"letters without size", "<p>a<span style=\"font-size:0\">b</span></p>", "a"},
    {"tiny letters", "<p>a<span style=\"font-size:1px\">b</span></p>", "a"},
    {"small letters can be read", "<p>a<span style=\"font-size:7pt\">b</span></p>", "ab"},
    {"white on white", "<p>a<span style=\"color:#fff\">b</span></p>", "a"},
    {"white on white by old elements", "<p>a<font color=white>b</font></p>", "a"},
    {"nearly white", "<p>a<span style=\"color:rgb(254, 254, 254)\">b</span></p>", "a"},
    {"white on black", "<table bgcolor=\"#000000\"><tr><td style=\"color:white\">b</td></tr></table>", "b"},
    {"white on a picture", "<div style=\"background:url(x.png)\"><p style=\"color:white\">b</p></div>", "b"},
    {"black on black", "<div style=\"background-color:#000\">b</div>", ""},
    {"a class that hides", "<style>.h { display: none }</style><p>a</p><p class=\"k h\">b</p>", "a"},
    {"an id that hides", "<style>#h{display:none}</style><p>a</p><p id=h>b</p>", "a"},
    {"a style for telephones hides nothing",
     "<style>@media (max-width:9px){.h{display:none}}</style><p class=h>b</p>", "b"},
    {"a squashed box", "<p>a</p><div style=\"max-height:0;overflow:hidden\">b</div>", "a"},
    {"a fine-cut box", "<div style=\"max-height:0\">b</div>", "b"},
    {"Outlook's conditional comments", "<!--[if mso]>a<![endif]--><!--[if !mso]><!-->b<!--<![endif]-->", "b"},
    {"comments as browsers read them", "<!-->a<!-- --!>b<!--->c", "abc"},
    {"conditionals that are no comment", "<![if !mso]>a<![endif]>", "a"},
    {"a row of a table is a line", "<table><tr><td>Mon</td><td>x</td></tr></table>", "Mon\tx"},
    {"cells with several lines are not", "<table><tr><td>a<br>b</td><td>c</td></tr></table>", "a/b/c"},
    {"tick boxes", "<p><input type=checkbox> x</p>", "☐ x"},
    {"Wingdings' face", "<p>a <span style=\"font-family:Wingdings\">J</span></p>", "a ☺"},
    {"preformatted text", "<pre>a\nb</pre>", "a/b"},
    {"white-space:pre-wrap", "<div style=\"white-space:pre-wrap\">a\nb</div>", "a/b"},
    {"lists", "<ul><li>a</li><li>b</li></ul>c", "a/b//c"},
    {"no body at all", "", ""},
    {"rubbish", "<<p<>>a</b></p></div>", ">a"},
};

START_TEST(html_is_what_a_reader_sees)
{
  g_autofree char *message =
      g_strdup_printf("Content-Type: text/html; charset=utf-8\n\n%s\n", html_rows[_i].html);
  g_autofree char *got = text_of_message(message);
  g_autofree char *want = g_strconcat("html: ", html_rows[_i].want, NULL);
  ck_row_str(html_rows[_i].name, got, want);
}
END_TEST

START_TEST(what_html_hides_is_kept_apart)
{
  const char *message =
      "Content-Type: text/html\n\n<title>one</title><p style='display:none'>two</p><!-- three -->"
      "<a href='mailto:four@x.example' title='five'>shown</a>\n";
  g_autoptr(Letter) letter = letter_new("Ben", message, strlen(message));
  const TextPart *part = g_ptr_array_index(text_of(letter->facts)->parts, 0);
  const char *const hidden[] = {"one", "two", "three", "five"};
  for (guint i = 0; i < G_N_ELEMENTS(hidden); i++) ck_assert_ptr_nonnull(strstr(part->hidden, hidden[i]));
  ck_assert_ptr_null(strstr(part->hidden, "shown"));
  ck_assert_str_eq(g_ptr_array_index(part->links, 0), "mailto:four@x.example");
}
END_TEST

/* ---- limits and gaps ---- */

static guint gaps_of(const char *message)
{
  g_autoptr(Letter) letter = letter_new("Ben", message, strlen(message));
  return text_of(letter->facts)->gaps;
}

static char *nested(guint depth)
{
  GString *message = g_string_new("Subject: a\n");
  for (guint i = 0; i < depth; i++) {
    g_string_append_printf(message, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
  }
  g_string_append(message, "\nHello\n");
  return g_string_free(message, FALSE);
}

START_TEST(nesting_beyond_the_limit_is_told)
{
  g_autofree char *shallow = nested(20), *deep = nested(60), *abyss = nested(5000);
  ck_assert_uint_eq(gaps_of(shallow), 0);
  ck_assert_uint_eq(gaps_of(deep) & GAP_TOO_DEEP, GAP_TOO_DEEP);
  ck_assert_uint_eq(gaps_of(abyss) & GAP_TOO_DEEP, GAP_TOO_DEEP);
}
END_TEST

START_TEST(parts_beyond_the_limit_are_told)
{
  g_autoptr(GString) message = g_string_new("Content-Type: multipart/mixed; boundary=b\n\n");
  for (guint i = 0; i < 1001; i++) g_string_append(message, "--b\n\nx\n");
  ck_assert_uint_eq(gaps_of(message->str) & GAP_TOO_MANY, GAP_TOO_MANY);
}
END_TEST

START_TEST(what_is_elsewhere_or_closed_is_told)
{
  ck_assert_uint_eq(gaps_of("Content-Type: message/partial; id=1; number=1\n\nx\n"), GAP_ELSEWHERE);
  ck_assert_uint_eq(
      gaps_of("Content-Type: message/external-body; access-type=x\n\nContent-Type: text/plain\n\n"),
      GAP_ELSEWHERE);
  ck_assert_uint_eq(
      gaps_of("Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n--b\n\n"),
      GAP_CLOSED);
  ck_assert_uint_eq(gaps_of("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n!!!!\n"),
                    GAP_CLOSED);
  ck_assert_uint_eq(gaps_of("Subject: a\n\nx\n"), 0);
}
END_TEST

/* The part's trouble when an attachment of that many bytes comes before or after the text. */
static guint trouble_beside(gsize bytes, gboolean before)
{
  g_autofree char *filler = g_strnfill(bytes, 'a');
  g_autofree char *file = g_strdup_printf("Content-Disposition: attachment\n\n%s", filler);
  g_autofree char *message =
      g_strdup_printf("Content-Type: multipart/mixed; boundary=b\n\n--b\n%s\n--b\n%s\n--b--\n",
                      before ? file : "\nHello", before ? "\nHello" : file);
  g_autoptr(Letter) letter = letter_new("Ben", message, strlen(message));
  const TextDocument *document = text_of(letter->facts);
  guint trouble = 0;
  for (guint i = 0; i < document->parts->len; i++) {
    const TextPart *part = g_ptr_array_index(document->parts, i);
    if (text_part_is_shown(part)) trouble |= part->trouble;
  }
  return trouble;
}

START_TEST(a_large_attachment_does_not_hide_the_text)
{
  ck_assert_uint_eq(trouble_beside(5 * 1024 * 1024, TRUE), 0);
  ck_assert_uint_eq(trouble_beside(5 * 1024 * 1024, FALSE), 0);
}
END_TEST

START_TEST(text_beyond_the_limit_is_told)
{
  g_autofree char *filler = g_strnfill(5 * 1024 * 1024, 'a');
  g_autofree char *message = g_strdup_printf("Subject: a\n\n%s", filler);
  g_autoptr(Letter) letter = letter_new("Ben", message, strlen(message));
  const TextPart *part = g_ptr_array_index(text_of(letter->facts)->parts, 0);
  ck_assert_uint_eq(part->trouble, TROUBLE_CUT);
}
END_TEST

/* HTML that costs a naive reader quadratic time or a deep stack. */
static const struct {
  const char *name, *piece;
  guint times;
  gboolean cut;
} hostile_rows[] = {
    {"elements within each other", "<div>", 300000, TRUE},
    {"a few hundred within each other", "<div>", 1000, FALSE},
    {"ends without beginnings", "</b>", 500000, FALSE},
    {"comments without end", "<!--", 500000, FALSE},
    {"conditionals without end", "<![if", 500000, FALSE},
    {"rows", "<tr><td>x<td>y", 100000, FALSE},
    {"styles", "<p style='color:red;display:none'>", 100000, FALSE},
    {"classes", "<style>.a{color:red}</style><i class='a a a a'>b</i>", 50000, FALSE},
    {"Gmail's divs", "<div class=gmail_quote></div>", 50000, FALSE},
    {"entities", "&amp;", 500000, FALSE},
};

START_TEST(hostile_html_is_read_in_time)
{
  g_autoptr(GString) message = g_string_new("Content-Type: text/html\n\n");
  for (guint i = 0; i < hostile_rows[_i].times; i++) g_string_append(message, hostile_rows[_i].piece);
  g_autoptr(Letter) letter = letter_new("Ben", message->str, message->len);
  const TextPart *part = g_ptr_array_index(text_of(letter->facts)->parts, 0);
  gboolean cut = (part->trouble & TROUBLE_CUT) != 0;
  ck_assert_msg(cut == hostile_rows[_i].cut, "%s: cut is %d", hostile_rows[_i].name, cut);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("text");
  TCase *tcase = tcase_create("text");
  tcase_add_loop_test(tcase, text_is_read_as_a_mail_program_shows_it, 0, ROWS(rows));
  tcase_add_loop_test(tcase, html_is_what_a_reader_sees, 0, ROWS(html_rows));
  tcase_add_test(tcase, what_html_hides_is_kept_apart);
  tcase_add_test(tcase, nesting_beyond_the_limit_is_told);
  tcase_add_test(tcase, parts_beyond_the_limit_are_told);
  tcase_add_test(tcase, what_is_elsewhere_or_closed_is_told);
  tcase_add_test(tcase, a_large_attachment_does_not_hide_the_text);
  tcase_add_test(tcase, text_beyond_the_limit_is_told);
  tcase_add_loop_test(tcase, hostile_html_is_read_in_time, 0, ROWS(hostile_rows));
  suite_add_tcase(suite, tcase);
  return unit_run(suite);
}
