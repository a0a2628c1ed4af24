// SPDX-License-Identifier: MIT
#include "roster_load.h"

#include "address.h"
#include "fold.h"
#include "roster.h"
#include "roster_details.h"
#include "roster_person.h"
#include "roster_programme.h"
#include "store.h"

#include <string.h>

/* A reader waits this long for an import that is about to commit; WAL readers
 * hardly ever wait, and a callback must not (bench notes, 4). */
#define READER_BUSY_MS 2000

static const StoreSpec store_spec = {
    .name = "roster",
    .application_id = ROSTER_APPLICATION_ID,
    .migrations = roster_migrations,
    .busy_ms = READER_BUSY_MS,
};

static const char *const statement_texts[ROSTER_STATEMENTS] = {
    [ROSTER_BEGIN] = "BEGIN",
    [ROSTER_COMMIT] = "COMMIT",
    [ROSTER_VERSION] = "SELECT number, people, separators FROM import ORDER BY number DESC LIMIT 1",
    [ROSTER_OWNS] = "SELECT person FROM address WHERE canonical = ?1 AND person = ?2",
    [ROSTER_OWNERS] = "SELECT person FROM address WHERE canonical = ?1",
    [ROSTER_LOGIN] = "SELECT key FROM staff WHERE login_folded = ?1",
    [ROSTER_DESIGNATED] = "SELECT key FROM staff WHERE role = 'designated'",
    [ROSTER_LIST] = "SELECT id FROM programme WHERE list_canonical = ?1",
    [ROSTER_MEMBERS] =
        "SELECT person FROM member WHERE programme = (SELECT key FROM programme WHERE id = ?1)",
    [ROSTER_STAFF] = "SELECT id, name, role, active, iif(login_folded IS NULL, NULL, login), phone, "
                     "programmes, email, personal_email,"
                     " former_email, guardian_email FROM staff WHERE key = ?1",
    [ROSTER_STAFF_KEY] = "SELECT key FROM staff WHERE id = ?1",
    [ROSTER_PARTICIPANT] =
        "SELECT id, name, active, date_of_birth, contact_consent, contact_consent_until, photo_consent,"
        " programmes, school, phone, postcode, household, email, guardian_email,"
        " guardian1, guardian1_contact, guardian2, guardian2_contact,"
        " guardian3, guardian3_contact, guardian4, guardian4_contact FROM participant WHERE key = ?1",
    [ROSTER_GUARDIAN] = "SELECT name, email, phone, household FROM guardian WHERE key = ?1",
    [ROSTER_CHILDREN] = "SELECT child FROM child WHERE guardian = ?1",
    [ROSTER_PROGRAMME] = "SELECT name, co_staff, designated, list_address, list_members, list_canonical"
                         " FROM programme WHERE id = ?1",
    [ROSTER_PERMISSIONS] =
        "SELECT kind, subject, granted_on, expires_on FROM permission WHERE participant_id = ?1",
    [ROSTER_PHONES] = "SELECT person FROM phone_key WHERE key BETWEEN ?1 AND ?2",
    [ROSTER_NAMED] = "SELECT participant.key, name, school, postcode FROM name_key"
                     " JOIN participant ON participant.key = person WHERE name_key.key = ?1",
    [ROSTER_ALIKE] = "SELECT person, email FROM likeness_key"
                     " JOIN participant ON participant.key = person WHERE likeness_key.key = ?1",
    [ROSTER_LOCAL] = "SELECT person, email FROM address JOIN participant ON participant.key = person"
                     " WHERE canonical >= ?1 AND canonical < ?2",
};

RosterReader *roster_reader_open(const char *path, GError **error)
{
  g_autoptr(RosterReader) reader = g_new0(RosterReader, 1);
  reader->db = store_open(&store_spec, path, STORE_READ, error);
  if (reader->db == NULL) return NULL;
  for (guint i = 0; i < ROSTER_STATEMENTS; i++) {
    reader->statements[i] = store_prepare(reader->db, statement_texts[i], error);
    if (reader->statements[i] == NULL) return NULL;
  }
  return g_steal_pointer(&reader);
}

void roster_reader_close(RosterReader *reader)
{
  if (reader == NULL) return;
  for (guint i = 0; i < ROSTER_STATEMENTS; i++) sqlite3_finalize(reader->statements[i]);
  store_close(reader->db);
  g_free(reader);
}

gboolean roster_reader_has_moved(const RosterReader *reader)
{
  return store_has_moved(reader->db);
}

/* ---- version ---- */

/* The last import; *separators (caller frees) are the ones its canonical
 * addresses were made with. Number 0: nobody was ever imported. */
static gboolean read_version(RosterReader *reader, gint64 *number, char **separators, GError **error)
{
  sqlite3_stmt *statement = reader->statements[ROSTER_VERSION];
  gint64 people = 0;
  *number = 0;
  StoreStep step = store_step(statement, error);
  if (step == STORE_FAILED) return FALSE;
  if (step == STORE_DONE) return TRUE;
  people = sqlite3_column_int64(statement, 1);
  *number = people > 0 ? sqlite3_column_int64(statement, 0) : 0;
  *separators = g_strdup((const char *)sqlite3_column_text(statement, 2));
  sqlite3_reset(statement);
  return TRUE;
}

gboolean roster_reader_version(RosterReader *reader, gint64 *version, GError **error)
{
  g_autofree char *separators = NULL;
  return read_version(reader, version, &separators, error);
}

static gboolean check_version(Load *load, const Question *question)
{
  g_autofree char *separators = NULL;
  gint64 version = 0;
  if (!read_version(load->reader, &version, &separators, load->error)) return FALSE;
  if (version == 0) {
    g_set_error_literal(load->error, ROSTER_ERROR, ROSTER_ERROR_EMPTY,
                        "nobody was ever imported into the roster: run \"chaperone roster import\"");
    return FALSE;
  }
  if (g_strcmp0(separators, question->separators) != 0) {
    g_set_error_literal(load->error, ROSTER_ERROR, ROSTER_ERROR_READ,
                        "addresses.subaddress has changed since the last import: import the roster again");
    return FALSE;
  }
  people_set_version(load->people, version);
  load->separators = question->separators;
  return TRUE;
}

/* ---- the answer ---- */

static gboolean load_from(Load *load, RosterStatement statement, const char *argument)
{
  g_autoptr(GArray) keys = load_keys(load, statement, argument);
  if (keys == NULL) return FALSE;
  for (guint i = 0; i < keys->len; i++) load_later(load, g_array_index(keys, gint64, i));
  return TRUE;
}

static gboolean load_address(Load *load, const char *canonical)
{
  return load_from(load, ROSTER_OWNERS, canonical) && load_list(load, canonical);
}

static gboolean load_addresses(Load *load, GHashTable *addresses)
{
  GHashTableIter iter;
  gpointer canonical = NULL;
  g_hash_table_iter_init(&iter, addresses);
  while (g_hash_table_iter_next(&iter, &canonical, NULL)) {
    if (!load_address(load, canonical)) return FALSE;
  }
  return TRUE;
}

static gboolean load_login(Load *load, const Question *question)
{
  if (question->login == NULL) return TRUE;
  g_autofree char *folded = fold_case(question->login);
  return load_from(load, ROSTER_LOGIN, folded);
}

static gboolean load_details(Load *load, const Question *question)
{
  gboolean goes_on = question->goes_on != NULL && question->goes_on(question, load->people);
  return !goes_on || (load_named(load, question) && load_all(load));
}

static gboolean load_question(Load *load, const Question *question)
{
  return check_version(load, question) && load_addresses(load, question->addresses) &&
         load_login(load, question) && (!question->designated || load_from(load, ROSTER_DESIGNATED, NULL)) &&
         load_all(load) && load_details(load, question);
}

static void load_begin(Load *load)
{
  load->people = people_new();
  load->queue = g_array_new(FALSE, FALSE, sizeof(gint64));
  load->links = g_array_new(FALSE, FALSE, sizeof(LoadLink));
  load->crews = g_array_new(FALSE, FALSE, sizeof(LoadCrew));
}

static void load_end(Load *load)
{
  g_array_unref(load->queue);
  g_array_unref(load->links);
  g_array_unref(load->crews);
  people_free(load->people);
}

People *roster_reader_answer(RosterReader *reader, const Question *question, GError **error)
{
  g_autoptr(GError) local = NULL;
  Load load = {.reader = reader, .error = &local};
  if (!store_run(reader->statements[ROSTER_BEGIN], error)) return NULL;
  load_begin(&load);
  gboolean good = load_question(&load, question);
  /* A read transaction has nothing to lose: its end cannot make the answer wrong. */
  store_run(reader->statements[ROSTER_COMMIT], NULL);
  People *people = good ? g_steal_pointer(&load.people) : NULL;
  load_end(&load);
  if (people != NULL)
    people_seal(people);
  else
    g_propagate_error(error, g_steal_pointer(&local));
  return people;
}
