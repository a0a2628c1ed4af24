// SPDX-License-Identifier: MIT
#include "roster_import_internal.h"

#include <string.h>

/* A file at work. */
typedef struct Sheet {
  Import *import;
  CsvSink sink;
  guint file;
  RosterKind kind;
  GPtrArray *header;            /* of char *; what the first record says */
  GArray *columns;              /* of int: the place of each header, -1 for one without name */
  gboolean has_header, skipped; /* skipped: the header is wrong, so rows mean nothing */
  gboolean given[ROSTER_COLUMNS_MAX];
  guint rows;
  /* the record at hand */
  ImportCells cells;
  gboolean filled; /* some cell is not empty */
  gboolean wrong;  /* some cell was told as an error */
} Sheet;

static RosterPlace here(const Sheet *sheet)
{
  return (RosterPlace){sheet->file, sheet->sink.line};
}

/* ---- header row ---- */

static guint count_known(const GPtrArray *header, RosterKind kind)
{
  guint known = 0;
  for (guint i = 0; i < header->len; i++) {
    if (roster_column_find(kind, g_ptr_array_index(header, i)) >= 0) known++;
  }
  return known;
}

static gboolean has_header(const GPtrArray *header, const char *name)
{
  for (guint i = 0; i < header->len; i++) {
    if (g_ascii_strcasecmp(g_ptr_array_index(header, i), name) == 0) return TRUE;
  }
  return FALSE;
}

static guint count_missing(const GPtrArray *header, RosterKind kind)
{
  guint missing = 0;
  const RosterSheet *sheet = &roster_sheets[kind];
  for (guint i = 0; i < sheet->count; i++) {
    gboolean required = (sheet->columns[i].flags & COLUMN_REQUIRED) != 0;
    if (required && !has_header(header, sheet->columns[i].name)) missing++;
  }
  return missing;
}

/* The kind that most of the header fits; among those, the one that lacks least. */
static gboolean find_kind(const GPtrArray *header, RosterKind *kind)
{
  guint best_known = 0, best_missing = 0;
  for (guint i = 0; i < SHEETS; i++) {
    guint known = count_known(header, (RosterKind)i), missing = count_missing(header, (RosterKind)i);
    if (known < best_known || (known == best_known && missing >= best_missing)) continue;
    best_known = known;
    best_missing = missing;
    *kind = (RosterKind)i;
  }
  /* One column that happens to be called "name" makes no roster file. */
  return best_known >= 2 || (best_known == 1 && header->len == 1);
}

static void map_header(Sheet *sheet, const char *name)
{
  RosterReport *report = sheet->import->report;
  int column = *name != '\0' ? roster_column_find(sheet->kind, name) : -1;
  if (*name != '\0' && column < 0) {
    sheet->skipped = TRUE;
    roster_report_error(report, here(sheet), name, "unknown column; %s has none of that name",
                        roster_sheets[sheet->kind].name);
  } else if (column >= 0 && sheet->given[column]) {
    sheet->skipped = TRUE;
    roster_report_error(report, here(sheet), name, "the column is there twice");
  } else if (column >= 0) {
    sheet->given[column] = TRUE;
  }
  g_array_append_val(sheet->columns, column);
}

static void check_required(Sheet *sheet)
{
  const RosterSheet *spec = &roster_sheets[sheet->kind];
  for (guint i = 0; i < spec->count; i++) {
    if ((spec->columns[i].flags & COLUMN_REQUIRED) == 0 || sheet->given[i]) continue;
    sheet->skipped = TRUE;
    roster_report_error(sheet->import->report, here(sheet), spec->columns[i].name,
                        "the column is missing, and %s must have it", spec->name);
  }
}

static void read_header(Sheet *sheet)
{
  sheet->has_header = TRUE;
  if (sheet->wrong || !find_kind(sheet->header, &sheet->kind)) {
    sheet->skipped = TRUE;
    if (!sheet->wrong) {
      roster_report_error(sheet->import->report, here(sheet), "file",
                          "this is none of the four roster files: its first row does not name their columns");
    }
    return;
  }
  for (guint i = 0; i < sheet->header->len; i++) map_header(sheet, g_ptr_array_index(sheet->header, i));
  check_required(sheet);
  sheet->import->has_file[sheet->kind] |= !sheet->skipped;
}

/* ---- cells ---- */

static void tell(Sheet *sheet, int column, const char *name, char *problem)
{
  roster_report_error(sheet->import->report, here(sheet), name, "%s", problem);
  if (column >= 0) sheet->cells.wrong[column] = TRUE;
  sheet->wrong = TRUE;
  g_free(problem);
}

static void header_cell(Sheet *sheet, char *text, gsize length)
{
  char *problem = NULL;
  char *name = roster_cell_clean(text, length, &sheet->import->context, &problem);
  if (name == NULL) tell(sheet, -1, "row", problem);
  if (name != NULL && *name != '\0') sheet->filled = TRUE;
  g_ptr_array_add(sheet->header, g_strdup(name != NULL ? name : ""));
}

static void value_cell(Sheet *sheet, int column, char *text, gsize length)
{
  Import *import = sheet->import;
  const RosterColumn *spec = column >= 0 ? &roster_sheets[sheet->kind].columns[column] : NULL;
  const char *name = spec != NULL ? spec->name : "row";
  char *problem = NULL;
  char *clean = roster_cell_clean(text, length, &import->context, &problem);
  if (clean == NULL) return tell(sheet, column, name, problem);
  if (*clean == '\0') return;
  sheet->filled = TRUE;
  if (spec == NULL) return tell(sheet, column, name, g_strdup("a value below a header without a name"));
  if (roster_cell_is_free(spec)) {
    sheet->cells.text[column] = g_string_chunk_insert(import->book->texts, clean);
    return;
  }
  g_autofree char *value = roster_cell_read(spec, clean, &import->context, &problem);
  if (value == NULL) return tell(sheet, column, name, problem);
  sheet->cells.text[column] = roster_book_text(import->book, value);
}

static void on_cell(gpointer user, guint index, char *text, gsize length)
{
  Sheet *sheet = user;
  if (!sheet->has_header) {
    header_cell(sheet, text, length);
  } else if (!sheet->skipped && index < sheet->columns->len && length > 0) {
    value_cell(sheet, g_array_index(sheet->columns, int, index), text, length);
  }
}

/* ---- records ---- */

static void value_record(Sheet *sheet, guint count)
{
  if (!sheet->filled && !sheet->wrong) return;
  sheet->rows++;
  if (count != sheet->columns->len) {
    roster_report_error(sheet->import->report, here(sheet), "row", "%u cells, but the header row has %u",
                        count, sheet->columns->len);
    /* Its cells may stand below the wrong headers; its id is still taken. */
    memset(&sheet->cells.text[1], 0, sizeof sheet->cells.text - sizeof sheet->cells.text[0]);
    for (guint i = 1; i < ROSTER_COLUMNS_MAX; i++) sheet->cells.wrong[i] = TRUE;
  }
  import_row(sheet->import, sheet->kind, here(sheet), sheet->given, &sheet->cells);
}

static void on_record(gpointer user, guint count)
{
  Sheet *sheet = user;
  if (!sheet->has_header) {
    if (sheet->filled || sheet->wrong)
      read_header(sheet);
    else
      g_ptr_array_set_size(sheet->header, 0);
  } else if (!sheet->skipped) {
    value_record(sheet, count);
  }
  memset(&sheet->cells, 0, sizeof sheet->cells);
  sheet->filled = sheet->wrong = FALSE;
}

static void check_end(Sheet *sheet, const char *problem)
{
  RosterReport *report = sheet->import->report;
  RosterPlace file = {sheet->file, 1};
  if (problem != NULL) {
    roster_report_error(report, here(sheet), "row", "%s", problem);
  } else if (!sheet->has_header) {
    roster_report_error(report, file, "file", "the file is empty");
  } else if (sheet->rows == 0 && !sheet->skipped && sheet->kind != SHEET_PERMISSIONS) {
    roster_report_error(report, file, "file", "no row below the header row");
  }
  sheet->import->broken |= problem != NULL || !sheet->has_header || sheet->skipped;
}

/* What Excel calls "Unicode text". */
static gboolean is_utf16(const CsvFile *csv)
{
  return csv->length >= 2 && (memcmp(csv->text, "\xFF\xFE", 2) == 0 || memcmp(csv->text, "\xFE\xFF", 2) == 0);
}

void import_sheet(Import *import, guint file, const CsvFile *csv)
{
  if (is_utf16(csv)) {
    roster_report_error(import->report, (RosterPlace){file, 1}, "file",
                        "bytes that are not UTF-8 but UTF-16; --encoding UTF-16 is the cure");
    import->broken = TRUE;
    return;
  }
  g_autoptr(GPtrArray) header = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(int));
  Sheet sheet = {.import = import, .file = file, .kind = SHEETS, .header = header, .columns = columns};
  sheet.sink = (CsvSink){.cell = on_cell, .record = on_record, .user = &sheet};
  const char *problem = csv_file_parse(csv, &sheet.sink);
  check_end(&sheet, problem);
  g_array_index(import->kinds, RosterKind, file) = sheet.kind;
}
