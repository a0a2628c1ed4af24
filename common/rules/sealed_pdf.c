// SPDX-License-Identifier: MIT
/* A PDF that is encrypted says so in a trailer or cross-reference dictionary, by
 * the key Encrypt (ISO 32000-1, 7.6.1), and nowhere in compressed data. */
#include "sealed.h"

#include <string.h>

#define KEY "Encrypt"

/* How far a name has been read. */
typedef struct Names {
  char name[16];
  gsize length;
  gboolean within; /* a name is being read */
  gboolean key;    /* the key has been read: a value must follow */
  guint hex;       /* digits of a #xx still to come */
  gboolean found;
} Names;

gboolean sealed_is_pdf(const guint8 *head, gsize length)
{
  return g_strstr_len((const char *)head, (gssize)length, "%PDF-") != NULL;
}

static void read_name_byte(Names *names, char c)
{
  if (names->hex > 0 && g_ascii_isxdigit(c)) {
    names->name[names->length] = (char)(names->name[names->length] * 16 + g_ascii_xdigit_value(c));
    if (--names->hex == 0) names->length++;
  } else if (c == '#') {
    names->hex = 2;
    names->name[names->length] = '\0';
  } else {
    names->name[names->length++] = c;
  }
  if (names->length >= sizeof names->name - 1) names->within = FALSE; /* too long for the key */
}

static void end_name(Names *names)
{
  names->within = FALSE;
  names->key = names->length == strlen(KEY) && memcmp(names->name, KEY, names->length) == 0;
}

static gboolean is_blank(char c)
{
  return g_ascii_isspace(c) || c == '\0';
}

static void read_byte(Names *names, char c)
{
  gboolean regular = !is_blank(c) && strchr("()<>[]{}/%", c) == NULL;
  if (names->within && regular) {
    read_name_byte(names, c);
    return;
  }
  if (names->within) end_name(names);
  if (names->key && !is_blank(c)) {
    names->found = names->found || g_ascii_isdigit(c) || c == '<';
    names->key = FALSE;
  }
  if (c == '/') {
    names->within = TRUE;
    names->length = 0;
    names->hex = 0;
  }
}

Sealed sealed_pdf(PartStream *stream)
{
  Names names = {0};
  char chunk[8192];
  for (gsize got = 0; !names.found && (got = part_stream_read(stream, chunk, sizeof chunk)) > 0;) {
    for (gsize i = 0; i < got; i++) read_byte(&names, chunk[i]);
  }
  return names.found ? SEALED_YES : SEALED_NO;
}
