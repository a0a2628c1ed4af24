// SPDX-License-Identifier: MIT
#include "closing.h"

#include "line_marks.h"
#include "sentences.h"
#include "valediction.h"

#include <string.h>

/* A sentence is put together from no more lines than this. */
#define SENTENCE_LINES 12
/* Lines of this length were wrapped by a program, in characters. */
#define WRAPPED_LENGTH 60
/* So many words make a sentence of a letter's body. */
#define BODY_WORDS 5
/* Only the last so many lines are looked at. */
#define LINES_MOST 400

/* A letter: the sender's own lines, empty ones between. */
typedef struct Letter {
  GPtrArray *lines; /* of TextLine, borrowed; NULL stands for an empty line */
  GArray *marks;    /* of guint: LineMark set of each */
  const SenderNames *names;
} Letter;

static const char *text_at(const Letter *letter, guint index)
{
  const TextLine *line = g_ptr_array_index(letter->lines, index);
  return line != NULL ? line->text : "";
}

static gboolean is_empty(const Letter *letter, guint index)
{
  return g_ptr_array_index(letter->lines, index) == NULL;
}

/* The last line with text before `index`; the number of lines when there is none. */
static guint filled_before(const Letter *letter, guint index)
{
  while (index > 0) {
    if (!is_empty(letter, --index)) return index;
  }
  return letter->lines->len;
}

static guint filled_after(const Letter *letter, guint index)
{
  for (index++; index < letter->lines->len && is_empty(letter, index);) index++;
  return index;
}

static GPtrArray *own_lines(const GPtrArray *lines)
{
  GPtrArray *own = g_ptr_array_new();
  for (guint i = 0; i < lines->len; i++) {
    const TextLine *line = text_line(lines, i);
    gboolean filled = line->kind == LINE_OWN && !text_is_blank(line->text);
    if (filled || (own->len > 0 && g_ptr_array_index(own, own->len - 1) != NULL)) {
      g_ptr_array_add(own, filled ? (gpointer)line : NULL);
    }
  }
  if (own->len > LINES_MOST) g_ptr_array_remove_range(own, 0, own->len - LINES_MOST);
  return own;
}

static guint columns_at(const GPtrArray *lines, guint index)
{
  const TextLine *line = index < lines->len ? g_ptr_array_index(lines, index) : NULL;
  return line != NULL ? line_columns(line->text) : 0;
}

/* One line with wide blanks in it is none of a table, two are. */
static GArray *own_marks(const GPtrArray *lines)
{
  GArray *all = g_array_new(FALSE, TRUE, sizeof(guint));
  gboolean fenced = FALSE;
  for (guint i = 0; i < lines->len; i++) {
    const TextLine *line = g_ptr_array_index(lines, i);
    guint marks = line != NULL ? line->marks : 0;
    if (line != NULL && line_is_fence(line->text)) fenced = !fenced;
    if (line != NULL && (fenced || line_is_code(line->text))) marks |= MARK_CODE;
    gboolean beside = columns_at(lines, i + 1) > 0 || (i > 0 && columns_at(lines, i - 1) > 0);
    if (columns_at(lines, i) > 0 && beside) marks |= MARK_CELLS;
    g_array_append_val(all, marks);
  }
  return all;
}

/* ---- where the valediction is ---- */

static gboolean is_signed(const Letter *letter, guint index, const Valediction *valediction)
{
  guint next = filled_after(letter, index);
  return valediction->signs ||
         (next < letter->lines->len && line_is_own_name(text_at(letter, next), letter->names));
}

/* "Thanks!" at the head of an answer closes nothing. */
static gboolean opens_letter(const Letter *letter, guint index, const Valediction *valediction)
{
  guint before = filled_before(letter, index);
  gboolean first = before == letter->lines->len || (filled_before(letter, before) == letter->lines->len &&
                                                    line_is_greeting(text_at(letter, before), letter->names));
  if (!first || valediction->offset > 0) return FALSE;
  for (guint i = filled_after(letter, index); i < letter->lines->len; i = filled_after(letter, i)) {
    const char *line = text_at(letter, i);
    if (line_words(line) >= BODY_WORDS && !line_is_postscript(line) &&
        !line_is_contact(line, letter->names)) {
      return TRUE;
    }
  }
  return FALSE;
}

/* Whether a line can stand between a valediction and another one below it. */
static gboolean is_closing_matter(const Letter *letter, guint index)
{
  const char *line = text_at(letter, index);
  return is_empty(letter, index) || line_is_postscript(line) || line_is_name(line, letter->names) ||
         line_is_own_name(line, letter->names) || line_is_contact(line, letter->names);
}

/* The line where the closing's valediction is; the number of lines when there
 * is none. The first that is signed, else the last; and one above it with
 * nothing but names, contact lines or a postscript between. */
static guint valediction_line(const Letter *letter, Valediction *valediction)
{
  guint chosen = letter->lines->len;
  gboolean is_final = FALSE, joined = FALSE; /* nothing else stands between here and the chosen one */
  for (guint i = 0; i < letter->lines->len && !is_final; i++) {
    Valediction here;
    if (is_empty(letter, i)) continue;
    if (!valediction_read(text_at(letter, i), letter->names, &here)) {
      joined = joined && is_closing_matter(letter, i);
      continue;
    }
    is_final = is_signed(letter, i, &here);
    if (joined || (!is_final && opens_letter(letter, i, &here))) continue;
    chosen = i;
    joined = TRUE;
    *valediction = here;
  }
  return chosen;
}

/* ---- what stands before it ---- */

static gboolean ends_sentence(const char *text)
{
  gsize length = strlen(text);
  while (length > 0 && strchr(" \t\"')", text[length - 1]) != NULL) length--;
  return length > 0 && strchr(".!?:;,", text[length - 1]) != NULL && text[length - 1] != ',';
}

static gboolean begins_item(const char *text)
{
  text += strspn(text, " \t");
  const char *behind = text + strspn(text, "0123456789");
  gboolean numbered = behind > text && (*behind == '.' || *behind == ')');
  return numbered || g_str_has_prefix(text, "•") || strcspn(text, "-*+#|") == 0;
}

/* Whether a program broke the line, so that its sentence goes on in the next. */
static gboolean is_wrapped(const char *line, const char *next)
{
  if (ends_sentence(line) || begins_item(next)) return FALSE;
  glong word = (glong)strcspn(next, " ");
  glong length = g_utf8_strlen(line, -1);
  if (length + 1 + word > WRAPPED_LENGTH) return TRUE;
  return length > WRAPPED_LENGTH / 2 && g_unichar_islower(g_utf8_get_char(next));
}

/* The text that ends with line `index`, lines that belong together joined. */
static char *sentence_text(const Letter *letter, guint index)
{
  guint first = index;
  while (first > 0 && index - first < SENTENCE_LINES && !is_empty(letter, first - 1) &&
         is_wrapped(text_at(letter, first - 1), text_at(letter, first))) {
    first--;
  }
  GString *text = g_string_new(NULL);
  for (guint i = first; i <= index; i++) g_string_append_printf(text, "%s ", text_at(letter, i));
  return g_string_free(text, FALSE);
}

/* ---- putting the closing together ---- */

static void line_free(gpointer data)
{
  ClosingLine *line = data;
  g_free(line->text);
  g_free(line);
}

static void add_line(Closing *closing, const char *text, guint marks, gboolean fond)
{
  ClosingLine *line = g_new0(ClosingLine, 1);
  line->text = g_strdup(text);
  line->marks = marks;
  line->fond = fond;
  g_ptr_array_add(closing->lines, line);
}

static guint marks_at(const Letter *letter, guint index)
{
  return g_array_index(letter->marks, guint, index);
}

/* A name alone after "Love," is signed with love. */
static gboolean is_after_love(const Letter *letter, guint index)
{
  guint above = filled_before(letter, index);
  Valediction valediction;
  if (above == letter->lines->len || !line_is_name(text_at(letter, index), letter->names)) return FALSE;
  return valediction_read(text_at(letter, above), letter->names, &valediction) && valediction.fond &&
         !valediction.named;
}

static void add_lines_from(Closing *closing, const Letter *letter, guint index)
{
  for (; index < letter->lines->len; index++) {
    if (is_empty(letter, index)) continue;
    add_line(closing, text_at(letter, index), marks_at(letter, index), is_after_love(letter, index));
  }
}

/* The last sentence that ends above line `index`; signs on lines of their own
 * belong to it. */
static void add_sentence_above(Closing *closing, const Letter *letter, guint index)
{
  guint above = filled_before(letter, index);
  while (above < letter->lines->len && line_words(text_at(letter, above)) == 0) {
    add_line(closing, text_at(letter, above), marks_at(letter, above), FALSE);
    above = filled_before(letter, above);
  }
  if (above == letter->lines->len) return;
  g_autofree char *text = sentence_text(letter, above);
  add_line(closing, sentence_last(text), marks_at(letter, above), FALSE);
}

static void close_at(Closing *closing, const Letter *letter, guint index, const Valediction *valediction)
{
  if (valediction->offset > 0) {
    g_autofree char *before = g_strndup(text_at(letter, index), valediction->offset);
    add_line(closing, sentence_last(before), marks_at(letter, index), FALSE);
  } else {
    add_sentence_above(closing, letter, index);
  }
  add_lines_from(closing, letter, index);
}

/* Where the signing begins when no valediction says so: the sender's name, or
 * what looks like a name, contact lines, postscripts at the end. */
static guint signing_line(const Letter *letter)
{
  guint end = letter->lines->len;
  for (guint i = end; i > 1; i--) {
    if (!is_empty(letter, i - 1) && line_is_own_name(text_at(letter, i - 1), letter->names)) return i - 1;
  }
  for (guint i = 1; i < letter->lines->len; i++) {
    if (line_is_postscript(text_at(letter, i))) {
      end = i;
      break;
    }
  }
  while (end > 1 && is_closing_matter(letter, end - 1)) end--;
  return end;
}

static void close_without(Closing *closing, const Letter *letter)
{
  guint signing = signing_line(letter);
  guint last = filled_before(letter, signing);
  add_lines_from(closing, letter, last < letter->lines->len ? last : 0);
}

static void add_signature(Closing *closing, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++) {
    const TextLine *line = text_line(lines, i);
    if (line->kind == LINE_SIGNATURE) g_ptr_array_add(closing->signature, g_strdup(line->text));
  }
}

Closing *closing_find(const GPtrArray *lines, const SenderNames *names)
{
  Closing *closing = g_new0(Closing, 1);
  closing->lines = g_ptr_array_new_with_free_func(line_free);
  closing->signature = g_ptr_array_new_with_free_func(g_free);
  add_signature(closing, lines);
  g_autoptr(GPtrArray) own = own_lines(lines);
  g_autoptr(GArray) marks = own_marks(own);
  const Letter letter = {own, marks, names};
  Valediction valediction = {0};
  guint index = valediction_line(&letter, &valediction);
  if (index < own->len) {
    close_at(closing, &letter, index, &valediction);
  } else if (own->len > 0) {
    close_without(closing, &letter);
  }
  return closing;
}

void closing_free(Closing *closing)
{
  if (closing == NULL) return;
  g_ptr_array_unref(closing->lines);
  g_ptr_array_unref(closing->signature);
  g_free(closing);
}
