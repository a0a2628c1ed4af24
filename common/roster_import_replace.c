// SPDX-License-Identifier: MIT
#include "roster_import_internal.h"

#include "address.h"

/* ---- rows that a file does not name ---- */

static void leave(BookRow *row, guint column)
{
  if (!roster_row_is_active(row)) return;
  roster_row_touch(row);
  row->cells[column] = "no";
}

/* Ended yesterday: it never holds again, and is still known. */
static void end_permission(Import *import, BookRow *row)
{
  g_autofree char *yesterday = day_format(import->context.today - 1);
  const char *end = row->cells[PERMISSION_EXPIRES_ON];
  if (end != NULL && g_strcmp0(end, yesterday) <= 0) return; /* ISO dates sort as text */
  roster_row_touch(row);
  row->cells[PERMISSION_EXPIRES_ON] = roster_book_text(import->book, yesterday);
}

static void end_row(Import *import, BookRow *row)
{
  switch (row->kind) {
  case SHEET_STAFF:
    leave(row, STAFF_ACTIVE);
    break;
  case SHEET_PARTICIPANTS:
    leave(row, PARTICIPANT_ACTIVE);
    break;
  case SHEET_PROGRAMMES:
    row->gone = TRUE;
    break;
  default:
    end_permission(import, row);
    break;
  }
}

static void end_absent(Import *import, RosterKind kind)
{
  const GPtrArray *rows = import->book->rows[kind];
  for (guint i = 0; i < rows->len; i++) {
    BookRow *row = g_ptr_array_index(rows, i);
    if (!row->in_import) end_row(import, row);
  }
}

/* ---- programmes that go ---- */

static gboolean is_known_programme(const RosterBook *book, const char *id)
{
  const BookRow *row = roster_book_find(book, SHEET_PROGRAMMES, id);
  return row == NULL || !row->gone;
}

/* Who has left is in no programme: the mention goes with it. */
static void forget_gone(Import *import, BookRow *row, guint column)
{
  if (row->cells[column] == NULL || roster_row_is_active(row)) return;
  g_auto(GStrv) ids = roster_cell_values(row->cells[column]);
  g_autoptr(GPtrArray) kept = g_ptr_array_new();
  for (char **id = ids; *id != NULL; id++) {
    if (is_known_programme(import->book, *id)) g_ptr_array_add(kept, *id);
  }
  if (kept->len == g_strv_length(ids)) return;
  g_ptr_array_add(kept, NULL);
  g_autofree char *cell = g_strjoinv(";", (char **)kept->pdata);
  roster_row_touch(row);
  row->cells[column] = roster_book_text(import->book, cell);
}

static void forget_in_rows(Import *import, RosterKind kind, guint column)
{
  const GPtrArray *rows = import->book->rows[kind];
  for (guint i = 0; i < rows->len; i++) {
    BookRow *row = g_ptr_array_index(rows, i);
    if (!roster_row_is_active(row)) forget_gone(import, row, column);
  }
}

static void settle_programmes(Import *import)
{
  gboolean any = FALSE;
  const GPtrArray *rows = import->book->rows[SHEET_PROGRAMMES];
  for (guint i = 0; i < rows->len && !any; i++) any = ((const BookRow *)g_ptr_array_index(rows, i))->gone;
  if (!any) return;
  forget_in_rows(import, SHEET_STAFF, STAFF_PROGRAMMES);
  forget_in_rows(import, SHEET_PARTICIPANTS, PARTICIPANT_PROGRAMMES);
}

/* ---- what staff's addresses once were ---- */

static gboolean cell_has_address(const Import *import, const char *cell, const char *canonical)
{
  g_auto(GStrv) values = roster_cell_values(cell);
  for (char **value = values; *value != NULL; value++) {
    g_autofree char *known = address_canonical(*value, import->context.separators, NULL);
    if (g_strcmp0(known, canonical) == 0) return TRUE;
  }
  return FALSE;
}

static void keep_former(const Import *import, BookRow *row, const char *was)
{
  g_auto(GStrv) values = roster_cell_values(was);
  for (char **value = values; *value != NULL; value++) {
    g_autofree char *canonical = address_canonical(*value, import->context.separators, NULL);
    if (canonical == NULL || cell_has_address(import, row->cells[STAFF_EMAIL], canonical) ||
        cell_has_address(import, row->cells[STAFF_PERSONAL_EMAIL], canonical) ||
        cell_has_address(import, row->cells[STAFF_FORMER_EMAIL], canonical)) {
      continue;
    }
    const char *former = row->cells[STAFF_FORMER_EMAIL];
    g_autofree char *cell = former != NULL ? g_strjoin(";", former, *value, NULL) : g_strdup(*value);
    row->cells[STAFF_FORMER_EMAIL] = roster_book_text(import->book, cell);
  }
}

static void keep_all_former(Import *import)
{
  const GPtrArray *rows = import->book->rows[SHEET_STAFF];
  for (guint i = 0; i < rows->len; i++) {
    BookRow *row = g_ptr_array_index(rows, i);
    if (row->before == NULL) continue;
    keep_former(import, row, row->before->cells[STAFF_EMAIL]);
    keep_former(import, row, row->before->cells[STAFF_PERSONAL_EMAIL]);
  }
}

void import_settle_absent(Import *import)
{
  for (guint kind = 0; kind < SHEETS && import->options->replace; kind++) {
    if (import->has_file[kind]) end_absent(import, (RosterKind)kind);
  }
  settle_programmes(import);
  keep_all_former(import);
}

/* ---- losses ---- */

static gboolean photo_holds(const BookRow *row, Day today G_GNUC_UNUSED)
{
  return g_strcmp0(row->cells[PARTICIPANT_PHOTO], "yes") == 0;
}

static gboolean is_active(const BookRow *row, Day today G_GNUC_UNUSED)
{
  return roster_row_is_active(row);
}

/* The first file of that kind. */
static RosterPlace file_of(const Import *import, RosterKind kind)
{
  for (guint i = 0; i < import->kinds->len; i++) {
    if (g_array_index(import->kinds, RosterKind, i) == kind) return (RosterPlace){i, 1};
  }
  return (RosterPlace){0, 1};
}

/* Refuses when `holds` ends for more than a fifth of those for whom it held. */
static void check_loss(Import *import, RosterKind kind, gboolean (*holds)(const BookRow *, Day),
                       const char *what)
{
  Day today = import->context.today;
  guint held = 0, lost = 0;
  const GPtrArray *rows = import->book->rows[kind];
  for (guint i = 0; i < rows->len; i++) {
    const BookRow *row = g_ptr_array_index(rows, i);
    const BookRow *before = row->before != NULL ? row->before : row;
    if (!row->is_stored || !roster_row_is_active(before) || !holds(before, today)) continue;
    held++;
    if (!holds(row, today)) lost++;
  }
  if (lost * 5 <= held) return;
  roster_report_error(import->report, file_of(import, kind), "file",
                      "%u of %u %s, more than a fifth: if that is right, say --force", lost, held, what);
}

void import_check_losses(Import *import)
{
  if (import->options->force) return;
  check_loss(import, SHEET_STAFF, is_active, "active staff would leave");
  check_loss(import, SHEET_PARTICIPANTS, is_active, "active participants would leave");
  check_loss(import, SHEET_PARTICIPANTS, roster_row_consents, "consents to be contacted would end");
  check_loss(import, SHEET_PARTICIPANTS, photo_holds, "consents to pictures would end");
}
