// SPDX-License-Identifier: MIT
#include "cast.h"

#include "address.h"
#include "rules/rules.h"

typedef struct {
  gint64 key;
  Role role;
  const char *id, *name;
  const char *address; /* NULL: none */
  guint kinds;
  const char *born; /* NULL: not recorded, or no matter */
  gint64 household;
} Part;

static const Part parts[] = {
    {1, ROLE_STAFF, "S1", "Ada Grey", "ada@org.example", ADDRESS_OFFICIAL, NULL, 0},
    {2, ROLE_MENTOR, "S2", "Ben Hill", "ben@org.example", ADDRESS_OFFICIAL, NULL, 0},
    {3, ROLE_VOLUNTEER, "S3", "Carol Ito", "carol@org.example", ADDRESS_OFFICIAL, NULL, 0},
    {4, ROLE_DESIGNATED, "S4", "Dora Jones", "safe@org.example", ADDRESS_OFFICIAL, NULL, 0},
    {5, ROLE_SERVICE, "V1", "Robot", "robot@org.example", ADDRESS_OFFICIAL, NULL, 0},
    {10, ROLE_PARTICIPANT, "P1", "Sam Reed", "sam@reed.example", ADDRESS_OWN, "2011-03-01", 1},
    {11, ROLE_PARTICIPANT, "P2", "Lea Reed", "lea@reed.example", ADDRESS_OWN, "2014-07-09", 1},
    {12, ROLE_PARTICIPANT, "P3", "Ola Nord", "ola@nord.example", ADDRESS_OWN, NULL, 2},
    {13, ROLE_PARTICIPANT, "P4", "Max Moor", "max@moor.example", ADDRESS_OWN, "2010-01-01", 3},
    {14, ROLE_PARTICIPANT, "P5", "Kim Park", "kim@park.example", ADDRESS_OWN, "2005-12-24", 4},
    {15, ROLE_PARTICIPANT, "P6", "Eve West", NULL, 0, "2012-02-29", 5},
    {16, ROLE_PARTICIPANT, "P7", "Zoe Lone", "zoe@lone.example", ADDRESS_OWN, "2013-05-05", 6},
    {20, ROLE_GUARDIAN, NULL, "Mary Reed", "mum@reed.example", ADDRESS_GUARDIAN, NULL, 1},
    {21, ROLE_GUARDIAN, NULL, "Paul Reed", "dad@reed.example", ADDRESS_GUARDIAN, NULL, 0},
    {22, ROLE_GUARDIAN, NULL, "Ruth Nord", "mum@nord.example", ADDRESS_GUARDIAN, NULL, 2},
    {23, ROLE_GUARDIAN, NULL, "Gran West", "gran@west.example", ADDRESS_GUARDIAN, NULL, 5},
};

static void address(People *people, gint64 key, const char *recorded, guint kinds)
{
  g_autofree char *canonical = address_canonical(recorded, ADDRESS_SEPARATORS, NULL);
  people_add_address(people, people_by_key(people, key), recorded, canonical, kinds);
}

static void add_part(People *people, const Part *part)
{
  Person *person = people_add(people, part->key, part->role, part->id, part->name);
  person->household = part->household;
  person->contact_consent = part->role == ROLE_PARTICIPANT;
  if (part->born != NULL) day_parse(part->born, &person->born);
  if (part->address != NULL) address(people, part->key, part->address, part->kinds);
}

static void link_people(People *people, gint64 child, gint64 guardian, Contact contact)
{
  people_link(people, people_by_key(people, child), people_by_key(people, guardian), contact);
}

static void add_programme(People *people, const char *id, ListMembers members, const gint64 *keys)
{
  g_autofree char *list = g_strdup_printf("%s@org.example", id);
  Programme *programme = people_add_programme(people, id, id, list, list, members);
  g_ptr_array_add(programme->co_staff, people_by_key(people, 2));
  g_ptr_array_add(programme->co_staff, people_by_key(people, 3));
  g_ptr_array_add(programme->designated, people_by_key(people, 4));
  for (; *keys != 0; keys++) {
    people_join(people, people_by_key(people, *keys), programme);
    people_add_member(people, programme, people_by_key(people, *keys));
  }
}

People *cast_people(void)
{
  People *people = people_new();
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++) add_part(people, &parts[i]);
  address(people, 3, "carol@home.example", ADDRESS_PERSONAL);
  address(people, 1, "ada@grey.example", ADDRESS_GUARDIAN);
  link_people(people, 10, 20, CONTACT_COPY);
  link_people(people, 10, 21, CONTACT_BARRED);
  link_people(people, 11, 20, CONTACT_COPY);
  link_people(people, 11, 21, CONTACT_COPY);
  link_people(people, 12, 22, CONTACT_COPY);
  link_people(people, 13, 1, CONTACT_COPY);
  link_people(people, 15, 23, CONTACT_COPY);
  add_programme(people, "camp", LIST_PARTICIPANTS, (const gint64[]){10, 12, 15, 0});
  add_programme(people, "code", LIST_FAMILIES, (const gint64[]){11, 13, 14, 0});
  people_add_permission(people, people_by_key(people, 10), PERMISSION_COPY, "@friend.example", 1, DAY_NONE);
  people_seal(people);
  return people;
}

static void set_action(Settings *settings, guint rule, guint variant)
{
  RuleSettings *own = &settings->rules[rule];
  if (variant == 1 && own->spec->repairs) own->action = ACTION_FIX;
  if (variant == 3) own->action = ACTION_HOLD;
}

Settings *cast_settings(guint variant)
{
  Settings *settings = settings_new();
  g_free(settings->organisation);
  settings->organisation = g_strdup("Fuzzers");
  g_ptr_array_add(settings->domains, g_strdup("org.example"));
  g_free(settings->help);
  settings->help = g_strdup("safe@org.example");
  for (guint i = 0; i < rules_count(); i++) set_action(settings, i, variant);
  if (variant == 2) {
    settings_rule_by_id(settings, "parents")->values[PARENTS_REQUIRE].number = 1;
    settings->copies = COPIES_HIDDEN;
  }
  settings_seal(settings);
  return settings;
}
