// SPDX-License-Identifier: MIT
#include "kiss_tokens.h"

#include "closing_words.h"
#include "fold.h"
#include "kiss_signs.h"

#include <string.h>
#include <unicode/uchar.h>

#define OTHER 0xFFFC /* OBJECT REPLACEMENT CHARACTER: stands for an address, code, a tick box */
#define FACE 0x263B  /* stands for a smiley */

static void token_free(gpointer data)
{
  Token *token = data;
  g_free(token->folded);
  g_free(token);
}

const Token *token_at(const GPtrArray *tokens, guint index)
{
  return g_ptr_array_index(tokens, index);
}

/* ---- characters ---- */

static gboolean is_blank(gunichar c)
{
  return c == 0x2800 || c == 0x3164 || u_isUWhiteSpace((UChar32)c);
}

char *kiss_visible(const char *line)
{
  GString *text = g_string_sized_new(strlen(line));
  gboolean crossed = FALSE;
  for (const char *at = line; *at != '\0'; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    gboolean accent =
        crossed && (u_getCombiningClass((UChar32)c) != 0 || u_charType((UChar32)c) == U_ENCLOSING_MARK);
    if (accent || sign_is_invisible(c)) continue;
    crossed = sign_cross(c) != CROSS_NONE;
    g_string_append_unichar(text, is_blank(c) ? ' ' : c);
  }
  return g_string_free(text, FALSE);
}

static const struct {
  const char *characters;
  gunichar mark;
} alike[] = {
    {"’‘‛′`´＇", '\''}, {"“”„«»″＂", '"'}, {"–—−‒‐‑―－﹣", '-'}, {"…", '.'},  {"｜¦│┃", '|'},
    {"，、", ','},      {"．。", '.'},     {"！", '!'},          {"？", '?'}, {"：∶", ':'},
    {"；", ';'},        {"＊∗⁎﹡", '*'},   {"（", '('},          {"）", ')'}, {"～∼〜", '~'},
    {"＝", '='},        {"＋", '+'},       {"＠", '@'},          {"／", '/'}, {"＜", '<'},
    {"＞", '>'},
};

static gunichar mark_of(gunichar c)
{
  if (c < 0x80) return c;
  for (guint i = 0; i < G_N_ELEMENTS(alike); i++) {
    if (g_utf8_strchr(alike[i].characters, -1, c) != NULL) return alike[i].mark;
  }
  return c;
}

static gboolean is_word_character(gunichar c)
{
  return g_unichar_isalnum(c) || u_isalnum((UChar32)c) || sign_cross(c) != CROSS_NONE ||
         u_charType((UChar32)c) == U_NON_SPACING_MARK;
}

/* ---- what is no word ---- */

#define AS_OTHER "\xEF\xBF\xBC"
#define AS_FACE "\xE2\x98\xBB"

/* Tried only where one of the characters stands that it cannot do without. */
static const struct {
  const char *characters; /* NULL: any that is not ASCII */
  const char *pattern, *with;
} removed[] = {
    {"`", "`[^`]*`", AS_OTHER},
    {":", "(?:https?|ftp|mailto|tel|file):[^\\s]+", AS_OTHER},
    {".", "(?<![\\w.])www\\.[^\\s]+", AS_OTHER},
    {"@", "(?<![^\\s<>,;])[^\\s@<>]{1,100}@[^\\s@<>]{1,200}\\.[a-z]{2,}|(?<![\\w.])@[\\w.]+", AS_OTHER},
    {".",
     "(?<![\\w.@])[\\w-]{1,64}(?:\\.[\\w-]{1,64}){0,8}"
     "(?-i:\\.(?:com|org|net|edu|gov|info|io|ai|app|dev|uk|eu|de|fr|es|it|nl|ie|example))(?:/"
     "[^\\s]*)?(?![\\w])",
     AS_OTHER},
    {"[({<", "[\\[({<]\\s?[xX×хХ✓✔✗✘☑☒✕✖]?\\s?[\\])}>]", AS_OTHER},
    {NULL, "[☐☑☒⬜□■▢✓✔]", AS_OTHER},
    {":;=8xX^",
     "(?<![\\w:;=])(?:[:;=8][-o^']?[)(\\]\\[}{dDpPoO/\\\\|]+|[xX][dD]+|\\^[_.-]?\\^|[)(][-^]?[:;=])(?![\\w])",
     AS_FACE},
};

static gboolean may_have(const char *text, const char *characters)
{
  if (characters != NULL) return strpbrk(text, characters) != NULL;
  for (; *text != '\0'; text++) {
    if ((guchar)*text >= 0x80) return TRUE;
  }
  return FALSE;
}

static char *without_others(const char *visible)
{
  static gsize ready = 0;
  static GRegex *patterns[G_N_ELEMENTS(removed)];
  if (g_once_init_enter(&ready)) {
    for (guint i = 0; i < G_N_ELEMENTS(removed); i++) {
      patterns[i] = g_regex_new(removed[i].pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
    }
    g_once_init_leave(&ready, 1);
  }
  char *text = g_strdup(visible);
  for (guint i = 0; i < G_N_ELEMENTS(removed); i++) {
    if (!may_have(text, removed[i].characters)) continue;
    char *next = g_regex_replace_literal(patterns[i], text, -1, 0, removed[i].with, 0, NULL);
    if (next == NULL) continue;
    g_free(text);
    text = next;
  }
  return text;
}

/* ---- words ---- */

typedef struct Count {
  guint length, letters, digits, crosses, rings, capitals, smalls, ballots;
  guint tail; /* crosses at the end */
} Count;

static void count_one(Count *count, gunichar c)
{
  Cross cross = sign_cross(c);
  count->length++;
  if (cross != CROSS_NONE) {
    count->crosses++;
    count->tail++;
    if (cross == CROSS_BALLOT) count->ballots++;
  } else {
    count->tail = 0;
    if (sign_is_ring(c)) count->rings++;
    if (g_unichar_isdigit(c)) count->digits++;
    if (g_unichar_isalpha(c)) count->letters++;
  }
  if (cross == CROSS_CAPITAL || u_isupper((UChar32)c)) {
    count->capitals++;
  } else if (cross == CROSS_SMALL || u_islower((UChar32)c)) {
    count->smalls++;
  }
}

static Count count_word(const char *word)
{
  Count count = {0};
  for (const char *at = word; *at != '\0'; at = g_utf8_next_char(at)) count_one(&count, g_utf8_get_char(at));
  return count;
}

/* xoxo, xo, xxoo, oxox: begins with a cross, or has two of them at least. */
static gboolean is_crosses_and_rings(const char *word, const Count *count)
{
  if (count->rings == 0 || count->crosses + count->rings != count->length || count->crosses == 0)
    return FALSE;
  if (count->digits > 0) return count->crosses >= 2 && sign_cross(g_utf8_get_char(word)) != CROSS_NONE;
  return count->crosses >= 2 || sign_cross(g_utf8_get_char(word)) != CROSS_NONE;
}

static Token *token_new(TokenKind kind, gboolean spaced)
{
  Token *token = g_new0(Token, 1);
  token->kind = kind;
  token->spaced = spaced;
  return token;
}

static Token *word_token(const char *word, gboolean spaced, const SenderNames *names)
{
  Count count = count_word(word);
  Token *token = token_new(TOKEN_WORD, spaced);
  token->rings = is_crosses_and_rings(word, &count);
  token->capital =
      u_isupper((UChar32)g_utf8_get_char(word)) || sign_cross(g_utf8_get_char(word)) == CROSS_CAPITAL;
  token->capitals = count.smalls == 0 && count.capitals > 0;
  token->ballot = count.ballots > 0;
  token->crosses = count.tail;
  if (count.crosses == count.length || token->rings) {
    token->kind = TOKEN_CROSSES;
    token->crosses = token->rings ? MAX(count.crosses, 2) : count.crosses;
  } else if (count.digits == count.length) {
    token->kind = TOKEN_NUMBER;
  }
  token->folded = fold_text(word);
  if (token->kind == TOKEN_WORD) {
    token->traits = closing_word(token->folded);
    token->first = sender_names_first(names, token->folded);
    token->own = token->first || sender_names_any(names, token->folded);
  }
  return token;
}

/* An apostrophe is part of a word that goes on behind it. */
static const char *word_end(const char *at)
{
  while (*at != '\0') {
    gunichar c = g_utf8_get_char(at);
    const char *next = g_utf8_next_char(at);
    gboolean joins = mark_of(c) == '\'' && g_unichar_isalpha(g_utf8_get_char(next)) &&
                     sign_cross(g_utf8_get_char(next)) == CROSS_NONE;
    if (!is_word_character(c) && !joins) break;
    at = next;
  }
  return at;
}

static Token *mark_token(gunichar c, gboolean spaced)
{
  gboolean face = c == FACE || sign_is_emoji(c, 0);
  Token *token = token_new(c == OTHER ? TOKEN_OTHER : face ? TOKEN_FACE : TOKEN_MARK, spaced);
  token->folded = g_strdup("");
  token->mark = mark_of(c);
  return token;
}

GPtrArray *kiss_tokens(const char *line, const SenderNames *names)
{
  g_autofree char *visible = kiss_visible(line);
  g_autofree char *text = without_others(visible);
  GPtrArray *tokens = g_ptr_array_new_with_free_func(token_free);
  gboolean spaced = FALSE;
  for (const char *at = text; *at != '\0';) {
    gunichar c = g_utf8_get_char(at);
    if (c == ' ') {
      spaced = TRUE;
      at++;
      continue;
    }
    const char *end = is_word_character(c) ? word_end(at) : g_utf8_next_char(at);
    g_autofree char *piece = g_strndup(at, (gsize)(end - at));
    g_ptr_array_add(tokens, is_word_character(c) ? word_token(piece, spaced, names) : mark_token(c, spaced));
    spaced = FALSE;
    at = end;
  }
  return tokens;
}
