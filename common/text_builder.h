// SPDX-License-Identifier: MIT
/* Builds lines out of running text and breaks, as a layout does: white space
 * collapses, blocks begin new lines, paragraphs stand apart. For text_html.c.
 * Pure.
 */
#pragma once

#include "text_lines.h"

/* How the text that comes next is to be taken. */
typedef struct TextManner {
  guint depth;     /* of quotation */
  guint marks;     /* MARK_QUOTE, MARK_CODE, MARK_LINK of this text */
  gboolean breaks; /* line breaks are kept, not collapsed */
} TextManner;

typedef struct TextBuilder TextBuilder;
TextBuilder *text_builder_new(void);
void text_builder_free(TextBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextBuilder, text_builder_free)

/* Running text, UTF-8. */
void text_builder_text(TextBuilder *builder, const char *text, const TextManner *manner);
/* <br>: ends the line, an empty one too. */
void text_builder_break(TextBuilder *builder, const TextManner *manner);
/* Ends the line when there is one: the edge of a block. */
void text_builder_flush(TextBuilder *builder);
/* The same, and what comes next stands apart by an empty line. */
void text_builder_apart(TextBuilder *builder);
/* The next line is where a quotation without end begins (MARK_REST). */
void text_builder_rest(TextBuilder *builder);

/* The place behind the last line: for text_builder_filled and _join. */
guint text_builder_place(TextBuilder *builder);
/* How many lines since `place` have text. */
guint text_builder_filled(TextBuilder *builder, guint place);
/* Makes one line of all with text since `place`, parted by tabs (MARK_CELLS). */
void text_builder_join(TextBuilder *builder, guint place);

/* The lines, of TextLine; the builder has none left. Caller unrefs. */
GPtrArray *text_builder_steal(TextBuilder *builder);
