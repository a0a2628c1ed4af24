// SPDX-License-Identifier: MIT
/* Who shares an address with whom: worked out from the rows of a book as a
 * whole. Guardians become people, families become households (policy, Terms;
 * decisions), and addresses that cannot be two people's are told.
 *
 * Guardians with an address in common are one person. One at an address of
 * active staff is that member of staff; one at the address of a participant of
 * age, whose own guardian does not have it too, is that participant.
 */
#pragma once

#include "day.h"
#include "roster_book.h"

/* What an address is to the row that has it. */
typedef enum {
  USE_OFFICIAL,
  USE_PERSONAL,
  USE_FORMER,
  USE_OWN,
  USE_GUARDIAN, /* of the row's child; `place` says which */
  USE_LIST,
} AddressUseKind;

typedef struct Guardian {
  gint64 key;               /* 0 until roster_families_settle, when `person` is NULL */
  BookRow *person;          /* who it is, staff or participant; NULL: nobody else */
  const char *name, *phone; /* as first recorded; NULL where nothing is */
  const char *email;        /* all addresses, in recorded order */
  gint64 household;
  guint element;    /* among those that households are made of */
  gboolean welcome; /* not barred by every child */
  gboolean told;    /* that it has two names */
} Guardian;

typedef struct AddressUse {
  guint64 start;         /* the first bytes of `canonical` as a number: sorts fast */
  const char *canonical; /* in the book */
  BookRow *row;
  guint8 kind; /* AddressUseKind */
  guint8 place;
  guint index;        /* of the row in its array */
  Guardian *guardian; /* USE_GUARDIAN */
} AddressUse;

typedef struct Families {
  RosterBook *book;
  RosterReport *report;
  Day today;
  int until_age;
  const char *separators;
  GArray *uses;         /* of AddressUse, by canonical address */
  GPtrArray *guardians; /* of Guardian, owned */
  guint *cells;         /* participants' guardians that are one, as a forest; by index * 4 + place */
  Guardian **by_cell;   /* the same, as people */
} Families;

/* Works out who is who, telling what cannot be; with errors in the report the
 * result is of no use but to be freed. */
Families *roster_families_new(RosterBook *book, RosterReport *report, const char *separators, Day today,
                              int until_age);
void roster_families_free(Families *families);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Families, roster_families_free)

/* The guardian in that place of a participant; NULL when there is none. */
Guardian *roster_families_guardian(const Families *families, guint participant, guint place);

/* Works out households and fills `worked` of every row. All rows and guardians
 * must have their keys. */
void roster_families_settle(Families *families);

/* ---- roster_families_check.c ---- */

/* Tells what one address may not be to several people. */
void families_check(Families *families);

/* Who a guardian at the address of this run is: the use by active staff, or by
 * a participant of age whose own guardian does not share it; NULL: nobody else. */
const AddressUse *families_person(const Families *families, guint first, guint end);

/* Whether a guardian of that participant has the run's address. */
gboolean families_is_shared(const Families *families, guint first, guint end, const BookRow *child);

/* Whether a cell has that address, however it is written. */
gboolean families_cell_has(const Families *families, const char *cell, const char *address);

/* A run of uses with one canonical address: [first, end). */
guint families_run_end(const Families *families, guint first);
