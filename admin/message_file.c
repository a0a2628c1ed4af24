// SPDX-License-Identifier: MIT
#include "message_file.h"

#include "printable.h"
#include "spool.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean fail(GError **error, const char *path, int code)
{
  g_autofree char *shown = strcmp(path, "-") == 0 ? g_strdup("standard input") : printable(path);
  g_set_error(error, G_IO_ERROR, (gint)g_io_error_from_errno(code), "%s cannot be read: %s", shown,
              g_strerror(code));
  return FALSE;
}

/* What cannot be mapped (a pipe, a terminal) is copied to a file without a name. */
static int copy_to_spool(int from, const char *path, GError **error)
{
  g_autoptr(GMimeStream) spool = spool_open(g_get_tmp_dir(), error);
  if (spool == NULL) return -1;
  char piece[64 * 1024];
  ssize_t length = 0;
  while ((length = read(from, piece, sizeof(piece))) > 0) {
    if (g_mime_stream_write(spool, piece, (size_t)length) == length) continue;
    fail(error, path, ENOSPC);
    return -1;
  }
  if (length == 0) return dup(GMIME_STREAM_FS(spool)->fd);
  fail(error, path, errno);
  return -1;
}

static GMappedFile *map(int fd, const char *path, GError **error)
{
  struct stat status;
  if (fstat(fd, &status) != 0 || S_ISDIR(status.st_mode)) {
    fail(error, path, S_ISDIR(status.st_mode) ? EISDIR : errno);
    return NULL;
  }
  int mapped = S_ISREG(status.st_mode) ? dup(fd) : copy_to_spool(fd, path, error);
  if (mapped < 0) return NULL;
  GMappedFile *file = g_mapped_file_new_from_fd(mapped, FALSE, error);
  (void)close(mapped);
  return file;
}

static GMappedFile *open_message(const char *path, GError **error)
{
  if (strcmp(path, "-") == 0) return map(STDIN_FILENO, path, error);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    fail(error, path, errno);
    return NULL;
  }
  GMappedFile *file = map(fd, path, error);
  (void)close(fd);
  return file;
}

static GMimeStream *make_spool(void *context)
{
  (void)context;
  return spool_open(g_get_tmp_dir(), NULL);
}

Mail *message_file_read(const Settings *settings, const char *path, GError **error)
{
  g_autoptr(GMappedFile) file = open_message(path, error);
  if (file == NULL) return NULL;
  g_autoptr(Mail) mail = mail_new(settings->subaddress, make_spool, NULL);
  const char *bytes = g_mapped_file_get_contents(file);
  if (!mail_read(mail, bytes == NULL ? "" : bytes, g_mapped_file_get_length(file), error)) {
    g_autofree char *shown = printable(path);
    g_prefix_error(error, "%s: ", strcmp(path, "-") == 0 ? "standard input" : shown);
    return NULL;
  }
  return g_steal_pointer(&mail);
}
