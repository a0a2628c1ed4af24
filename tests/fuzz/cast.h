// SPDX-License-Identifier: MIT
/* The people whom the message target knows: one of every kind that a rule
 * tells apart. tests/fuzz/message.dict has their addresses.
 */
#pragma once

#include "people.h"
#include "settings.h"

/* Sealed; the caller frees it. */
People *cast_people(void);

/* The moment at which every input is judged, seconds since 1970. */
#define CAST_WHEN G_GINT64_CONSTANT(1780000000) /* 28 May 2026 */

/* How strict the settings are: 0 defaults, 1 every repair on, 2 one guardian
 * is enough and copies are hidden, 3 everything is held. The caller unrefs. */
#define CAST_VARIANTS 4
Settings *cast_settings(guint variant);
