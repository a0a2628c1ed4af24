// SPDX-License-Identifier: MIT
/* The whole roster in memory, as the four files have it: what an import changes,
 * checks as a whole and writes back, what export, gaps and stats read.
 *
 * A row that was changed keeps, as `before`, how the store has it. All texts and
 * rows belong to the book.
 */
#pragma once

#include "day.h"
#include "roster_columns.h"
#include "roster_report.h"

typedef struct BookRow BookRow;

/* What is worked out from the rows, for the columns of sql/ that no file has. */
typedef struct BookWorked {
  gint64 guardians[GUARDIANS_MAX]; /* participants: keys of people; 0: no such guardian */
  gint64 household;                /* participants */
  const char *guardian_email;      /* staff, participants: where they are somebody's guardian; or NULL */
  const char *text;                /* staff: folded login; programmes: canonical list address; or NULL */
} BookWorked;

struct BookRow {
  RosterKind kind;
  gint64 key;         /* see sql/roster-001; 0 until the book is settled */
  gint64 added;       /* the import that brought it; 0: this one */
  const char **cells; /* one a column; NULL: empty */
  BookRow *before;    /* as the store has it; NULL when it does not */
  gboolean is_stored; /* the store has a row of this key */
  gboolean in_import; /* a row of this import, at `place` */
  gboolean gone;      /* to be removed */
  RosterPlace place;
  BookWorked worked, stored; /* as it is to be, and as the store has it */
};

typedef struct RosterBook {
  GStringChunk *texts;
  GPtrArray *rows[SHEETS];   /* of BookRow: by key, new ones after them */
  GHashTable *by_id[SHEETS]; /* id (permissions: roster_permission_name) → BookRow */
  gint64 version;            /* of the roster it was read from; 0: none */
} RosterBook;

RosterBook *roster_book_new(void);
void roster_book_free(RosterBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RosterBook, roster_book_free)

/* Reads the roster in that file, as one import left it. NULL on error, which
 * names the file; a roster into which nobody was ever imported is one. */
RosterBook *roster_book_read(const char *path, GError **error);

/* Adds an empty row; the caller fills its cells and then names it. */
BookRow *roster_book_add(RosterBook *book, RosterKind kind);

/* Makes the row findable by what its cells say. FALSE when another has that name. */
gboolean roster_book_name(RosterBook *book, BookRow *row);

/* The row with that id, gone ones too; NULL when there is none. */
BookRow *roster_book_find(const RosterBook *book, RosterKind kind, const char *id);

/* The member of staff or participant with that id; NULL when there is none. */
BookRow *roster_book_person(const RosterBook *book, const char *id);

/* Gets a row ready for being changed: keeps what the store has. */
void roster_row_touch(BookRow *row);

/* Keeps a text as long as the book; NULL for NULL and "". */
const char *roster_book_text(RosterBook *book, const char *text);

/* What tells permissions apart: all cells but granted_by and expires_on. Caller owns. */
char *roster_permission_name(const char *const *cells);

/* Whether cells differ from what the store has; TRUE for a new row. */
gboolean roster_row_is_changed(const BookRow *row);
gboolean roster_cells_differ(const BookRow *one, const BookRow *other);

/* Participants: whether they are below that age, and young people at all
 * (policy, Terms). */
gboolean roster_row_is_below(const BookRow *row, int age, Day today);
gboolean roster_row_is_young(const BookRow *row, int until_age, Day today);

/* Whether `active` says yes. */
gboolean roster_row_is_active(const BookRow *row);

/* Participants: whether contact_consent holds on that day. */
gboolean roster_row_consents(const BookRow *row, Day today);

/* Permissions: whether it holds on that day (decisions: both ends included). */
gboolean roster_row_permits(const BookRow *row, Day today);
