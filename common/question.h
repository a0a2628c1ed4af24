// SPDX-License-Identifier: MIT
/* What one message asks the roster: all at once, in one read (house, One way
 * through). Built from mail and settings alone; the store answers it with a
 * People. Pure.
 */
#pragma once

#include "mail.h"
#include "settings.h"

typedef struct Question {
  GHashTable *addresses;  /* set of canonical addresses: envelope, headers, login, settings */
  char *separators;       /* with which the addresses were made canonical */
  char *login;            /* as given; NULL when none */
  char *login_canonical;  /* when it is an address */
  gboolean designated;    /* everybody of role `designated` is wanted too */
  GHashTable *names;      /* set of folded full names: display names of recipients, also turned round */
  GHashTable *lookalikes; /* set of canonical recipients for which near misses are wanted */
  GHashTable *phones;     /* set of digit strings found in the text (details.h) */
  GHashTable *words;      /* set of folded words of the text: postcodes, schools, names (details.h) */
} Question;

/* The question of this mail; headers must have been fed. */
Question *question_new(const Settings *settings, const Mail *mail);
void question_free(Question *question);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Question, question_free)
