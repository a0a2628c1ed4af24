// SPDX-License-Identifier: MIT
#include "listen.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libmilter/mfapi.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

G_DEFINE_QUARK(chaperone_listen_error_quark, listen_error)

#define BACKLOG 200 /* connections that may wait while the pool is busy */

typedef struct Place {
  struct sockaddr_storage address;
  socklen_t length;
  const char *path; /* of a unix socket, borrowed from the spec; NULL for TCP */
} Place;

static gboolean parse_unix(const char *path, Place *place, GError **error)
{
  struct sockaddr_un *address = (struct sockaddr_un *)&place->address;
  if (*path != '/' || strlen(path) >= sizeof address->sun_path) {
    g_set_error(error, LISTEN_ERROR, LISTEN_ERROR_SPEC,
                "listen: the path of a socket begins with / and has at most %zu bytes: %s",
                sizeof address->sun_path - 1, path);
    return FALSE;
  }
  address->sun_family = AF_UNIX;
  g_strlcpy(address->sun_path, path, sizeof address->sun_path);
  place->length = sizeof *address;
  place->path = path;
  return TRUE;
}

/* "PORT@HOST", the host in square brackets or not. */
static gboolean parse_inet(const char *text, int family, Place *place, GError **error)
{
  g_auto(GStrv) parts = g_strsplit(text, "@", 2);
  struct addrinfo hints = {.ai_family = family, .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE};
  struct addrinfo *found = NULL;
  char *host = parts[0] != NULL ? parts[1] : NULL;
  gsize length = host != NULL ? strlen(host) : 0;
  if (length > 2 && host[0] == '[' && host[length - 1] == ']') {
    host[length - 1] = '\0';
    host++;
  }
  int failed = host != NULL ? getaddrinfo(host, parts[0], &hints, &found) : EAI_NONAME;
  if (failed != 0) {
    g_set_error(error, LISTEN_ERROR, LISTEN_ERROR_SPEC, "listen: \"%s\" is not PORT@HOST of this machine: %s",
                text, gai_strerror(failed));
    return FALSE;
  }
  memcpy(&place->address, found->ai_addr, found->ai_addrlen);
  place->length = found->ai_addrlen;
  place->path = NULL;
  freeaddrinfo(found);
  return TRUE;
}

static gboolean parse(const char *spec, Place *place, GError **error)
{
  memset(place, 0, sizeof *place);
  if (g_str_has_prefix(spec, "unix:")) return parse_unix(spec + strlen("unix:"), place, error);
  if (g_str_has_prefix(spec, "inet:")) return parse_inet(spec + strlen("inet:"), AF_INET, place, error);
  if (g_str_has_prefix(spec, "inet6:")) return parse_inet(spec + strlen("inet6:"), AF_INET6, place, error);
  g_set_error(error, LISTEN_ERROR, LISTEN_ERROR_SPEC,
              "listen: \"%s\" is neither unix:/path nor inet:PORT@HOST", spec);
  return FALSE;
}

static gboolean fail_open(const char *spec, int number, GError **error)
{
  g_set_error(error, LISTEN_ERROR, LISTEN_ERROR_OPEN, "cannot listen on %s: %s", spec, g_strerror(number));
  return FALSE;
}

/* Whether somebody accepts a connection there. */
static gboolean is_answered(const Place *place)
{
  const struct timeval patience = {.tv_sec = 2};
  int fd = socket(place->address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return FALSE;
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  int failed = connect(fd, (const struct sockaddr *)&place->address, place->length);
  /* Somebody who does not come round to accepting is somebody. */
  gboolean answered = failed == 0 || errno == EAGAIN || errno == EINPROGRESS;
  close(fd);
  return answered;
}

static gboolean check_path(const char *spec, const Place *place, GError **error)
{
  struct stat status;
  g_autofree char *directory = g_path_get_dirname(place->path);
  if (lstat(place->path, &status) == 0 && !S_ISSOCK(status.st_mode)) {
    g_set_error(error, LISTEN_ERROR, LISTEN_ERROR_OPEN,
                "cannot listen on %s: a file that is no socket is there", spec);
    return FALSE;
  }
  return access(directory, W_OK | X_OK) == 0 || fail_open(spec, errno, error);
}

/* Binding tells what is wrong with a TCP place; libmilter would only say that something is. */
static gboolean check_port(const char *spec, const Place *place, GError **error)
{
  int on = 1;
  int fd = socket(place->address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return fail_open(spec, errno, error);
  gboolean bound = setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
                   bind(fd, (const struct sockaddr *)&place->address, place->length) == 0;
  int number = errno;
  close(fd);
  return bound || fail_open(spec, number, error);
}

static gboolean probe(const char *spec, const Place *place, GError **error)
{
  if (is_answered(place)) {
    g_set_error(error, LISTEN_ERROR, LISTEN_ERROR_IN_USE,
                "cannot listen on %s: a program answers there already; is chaperoned running?", spec);
    return FALSE;
  }
  return place->path != NULL ? check_path(spec, place, error) : check_port(spec, place, error);
}

gboolean listen_probe(const char *spec, GError **error)
{
  Place place;
  return parse(spec, &place, error) && probe(spec, &place, error);
}

/* Two that start at once must not both find a stale socket and take it from
 * each other: the directory is locked from the look to the listening. */
static int lock_directory(const Place *place)
{
  if (place->path == NULL) return -1;
  g_autofree char *directory = g_path_get_dirname(place->path);
  int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0 && flock(fd, LOCK_EX) != 0) {
    close(fd);
    return -1;
  }
  return fd;
}

static gboolean open_socket(const char *spec, const Place *place, GError **error)
{
  if (!probe(spec, place, error)) return FALSE;
  if (place->path != NULL) unlink(place->path);
  g_autofree char *connection = g_strdup(spec);
  mode_t mask = umask(S_IXUSR | S_IXGRP | S_IRWXO);
  gboolean opened = smfi_setconn(connection) == MI_SUCCESS && smfi_setbacklog(BACKLOG) == MI_SUCCESS &&
                    smfi_opensocket(FALSE) == MI_SUCCESS;
  umask(mask);
  return opened || fail_open(spec, errno, error);
}

/* Connections inherit the option from the socket that listens. libmilter keeps
 * that to itself: it is found among our own descriptors. */
static void set_nodelay(void)
{
  DIR *descriptors = opendir("/proc/self/fd");
  if (descriptors == NULL) return;
  for (struct dirent *entry = readdir(descriptors); entry != NULL; entry = readdir(descriptors)) {
    int fd = (int)strtol(entry->d_name, NULL, 10);
    int listens = 0, on = 1;
    socklen_t length = sizeof listens;
    if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) != 0 || !listens) continue;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  closedir(descriptors);
}

gboolean listen_open(const char *spec, GError **error)
{
  Place place;
  if (!parse(spec, &place, error)) return FALSE;
  int lock = lock_directory(&place);
  gboolean opened = open_socket(spec, &place, error);
  if (lock >= 0) close(lock);
  if (opened && place.path == NULL) set_nodelay();
  return opened;
}

void listen_wake(const char *spec)
{
  Place place;
  if (parse(spec, &place, NULL)) is_answered(&place);
}

void listen_remove(const char *spec)
{
  Place place;
  if (parse(spec, &place, NULL) && place.path != NULL) unlink(place.path);
}
