// SPDX-License-Identifier: MIT
#include "valediction.h"

#include "closing_words.h"
#include "fold.h"
#include "kiss_tokens.h"
#include "sentences.h"

#include <string.h>

/* A valediction with names is no longer than this, in bytes. */
#define VALEDICTION_BYTES ((gsize)200)
/* Nor has it more words of names. */
#define NAME_WORDS 7
/* So many digits make a telephone number. */
#define PHONE_DIGITS 6

static gboolean is_word(const Token *token)
{
  return token->kind == TOKEN_WORD;
}

/* What may stand after the words of a valediction: names and what joins them. */
static gboolean read_names(const GPtrArray *tokens, guint index, Valediction *found)
{
  guint words = 0;
  for (; index < tokens->len; index++) {
    const Token *token = token_at(tokens, index);
    if (token->kind == TOKEN_NUMBER || token->kind == TOKEN_OTHER) return FALSE;
    if (!is_word(token)) continue;
    gboolean joint = (token->traits & WORD_JOINT) != 0;
    if (!token->capital && !token->own && !joint && token->crosses < 2) return FALSE;
    if (++words > NAME_WORDS) return FALSE;
    found->signs = found->signs || token->first;
    found->named = found->named || !joint;
  }
  return TRUE;
}

/* "kind regards", "with lots of love": how many tokens; 0 when there is no such. */
static guint vocabulary(const GPtrArray *tokens, Valediction *found)
{
  gboolean head = FALSE;
  guint index = 0;
  for (; index < tokens->len; index++) {
    const Token *token = token_at(tokens, index);
    if (!is_word(token)) continue;
    if (token->first || !(token->traits & (WORD_HEAD | WORD_FOND | WORD_WITH))) break;
    head = head || (token->traits & WORD_HEAD);
    found->fond = found->fond || (token->traits & WORD_FOND);
  }
  return head ? index : 0;
}

static gboolean read_phrase(const char *text, const SenderNames *names, Valediction *found)
{
  g_autofree char *visible = kiss_visible(text);
  g_autofree char *folded = fold_text(visible);
  gsize skip = strcspn(folded, "abcdefghijklmnopqrstuvwxyz");
  const char *begin = skip < 4 ? folded + skip : folded;
  gsize length = closing_phrase(begin);
  if (length == 0) return FALSE;
  /* The words of the phrase are counted off, for names are told by their capitals. */
  g_autofree char *phrase = g_strndup(begin, length);
  g_autoptr(GPtrArray) said = kiss_tokens(phrase, names), all = kiss_tokens(text, names);
  guint words = 0, index = 0;
  for (guint i = 0; i < said->len; i++) words += is_word(token_at(said, i));
  while (index < all->len && words > 0) words -= is_word(token_at(all, index++));
  while (index < all->len && (token_at(all, index)->traits & WORD_WITH)) index++;
  return read_names(all, index, found);
}

/* The first word of the text, folded; "" when there is none. Caller owns. */
static char *first_word(const char *text)
{
  const char *start = text;
  while (*start != '\0' && !g_unichar_isalnum(g_utf8_get_char(start))) start = g_utf8_next_char(start);
  const char *end = start;
  while (*end != '\0' && g_unichar_isalnum(g_utf8_get_char(end))) end = g_utf8_next_char(end);
  g_autofree char *word = g_strndup(start, (gsize)(end - start));
  return fold_text(word);
}

/* Most lines of a letter begin with no word that a valediction could. */
static gboolean may_begin(const char *text)
{
  g_autofree char *word = first_word(text);
  if (*word == '\0') return FALSE;
  return (closing_word(word) & (WORD_HEAD | WORD_FOND | WORD_WITH)) || closing_phrase_begins(word);
}

static gboolean read_at(const char *text, const SenderNames *names, Valediction *found)
{
  if (strlen(text) > VALEDICTION_BYTES || !may_begin(text)) return FALSE;
  *found = (Valediction){0};
  g_autoptr(GPtrArray) tokens = kiss_tokens(text, names);
  guint words = vocabulary(tokens, found);
  if (words > 0 && read_names(tokens, words, found)) return TRUE;
  *found = (Valediction){0};
  return read_phrase(text, names, found);
}

/* The end of a long line, long enough for a valediction and a sentence before it. */
static const char *tail_of(const char *line)
{
  gsize length = strlen(line);
  if (length <= VALEDICTION_BYTES * 2) return line;
  const char *tail = line + length - VALEDICTION_BYTES * 2;
  return g_utf8_find_next_char(tail, NULL);
}

gboolean valediction_read(const char *line, const SenderNames *names, Valediction *found)
{
  if (read_at(line, names, found)) return TRUE;
  const char *tail = tail_of(line);
  g_autoptr(GArray) starts = sentence_starts(tail);
  for (guint i = 1; i < starts->len; i++) {
    const char *sentence = tail + g_array_index(starts, gsize, i);
    if (!read_at(sentence, names, found)) continue;
    found->offset = (gsize)(sentence - line);
    return TRUE;
  }
  return FALSE;
}

/* ---- other lines ---- */

/* "Ben", "Benxx" */
static gboolean is_signed_word(const Token *token, const SenderNames *names)
{
  if (token->own) return TRUE;
  glong length = g_utf8_strlen(token->folded, -1);
  g_autofree char *stem =
      g_utf8_substring(token->folded, 0, length - (glong)MIN(token->crosses, (guint)length));
  return sender_names_first(names, stem);
}

gboolean line_is_own_name(const char *line, const SenderNames *names)
{
  if (strlen(line) > VALEDICTION_BYTES) return FALSE;
  g_autoptr(GPtrArray) tokens = kiss_tokens(line, names);
  guint own = 0;
  for (guint i = 0; i < tokens->len; i++) {
    const Token *token = token_at(tokens, i);
    if (token->kind == TOKEN_NUMBER || token->kind == TOKEN_OTHER) return FALSE;
    if (!is_word(token)) continue;
    if (!is_signed_word(token, names)) return FALSE;
    own++;
  }
  return own > 0;
}

gboolean line_is_name(const char *line, const SenderNames *names)
{
  if (strlen(line) > VALEDICTION_BYTES) return FALSE;
  g_autoptr(GPtrArray) tokens = kiss_tokens(line, names);
  guint words = 0;
  for (guint i = 0; i < tokens->len; i++) {
    const Token *token = token_at(tokens, i);
    if (token->kind == TOKEN_NUMBER || token->kind == TOKEN_OTHER) return FALSE;
    if (token->kind == TOKEN_MARK && token->mark < 0x80 && strchr(":?;", (int)token->mark) != NULL)
      return FALSE;
    if (!is_word(token)) continue;
    gboolean joint = (token->traits & WORD_JOINT) != 0;
    if ((!token->capital || (token->traits & WORD_PLAIN)) && !joint && !token->own) return FALSE;
    words++;
  }
  return words <= 4;
}

gboolean line_is_contact(const char *line, const SenderNames *names)
{
  if (strlen(line) > VALEDICTION_BYTES * 2) return FALSE;
  g_autoptr(GPtrArray) tokens = kiss_tokens(line, names);
  guint digits = 0;
  for (guint i = 0; i < tokens->len; i++) {
    const Token *token = token_at(tokens, i);
    if (token->kind == TOKEN_MARK && token->mark == '|') return TRUE;
    if (token->kind == TOKEN_OTHER && line_words(line) < 6) return TRUE;
    if (token->kind == TOKEN_NUMBER) digits += (guint)strlen(token->folded);
  }
  return digits >= PHONE_DIGITS && line_words(line) < 12;
}

gboolean line_is_postscript(const char *line)
{
  static gsize ready = 0;
  static GRegex *pattern = NULL;
  if (g_once_init_enter(&ready)) {
    pattern = g_regex_new("^[\\W_]*(?:p\\.?\\s?)+s\\b", G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
    g_once_init_leave(&ready, 1);
  }
  return g_regex_match(pattern, line, 0, NULL);
}

gboolean line_is_greeting(const char *line, const SenderNames *names)
{
  if (strlen(line) > VALEDICTION_BYTES) return FALSE;
  g_autoptr(GPtrArray) tokens = kiss_tokens(line, names);
  for (guint i = 0; i < tokens->len; i++) {
    const Token *token = token_at(tokens, i);
    if (is_word(token)) return (token->traits & WORD_GREETING) != 0;
  }
  return FALSE;
}

guint line_words(const char *line)
{
  guint words = 0;
  gboolean within = FALSE;
  for (; *line != '\0'; line = g_utf8_next_char(line)) {
    gboolean letter = g_unichar_isalnum(g_utf8_get_char(line));
    words += letter && !within;
    within = letter || (within && !g_unichar_isspace(g_utf8_get_char(line)));
  }
  return words;
}
