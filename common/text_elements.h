// SPDX-License-Identifier: MIT
/* What is known of HTML's elements and attributes, and of the marks that mail
 * programs set around quotations. For text_html.c. Pure.
 */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

typedef enum {
  ELEMENT_BLOCK = 1 << 0,     /* begins and ends a line */
  ELEMENT_PARAGRAPH = 1 << 1, /* stands apart */
  ELEMENT_QUOTE = 1 << 2,     /* blockquote */
  ELEMENT_UNSEEN = 1 << 3,    /* never shown */
  ELEMENT_ROW = 1 << 4,
  ELEMENT_CELL = 1 << 5,
  ELEMENT_BREAK = 1 << 6,
  ELEMENT_CODE = 1 << 7,
  ELEMENT_LINK = 1 << 8,
  ELEMENT_VERBATIM = 1 << 9, /* line breaks are kept */
  ELEMENT_IMAGE = 1 << 10,   /* its alt text is shown */
  ELEMENT_INPUT = 1 << 11,   /* its value is shown */
} ElementTrait;

/* The traits of an element; 0 for one that is nothing but running text. */
guint text_element_traits(const char *name);

/* Whether an attribute of that name holds an address of something. */
gboolean text_attribute_is_link(const char *name);
/* Whether it holds text for people that is not shown at once. */
gboolean text_attribute_has_text(const char *name);

typedef enum {
  VENDOR_NONE,
  VENDOR_QUOTE, /* the element is a quotation, or what introduces it */
  VENDOR_REST,  /* from here on everything is */
} Vendor;

/* What class, id and name say of an element (Gmail, Outlook, Thunderbird,
 * Yahoo, Apple Mail, Proton and others). */
Vendor text_vendor_of(xmlNode *node);

/* The node after this one in document order; NULL at the end. */
xmlNode *text_node_after(xmlNode *node);

/* What letters in the font Wingdings look like: faces for J, K, L, dull signs
 * for the others. Caller owns. */
char *text_wingdings(const char *letters);

/* HTML with the comments of browsers made comments of libxml2's: `<!-->` is
 * empty, `--!>` ends, `<![if …]>` is none. Caller owns. */
char *text_html_tidy(const char *html);
