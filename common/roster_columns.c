// SPDX-License-Identifier: MIT
#include "roster_columns.h"

#define MUST (COLUMN_REQUIRED | COLUMN_FILLED)

static const RosterColumn staff[STAFF_COLUMNS] = {
    [STAFF_ID] = {"id", CELL_ID, MUST, NULL},
    [STAFF_NAME] = {"name", CELL_TEXT, MUST, NULL},
    [STAFF_EMAIL] = {"email", CELL_ADDRESSES, MUST, NULL},
    [STAFF_ROLE] = {"role", CELL_ROLE, MUST, NULL},
    [STAFF_PROGRAMMES] = {"programmes", CELL_IDS, 0, NULL},
    [STAFF_PERSONAL_EMAIL] = {"personal_email", CELL_ADDRESSES, 0, NULL},
    [STAFF_LOGIN] = {"login", CELL_TEXT, 0, NULL},
    [STAFF_PHONE] = {"phone", CELL_TEXTS, 0, NULL},
    [STAFF_ACTIVE] = {"active", CELL_YES_NO, 0, "yes"},
    [STAFF_FORMER_EMAIL] = {"former_email", CELL_ADDRESSES, COLUMN_HIDDEN, NULL},
};

#define GUARDIAN(n)                                                                                          \
  {"guardian" #n "_name", CELL_TEXT, 0, NULL}, {"guardian" #n "_email", CELL_ADDRESSES, 0, NULL},            \
      {"guardian" #n "_phone", CELL_TEXTS, 0, NULL},                                                         \
  {                                                                                                          \
    "guardian" #n "_contact", CELL_CONTACT, 0, NULL                                                          \
  }

static const RosterColumn participants[PARTICIPANT_COLUMNS] = {
    [PARTICIPANT_ID] = {"id", CELL_ID, MUST, NULL},
    [PARTICIPANT_NAME] = {"name", CELL_TEXT, MUST, NULL},
    [PARTICIPANT_EMAIL] = {"email", CELL_ADDRESSES, COLUMN_REQUIRED, NULL},
    [PARTICIPANT_BORN] = {"date_of_birth", CELL_PAST, COLUMN_REQUIRED, NULL},
    [PARTICIPANT_CONSENT] = {"contact_consent", CELL_YES_NO, COLUMN_REQUIRED, "no"},
    [PARTICIPANT_CONSENT_UNTIL] = {"contact_consent_until", CELL_DATE, 0, NULL},
    [PARTICIPANT_PHOTO] = {"photo_consent", CELL_YES_NO, 0, "no"},
    [PARTICIPANT_PROGRAMMES] = {"programmes", CELL_IDS, 0, NULL},
    [PARTICIPANT_SCHOOL] = {"school", CELL_TEXT, 0, NULL},
    [PARTICIPANT_PHONE] = {"phone", CELL_TEXTS, 0, NULL},
    [PARTICIPANT_POSTCODE] = {"postcode", CELL_TEXT, 0, NULL},
    [PARTICIPANT_ACTIVE] = {"active", CELL_YES_NO, 0, "yes"},
    [PARTICIPANT_GUARDIANS] = GUARDIAN(1),
    GUARDIAN(2),
    GUARDIAN(3),
    GUARDIAN(4),
};

static const RosterColumn programmes[PROGRAMME_COLUMNS] = {
    [PROGRAMME_ID] = {"id", CELL_ID, MUST, NULL},
    [PROGRAMME_NAME] = {"name", CELL_TEXT, MUST, NULL},
    [PROGRAMME_CO_STAFF] = {"co_staff", CELL_IDS, 0, NULL},
    [PROGRAMME_DESIGNATED] = {"designated", CELL_IDS, 0, NULL},
    [PROGRAMME_LIST_ADDRESS] = {"list_address", CELL_ADDRESS, 0, NULL},
    [PROGRAMME_LIST_MEMBERS] = {"list_members", CELL_LIST_MEMBERS, 0, NULL},
};

static const RosterColumn permissions[PERMISSION_COLUMNS] = {
    [PERMISSION_PARTICIPANT] = {"participant_id", CELL_ID, MUST, NULL},
    [PERMISSION_SORT] = {"kind", CELL_PERMISSION_KIND, MUST, NULL},
    [PERMISSION_SUBJECT] = {"subject", CELL_TEXT, MUST, NULL},
    [PERMISSION_GRANTED_BY] = {"granted_by", CELL_TEXT, MUST, NULL},
    [PERMISSION_GRANTED_ON] = {"granted_on", CELL_PAST, MUST, NULL},
    [PERMISSION_EXPIRES_ON] = {"expires_on", CELL_DATE, 0, NULL},
};

const RosterSheet roster_sheets[SHEETS] = {
    [SHEET_STAFF] = {"staff", "staff", staff, STAFF_COLUMNS},
    [SHEET_PARTICIPANTS] = {"participants", "participant", participants, PARTICIPANT_COLUMNS},
    [SHEET_PROGRAMMES] = {"programmes", "programme", programmes, PROGRAMME_COLUMNS},
    [SHEET_PERMISSIONS] = {"permissions", "permission", permissions, PERMISSION_COLUMNS},
};

int roster_column_find(RosterKind kind, const char *header)
{
  const RosterSheet *sheet = &roster_sheets[kind];
  for (guint i = 0; i < sheet->count; i++) {
    if ((sheet->columns[i].flags & COLUMN_HIDDEN) != 0) continue;
    if (g_ascii_strcasecmp(sheet->columns[i].name, header) == 0) return (int)i;
  }
  return -1;
}
