// SPDX-License-Identifier: MIT
/* What single lines at the end of a letter are: a valediction, a name, a
 * postscript, a contact line. For closing.c. Pure.
 */
#pragma once

#include "sender_names.h"

typedef struct Valediction {
  gsize offset;   /* where on the line it begins, in bytes */
  gboolean signs; /* the sender's name is on the same line */
  gboolean named; /* some name is */
  gboolean fond;  /* with a word of affection */
} Valediction;

/* Whether the line is a valediction, or ends with one after a sentence. */
gboolean valediction_read(const char *line, const SenderNames *names, Valediction *found);

/* Whether the line is nothing but the sender's own name, kisses and signs aside. */
gboolean line_is_own_name(const char *line, const SenderNames *names);
/* Whether it looks like a name, or has no words at all. */
gboolean line_is_name(const char *line, const SenderNames *names);
/* Whether it holds an address or a telephone number, or columns of such. */
gboolean line_is_contact(const char *line, const SenderNames *names);
/* "PS …" */
gboolean line_is_postscript(const char *line);
/* Whether it begins as a letter does: "Dear …". */
gboolean line_is_greeting(const char *line, const SenderNames *names);
/* How many words it has. */
guint line_words(const char *line);
