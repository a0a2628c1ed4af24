// SPDX-License-Identifier: MIT
/* The verbs of `chaperone`: one verb, one file, one row of a table. The help
 * text is the table.
 *
 * Exit codes are for scripts: VERB_OK done, VERB_NO the answer is no (gaps, a
 * refused message, a broken chain, bad CSV), VERB_FAILED could not be done
 * (usage, configuration, unreadable files).
 */
#pragma once

#include "settings.h"

#include <glib.h>

enum { VERB_OK = 0, VERB_NO = 1, VERB_FAILED = 2 };

/* What every verb is given. */
typedef struct VerbContext {
  const char *config_path;
  const char *name; /* "chaperone roster import", for messages */
} VerbContext;

typedef struct Verb {
  const char *name;         /* NULL ends a table */
  const char *arguments;    /* "[--dry-run] FILE…" */
  const char *help;         /* one line */
  const struct Verb *verbs; /* the verbs below it; NULL for one that runs */
  const char *fallback;     /* the verb below that stands for none ("list"); NULL: none */
  /* argv[0] is the verb itself. Returns an exit code. */
  int (*run)(const VerbContext *context, int argc, char **argv);
} Verb;

extern const Verb verbs[]; /* the top table, admin/main.c */

/* Finds the verb that argv names in the table and runs it; prints help for
 * --help, and what is there to choose from for a name that does not exist. */
int verb_dispatch(const Verb *table, const VerbContext *context, int argc, char **argv);

/* Prints "NAME: MESSAGE" and a new line to standard error; returns VERB_FAILED. */
int verb_fail(const VerbContext *context, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Parses the options of a verb (GOption), `summary` under --help. FALSE with a
 * message printed when they are wrong. What is left stays in argv. */
gboolean verb_options(const VerbContext *context, const GOptionEntry *entries, const char *arguments,
                      const char *summary, int *argc, char ***argv);

/* The configuration, or NULL with a message printed. Caller unrefs. */
Settings *verb_settings(const VerbContext *context);
