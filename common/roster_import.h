// SPDX-License-Identifier: MIT
/* Bringing CSV files into the roster: all of them or nothing (contract, Roster
 * files). One transaction, so that readers see the old roster or the new one,
 * and an import killed at any moment leaves the old.
 */
#pragma once

#include "roster_report.h"
#include "settings.h"

#define ROSTER_IMPORT_ERROR (roster_import_error_quark())
GQuark roster_import_error_quark(void);
typedef enum {
  ROSTER_IMPORT_ERROR_ENCODING, /* nobody knows that encoding */
  ROSTER_IMPORT_ERROR_FILE,     /* a file cannot be read */
  ROSTER_IMPORT_ERROR_STORE,    /* the roster cannot be read or written */
  ROSTER_IMPORT_ERROR_BUSY,     /* another import is running, and went on for long */
  ROSTER_IMPORT_ERROR_NOTHING,  /* there is no import to revert */
} RosterImportError;

typedef struct RosterImportOptions {
  gboolean replace, dry_run, force;
  const char *encoding; /* NULL: UTF-8 */
  const char *who;      /* for the history */
  gint64 now;           /* seconds since 1970, UTC */
} RosterImportOptions;

/* Imports `files` (NULL-terminated) into the roster that the settings name,
 * making it where there is none. The report tells what happened: with errors,
 * nothing was changed. NULL with `error` set when it could not be tried. */
RosterReport *roster_import(const Settings *settings, char *const *files, const RosterImportOptions *options,
                            GError **error);

/* Undoes the last import, itself an import in the history. Of the options, who,
 * now and dry_run count. Errors as above. */
RosterReport *roster_revert(const Settings *settings, const RosterImportOptions *options, GError **error);
