// SPDX-License-Identifier: MIT
/* What is true of every message, whoever sends it: told without the rules' own
 * code. */
#pragma once

#include "mail.h"
#include "people.h"
#include "settings.h"
#include "verdict.h"

/* One message, as an input or a repair leaves it. */
typedef struct Trial {
  char *sender;
  char *login;           /* NULL when none */
  GPtrArray *recipients; /* of char * */
  char *message;
  guint variant; /* of cast_settings */
} Trial;

Trial *trial_new(void);
void trial_free(Trial *trial);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trial, trial_free)

/* Replaces one of a trial's texts by a copy. */
void trial_set(char **field, const char *text);

/* The message fed to a Mail; NULL when a recipient is no address or there is
 * no header, for then it is never judged. */
Mail *trial_mail(const Trial *trial);
/* Judged among the cast. NULL when it cannot be: a temporary failure. */
Verdict *trial_judge(const Trial *trial, Mail *mail);

/* A verdict's parts agree: what is refused has a reply and no edits, what is
 * accepted has no edits, what is removed was there. */
void check_verdict(const Verdict *verdict, const Mail *mail);
/* The same input gives the same verdict. */
void check_same_again(const Trial *trial, const Verdict *verdict);
/* Judging the repaired message again finds nothing more to repair, and no
 * blind copy field is left. */
void check_nothing_left(const Trial *trial, const Mail *mail, const Verdict *verdict);
/* What goes out has the guardians of every minor whom it reaches in its
 * envelope. */
void check_guardians(const Trial *trial, const Mail *mail, const Verdict *verdict);
