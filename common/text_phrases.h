// SPDX-License-Identifier: MIT
/* The words by which mail programs of the main European languages introduce
 * quotations and sign what they add; folded (fold.h). Pure.
 */
#pragma once

#include <glib.h>

typedef enum {
  PHRASES_SEPARATOR,  /* "original message", "forwarded message" */
  PHRASES_WROTE,      /* "wrote" */
  PHRASES_WROTE_LEAD, /* how a dated attribution begins: "on" */
  PHRASES_SENT_FROM,  /* "sent from" */
  PHRASES_DEVICE,     /* "iphone" */
  PHRASES_DISCLAIMER, /* only a program writes so */
  PHRASES_LEGAL,      /* many of these words make a disclaimer */
} Phrases;

/* Whether `folded` is one of the phrases, begins with one as a word, or has one
 * within as a word. */
gboolean text_phrase_is(Phrases list, const char *folded);
gboolean text_phrase_begins(Phrases list, const char *folded);
gboolean text_phrase_within(Phrases list, const char *folded);
/* How many of the phrases are within. */
guint text_phrases_count(Phrases list, const char *folded);

/* What the labels of a header block stand for; a set. */
typedef enum {
  LABEL_FROM = 1 << 0,
  LABEL_TO = 1 << 1,
  LABEL_CC = 1 << 2,
  LABEL_DATE = 1 << 3,
  LABEL_SUBJECT = 1 << 4,
} HeaderLabel;

/* The kind of a folded label ("gesendet"); 0 when it is none. */
guint text_header_label(const char *folded);
