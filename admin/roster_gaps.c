// SPDX-License-Identifier: MIT
#include "printable.h"
#include "roster_cell.h"
#include "roster_verbs.h"
#include "rules/rules.h"

#include <stdio.h>

static const char summary[] =
    "Lists what the roster lacks, so that it can be mended before a message is refused:\n"
    "minors without a guardian to copy, missing dates of birth, consents that are missing\n"
    "or end soon, birthdays that change a rule, programmes without two staff.\n\n"
    "Exit status: 0 no gaps, 1 gaps, 2 the roster could not be read.";

#define SOON 30 /* days */

typedef struct Gaps {
  const RosterBook *book;
  const Settings *settings;
  Day today;
  int until_age, min_age; /* min_age 0: the rule is off */
  guint count;
} Gaps;

/* ---- telling ---- */

static void print_gap(Gaps *gaps, const char *title, guint *found, const BookRow *row, const char *more)
{
  g_autofree char *id = printable(row->cells[0]), *name = printable(row->cells[1]);
  if ((*found)++ == 0) printf("%s:\n", title);
  printf("  %s  %s%s%s\n", id, name, more != NULL ? ": " : "", more != NULL ? more : "");
  gaps->count++;
}

/* What a row lacks, in words that the caller frees; NULL: nothing. "" is enough said by the title. */
typedef char *(*FindGap)(const Gaps *gaps, const BookRow *row);

static void tell(Gaps *gaps, RosterKind kind, const char *title, FindGap find)
{
  guint found = 0;
  for (guint i = 0; i < gaps->book->rows[kind]->len; i++) {
    const BookRow *row = g_ptr_array_index(gaps->book->rows[kind], i);
    g_autofree char *gap = find(gaps, row);
    if (gap != NULL) print_gap(gaps, title, &found, row, *gap != '\0' ? gap : NULL);
  }
}

/* ---- young people ---- */

static gboolean is_young(const Gaps *gaps, const BookRow *row)
{
  return roster_row_is_young(row, gaps->until_age, gaps->today);
}

static gboolean is_minor(const Gaps *gaps, const BookRow *row)
{
  return is_young(gaps, row) && roster_row_is_below(row, gaps->until_age, gaps->today);
}

static char *no_guardian(const Gaps *gaps, const BookRow *row)
{
  if (!is_minor(gaps, row)) return NULL;
  for (guint place = 0; place < GUARDIANS_MAX; place++) {
    gboolean there = row->cells[guardian_column(place, GUARDIAN_EMAIL)] != NULL;
    if (there && g_strcmp0(row->cells[guardian_column(place, GUARDIAN_CONTACT)], "copy") == 0) return NULL;
  }
  return g_strdup("");
}

static char *no_birth(const Gaps *gaps, const BookRow *row)
{
  return is_young(gaps, row) && row->cells[PARTICIPANT_BORN] == NULL ? g_strdup("") : NULL;
}

static char *no_consent(const Gaps *gaps, const BookRow *row)
{
  if (!is_minor(gaps, row) || roster_row_consents(row, gaps->today)) return NULL;
  const char *until = row->cells[PARTICIPANT_CONSENT_UNTIL];
  gboolean ended = g_strcmp0(row->cells[PARTICIPANT_CONSENT], "yes") == 0;
  return ended ? g_strdup_printf("ended on %s", until) : g_strdup("");
}

static char *consent_ends(const Gaps *gaps, const BookRow *row)
{
  gboolean ends = is_minor(gaps, row) && roster_row_consents(row, gaps->today) &&
                  !roster_row_consents(row, gaps->today + SOON);
  return ends ? g_strdup_printf("on %s", row->cells[PARTICIPANT_CONSENT_UNTIL]) : NULL;
}

static char *turns(const Gaps *gaps, Day born, int age, const char *what)
{
  if (age <= 0 || day_age(born, gaps->today) >= age) return NULL;
  for (Day day = gaps->today + 1; day <= gaps->today + SOON; day++) {
    if (day_age(born, day) < age) continue;
    g_autofree char *when = day_format(day);
    return g_strdup_printf("turns %d on %s: %s", age, when, what);
  }
  return NULL;
}

static char *birthday(const Gaps *gaps, const BookRow *row)
{
  Day born = DAY_NONE;
  if (!is_young(gaps, row) || !day_parse(row->cells[PARTICIPANT_BORN], &born)) return NULL;
  char *grown = turns(gaps, born, gaps->until_age, "parents are copied no longer");
  return grown != NULL ? grown : turns(gaps, born, gaps->min_age, "may be written to directly");
}

/* ---- programmes ---- */

/* Active staff who can be the second adult, by a programme's co_staff or their own row. */
static guint count_staff(const Gaps *gaps, const BookRow *programme)
{
  guint count = 0;
  for (guint i = 0; i < gaps->book->rows[SHEET_STAFF]->len; i++) {
    const BookRow *row = g_ptr_array_index(gaps->book->rows[SHEET_STAFF], i);
    gboolean named = roster_cell_has(programme->cells[PROGRAMME_CO_STAFF], row->cells[STAFF_ID]) ||
                     roster_cell_has(row->cells[STAFF_PROGRAMMES], programme->cells[PROGRAMME_ID]);
    gboolean human = g_strcmp0(row->cells[STAFF_ROLE], "service") != 0;
    if (named && human && roster_row_is_active(row)) count++;
  }
  return count;
}

static char *few_staff(const Gaps *gaps, const BookRow *row)
{
  guint count = count_staff(gaps, row);
  if (count >= 2) return NULL;
  return g_strdup(count == 1 ? "only one" : "none");
}

static char *co_staff_left(const Gaps *gaps, const BookRow *row)
{
  g_autoptr(GString) left = g_string_new(NULL);
  g_auto(GStrv) ids = roster_cell_values(row->cells[PROGRAMME_CO_STAFF]);
  for (char **id = ids; *id != NULL; id++) {
    const BookRow *staff = roster_book_find(gaps->book, SHEET_STAFF, *id);
    if (staff == NULL || roster_row_is_active(staff)) continue;
    g_autofree char *name = printable(staff->cells[STAFF_NAME]);
    g_string_append_printf(left, "%s%s", left->len > 0 ? ", " : "", name);
  }
  return left->len > 0 ? g_strdup(left->str) : NULL;
}

static char *no_designated(const Gaps *gaps, const BookRow *row)
{
  g_auto(GStrv) ids = roster_cell_values(row->cells[PROGRAMME_DESIGNATED]);
  for (char **id = ids; *id != NULL; id++) {
    const BookRow *staff = roster_book_find(gaps->book, SHEET_STAFF, *id);
    if (staff != NULL && roster_row_is_active(staff)) return NULL;
  }
  return g_strdup("");
}

/* ---- permissions ---- */

static char *permission_ends(const Gaps *gaps, const BookRow *row)
{
  if (!roster_row_permits(row, gaps->today) || roster_row_permits(row, gaps->today + SOON)) return NULL;
  g_autofree char *subject = printable(row->cells[PERMISSION_SUBJECT]);
  return g_strdup_printf("%s, on %s", subject, row->cells[PERMISSION_EXPIRES_ON]);
}

/* ---- all ---- */

static gboolean is_on(const Settings *settings, const RuleSpec *rule)
{
  return settings_rule(settings, rule)->action != ACTION_OFF;
}

static void tell_all(Gaps *gaps)
{
  tell(gaps, SHEET_PARTICIPANTS, "Minors with no guardian to copy", no_guardian);
  tell(gaps, SHEET_PARTICIPANTS, "No date of birth, so they count as minors", no_birth);
  tell(gaps, SHEET_PARTICIPANTS, "Minors without consent to be contacted", no_consent);
  tell(gaps, SHEET_PARTICIPANTS, "Consent to be contacted ends soon", consent_ends);
  tell(gaps, SHEET_PARTICIPANTS, "Birthdays that change a rule", birthday);
  tell(gaps, SHEET_PROGRAMMES, "Programmes without two staff", few_staff);
  tell(gaps, SHEET_PROGRAMMES, "Programmes whose co-staff have left", co_staff_left);
  if (is_on(gaps->settings, &rule_designated_person))
    tell(gaps, SHEET_PROGRAMMES, "Programmes without a designated person", no_designated);
  tell(gaps, SHEET_PERMISSIONS, "Permissions end soon", permission_ends);
}

int verb_roster_gaps(const VerbContext *context, int argc, char **argv)
{
  if (!verb_options(context, NULL, NULL, summary, &argc, &argv)) return VERB_FAILED;
  if (!roster_wants(context, argc, 0, "takes no argument")) return VERB_FAILED;
  g_autoptr(Settings) settings = verb_settings(context);
  if (settings == NULL) return VERB_FAILED;
  g_autoptr(RosterBook) book = roster_read_book(context, settings);
  if (book == NULL) return VERB_FAILED;
  const RuleSettings *min_age = settings_rule(settings, &rule_min_age);
  Gaps gaps = {.book = book,
               .settings = settings,
               .today = roster_today(settings),
               .until_age = settings_until_age(settings),
               .min_age = min_age->action != ACTION_OFF ? rule_value(min_age, MIN_AGE_AGE)->number : 0};
  tell_all(&gaps);
  if (gaps.count == 0)
    puts("No gaps.");
  else
    printf("\n%u %s.\n", gaps.count, gaps.count == 1 ? "gap" : "gaps");
  return gaps.count == 0 ? VERB_OK : VERB_NO;
}
