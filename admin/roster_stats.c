// SPDX-License-Identifier: MIT
#include "roster_verbs.h"

#include <stdio.h>

static const char summary[] = "Counts people, families, programmes and permissions.";

typedef struct Stats {
  guint staff, former_staff, young, minors, left;
  guint households, guardians, barred;
  guint consents, photos, permissions;
} Stats;

static void count_staff(Stats *stats, const RosterBook *book)
{
  for (guint i = 0; i < book->rows[SHEET_STAFF]->len; i++) {
    if (roster_row_is_active(g_ptr_array_index(book->rows[SHEET_STAFF], i)))
      stats->staff++;
    else
      stats->former_staff++;
  }
}

static void count_guardians(Stats *stats, GHashTable *guardians, GHashTable *barred, const BookRow *row)
{
  for (guint place = 0; place < GUARDIANS_MAX; place++) {
    gint64 key = row->stored.guardians[place];
    const char *contact = row->cells[guardian_column(place, GUARDIAN_CONTACT)];
    if (key == 0) continue;
    if (g_hash_table_add(guardians, GSIZE_TO_POINTER(key))) stats->guardians++;
    gboolean is_barred = g_strcmp0(contact, "barred") == 0;
    if (is_barred && g_hash_table_add(barred, GSIZE_TO_POINTER(key))) stats->barred++;
  }
}

static void count_participant(Stats *stats, const BookRow *row, int until_age, Day today)
{
  if (!roster_row_is_young(row, until_age, today)) {
    stats->left++;
    return;
  }
  stats->young++;
  if (roster_row_is_below(row, until_age, today)) stats->minors++;
  if (roster_row_consents(row, today)) stats->consents++;
  if (g_strcmp0(row->cells[PARTICIPANT_PHOTO], "yes") == 0) stats->photos++;
}

static void count_participants(Stats *stats, const RosterBook *book, const Settings *settings)
{
  g_autoptr(GHashTable) guardians = g_hash_table_new(NULL, NULL), barred = g_hash_table_new(NULL, NULL);
  g_autoptr(GHashTable) households = g_hash_table_new(NULL, NULL);
  Day today = roster_today(settings);
  for (guint i = 0; i < book->rows[SHEET_PARTICIPANTS]->len; i++) {
    const BookRow *row = g_ptr_array_index(book->rows[SHEET_PARTICIPANTS], i);
    count_participant(stats, row, settings_until_age(settings), today);
    count_guardians(stats, guardians, barred, row);
    g_hash_table_add(households, GSIZE_TO_POINTER(row->stored.household));
  }
  stats->households = g_hash_table_size(households);
}

static void count_permissions(Stats *stats, const RosterBook *book, Day today)
{
  for (guint i = 0; i < book->rows[SHEET_PERMISSIONS]->len; i++) {
    if (roster_row_permits(g_ptr_array_index(book->rows[SHEET_PERMISSIONS], i), today)) stats->permissions++;
  }
}

static void print_stats(const Stats *stats, const RosterBook *book, int until_age)
{
  printf("version        %" G_GINT64_FORMAT "\n", book->version);
  printf("staff          %u, and %u who left\n", stats->staff, stats->former_staff);
  printf("young people   %u, of them %u below %d\n", stats->young, stats->minors, until_age);
  printf("left, of age   %u\n", stats->left);
  printf("guardians      %u, of them %u barred by somebody\n", stats->guardians, stats->barred);
  printf("households     %u\n", stats->households);
  printf("programmes     %u\n", book->rows[SHEET_PROGRAMMES]->len);
  printf("consents       %u to be contacted, %u to pictures\n", stats->consents, stats->photos);
  printf("permissions    %u valid today, of %u\n", stats->permissions, book->rows[SHEET_PERMISSIONS]->len);
}

int verb_roster_stats(const VerbContext *context, int argc, char **argv)
{
  if (!verb_options(context, NULL, NULL, summary, &argc, &argv)) return VERB_FAILED;
  if (!roster_wants(context, argc, 0, "takes no argument")) return VERB_FAILED;
  g_autoptr(Settings) settings = verb_settings(context);
  if (settings == NULL) return VERB_FAILED;
  g_autoptr(RosterBook) book = roster_read_book(context, settings);
  Stats stats = {0};
  if (book == NULL) return VERB_FAILED;
  count_staff(&stats, book);
  count_participants(&stats, book, settings);
  count_permissions(&stats, book, roster_today(settings));
  print_stats(&stats, book, settings_until_age(settings));
  return VERB_OK;
}
