// SPDX-License-Identifier: MIT
/* The four roster files, column by column: the one description from which
 * header rows, checks of cells, the tables of sql/ and the export are made
 * (contract, Roster files).
 */
#pragma once

#include <glib.h>

typedef enum { SHEET_STAFF, SHEET_PARTICIPANTS, SHEET_PROGRAMMES, SHEET_PERMISSIONS, SHEETS } RosterKind;

/* What a cell may hold; roster_cell.h reads them. */
typedef enum {
  CELL_ID,        /* one id: anything but ';' */
  CELL_IDS,       /* several ids */
  CELL_TEXT,      /* anything */
  CELL_TEXTS,     /* several texts: telephone numbers */
  CELL_ADDRESS,   /* one e-mail address */
  CELL_ADDRESSES, /* several */
  CELL_ROLE,
  CELL_YES_NO,
  CELL_DATE,
  CELL_PAST, /* a date that is not in the future */
  CELL_CONTACT,
  CELL_LIST_MEMBERS,
  CELL_PERMISSION_KIND,
} CellType;

enum {
  COLUMN_REQUIRED = 1 << 0, /* a file without it is no such file */
  COLUMN_FILLED = 1 << 1,   /* its cells may not be empty */
  COLUMN_HIDDEN = 1 << 2,   /* kept by the roster, not in the files */
};

typedef struct RosterColumn {
  const char *name; /* in header row and table */
  CellType type;
  guint flags;
  const char *fallback; /* what an empty cell means; NULL: nothing */
} RosterColumn;

enum {
  STAFF_ID,
  STAFF_NAME,
  STAFF_EMAIL,
  STAFF_ROLE,
  STAFF_PROGRAMMES,
  STAFF_PERSONAL_EMAIL,
  STAFF_LOGIN,
  STAFF_PHONE,
  STAFF_ACTIVE,
  STAFF_FORMER_EMAIL,
  STAFF_COLUMNS
};

#define GUARDIANS_MAX 4 /* of one young person */
enum { GUARDIAN_NAME, GUARDIAN_EMAIL, GUARDIAN_PHONE, GUARDIAN_CONTACT, GUARDIAN_COLUMNS };

enum {
  PARTICIPANT_ID,
  PARTICIPANT_NAME,
  PARTICIPANT_EMAIL,
  PARTICIPANT_BORN,
  PARTICIPANT_CONSENT,
  PARTICIPANT_CONSENT_UNTIL,
  PARTICIPANT_PHOTO,
  PARTICIPANT_PROGRAMMES,
  PARTICIPANT_SCHOOL,
  PARTICIPANT_PHONE,
  PARTICIPANT_POSTCODE,
  PARTICIPANT_ACTIVE,
  PARTICIPANT_GUARDIANS, /* GUARDIANS_MAX times GUARDIAN_COLUMNS */
  PARTICIPANT_COLUMNS = PARTICIPANT_GUARDIANS + GUARDIANS_MAX * GUARDIAN_COLUMNS
};

enum {
  PROGRAMME_ID,
  PROGRAMME_NAME,
  PROGRAMME_CO_STAFF,
  PROGRAMME_DESIGNATED,
  PROGRAMME_LIST_ADDRESS,
  PROGRAMME_LIST_MEMBERS,
  PROGRAMME_COLUMNS
};

enum {
  PERMISSION_PARTICIPANT,
  PERMISSION_SORT, /* the column `kind` */
  PERMISSION_SUBJECT,
  PERMISSION_GRANTED_BY,
  PERMISSION_GRANTED_ON,
  PERMISSION_EXPIRES_ON,
  PERMISSION_COLUMNS
};

#define ROSTER_COLUMNS_MAX PARTICIPANT_COLUMNS

typedef struct RosterSheet {
  const char *name;  /* "participants": in reports and of the exported file */
  const char *table; /* in sql/ */
  const RosterColumn *columns;
  guint count; /* of columns, hidden ones last */
} RosterSheet;

extern const RosterSheet roster_sheets[SHEETS];

/* The column of a participant's guardian, place from 0. */
static inline guint guardian_column(guint place, guint column)
{
  return PARTICIPANT_GUARDIANS + place * GUARDIAN_COLUMNS + column;
}

/* The place of a column by its header; surrounding blanks and letter case do
 * not matter. -1 when the sheet has no such column. */
int roster_column_find(RosterKind kind, const char *header);
