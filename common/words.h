// SPDX-License-Identifier: MIT
/* The word lists of conf/, compiled in: what counts when the configuration names
 * no others. Text as in the files, an entry a line (phrases.h).
 */
#pragma once

extern const char words_off_channel[];
extern const char words_disclosure[];
