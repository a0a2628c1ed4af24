// SPDX-License-Identifier: MIT
#include "roster_families.h"

#include "address.h"
#include "people.h"
#include "roster_cell.h"

#include <string.h>

/* ---- a forest: things that are one have one root ---- */

static guint *forest_new(guint count)
{
  guint *forest = g_new(guint, count + 1);
  for (guint i = 0; i < count; i++) forest[i] = i;
  return forest;
}

static guint root_of(guint *forest, guint item)
{
  while (forest[item] != item) {
    forest[item] = forest[forest[item]];
    item = forest[item];
  }
  return item;
}

/* The smaller root wins, so that what comes first gives the name. */
static void unite(guint *forest, guint one, guint other)
{
  guint left = root_of(forest, one), right = root_of(forest, other);
  if (left < right)
    forest[right] = left;
  else
    forest[left] = right;
}

/* ---- gathering addresses ---- */

static guint64 start_of(const char *text)
{
  guint64 start = 0;
  for (guint i = 0; i < sizeof start; i++) {
    start = start << 8 | (guchar)*text;
    if (*text != '\0') text++;
  }
  return start;
}

static void add_use(Families *families, const char *address, AddressUse use)
{
  g_autofree char *canonical = address_canonical(address, families->separators, NULL);
  if (canonical == NULL) return; /* told when the cell was read */
  use.start = start_of(canonical);
  use.canonical = g_string_chunk_insert(families->book->texts, canonical);
  g_array_append_val(families->uses, use);
}

static void add_cell(Families *families, const char *cell, AddressUse use)
{
  if (cell == NULL) return;
  if (strchr(cell, ';') == NULL) {
    add_use(families, cell, use);
    return;
  }
  g_auto(GStrv) values = roster_cell_values(cell);
  for (char **value = values; *value != NULL; value++) add_use(families, *value, use);
}

static void gather_staff(Families *families)
{
  const GPtrArray *rows = families->book->rows[SHEET_STAFF];
  for (guint i = 0; i < rows->len; i++) {
    AddressUse use = {.row = g_ptr_array_index(rows, i), .kind = USE_OFFICIAL, .index = i};
    if (use.row->gone) continue;
    add_cell(families, use.row->cells[STAFF_EMAIL], use);
    use.kind = USE_PERSONAL;
    add_cell(families, use.row->cells[STAFF_PERSONAL_EMAIL], use);
    use.kind = USE_FORMER;
    add_cell(families, use.row->cells[STAFF_FORMER_EMAIL], use);
  }
}

static void gather_participants(Families *families)
{
  const GPtrArray *rows = families->book->rows[SHEET_PARTICIPANTS];
  for (guint i = 0; i < rows->len; i++) {
    AddressUse use = {.row = g_ptr_array_index(rows, i), .kind = USE_OWN, .index = i};
    if (use.row->gone) continue;
    add_cell(families, use.row->cells[PARTICIPANT_EMAIL], use);
    use.kind = USE_GUARDIAN;
    for (use.place = 0; use.place < GUARDIANS_MAX; use.place++) {
      add_cell(families, use.row->cells[guardian_column(use.place, GUARDIAN_EMAIL)], use);
    }
  }
}

static void gather_lists(Families *families)
{
  const GPtrArray *rows = families->book->rows[SHEET_PROGRAMMES];
  for (guint i = 0; i < rows->len; i++) {
    AddressUse use = {.row = g_ptr_array_index(rows, i), .kind = USE_LIST, .index = i};
    if (!use.row->gone) add_cell(families, use.row->cells[PROGRAMME_LIST_ADDRESS], use);
  }
}

static int by_canonical(gconstpointer a, gconstpointer b)
{
  const AddressUse *left = a, *right = b;
  if (left->start != right->start) return left->start < right->start ? -1 : 1;
  int order = strcmp(left->canonical, right->canonical);
  if (order != 0) return order;
  if (left->kind != right->kind) return left->kind < right->kind ? -1 : 1;
  if (left->index != right->index) return left->index < right->index ? -1 : 1;
  return (int)left->place - (int)right->place;
}

static AddressUse *use_at(const Families *families, guint index)
{
  return &g_array_index(families->uses, AddressUse, index);
}

guint families_run_end(const Families *families, guint first)
{
  guint end = first + 1;
  const AddressUse *start = use_at(families, first);
  while (end < families->uses->len && use_at(families, end)->start == start->start &&
         strcmp(use_at(families, end)->canonical, start->canonical) == 0) {
    end++;
  }
  return end;
}

/* ---- who somebody is ---- */

static gboolean is_staff_use(const AddressUse *use)
{
  return (use->kind == USE_OFFICIAL || use->kind == USE_PERSONAL) && roster_row_is_active(use->row);
}

static gboolean is_of_age(const Families *families, const BookRow *row)
{
  return !roster_row_is_below(row, families->until_age, families->today);
}

gboolean families_is_shared(const Families *families, guint first, guint end, const BookRow *child)
{
  for (guint i = first; i < end; i++) {
    const AddressUse *use = use_at(families, i);
    if (use->kind == USE_GUARDIAN && use->row == child) return TRUE;
  }
  return FALSE;
}

const AddressUse *families_person(const Families *families, guint first, guint end)
{
  for (guint i = first; i < end; i++) {
    const AddressUse *use = use_at(families, i);
    if (is_staff_use(use)) return use;
    gboolean grown = use->kind == USE_OWN && is_of_age(families, use->row);
    if (grown && !families_is_shared(families, first, end, use->row)) return use;
  }
  return NULL;
}

/* ---- guardians ---- */

static guint cell_of(const AddressUse *use)
{
  return use->index * GUARDIANS_MAX + use->place;
}

static void unite_run(Families *families, GHashTable *cells_of, guint first, guint end)
{
  const AddressUse *person = families_person(families, first, end);
  gpointer known = NULL;
  const AddressUse *before = NULL;
  for (guint i = first; i < end; i++) {
    const AddressUse *use = use_at(families, i);
    if (use->kind != USE_GUARDIAN) continue;
    if (before != NULL) unite(families->cells, cell_of(before), cell_of(use));
    before = use;
  }
  if (before == NULL || person == NULL) return;
  /* Somebody may be a guardian at two addresses that only their own row joins. */
  if (g_hash_table_lookup_extended(cells_of, person->row, NULL, &known)) {
    unite(families->cells, GPOINTER_TO_UINT(known), cell_of(before));
  } else {
    g_hash_table_insert(cells_of, person->row, GUINT_TO_POINTER(cell_of(before)));
  }
}

static void unite_cells(Families *families)
{
  g_autoptr(GHashTable) cells_of = g_hash_table_new(NULL, NULL);
  for (guint first = 0, end = 0; first < families->uses->len; first = end) {
    end = families_run_end(families, first);
    if (end - first > 1) unite_run(families, cells_of, first, end);
  }
}

gboolean families_cell_has(const Families *families, const char *cell, const char *address)
{
  g_autofree char *canonical = address_canonical(address, families->separators, NULL);
  g_auto(GStrv) values = roster_cell_values(cell);
  for (char **value = values; *value != NULL; value++) {
    g_autofree char *known = address_canonical(*value, families->separators, NULL);
    if (g_strcmp0(known, canonical) == 0) return TRUE;
  }
  return FALSE;
}

static void add_addresses(const Families *families, Guardian *guardian, const char *cell)
{
  if (guardian->email == NULL) guardian->email = cell;
  if (strcmp(guardian->email, cell) == 0) return;
  g_auto(GStrv) values = roster_cell_values(cell);
  for (char **value = values; *value != NULL; value++) {
    if (families_cell_has(families, guardian->email, *value)) continue;
    g_autofree char *both = g_strjoin(";", guardian->email, *value, NULL);
    guardian->email = g_string_chunk_insert(families->book->texts, both);
  }
}

static Guardian *guardian_for(Families *families, guint cell)
{
  guint root = root_of(families->cells, cell);
  if (families->by_cell[root] == NULL) {
    families->by_cell[root] = g_new0(Guardian, 1);
    g_ptr_array_add(families->guardians, families->by_cell[root]);
  }
  families->by_cell[cell] = families->by_cell[root];
  return families->by_cell[root];
}

static void make_guardians_of(Families *families, guint index)
{
  const BookRow *row = g_ptr_array_index(families->book->rows[SHEET_PARTICIPANTS], index);
  for (guint place = 0; place < GUARDIANS_MAX; place++) {
    const char *const *cells = &row->cells[guardian_column(place, 0)];
    if (row->gone || cells[GUARDIAN_EMAIL] == NULL) continue;
    Guardian *guardian = guardian_for(families, index * GUARDIANS_MAX + place);
    add_addresses(families, guardian, cells[GUARDIAN_EMAIL]);
    if (guardian->name == NULL) guardian->name = cells[GUARDIAN_NAME];
    if (guardian->phone == NULL) guardian->phone = cells[GUARDIAN_PHONE];
    if (g_strcmp0(cells[GUARDIAN_CONTACT], contact_name(CONTACT_BARRED)) != 0) guardian->welcome = TRUE;
  }
}

static void make_guardians(Families *families)
{
  guint count = families->book->rows[SHEET_PARTICIPANTS]->len;
  for (guint i = 0; i < count; i++) make_guardians_of(families, i);
  for (guint i = 0; i < families->uses->len; i++) {
    AddressUse *use = use_at(families, i);
    if (use->kind == USE_GUARDIAN) use->guardian = families->by_cell[cell_of(use)];
  }
}

Guardian *roster_families_guardian(const Families *families, guint participant, guint place)
{
  return families->by_cell[participant * GUARDIANS_MAX + place];
}

/* ---- beginning and end ---- */

Families *roster_families_new(RosterBook *book, RosterReport *report, const char *separators, Day today,
                              int until_age)
{
  Families *families = g_new0(Families, 1);
  guint cells = book->rows[SHEET_PARTICIPANTS]->len * GUARDIANS_MAX;
  families->book = book;
  families->report = report;
  families->separators = separators;
  families->today = today;
  families->until_age = until_age;
  families->uses = g_array_new(FALSE, FALSE, sizeof(AddressUse));
  families->guardians = g_ptr_array_new_with_free_func(g_free);
  families->cells = forest_new(cells);
  families->by_cell = g_new0(Guardian *, cells + 1);
  gather_staff(families);
  gather_participants(families);
  gather_lists(families);
  g_array_sort(families->uses, by_canonical);
  unite_cells(families);
  make_guardians(families);
  families_check(families);
  return families;
}

void roster_families_free(Families *families)
{
  if (families == NULL) return;
  g_array_unref(families->uses);
  g_ptr_array_unref(families->guardians);
  g_free(families->cells);
  g_free(families->by_cell);
  g_free(families);
}

/* ---- households ---- */

/* Participants come first among the elements, then guardians who are none of them. */
static void number_elements(Families *families)
{
  guint next = families->book->rows[SHEET_PARTICIPANTS]->len;
  for (guint i = 0; i < families->guardians->len; i++) {
    Guardian *guardian = g_ptr_array_index(families->guardians, i);
    gboolean is_participant = guardian->person != NULL && guardian->person->kind == SHEET_PARTICIPANTS;
    if (!is_participant) guardian->element = next++;
  }
}

static gboolean bars(const Families *families, guint participant, const Guardian *guardian)
{
  const BookRow *row = g_ptr_array_index(families->book->rows[SHEET_PARTICIPANTS], participant);
  for (guint place = 0; place < GUARDIANS_MAX; place++) {
    if (roster_families_guardian(families, participant, place) != guardian) continue;
    const char *contact = row->cells[guardian_column(place, GUARDIAN_CONTACT)];
    if (g_strcmp0(contact, contact_name(CONTACT_BARRED)) == 0) return TRUE;
  }
  return FALSE;
}

static void join_guardians(const Families *families, guint *forest)
{
  guint count = families->book->rows[SHEET_PARTICIPANTS]->len;
  for (guint i = 0; i < count; i++) {
    for (guint place = 0; place < GUARDIANS_MAX; place++) {
      const Guardian *guardian = roster_families_guardian(families, i, place);
      if (guardian != NULL && !bars(families, i, guardian)) unite(forest, i, guardian->element);
    }
  }
}

/* A family is who may read what comes to an address: those who share one are one household. */
static void join_run(const Families *families, guint *forest, guint first, guint end)
{
  const AddressUse *anchor = NULL;
  for (guint i = first; i < end; i++) {
    const AddressUse *use = use_at(families, i);
    if (use->kind == USE_OWN) {
      if (anchor != NULL) unite(forest, anchor->index, use->index);
      anchor = use;
    } else if (use->kind == USE_GUARDIAN && anchor != NULL && use->guardian->welcome &&
               !bars(families, anchor->index, use->guardian)) {
      unite(forest, anchor->index, use->guardian->element);
    }
  }
}

static void join_addresses(const Families *families, guint *forest)
{
  for (guint first = 0, end = 0; first < families->uses->len; first = end) {
    end = families_run_end(families, first);
    if (end - first > 1) join_run(families, forest, first, end);
  }
}

/* A household's number is the key of its first participant; where there is
 * none, of its guardian. */
static void number_households(Families *families, guint *forest)
{
  const GPtrArray *rows = families->book->rows[SHEET_PARTICIPANTS];
  for (guint i = 0; i < rows->len; i++) {
    BookRow *row = g_ptr_array_index(rows, i);
    const BookRow *first = g_ptr_array_index(rows, root_of(forest, i));
    row->worked.household = first->key;
  }
  for (guint i = 0; i < families->guardians->len; i++) {
    Guardian *guardian = g_ptr_array_index(families->guardians, i);
    guint root = root_of(forest, guardian->element);
    guardian->household = root < rows->len ? ((BookRow *)g_ptr_array_index(rows, root))->key : guardian->key;
  }
}

/* ---- settling ---- */

static void settle_guardian(Guardian *guardian)
{
  if (guardian->person == NULL) return;
  guardian->key = guardian->person->key;
  guardian->person->worked.guardian_email = guardian->email;
}

static void settle_row(const Families *families, guint index)
{
  BookRow *row = g_ptr_array_index(families->book->rows[SHEET_PARTICIPANTS], index);
  for (guint place = 0; place < GUARDIANS_MAX; place++) {
    const Guardian *guardian = roster_families_guardian(families, index, place);
    row->worked.guardians[place] = guardian != NULL ? guardian->key : 0;
  }
}

void roster_families_settle(Families *families)
{
  guint participants = families->book->rows[SHEET_PARTICIPANTS]->len;
  guint *forest = forest_new(participants + families->guardians->len);
  for (guint i = 0; i < families->guardians->len; i++)
    settle_guardian(g_ptr_array_index(families->guardians, i));
  number_elements(families);
  join_guardians(families, forest);
  join_addresses(families, forest);
  number_households(families, forest);
  for (guint i = 0; i < participants; i++) settle_row(families, i);
  g_free(forest);
}
