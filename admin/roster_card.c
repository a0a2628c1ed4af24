// SPDX-License-Identifier: MIT
#include "roster_card.h"

#include "people.h"
#include "printable.h"
#include "roster_cell.h"

#include <stdio.h>

/* ---- lines ---- */

static void line(const char *label, const char *text)
{
  if (text == NULL || *text == '\0') return;
  g_autofree char *shown = printable(text);
  printf("  %-14s %s\n", label, shown);
}

/* One line a value. */
static void lines(const char *label, const char *cell)
{
  g_auto(GStrv) values = roster_cell_values(cell);
  for (char **value = values; *value != NULL; value++) line(label, *value);
}

static void title(const BookRow *row, const char *what)
{
  g_autofree char *id = printable(row->cells[0]), *name = printable(row->cells[1]);
  printf("%s  %s: %s\n", id, name, what);
}

static char *id_and_name(const BookRow *row)
{
  return g_strdup_printf("%s %s", row->cells[0], row->cells[1]);
}

static void programme_lines(const CardContext *context, const char *cell)
{
  g_auto(GStrv) ids = roster_cell_values(cell);
  for (char **id = ids; *id != NULL; id++) {
    const BookRow *row = roster_book_find(context->book, SHEET_PROGRAMMES, *id);
    g_autofree char *text = row != NULL ? id_and_name(row) : g_strdup(*id);
    line("programme", text);
  }
}

/* ---- families ---- */

static char *guardian_text(const BookRow *child, guint place)
{
  const char *const *cells = &child->cells[guardian_column(place, 0)];
  static const char *const contacts[] = {[CONTACT_COPY] = "is copied",
                                         [CONTACT_NONE] = "may be copied",
                                         [CONTACT_BARRED] = "BARRED: must never be copied"};
  Contact contact = CONTACT_COPY;
  if (cells[GUARDIAN_CONTACT] != NULL) contact_parse(cells[GUARDIAN_CONTACT], &contact);
  g_autoptr(GString) text = g_string_new(cells[GUARDIAN_NAME]);
  g_string_append_printf(text, "%s<%s>", text->len > 0 ? " " : "", cells[GUARDIAN_EMAIL]);
  if (cells[GUARDIAN_PHONE] != NULL) g_string_append_printf(text, " %s", cells[GUARDIAN_PHONE]);
  g_string_append_printf(text, ": %s", contacts[contact]);
  return g_strdup(text->str);
}

static void guardian_lines(const BookRow *row)
{
  for (guint place = 0; place < GUARDIANS_MAX; place++) {
    if (row->cells[guardian_column(place, GUARDIAN_EMAIL)] == NULL) continue;
    g_autofree char *text = guardian_text(row, place);
    line("guardian", text);
  }
}

/* The guardian's children, with what is set for each. */
static void child_lines(const CardContext *context, gint64 guardian)
{
  const GPtrArray *rows = context->book->rows[SHEET_PARTICIPANTS];
  for (guint i = 0; i < rows->len; i++) {
    const BookRow *row = g_ptr_array_index(rows, i);
    for (guint place = 0; place < GUARDIANS_MAX; place++) {
      if (row->stored.guardians[place] != guardian) continue;
      g_autofree char *child = id_and_name(row), *how = guardian_text(row, place);
      g_autofree char *text = g_strdup_printf("%s (%s)", child, how);
      line("guardian of", text);
    }
  }
}

static void household_lines(const CardContext *context, const BookRow *row)
{
  const GPtrArray *rows = context->book->rows[SHEET_PARTICIPANTS];
  for (guint i = 0; i < rows->len; i++) {
    const BookRow *other = g_ptr_array_index(rows, i);
    if (other == row || other->stored.household != row->stored.household) continue;
    g_autofree char *text = id_and_name(other);
    line("household with", text);
  }
}

/* ---- staff ---- */

void card_print_staff(const CardContext *context, const BookRow *row)
{
  g_autofree char *what =
      g_strdup_printf("%s%s", row->cells[STAFF_ROLE], roster_row_is_active(row) ? "" : ", left");
  title(row, what);
  lines("official", row->cells[STAFF_EMAIL]);
  lines("personal", row->cells[STAFF_PERSONAL_EMAIL]);
  lines("formerly", row->cells[STAFF_FORMER_EMAIL]);
  line("login", row->cells[STAFF_LOGIN]);
  lines("phone", row->cells[STAFF_PHONE]);
  programme_lines(context, row->cells[STAFF_PROGRAMMES]);
  child_lines(context, row->key);
}

/* ---- participants ---- */

static char *age_text(const CardContext *context, const BookRow *row)
{
  Day born = DAY_NONE;
  int until = settings_until_age(context->settings);
  const char *standing = roster_row_is_below(row, until, context->today) ? "a minor" : "of age";
  if (!day_parse(row->cells[PARTICIPANT_BORN], &born)) return g_strdup("no date of birth: counts as a minor");
  return g_strdup_printf("%s, %d years old: %s", row->cells[PARTICIPANT_BORN], day_age(born, context->today),
                         standing);
}

static char *consent_text(const CardContext *context, const BookRow *row)
{
  const char *until = row->cells[PARTICIPANT_CONSENT_UNTIL];
  gboolean given = g_strcmp0(row->cells[PARTICIPANT_CONSENT], "yes") == 0;
  if (!given) return g_strdup("no");
  if (until == NULL) return g_strdup("yes");
  gboolean holds = roster_row_consents(row, context->today);
  return g_strdup_printf(holds ? "yes, until %s" : "no: ended on %s", until);
}

static void permission_lines(const CardContext *context, const BookRow *child)
{
  const GPtrArray *rows = context->book->rows[SHEET_PERMISSIONS];
  for (guint i = 0; i < rows->len; i++) {
    const BookRow *row = g_ptr_array_index(rows, i);
    const char *const *cells = row->cells;
    if (g_strcmp0(cells[PERMISSION_PARTICIPANT], child->cells[PARTICIPANT_ID]) != 0) continue;
    gboolean ends = cells[PERMISSION_EXPIRES_ON] != NULL;
    g_autofree char *text =
        g_strdup_printf("%s %s, by %s, from %s%s%s%s", cells[PERMISSION_SORT], cells[PERMISSION_SUBJECT],
                        cells[PERMISSION_GRANTED_BY], cells[PERMISSION_GRANTED_ON], ends ? " to " : "",
                        ends ? cells[PERMISSION_EXPIRES_ON] : "",
                        roster_row_permits(row, context->today) ? "" : " (not valid today)");
    line("permission", text);
  }
}

void card_print_participant(const CardContext *context, const BookRow *row)
{
  g_autofree char *age = age_text(context, row), *consent = consent_text(context, row);
  title(row, roster_row_is_active(row) ? "participant" : "participant, left");
  line("born", age);
  lines("address", row->cells[PARTICIPANT_EMAIL]);
  line("contact", consent);
  line("pictures", row->cells[PARTICIPANT_PHOTO]);
  programme_lines(context, row->cells[PARTICIPANT_PROGRAMMES]);
  guardian_lines(row);
  household_lines(context, row);
  child_lines(context, row->key);
  permission_lines(context, row);
  line("school", row->cells[PARTICIPANT_SCHOOL]);
  lines("phone", row->cells[PARTICIPANT_PHONE]);
  line("postcode", row->cells[PARTICIPANT_POSTCODE]);
}

/* ---- guardians ---- */

void card_print_guardian(const CardContext *context, gint64 key)
{
  puts("A guardian");
  child_lines(context, key);
}

/* ---- programmes ---- */

static void staff_lines(const CardContext *context, const char *label, const char *cell)
{
  g_auto(GStrv) ids = roster_cell_values(cell);
  for (char **id = ids; *id != NULL; id++) {
    const BookRow *row = roster_book_find(context->book, SHEET_STAFF, *id);
    if (row == NULL) continue;
    g_autofree char *who = id_and_name(row);
    gboolean service = g_strcmp0(row->cells[STAFF_ROLE], "service") == 0;
    g_autofree char *text =
        g_strdup_printf("%s%s%s", who, roster_row_is_active(row) ? "" : " (left: skipped)",
                        service ? " (a service mailbox: skipped)" : "");
    line(label, text);
  }
}

void card_print_programme(const CardContext *context, const BookRow *row)
{
  guint members = 0;
  const GPtrArray *rows = context->book->rows[SHEET_PARTICIPANTS];
  for (guint i = 0; i < rows->len; i++) {
    const BookRow *other = g_ptr_array_index(rows, i);
    gboolean in = roster_cell_has(other->cells[PARTICIPANT_PROGRAMMES], row->cells[PROGRAMME_ID]);
    if (in && roster_row_is_active(other)) members++;
  }
  title(row, "programme");
  staff_lines(context, "co-staff", row->cells[PROGRAMME_CO_STAFF]);
  staff_lines(context, "designated", row->cells[PROGRAMME_DESIGNATED]);
  line("list", row->cells[PROGRAMME_LIST_ADDRESS]);
  if (row->cells[PROGRAMME_LIST_ADDRESS] != NULL) {
    const char *reaches = row->cells[PROGRAMME_LIST_MEMBERS];
    line("list reaches", reaches != NULL ? reaches : "participants");
  }
  printf("  %-14s %u\n", "young people", members);
}
