// SPDX-License-Identifier: MIT
#include "text_builder.h"

#include <string.h>

struct TextBuilder {
  GPtrArray *lines;
  GString *line;     /* the line being written */
  TextManner manner; /* of its first text; marks: those that all its text has */
  gboolean space;    /* white space was passed over since the last text */
  gboolean apart;    /* an empty line comes before the next text */
  gboolean rest;
};

TextBuilder *text_builder_new(void)
{
  TextBuilder *builder = g_new0(TextBuilder, 1);
  builder->lines = text_lines_new();
  builder->line = g_string_new(NULL);
  return builder;
}

void text_builder_free(TextBuilder *builder)
{
  if (builder == NULL) return;
  if (builder->lines != NULL) g_ptr_array_unref(builder->lines);
  g_string_free(builder->line, TRUE);
  g_free(builder);
}

static guint rest_mark(TextBuilder *builder)
{
  guint mark = builder->rest ? MARK_REST : 0;
  builder->rest = FALSE;
  return mark;
}

static void write_line(TextBuilder *builder)
{
  guint marks = builder->manner.marks | rest_mark(builder);
  text_lines_add(builder->lines, g_strdup(builder->line->str), builder->manner.depth, marks);
  g_string_truncate(builder->line, 0);
  builder->space = FALSE;
}

static void begin_line(TextBuilder *builder, const TextManner *manner)
{
  if (builder->apart && builder->lines->len > 0) {
    const TextLine *last = text_line(builder->lines, builder->lines->len - 1);
    if (*last->text != '\0')
      text_lines_add(builder->lines, g_strdup(""), last->depth, last->marks & MARK_QUOTE);
  }
  builder->apart = FALSE;
  builder->manner = *manner;
}

static gboolean collapses(gunichar c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void put(TextBuilder *builder, gunichar c, const TextManner *manner)
{
  if (builder->line->len == 0) begin_line(builder, manner);
  if (builder->space && builder->line->len > 0) g_string_append_c(builder->line, ' ');
  builder->space = FALSE;
  /* A mark is the line's when all of its text has it. */
  builder->manner.marks &= manner->marks;
  g_string_append_unichar(builder->line, c == 0xA0 ? ' ' : c);
}

void text_builder_text(TextBuilder *builder, const char *text, const TextManner *manner)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    if (manner->breaks && c == '\n') {
      text_builder_break(builder, manner);
    } else if (collapses(c)) {
      if (builder->line->len > 0) builder->space = TRUE;
    } else {
      put(builder, c, manner);
    }
  }
}

void text_builder_break(TextBuilder *builder, const TextManner *manner)
{
  if (builder->line->len == 0) begin_line(builder, manner);
  write_line(builder);
}

void text_builder_flush(TextBuilder *builder)
{
  if (builder->line->len > 0) write_line(builder);
}

void text_builder_apart(TextBuilder *builder)
{
  text_builder_flush(builder);
  builder->apart = TRUE;
}

void text_builder_rest(TextBuilder *builder)
{
  text_builder_flush(builder);
  builder->rest = TRUE;
}

guint text_builder_place(TextBuilder *builder)
{
  text_builder_flush(builder);
  return builder->lines->len;
}

guint text_builder_filled(TextBuilder *builder, guint place)
{
  text_builder_flush(builder);
  guint filled = 0;
  for (guint i = place; i < builder->lines->len; i++) {
    if (!text_is_blank(text_line(builder->lines, i)->text)) filled++;
  }
  return filled;
}

void text_builder_join(TextBuilder *builder, guint place)
{
  text_builder_flush(builder);
  if (place >= builder->lines->len) return;
  GString *joined = g_string_new(NULL);
  guint marks = MARK_QUOTE | MARK_CODE | MARK_LINK | MARK_REST, depth = 0;
  for (guint i = place; i < builder->lines->len; i++) {
    const TextLine *line = text_line(builder->lines, i);
    if (text_is_blank(line->text)) continue;
    if (joined->len > 0) g_string_append_c(joined, '\t');
    g_string_append(joined, line->text);
    marks &= line->marks;
    depth = line->depth;
  }
  g_ptr_array_set_size(builder->lines, (gint)place);
  text_lines_add(builder->lines, g_string_free(joined, FALSE), depth, marks | MARK_CELLS);
}

GPtrArray *text_builder_steal(TextBuilder *builder)
{
  text_builder_flush(builder);
  return g_steal_pointer(&builder->lines);
}
