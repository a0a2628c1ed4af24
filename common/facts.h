// SPDX-License-Identifier: MIT
/* Everything that a rule may look at, worked out once for a message: which way
 * it goes, who writes, whom the envelope reaches as it will be, what is shown.
 *
 * Borrowed from settings, mail and people, which must outlive it. Pure.
 */
#pragma once

#include "mail.h"
#include "people.h"
#include "settings.h"
#include "verdict.h"

/* An address of the envelope as it will be. */
typedef struct Reach {
  const char *address; /* as the sender or the roster wrote it */
  const char *canonical;
  const GPtrArray *owners; /* of Address; NULL when not on the roster */
  const Programme *list;   /* NULL when it is no programme list */
  gboolean added;          /* by a repair, not by the sender */
} Reach;

/* An address that the message shows (FIELDS_SHOWN), or says who writes. */
typedef struct Shown {
  const MailAddress *mail;
  const GPtrArray *owners; /* of Address; NULL when not on the roster */
  const Programme *list;
} Shown;

typedef struct Facts {
  const Settings *settings;
  Mail *mail; /* rules read it; what is parsed lazily is kept in it */
  const People *people;
  Day today;
  int until_age;
  Direction direction;
  const Person *sender; /* policy, Who is writing; NULL when unknown */

  GPtrArray *reach;        /* of Reach, in envelope order, each canonical address once */
  GPtrArray *reached;      /* of Person: everybody reached, by address or by list, each once */
  GHashTable *reached_set; /* the same people, for facts_reaches */
  GPtrArray *young;        /* of Person: the young people among them, by id (bytes) */
  GPtrArray *minors;       /* of Person: the minors among those */
  gboolean family;         /* reaches a young person or a guardian */
  GPtrArray *shown;        /* of Shown, FIELDS_SHOWN in header order */
  gboolean is_mass;        /* `mass-mail` finds something: copies are hidden */
} Facts;

/* The facts of the message as sent. `when`: seconds since 1970, UTC. */
Facts *facts_new(const Settings *settings, Mail *mail, const People *people, gint64 when);
void facts_free(Facts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Facts, facts_free)

/* Works out reach, reached, young, minors and family anew for the envelope less
 * `removed` (set of canonical addresses) and with `added` (of Address). */
void facts_set_envelope(Facts *facts, GHashTable *removed, const GPtrArray *added);

/* ---- small predicates ---- */

/* Whether the person is reached at one of their present addresses or by a list. */
gboolean facts_reaches(const Facts *facts, const Person *person);
/* Whether that canonical address is in the envelope as it will be. */
gboolean facts_reaches_address(const Facts *facts, const char *canonical);
/* Whether somebody among the owners of the address is active staff. */
gboolean owners_have_staff(const GPtrArray *owners);
/* Whether it is an official address of active staff. */
gboolean owners_have_official(const GPtrArray *owners);
/* Whether the person is a young person today. */
gboolean facts_is_young(const Facts *facts, const Person *person);
gboolean facts_is_minor(const Facts *facts, const Person *person);
/* Whether the person is a guardian of somebody in `young`, and how: TRUE also
 * for barred ones. */
gboolean facts_is_guardian_of_young(const Facts *facts, const Person *person);
/* Whether the person is a barred guardian of somebody reached. */
gboolean facts_is_barred(const Facts *facts, const Person *person);

/* The household of an address as a key for counting (caller owns); NULL when
 * the address stands aside: staff, programme lists, the organisation's own
 * domains (policy, mass-mail; decisions). *known tells whether the roster has it. */
char *facts_household(const Facts *facts, const char *canonical, gboolean *known);

/* How many households the envelope as it will be reaches (decisions, "One
 * household only"). Members of lists count. */
guint facts_households_reached(const Facts *facts);

/* The programmes of these young people (of Person), of Programme, each once, by
 * id (bytes). Caller owns the array. */
GPtrArray *facts_programmes_of(const GPtrArray *young);

/* The person's present address that is shown but not in the envelope, when
 * there is one: what a copy of them should be sent to. Kinds as AddressKind. */
const Address *facts_shown_address(const Facts *facts, const Person *person, guint kinds);
