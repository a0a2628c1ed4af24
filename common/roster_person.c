// SPDX-License-Identifier: MIT
#include "roster_person.h"

#include "address.h"
#include "fold.h"
#include "roster.h"
#include "roster_columns.h"
#include "roster_programme.h"
#include "roster_row.h"
#include "store.h"

#include <string.h>

/* Keys are unique over three tables (sql/roster-001). */
typedef enum { TABLE_STAFF = 1, TABLE_PARTICIPANT = 2, TABLE_GUARDIAN = 3 } Table;

#define GUARDIAN_COLUMN 14 /* of ROSTER_PARTICIPANT: the first of four pairs */

GArray *load_keys(Load *load, RosterStatement which, const char *argument)
{
  sqlite3_stmt *statement = load->reader->statements[which];
  g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(gint64));
  if (argument != NULL) sqlite3_bind_text(statement, 1, argument, -1, SQLITE_STATIC);
  StoreStep step;
  while ((step = store_step(statement, load->error)) == STORE_ROW) {
    gint64 key = sqlite3_column_int64(statement, 0);
    g_array_append_val(keys, key);
  }
  return step == STORE_FAILED ? NULL : g_steal_pointer(&keys);
}

void load_later(Load *load, gint64 key)
{
  if (people_by_key(load->people, key) == NULL) g_array_append_val(load->queue, key);
}

gboolean load_broken(Load *load)
{
  if (*load->error == NULL) {
    g_set_error_literal(load->error, ROSTER_ERROR, ROSTER_ERROR_READ,
                        "the roster contradicts itself: import all its files again");
  }
  return FALSE;
}

static gboolean add_addresses(Load *load, Person *person, const char *cell, guint kinds)
{
  g_auto(GStrv) values = row_values(cell);
  for (guint i = 0; values[i] != NULL; i++) {
    g_autofree char *canonical = address_canonical(values[i], load->separators, NULL);
    if (canonical == NULL) return load_broken(load);
    people_add_address(load->people, person, values[i], canonical, kinds);
  }
  return TRUE;
}

/* What import has not entered for them is somebody else's by now. */
static gboolean is_theirs(Load *load, const Person *person, const char *canonical, gboolean *theirs)
{
  sqlite3_stmt *statement = load->reader->statements[ROSTER_OWNS];
  sqlite3_bind_text(statement, 1, canonical, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64(statement, 2, person->key);
  StoreStep step = store_step(statement, load->error);
  *theirs = step == STORE_ROW;
  sqlite3_reset(statement);
  return step != STORE_FAILED;
}

/* Addresses that somebody had in the past: of staff who have left, or before others. */
static gboolean add_past_addresses(Load *load, Person *person, const char *cell, guint kinds)
{
  g_auto(GStrv) values = row_values(cell);
  for (guint i = 0; values[i] != NULL; i++) {
    gboolean theirs = FALSE;
    g_autofree char *canonical = address_canonical(values[i], load->separators, NULL);
    if (canonical == NULL) return load_broken(load);
    if (!is_theirs(load, person, canonical, &theirs)) return FALSE;
    if (theirs) people_add_address(load->people, person, values[i], canonical, kinds);
  }
  return TRUE;
}

static void add_phones(Person *person, const char *cell)
{
  g_auto(GStrv) values = row_values(cell);
  for (guint i = 0; values[i] != NULL; i++) g_ptr_array_add(person->phones, g_strdup(values[i]));
}

/* ---- staff ---- */

static gboolean take_staff(Load *load, gint64 key, sqlite3_stmt *row)
{
  Role role = ROLE_STAFF;
  if (!role_parse(row_text(row, 2), &role)) return load_broken(load);
  Person *person = people_add(load->people, key, role, row_text(row, 0), row_text(row, 1));
  person->active = row_yes(row, 3);
  person->login = g_strdup(row_text(row, 4));
  add_phones(person, row_text(row, 5));
  gboolean (*add)(Load *, Person *, const char *, guint) =
      person->active ? add_addresses : add_past_addresses;
  return add(load, person, row_text(row, 7), ADDRESS_OFFICIAL) &&
         add(load, person, row_text(row, 8), ADDRESS_PERSONAL) &&
         add_past_addresses(load, person, row_text(row, 9), ADDRESS_FORMER) &&
         add_addresses(load, person, row_text(row, 10), ADDRESS_GUARDIAN);
}

/* ---- guardians ---- */

static gboolean take_guardian(Load *load, gint64 key, sqlite3_stmt *row)
{
  Person *person = people_add(load->people, key, ROLE_GUARDIAN, NULL, row_text(row, 0));
  add_phones(person, row_text(row, 2));
  person->household = sqlite3_column_int64(row, 3);
  return add_addresses(load, person, row_text(row, 1), ADDRESS_GUARDIAN);
}

/* ---- participants ---- */

static gboolean take_links(Load *load, gint64 child, sqlite3_stmt *row)
{
  for (int i = 0; i < GUARDIANS_MAX; i++) {
    const char *contact = row_text(row, GUARDIAN_COLUMN + 2 * i + 1);
    LoadLink link = {.child = child, .guardian = sqlite3_column_int64(row, GUARDIAN_COLUMN + 2 * i)};
    if (link.guardian == 0) continue;
    if (contact != NULL && !contact_parse(contact, &link.contact)) return load_broken(load);
    load_later(load, link.guardian);
    g_array_append_val(load->links, link);
  }
  return TRUE;
}

static gboolean take_participant(Load *load, gint64 key, sqlite3_stmt *row)
{
  Person *person = people_add(load->people, key, ROLE_PARTICIPANT, row_text(row, 0), row_text(row, 1));
  person->active = row_yes(row, 2);
  person->contact_consent = row_yes(row, 4);
  person->photo_consent = row_yes(row, 6);
  person->school = g_strdup(row_text(row, 8));
  add_phones(person, row_text(row, 9));
  person->postcode = g_strdup(row_text(row, 10));
  person->household = sqlite3_column_int64(row, 11);
  if (!row_day(row, 3, &person->born) || !row_day(row, 5, &person->contact_consent_until))
    return load_broken(load);
  return add_addresses(load, person, row_text(row, 12), ADDRESS_OWN) &&
         add_addresses(load, person, row_text(row, 13), ADDRESS_GUARDIAN) && take_links(load, key, row) &&
         load_programmes(load, person, row_text(row, 7));
}

static gboolean add_permission(Load *load, Person *child, sqlite3_stmt *row)
{
  const char *subject = row_text(row, 1);
  gboolean copy = g_strcmp0(row_text(row, 0), "copy") == 0;
  Day granted = DAY_NONE, expires = DAY_NONE;
  if (subject == NULL || !row_day(row, 2, &granted) || !row_day(row, 3, &expires)) return load_broken(load);
  g_autofree char *canonical = copy ? row_pattern(subject, load->separators) : fold_text(subject);
  if (canonical == NULL) return load_broken(load);
  people_add_permission(load->people, child, copy ? PERMISSION_COPY : PERMISSION_CONTACT, canonical, granted,
                        expires);
  return TRUE;
}

static gboolean load_permissions(Load *load, Person *child)
{
  sqlite3_stmt *statement = load->reader->statements[ROSTER_PERMISSIONS];
  sqlite3_bind_text(statement, 1, child->id, -1, SQLITE_STATIC);
  StoreStep step;
  while ((step = store_step(statement, load->error)) == STORE_ROW) {
    if (add_permission(load, child, statement)) continue;
    sqlite3_reset(statement);
    return FALSE;
  }
  return step == STORE_DONE;
}

/* ---- anybody ---- */

static gboolean row_of(Load *load, RosterStatement which, gint64 key, sqlite3_stmt **row)
{
  sqlite3_stmt *statement = load->reader->statements[which];
  sqlite3_bind_int64(statement, 1, key);
  StoreStep step = store_step(statement, load->error);
  if (step != STORE_ROW) return load_broken(load);
  *row = statement;
  return TRUE;
}

static gboolean queue_children(Load *load, gint64 guardian)
{
  sqlite3_bind_int64(load->reader->statements[ROSTER_CHILDREN], 1, guardian);
  g_autoptr(GArray) children = load_keys(load, ROSTER_CHILDREN, NULL);
  for (guint i = 0; children != NULL && i < children->len; i++) {
    load_later(load, g_array_index(children, gint64, i));
  }
  return children != NULL;
}

static gboolean load_row(Load *load, RosterStatement which, gint64 key,
                         gboolean (*take)(Load *load, gint64 key, sqlite3_stmt *row))
{
  sqlite3_stmt *row = NULL;
  if (!row_of(load, which, key, &row)) return FALSE;
  gboolean good = take(load, key, row);
  sqlite3_reset(row);
  return good;
}

static gboolean load_participant(Load *load, gint64 key)
{
  if (!load_row(load, ROSTER_PARTICIPANT, key, take_participant)) return FALSE;
  return load_permissions(load, people_by_key(load->people, key));
}

static gboolean load_person(Load *load, gint64 key)
{
  switch ((Table)(key & 3)) {
  case TABLE_STAFF:
    return load_row(load, ROSTER_STAFF, key, take_staff);
  case TABLE_PARTICIPANT:
    return load_participant(load, key);
  case TABLE_GUARDIAN:
    return load_row(load, ROSTER_GUARDIAN, key, take_guardian);
  default:
    return load_broken(load);
  }
}

/* ---- joining ---- */

static gboolean join_families(Load *load)
{
  for (guint i = 0; i < load->links->len; i++) {
    const LoadLink *link = &g_array_index(load->links, LoadLink, i);
    Person *child = people_by_key(load->people, link->child);
    Person *guardian = people_by_key(load->people, link->guardian);
    if (child == NULL || guardian == NULL) return load_broken(load);
    people_link(load->people, child, guardian, link->contact);
  }
  return TRUE;
}

static gboolean join_programmes(Load *load)
{
  for (guint i = 0; i < load->crews->len; i++) {
    const LoadCrew *crew = &g_array_index(load->crews, LoadCrew, i);
    Person *person = people_by_key(load->people, crew->person);
    if (person == NULL) return load_broken(load);
    if (crew->kind == CREW_CO_STAFF) g_ptr_array_add(crew->programme->co_staff, person);
    if (crew->kind == CREW_DESIGNATED) g_ptr_array_add(crew->programme->designated, person);
    if (crew->kind == CREW_MEMBER) people_add_member(load->people, crew->programme, person);
  }
  return TRUE;
}

gboolean load_all(Load *load)
{
  while (load->queue->len > 0) {
    gint64 key = g_array_index(load->queue, gint64, load->queue->len - 1);
    g_array_set_size(load->queue, load->queue->len - 1);
    if (people_by_key(load->people, key) != NULL) continue;
    if (!load_person(load, key) || !queue_children(load, key)) return FALSE;
  }
  if (!join_families(load) || !join_programmes(load)) return FALSE;
  g_array_set_size(load->links, 0);
  g_array_set_size(load->crews, 0);
  return TRUE;
}
