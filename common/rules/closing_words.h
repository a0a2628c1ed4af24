// SPDX-License-Identifier: MIT
/* The words by which letters are closed, in the main European languages, and
 * those before which an X is no kiss; all folded (fold.h). For closing.c and
 * kisses.c. Pure.
 */
#pragma once

#include <glib.h>

typedef enum {
  WORD_HEAD = 1 << 0,      /* makes a valediction: "regards", "thanks" */
  WORD_FOND = 1 << 1,      /* a word of affection: "love" */
  WORD_WITH = 1 << 2,      /* goes with one: "kind", "many" */
  WORD_PLAIN = 1 << 3,     /* closes a sentence and is no name: "Monday", "soon" */
  WORD_THING = 1 << 4,     /* takes an X as its name: "Gen", "iPhone" */
  WORD_NUMBERED = 1 << 5,  /* takes a row of X as a number: "Chapter", "size" */
  WORD_FUNCTION = 1 << 6,  /* asks for a word after it: "of", "the" */
  WORD_LABEL = 1 << 7,     /* comes before something to be filled in: "Tel", "Ref" */
  WORD_PHONE = 1 << 8,     /* a label of a telephone number */
  WORD_SOCIAL = 1 << 9,    /* another network than X */
  WORD_GREETING = 1 << 10, /* begins a letter */
  WORD_DATE = 1 << 11,     /* a day or month */
  WORD_CLOCK = 1 << 12,    /* comes before a time of day: "at" */
  WORD_JOINT = 1 << 13,    /* stands between names: "and", "from" */
  WORD_NAMED = 1 << 14,    /* takes an X as its name when it is a name itself: "Team" */
  WORD_OPENER = 1 << 15,   /* begins a closing sentence: "See", "Have" */
  WORD_PLACE = 1 << 16,    /* comes before a place: "in" */
  WORD_ARTICLE = 1 << 17,  /* "the", "your" */
  WORD_BLANK = 1 << 18,    /* comes before a long row to be filled in: "code" */
} WordTrait;

/* The traits of a folded word; 0 for one that is not known. */
guint closing_word(const char *folded);

/* Whether the folded text begins with a valediction of several words that
 * closing_word does not know from its words ("take care", "see you soon"). The
 * number of its bytes; 0 when it does not. */
gsize closing_phrase(const char *folded);

/* Whether such a valediction begins with that folded word. */
gboolean closing_phrase_begins(const char *word);
