// SPDX-License-Identifier: MIT
#include "address.h"
#include "journal_erase.h"
#include "log.h"
#include "moment.h"
#include "printable.h"
#include "roster_cell.h"
#include "roster_verbs.h"

#include <stdio.h>

typedef struct Options {
  char *before, *person, *note, *by;
} Options;

static void options_clear(Options *options)
{
  g_free(options->before);
  g_free(options->person);
  g_free(options->note);
  g_free(options->by);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* ---- whom an id means ---- */

typedef struct Marks {
  GPtrArray *addresses; /* canonical */
  GPtrArray *words;     /* as written */
} Marks;

static void marks_clear(Marks *marks)
{
  g_ptr_array_unref(marks->addresses);
  g_ptr_array_unref(marks->words);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Marks, marks_clear)

static void mark_address(Marks *marks, const char *address)
{
  g_ptr_array_add(marks->words, g_strdup(address));
  g_ptr_array_add(marks->addresses, address_canonical_shown(address, ADDRESS_SEPARATORS));
}

static void mark_addresses(Marks *marks, const char *cell)
{
  g_auto(GStrv) values = cell != NULL ? roster_cell_values(cell) : NULL;
  for (char **value = values; value != NULL && *value != NULL; value++) mark_address(marks, *value);
}

static void mark_word(Marks *marks, const char *cell)
{
  if (cell != NULL) g_ptr_array_add(marks->words, g_strdup(cell));
}

static void mark_row(Marks *marks, const BookRow *row)
{
  if (row->kind == SHEET_PARTICIPANTS) {
    mark_word(marks, row->cells[PARTICIPANT_NAME]);
    mark_addresses(marks, row->cells[PARTICIPANT_EMAIL]);
    return;
  }
  mark_word(marks, row->cells[STAFF_NAME]);
  mark_word(marks, row->cells[STAFF_LOGIN]);
  mark_addresses(marks, row->cells[STAFF_EMAIL]);
  mark_addresses(marks, row->cells[STAFF_PERSONAL_EMAIL]);
  mark_addresses(marks, row->cells[STAFF_FORMER_EMAIL]);
}

/* Without a roster only what the log ties to the id is known. */
static gboolean find_marks(const VerbContext *context, const Settings *settings, const char *id, Marks *marks)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RosterBook) book = roster_book_read(settings->roster, &error);
  const BookRow *row = book != NULL ? roster_book_person(book, id) : NULL;
  if (book == NULL) {
    verb_fail(context, "%s; without it nobody's name and addresses are known", error->message);
    return FALSE;
  }
  if (row != NULL) {
    mark_row(marks, row);
  } else {
    g_autofree char *shown = printable(id);
    fprintf(stderr, "%s: %s is not on the roster: erased is only what the log itself ties to this id\n",
            context->name, shown);
  }
  return TRUE;
}

/* ---- erasing ---- */

static int erase(const VerbContext *context, const Settings *settings, const JournalErasure *what)
{
  g_autoptr(GError) error = NULL;
  gint64 fields = 0;
  if (!journal_erase(settings->journal, settings->key, what, &fields, &error)) {
    return verb_fail(context, "%s", error->message);
  }
  printf("Personal fields erased: %" G_GINT64_FORMAT ".\n", fields);
  return VERB_OK;
}

static int erase_before(const VerbContext *context, const Settings *settings, const Options *options,
                        const char *by)
{
  gint64 before = 0;
  if (!moment_parse(options->before, MOMENT_DAY_BEGINS, settings->timezone, &before) || before == 0) {
    return verb_fail(context, "--before: this is no date; write it as in 2026-03-01");
  }
  g_autofree char *time = moment_short(before, settings->timezone);
  g_autofree char *note = g_strdup_printf("everything before %s%s%s", time, options->note != NULL ? ": " : "",
                                          options->note != NULL ? options->note : "");
  return erase(context, settings, &(JournalErasure){.before = before, .by = by, .note = note});
}

static int erase_person(const VerbContext *context, const Settings *settings, const Options *options,
                        const char *by)
{
  g_auto(Marks) marks = {.addresses = g_ptr_array_new_with_free_func(g_free),
                         .words = g_ptr_array_new_with_free_func(g_free)};
  if (*options->person == '\0') return verb_fail(context, "--person: whose fields?");
  if (!find_marks(context, settings, options->person, &marks)) return VERB_FAILED;
  g_autofree char *note = g_strdup_printf("one person%s%s", options->note != NULL ? ": " : "",
                                          options->note != NULL ? options->note : "");
  return erase(
      context, settings,
      &(JournalErasure){
          .id = options->person, .addresses = marks.addresses, .words = marks.words, .by = by, .note = note});
}

int verb_log_erase(const VerbContext *context, int argc, char **argv)
{
  g_auto(Options) options = {0};
  const GOptionEntry entries[] = {
      {"before", 0, 0, G_OPTION_ARG_STRING, &options.before, "All personal fields before this day or time",
       "DATE"},
      {"person", 0, 0, G_OPTION_ARG_STRING, &options.person, "All personal fields of this person", "ID"},
      {"note", 0, 0, G_OPTION_ARG_STRING, &options.note, "Why, to be kept in the log; name nobody", "TEXT"},
      {"by", 0, 0, G_OPTION_ARG_STRING, &options.by, "Who erases (default: whoever runs this)", "NAME"},
      G_OPTION_ENTRY_NULL,
  };
  if (!verb_options(
          context, entries, "",
          "Erases personal fields from the log for good. Verdicts, rules and times stay, the log still "
          "verifies, and that something was erased is an entry of its own.",
          &argc, &argv))
    return VERB_FAILED;
  if (argc != 1) return verb_fail(context, "takes no argument but options");
  if ((options.before == NULL) == (options.person == NULL)) {
    return verb_fail(context, "say either --before DATE or --person ID");
  }
  g_autoptr(Settings) settings = verb_settings(context);
  if (settings == NULL) return VERB_FAILED;
  g_autofree char *caller = roster_who();
  const char *by = options.by != NULL ? options.by : caller;
  return options.before != NULL ? erase_before(context, settings, &options, by)
                                : erase_person(context, settings, &options, by);
}
