// SPDX-License-Identifier: MIT
#include "roster_row.h"

#include "address.h"

#include <string.h>

const char *row_text(sqlite3_stmt *row, int column)
{
  return (const char *)sqlite3_column_text(row, column);
}

gboolean row_yes(sqlite3_stmt *row, int column)
{
  return g_strcmp0(row_text(row, column), "yes") == 0;
}

gboolean row_day(sqlite3_stmt *row, int column, Day *day)
{
  const char *text = row_text(row, column);
  *day = DAY_NONE;
  return text == NULL || day_parse(text, day);
}

char **row_values(const char *cell)
{
  /* One value, or none, is what most cells hold. */
  if (cell == NULL || *cell == '\0') return g_new0(char *, 1);
  if (strpbrk(cell, "; ") == NULL) {
    char **one = g_new0(char *, 2);
    one[0] = g_strdup(cell);
    return one;
  }
  g_auto(GStrv) parts = g_strsplit(cell, ";", -1);
  g_autoptr(GPtrArray) values = g_ptr_array_new();
  for (guint i = 0; parts[i] != NULL; i++) {
    const char *value = g_strstrip(parts[i]);
    if (*value != '\0') g_ptr_array_add(values, g_strdup(value));
  }
  g_ptr_array_add(values, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&values), FALSE);
}

char *row_pattern(const char *subject, const char *separators)
{
  if (*subject != '@') return address_canonical(subject, separators, NULL);
  g_autofree char *domain = address_domain_canonical(subject + 1);
  return domain != NULL ? g_strconcat("@", domain, NULL) : NULL;
}
