// SPDX-License-Identifier: MIT
#include "text_elements.h"

#include <string.h>

static const struct {
  const char *name;
  guint traits;
} elements[] = {
    {"a", ELEMENT_LINK},
    {"address", ELEMENT_BLOCK},
    {"article", ELEMENT_BLOCK},
    {"aside", ELEMENT_BLOCK},
    {"blockquote", ELEMENT_PARAGRAPH | ELEMENT_QUOTE},
    {"body", ELEMENT_BLOCK},
    {"br", ELEMENT_BREAK},
    {"caption", ELEMENT_BLOCK},
    {"center", ELEMENT_BLOCK},
    {"code", ELEMENT_CODE},
    {"datalist", ELEMENT_UNSEEN},
    {"dd", ELEMENT_BLOCK},
    {"details", ELEMENT_BLOCK},
    {"dir", ELEMENT_BLOCK},
    {"div", ELEMENT_BLOCK},
    {"dl", ELEMENT_PARAGRAPH},
    {"dt", ELEMENT_BLOCK},
    {"fieldset", ELEMENT_BLOCK},
    {"figcaption", ELEMENT_BLOCK},
    {"figure", ELEMENT_BLOCK},
    {"footer", ELEMENT_BLOCK},
    {"form", ELEMENT_BLOCK},
    {"h1", ELEMENT_PARAGRAPH},
    {"h2", ELEMENT_PARAGRAPH},
    {"h3", ELEMENT_PARAGRAPH},
    {"h4", ELEMENT_PARAGRAPH},
    {"h5", ELEMENT_PARAGRAPH},
    {"h6", ELEMENT_PARAGRAPH},
    {"header", ELEMENT_BLOCK},
    {"hr", ELEMENT_PARAGRAPH},
    {"img", ELEMENT_IMAGE},
    {"input", ELEMENT_INPUT},
    {"kbd", ELEMENT_CODE},
    {"legend", ELEMENT_BLOCK},
    {"li", ELEMENT_BLOCK},
    {"listing", ELEMENT_PARAGRAPH | ELEMENT_VERBATIM},
    {"main", ELEMENT_BLOCK},
    {"menu", ELEMENT_BLOCK},
    {"nav", ELEMENT_BLOCK},
    {"ol", ELEMENT_PARAGRAPH},
    {"option", ELEMENT_BLOCK},
    {"p", ELEMENT_PARAGRAPH},
    {"pre", ELEMENT_PARAGRAPH | ELEMENT_VERBATIM},
    {"samp", ELEMENT_CODE},
    {"script", ELEMENT_UNSEEN},
    {"section", ELEMENT_BLOCK},
    {"style", ELEMENT_UNSEEN},
    {"summary", ELEMENT_BLOCK},
    {"table", ELEMENT_PARAGRAPH},
    {"tbody", ELEMENT_BLOCK},
    {"td", ELEMENT_CELL},
    {"template", ELEMENT_UNSEEN},
    {"textarea", ELEMENT_BLOCK | ELEMENT_VERBATIM},
    {"tfoot", ELEMENT_BLOCK},
    {"th", ELEMENT_CELL},
    {"thead", ELEMENT_BLOCK},
    {"title", ELEMENT_UNSEEN},
    {"tr", ELEMENT_ROW},
    {"ul", ELEMENT_PARAGRAPH},
    {"xmp", ELEMENT_PARAGRAPH | ELEMENT_VERBATIM},
};

guint text_element_traits(const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS(elements); i++) {
    if (g_ascii_strcasecmp(name, elements[i].name) == 0) return elements[i].traits;
  }
  return 0;
}

static gboolean is_among(const char *name, const char *const *names)
{
  for (; *names != NULL; names++) {
    if (g_ascii_strcasecmp(name, *names) == 0) return TRUE;
  }
  return FALSE;
}

gboolean text_attribute_is_link(const char *name)
{
  static const char *const names[] = {"href", "src",    "srcset",     "action", "formaction",
                                      "cite", "poster", "background", "data",   NULL};
  return is_among(name, names);
}

gboolean text_attribute_has_text(const char *name)
{
  static const char *const names[] = {"title", "aria-label", "placeholder", "content",
                                      "label", "summary",    NULL};
  return is_among(name, names);
}

/* ---- marks of mail programs ---- */

/* Parts of class, id or name: other programs put prefixes before them when they
 * quote ("x_gmail_quote"). */
static const struct {
  const char *part;
  Vendor vendor;
} vendors[] = {
    {"gmail_attr", VENDOR_QUOTE},
    {"yahoo_quoted", VENDOR_QUOTE},
    {"moz-cite-prefix", VENDOR_QUOTE},
    {"moz-forward-container", VENDOR_QUOTE},
    {"protonmail_quote", VENDOR_QUOTE},
    {"tutanota_quote", VENDOR_QUOTE},
    {"appleoriginalcontents", VENDOR_QUOTE},
    {"applemailquote", VENDOR_QUOTE},
    {"mail-editor-reference-message-container", VENDOR_QUOTE},
    {"ms-outlook-mobile-reference-message", VENDOR_QUOTE},
    {"olk_src_body_section", VENDOR_QUOTE},
    {"zmail_extra", VENDOR_QUOTE},
    {"nylas-quote", VENDOR_QUOTE},
    {"front-blockquote", VENDOR_QUOTE},
    {"outlookmessageheader", VENDOR_REST},
    {"divrplyfwdmsg", VENDOR_REST},
    {"replyforwardhdr", VENDOR_REST},
    {"appendonsend", VENDOR_REST},
    {"stopspelling", VENDOR_REST},
    {"zwchr", VENDOR_REST},
};

/* The node behind this one and all that is in it; NULL at the end. */
static xmlNode *node_behind(xmlNode *node)
{
  for (xmlNode *at = node; at != NULL; at = at->parent) {
    if (at->next != NULL) return at->next;
  }
  return NULL;
}

xmlNode *text_node_after(xmlNode *node)
{
  if (node->type == XML_ELEMENT_NODE && node->children != NULL) return node->children;
  return node_behind(node);
}

/* How many nodes are looked at to tell what is inside an element. */
#define LOOK_AHEAD 500

static gboolean begins_with_dashes(const char *text)
{
  text += strspn(text, " \t\r\n");
  return g_str_has_prefix(text, "---");
}

/* Gmail puts a quotation into a div: with a blockquote inside, that alone is
 * quoted, and an answer may stand between; without one, or when it is a
 * forwarded message, the whole of it is. */
static gboolean gmail_quotes_all(xmlNode *div)
{
  const xmlNode *end = node_behind(div);
  gboolean begun = FALSE;
  xmlNode *node = div->children;
  for (guint seen = 0; node != NULL && node != end && seen < LOOK_AHEAD;
       seen++, node = text_node_after(node)) {
    if (node->type == XML_ELEMENT_NODE && xmlStrcasecmp(node->name, (const xmlChar *)"blockquote") == 0) {
      return FALSE;
    }
    if (begun || node->type != XML_TEXT_NODE || xmlIsBlankNode(node)) continue;
    if (begins_with_dashes((const char *)node->content)) return TRUE;
    begun = TRUE;
  }
  return TRUE;
}

static Vendor vendor_named(xmlNode *node, const char *value)
{
  g_autofree char *lower = g_ascii_strdown(value, -1);
  for (guint i = 0; i < G_N_ELEMENTS(vendors); i++) {
    if (strstr(lower, vendors[i].part) != NULL) return vendors[i].vendor;
  }
  gboolean is_div = xmlStrcasecmp(node->name, (const xmlChar *)"div") == 0;
  if (is_div && strcmp(lower, "quote") == 0) return VENDOR_QUOTE; /* GMX and web.de */
  return is_div && strstr(lower, "gmail_quote") != NULL && gmail_quotes_all(node) ? VENDOR_QUOTE
                                                                                  : VENDOR_NONE;
}

Vendor text_vendor_of(xmlNode *node)
{
  static const char *const names[] = {"class", "id", "name"};
  for (guint i = 0; i < G_N_ELEMENTS(names) && node->properties != NULL; i++) {
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)names[i]);
    Vendor vendor = value != NULL ? vendor_named(node, (const char *)value) : VENDOR_NONE;
    xmlFree(value);
    if (vendor != VENDOR_NONE) return vendor;
  }
  return VENDOR_NONE;
}

/* ---- text ---- */

static gunichar wingding(gunichar c)
{
  if (c >= 0xF020 && c <= 0xF0FF) c -= 0xF000; /* as Word writes the font's signs */
  switch (c) {
  case 'J':
    return 0x263A;
  case 'K':
    return 0x1F610;
  case 'L':
    return 0x2639;
  default:
    return g_unichar_isalnum(c) ? 0x25AA : c;
  }
}

char *text_wingdings(const char *letters)
{
  GString *signs = g_string_new(NULL);
  for (const char *at = letters; *at != '\0'; at = g_utf8_next_char(at)) {
    g_string_append_unichar(signs, wingding(g_utf8_get_char(at)));
  }
  return g_string_free(signs, FALSE);
}

/* The end of a comment whose content begins at `at`: behind "-->" or "--!>";
 * the end of the text when it has none. *close is where these begin. */
static const char *comment_end(const char *at, const char **close)
{
  for (; *at != '\0'; at++) {
    *close = at;
    if (strncmp(at, "-->", 3) == 0) return at + 3;
    if (strncmp(at, "--!>", 4) == 0) return at + 4;
  }
  *close = at;
  return at;
}

#define CONDITION_MOST 200

/* Behind a conditional's mark that is no comment (`<![if !mso]>`, `<![endif]>`); NULL when it is none. */
static const char *conditional_end(const char *at)
{
  if (g_ascii_strncasecmp(at, "<![if", 5) != 0 && g_ascii_strncasecmp(at, "<![endif", 8) != 0) return NULL;
  const char *end = memchr(at, '>', strnlen(at, CONDITION_MOST));
  return end != NULL ? end + 1 : NULL;
}

/* Takes up what begins with "<!" at `at`; returns where to go on. */
static const char *tidy_mark(GString *tidied, const char *at)
{
  const char *conditional = conditional_end(at), *close = NULL;
  if (conditional != NULL) return conditional;
  if (strncmp(at, "<!-->", 5) == 0) return at + 5;
  if (strncmp(at, "<!--->", 6) == 0) return at + 6;
  if (strncmp(at, "<!--", 4) != 0) {
    g_string_append_len(tidied, at, 2);
    return at + 2;
  }
  const char *end = comment_end(at + 4, &close);
  g_string_append_len(tidied, at, close - at);
  g_string_append(tidied, "-->");
  return end;
}

char *text_html_tidy(const char *html)
{
  GString *tidied = g_string_sized_new(strlen(html));
  for (const char *at = html; *at != '\0';) {
    if (at[0] == '<' && at[1] == '!') {
      at = tidy_mark(tidied, at);
    } else {
      g_string_append_c(tidied, *at++);
    }
  }
  return g_string_free(tidied, FALSE);
}
