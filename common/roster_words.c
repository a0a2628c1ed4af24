// SPDX-License-Identifier: MIT
#include "roster_words.h"

#include "roster_cell.h"

#include <string.h>

/* A change: the row as it was (NULL: it is new) and as it is (NULL: it is gone). */
typedef struct Change {
  const BookRow *was, *is;
  Day today;
} Change;

/* ---- what a row says ---- */

static const char *cell(const BookRow *row, guint column)
{
  return row != NULL ? row->cells[column] : NULL;
}

static gboolean says_yes(const BookRow *row, guint column)
{
  return g_strcmp0(cell(row, column), "yes") == 0;
}

static gboolean is_active(const BookRow *row)
{
  return row != NULL && roster_row_is_active(row);
}

static gboolean consents(const BookRow *row, Day today)
{
  return row != NULL && roster_row_consents(row, today);
}

static guint guardians_with(const BookRow *row, const char *contact)
{
  guint count = 0;
  for (guint place = 0; row != NULL && place < GUARDIANS_MAX; place++) {
    gboolean there = cell(row, guardian_column(place, GUARDIAN_EMAIL)) != NULL;
    if (there && g_strcmp0(cell(row, guardian_column(place, GUARDIAN_CONTACT)), contact) == 0) count++;
  }
  return count;
}

static gboolean differs(const Change *change, guint column)
{
  return change->was != NULL && change->is != NULL &&
         g_strcmp0(cell(change->was, column), cell(change->is, column)) != 0;
}

static gboolean permits(const BookRow *row, Day today)
{
  return row != NULL && roster_row_permits(row, today);
}

/* ---- kinds of change ---- */

static gboolean joins(const Change *change)
{
  return change->was == NULL && is_active(change->is);
}

static gboolean leaves(const Change *change)
{
  return is_active(change->was) && !is_active(change->is);
}

static gboolean returns(const Change *change)
{
  return change->was != NULL && !is_active(change->was) && is_active(change->is);
}

static gboolean loses_guardians(const Change *change)
{
  return guardians_with(change->was, "copy") > 0 && change->is != NULL &&
         guardians_with(change->is, "copy") == 0;
}

static gboolean gains_guardians(const Change *change)
{
  return change->was != NULL && guardians_with(change->was, "copy") == 0 &&
         guardians_with(change->is, "copy") > 0;
}

static gboolean gains_barred(const Change *change)
{
  return guardians_with(change->is, "barred") > guardians_with(change->was, "barred");
}

static gboolean loses_barred(const Change *change)
{
  return change->is != NULL && guardians_with(change->is, "barred") < guardians_with(change->was, "barred");
}

static gboolean ends_consent(const Change *change)
{
  return consents(change->was, change->today) && change->is != NULL && !consents(change->is, change->today);
}

static gboolean gives_consent(const Change *change)
{
  return change->was != NULL && !consents(change->was, change->today) && consents(change->is, change->today);
}

static gboolean ends_photos(const Change *change)
{
  return says_yes(change->was, PARTICIPANT_PHOTO) && change->is != NULL &&
         !says_yes(change->is, PARTICIPANT_PHOTO);
}

static gboolean allows_photos(const Change *change)
{
  return change->was != NULL && !says_yes(change->was, PARTICIPANT_PHOTO) &&
         says_yes(change->is, PARTICIPANT_PHOTO);
}

static gboolean changes_birth(const Change *change)
{
  return differs(change, PARTICIPANT_BORN);
}

static gboolean changes_address(const Change *change)
{
  return differs(change, PARTICIPANT_EMAIL);
}

static gboolean changes_official(const Change *change)
{
  return differs(change, STAFF_EMAIL);
}

static gboolean changes_role(const Change *change)
{
  return differs(change, STAFF_ROLE);
}

static gboolean begins(const Change *change)
{
  return change->was == NULL;
}

static gboolean goes(const Change *change)
{
  return change->is == NULL;
}

static gboolean changes_co_staff(const Change *change)
{
  return differs(change, PROGRAMME_CO_STAFF);
}

static gboolean changes_list(const Change *change)
{
  return differs(change, PROGRAMME_LIST_ADDRESS) || differs(change, PROGRAMME_LIST_MEMBERS);
}

static gboolean grants(const Change *change)
{
  return !permits(change->was, change->today) && permits(change->is, change->today);
}

static gboolean withdraws(const Change *change)
{
  return permits(change->was, change->today) && !permits(change->is, change->today);
}

/* What matters most for safety stands first. */
static const struct {
  RosterKind kind;
  gboolean (*holds)(const Change *);
  const char *one, *many; /* after the number */
} changes[] = {
    {SHEET_PARTICIPANTS, loses_guardians, "young person loses their only guardian",
     "young people lose their only guardian"},
    {SHEET_PARTICIPANTS, gains_barred, "young person has a guardian barred",
     "young people have a guardian barred"},
    {SHEET_PARTICIPANTS, loses_barred, "young person has a guardian barred no longer",
     "young people have a guardian barred no longer"},
    {SHEET_PARTICIPANTS, gains_guardians, "young person gets a guardian to copy",
     "young people get a guardian to copy"},
    {SHEET_PARTICIPANTS, ends_consent, "consent to be contacted ends", "consents to be contacted end"},
    {SHEET_PARTICIPANTS, gives_consent, "consent to be contacted is given",
     "consents to be contacted are given"},
    {SHEET_PARTICIPANTS, ends_photos, "consent to pictures ends", "consents to pictures end"},
    {SHEET_PARTICIPANTS, allows_photos, "consent to pictures is given", "consents to pictures are given"},
    {SHEET_PARTICIPANTS, changes_birth, "date of birth changes", "dates of birth change"},
    {SHEET_PARTICIPANTS, changes_address, "young person's address changes",
     "young people's addresses change"},
    {SHEET_PARTICIPANTS, joins, "young person joins", "young people join"},
    {SHEET_PARTICIPANTS, leaves, "young person leaves", "young people leave"},
    {SHEET_PARTICIPANTS, returns, "young person comes back", "young people come back"},
    {SHEET_STAFF, joins, "member of staff joins", "members of staff join"},
    {SHEET_STAFF, leaves, "member of staff leaves", "members of staff leave"},
    {SHEET_STAFF, returns, "member of staff comes back", "members of staff come back"},
    {SHEET_STAFF, changes_role, "member of staff changes role", "members of staff change role"},
    {SHEET_STAFF, changes_official, "member of staff changes official address",
     "members of staff change official address"},
    {SHEET_PROGRAMMES, begins, "programme begins", "programmes begin"},
    {SHEET_PROGRAMMES, goes, "programme goes", "programmes go"},
    {SHEET_PROGRAMMES, changes_co_staff, "programme changes its co-staff",
     "programmes change their co-staff"},
    {SHEET_PROGRAMMES, changes_list, "programme changes its list", "programmes change their list"},
    {SHEET_PERMISSIONS, grants, "permission is granted", "permissions are granted"},
    {SHEET_PERMISSIONS, withdraws, "permission ends", "permissions end"},
};

static gboolean departs(RosterKind kind, const Change *change)
{
  if (kind == SHEET_PROGRAMMES) return change->is == NULL;
  if (kind == SHEET_PERMISSIONS) return withdraws(change);
  return leaves(change) || change->is == NULL;
}

static void count(RosterCount *counts, const BookRow *row, const Change *change)
{
  counts->touched |= row->in_import;
  if (!roster_row_is_changed(row) && !row->gone) {
    if (row->in_import) counts->unchanged++;
    return;
  }
  counts->touched = TRUE;
  if (change->was == NULL)
    counts->added++;
  else if (departs(row->kind, change))
    counts->departed++;
  else
    counts->changed++;
}

static const BookRow *as_it_was(const BookRow *row)
{
  if (!row->is_stored) return NULL;
  return row->before != NULL ? row->before : row;
}

typedef guint Found[G_N_ELEMENTS(changes)];

static void find_changes(guint *found, RosterKind kind, const Change *change)
{
  for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
    if (changes[i].kind == kind && changes[i].holds(change)) found[i]++;
  }
}

static void look_at(RosterReport *report, guint *found, const BookRow *row, Day today)
{
  Change change = {as_it_was(row), row->gone ? NULL : row, today};
  count(&report->counts[row->kind], row, &change);
  if (change.was != change.is) find_changes(found, row->kind, &change);
}

void roster_words_fill(RosterReport *report, const RosterBook *book, Day today)
{
  Found found = {0};
  for (guint kind = 0; kind < SHEETS; kind++) {
    for (guint i = 0; i < book->rows[kind]->len; i++)
      look_at(report, found, g_ptr_array_index(book->rows[kind], i), today);
  }
  for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
    if (found[i] == 0) continue;
    const char *what = found[i] == 1 ? changes[i].one : changes[i].many;
    g_ptr_array_add(report->words, g_strdup_printf("%u %s", found[i], what));
  }
}
