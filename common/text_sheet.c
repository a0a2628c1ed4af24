// SPDX-License-Identifier: MIT
#include "text_style.h"

#include <string.h>

/* A sheet is applied to each element anew: what is larger than a mail program's
 * would make a short message cost minutes. What is over hides nothing. */
#define SHEET_BYTES ((gsize)64 * 1024)
#define RULE_BYTES 512
#define USES_MOST 20000

struct TextSheet {
  GHashTable *rules;          /* selector in lower case → its declarations */
  gsize bytes;                /* of CSS read so far */
  guint uses;                 /* rules applied so far */
  gboolean paints_background; /* then what is white on white cannot be told */
};

TextSheet *text_sheet_new(void)
{
  TextSheet *sheet = g_new0(TextSheet, 1);
  sheet->rules = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  return sheet;
}

void text_sheet_free(TextSheet *sheet)
{
  if (sheet == NULL) return;
  g_hash_table_unref(sheet->rules);
  g_free(sheet);
}

static char *without_comments(const char *css)
{
  GString *kept = g_string_sized_new(strlen(css));
  for (const char *at = css; *at != '\0';) {
    const char *open = strstr(at, "/*");
    if (open == NULL) {
      g_string_append(kept, at);
      break;
    }
    g_string_append_len(kept, at, open - at);
    const char *close = strstr(open + 2, "*/");
    at = close != NULL ? close + 2 : open + strlen(open);
  }
  return g_string_free(kept, FALSE);
}

/* Whether it is an element, a class, an id, or an element with one of these. */
static gboolean is_simple(const char *selector)
{
  return *selector != '\0' && strpbrk(selector, " >+~:[*\\\"'") == NULL;
}

static void add_rule(TextSheet *sheet, const char *selectors, const char *declarations)
{
  g_auto(GStrv) names = g_strsplit(selectors, ",", -1);
  for (guint i = 0; names[i] != NULL; i++) {
    char *name = g_strstrip(names[i]);
    if (!is_simple(name)) continue;
    const char *known = g_hash_table_lookup(sheet->rules, name);
    if (strlen(declarations) + (known != NULL ? strlen(known) : 0) > RULE_BYTES) continue;
    char *all = g_strconcat(known != NULL ? known : "", ";", declarations, NULL);
    g_hash_table_replace(sheet->rules, g_ascii_strdown(name, -1), all);
  }
}

/* The end of the block whose '{' is at `open`: its '}' or the end of the text. */
static const char *block_end(const char *open)
{
  int depth = 0;
  const char *at = open;
  for (; *at != '\0'; at++) {
    if (*at == '{') depth++;
    if (*at == '}' && --depth == 0) break;
  }
  return at;
}

void text_sheet_read(TextSheet *sheet, const char *css)
{
  sheet->bytes += strlen(css);
  if (sheet->bytes > SHEET_BYTES) {
    sheet->paints_background = TRUE;
    return;
  }
  g_autofree char *text = without_comments(css);
  if (strstr(text, "background") != NULL) sheet->paints_background = TRUE;
  for (const char *at = text; *at != '\0';) {
    const char *open = strchr(at, '{');
    if (open == NULL) return;
    const char *close = block_end(open);
    g_autofree char *selectors = g_strstrip(g_strndup(at, (gsize)(open - at)));
    g_autofree char *declarations = g_strndup(open + 1, (gsize)(close - open - 1));
    if (*selectors != '@') add_rule(sheet, selectors, declarations);
    at = *close != '\0' ? close + 1 : close;
  }
}

static void apply_named(TextSheet *sheet, TextStyle *style, const char *prefix, const char *mark,
                        const char *name)
{
  g_autofree char *selector = g_strconcat(prefix, mark, name, NULL);
  g_autofree char *lower = g_ascii_strdown(selector, -1);
  const char *declarations = g_hash_table_lookup(sheet->rules, lower);
  if (declarations == NULL || sheet->uses >= USES_MOST) return;
  sheet->uses++;
  text_style_apply(style, declarations);
}

void text_sheet_apply(TextSheet *sheet, TextStyle *style, const char *element, const char *classes,
                      const char *id)
{
  if (sheet->paints_background) style->background = COLOUR_UNKNOWN;
  if (g_hash_table_size(sheet->rules) == 0) return;
  apply_named(sheet, style, "", "", element);
  g_auto(GStrv) names = classes != NULL ? g_strsplit_set(classes, " \t\r\n", -1) : NULL;
  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    if (*names[i] == '\0') continue;
    apply_named(sheet, style, "", ".", names[i]);
    apply_named(sheet, style, element, ".", names[i]);
  }
  if (id == NULL) return;
  apply_named(sheet, style, "", "#", id);
  apply_named(sheet, style, element, "#", id);
}
