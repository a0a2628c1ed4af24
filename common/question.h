// SPDX-License-Identifier: MIT
/* What one message asks the roster: all at once, in one read (house, One way
 * through). Built from mail and settings alone; the store answers it with a
 * People. Pure.
 */
#pragma once

#include "details.h"
#include "mail.h"
#include "people.h"
#include "settings.h"

typedef struct Question Question;
struct Question {
  GHashTable *addresses; /* set of canonical addresses: envelope, headers, login, settings */
  char *separators;      /* with which the addresses were made canonical */
  char *login;           /* as given; NULL when none */
  char *login_canonical; /* when it is an address */
  gboolean designated;   /* everybody of role `designated` is wanted too */

  /* What follows is asked only when `goes_on` says so of the people found by then
   * (NULL: it is not asked): most messages can be judged without. */
  gboolean (*goes_on)(const Question *question, const People *people);
  const Settings *settings; /* for goes_on; borrowed */
  Mail *mail;
  const Details *details; /* whose details are these (details.h)? Borrowed; NULL: not asked */
  GHashTable *names;      /* set of display names: which young people are called so? */
  GHashTable *lookalikes; /* set of addresses as written: which young people's do they resemble? */
};

/* The question of this mail, of which envelope and headers are known. Mail and
 * settings must outlive it. */
Question *question_new(const Settings *settings, Mail *mail);
/* Asks what only the body says; it must have been fed. */
void question_add_body(Question *question);
/* Whether a verdict can depend on what question_add_body asks. */
gboolean question_needs_body(const Settings *settings);
void question_free(Question *question);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Question, question_free)
