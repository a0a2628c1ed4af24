// SPDX-License-Identifier: MIT
#include "address.h"
#include "roster_import_internal.h"

#include <string.h>

/* A record at work. */
typedef struct Work {
  Import *import;
  RosterKind kind;
  const gboolean *given; /* the columns that the file has */
  const ImportCells *cells;
  RosterPlace place;
  BookRow *row; /* that it goes to */
} Work;

static const char *header(RosterKind kind, guint column)
{
  return roster_sheets[kind].columns[column].name;
}

/* ---- which row ---- */

/* The columns that name a row. */
static const guint names[] = {0};
static const guint permission_names[] = {PERMISSION_PARTICIPANT, PERMISSION_SORT, PERMISSION_SUBJECT,
                                         PERMISSION_GRANTED_ON};

/* Whether the record says which row it is; told when it does not. */
static gboolean has_name(const Work *work)
{
  gboolean is_permission = work->kind == SHEET_PERMISSIONS, named = TRUE;
  const guint *columns = is_permission ? permission_names : names;
  guint count = is_permission ? G_N_ELEMENTS(permission_names) : G_N_ELEMENTS(names);
  for (guint i = 0; i < count; i++) {
    if (work->cells->text[columns[i]] != NULL) continue;
    named = FALSE;
    if (work->cells->wrong[columns[i]]) continue;
    roster_report_error(work->import->report, work->place, header(work->kind, columns[i]),
                        "may not be empty");
  }
  return named;
}

static BookRow *find_row(const Work *work)
{
  if (work->kind != SHEET_PERMISSIONS)
    return roster_book_find(work->import->book, work->kind, work->cells->text[0]);
  g_autofree char *name = roster_permission_name(work->cells->text);
  return roster_book_find(work->import->book, SHEET_PERMISSIONS, name);
}

static void tell_duplicate(const Work *work, const BookRow *other)
{
  RosterReport *report = work->import->report;
  gboolean is_permission = work->kind == SHEET_PERMISSIONS;
  const char *column = is_permission ? "row" : header(work->kind, 0);
  const char *what = is_permission ? "this permission" : "this id";
  gboolean elsewhere = other->place.file != work->place.file;
  const char *file = elsewhere ? g_ptr_array_index(report->files, other->place.file) : "";
  roster_report_error(report, work->place, column, "%s is in %s%sline %u already", what, file,
                      elsewhere ? ", " : "", other->place.line);
}

/* ---- filling ---- */

static void fill(const Work *work)
{
  const RosterSheet *sheet = &roster_sheets[work->kind];
  for (guint i = 0; i < sheet->count; i++) {
    const RosterColumn *column = &sheet->columns[i];
    if (work->given[i] && !work->cells->wrong[i]) work->row->cells[i] = work->cells->text[i];
    if (work->row->cells[i] != NULL) continue;
    if ((column->flags & COLUMN_FILLED) != 0 && !work->cells->wrong[i]) {
      roster_report_error(work->import->report, work->place, column->name, "may not be empty");
    }
    work->row->cells[i] = column->fallback;
  }
}

/* ---- what several cells of a row say together ---- */

/* A guardian whose address goes, goes: with what the file says nothing of. */
static void drop_rest(const Work *work, guint place)
{
  for (guint i = 0; i < GUARDIAN_COLUMNS; i++) {
    guint column = guardian_column(place, i);
    if (!work->given[column]) work->row->cells[column] = NULL;
  }
}

static void check_guardian(const Work *work, guint place)
{
  const char **cells = &work->row->cells[guardian_column(place, 0)];
  guint email = guardian_column(place, GUARDIAN_EMAIL);
  if (cells[GUARDIAN_EMAIL] != NULL) {
    if (cells[GUARDIAN_CONTACT] == NULL) cells[GUARDIAN_CONTACT] = "copy";
    return;
  }
  drop_rest(work, place);
  gboolean said =
      cells[GUARDIAN_NAME] != NULL || cells[GUARDIAN_PHONE] != NULL || cells[GUARDIAN_CONTACT] != NULL;
  if (said && !work->cells->wrong[email]) {
    roster_report_error(work->import->report, work->place, header(SHEET_PARTICIPANTS, email),
                        "a guardian without an address");
  }
}

static gboolean is_domain_pattern(const char *subject)
{
  if (subject[0] != '@') return FALSE;
  g_autofree char *domain = address_domain_canonical(subject + 1);
  return domain != NULL;
}

static void check_permission(const Work *work)
{
  const char *sort = work->row->cells[PERMISSION_SORT], *subject = work->row->cells[PERMISSION_SUBJECT];
  if (g_strcmp0(sort, "copy") != 0 || subject == NULL || is_domain_pattern(subject)) return;
  g_autofree char *canonical = address_canonical(subject, work->import->context.separators, NULL);
  if (canonical != NULL) return;
  g_autofree char *quoted = roster_quoted(subject);
  roster_report_error(work->import->report, work->place, header(SHEET_PERMISSIONS, PERMISSION_SUBJECT),
                      "%s is neither an e-mail address nor @domain", quoted);
}

static void check_whole(const Work *work)
{
  if (work->kind == SHEET_PERMISSIONS) check_permission(work);
  if (work->kind != SHEET_PARTICIPANTS) return;
  for (guint i = 0; i < GUARDIANS_MAX; i++) check_guardian(work, i);
}

/* ---- */

void import_row(Import *import, RosterKind kind, RosterPlace place, const gboolean *given,
                const ImportCells *cells)
{
  Work work = {.import = import, .kind = kind, .given = given, .cells = cells, .place = place};
  if (!has_name(&work)) return;
  BookRow *known = find_row(&work);
  if (known != NULL && known->in_import) {
    tell_duplicate(&work, known);
    return;
  }
  work.row = known != NULL ? known : roster_book_add(import->book, kind);
  roster_row_touch(work.row);
  work.row->in_import = TRUE;
  work.row->place = place;
  fill(&work);
  check_whole(&work);
  if (known == NULL) roster_book_name(import->book, work.row);
}
