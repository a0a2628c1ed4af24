// SPDX-License-Identifier: MIT
#include "text_flowed.h"
#include "text_html.h"
#include "text_quotes.h"
#include "unit.h"

#include <string.h>

/* The kind of each line as a letter: own, Quoted, signature, footer; blank lines are left out. */
static char *kinds_of(const GPtrArray *lines)
{
  GString *kinds = g_string_new(NULL);
  for (guint i = 0; i < lines->len; i++) {
    const TextLine *line = text_line(lines, i);
    if (!text_is_blank(line->text)) g_string_append_c(kinds, "oQsf"[line->kind]);
  }
  return g_string_free(kinds, FALSE);
}

static char *kinds_of_plain(const char *text)
{
  g_autoptr(GPtrArray) lines = text_plain_lines(text, FALSE, FALSE);
  text_quotes_mark(lines);
  return kinds_of(lines);
}

typedef struct {
  const char *name, *text, *want;
} Row;

static const Row rows[] = {
    {"nothing", "", ""},
    {"own words", "Hello\nSam\n", "oo"},
    {"marked lines", "Hello\n> one\n>> two\n> > three\n", "oQQQ"},
    {"blanks before the mark", " > one\nme\n", "Qo"},
    {"initials before the mark", "BC> one\nme\n", "Qo"},
    {"From at the beginning of a line is no quotation", ">From Monday on\nwe meet\n", "oo"},
    {"nothing but quotation is the sender's own", "> one\n> two\n", "oo"},
    {"a signature is not enough of one's own", "-- \nBen\n\n> one\n", "sso"},
    {"a footer is not enough of one's own", "Sent from my iPhone\n\n> one\n", "fo"},
    {"punctuation is not enough of one's own", "...\n\n> one\n", "oo"},
    {"answers above", "me\n\nOn Mon, 3 Jun 2026 at 10:00, Sam <s@x.example> wrote:\n> one\n", "oQQ"},
    {"answers below", "On Mon, 3 Jun 2026 at 10:00, Sam <s@x.example> wrote:\n> one\n\nme\n", "QQo"},
    {"answers between", "Sam wrote:\n> one\nme\n> two\nme\n", "QQoQo"},
    {"an attribution that was wrapped",
     "me\nOn Mon, 3 Jun 2026 at 10:00, Sam\n<s@x.example>\nwrote:\n> one\n", "oQQQQ"},
    {"own words above it are not part of it",
     "On Monday bring lunch\nOn 3 Jun 2026 at 10:00, Sam wrote:\n> one\n", "oQQ"},
    {"a dated attribution needs no marks", "me\n\nOn 3 Jun 2026 at 10:00, Sam <s@x.example> wrote:\n\none\n",
     "oQQ"},
    {"one without date does", "me\n\nSam wrote:\n\none\n", "ooo"},
    {"somebody wrote something, in a sentence", "As Sam wrote: it is on\nme\n", "oo"},
    {"an original message",
     "me\n-----Original Message-----\nFrom: Sam\nSent: Monday\nTo: Ben\nSubject: a\n\none\n", "oQQQQQQ"},
    {"the same with marks lets answers follow", "-----Original Message-----\n> one\nme\n", "QQo"},
    {"a header block", "me\n\nFrom: Sam <s@x.example>\nSent: Monday\nTo: Ben\nSubject: a\n\none\n", "oQQQQQ"},
    {"a header block in bold", "me\n\n*From:* Sam\n*Sent:* Monday\n*To:* Ben\n*Subject:* a\n\none\n",
     "oQQQQQ"},
    {"an event is no header block", "me\nFrom: 10:00\nTo: 12:00\nDate: 3 June\nWhere: the hall\n", "ooooo"},
    {"a rule before a header block",
     "me\n________________________________\nVon: Sam\nGesendet: Montag\nAn: Ben\nBetreff: a\n\none\n",
     "oQQQQQQ"},
    {"a rule alone", "me\n----------------\nmore\n", "ooo"},
    {"a forwarded message",
     "me\n---------- Forwarded message ---------\nFrom: Sam <s@x.example>\nDate: Mon\nSubject: a\n"
     "To: Ben\n\none\n",
     "oQQQQQQ"},
    {"forwarding without a word",
     "---------- Forwarded message ---------\nFrom: Sam\nDate: Mon\nSubject: a\nTo: B\n\none\n", "oooooo"},
    {"begin forwarded message", "me\nBegin forwarded message:\n\n> From: Sam\n> one\n", "oQQQ"},
    {"a signature", "me\n-- \nBen\nMentor\n", "osss"},
    {"a signature whose blank was lost", "me\n--\nBen\n", "oss"},
    {"a signature ends where a quotation begins", "me\n-- \nBen\n> one\nmore\n", "ossQo"},
    {"dashes are no signature", "me\n---\nmore\n--more\n", "oooo"},
    {"a mobile signature", "me\nSent from my iPhone\n", "of"},
    {"sent from the heart", "me\nSent from my heart\n", "oo"},
    {"text below a mobile signature", "me\nSent from my iPhone\n\nmore\n", "ofo"},
    {"a disclaimer, wrapped",
     "me\n\nThis email and any attachments are confidential and\nfor the addressee only.\n", "off"},
    {"a disclaimer below a name", "me\nBen\nThis email and any files are confidential.\n", "oof"},
    {"legal prose",
     "me\n\nAny unauthorised disclosure or copying is prohibited; delete it and tell the sender, who is not "
     "liable.\n",
     "of"},
    {"a list's footer",
     "me\n_______________________________________________\nMentors mailing list\nm@x.example\n", "offf"},
    {"the environment", "me\n\nPlease consider the environment before printing this e-mail\n", "of"},
    /* attributions in other languages */
    {"German", "me\n\nAm 03.06.26 um 10:00 schrieb Sam:\n\none\n", "oQQ"},
    {"German, name first", "me\n\nSam <s@x.example> schrieb am Mo., 3. Juni 2026, 10:00:\n\none\n", "oQQ"},
    {"French", "me\n\nLe lun. 3 juin 2026 à 10:00, Sam <s@x.example> a écrit :\n\none\n", "oQQ"},
    {"Spanish", "me\n\nEl lun, 3 jun 2026 a las 10:00, Sam (<s@x.example>) escribió:\n\none\n", "oQQ"},
    {"Italian", "me\n\nIl giorno lun 3 giu 2026 alle ore 10:00 Sam <s@x.example> ha scritto:\n\none\n",
     "oQQ"},
    {"Dutch", "me\n\nOp ma 3 jun. 2026 om 10:00 schreef Sam <s@x.example>:\n\none\n", "oQQ"},
    {"Portuguese", "me\n\nEm seg., 3 de jun. de 2026 às 10:00, Sam <s@x.example> escreveu:\n\none\n", "oQQ"},
    {"Polish", "me\n\nW dniu 3.06.2026 o 10:00, Sam pisze:\n\none\n", "oQQ"},
    {"Swedish", "me\n\nDen mån 3 juni 2026 kl 10:00 skrev Sam <s@x.example>:\n\none\n", "oQQ"},
    {"Danish and Norwegian", "me\n\nman. 3. jun. 2026 kl. 10:00 skrev Sam <s@x.example>:\n\none\n", "oQQ"},
    {"Finnish", "me\n\nma 3. kesäk. 2026 klo 10.00 Sam (s@x.example) kirjoitti:\n\none\n", "oQQ"},
    {"Czech", "me\n\npo 3. 6. 2026 v 10:00 odesílatel Sam <s@x.example> napsal:\n\none\n", "oQQ"},
    {"a language nobody thought of", "me\n\n2026-06-03 10:00 Sam <s@x.example> zzz:\n\none\n", "oQQ"},
    {"a Spanish header block", "me\n\nDe: Sam\nEnviado: lunes\nPara: Ben\nAsunto: a\n\none\n", "oQQQQQ"},
    {"a French header block", "me\n\nDe : Sam\nEnvoyé : lundi\nÀ : Ben\nObjet : a\n\none\n", "oQQQQQ"},
    {"a Finnish header block", "me\n\nLähettäjä: Sam\nLähetetty: ma\nVastaanottaja: Ben\nAihe: a\n\none\n",
     "oQQQQQ"},
};

START_TEST(own_words_are_told_from_others)
{
  g_autofree char *got = kinds_of_plain(rows[_i].text);
  ck_row_str(rows[_i].name, got, rows[_i].want);
}
END_TEST

#define HEADERS "<b>From:</b> Sam<br><b>Sent:</b> Monday<br><b>To:</b> Ben<br><b>Subject:</b> a<br>"

static const Row html_rows[] = {
    {"blockquote", "me<blockquote>one</blockquote>", "oQ"},
    {"nothing but blockquote", "<blockquote>one</blockquote>", "o"},
    {"below a blockquote", "<blockquote>one</blockquote>me", "Qo"},
    {"Gmail",
     "me<div class=gmail_quote><div class=gmail_attr>On x Sam wrote:</div><blockquote>one</blockquote></div>",
     "oQQ"},
    {"Gmail, answered inside", "me<div class=gmail_quote><blockquote>one</blockquote><div>me</div></div>",
     "oQo"},
    {"Gmail, forwarded",
     "me<div class=gmail_quote><div>---------- Forwarded message</div><p>one</p></div><p>me</p>", "oQQo"},
    {"Thunderbird",
     "me<div class=moz-cite-prefix>On x, Sam wrote:</div><blockquote type=cite>one</blockquote>", "oQQ"},
    {"Outlook on the web",
     "me<div id=appendonsend></div><hr><div id=divRplyFwdMsg>" HEADERS "</div><div>one</div>", "oQQQQQ"},
    {"its mark without a header block", "me<div id=divRplyFwdMsg>more</div>", "oo"},
    {"quoted by Outlook again", "me<div id=x_divRplyFwdMsg>" HEADERS "</div>one", "oQQQQQ"},
    {"Outlook", "<p>me</p><div><p>" HEADERS "</p></div><p>one</p>", "oQQQQQ"},
    {"old Outlook", "me<div class=OutlookMessageHeader>" HEADERS "</div>one", "oQQQQQ"},
    {"Yahoo", "me<div class=yahoo_quoted><p>one</p></div>", "oQ"},
    {"Apple Mail", "me<div><blockquote type=cite><div>On x, Sam wrote:</div>one</blockquote></div>", "oQQ"},
    {"Proton", "me<div class=protonmail_quote>On x Sam wrote:<blockquote>one</blockquote></div>", "oQQ"},
    {"GMX", "me<div name=quote>one</div>", "oQ"},
    {"a signature", "me<div>--<br>Ben</div>", "oss"},
    {"marks of a plain text inside HTML", "me<br>&gt; one", "oo"},
};

START_TEST(quotations_in_html_are_known)
{
  TextHtml *html = text_html_read(html_rows[_i].text);
  text_quotes_mark(html->lines);
  g_autofree char *got = kinds_of(html->lines);
  text_html_free(html);
  ck_row_str(html_rows[_i].name, got, html_rows[_i].want);
}
END_TEST

/* Text that would cost a naive reader quadratic time. */
static const struct {
  const char *name, *piece;
} hostile_rows[] = {
    {"labels", "From: a\n"},
    {"attributions that never end", "On 1, wrote <a@b\n"},
    {"ends of attributions", "On 1 :\n"},
    {"both", "On 1, wrote 10:00\non 1 :\n"},
    {"rules", "____________\n"},
    {"legal words", "confidential recipient of whatever this may be, and more of it\n"},
    {"marks", "> > > > > > > > a\n"},
};

START_TEST(hostile_text_is_read_in_time)
{
  g_autoptr(GString) text = g_string_new("me\n");
  while (text->len < 512 * 1024) g_string_append(text, hostile_rows[_i].piece);
  g_autofree char *kinds = kinds_of_plain(text->str);
  ck_assert_uint_gt(strlen(kinds), 1000);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("quotes");
  TCase *tcase = tcase_create("quotes");
  tcase_add_loop_test(tcase, own_words_are_told_from_others, 0, ROWS(rows));
  tcase_add_loop_test(tcase, quotations_in_html_are_known, 0, ROWS(html_rows));
  tcase_add_loop_test(tcase, hostile_text_is_read_in_time, 0, ROWS(hostile_rows));
  suite_add_tcase(suite, tcase);
  return unit_run(suite);
}
