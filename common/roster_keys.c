// SPDX-License-Identifier: MIT
#include "roster_keys.h"

#include "details.h"
#include "likeness.h"
#include "roster_row.h"
#include "store.h"

#include <stdlib.h>
#include <string.h>

/* Keys are gathered, sorted and written in their order: SQLite then only appends. */
typedef struct Key {
  gint64 key;
  gint64 person;
} Key;

typedef struct Keys {
  const char *separators;
  GArray *phones; /* of Key, as are the others */
  GArray *names;
  GArray *likenesses;
  GArray *some; /* of gint64: for the moment */
} Keys;

/* ---- phone numbers ---- */

/* The last digits, last first, to PHONE_DIGITS places; then how many there are. */
gint64 roster_phone_key(const char *digits)
{
  gsize length = strlen(digits);
  gint64 key = 0;
  for (gsize i = 0; i < PHONE_DIGITS; i++) key = key * 10 + (i < length ? digits[length - 1 - i] - '0' : 0);
  return key * 10 + (gint64)length;
}

PhoneRange roster_phone_range(const char *digits)
{
  PhoneRange range = {.from = roster_phone_key(digits)};
  gint64 width = 10;
  for (gsize i = strlen(digits); i < PHONE_DIGITS; i++) width *= 10;
  range.to = range.from - range.from % width + width - 1;
  return range;
}

static void take_phones(Keys *keys, gint64 person, const char *cell)
{
  g_auto(GStrv) values = row_values(cell);
  for (guint i = 0; values[i] != NULL; i++) {
    g_autofree char *digits = details_phone(values[i]);
    Key key = {.key = digits != NULL ? roster_phone_key(digits) : 0, .person = person};
    if (digits != NULL) g_array_append_val(keys->phones, key);
  }
}

/* ---- names and addresses ---- */

static void take(GArray *array, gint64 person, GArray *some)
{
  for (guint i = 0; i < some->len; i++) {
    Key key = {.key = g_array_index(some, gint64, i), .person = person};
    g_array_append_val(array, key);
  }
  g_array_set_size(some, 0);
}

static void take_name(Keys *keys, gint64 person, const char *name)
{
  details_name_keys(keys->some, name);
  take(keys->names, person, keys->some);
}

static void take_addresses(Keys *keys, gint64 person, const char *cell)
{
  g_auto(GStrv) values = row_values(cell);
  for (guint i = 0; values[i] != NULL; i++) {
    g_autoptr(Likeness) likeness = likeness_new(values[i], keys->separators);
    if (likeness != NULL) likeness_keys(keys->some, likeness);
    take(keys->likenesses, person, keys->some);
  }
}

/* ---- reading ---- */

static gboolean gather(Keys *keys, sqlite3 *db, const char *sql, GError **error)
{
  g_autoptr(sqlite3_stmt) row = store_prepare(db, sql, error);
  StoreStep step = STORE_FAILED;
  while (row != NULL && (step = store_step(row, error)) == STORE_ROW) {
    gint64 person = sqlite3_column_int64(row, 0);
    const char *phone = row_text(row, 1), *name = row_text(row, 2), *email = row_text(row, 3);
    if (phone != NULL) take_phones(keys, person, phone);
    if (name != NULL) take_name(keys, person, name);
    if (email != NULL) take_addresses(keys, person, email);
  }
  return step == STORE_DONE;
}

static gboolean gather_all(Keys *keys, sqlite3 *db, GError **error)
{
  return gather(keys, db, "SELECT key, phone, NULL, NULL FROM staff WHERE phone IS NOT NULL", error) &&
         gather(keys, db, "SELECT key, phone, NULL, NULL FROM guardian WHERE phone IS NOT NULL", error) &&
         gather(keys, db, "SELECT key, phone, name, email FROM participant", error);
}

/* ---- writing ---- */

static int by_key(gconstpointer a, gconstpointer b)
{
  const Key *left = a, *right = b;
  if (left->key != right->key) return left->key < right->key ? -1 : 1;
  return (left->person > right->person) - (left->person < right->person);
}

static void bind_key(sqlite3_stmt *statement, int place, gconstpointer rows, guint index)
{
  const Key *key = &g_array_index((const GArray *)rows, Key, index);
  sqlite3_bind_int64(statement, place, key->key);
  sqlite3_bind_int64(statement, place + 1, key->person);
}

static gboolean write_keys(GArray *array, sqlite3 *db, const char *table, GError **error)
{
  Key *keys = (Key *)array->data;
  guint kept = 0;
  if (array->len > 0) qsort(keys, array->len, sizeof *keys, by_key);
  for (guint i = 0; i < array->len; i++) {
    if (kept == 0 || by_key(&keys[i], &keys[kept - 1]) != 0) keys[kept++] = keys[i];
  }
  return store_insert(db, table, 2, kept, bind_key, array, error);
}

static gboolean write_all(Keys *keys, sqlite3 *db, GError **error)
{
  return store_exec(db, "DELETE FROM phone_key; DELETE FROM name_key; DELETE FROM likeness_key;", error) &&
         gather_all(keys, db, error) && write_keys(keys->phones, db, "phone_key", error) &&
         write_keys(keys->names, db, "name_key", error) &&
         write_keys(keys->likenesses, db, "likeness_key", error);
}

gboolean roster_keys_write(sqlite3 *db, const char *separators, GError **error)
{
  g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(Key));
  g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(Key));
  g_autoptr(GArray) likenesses = g_array_new(FALSE, FALSE, sizeof(Key));
  g_autoptr(GArray) some = g_array_new(FALSE, FALSE, sizeof(gint64));
  Keys keys = {
      .separators = separators, .phones = phones, .names = names, .likenesses = likenesses, .some = some};
  return write_all(&keys, db, error);
}
