// SPDX-License-Identifier: MIT
#include "roster_details.h"

#include "address.h"
#include "likeness.h"
#include "limit.h"
#include "plain.h"
#include "roster_keys.h"
#include "roster_row.h"
#include "store.h"

#include <string.h>

/* Words come again and again in a text; what was looked up lately need not be again. */
#define RECENT 4096

/* Bytes of text in which names' schools and postcodes are looked for, one after
 * the other: texts made of thousands of names must not take for ever. */
#define READ_MOST (G_GUINT64_CONSTANT(1) << 30)

typedef struct Search {
  Load *load;
  const Question *question;
  GHashTable *found;   /* set of gint64: whom the candidates name */
  GHashTable *phrases; /* school or postcode → whether it stands in the text */
  guint64 read;        /* bytes */
  const char *name;    /* the display name that is looked for */
  const char *word;    /* the place in the text that is looked at */
  DetailsKey recent[RECENT];
} Search;

/* ---- what was found ---- */

static gboolean is_full(const Search *search)
{
  return g_hash_table_size(search->found) >= LIMIT_NAMED_PEOPLE || search->read > READ_MOST;
}

static void found(Search *search, gint64 person)
{
  if (is_full(search) || people_by_key(search->load->people, person) != NULL) return;
  if (!g_hash_table_contains(search->found, &person))
    g_hash_table_add(search->found, g_memdup2(&person, sizeof person));
}

/* The people of every row of a statement that is bound already. */
static gboolean found_rows(Search *search, RosterStatement which)
{
  sqlite3_stmt *statement = search->load->reader->statements[which];
  StoreStep step;
  while ((step = store_step(statement, search->load->error)) == STORE_ROW)
    found(search, sqlite3_column_int64(statement, 0));
  return step == STORE_DONE;
}

/* ---- addresses and phone numbers ---- */

static gboolean find_addresses(Search *search)
{
  GHashTableIter iter;
  gpointer canonical = NULL;
  sqlite3_stmt *statement = search->load->reader->statements[ROSTER_OWNERS];
  g_hash_table_iter_init(&iter, search->question->details->addresses);
  while (g_hash_table_iter_next(&iter, &canonical, NULL)) {
    sqlite3_bind_text(statement, 1, canonical, -1, SQLITE_STATIC);
    if (!found_rows(search, ROSTER_OWNERS)) return FALSE;
  }
  return TRUE;
}

static gboolean find_range(Search *search, PhoneRange range)
{
  sqlite3_stmt *statement = search->load->reader->statements[ROSTER_PHONES];
  sqlite3_bind_int64(statement, 1, range.from);
  sqlite3_bind_int64(statement, 2, range.to);
  return found_rows(search, ROSTER_PHONES);
}

/* Recorded numbers that end with these digits, and shorter ones with which these end. */
static gboolean find_phone(Search *search, const char *digits)
{
  if (!find_range(search, roster_phone_range(digits))) return FALSE;
  for (const char *tail = digits + 1; strlen(digits) >= PHONE_LEAST && strlen(tail) >= PHONE_LEAST; tail++) {
    gint64 key = roster_phone_key(tail);
    if (!find_range(search, (PhoneRange){key, key})) return FALSE;
  }
  return TRUE;
}

static gboolean find_phones(Search *search)
{
  GHashTableIter iter;
  gpointer digits = NULL;
  g_hash_table_iter_init(&iter, search->question->details->phones);
  while (g_hash_table_iter_next(&iter, &digits, NULL)) {
    if (!find_phone(search, digits)) return FALSE;
  }
  return TRUE;
}

/* ---- names ---- */

/* Calls `test` with a row (name, school, postcode) for each participant whose
 * name may be written with that key; whom it is true of is found. */
static gboolean find_key(Search *search, DetailsKey key, gboolean (*test)(Search *search, sqlite3_stmt *row))
{
  Load *load = search->load;
  sqlite3_stmt *statement = load->reader->statements[ROSTER_NAMED];
  StoreStep step;
  sqlite3_bind_int64(statement, 1, key);
  while ((step = store_step(statement, load->error)) == STORE_ROW) {
    if (row_text(statement, 1) == NULL) {
      sqlite3_reset(statement);
      return load_broken(load);
    }
    if (test(search, statement)) found(search, sqlite3_column_int64(statement, 0));
  }
  return step == STORE_DONE;
}

/* Whether the school or postcode stands anywhere in the text. */
static gboolean has_phrase(Search *search, const char *recorded)
{
  gpointer known = NULL;
  if (recorded == NULL) return FALSE;
  if (g_hash_table_lookup_extended(search->phrases, recorded, NULL, &known)) return GPOINTER_TO_INT(known);
  search->read += search->question->details->words->len;
  gboolean stands = details_have_place(search->question->details, recorded);
  g_hash_table_insert(search->phrases, g_strdup(recorded), GINT_TO_POINTER(stands));
  return stands;
}

static gboolean is_named_with_detail(Search *search, sqlite3_stmt *row)
{
  const char *school = row_text(row, 2), *postcode = row_text(row, 3);
  if (is_full(search) || (school == NULL && postcode == NULL)) return FALSE;
  if (!details_name_around(search->question->details->words->str, search->word, row_text(row, 1)))
    return FALSE;
  return has_phrase(search, postcode) || has_phrase(search, school);
}

static gboolean visit_text(DetailsKey key, const char *word, gpointer data)
{
  Search *search = data;
  DetailsKey *recent = &search->recent[(guint64)key % RECENT];
  if (*recent == key || is_full(search)) return TRUE;
  *recent = key;
  search->word = word;
  return find_key(search, key, is_named_with_detail);
}

static gboolean find_names_in_text(Search *search)
{
  return details_each_key(search->question->details->words->str, visit_text, search);
}

static gboolean is_display_name(Search *search, sqlite3_stmt *row)
{
  return details_same_name(row_text(row, 1), search->name);
}

static gboolean visit_display_name(DetailsKey key, const char *word G_GNUC_UNUSED, gpointer data)
{
  return find_key(data, key, is_display_name);
}

static gboolean find_display_names(Search *search)
{
  GHashTableIter iter;
  gpointer name = NULL;
  g_hash_table_iter_init(&iter, search->question->names);
  while (g_hash_table_iter_next(&iter, &name, NULL)) {
    g_autofree char *words = plain_words(name);
    search->name = name;
    if (!details_each_key(words, visit_display_name, search)) return FALSE;
  }
  return TRUE;
}

/* ---- addresses that resemble one ---- */

/* Participants with an address that deceives, of those in the rows of a bound
 * statement (person, email). */
static gboolean find_deceived(Search *search, RosterStatement which, const Likeness *likeness)
{
  Load *load = search->load;
  sqlite3_stmt *statement = load->reader->statements[which];
  StoreStep step;
  while ((step = store_step(statement, load->error)) == STORE_ROW) {
    g_auto(GStrv) values = row_values(row_text(statement, 1));
    for (guint i = 0; values[i] != NULL; i++) {
      g_autoptr(Likeness) other = likeness_new(values[i], load->separators);
      if (other != NULL && likeness_deceives(likeness, other))
        found(search, sqlite3_column_int64(statement, 0));
    }
  }
  return step == STORE_DONE;
}

static gboolean find_near_keys(Search *search, const Likeness *likeness)
{
  g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(gint64));
  likeness_keys_near(keys, likeness);
  for (guint i = 0; i < keys->len; i++) {
    sqlite3_bind_int64(search->load->reader->statements[ROSTER_ALIKE], 1, g_array_index(keys, gint64, i));
    if (!find_deceived(search, ROSTER_ALIKE, likeness)) return FALSE;
  }
  return TRUE;
}

/* The addresses with that local part stand side by side in their table: "@" to "A". */
static gboolean find_same_local(Search *search, const char *local, const Likeness *likeness)
{
  sqlite3_stmt *statement = search->load->reader->statements[ROSTER_LOCAL];
  g_autofree char *from = g_strconcat(local, "@", NULL);
  g_autofree char *to = g_strconcat(local, "A", NULL);
  sqlite3_bind_text(statement, 1, from, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 2, to, -1, SQLITE_STATIC);
  return find_deceived(search, ROSTER_LOCAL, likeness);
}

static gboolean is_known(const Search *search, const char *canonical)
{
  const People *people = search->load->people;
  return people_at(people, canonical) != NULL || people_list_at(people, canonical) != NULL;
}

static gboolean find_likeness(Search *search, const char *address)
{
  g_autoptr(Likeness) likeness = likeness_new(address, search->load->separators);
  if (likeness == NULL || is_known(search, likeness->canonical)) return TRUE;
  if (!find_near_keys(search, likeness)) return FALSE;
  g_autoptr(GPtrArray) locals = likeness_locals(likeness);
  for (guint i = 0; i < locals->len; i++) {
    if (!find_same_local(search, g_ptr_array_index(locals, i), likeness)) return FALSE;
  }
  return TRUE;
}

static gboolean find_likenesses(Search *search)
{
  GHashTableIter iter;
  gpointer address = NULL;
  g_hash_table_iter_init(&iter, search->question->lookalikes);
  while (g_hash_table_iter_next(&iter, &address, NULL)) {
    if (!find_likeness(search, address)) return FALSE;
  }
  return TRUE;
}

static gboolean search_all(Search *search)
{
  if (!find_display_names(search) || !find_likenesses(search)) return FALSE;
  if (search->question->details == NULL) return TRUE;
  return find_addresses(search) && find_phones(search) && find_names_in_text(search);
}

/* Beyond the limit it hardly matters who else is named, since nobody shares a
 * household with so many; but it is said. */
static void take_found(const Search *search)
{
  GHashTableIter iter;
  gpointer person = NULL;
  g_hash_table_iter_init(&iter, search->found);
  while (g_hash_table_iter_next(&iter, &person, NULL)) load_later(search->load, *(gint64 *)person);
  if (is_full(search)) people_set_partial(search->load->people);
}

gboolean load_named(Load *load, const Question *question)
{
  g_autofree Search *search = g_new0(Search, 1);
  g_autoptr(GHashTable) found = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GHashTable) phrases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  search->load = load;
  search->question = question;
  search->found = found;
  search->phrases = phrases;
  if (!search_all(search)) return FALSE;
  take_found(search);
  return TRUE;
}
