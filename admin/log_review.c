// SPDX-License-Identifier: MIT
#include "journal_note.h"
#include "journal_read.h"
#include "log.h"
#include "roster_verbs.h"

#include <stdio.h>

static const char *const outcomes[] = {"upheld", "mistaken", "escalated"};

typedef struct Review {
  const char *reference;
  char *outcome, *note, *by;
} Review;

static gboolean is_outcome(const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS(outcomes); i++) {
    if (g_strcmp0(text, outcomes[i]) == 0) return TRUE;
  }
  return FALSE;
}

/* FALSE with a message printed when the log has no such message. */
static gboolean find_message(const VerbContext *context, const Settings *settings, const char *reference,
                             int *code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JournalEntry) message = NULL;
  g_autoptr(GPtrArray) later = NULL;
  g_autoptr(JournalReader) reader = journal_reader_open(settings->journal, &error);
  if (reader == NULL || !journal_reader_find(reader, reference, &message, &later, &error)) {
    *code = verb_fail(context, "%s", error->message);
  } else if (message == NULL) {
    verb_fail(context, "there is no message %s in the log", reference);
    *code = VERB_NO;
  }
  return message != NULL;
}

static int review_message(const VerbContext *context, const Settings *settings, const Review *review)
{
  int code = VERB_OK;
  g_autoptr(GError) error = NULL;
  if (!find_message(context, settings, review->reference, &code)) return code;
  g_autoptr(JournalEntry) entry = journal_entry_new(ENTRY_REVIEW, review->reference, g_get_real_time());
  entry->outcome = g_strdup(review->outcome);
  journal_entry_add(entry, DETAIL_NOTE, 0, review->note, NULL);
  g_autofree char *caller = roster_who();
  journal_entry_add(entry, DETAIL_BY, 0, review->by != NULL ? review->by : caller, NULL);
  if (!journal_note(settings->journal, settings->key, entry, &error)) {
    return verb_fail(context, "%s", error->message);
  }
  printf("%s is reviewed: %s.\n", review->reference, review->outcome);
  return VERB_OK;
}

static void review_clear(Review *review)
{
  g_free(review->outcome);
  g_free(review->note);
  g_free(review->by);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Review, review_clear)

int verb_log_review(const VerbContext *context, int argc, char **argv)
{
  g_auto(Review) review = {0};
  const GOptionEntry entries[] = {
      {"outcome", 0, 0, G_OPTION_ARG_STRING, &review.outcome,
       "upheld: chaperone was right; mistaken: it was not; escalated: passed on to the reporting procedure",
       "OUTCOME"},
      {"note", 0, 0, G_OPTION_ARG_STRING, &review.note, "A sentence to be kept with it", "TEXT"},
      {"by", 0, 0, G_OPTION_ARG_STRING, &review.by, "Who reviewed it (default: whoever runs this)", "NAME"},
      G_OPTION_ENTRY_NULL,
  };
  if (!verb_options(
          context, entries, "REF",
          "Notes in the log that somebody has looked at a message, and with what outcome. A later review "
          "replaces an earlier one; both stay in the log.",
          &argc, &argv))
    return VERB_FAILED;
  if (argc != 2) return verb_fail(context, "name one reference, such as CH-7QK2-0M4X");
  if (!is_outcome(review.outcome)) return verb_fail(context, "--outcome: one of upheld, mistaken, escalated");
  g_autofree char *reference = log_reference(argv[1]);
  if (reference == NULL) return verb_fail(context, "a reference looks like CH-7QK2-0M4X");
  review.reference = reference;
  g_autoptr(Settings) settings = verb_settings(context);
  return settings != NULL ? review_message(context, settings, &review) : VERB_FAILED;
}
