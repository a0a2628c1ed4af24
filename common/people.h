// SPDX-License-Identifier: MIT
/* Everybody concerned by one message: a small graph, immutable once built.
 *
 * The roster answers one Question with one People; unit tests and fuzzers build
 * it by hand with the same functions. Everything in it is owned by the People
 * and lives until people_free: Person, Programme, Address and Link pointers
 * handed out are borrowed. Pure; a sealed People may be read by many threads.
 */
#pragma once

#include "day.h"

#include <glib.h>

typedef struct Person Person;
typedef struct Programme Programme;
typedef struct People People;

/* policy, Terms. A guardian who is also staff or a participant has that role. */
typedef enum {
  ROLE_GUARDIAN,
  ROLE_PARTICIPANT,
  ROLE_STAFF,
  ROLE_MENTOR,
  ROLE_VOLUNTEER,
  ROLE_DESIGNATED,
  ROLE_SERVICE,
} Role;

/* The role's name as in CSV and JSON ("staff", "mentor", "guardian", …); static. */
const char *role_name(Role role);
/* Any letter case. FALSE when no such role; *role untouched then. */
gboolean role_parse(const char *name, Role *role);

typedef enum { CONTACT_COPY, CONTACT_NONE, CONTACT_BARRED } Contact;
const char *contact_name(Contact contact);
gboolean contact_parse(const char *name, Contact *contact);

/* What an address is to its owner; a set, for one address can be several. */
typedef enum {
  ADDRESS_OFFICIAL = 1 << 0, /* staff: a value of `email` */
  ADDRESS_PERSONAL = 1 << 1, /* staff: a value of `personal_email` */
  ADDRESS_FORMER = 1 << 2,   /* staff: was one of these once; proves nothing but who writes */
  ADDRESS_OWN = 1 << 3,      /* participant: a value of `email` */
  ADDRESS_GUARDIAN = 1 << 4, /* guardian: a value of `guardianN_email` */
} AddressKind;

typedef struct Address {
  char *recorded;  /* as the roster has it: what gets added and shown */
  char *canonical; /* for comparing, see address.h */
  guint kinds;     /* AddressKind set */
  const Person *person;
} Address;

/* A guardian of a young person. */
typedef struct Link {
  const Person *child;
  const Person *guardian;
  Contact contact;
} Link;

typedef enum { PERMISSION_COPY, PERMISSION_CONTACT } PermissionKind;

typedef struct Permission {
  PermissionKind kind;
  char *subject; /* copy: canonical address or "@domain"; contact: folded purpose */
  Day granted_on;
  Day expires_on; /* last day included; DAY_NONE: no end */
} Permission;

struct Person {
  gint64 key; /* the store's own; unique within a People */
  char *id;   /* roster id; NULL for guardians who are nothing else */
  char *name; /* as recorded, never NULL */
  Role role;
  gboolean active;  /* FALSE: left. Guardians are always active */
  char *login;      /* staff only, or NULL */
  gint64 household; /* equal for families joined by a guardian or an address; 0: none (staff) */

  GPtrArray *addresses;  /* of Address, in recorded order */
  GPtrArray *guardians;  /* of Link: this person is the child */
  GPtrArray *children;   /* of Link: this person is the guardian */
  GPtrArray *programmes; /* of Programme, by id (bytes) */

  /* participants */
  Day born; /* DAY_NONE: not recorded */
  gboolean contact_consent;
  Day contact_consent_until; /* last day included; DAY_NONE: no end */
  gboolean photo_consent;
  GPtrArray *permissions; /* of Permission */

  /* details, as recorded; NULL where there is none */
  char *school;
  char *postcode;
  GPtrArray *phones; /* of char * */
};

typedef enum { LIST_PARTICIPANTS, LIST_FAMILIES } ListMembers;

struct Programme {
  char *id;
  char *name;
  GPtrArray *co_staff;   /* of Person, in order; may hold inactive and service staff */
  GPtrArray *designated; /* of Person, in order */
  char *list_address;    /* as recorded; NULL when the programme has no list */
  char *list_canonical;
  ListMembers list_members;
  GPtrArray *members; /* of Person: its active participants; filled for lists that were asked for */
};

/* ---- building (roster, tests, fuzzers) ---- */

People *people_new(void);
void people_free(People *people);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(People, people_free)

/* Adds a person; id may be NULL, id and name are copied. Active, without
 * household, to be filled in by the caller until people_seal. */
Person *people_add(People *people, gint64 key, Role role, const char *id, const char *name);

/* Adds an address, or more kinds to an address that this person has already.
 * Both texts are copied. */
void people_add_address(People *people, Person *person, const char *recorded, const char *canonical,
                        guint kinds);

/* Links a guardian to a child. */
void people_link(People *people, Person *child, Person *guardian, Contact contact);

void people_add_permission(People *people, Person *child, PermissionKind kind, const char *subject,
                           Day granted_on, Day expires_on);

/* Adds a programme; list_address and list_canonical NULL when it has no list. */
Programme *people_add_programme(People *people, const char *id, const char *name, const char *list_address,
                                const char *list_canonical, ListMembers members);

/* Puts a participant or a member of staff into a programme; members of a list
 * are programme->members and set apart, see people_add_member. */
void people_join(People *people, Person *person, Programme *programme);
void people_add_member(People *people, Programme *programme, Person *participant);

/* The roster's version that this graph was read from (0 when built by hand). */
void people_set_version(People *people, gint64 version);
gint64 people_version(const People *people);

/* Not everybody could be read whom the message's text may name (LIMIT_NAMED_PEOPLE). */
void people_set_partial(People *people);
gboolean people_is_partial(const People *people);

/* Ends the building: sorts programmes by id and freezes the graph. */
void people_seal(People *people);

/* ---- asking ---- */

/* Everybody in the graph, of Person, in the order of adding. */
const GPtrArray *people_all(const People *people);

/* The Address entries with that canonical form, of Address (several people can
 * share one); NULL when nobody has it. */
const GPtrArray *people_at(const People *people, const char *canonical);

/* The staff member who owns that login (letter case ignored), else the one
 * whose official address equals it; NULL when nobody. `canonical` is the
 * login's canonical form when it is an address, else NULL. */
const Person *people_by_login(const People *people, const char *login, const char *canonical);

/* The person with that key or id; NULL when not in the graph. */
Person *people_by_key(const People *people, gint64 key);
const Person *people_by_id(const People *people, const char *id);

/* The programme that has this list address; NULL when none. */
const Programme *people_list_at(const People *people, const char *canonical);
Programme *people_programme(const People *people, const char *id);

/* Whether the person is active staff of any role, `service` included
 * (policy, Terms: staff). */
gboolean person_is_staff(const Person *person);
/* Active staff of any role but `service`: who can be the second adult. */
gboolean person_is_human_staff(const Person *person);
/* Whether the person holds or ever held a staff role. */
gboolean person_was_staff(const Person *person);

/* policy, Terms: below until_age on `today`; no date of birth: a minor. */
gboolean person_is_below(const Person *person, int age, Day today);
/* policy, Terms: a participant who is active, or who left and is still a minor. */
gboolean person_is_young(const Person *person, int until_age, Day today);
gboolean person_is_minor(const Person *person, int until_age, Day today);

/* The first recorded address of one of these kinds; NULL when none. */
const Address *person_address(const Person *person, guint kinds);
/* The person's Address entry with that canonical form, NULL when not theirs. */
const Address *person_address_at(const Person *person, const char *canonical);
/* Whether that canonical address is an official address of theirs. */
gboolean person_is_official_at(const Person *person, const char *canonical);

/* The link between the two, NULL when there is none. */
const Link *person_guardian(const Person *child, const Person *guardian);
/* Whether the person is a barred guardian of anybody in the graph. */
gboolean person_is_barred(const Person *guardian);

/* Whether a permission holds on that day (both ends included, decisions). */
gboolean permission_is_valid(const Permission *permission, Day today);
