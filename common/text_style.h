// SPDX-License-Identifier: MIT
/* What style takes from a reader's sight: the little of CSS 2.1 that decides
 * whether the text of an HTML element is seen.
 *
 * In doubt text counts as shown: what cannot be understood hides nothing. Pure.
 */
#pragma once

#include <glib.h>

#define COLOUR_UNKNOWN (-1) /* else 0xRRGGBB */

/* How an element's text looks; inherited from element to element. */
typedef struct TextStyle {
  gboolean gone;      /* display:none and the like: nothing inside can undo it */
  gboolean invisible; /* visibility:hidden */
  double font;        /* size in CSS pixels */
  gint32 colour;
  gint32 background;
  gboolean symbols; /* Wingdings: letters stand for signs */
  gboolean breaks;  /* white-space:pre and the like: line breaks are kept */
} TextStyle;

/* Black on white, sixteen pixels. */
extern const TextStyle text_style_initial;

/* Applies CSS declarations ("color: red; display: none"). */
void text_style_apply(TextStyle *style, const char *declarations);

/* The number of a colour; COLOUR_UNKNOWN for what is none. */
gint32 text_colour(const char *text);

/* Whether a reader sees nothing of text in that style. */
gboolean text_style_hides(const TextStyle *style);

/* ---- style sheets ---- */

/* What the <style> elements of a document say of single elements, classes and
 * ids. Rules with other selectors, those
 * within @media, and what is over the sheet's limits hide nothing. */
typedef struct TextSheet TextSheet;
TextSheet *text_sheet_new(void);
void text_sheet_free(TextSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextSheet, text_sheet_free)

/* Reads the text of one <style> element. */
void text_sheet_read(TextSheet *sheet, const char *css);

/* Applies what it says of an element. `classes` and `id` may be NULL. */
void text_sheet_apply(TextSheet *sheet, TextStyle *style, const char *element, const char *classes,
                      const char *id);
