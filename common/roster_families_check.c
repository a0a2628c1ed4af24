// SPDX-License-Identifier: MIT
#include "roster_families.h"

#include "fold.h"
#include "roster_import_internal.h"

#include <string.h>

/* A run of uses of one address, with what stands out in it. */
typedef struct Run {
  Families *families;
  guint first, end;
} Run;

static AddressUse *use_at(const Run *run, guint index)
{
  return &g_array_index(run->families->uses, AddressUse, index);
}

static const char *column_of(const AddressUse *use)
{
  switch ((AddressUseKind)use->kind) {
  case USE_OFFICIAL:
  case USE_OWN:
    return "email";
  case USE_PERSONAL:
    return "personal_email";
  case USE_GUARDIAN:
    return roster_sheets[SHEET_PARTICIPANTS].columns[guardian_column(use->place, GUARDIAN_EMAIL)].name;
  case USE_LIST:
    return "list_address";
  default:
    return "row";
  }
}

static gboolean is_later(const BookRow *one, const BookRow *other)
{
  if (one->in_import != other->in_import) return one->in_import;
  if (one->place.file != other->place.file) return one->place.file > other->place.file;
  return one->place.line > other->place.line;
}

/* Two uses that cannot be: told at the later one. */
static void tell(const Run *run, const AddressUse *one, const AddressUse *other, const char *what)
{
  if (is_later(other->row, one->row)) {
    const AddressUse *swap = one;
    one = other;
    other = swap;
  }
  const char *column = column_of(one);
  RosterPlace place = import_place(one->row, one->row, &column);
  roster_report_error(run->families->report, place, column, "%s (%s and %s)", what, one->row->cells[0],
                      other->row->cells[0]);
}

static gboolean is_young(const Families *families, const BookRow *row)
{
  return roster_row_is_young(row, families->until_age, families->today);
}

/* ---- staff ---- */

static gboolean is_staff_address(const AddressUse *use)
{
  return use->kind == USE_OFFICIAL || use->kind == USE_PERSONAL;
}

static gboolean is_guardian_of(const Families *families, const BookRow *staff, const AddressUse *child)
{
  for (guint place = 0; place < GUARDIANS_MAX; place++) {
    const Guardian *guardian = roster_families_guardian(families, child->index, place);
    if (guardian != NULL && guardian->person == staff) return TRUE;
  }
  return FALSE;
}

/* The first other active member of staff with the address; NULL when none comes before. */
static const AddressUse *earlier_staff(const Run *run, const AddressUse *staff)
{
  if (!roster_row_is_active(staff->row)) return NULL;
  for (const AddressUse *use = use_at(run, run->first); use < staff; use++) {
    if (is_staff_address(use) && use->row != staff->row && roster_row_is_active(use->row)) return use;
  }
  return NULL;
}

static void check_staff_use(const Run *run, const AddressUse *staff)
{
  const AddressUse *other = earlier_staff(run, staff);
  if (other != NULL) tell(run, staff, other, "one address for two of the staff");
  for (guint i = run->first; i < run->end; i++) {
    const AddressUse *use = use_at(run, i);
    if (use->kind != USE_OWN || !is_young(run->families, use->row)) continue;
    if (is_guardian_of(run->families, staff->row, use)) continue;
    if (families_is_shared(run->families, run->first, run->end, use->row)) continue;
    tell(run, use, staff, "one address for a young person and for staff who is not their guardian");
  }
}

/* ---- guardians ---- */

/* A minor with this address whose guardian does not share it. */
static const AddressUse *find_minor(const Run *run)
{
  const Families *families = run->families;
  for (guint i = run->first; i < run->end; i++) {
    const AddressUse *use = use_at(run, i);
    gboolean minor = use->kind == USE_OWN && is_young(families, use->row) &&
                     roster_row_is_below(use->row, families->until_age, families->today);
    if (minor && !families_is_shared(families, run->first, run->end, use->row)) return use;
  }
  return NULL;
}

static void identify(const Run *run, Guardian *guardian, const AddressUse *use, const AddressUse *person)
{
  if (guardian->person != NULL && guardian->person != person->row) {
    const char *column = column_of(use);
    RosterPlace place = import_place(use->row, person->row, &column);
    roster_report_error(run->families->report, place, column,
                        "the addresses of one guardian are those of two people (%s and %s)",
                        guardian->person->cells[0], person->row->cells[0]);
  }
  guardian->person = person->row;
  guardian->element = person->index; /* of consequence for participants only */
}

static void identify_guardians(const Run *run)
{
  if (use_at(run, run->end - 1)->kind < USE_GUARDIAN) return; /* sorted by kind within a run */
  const AddressUse *person = families_person(run->families, run->first, run->end);
  const AddressUse *minor = person == NULL ? find_minor(run) : NULL;
  for (guint i = run->first; i < run->end; i++) {
    const AddressUse *use = use_at(run, i);
    if (use->kind != USE_GUARDIAN) continue;
    if (person != NULL)
      identify(run, use->guardian, use, person);
    else if (minor != NULL)
      tell(run, use, minor, "a guardian who is a young person under age");
  }
}

/* ---- young people ---- */

static gboolean are_related(const Families *families, guint one, guint other)
{
  for (guint i = 0; i < GUARDIANS_MAX; i++) {
    const Guardian *guardian = roster_families_guardian(families, one, i);
    for (guint k = 0; guardian != NULL && k < GUARDIANS_MAX; k++) {
      if (roster_families_guardian(families, other, k) == guardian) return TRUE;
    }
  }
  return FALSE;
}

static void check_own_use(const Run *run, const AddressUse *own)
{
  for (guint i = run->first; i < run->end && use_at(run, i) < own; i++) {
    const AddressUse *use = use_at(run, i);
    if (use->kind != USE_OWN || use->row == own->row || are_related(run->families, use->index, own->index))
      continue;
    const AddressUse *later = is_later(use->row, own->row) ? use : own;
    if (!later->row->in_import) continue;
    roster_report_warn(run->families->report, later->row->place, column_of(later),
                       "two unrelated young people have this address (%s and %s)", use->row->cells[0],
                       own->row->cells[0]);
    return;
  }
}

/* ---- a guardian's address for a child's ---- */

static gboolean is_guardian_address(const Families *families, const BookRow *row, const char *address)
{
  for (guint place = 0; place < GUARDIANS_MAX; place++) {
    const char *cell = row->cells[guardian_column(place, GUARDIAN_EMAIL)];
    if (cell != NULL && families_cell_has(families, cell, address)) return TRUE;
  }
  return FALSE;
}

/* Called for each address that child and guardian share; told at the first. */
static void check_shared_use(const Run *run, const AddressUse *own)
{
  const BookRow *row = own->row;
  g_auto(GStrv) values = roster_cell_values(row->cells[PARTICIPANT_EMAIL]);
  if (!row->in_import || !families_cell_has(run->families, values[0], own->canonical)) return;
  for (char **value = values; *value != NULL; value++) {
    if (!is_guardian_address(run->families, row, *value)) return;
  }
  roster_report_warn(run->families->report, row->place, "email",
                     "the young person has only a guardian's address");
}

/* ---- lists ---- */

static void check_list_use(const Run *run, const AddressUse *list)
{
  for (guint i = run->first; i < run->end; i++) {
    const AddressUse *use = use_at(run, i);
    if (use == list || use->kind == USE_FORMER) continue;
    if (use->kind == USE_LIST && use < list) continue;
    tell(run, list, use,
         use->kind == USE_LIST ? "one list address for two programmes"
                               : "the list address is somebody's address");
    return;
  }
}

/* ---- all together ---- */

static void check_young_use(const Run *run, const AddressUse *own)
{
  check_own_use(run, own);
  if (families_is_shared(run->families, run->first, run->end, own->row)) check_shared_use(run, own);
}

static void check_run(const Run *run)
{
  for (guint i = run->first; i < run->end; i++) {
    const AddressUse *use = use_at(run, i);
    if (is_staff_address(use))
      check_staff_use(run, use);
    else if (use->kind == USE_OWN)
      check_young_use(run, use);
    else if (use->kind == USE_LIST)
      check_list_use(run, use);
  }
}

static void for_each_run(Families *families, void (*visit)(const Run *))
{
  for (guint first = 0, end = 0; first < families->uses->len; first = end) {
    end = families_run_end(families, first);
    Run run = {families, first, end};
    if (end - first > 1) visit(&run);
  }
}

/* ---- within a row ---- */

static void check_twice(const Families *families, const BookRow *row, guint index, guint place)
{
  const Guardian *guardian = roster_families_guardian(families, index, place);
  for (guint before = 0; before < place; before++) {
    if (roster_families_guardian(families, index, before) != guardian) continue;
    const char *column =
        roster_sheets[SHEET_PARTICIPANTS].columns[guardian_column(place, GUARDIAN_EMAIL)].name;
    RosterPlace where = import_place(row, row, &column);
    roster_report_error(families->report, where, column, "the same guardian as guardian%u", before + 1);
    return;
  }
}

static void check_name(const Families *families, const BookRow *row, guint index, guint place)
{
  Guardian *guardian = roster_families_guardian(families, index, place);
  const char *name = row->cells[guardian_column(place, GUARDIAN_NAME)];
  if (name == NULL || guardian->told || !row->in_import || strcmp(name, guardian->name) == 0) return;
  g_autofree char *one = fold_text(name), *other = fold_text(guardian->name);
  if (strcmp(one, other) == 0) return;
  guardian->told = TRUE;
  g_autofree char *first = roster_quoted(guardian->name), *second = roster_quoted(name);
  roster_report_warn(families->report, row->place,
                     roster_sheets[SHEET_PARTICIPANTS].columns[guardian_column(place, GUARDIAN_NAME)].name,
                     "the same guardian has two names, %s and %s", first, second);
}

void families_check(Families *families)
{
  const GPtrArray *rows = families->book->rows[SHEET_PARTICIPANTS];
  for_each_run(families, identify_guardians);
  for_each_run(families, check_run);
  for (guint i = 0; i < rows->len; i++) {
    const BookRow *row = g_ptr_array_index(rows, i);
    for (guint place = 0; place < GUARDIANS_MAX; place++) {
      if (roster_families_guardian(families, i, place) == NULL) continue;
      check_twice(families, row, i, place);
      check_name(families, row, i, place);
    }
  }
}
