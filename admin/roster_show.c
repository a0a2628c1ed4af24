// SPDX-License-Identifier: MIT
#include "address.h"
#include "printable.h"
#include "roster_card.h"
#include "roster_cell.h"
#include "roster_verbs.h"

#include <stdio.h>

static const char summary[] =
    "Shows what the roster knows of a person, family or programme, and so what the rules\n"
    "see: ADDRESS is anybody's address in any spelling, or a programme's list; ID is that\n"
    "of a member of staff, a participant or a programme.\n\n"
    "Exit status: 0 found, 1 not on the roster, 2 the roster could not be read.";

/* ---- by id ---- */

static void print_row(const CardContext *context, const BookRow *row)
{
  if (row->kind == SHEET_STAFF)
    card_print_staff(context, row);
  else if (row->kind == SHEET_PARTICIPANTS)
    card_print_participant(context, row);
  else
    card_print_programme(context, row);
}

static guint show_id(const CardContext *context, const char *id)
{
  guint found = 0;
  for (guint kind = SHEET_STAFF; kind <= SHEET_PROGRAMMES; kind++) {
    const BookRow *row = roster_book_find(context->book, (RosterKind)kind, id);
    if (row == NULL) continue;
    print_row(context, row);
    found++;
  }
  return found;
}

/* ---- by address ---- */

typedef struct Search {
  const CardContext *context;
  const char *canonical;
  GHashTable *guardians; /* keys shown already */
  guint found;
} Search;

static gboolean cell_has(const Search *search, const char *cell)
{
  g_auto(GStrv) values = roster_cell_values(cell);
  for (char **value = values; *value != NULL; value++) {
    g_autofree char *canonical = address_canonical(*value, search->context->settings->subaddress, NULL);
    if (g_strcmp0(canonical, search->canonical) == 0) return TRUE;
  }
  return FALSE;
}

static void search_staff(Search *search, const BookRow *row)
{
  static const guint columns[] = {STAFF_EMAIL, STAFF_PERSONAL_EMAIL, STAFF_FORMER_EMAIL};
  for (guint i = 0; i < G_N_ELEMENTS(columns); i++) {
    if (!cell_has(search, row->cells[columns[i]])) continue;
    card_print_staff(search->context, row);
    search->found++;
    g_hash_table_add(search->guardians, GSIZE_TO_POINTER(row->key));
    return;
  }
}

static void search_participant(Search *search, const BookRow *row)
{
  if (!cell_has(search, row->cells[PARTICIPANT_EMAIL])) return;
  card_print_participant(search->context, row);
  search->found++;
  g_hash_table_add(search->guardians, GSIZE_TO_POINTER(row->key));
}

static void search_guardians(Search *search, const BookRow *row)
{
  for (guint place = 0; place < GUARDIANS_MAX; place++) {
    gint64 key = row->stored.guardians[place];
    if (!cell_has(search, row->cells[guardian_column(place, GUARDIAN_EMAIL)])) continue;
    if (!g_hash_table_add(search->guardians, GSIZE_TO_POINTER(key))) continue;
    card_print_guardian(search->context, key);
    search->found++;
  }
}

static void search_programme(Search *search, const BookRow *row)
{
  if (!cell_has(search, row->cells[PROGRAMME_LIST_ADDRESS])) return;
  card_print_programme(search->context, row);
  search->found++;
}

static void for_rows(Search *search, RosterKind kind, void (*visit)(Search *, const BookRow *))
{
  const GPtrArray *rows = search->context->book->rows[kind];
  for (guint i = 0; i < rows->len; i++) visit(search, g_ptr_array_index(rows, i));
}

static guint show_address(const CardContext *context, const char *address)
{
  g_autofree char *canonical = address_canonical(address, context->settings->subaddress, NULL);
  g_autoptr(GHashTable) guardians = g_hash_table_new(NULL, NULL);
  Search search = {.context = context, .canonical = canonical, .guardians = guardians};
  if (canonical == NULL) return 0;
  for_rows(&search, SHEET_STAFF, search_staff);
  for_rows(&search, SHEET_PARTICIPANTS, search_participant);
  for_rows(&search, SHEET_PARTICIPANTS, search_guardians);
  for_rows(&search, SHEET_PROGRAMMES, search_programme);
  return search.found;
}

int verb_roster_show(const VerbContext *context, int argc, char **argv)
{
  if (!verb_options(context, NULL, "ADDRESS|ID", summary, &argc, &argv)) return VERB_FAILED;
  if (!roster_wants(context, argc, 1, "whom? an address or an id")) return VERB_FAILED;
  g_autoptr(Settings) settings = verb_settings(context);
  if (settings == NULL) return VERB_FAILED;
  g_autoptr(RosterBook) book = roster_read_book(context, settings);
  if (book == NULL) return VERB_FAILED;
  CardContext card = {.book = book, .settings = settings, .today = roster_today(settings)};
  if (show_id(&card, argv[1]) + show_address(&card, argv[1]) > 0) return VERB_OK;
  g_autofree char *shown = printable(argv[1]);
  fprintf(stderr, "%s: nobody and nothing on the roster has the address or id %s\n", context->name, shown);
  return VERB_NO;
}
