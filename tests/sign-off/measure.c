// SPDX-License-Identifier: MIT
/* Measures the rule sign-off against labelled closings: prints what it judged
 * wrongly, precision and recall; fails when either is below what is asked for.
 *
 *   measure LEAST FILE…
 */
#include "letter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_BREAK "\xE2\x8F\x8E" /* ⏎ */

#define PLAIN_HEAD                                                                                           \
  "Hi Sam,\n\nThank you for your work on the robots last week. It was good to see how far\n"                 \
  "you have come.\n\n"
#define HTML_HEAD                                                                                            \
  "<p>Hi Sam,</p><p>Thank you for your work on the robots last week. It was good to see how far you have "   \
  "come.</p>"

typedef struct Count {
  guint right, missed, wrong, clean;
} Count;

typedef struct Closing {
  gboolean kiss, html, flowed, whole;
  char *sender;
  char *text;
} Closing;

static void closing_clear(Closing *closing)
{
  g_free(closing->sender);
  g_free(closing->text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Closing, closing_clear)

/* Takes the option off the end of the head; FALSE when it does not stand there. */
static gboolean take_option(char *head, const char *option)
{
  g_autofree char *suffix = g_strconcat(" ", option, NULL);
  if (!g_str_has_suffix(head, suffix)) return FALSE;
  head[strlen(head) - strlen(suffix)] = '\0';
  return TRUE;
}

static gboolean closing_parse(const char *line, Closing *closing)
{
  const char *colon = strstr(line, ": ");
  if (colon == NULL) return FALSE;
  g_autofree char *head = g_strndup(line, (gsize)(colon - line));
  closing->whole = take_option(head, "whole");
  closing->html = take_option(head, "html");
  closing->flowed = take_option(head, "flowed");
  closing->kiss = g_str_has_prefix(head, "kiss");
  const char *as = strstr(head, " as ");
  closing->sender = g_strdup(as != NULL ? as + 4 : "Ben Carter");
  g_auto(GStrv) lines = g_strsplit(colon + 2, LINE_BREAK, -1);
  closing->text = g_strjoinv("\n", lines);
  return closing->kiss || g_str_has_prefix(head, "clean");
}

static gboolean is_found(const Closing *closing)
{
  const char *head = closing->whole ? "" : closing->html ? HTML_HEAD : PLAIN_HEAD;
  g_autofree char *message = g_strdup_printf("MIME-Version: 1.0\nContent-Type: %s; charset=utf-8%s\n"
                                             "Content-Transfer-Encoding: 8bit\n\n%s%s\n",
                                             closing->html ? "text/html" : "text/plain",
                                             closing->flowed ? "; format=flowed" : "", head, closing->text);
  g_autoptr(Letter) letter = letter_new(closing->sender, message, strlen(message));
  return letter_judge(letter, &rule_sign_off) != 0;
}

static void count_one(Count *count, const Closing *closing, const char *line)
{
  gboolean found = is_found(closing);
  if (found != closing->kiss) printf("%s %s\n", found ? "wrongly found:" : "missed:       ", line);
  if (closing->kiss) {
    *(found ? &count->right : &count->missed) += 1;
  } else {
    *(found ? &count->wrong : &count->clean) += 1;
  }
}

static gboolean measure(const char *path, double least)
{
  g_autofree char *text = NULL;
  Count count = {0};
  if (!g_file_get_contents(path, &text, NULL, NULL)) {
    fprintf(stderr, "measure: cannot read %s\n", path);
    return FALSE;
  }
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    if (*lines[i] == '\0' || *lines[i] == '#') continue;
    g_auto(Closing) closing = {0};
    if (!closing_parse(lines[i], &closing)) {
      fprintf(stderr, "measure: %s:%u: not a closing\n", path, i + 1);
      return FALSE;
    }
    count_one(&count, &closing, lines[i]);
  }
  g_autofree char *name = g_path_get_basename(path);
  double precision = (double)count.right / MAX(count.right + count.wrong, 1);
  double recall = (double)count.right / MAX(count.right + count.missed, 1);
  printf("%s: %u closings (%u with kisses, %u without), precision %.4f, recall %.4f\n", name,
         count.right + count.missed + count.wrong + count.clean, count.right + count.missed,
         count.wrong + count.clean, precision, recall);
  return precision >= least && recall >= least;
}

int main(int argc, char **argv)
{
  if (argc < 3) {
    fprintf(stderr, "Usage: measure LEAST FILE...\n");
    return 2;
  }
  g_mime_init();
  double least = g_ascii_strtod(argv[1], NULL);
  gboolean good = TRUE;
  for (int i = 2; i < argc; i++) good = measure(argv[i], least) && good;
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
