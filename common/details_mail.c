// SPDX-License-Identifier: MIT
#include "details_mail.h"

#include "text.h"

#include <string.h>

/* policy: names in address headers are no details; addresses are. */
static void add_header_line(Details *details, const char *line)
{
  g_autofree char *name = g_strndup(line, strcspn(line, ":"));
  if (mail_field(name) != 0)
    details_add_nameless(details, line);
  else
    details_add(details, line);
}

static void add_headers(Details *details, const TextPart *part)
{
  for (guint i = 0; i < part->lines->len; i++) add_header_line(details, text_line(part->lines, i)->text);
}

static void add_link(Details *details, const char *link)
{
  g_autofree char *decoded = strchr(link, '%') != NULL ? g_uri_unescape_string(link, NULL) : NULL;
  details_add(details, link);
  if (decoded != NULL) details_add(details, decoded);
}

static void add_part(Details *details, const TextPart *part)
{
  if (part->kind == PART_HEADERS) {
    add_headers(details, part);
  } else {
    g_autofree char *text = text_part_text(part, LINES_OF_ALL_KINDS);
    details_add(details, text);
  }
  details_add(details, part->hidden);
  for (guint i = 0; i < part->links->len; i++) add_link(details, g_ptr_array_index(part->links, i));
  if (part->raw != NULL) details_add(details, part->raw);
  if (text_part_is_cut(part)) details->cut = TRUE;
}

static Details *make(Mail *mail)
{
  Details *details = details_new(mail_separators(mail));
  const TextDocument *document = text_of_mail(mail);
  details_add(details, mail_subject(mail));
  for (guint i = 0; i < document->parts->len; i++) add_part(details, g_ptr_array_index(document->parts, i));
  for (guint i = 0; i < document->names->len; i++)
    details_add(details, g_ptr_array_index(document->names, i));
  details_add(details, document->between);
  if (document->gaps & GAPS_UNSEEN) details->cut = TRUE;
  details_seal(details);
  return details;
}

static void free_details(gpointer details)
{
  details_free(details);
}

const Details *details_of(Mail *mail)
{
  Details *details = mail_note(mail, MAIL_NOTE_DETAILS);
  if (details != NULL) return details;
  details = make(mail);
  mail_set_note(mail, MAIL_NOTE_DETAILS, details, free_details);
  return details;
}
