// SPDX-License-Identifier: MIT
/* HTML as a mail program shows it: lines, what is hidden, and where links lead.
 *
 * libxml2 parses; blocks and <br> end lines, the cells of a table's row stand
 * on one line where each is one, alt texts are kept, style (text_style.h)
 * decides what is hidden. Never fails: what cannot be parsed whole is TROUBLE_CUT.
 * Pure.
 */
#pragma once

#include <glib.h>

typedef struct TextHtml {
  GPtrArray *lines; /* of TextLine */
  char *hidden;     /* text that is not shown: by style, comments, scripts, styles, titles, tooltips */
  GPtrArray *links; /* of char *: targets of links and images as written */
  guint trouble;    /* TextTrouble set */
} TextHtml;

/* `text` is UTF-8; a charset that it names itself is ignored. */
TextHtml *text_html_read(const char *text);
void text_html_free(TextHtml *html);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextHtml, text_html_free)
