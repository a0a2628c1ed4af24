// SPDX-License-Identifier: MIT
#include "letter.h"

#include "address.h"

#include <string.h>

#define WHEN G_GINT64_CONSTANT(1780000000) /* 28 May 2026 */

static Settings *settings_of_letter(void)
{
  Settings *settings = settings_new();
  g_free(settings->organisation);
  settings->organisation = g_strdup("Letters");
  g_ptr_array_add(settings->domains, g_strdup("org.example"));
  g_free(settings->help);
  settings->help = g_strdup("safe@org.example");
  settings_seal(settings);
  return settings;
}

static People *people_of_letter(const char *sender)
{
  People *people = people_new();
  Person *ben = people_add(people, 1, ROLE_MENTOR, "S1", sender);
  people_add_address(people, ben, "ben@org.example", "ben@org.example", ADDRESS_OFFICIAL);
  Person *sam = people_add(people, 2, ROLE_PARTICIPANT, "P1", "Sam Okoro");
  people_add_address(people, sam, "sam@okoro.example", "sam@okoro.example", ADDRESS_OWN);
  day_parse("2011-03-01", &sam->born);
  people_seal(people);
  return people;
}

static gboolean has_field(const Mail *mail, const char *name)
{
  return mail_header(mail, name) != NULL;
}

Letter *letter_new(const char *sender, const char *message, gsize length)
{
  Letter *letter = g_new0(Letter, 1);
  letter->settings = settings_of_letter();
  letter->people = people_of_letter(sender);
  letter->mail = mail_new(ADDRESS_SEPARATORS, NULL, NULL);
  mail_set_login(letter->mail, "ben@org.example");
  mail_set_sender(letter->mail, "ben@org.example");
  mail_add_recipient(letter->mail, "<sam@okoro.example>", NULL);
  mail_read(letter->mail, message, length, NULL);
  g_autofree char *from = g_strdup_printf("\"%s\" <ben@org.example>", sender);
  if (!has_field(letter->mail, "From")) mail_add_header(letter->mail, "From", from);
  if (!has_field(letter->mail, "To")) mail_add_header(letter->mail, "To", "sam@okoro.example");
  letter->facts = facts_new(letter->settings, letter->mail, letter->people, WHEN);
  return letter;
}

void letter_free(Letter *letter)
{
  if (letter == NULL) return;
  facts_free(letter->facts);
  mail_free(letter->mail);
  people_free(letter->people);
  settings_unref(letter->settings);
  g_free(letter);
}

guint letter_judge(const Letter *letter, const RuleSpec *rule)
{
  g_autoptr(Judgement) judgement = judgement_new();
  rule->judge(letter->facts, settings_rule(letter->settings, rule), judgement);
  guint actions = 0;
  for (guint i = 0; i < judgement->findings->len; i++) {
    const Finding *finding = g_ptr_array_index(judgement->findings, i);
    actions |= 1u << finding->action;
  }
  return actions;
}
