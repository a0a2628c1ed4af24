// SPDX-License-Identifier: MIT
/* Reads from the roster's tables into a People. A part of the room `roster`.
 *
 * A RosterReader is one connection with its statements, prepared once. One
 * thread at a time.
 */
#pragma once

#include "people.h"
#include "question.h"

#include <sqlite3.h>

typedef struct RosterReader RosterReader;

/* Opens the file for reading. Errors as store_open and store_prepare have them. */
RosterReader *roster_reader_open(const char *path, GError **error);
void roster_reader_close(RosterReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RosterReader, roster_reader_close)

/* Whether the file at the path is another one by now, or gone. */
gboolean roster_reader_has_moved(const RosterReader *reader);

/* The number of the last import; 0 when there was none. */
gboolean roster_reader_version(RosterReader *reader, gint64 *version, GError **error);

/* Everybody whom the question concerns, and what rules need to know of them:
 * families whole, programmes with their staff, lists with their members. In one
 * read transaction. NULL on error; a roster into which nobody was ever imported
 * is one (decisions). Caller owns. */
People *roster_reader_answer(RosterReader *reader, const Question *question, GError **error);
