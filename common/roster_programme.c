// SPDX-License-Identifier: MIT
#include "roster_programme.h"

#include "roster_row.h"
#include "store.h"

static void queue_crew(Load *load, Programme *programme, const GArray *keys, CrewKind kind)
{
  for (guint i = 0; i < keys->len; i++) {
    LoadCrew crew = {.programme = programme, .person = g_array_index(keys, gint64, i), .kind = kind};
    load_later(load, crew.person);
    g_array_append_val(load->crews, crew);
  }
}

/* The staff that a cell names by their ids, in its order. */
static gboolean read_crew(Load *load, Programme *programme, const char *cell, CrewKind kind)
{
  g_auto(GStrv) ids = row_values(cell);
  for (guint i = 0; ids[i] != NULL; i++) {
    g_autoptr(GArray) keys = load_keys(load, ROSTER_STAFF_KEY, ids[i]);
    if (keys == NULL) return FALSE;
    if (keys->len == 0) return load_broken(load);
    queue_crew(load, programme, keys, kind);
  }
  return TRUE;
}

static gboolean take_programme(Load *load, const char *id, sqlite3_stmt *row)
{
  ListMembers members = g_strcmp0(row_text(row, 4), "families") == 0 ? LIST_FAMILIES : LIST_PARTICIPANTS;
  Programme *programme =
      people_add_programme(load->people, id, row_text(row, 0), row_text(row, 3), row_text(row, 5), members);
  return read_crew(load, programme, row_text(row, 1), CREW_CO_STAFF) &&
         read_crew(load, programme, row_text(row, 2), CREW_DESIGNATED);
}

/* The programme with that id, read at the first call; NULL on error. */
static Programme *load_programme(Load *load, const char *id)
{
  Programme *known = people_programme(load->people, id);
  if (known != NULL) return known;
  sqlite3_stmt *row = load->reader->statements[ROSTER_PROGRAMME];
  sqlite3_bind_text(row, 1, id, -1, SQLITE_TRANSIENT);
  StoreStep step = store_step(row, load->error);
  gboolean good = step == STORE_ROW ? take_programme(load, id, row) : load_broken(load);
  sqlite3_reset(row);
  return good ? people_programme(load->people, id) : NULL;
}

gboolean load_programmes(Load *load, Person *person, const char *cell)
{
  g_auto(GStrv) ids = row_values(cell);
  for (guint i = 0; ids[i] != NULL; i++) {
    Programme *programme = load_programme(load, ids[i]);
    if (programme == NULL) return FALSE;
    people_join(load->people, person, programme);
  }
  return TRUE;
}

/* The id of the programme with that list; *id stays NULL when there is none. */
static gboolean find_list(Load *load, const char *canonical, char **id)
{
  sqlite3_stmt *statement = load->reader->statements[ROSTER_LIST];
  sqlite3_bind_text(statement, 1, canonical, -1, SQLITE_TRANSIENT);
  StoreStep step = store_step(statement, load->error);
  if (step == STORE_ROW) *id = g_strdup(row_text(statement, 0));
  sqlite3_reset(statement);
  return step != STORE_FAILED;
}

gboolean load_list(Load *load, const char *canonical)
{
  g_autofree char *id = NULL;
  if (!find_list(load, canonical, &id)) return FALSE;
  if (id == NULL) return TRUE;
  Programme *programme = load_programme(load, id);
  if (programme == NULL) return FALSE;
  g_autoptr(GArray) members = load_keys(load, ROSTER_MEMBERS, id);
  if (members == NULL) return FALSE;
  queue_crew(load, programme, members, CREW_MEMBER);
  return TRUE;
}
