// SPDX-License-Identifier: MIT
#include "spool.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* For file systems without O_TMPFILE: made, then its name taken away. */
static int open_unlinked(const char *directory)
{
  g_autofree char *path = g_build_filename(directory, "chaperoned-XXXXXX", NULL);
  int fd = mkostemp(path, O_CLOEXEC);
  if (fd >= 0) unlink(path);
  return fd;
}

GMimeStream *spool_open(const char *directory, GError **error)
{
  const char *wanted = g_getenv("TMPDIR");
  if (wanted == NULL || *wanted == '\0') wanted = directory;
  int fd = open(wanted, O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == ENOENT)) fd = open_unlinked(wanted);
  if (fd >= 0) return g_mime_stream_fs_new(fd);
  g_set_error(
      error, G_IO_ERROR, (gint)g_io_error_from_errno(errno),
      "no room to keep a large message: %s: %s; make the directory writable, or set TMPDIR to one that is",
      wanted, g_strerror(errno));
  return NULL;
}
