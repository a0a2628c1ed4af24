// SPDX-License-Identifier: MIT
#include "people.h"

#include "fold.h"

#include <string.h>

struct People {
  GPtrArray *all;         /* of Person, owned */
  GPtrArray *programmes;  /* of Programme, owned */
  GPtrArray *links;       /* of Link, owned; persons borrow them */
  GHashTable *by_address; /* canonical (borrowed from Address) → GPtrArray of Address */
  GHashTable *by_key;     /* gint64 (borrowed from Person) → Person */
  gint64 version;
  gboolean is_partial;
};

/* ---- names of roles and contacts ---- */

static const char *const role_names[] = {
    [ROLE_GUARDIAN] = "guardian", [ROLE_PARTICIPANT] = "participant", [ROLE_STAFF] = "staff",
    [ROLE_MENTOR] = "mentor",     [ROLE_VOLUNTEER] = "volunteer",     [ROLE_DESIGNATED] = "designated",
    [ROLE_SERVICE] = "service",
};

static const char *const contact_names[] = {
    [CONTACT_COPY] = "copy",
    [CONTACT_NONE] = "none",
    [CONTACT_BARRED] = "barred",
};

static int name_index(const char *const *names, guint count, const char *name)
{
  for (guint i = 0; i < count; i++) {
    if (g_ascii_strcasecmp(names[i], name) == 0) return (int)i;
  }
  return -1;
}

const char *role_name(Role role)
{
  return role_names[role];
}

gboolean role_parse(const char *name, Role *role)
{
  int index = name_index(role_names, G_N_ELEMENTS(role_names), name);
  if (index < 0) return FALSE;
  *role = (Role)index;
  return TRUE;
}

const char *contact_name(Contact contact)
{
  return contact_names[contact];
}

gboolean contact_parse(const char *name, Contact *contact)
{
  int index = name_index(contact_names, G_N_ELEMENTS(contact_names), name);
  if (index < 0) return FALSE;
  *contact = (Contact)index;
  return TRUE;
}

/* ---- ownership ---- */

static void address_free(gpointer data)
{
  Address *address = data;
  g_free(address->recorded);
  g_free(address->canonical);
  g_free(address);
}

static void permission_free(gpointer data)
{
  Permission *permission = data;
  g_free(permission->subject);
  g_free(permission);
}

static void person_free(gpointer data)
{
  Person *person = data;
  g_ptr_array_unref(person->addresses);
  g_ptr_array_unref(person->guardians);
  g_ptr_array_unref(person->children);
  g_ptr_array_unref(person->programmes);
  g_ptr_array_unref(person->permissions);
  g_ptr_array_unref(person->phones);
  g_free(person->id);
  g_free(person->name);
  g_free(person->login);
  g_free(person->school);
  g_free(person->postcode);
  g_free(person);
}

static void programme_free(gpointer data)
{
  Programme *programme = data;
  g_ptr_array_unref(programme->co_staff);
  g_ptr_array_unref(programme->designated);
  g_ptr_array_unref(programme->members);
  g_free(programme->id);
  g_free(programme->name);
  g_free(programme->list_address);
  g_free(programme->list_canonical);
  g_free(programme);
}

static void unref_array(gpointer data)
{
  g_ptr_array_unref(data);
}

People *people_new(void)
{
  People *people = g_new0(People, 1);
  people->all = g_ptr_array_new_with_free_func(person_free);
  people->programmes = g_ptr_array_new_with_free_func(programme_free);
  people->links = g_ptr_array_new_with_free_func(g_free);
  people->by_address = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, unref_array);
  people->by_key = g_hash_table_new(g_int64_hash, g_int64_equal);
  return people;
}

void people_free(People *people)
{
  if (people == NULL) return;
  g_hash_table_unref(people->by_address);
  g_hash_table_unref(people->by_key);
  g_ptr_array_unref(people->links);
  g_ptr_array_unref(people->programmes);
  g_ptr_array_unref(people->all);
  g_free(people);
}

/* ---- building ---- */

Person *people_add(People *people, gint64 key, Role role, const char *id, const char *name)
{
  Person *person = g_new0(Person, 1);
  person->key = key;
  person->role = role;
  person->id = g_strdup(id);
  person->name = g_strdup(name != NULL ? name : "");
  person->active = TRUE;
  person->addresses = g_ptr_array_new_with_free_func(address_free);
  person->guardians = g_ptr_array_new();
  person->children = g_ptr_array_new();
  person->programmes = g_ptr_array_new();
  person->permissions = g_ptr_array_new_with_free_func(permission_free);
  person->phones = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(people->all, person);
  g_hash_table_insert(people->by_key, &person->key, person);
  return person;
}

void people_add_address(People *people, Person *person, const char *recorded, const char *canonical,
                        guint kinds)
{
  for (guint i = 0; i < person->addresses->len; i++) {
    Address *known = g_ptr_array_index(person->addresses, i);
    if (strcmp(known->canonical, canonical) == 0) {
      known->kinds |= kinds;
      return;
    }
  }
  Address *address = g_new0(Address, 1);
  address->recorded = g_strdup(recorded);
  address->canonical = g_strdup(canonical);
  address->kinds = kinds;
  address->person = person;
  g_ptr_array_add(person->addresses, address);
  GPtrArray *owners = g_hash_table_lookup(people->by_address, canonical);
  if (owners == NULL) {
    owners = g_ptr_array_new();
    g_hash_table_insert(people->by_address, address->canonical, owners);
  }
  g_ptr_array_add(owners, address);
}

void people_link(People *people, Person *child, Person *guardian, Contact contact)
{
  Link *link = g_new0(Link, 1);
  link->child = child;
  link->guardian = guardian;
  link->contact = contact;
  g_ptr_array_add(people->links, link);
  g_ptr_array_add(child->guardians, link);
  g_ptr_array_add(guardian->children, link);
}

void people_add_permission(People *people G_GNUC_UNUSED, Person *child, PermissionKind kind,
                           const char *subject, Day granted_on, Day expires_on)
{
  Permission *permission = g_new0(Permission, 1);
  permission->kind = kind;
  permission->subject = g_strdup(subject);
  permission->granted_on = granted_on;
  permission->expires_on = expires_on;
  g_ptr_array_add(child->permissions, permission);
}

Programme *people_add_programme(People *people, const char *id, const char *name, const char *list_address,
                                const char *list_canonical, ListMembers members)
{
  Programme *programme = g_new0(Programme, 1);
  programme->id = g_strdup(id);
  programme->name = g_strdup(name);
  programme->list_address = g_strdup(list_address);
  programme->list_canonical = g_strdup(list_canonical);
  programme->list_members = members;
  programme->co_staff = g_ptr_array_new();
  programme->designated = g_ptr_array_new();
  programme->members = g_ptr_array_new();
  g_ptr_array_add(people->programmes, programme);
  return programme;
}

static void add_once(GPtrArray *array, gpointer item)
{
  if (!g_ptr_array_find(array, item, NULL)) g_ptr_array_add(array, item);
}

void people_join(People *people G_GNUC_UNUSED, Person *person, Programme *programme)
{
  add_once(person->programmes, programme);
}

void people_add_member(People *people G_GNUC_UNUSED, Programme *programme, Person *participant)
{
  /* No search for doubles: a list may have thousands of members and the store names each once. */
  g_ptr_array_add(programme->members, participant);
}

void people_set_version(People *people, gint64 version)
{
  people->version = version;
}

void people_set_partial(People *people)
{
  people->is_partial = TRUE;
}

gboolean people_is_partial(const People *people)
{
  return people->is_partial;
}

gint64 people_version(const People *people)
{
  return people->version;
}

static int compare_programmes(gconstpointer a, gconstpointer b)
{
  const Programme *const *left = a, *const *right = b;
  return strcmp((*left)->id, (*right)->id);
}

void people_seal(People *people)
{
  for (guint i = 0; i < people->all->len; i++) {
    Person *person = g_ptr_array_index(people->all, i);
    g_ptr_array_sort(person->programmes, compare_programmes);
  }
  g_ptr_array_sort(people->programmes, compare_programmes);
}

/* ---- asking ---- */

const GPtrArray *people_all(const People *people)
{
  return people->all;
}

const GPtrArray *people_at(const People *people, const char *canonical)
{
  return g_hash_table_lookup(people->by_address, canonical);
}

static gboolean has_login(const Person *person, const char *folded)
{
  if (person->login == NULL || !person_was_staff(person)) return FALSE;
  g_autofree char *login = fold_case(person->login);
  return strcmp(login, folded) == 0;
}

static const Person *owner_of_login(const People *people, const char *login)
{
  g_autofree char *folded = fold_case(login);
  for (guint i = 0; i < people->all->len; i++) {
    const Person *person = g_ptr_array_index(people->all, i);
    if (has_login(person, folded)) return person;
  }
  return NULL;
}

const Person *people_by_login(const People *people, const char *login, const char *canonical)
{
  const Person *owner = owner_of_login(people, login);
  const GPtrArray *owners = owner == NULL && canonical != NULL ? people_at(people, canonical) : NULL;
  for (guint i = 0; owners != NULL && i < owners->len; i++) {
    const Address *address = g_ptr_array_index(owners, i);
    if (address->kinds & ADDRESS_OFFICIAL) return address->person;
  }
  return owner;
}

Person *people_by_key(const People *people, gint64 key)
{
  return g_hash_table_lookup(people->by_key, &key);
}

const Person *people_by_id(const People *people, const char *id)
{
  for (guint i = 0; i < people->all->len; i++) {
    const Person *person = g_ptr_array_index(people->all, i);
    if (g_strcmp0(person->id, id) == 0) return person;
  }
  return NULL;
}

const Programme *people_list_at(const People *people, const char *canonical)
{
  for (guint i = 0; i < people->programmes->len; i++) {
    const Programme *programme = g_ptr_array_index(people->programmes, i);
    if (g_strcmp0(programme->list_canonical, canonical) == 0) return programme;
  }
  return NULL;
}

Programme *people_programme(const People *people, const char *id)
{
  for (guint i = 0; i < people->programmes->len; i++) {
    Programme *programme = g_ptr_array_index(people->programmes, i);
    if (strcmp(programme->id, id) == 0) return programme;
  }
  return NULL;
}

gboolean person_was_staff(const Person *person)
{
  return person->role != ROLE_GUARDIAN && person->role != ROLE_PARTICIPANT;
}

gboolean person_is_staff(const Person *person)
{
  return person->active && person_was_staff(person);
}

gboolean person_is_human_staff(const Person *person)
{
  return person_is_staff(person) && person->role != ROLE_SERVICE;
}

gboolean person_is_below(const Person *person, int age, Day today)
{
  return person->born == DAY_NONE || day_age(person->born, today) < age;
}

gboolean person_is_young(const Person *person, int until_age, Day today)
{
  if (person->role != ROLE_PARTICIPANT) return FALSE;
  return person->active || person_is_below(person, until_age, today);
}

gboolean person_is_minor(const Person *person, int until_age, Day today)
{
  return person->role == ROLE_PARTICIPANT && person_is_below(person, until_age, today);
}

const Address *person_address(const Person *person, guint kinds)
{
  for (guint i = 0; i < person->addresses->len; i++) {
    const Address *address = g_ptr_array_index(person->addresses, i);
    if (address->kinds & kinds) return address;
  }
  return NULL;
}

const Address *person_address_at(const Person *person, const char *canonical)
{
  for (guint i = 0; i < person->addresses->len; i++) {
    const Address *address = g_ptr_array_index(person->addresses, i);
    if (strcmp(address->canonical, canonical) == 0) return address;
  }
  return NULL;
}

gboolean person_is_official_at(const Person *person, const char *canonical)
{
  const Address *address = person_address_at(person, canonical);
  return address != NULL && (address->kinds & ADDRESS_OFFICIAL) != 0;
}

const Link *person_guardian(const Person *child, const Person *guardian)
{
  for (guint i = 0; i < child->guardians->len; i++) {
    const Link *link = g_ptr_array_index(child->guardians, i);
    if (link->guardian == guardian) return link;
  }
  return NULL;
}

gboolean person_is_barred(const Person *guardian)
{
  for (guint i = 0; i < guardian->children->len; i++) {
    const Link *link = g_ptr_array_index(guardian->children, i);
    if (link->contact == CONTACT_BARRED) return TRUE;
  }
  return FALSE;
}

gboolean permission_is_valid(const Permission *permission, Day today)
{
  gboolean ended = permission->expires_on != DAY_NONE && today > permission->expires_on;
  return today >= permission->granted_on && !ended;
}
