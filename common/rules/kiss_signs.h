// SPDX-License-Identifier: MIT
/* Single characters: which are emoji, hearts and faces, and which look like an
 * x or an o. Emoji by Unicode's properties (UTS #51), look-alikes by confusable
 * skeletons (UTS #39) and compatibility forms, both ICU's. Pure, thread-safe.
 */
#pragma once

#include <glib.h>

/* Whether the character is shown as an emoji when `next` follows it (0: none),
 * or is a heart or a face also where it is text. Signs that are text by default
 * (© ® ™, digits, arrows, ticks) are not. */
gboolean sign_is_emoji(gunichar c, gunichar next);

/* Whether text holds such a sign. */
gboolean signs_have_emoji(const char *text);

typedef enum {
  CROSS_NONE,
  CROSS_SMALL,   /* x, ×, х, ⅹ, … */
  CROSS_CAPITAL, /* X, Х, Ⅹ, 𝕏, … */
  CROSS_BALLOT,  /* ✗, ✘: a mark on a form, unless there are several */
} Cross;
Cross sign_cross(gunichar c);

/* Whether it looks like the letter o. */
gboolean sign_is_ring(gunichar c);

/* Whether nothing is to be seen of it. */
gboolean sign_is_invisible(gunichar c);
