// SPDX-License-Identifier: MIT
#include "roster_cell.h"

#include "address.h"
#include "limit.h"
#include "people.h"
#include "roster_report.h"

#include <string.h>

/* ---- cleaning ---- */

static gboolean is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

#define NBSP "\xC2\xA0" /* spreadsheets leave it at the ends of cells */

static char *trimmed(char *cell, gsize *length)
{
  char *end = cell + *length;
  for (;;) {
    if (cell < end && is_blank(*cell))
      cell++;
    else if (end - cell >= 2 && memcmp(cell, NBSP, 2) == 0)
      cell += 2;
    else
      break;
  }
  for (;;) {
    if (cell < end && is_blank(end[-1]))
      end--;
    else if (end - cell >= 2 && memcmp(end - 2, NBSP, 2) == 0)
      end -= 2;
    else
      break;
  }
  *end = '\0';
  *length = (gsize)(end - cell);
  return cell;
}

enum { HAS_CONTROL = 1, HAS_BREAK = 2, HAS_WIDE = 4 };

static guint what_is_in(const char *text, gsize length)
{
  guint found = 0;
  for (gsize i = 0; i < length; i++) {
    guchar c = (guchar)text[i];
    if (c >= 0x80)
      found |= HAS_WIDE;
    else if (c == '\n' || c == '\r' || c == '\t')
      found |= HAS_BREAK;
    else if (c < 0x20 || c == 0x7f)
      found |= HAS_CONTROL;
  }
  return found;
}

static void join_lines(char *text)
{
  char *to = text;
  for (const char *from = text; *from != '\0';) {
    const char *gap = from;
    gboolean has_break = FALSE;
    for (; is_blank(*from); from++) has_break |= *from != ' ';
    if (has_break) {
      *to++ = ' ';
    } else {
      while (gap < from) *to++ = *gap++;
    }
    if (*from != '\0') *to++ = *from++;
  }
  *to = '\0';
}

/* U+FFFD is what a converter leaves for what it could not read. */
static gboolean has_wide_control(const char *text, gboolean *unreadable)
{
  for (; *text != '\0'; text = g_utf8_next_char(text)) {
    gunichar c = g_utf8_get_char(text);
    if (c == 0xFFFD) *unreadable = TRUE;
    if ((c >= 0x80 && c < 0xA0) || c == 0x2028 || c == 0x2029) return TRUE;
  }
  return FALSE;
}

static char *encoding_problem(const CellContext *context)
{
  if (context->encoding != NULL) return g_strdup_printf("bytes that are not in %s", context->encoding);
  return g_strdup("bytes that are not UTF-8; for a file from a spreadsheet, --encoding windows-1252 is the "
                  "likely cure");
}

static gboolean wide_is_fine(const char *text, gsize length, const CellContext *context, char **problem)
{
  gboolean unreadable = !g_utf8_validate(text, (gssize)length, NULL);
  gboolean control = !unreadable && has_wide_control(text, &unreadable);
  if (unreadable)
    *problem = encoding_problem(context);
  else if (control)
    *problem = g_strdup("control characters");
  return *problem == NULL;
}

char *roster_cell_clean(char *cell, gsize length, const CellContext *context, char **problem)
{
  char *text = trimmed(cell, &length);
  guint found = what_is_in(text, length);
  if (found & HAS_CONTROL) {
    *problem = g_strdup("control characters");
    return NULL;
  }
  if ((found & HAS_WIDE) != 0 && !wide_is_fine(text, length, context, problem)) return NULL;
  if (length > LIMIT_CSV_CELL && g_utf8_strlen(text, -1) > LIMIT_CSV_CELL) {
    *problem = g_strdup_printf("more than %d characters in one cell", LIMIT_CSV_CELL);
    return NULL;
  }
  if (found & HAS_BREAK) join_lines(text);
  return text;
}

/* ---- several values ---- */

char **roster_cell_values(const char *cell)
{
  g_autoptr(GPtrArray) values = g_ptr_array_new();
  g_auto(GStrv) pieces = g_strsplit(cell != NULL ? cell : "", ";", -1);
  for (char **piece = pieces; *piece != NULL; piece++) {
    g_strstrip(*piece);
    if (**piece != '\0') g_ptr_array_add(values, g_strdup(*piece));
  }
  g_ptr_array_add(values, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&values), FALSE);
}

gboolean roster_cell_has(const char *cell, const char *value)
{
  gsize length = strlen(value);
  for (const char *at = cell; at != NULL && *at != '\0';) {
    gsize span = strcspn(at, ";");
    if (span == length && memcmp(at, value, length) == 0) return TRUE;
    at += span + (at[span] == ';' ? 1 : 0);
  }
  return FALSE;
}

/* ---- reading by type ---- */

static char *refused(char **problem, const char *text, const char *why)
{
  g_autofree char *quoted = roster_quoted(text);
  *problem = g_strdup_printf("%s %s", quoted, why);
  return NULL;
}

static gboolean is_address(const char *text, const CellContext *context)
{
  g_autofree char *canonical = address_canonical(text, context->separators, NULL);
  return canonical != NULL;
}

static char *read_address(const char *text, const CellContext *context, char **problem)
{
  if (is_address(text, context)) return g_strdup(text);
  return refused(problem, text, "is not an e-mail address");
}

static gboolean has_same_address(const GPtrArray *addresses, const char *text, const CellContext *context)
{
  g_autofree char *canonical = address_canonical(text, context->separators, NULL);
  for (guint i = 0; i < addresses->len; i++) {
    g_autofree char *known = address_canonical(g_ptr_array_index(addresses, i), context->separators, NULL);
    if (g_strcmp0(known, canonical) == 0) return TRUE;
  }
  return FALSE;
}

static char *read_addresses(const char *text, const CellContext *context, char **problem)
{
  if (strchr(text, ';') == NULL) return read_address(text, context, problem);
  g_auto(GStrv) values = roster_cell_values(text);
  g_autoptr(GPtrArray) kept = g_ptr_array_new();
  for (char **value = values; *value != NULL; value++) {
    if (!is_address(*value, context)) return refused(problem, *value, "is not an e-mail address");
    if (!has_same_address(kept, *value, context)) g_ptr_array_add(kept, *value);
  }
  g_ptr_array_add(kept, NULL);
  return g_strjoinv(";", (char **)kept->pdata);
}

static char *read_values(const char *text)
{
  if (strchr(text, ';') == NULL) return g_strdup(text);
  g_auto(GStrv) values = roster_cell_values(text);
  g_autoptr(GPtrArray) kept = g_ptr_array_new();
  for (char **value = values; *value != NULL; value++) {
    if (!g_ptr_array_find_with_equal_func(kept, *value, g_str_equal, NULL)) g_ptr_array_add(kept, *value);
  }
  g_ptr_array_add(kept, NULL);
  return g_strjoinv(";", (char **)kept->pdata);
}

/* The one of `words` that equals the text in any letter case. */
static const char *find_word(const char *text, const char *const *words)
{
  for (; *words != NULL; words++) {
    if (g_ascii_strcasecmp(text, *words) == 0) return *words;
  }
  return NULL;
}

static char *read_word(const char *text, const char *const *words, const char *why, char **problem)
{
  const char *word = find_word(text, words);
  return word != NULL ? g_strdup(word) : refused(problem, text, why);
}

static char *read_yes_no(const char *text, char **problem)
{
  static const char *const yes[] = {"yes", "y", "true", "1", NULL};
  static const char *const no[] = {"no", "n", "false", "0", NULL};
  if (find_word(text, yes) != NULL) return g_strdup("yes");
  if (find_word(text, no) != NULL) return g_strdup("no");
  return refused(problem, text, "is neither yes nor no");
}

static char *read_date(const char *text, const CellContext *context, gboolean past, char **problem)
{
  Day day = DAY_NONE;
  if (!day_parse(text, &day)) return refused(problem, text, "is not a date of the form YYYY-MM-DD");
  if (past && day > context->today) return refused(problem, text, "is in the future");
  return g_strdup(text);
}

static const char *const role_words[] = {"staff", "mentor", "volunteer", "designated", "service", NULL};
static const char *const contact_words[] = {"copy", "none", "barred", NULL};
static const char *const members_words[] = {"participants", "families", NULL};
static const char *const sort_words[] = {"copy", "contact", NULL};

char *roster_cell_read(const RosterColumn *column, const char *text, const CellContext *context,
                       char **problem)
{
  switch (column->type) {
  case CELL_ID:
    return strchr(text, ';') == NULL ? g_strdup(text) : refused(problem, text, "is no id: it has a \";\"");
  case CELL_IDS:
  case CELL_TEXTS:
    return read_values(text);
  case CELL_ADDRESS:
    return read_address(text, context, problem);
  case CELL_ADDRESSES:
    return read_addresses(text, context, problem);
  case CELL_ROLE:
    return read_word(text, role_words, "is no role: staff, mentor, volunteer, designated or service",
                     problem);
  case CELL_YES_NO:
    return read_yes_no(text, problem);
  case CELL_DATE:
  case CELL_PAST:
    return read_date(text, context, column->type == CELL_PAST, problem);
  case CELL_CONTACT:
    return read_word(text, contact_words, "is no contact setting: copy, none or barred", problem);
  case CELL_LIST_MEMBERS:
    return read_word(text, members_words, "is neither participants nor families", problem);
  case CELL_PERMISSION_KIND:
    return read_word(text, sort_words, "is no kind of permission: copy or contact", problem);
  case CELL_TEXT:
    break;
  }
  return g_strdup(text);
}

gboolean roster_cell_is_free(const RosterColumn *column)
{
  return column->type == CELL_TEXT;
}
