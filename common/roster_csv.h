// SPDX-License-Identifier: MIT
/* CSV files (RFC 4180) by libcsv, as spreadsheets write them, record by record
 * with the line on which each begins.
 */
#pragma once

#include <glib.h>

#define CSV_FILE_ERROR (csv_file_error_quark())
GQuark csv_file_error_quark(void);
typedef enum {
  CSV_FILE_ERROR_ENCODING, /* nobody knows that encoding */
  CSV_FILE_ERROR_SIZE,     /* larger than can be converted */
} CsvFileError;

typedef struct CsvFile {
  char *text; /* UTF-8 unless the file lies about its encoding; no byte-order mark */
  gsize length;
  char *sha256; /* hex, of the file's bytes as they are on disk */
} CsvFile;

/* Reads a file whole; `encoding` is a name that ICU knows, or NULL for UTF-8.
 * What cannot be converted becomes U+FFFD. Fails with G_FILE_ERROR too. */
CsvFile *csv_file_read(const char *path, const char *encoding, GError **error);
void csv_file_free(CsvFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CsvFile, csv_file_free)

typedef struct CsvSink {
  /* A cell, from 0; writable and followed by a NUL, for the time of the call. */
  void (*cell)(gpointer user, guint index, char *text, gsize length);
  /* The end of a record of so many cells; blank lines are none. */
  void (*record)(gpointer user, guint cells);
  gpointer user;
  guint line; /* on which the record at hand begins; kept by csv_file_parse */
} CsvSink;

/* Hands the file to the sink. NULL, or what is wrong with the record that
 * begins on sink->line; nothing after it was read then. */
const char *csv_file_parse(const CsvFile *file, CsvSink *sink);
