// SPDX-License-Identifier: MIT
/* journal-fill JOURNAL KEY COUNT [MILLISECONDS]: appends invented messages to a
 * journal as the daemon would, one after the other with a pause between them,
 * and prints each reference once its entry is on disk. For tests of the command. */
#include "invented.h"

#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>

static int fill(Journal *journal, guint count, gulong pause)
{
  for (guint i = 0; i < count; i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *reference = invented_append(journal, i, &error);
    if (reference == NULL) {
      fprintf(stderr, "journal-fill: %s\n", error->message);
      return EXIT_FAILURE;
    }
    puts(reference);
    fflush(stdout);
    if (pause > 0) g_usleep(pause * G_TIME_SPAN_MILLISECOND);
  }
  return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
  if (argc < 4) {
    fputs("journal-fill JOURNAL KEY COUNT [MILLISECONDS]\n", stderr);
    return EXIT_FAILURE;
  }
  g_mime_init();
  g_autoptr(GError) error = NULL;
  g_autoptr(Journal) journal = journal_open(argv[1], argv[2], &error);
  if (journal == NULL) {
    fprintf(stderr, "journal-fill: %s\n", error->message);
    return EXIT_FAILURE;
  }
  return fill(journal, (guint)strtoul(argv[3], NULL, 10), argc > 4 ? strtoul(argv[4], NULL, 10) : 0);
}
