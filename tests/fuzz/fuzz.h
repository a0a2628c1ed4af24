// SPDX-License-Identifier: MIT
/* What every fuzz target shares. A target is a program of libFuzzer's (preset
 * fuzz) and, with replay.c, one that runs the files of its corpus in every
 * test run.
 */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* What libFuzzer and replay.c call with one input. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A property that holds for every input. Says which one does not, and aborts. */
#define MUST(condition, ...)                                                                                 \
  do {                                                                                                       \
    if (!(condition)) {                                                                                      \
      g_printerr("%s:%d: property broken: ", __FILE__, __LINE__);                                            \
      g_printerr(__VA_ARGS__);                                                                               \
      g_printerr("\n");                                                                                      \
      abort();                                                                                               \
    }                                                                                                        \
  } while (0)

/* The input as a C string of its own heap block, so that a sanitizer sees one
 * byte too far. It ends at the first NUL. */
static inline char *fuzz_text(const uint8_t *data, size_t size)
{
  return g_strndup((const char *)data, size);
}
