// SPDX-License-Identifier: MIT
#include "details_internal.h"

#include "plain.h"

#include <string.h>

/* A number as people write it: groups of digits with a few signs between. */
#define GAP_MOST 5    /* signs between two groups */
#define GROUP_MOST 20 /* digits of a group; what is longer is no phone number */

/* Digits of one run of groups, as far back as a number can reach. A number
 * begins with a group; so does one that stands behind another, once that has
 * digits enough. */
typedef struct Run {
  Details *details;
  char last[PHONE_DIGITS + 1]; /* the last digits, in order */
  guint kept;                  /* how many of them */
  guint count;                 /* digits since the run began */
  guint start;                 /* where the present number begins, as a count of digits */
} Run;

static void run_end(Run *run)
{
  run->kept = 0;
  run->count = 0;
  run->start = 0;
}

static void keep_digit(Run *run, char digit)
{
  if (run->kept == PHONE_DIGITS) memmove(run->last, run->last + 1, --run->kept);
  run->last[run->kept++] = digit;
  run->last[run->kept] = '\0';
}

static void add_number(Details *details, const char *digits)
{
  gsize length = strlen(digits);
  details_found(details, details->phones, g_strdup(digits));
  for (gsize tail = PHONE_LEAST; tail < length; tail++)
    details_found(details, details->tails, g_strdup(digits + length - tail));
}

/* A group has ended, and perhaps a number with it. */
static void run_number(Run *run)
{
  guint length = run->count - run->start;
  if (run->count >= PHONE_DIGITS) add_number(run->details, run->last);
  if (length < PHONE_DIGITS && length >= PHONE_LEAST)
    add_number(run->details, run->last + run->kept - length);
}

static const char *take_group(Run *run, const char *at, gsize length)
{
  if (run->count - run->start >= PHONE_LEAST) run->start = run->count;
  for (gsize i = 0; i < length; i++) {
    char c = at[i];
    keep_digit(run, g_ascii_isdigit(c) ? c : c == 'o' ? '0' : '1');
  }
  run->count += (guint)length;
  run_number(run);
  return at + length;
}

/* ---- what is what ---- */

/* "o7700" and "9OO123": letters that stand for digits beside one. */
static gboolean is_digit(const char *text, const char *at)
{
  if (g_ascii_isdigit(*at)) return TRUE;
  if (*at != 'o' && *at != 'l') return FALSE;
  gboolean before =
      at > text && (g_ascii_isdigit(at[-1]) || (at[-1] == *at && at - 1 > text && g_ascii_isdigit(at[-2])));
  gboolean after = g_ascii_isdigit(at[1]) || (at[1] == *at && g_ascii_isdigit(at[2]));
  return before || after;
}

static gsize group_length(const char *text, const char *at)
{
  gsize length = 0;
  while (is_digit(text, at + length)) length++;
  return length;
}

static gboolean is_gap(gunichar c)
{
  if (c < 0x80) return c != '\0' && strchr(" \n-.()[]{}/\\+_*~'^", (int)c) != NULL;
  return !g_unichar_isalnum(c);
}

/* Behind the signs that may stand within a number; NULL when more stand there. */
static const char *skip_gap(const char *at)
{
  guint lines = 0;
  guint signs = 0;
  while (is_gap(g_utf8_get_char(at))) {
    if (*at == '\n') lines++;
    if (++signs > GAP_MOST || lines > 1) return NULL;
    at = g_utf8_next_char(at);
  }
  return at;
}

void details_find_phones(Details *details, const char *plain)
{
  Run run = {.details = details};
  const char *at = plain;
  while (*at != '\0') {
    gsize length = group_length(plain, at);
    if (length == 0) {
      at = g_utf8_next_char(at);
      continue;
    }
    if (length > GROUP_MOST) {
      run_end(&run);
      at += length;
      continue;
    }
    at = take_group(&run, at, length);
    const char *next = skip_gap(at);
    gboolean goes_on = next != NULL && group_length(plain, next) > 0;
    if (!goes_on) run_end(&run);
    if (next != NULL && next > at) at = next;
  }
}

/* ---- recorded numbers ---- */

static char *last_digits(const char *recorded)
{
  g_autofree char *plain = plain_text(recorded);
  GString *digits = g_string_new(NULL);
  for (const char *at = plain; *at != '\0'; at++) {
    /* "020 7946 0123 ext 5": what follows a word is not the number's own. */
    if (g_ascii_isalpha(*at) && digits->len >= PHONE_LEAST) break;
    if (g_ascii_isdigit(*at)) g_string_append_c(digits, *at);
  }
  if (digits->len > PHONE_DIGITS) g_string_erase(digits, 0, (gssize)(digits->len - PHONE_DIGITS));
  return g_string_free(digits, FALSE);
}

char *details_phone(const char *recorded)
{
  char *digits = last_digits(recorded);
  if (strlen(digits) >= PHONE_LEAST) return digits;
  g_free(digits);
  return NULL;
}

gboolean details_have_phone(const Details *details, const char *recorded)
{
  g_autofree char *digits = details_phone(recorded);
  if (digits == NULL) return FALSE;
  /* A longer number in the text that ends with this one. */
  if (g_hash_table_contains(details->tails, digits)) return TRUE;
  /* The same number in the text, or a shorter one with which this one ends. */
  for (const char *tail = digits; strlen(tail) >= PHONE_LEAST; tail++) {
    if (g_hash_table_contains(details->phones, tail)) return TRUE;
  }
  return FALSE;
}

gboolean details_same_phone(const char *recorded, const char *other)
{
  g_autofree char *one = details_phone(recorded);
  g_autofree char *two = details_phone(other);
  return one != NULL && two != NULL && (g_str_has_suffix(one, two) || g_str_has_suffix(two, one));
}
