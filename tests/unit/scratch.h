// SPDX-License-Identifier: MIT
/* A directory of a test's own, gone with what is in it when the test is over:
 * tcase_add_checked_fixture(tests, scratch_make, scratch_remove). Not for
 * directories in directories.
 */
#pragma once

#include <check.h>
#include <glib.h>
#include <glib/gstdio.h>

static char *scratch;

static inline void scratch_make(void)
{
  scratch = g_dir_make_tmp("chaperone-XXXXXX", NULL);
  ck_assert_ptr_nonnull(scratch);
}

static inline void scratch_remove(void)
{
  GDir *entries = g_dir_open(scratch, 0, NULL);
  const char *name = NULL;
  while ((name = g_dir_read_name(entries)) != NULL) {
    g_autofree char *path = g_build_filename(scratch, name, NULL);
    g_unlink(path);
  }
  g_dir_close(entries);
  g_rmdir(scratch);
  g_clear_pointer(&scratch, g_free);
}

/* Writes a file there; length -1 for a text. Returns its path, which the caller owns. */
static inline char *scratch_file(const char *name, const char *bytes, gssize length)
{
  char *path = g_build_filename(scratch, name, NULL);
  ck_assert(g_file_set_contents(path, bytes, length, NULL));
  return path;
}
