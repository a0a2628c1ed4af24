// SPDX-License-Identifier: MIT
#include "roster_import_internal.h"

#include "address.h"
#include "fold.h"

RosterPlace import_place(const BookRow *one, const BookRow *other, const char **column)
{
  const BookRow *row = one->in_import ? one : other;
  if (one->in_import && other->in_import) {
    gboolean other_is_later = other->place.file > one->place.file ||
                              (other->place.file == one->place.file && other->place.line > one->place.line);
    row = other_is_later ? other : one;
  }
  if (row->in_import) return row->place;
  *column = "file";
  return (RosterPlace){0, 1};
}

static void tell(Import *import, const BookRow *row, guint column, const char *what, const char *id)
{
  const char *name = roster_sheets[row->kind].columns[column].name;
  RosterPlace place = import_place(row, row, &name);
  g_autofree char *quoted = roster_quoted(id);
  roster_report_error(import->report, place, name, "%s %s", what, quoted);
}

/* ---- ids ---- */

static void check_ids(Import *import)
{
  const GPtrArray *staff = import->book->rows[SHEET_STAFF];
  for (guint i = 0; i < staff->len; i++) {
    const BookRow *one = g_ptr_array_index(staff, i);
    const BookRow *other = roster_book_find(import->book, SHEET_PARTICIPANTS, one->cells[STAFF_ID]);
    if (other == NULL) continue;
    const char *column = "id";
    RosterPlace place = import_place(one, other, &column);
    g_autofree char *quoted = roster_quoted(one->cells[STAFF_ID]);
    roster_report_error(import->report, place, column,
                        "%s is the id of a member of staff and of a participant", quoted);
  }
}

/* ---- references ---- */

static void tell_gone(Import *import, const BookRow *row, guint column, const char *id)
{
  const char *name = roster_sheets[row->kind].columns[column].name;
  RosterPlace place = import_place(row, row, &name);
  g_autofree char *quoted = roster_quoted(id);
  roster_report_error(import->report, place, name, "%s is in programme %s, which its file leaves out",
                      row->cells[0], quoted);
}

static void check_values(Import *import, const BookRow *row, guint column, RosterKind kind, const char *what)
{
  if (row->cells[column] == NULL) return;
  g_auto(GStrv) ids = roster_cell_values(row->cells[column]);
  for (char **id = ids; *id != NULL; id++) {
    const BookRow *found = roster_book_find(import->book, kind, *id);
    if (found == NULL)
      tell(import, row, column, what, *id);
    else if (found->gone)
      tell_gone(import, row, column, *id);
  }
}

static void check_programme_cells(Import *import, RosterKind kind, guint column)
{
  const GPtrArray *rows = import->book->rows[kind];
  for (guint i = 0; i < rows->len; i++) {
    const BookRow *row = g_ptr_array_index(rows, i);
    const char *cell = row->cells[column];
    if (cell == NULL) continue;
    const BookRow *only = roster_book_find(import->book, SHEET_PROGRAMMES, cell);
    if (only != NULL && !only->gone) continue; /* the common case, without taking the cell apart */
    check_values(import, row, column, SHEET_PROGRAMMES, "there is no programme");
  }
}

static void check_staff_cells(Import *import)
{
  const GPtrArray *rows = import->book->rows[SHEET_PROGRAMMES];
  for (guint i = 0; i < rows->len; i++) {
    const BookRow *row = g_ptr_array_index(rows, i);
    if (row->gone) continue;
    check_values(import, row, PROGRAMME_CO_STAFF, SHEET_STAFF, "there is no member of staff");
    check_values(import, row, PROGRAMME_DESIGNATED, SHEET_STAFF, "there is no member of staff");
  }
}

static void check_permissions(Import *import)
{
  const GPtrArray *rows = import->book->rows[SHEET_PERMISSIONS];
  for (guint i = 0; i < rows->len; i++) {
    const BookRow *row = g_ptr_array_index(rows, i);
    check_values(import, row, PERMISSION_PARTICIPANT, SHEET_PARTICIPANTS, "there is no participant");
  }
}

/* ---- logins ---- */

/* What a login stands for: the folded text, and the address that it is. */
static void add_owner(Import *import, GHashTable *owners, char *name, const BookRow *row)
{
  const BookRow *other = g_hash_table_lookup(owners, name);
  if (other == NULL) {
    g_hash_table_insert(owners, name, (gpointer)row);
    return;
  }
  const char *column = "login";
  RosterPlace place = import_place(row, other, &column);
  if (row != other) {
    roster_report_error(import->report, place, column, "this login is that of %s too",
                        other->cells[STAFF_ID]);
  }
  g_free(name);
}

static void check_login_address(Import *import, GHashTable *addresses, const BookRow *row)
{
  g_autofree char *canonical = address_canonical(row->cells[STAFF_LOGIN], import->context.separators, NULL);
  const BookRow *other = canonical != NULL ? g_hash_table_lookup(addresses, canonical) : NULL;
  if (other == NULL || other == row) return;
  const char *column = "login";
  RosterPlace place = import_place(row, other, &column);
  roster_report_error(import->report, place, column, "this login is the official address of %s",
                      other->cells[STAFF_ID]);
}

static void add_official(const Import *import, GHashTable *addresses, const BookRow *row)
{
  g_auto(GStrv) emails = roster_cell_values(row->cells[STAFF_EMAIL]);
  for (char **email = emails; *email != NULL; email++) {
    char *canonical = address_canonical(*email, import->context.separators, NULL);
    if (canonical != NULL) g_hash_table_insert(addresses, canonical, (gpointer)row);
  }
}

static void check_logins(Import *import)
{
  g_autoptr(GHashTable) owners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) addresses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  const GPtrArray *staff = import->book->rows[SHEET_STAFF];
  for (guint i = 0; i < staff->len; i++) {
    const BookRow *row = g_ptr_array_index(staff, i);
    if (!roster_row_is_active(row)) continue;
    add_official(import, addresses, row);
    if (row->cells[STAFF_LOGIN] != NULL) add_owner(import, owners, fold_case(row->cells[STAFF_LOGIN]), row);
  }
  for (guint i = 0; i < staff->len; i++) {
    const BookRow *row = g_ptr_array_index(staff, i);
    if (roster_row_is_active(row) && row->cells[STAFF_LOGIN] != NULL)
      check_login_address(import, addresses, row);
  }
}

void import_check_references(Import *import)
{
  check_ids(import);
  check_programme_cells(import, SHEET_STAFF, STAFF_PROGRAMMES);
  check_programme_cells(import, SHEET_PARTICIPANTS, PARTICIPANT_PROGRAMMES);
  check_staff_cells(import);
  check_permissions(import);
  check_logins(import);
}
