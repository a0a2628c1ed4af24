// SPDX-License-Identifier: MIT
#include "roster_csv.h"

#include <csv.h>
#include <openssl/evp.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

G_DEFINE_QUARK(chaperone_csv_file_error_quark, csv_file_error)

#define CONVERTIBLE_MAX (G_MAXINT32 / 4) /* bytes: ICU counts in int32_t */
#define BOM "\xEF\xBB\xBF"

/* ---- reading ---- */

static char *digest(const char *bytes, gsize length)
{
  guchar sum[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  GString *hex = g_string_new(NULL);
  if (EVP_Digest(bytes, length, sum, &size, EVP_sha256(), NULL) != 1) size = 0;
  for (unsigned i = 0; i < size; i++) g_string_append_printf(hex, "%02x", sum[i]);
  return g_string_free(hex, FALSE);
}

static char *to_utf8(UConverter *converter, const char *bytes, gsize length, gsize *converted)
{
  UErrorCode status = U_ZERO_ERROR;
  int32_t room = (int32_t)length * 2 + 2, units = 0, used = 0;
  g_autofree UChar *wide = g_new(UChar, room);
  units = ucnv_toUChars(converter, wide, room, bytes, (int32_t)length, &status);
  char *text = g_malloc((gsize)units * 3 + 1);
  u_strToUTF8WithSub(text, units * 3 + 1, &used, wide, units, 0xFFFD, NULL, &status);
  if (U_FAILURE(status)) used = 0;
  text[used] = '\0';
  *converted = (gsize)used;
  return text;
}

static gboolean convert(CsvFile *file, const char *encoding, GError **error)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(encoding, &status);
  if (U_FAILURE(status)) {
    g_set_error(error, CSV_FILE_ERROR, CSV_FILE_ERROR_ENCODING,
                "nobody knows an encoding \"%s\"; windows-1252, UTF-8 and UTF-16 are the likely ones",
                encoding);
    return FALSE;
  }
  gboolean fits = file->length <= CONVERTIBLE_MAX;
  if (fits) {
    char *bytes = file->text;
    file->text = to_utf8(converter, bytes, file->length, &file->length);
    g_free(bytes);
  } else {
    g_set_error_literal(error, CSV_FILE_ERROR, CSV_FILE_ERROR_SIZE, "the file is too large to be converted");
  }
  ucnv_close(converter);
  return fits;
}

static void drop_bom(CsvFile *file)
{
  if (file->length < strlen(BOM) || memcmp(file->text, BOM, strlen(BOM)) != 0) return;
  file->length -= strlen(BOM);
  memmove(file->text, file->text + strlen(BOM), file->length + 1);
}

CsvFile *csv_file_read(const char *path, const char *encoding, GError **error)
{
  g_autoptr(CsvFile) file = g_new0(CsvFile, 1);
  if (!g_file_get_contents(path, &file->text, &file->length, error)) return NULL;
  file->sha256 = digest(file->text, file->length);
  if (encoding != NULL && !convert(file, encoding, error)) return NULL;
  drop_bom(file);
  return g_steal_pointer(&file);
}

void csv_file_free(CsvFile *file)
{
  if (file == NULL) return;
  g_free(file->text);
  g_free(file->sha256);
  g_free(file);
}

/* ---- parsing ---- */

typedef struct Parse {
  CsvSink *sink;
  guint cells;     /* of the record at hand */
  gboolean inside; /* a record has begun and not ended */
} Parse;

static void on_cell(void *text, size_t length, void *data)
{
  Parse *parse = data;
  parse->sink->cell(parse->sink->user, parse->cells++, text, length);
}

static void on_record(int end G_GNUC_UNUSED, void *data)
{
  Parse *parse = data;
  if (parse->cells > 0) parse->sink->record(parse->sink->user, parse->cells);
  parse->cells = 0;
  parse->inside = FALSE;
}

/* One past the line that begins here: after \n, \r\n or a \r by itself. */
static const char *line_end(const char *from, const char *end)
{
  const char *feed = memchr(from, '\n', (gsize)(end - from));
  const char *stop = feed != NULL ? feed + 1 : end;
  const char *back = memchr(from, '\r', (gsize)(stop - from));
  return back != NULL && back + 1 < stop && back[1] != '\n' ? back + 1 : stop;
}

static gboolean is_blank(const char *from, const char *end)
{
  while (from < end && strchr(" \t\r\n", *from) != NULL && *from != '\0') from++;
  return from == end;
}

#define QUOTES_PROBLEM                                                                                       \
  "a quote that is never closed, or text beside a quoted cell (a quote within a cell is written twice)"

/* Fed line by line, so that the line is known on which a record begins. */
static gboolean feed_lines(struct csv_parser *parser, const CsvFile *file, Parse *parse)
{
  const char *at = file->text, *end = file->text + file->length;
  for (guint line = 1; at < end; line++) {
    const char *next = line_end(at, end);
    gsize length = (gsize)(next - at);
    if (!parse->inside) parse->sink->line = line;
    if (!is_blank(at, next)) parse->inside = TRUE;
    if (csv_parse(parser, at, length, on_cell, on_record, parse) != length) return FALSE;
    at = next;
  }
  return TRUE;
}

const char *csv_file_parse(const CsvFile *file, CsvSink *sink)
{
  struct csv_parser parser;
  Parse parse = {.sink = sink};
  sink->line = 1;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0) return "out of memory";
  csv_set_blk_size(&parser, 4096);
  gboolean whole = feed_lines(&parser, file, &parse) && csv_fini(&parser, on_cell, on_record, &parse) == 0;
  const char *problem = whole ? NULL : csv_error(&parser) == CSV_ENOMEM ? "out of memory" : QUOTES_PROBLEM;
  csv_free(&parser);
  return problem;
}
