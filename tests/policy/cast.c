// SPDX-License-Identifier: MIT
#include "cast.h"

#include "address.h"
#include "conf.h"
#include "fold.h"

#include <string.h>

static const char *const programme_names[] = {"id",   "name",         "co_staff", "designated",
                                              "list", "list_members", NULL};
static const char *const staff_names[] = {"id",    "name",       "role",   "email",  "personal", "former",
                                          "login", "programmes", "active", "phones", NULL};
static const char *const young_names[] = {
    "id",         "name",        "email",  "born",      "consent", "consent_until", "photo_consent",
    "programmes", "permissions", "active", "guardians", "phones",  "school",        "postcode",
    NULL};
static const char *const guardian_names[] = {"id", "name", "email", "contact", "phones", NULL};
static const char *const permission_names[] = {"kind", "subject", "from", "until", NULL};

typedef struct Casting {
  People *people;
  gint64 next_key;
} Casting;

static void check(Entry entry, const char *const *names)
{
  if (entry.base != NULL) conf_known(entry.base, names);
  if (entry.change != NULL) conf_known(entry.change, names);
}

static const config_setting_t *place(Entry entry)
{
  return entry.change != NULL ? entry.change : entry.base;
}

static char *canonical(Entry entry, const char *address)
{
  char *result = address_canonical(address, ADDRESS_SEPARATORS, NULL);
  if (result == NULL) conf_fail(place(entry), "\"%s\" is no address", address);
  return result;
}

static void add_addresses(Casting *casting, Entry entry, Person *person, const char *name, guint kind)
{
  g_autoptr(GPtrArray) texts = entry_texts(entry, name);
  for (guint i = 0; i < texts->len; i++) {
    g_autofree char *same = canonical(entry, texts->pdata[i]);
    people_add_address(casting->people, person, texts->pdata[i], same, kind);
  }
}

static void add_phones(Entry entry, Person *person)
{
  g_autoptr(GPtrArray) texts = entry_texts(entry, "phones");
  for (guint i = 0; i < texts->len; i++) g_ptr_array_add(person->phones, g_strdup(texts->pdata[i]));
}

static Day day(Entry entry, const char *name)
{
  const char *text = entry_text(entry, name, "");
  Day result = DAY_NONE;
  if (*text != '\0' && !day_parse(text, &result)) conf_fail(place(entry), "\"%s\" is no date", text);
  return result;
}

/* ---- programmes ---- */

static void add_programme(Casting *casting, Entry entry)
{
  check(entry, programme_names);
  const char *list = entry_text(entry, "list", NULL);
  g_autofree char *same = list != NULL ? canonical(entry, list) : NULL;
  gboolean families = strcmp(entry_text(entry, "list_members", "participants"), "families") == 0;
  people_add_programme(casting->people, entry_text(entry, "id", ""), entry_text(entry, "name", ""), list,
                       same, families ? LIST_FAMILIES : LIST_PARTICIPANTS);
}

static void fill(Casting *casting, Entry entry, const char *name, GPtrArray *staff)
{
  g_autoptr(GPtrArray) ids = entry_texts(entry, name);
  for (guint i = 0; i < ids->len; i++) {
    const Person *person = people_by_id(casting->people, ids->pdata[i]);
    if (person == NULL) conf_fail(place(entry), "nobody has the id %s", (char *)ids->pdata[i]);
    g_ptr_array_add(staff, (gpointer)person);
  }
}

static void staff_programme(Casting *casting, Entry entry)
{
  Programme *programme = people_programme(casting->people, entry_text(entry, "id", ""));
  fill(casting, entry, "co_staff", programme->co_staff);
  fill(casting, entry, "designated", programme->designated);
}

static void join_programmes(Casting *casting, Entry entry, Person *person)
{
  g_autoptr(GPtrArray) ids = entry_texts(entry, "programmes");
  for (guint i = 0; i < ids->len; i++) {
    Programme *programme = people_programme(casting->people, ids->pdata[i]);
    if (programme == NULL) conf_fail(place(entry), "no programme is called %s", (char *)ids->pdata[i]);
    people_join(casting->people, person, programme);
    if (person->role == ROLE_PARTICIPANT && person->active)
      people_add_member(casting->people, programme, person);
  }
}

/* ---- staff ---- */

static void add_staff(Casting *casting, Entry entry)
{
  check(entry, staff_names);
  Role role = ROLE_STAFF;
  if (!role_parse(entry_text(entry, "role", "staff"), &role)) conf_fail(place(entry), "no such role");
  Person *person = people_add(casting->people, ++casting->next_key, role, entry_text(entry, "id", NULL),
                              entry_text(entry, "name", ""));
  person->active = entry_flag(entry, "active", TRUE);
  person->login = g_strdup(entry_text(entry, "login", NULL));
  add_addresses(casting, entry, person, "email", ADDRESS_OFFICIAL);
  add_addresses(casting, entry, person, "personal", ADDRESS_PERSONAL);
  add_addresses(casting, entry, person, "former", ADDRESS_FORMER);
  add_phones(entry, person);
  join_programmes(casting, entry, person);
}

/* ---- young people ---- */

/* Guardians with the same address are the same person; so is the member of
 * staff, or the participant, whose address it is (contract, Roster files). */
static Person *known_at(Casting *casting, Entry entry, const Person *child)
{
  g_autoptr(GPtrArray) texts = entry_texts(entry, "email");
  for (guint i = 0; i < texts->len; i++) {
    g_autofree char *same = canonical(entry, texts->pdata[i]);
    const GPtrArray *owners = people_at(casting->people, same);
    for (guint k = 0; owners != NULL && k < owners->len; k++) {
      const Address *address = g_ptr_array_index(owners, k);
      gboolean grown = address->person->role != ROLE_PARTICIPANT || !address->person->active;
      if (address->person != child && grown) return people_by_key(casting->people, address->person->key);
    }
  }
  return NULL;
}

static void add_guardian(Casting *casting, const config_setting_t *setting, Person *child)
{
  Entry entry = {.base = setting};
  check(entry, guardian_names);
  Contact contact = CONTACT_COPY;
  if (!contact_parse(entry_text(entry, "contact", "copy"), &contact)) conf_fail(setting, "no such contact");
  Person *guardian = known_at(casting, entry, child);
  if (guardian == NULL)
    guardian =
        people_add(casting->people, ++casting->next_key, ROLE_GUARDIAN, NULL, entry_text(entry, "name", ""));
  add_addresses(casting, entry, guardian, "email", ADDRESS_GUARDIAN);
  add_phones(entry, guardian);
  people_link(casting->people, child, guardian, contact);
}

static void add_permission(Casting *casting, const config_setting_t *setting, Person *child)
{
  Entry entry = {.base = setting};
  check(entry, permission_names);
  const char *subject = entry_text(entry, "subject", "");
  gboolean copy = strcmp(entry_text(entry, "kind", "copy"), "copy") == 0;
  g_autofree char *same = NULL;
  if (!copy)
    same = fold_text(subject);
  else if (*subject == '@')
    same = g_strconcat("@", subject + 1, NULL);
  else
    same = canonical(entry, subject);
  people_add_permission(casting->people, child, copy ? PERMISSION_COPY : PERMISSION_CONTACT, same,
                        day(entry, "from"), day(entry, "until"));
}

static void add_young(Casting *casting, Entry entry)
{
  check(entry, young_names);
  Person *person = people_add(casting->people, ++casting->next_key, ROLE_PARTICIPANT,
                              entry_text(entry, "id", NULL), entry_text(entry, "name", ""));
  person->active = entry_flag(entry, "active", TRUE);
  person->born = day(entry, "born");
  person->contact_consent = entry_flag(entry, "consent", FALSE);
  person->contact_consent_until = day(entry, "consent_until");
  person->photo_consent = entry_flag(entry, "photo_consent", FALSE);
  person->household = person->key;
  person->school = g_strdup(entry_text(entry, "school", NULL));
  person->postcode = g_strdup(entry_text(entry, "postcode", NULL));
  add_phones(entry, person);
  add_addresses(casting, entry, person, "email", ADDRESS_OWN);
  join_programmes(casting, entry, person);
}

static void add_family(Casting *casting, Entry entry)
{
  const Person *found = people_by_id(casting->people, entry_text(entry, "id", NULL));
  Person *person = people_by_key(casting->people, found->key);
  const config_setting_t *guardians = entry_get(entry, "guardians");
  for (int i = 0; guardians != NULL && i < config_setting_length(guardians); i++)
    add_guardian(casting, config_setting_get_elem(guardians, (unsigned)i), person);
  const config_setting_t *permissions = entry_get(entry, "permissions");
  for (int i = 0; permissions != NULL && i < config_setting_length(permissions); i++)
    add_permission(casting, config_setting_get_elem(permissions, (unsigned)i), person);
}

/* ---- households ---- */

/* Everybody of one household becomes one of the other. */
static void merge(Casting *casting, gint64 from, gint64 into)
{
  const GPtrArray *all = people_all(casting->people);
  for (guint i = 0; i < all->len; i++) {
    Person *person = g_ptr_array_index(all, i);
    if (person->household == from) person->household = into;
  }
}

static void join_guardian(Casting *casting, const Link *link)
{
  Person *guardian = people_by_key(casting->people, link->guardian->key);
  if (link->contact == CONTACT_BARRED || person_is_staff(guardian)) return;
  if (guardian->household == 0)
    guardian->household = link->child->household;
  else
    merge(casting, link->child->household, guardian->household);
}

static void join_neighbours(Casting *casting, const Address *address)
{
  const GPtrArray *owners = people_at(casting->people, address->canonical);
  for (guint i = 0; i < owners->len; i++) {
    const Address *other = g_ptr_array_index(owners, i);
    if (other->person->household != 0 && address->person->household != 0)
      merge(casting, other->person->household, address->person->household);
  }
}

static void find_households(Casting *casting)
{
  const GPtrArray *all = people_all(casting->people);
  for (guint i = 0; i < all->len; i++) {
    const Person *person = g_ptr_array_index(all, i);
    for (guint k = 0; k < person->guardians->len; k++)
      join_guardian(casting, g_ptr_array_index(person->guardians, k));
    for (guint k = 0; person->household != 0 && k < person->addresses->len; k++)
      join_neighbours(casting, g_ptr_array_index(person->addresses, k));
  }
}

/* ---- all of it ---- */

typedef void (*AddEntry)(Casting *casting, Entry entry);

static void add_all(Casting *casting, const config_setting_t *cast, const config_setting_t *scenario,
                    const char *name, AddEntry add)
{
  g_autoptr(GArray) all = entries(cast, scenario, name);
  for (guint i = 0; i < all->len; i++) add(casting, g_array_index(all, Entry, i));
}

People *cast_people(const config_setting_t *cast, const config_setting_t *scenario)
{
  Casting casting = {.people = people_new()};
  add_all(&casting, cast, scenario, "programmes", add_programme);
  add_all(&casting, cast, scenario, "staff", add_staff);
  add_all(&casting, cast, scenario, "programmes", staff_programme);
  add_all(&casting, cast, scenario, "young", add_young);
  add_all(&casting, cast, scenario, "young", add_family);
  find_households(&casting);
  people_seal(casting.people);
  return casting.people;
}
