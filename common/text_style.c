// SPDX-License-Identifier: MIT
#include "text_style.h"

#include <string.h>

/* Letters below this many pixels cannot be read. */
#define FONT_LEAST 3.0
/* Colours that differ by no more than this in each of red, green and blue look the same. */
#define COLOUR_NEAR 8

const TextStyle text_style_initial = {.font = 16.0, .colour = 0x000000, .background = 0xFFFFFF};

/* ---- colours ---- */

static const struct {
  const char *name;
  gint32 colour;
} colours[] = {
    {"white", 0xFFFFFF},      {"black", 0x000000},  {"red", 0xFF0000},        {"blue", 0x0000FF},
    {"green", 0x008000},      {"yellow", 0xFFFF00}, {"gray", 0x808080},       {"grey", 0x808080},
    {"silver", 0xC0C0C0},     {"navy", 0x000080},   {"whitesmoke", 0xF5F5F5}, {"snow", 0xFFFAFA},
    {"ghostwhite", 0xF8F8FF}, {"ivory", 0xFFFFF0},  {"windowtext", 0x000000}, {"window", 0xFFFFFF},
};

static gint32 hex_colour(const char *digits)
{
  gsize length = strspn(digits, "0123456789abcdefABCDEF");
  if (digits[length] != '\0') return COLOUR_UNKNOWN;
  guint64 number = g_ascii_strtoull(digits, NULL, 16);
  if (length == 6) return (gint32)number;
  if (length != 3) return COLOUR_UNKNOWN;
  guint64 red = number >> 8, green = (number >> 4) & 0xF, blue = number & 0xF;
  return (gint32)(red * 0x110000 + green * 0x1100 + blue * 0x11);
}

static gint32 rgb_colour(const char *numbers)
{
  g_auto(GStrv) parts = g_strsplit_set(numbers, ", /", -1);
  gint32 colour = 0;
  guint seen = 0;
  for (guint i = 0; parts[i] != NULL && seen < 3; i++) {
    if (*parts[i] == '\0') continue;
    char *end = NULL;
    guint64 value = g_ascii_strtoull(parts[i], &end, 10);
    if (end == parts[i] || *end == '%' || value > 255) return COLOUR_UNKNOWN;
    colour = colour * 256 + (gint32)value;
    seen++;
  }
  return seen == 3 ? colour : COLOUR_UNKNOWN;
}

gint32 text_colour(const char *text)
{
  if (*text == '#') return hex_colour(text + 1);
  const char *open = strchr(text, '(');
  if (open != NULL && g_ascii_strncasecmp(text, "rgb", 3) == 0) {
    /* Translucent colours mix with what is behind them. */
    return g_ascii_strncasecmp(text, "rgba", 4) == 0 ? COLOUR_UNKNOWN : rgb_colour(open + 1);
  }
  for (guint i = 0; i < G_N_ELEMENTS(colours); i++) {
    if (g_ascii_strcasecmp(text, colours[i].name) == 0) return colours[i].colour;
  }
  return COLOUR_UNKNOWN;
}

static gboolean look_alike(gint32 a, gint32 b)
{
  if (a == COLOUR_UNKNOWN || b == COLOUR_UNKNOWN) return FALSE;
  for (int shift = 0; shift <= 16; shift += 8) {
    if (ABS(((a >> shift) & 0xFF) - ((b >> shift) & 0xFF)) > COLOUR_NEAR) return FALSE;
  }
  return TRUE;
}

gboolean text_style_hides(const TextStyle *style)
{
  return style->gone || style->invisible || style->font < FONT_LEAST ||
         look_alike(style->colour, style->background);
}

/* ---- declarations ---- */

/* A CSS length in pixels, of a font that is `parent` pixels large; negative when it is none. */
static double pixels(const char *value, double parent)
{
  char *unit = NULL;
  double number = g_ascii_strtod(value, &unit);
  if (unit == value) return -1;
  if (g_str_has_prefix(unit, "pt")) return number * 4 / 3;
  if (g_str_has_prefix(unit, "em")) return number * parent;
  if (g_str_has_prefix(unit, "rem")) return number * text_style_initial.font;
  if (*unit == '%') return number * parent / 100;
  if (g_str_has_prefix(unit, "px") || *unit == '\0') return number;
  return number == 0 ? 0 : -1;
}

static gboolean is_zero(const char *value)
{
  return value != NULL && pixels(value, text_style_initial.font) == 0;
}

static void set_font_size(TextStyle *style, const char *value)
{
  double size = pixels(value, style->font);
  style->font = size >= 0 ? size : text_style_initial.font; /* keywords can be read */
}

static void set_background(TextStyle *style, const char *value)
{
  g_auto(GStrv) words = g_strsplit(value, " ", 2);
  if (words[0] == NULL || strcmp(words[0], "transparent") == 0 || strcmp(words[0], "none") == 0 ||
      strcmp(words[0], "inherit") == 0) {
    return;
  }
  style->background = strstr(value, "url(") != NULL ? COLOUR_UNKNOWN : text_colour(value);
}

static void set_family(TextStyle *style, const char *value)
{
  style->symbols = strstr(value, "wingdings") != NULL && strstr(value, "wingdings 2") == NULL &&
                   strstr(value, "wingdings 3") == NULL;
}

static void apply_one(TextStyle *style, const char *name, const char *value)
{
  if (strcmp(name, "visibility") == 0) {
    style->invisible = strcmp(value, "hidden") == 0 || strcmp(value, "collapse") == 0;
  } else if (strcmp(name, "font-size") == 0) {
    set_font_size(style, value);
  } else if (strcmp(name, "color") == 0) {
    if (strcmp(value, "inherit") != 0) style->colour = text_colour(value);
  } else if (strcmp(name, "background-color") == 0 || strcmp(name, "background") == 0) {
    set_background(style, value);
  } else if (strcmp(name, "background-image") == 0) {
    if (strcmp(value, "none") != 0) style->background = COLOUR_UNKNOWN;
  } else if (strcmp(name, "font-family") == 0) {
    set_family(style, value);
  } else if (strcmp(name, "white-space") == 0) {
    style->breaks = g_str_has_prefix(value, "pre") || strcmp(value, "break-spaces") == 0;
  }
}

/* name → value of "name: value; …" in lower case; what is !important stays. */
static GHashTable *declarations_parse(const char *text)
{
  GHashTable *values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GHashTable) important = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *lower = g_ascii_strdown(text, -1);
  g_auto(GStrv) parts = g_strsplit(lower, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    char *value = strchr(parts[i], ':');
    if (value == NULL) continue;
    *value++ = '\0';
    char *mark = strchr(value, '!');
    gboolean is_important = mark != NULL && strstr(mark, "important") != NULL;
    if (mark != NULL) *mark = '\0';
    const char *name = g_strstrip(parts[i]);
    if (!is_important && g_hash_table_contains(important, name)) continue;
    if (is_important) g_hash_table_add(important, g_strdup(name));
    g_hash_table_replace(values, g_strdup(name), g_strdup(g_strstrip(value)));
  }
  return values;
}

/* A box without height or width whose overflow is cut off. */
static gboolean is_squashed(GHashTable *values)
{
  static const char *const sides[] = {"height", "max-height", "width", "max-width"};
  const char *overflow = g_hash_table_lookup(values, "overflow");
  if (overflow == NULL || strcmp(overflow, "hidden") != 0) return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
    if (is_zero(g_hash_table_lookup(values, sides[i]))) return TRUE;
  }
  return FALSE;
}

static gboolean is_gone(GHashTable *values)
{
  const char *display = g_hash_table_lookup(values, "display");
  const char *opacity = g_hash_table_lookup(values, "opacity");
  if (display != NULL && strcmp(display, "none") == 0) return TRUE;
  return is_zero(opacity) || is_squashed(values);
}

void text_style_apply(TextStyle *style, const char *declarations)
{
  static const char *const order[] = {"font-size",        "visibility",       "color",       "background",
                                      "background-color", "background-image", "font-family", "white-space"};
  if (strchr(declarations, '\\') != NULL) return; /* escapes: nobody writes them to be understood */
  g_autoptr(GHashTable) values = declarations_parse(declarations);
  if (is_gone(values)) style->gone = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS(order); i++) {
    const char *value = g_hash_table_lookup(values, order[i]);
    if (value != NULL) apply_one(style, order[i], value);
  }
}
