// SPDX-License-Identifier: MIT
#include "roster_book.h"

#include "fold.h"

#include <string.h>

#define TEXT_BLOCK ((gsize)64 * 1024)

static void row_free(gpointer data)
{
  BookRow *row = data;
  if (row == NULL) return;
  row_free(row->before);
  g_free(row->cells);
  g_free(row);
}

RosterBook *roster_book_new(void)
{
  RosterBook *book = g_new0(RosterBook, 1);
  book->texts = g_string_chunk_new(TEXT_BLOCK);
  for (guint kind = 0; kind < SHEETS; kind++) {
    book->rows[kind] = g_ptr_array_new_with_free_func(row_free);
    book->by_id[kind] = g_hash_table_new(g_str_hash, g_str_equal);
  }
  return book;
}

void roster_book_free(RosterBook *book)
{
  if (book == NULL) return;
  for (guint kind = 0; kind < SHEETS; kind++) {
    g_hash_table_unref(book->by_id[kind]);
    g_ptr_array_unref(book->rows[kind]);
  }
  g_string_chunk_free(book->texts);
  g_free(book);
}

BookRow *roster_book_add(RosterBook *book, RosterKind kind)
{
  BookRow *row = g_new0(BookRow, 1);
  row->kind = kind;
  row->cells = g_new0(const char *, roster_sheets[kind].count);
  g_ptr_array_add(book->rows[kind], row);
  return row;
}

static const char *name_of(RosterBook *book, const BookRow *row)
{
  if (row->kind != SHEET_PERMISSIONS) return row->cells[0];
  g_autofree char *name = roster_permission_name(row->cells);
  return roster_book_text(book, name);
}

gboolean roster_book_name(RosterBook *book, BookRow *row)
{
  const char *name = name_of(book, row);
  if (name == NULL || g_hash_table_contains(book->by_id[row->kind], name)) return FALSE;
  g_hash_table_insert(book->by_id[row->kind], (gpointer)name, row);
  return TRUE;
}

BookRow *roster_book_find(const RosterBook *book, RosterKind kind, const char *id)
{
  return g_hash_table_lookup(book->by_id[kind], id);
}

BookRow *roster_book_person(const RosterBook *book, const char *id)
{
  BookRow *row = roster_book_find(book, SHEET_STAFF, id);
  return row != NULL ? row : roster_book_find(book, SHEET_PARTICIPANTS, id);
}

void roster_row_touch(BookRow *row)
{
  if (row->before != NULL || !row->is_stored) return;
  row->before = g_memdup2(row, sizeof *row);
  row->cells = g_memdup2(row->cells, roster_sheets[row->kind].count * sizeof *row->cells);
}

const char *roster_book_text(RosterBook *book, const char *text)
{
  if (text == NULL || *text == '\0') return NULL;
  return g_string_chunk_insert(book->texts, text);
}

char *roster_permission_name(const char *const *cells)
{
  g_autofree char *subject = fold_text(cells[PERMISSION_SUBJECT]);
  return g_strjoin(";", cells[PERMISSION_PARTICIPANT], cells[PERMISSION_SORT], cells[PERMISSION_GRANTED_ON],
                   subject, NULL);
}

gboolean roster_cells_differ(const BookRow *one, const BookRow *other)
{
  for (guint i = 0; i < roster_sheets[one->kind].count; i++) {
    if (one->cells[i] != other->cells[i] && g_strcmp0(one->cells[i], other->cells[i]) != 0) return TRUE;
  }
  return FALSE;
}

gboolean roster_row_is_changed(const BookRow *row)
{
  if (!row->is_stored) return TRUE;
  return row->before != NULL && roster_cells_differ(row, row->before);
}

gboolean roster_row_is_active(const BookRow *row)
{
  const char *active = row->cells[row->kind == SHEET_STAFF ? STAFF_ACTIVE : PARTICIPANT_ACTIVE];
  return g_strcmp0(active, "yes") == 0;
}

gboolean roster_row_is_below(const BookRow *row, int age, Day today)
{
  Day born = DAY_NONE;
  return !day_parse(row->cells[PARTICIPANT_BORN], &born) || day_age(born, today) < age;
}

gboolean roster_row_is_young(const BookRow *row, int until_age, Day today)
{
  return roster_row_is_active(row) || roster_row_is_below(row, until_age, today);
}

gboolean roster_row_consents(const BookRow *row, Day today)
{
  Day until = DAY_NONE;
  if (g_strcmp0(row->cells[PARTICIPANT_CONSENT], "yes") != 0) return FALSE;
  return !day_parse(row->cells[PARTICIPANT_CONSENT_UNTIL], &until) || today <= until;
}

gboolean roster_row_permits(const BookRow *row, Day today)
{
  Day granted = DAY_NONE, until = DAY_NONE;
  day_parse(row->cells[PERMISSION_GRANTED_ON], &granted);
  gboolean ended = day_parse(row->cells[PERMISSION_EXPIRES_ON], &until) && today > until;
  return today >= granted && !ended;
}
