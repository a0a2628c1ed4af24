// SPDX-License-Identifier: MIT
/* How rows of the roster become persons and programmes. A part of the room
 * `roster`; only its files include it.
 */
#pragma once

#include "people.h"

#include <sqlite3.h>

/* "chRo": tells a roster from any other SQLite file. */
#define ROSTER_APPLICATION_ID 0x6368526f

typedef enum {
  ROSTER_BEGIN,
  ROSTER_COMMIT,
  ROSTER_VERSION,
  ROSTER_OWNS,
  ROSTER_OWNERS,
  ROSTER_LOGIN,
  ROSTER_DESIGNATED,
  ROSTER_LIST,
  ROSTER_MEMBERS,
  ROSTER_STAFF,
  ROSTER_STAFF_KEY,
  ROSTER_PARTICIPANT,
  ROSTER_GUARDIAN,
  ROSTER_CHILDREN,
  ROSTER_PROGRAMME,
  ROSTER_PERMISSIONS,
  ROSTER_PHONES,
  ROSTER_NAMED,
  ROSTER_ALIKE,
  ROSTER_LOCAL,
  ROSTER_STATEMENTS
} RosterStatement;

struct RosterReader {
  sqlite3 *db;
  sqlite3_stmt *statements[ROSTER_STATEMENTS];
};

/* What is joined when everybody has been read. */
typedef struct LoadLink {
  gint64 child;
  gint64 guardian;
  Contact contact;
} LoadLink;

typedef enum { CREW_CO_STAFF, CREW_DESIGNATED, CREW_MEMBER } CrewKind;

typedef struct LoadCrew {
  Programme *programme;
  gint64 person;
  CrewKind kind;
} LoadCrew;

/* One answer in the making. People are read from a queue, never from within one
 * another, so that no chain of families becomes a deep recursion. */
typedef struct Load {
  struct RosterReader *reader;
  People *people;
  GArray *queue; /* of gint64: keys of people who are still to be read */
  GArray *links; /* of LoadLink */
  GArray *crews; /* of LoadCrew */
  const char *separators;
  GError **error;
} Load;

/* The roster contradicts itself: a key that leads nowhere, a cell that import
 * would not have let in. Sets the error unless there is one; returns FALSE. */
gboolean load_broken(Load *load);

/* The first column of every row of a statement with one text argument (NULL:
 * bound already, or none). NULL on error. Caller owns. */
GArray *load_keys(Load *load, RosterStatement statement, const char *argument);

/* The person is wanted; read by load_all. */
void load_later(Load *load, gint64 key);

/* Reads who is wanted, and whom they lead to, until nobody is left, and joins
 * families and programmes. May be called again when more are wanted. */
gboolean load_all(Load *load);
