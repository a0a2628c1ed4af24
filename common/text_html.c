// SPDX-License-Identifier: MIT
#include "text_html.h"

#include "text_builder.h"
#include "text_decode.h"
#include "text_elements.h"
#include "text_style.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* Deeper documents are parsed only when they are short: closing a tag costs
 * libxml2 a walk up to the root. */
#define DEEP_TAGS 20000

#define TICK_BOX "\xE2\x98\x90" /* ☐ */

#define PARSE_OPTIONS                                                                                        \
  (HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT)

/* What holds inside an element. */
typedef struct State {
  TextStyle style;
  guint depth;
  guint marks;
  guint place;    /* of a row or cell: where its lines begin */
  guint cells;    /* of a row: cells with one line of text */
  gboolean large; /* of a row: a cell has several lines */
} State;

typedef struct Reader {
  TextBuilder *builder;
  GString *hidden;
  GPtrArray *links;
  TextSheet *sheet;
  GArray *states; /* of State: the elements that are open */
} Reader;

static State *top(Reader *reader)
{
  return &g_array_index(reader->states, State, reader->states->len - 1);
}

static void hide(Reader *reader, const char *text)
{
  if (text == NULL || *text == '\0') return;
  g_string_append(reader->hidden, text);
  g_string_append_c(reader->hidden, '\n');
}

static void show(Reader *reader, const char *text)
{
  const State *state = top(reader);
  const TextManner manner = {state->depth, state->marks, state->style.breaks};
  if (text == NULL) return;
  if (text_style_hides(&state->style)) {
    hide(reader, text);
  } else if (state->style.symbols) {
    g_autofree char *signs = text_wingdings(text);
    text_builder_text(reader->builder, signs, &manner);
  } else {
    text_builder_text(reader->builder, text, &manner);
  }
}

/* ---- attributes ---- */

static char *attribute(xmlNode *node, const char *name)
{
  return (char *)xmlGetNoNsProp(node, (const xmlChar *)name);
}

static void read_attributes(Reader *reader, xmlNode *node)
{
  for (xmlAttr *at = node->properties; at != NULL; at = at->next) {
    const char *name = (const char *)at->name;
    gboolean is_link = text_attribute_is_link(name);
    if (!is_link && !text_attribute_has_text(name)) continue;
    char *value = (char *)xmlNodeListGetString(node->doc, at->children, 1);
    if (value == NULL) continue;
    if (is_link) {
      g_ptr_array_add(reader->links, g_strdup(value));
    } else {
      hide(reader, value);
    }
    xmlFree(value);
  }
}

static void apply_colours(TextStyle *style, xmlNode *node)
{
  static const char *const fore[] = {"color", "text"};
  for (guint i = 0; i < G_N_ELEMENTS(fore); i++) {
    char *colour = attribute(node, fore[i]);
    if (colour != NULL) style->colour = text_colour(colour);
    xmlFree(colour);
  }
  char *back = attribute(node, "bgcolor");
  if (back != NULL) style->background = text_colour(back);
  xmlFree(back);
  char *picture = attribute(node, "background");
  if (picture != NULL) style->background = COLOUR_UNKNOWN;
  xmlFree(picture);
}

static void apply_style(Reader *reader, State *state, xmlNode *node)
{
  if (node->properties == NULL && reader->sheet == NULL) return;
  char *classes = attribute(node, "class"), *id = attribute(node, "id"), *style = attribute(node, "style");
  char *face = attribute(node, "face");
  apply_colours(&state->style, node);
  if (face != NULL) state->style.symbols = g_ascii_strcasecmp(face, "wingdings") == 0;
  text_sheet_apply(reader->sheet, &state->style, (const char *)node->name, classes, id);
  if (style != NULL) text_style_apply(&state->style, style);
  if (style != NULL && strstr(style, "url") != NULL) hide(reader, style);
  if (xmlHasProp(node, (const xmlChar *)"hidden") != NULL) state->style.gone = TRUE;
  xmlFree(classes);
  xmlFree(id);
  xmlFree(style);
  xmlFree(face);
}

/* ---- elements ---- */

static void enter_vendor(Reader *reader, State *state, xmlNode *node)
{
  switch (text_vendor_of(node)) {
  case VENDOR_QUOTE:
    text_builder_flush(reader->builder);
    state->marks |= MARK_QUOTE;
    break;
  case VENDOR_REST:
    text_builder_rest(reader->builder);
    break;
  case VENDOR_NONE:
    break;
  }
}

static void enter_image(Reader *reader, xmlNode *node)
{
  char *alt = attribute(node, "alt");
  show(reader, alt);
  xmlFree(alt);
}

static void enter_input(Reader *reader, xmlNode *node)
{
  char *type = attribute(node, "type"), *value = attribute(node, "value");
  if (type != NULL && g_ascii_strcasecmp(type, "hidden") == 0) {
    hide(reader, value);
  } else if (type != NULL &&
             (g_ascii_strcasecmp(type, "checkbox") == 0 || g_ascii_strcasecmp(type, "radio") == 0)) {
    show(reader, TICK_BOX);
  } else {
    show(reader, value);
  }
  xmlFree(type);
  xmlFree(value);
}

static void enter_break(Reader *reader)
{
  const State *state = top(reader);
  const TextManner manner = {state->depth, state->marks, FALSE};
  if (!state->style.gone) text_builder_break(reader->builder, &manner);
}

static void edge(Reader *reader, guint traits)
{
  if (traits & ELEMENT_PARAGRAPH) {
    text_builder_apart(reader->builder);
  } else if (traits & (ELEMENT_BLOCK | ELEMENT_ROW | ELEMENT_CELL)) {
    text_builder_flush(reader->builder);
  }
}

static void enter(Reader *reader, xmlNode *node)
{
  guint traits = text_element_traits((const char *)node->name);
  State state = *top(reader);
  state.cells = 0;
  state.large = FALSE;
  edge(reader, traits);
  apply_style(reader, &state, node);
  enter_vendor(reader, &state, node);
  if (traits & ELEMENT_QUOTE) state.depth++;
  if (traits & ELEMENT_CODE) state.marks |= MARK_CODE;
  if (traits & ELEMENT_LINK) state.marks |= MARK_LINK;
  if (traits & ELEMENT_VERBATIM) state.style.breaks = TRUE;
  if (traits & ELEMENT_UNSEEN) state.style.gone = TRUE;
  state.place = traits & (ELEMENT_ROW | ELEMENT_CELL) ? text_builder_place(reader->builder) : 0;
  g_array_append_val(reader->states, state);
  read_attributes(reader, node);
  if (traits & ELEMENT_IMAGE) enter_image(reader, node);
  if (traits & ELEMENT_INPUT) enter_input(reader, node);
  if (traits & ELEMENT_BREAK) enter_break(reader);
}

static void leave_cell(Reader *reader, guint filled)
{
  State *row = top(reader);
  row->cells += filled == 1;
  row->large = row->large || filled > 1;
}

static void leave(Reader *reader, xmlNode *node)
{
  guint traits = text_element_traits((const char *)node->name);
  const State state = *top(reader);
  g_array_set_size(reader->states, reader->states->len - 1);
  if (traits & ELEMENT_CELL) leave_cell(reader, text_builder_filled(reader->builder, state.place));
  edge(reader, traits);
  if ((traits & ELEMENT_ROW) && state.cells > 1 && !state.large) {
    text_builder_join(reader->builder, state.place);
  }
}

static void read_node(Reader *reader, xmlNode *node)
{
  switch (node->type) {
  case XML_ELEMENT_NODE:
    enter(reader, node);
    break;
  case XML_TEXT_NODE:
    show(reader, (const char *)node->content);
    break;
  case XML_CDATA_SECTION_NODE: /* libxml2 keeps scripts and styles so */
  case XML_COMMENT_NODE:
  case XML_PI_NODE:
    hide(reader, (const char *)node->content);
    break;
  default:
    break;
  }
}

static gboolean is_element(const xmlNode *node)
{
  return node->type == XML_ELEMENT_NODE;
}

/* Without recursion: depth is the sender's to choose. */
static void walk(Reader *reader, xmlNode *root)
{
  xmlNode *node = root;
  while (node != NULL) {
    read_node(reader, node);
    if (is_element(node) && node->children != NULL) {
      node = node->children;
      continue;
    }
    while (node != NULL) {
      if (is_element(node)) leave(reader, node);
      if (node->next != NULL) break;
      node = node->parent != NULL && is_element(node->parent) ? node->parent : NULL;
    }
    if (node != NULL) node = node->next;
  }
}

static void read_sheets(TextSheet *sheet, xmlNode *root)
{
  for (xmlNode *node = root; node != NULL; node = text_node_after(node)) {
    if (!is_element(node) || g_ascii_strcasecmp((const char *)node->name, "style") != 0) continue;
    char *css = (char *)xmlNodeGetContent(node);
    if (css != NULL) text_sheet_read(sheet, css);
    xmlFree(css);
  }
}

/* ---- the document ---- */

static htmlDocPtr parse(const char *text, gsize length, int options, gboolean *whole)
{
  htmlParserCtxtPtr context = htmlNewParserCtxt();
  if (context == NULL) return NULL;
  htmlDocPtr document = htmlCtxtReadMemory(context, text, (int)length, NULL, "UTF-8", options);
  *whole = !context->disableSAX;
  htmlFreeParserCtxt(context);
  return document;
}

static gboolean has_few_tags(const char *text)
{
  guint tags = 0;
  for (const char *at = strchr(text, '<'); at != NULL && tags <= DEEP_TAGS; at = strchr(at + 1, '<')) tags++;
  return tags <= DEEP_TAGS;
}

static htmlDocPtr parse_whole(const char *text, gboolean *whole)
{
  gsize length = strlen(text);
  htmlDocPtr document = parse(text, length, PARSE_OPTIONS, whole);
  if (*whole || !has_few_tags(text)) return document;
  xmlFreeDoc(document);
  return parse(text, length, PARSE_OPTIONS | XML_PARSE_HUGE, whole);
}

static void read_document(Reader *reader, xmlNode *root)
{
  const State outside = {.style = text_style_initial};
  g_array_append_val(reader->states, outside);
  read_sheets(reader->sheet, root);
  walk(reader, root);
}

TextHtml *text_html_read(const char *text)
{
  gboolean whole = FALSE;
  g_autofree char *tidied = text_html_tidy(text);
  htmlDocPtr document = parse_whole(tidied, &whole);
  Reader reader = {.builder = text_builder_new(),
                   .hidden = g_string_new(NULL),
                   .links = g_ptr_array_new_with_free_func(g_free),
                   .sheet = text_sheet_new(),
                   .states = g_array_new(FALSE, TRUE, sizeof(State))};
  if (document != NULL && document->children != NULL) read_document(&reader, document->children);
  TextHtml *html = g_new0(TextHtml, 1);
  html->lines = text_builder_steal(reader.builder);
  html->hidden = g_string_free(reader.hidden, FALSE);
  html->links = reader.links;
  html->trouble = whole ? 0 : TROUBLE_CUT;
  text_builder_free(reader.builder);
  text_sheet_free(reader.sheet);
  g_array_free(reader.states, TRUE);
  xmlFreeDoc(document);
  return html;
}

void text_html_free(TextHtml *html)
{
  if (html == NULL) return;
  g_ptr_array_unref(html->lines);
  g_ptr_array_unref(html->links);
  g_free(html->hidden);
  g_free(html);
}
