// SPDX-License-Identifier: MIT
/* One scenario on trial: its people, settings and message, judged by the policy. */
#pragma once

#include "mail.h"
#include "people.h"
#include "settings.h"
#include "verdict.h"

#include <libconfig.h>

typedef struct Trial {
  const config_setting_t *scenario;
  const char *story;
  const char *rule; /* the rule that the file is about */
  Settings *settings;
  People *people;
  gint64 when;
  char *sender;          /* envelope sender */
  GPtrArray *recipients; /* of char * */
  char *message;         /* as sent, CRLF */
  Mail *mail;
  Verdict *verdict;
  GPtrArray *faults; /* of char *: what went otherwise than the scenario says */
} Trial;

/* Builds and judges. Ends the program when the files make no sense. */
Trial *trial_new(const config_setting_t *file, const config_setting_t *scenario);
void trial_free(Trial *trial);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trial, trial_free)

/* A mail of this trial's sender and login with other recipients and text; NULL
 * when it cannot be read. */
Mail *trial_mail(const Trial *trial, const GPtrArray *recipients, const char *message, gsize length);
Verdict *trial_judge(const Trial *trial, Mail *mail);

void trial_fault(Trial *trial, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Whether what happened is what the scenario says should. */
void trial_compare(Trial *trial);

/* What holds in every scenario: the same again gives the same; a repaired
 * message needs no repair; nothing hidden is left; nobody is added twice. */
void trial_properties(Trial *trial);
