// SPDX-License-Identifier: MIT
/* Runs a fuzz target without libFuzzer, once for every file of the directories
 * that the command line names. Fails when there is none. */
#include "fuzz.h"

static guint replay(const char *directory)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open(directory, 0, &error);
  if (dir == NULL) g_error("%s", error->message);
  guint count = 0;
  for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(directory, name, NULL);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &bytes, &length, &error)) g_error("%s", error->message);
    g_autofree uint8_t *exact = g_memdup2(bytes, length);
    g_print("%s\n", name);
    LLVMFuzzerTestOneInput(exact, length);
    count++;
  }
  return count;
}

int main(int argc, char **argv)
{
  guint count = 0;
  for (int i = 1; i < argc; i++) count += replay(argv[i]);
  g_print("%u inputs\n", count);
  return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
