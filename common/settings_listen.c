// SPDX-License-Identifier: MIT
#include "settings_listen.h"

#include <string.h>
#include <sys/un.h>

static void take(Settings *settings, char *listen)
{
  g_free(settings->listen);
  settings->listen = listen;
}

static gboolean read_unix(const Reader *reader, const config_setting_t *setting, const char *path)
{
  if (*path == '\0')
    return reader_fail(reader, setting, "\"unix:\" must be followed by the path of a socket");
  g_autofree char *absolute = g_canonicalize_filename(path, reader->directory);
  gsize most = sizeof(((struct sockaddr_un *)NULL)->sun_path) - 1;
  if (strlen(absolute) > most)
    return reader_fail(reader, setting, "the socket's path is longer than the %zu bytes a socket can have",
                       most);
  take(reader->settings, g_strconcat("unix:", absolute, NULL));
  return TRUE;
}

/* "8891@127.0.0.1" */
static gboolean is_port_at_host(const char *text)
{
  char *end = NULL;
  guint64 port = g_ascii_isdigit(*text) ? g_ascii_strtoull(text, &end, 10) : 0;
  if (port < 1 || port > 65535 || *end != '@') return FALSE;
  const char *host = end + 1;
  return *host != '\0' &&
         host[strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:-[]")] == '\0';
}

gboolean read_listen(const Reader *reader, const config_setting_t *setting)
{
  const char *text = reader_text(reader, setting);
  if (text == NULL) return FALSE;
  if (g_str_has_prefix(text, "unix:") || g_str_has_prefix(text, "local:"))
    return read_unix(reader, setting, strchr(text, ':') + 1);
  gboolean inet = g_str_has_prefix(text, "inet:") || g_str_has_prefix(text, "inet6:");
  if (!inet || !is_port_at_host(strchr(text, ':') + 1))
    return reader_fail(reader, setting,
                       "\"%s\" is no place to listen; write \"unix:/run/chaperone/chaperone.sock\" or "
                       "\"inet:8891@127.0.0.1\"",
                       text);
  take(reader->settings, g_strdup(text));
  return TRUE;
}
