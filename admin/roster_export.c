// SPDX-License-Identifier: MIT
#include "roster_verbs.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char summary[] =
    "Writes staff.csv, participants.csv, programmes.csv and permissions.csv into DIR,\n"
    "which is made when it is absent and must be empty. Only you can read them. Importing\n"
    "them again changes nothing.";

/* ---- one file ---- */

static gboolean needs_quotes(const char *cell)
{
  return strpbrk(cell, ",\"\r\n") != NULL || cell[0] == ' ' || g_str_has_suffix(cell, " ");
}

static void write_cell(FILE *out, const char *cell)
{
  if (cell == NULL) return;
  if (needs_quotes(cell))
    csv_fwrite(out, cell, strlen(cell));
  else
    fputs(cell, out);
}

static guint shown_columns(RosterKind kind)
{
  guint count = roster_sheets[kind].count;
  while (roster_sheets[kind].columns[count - 1].flags & COLUMN_HIDDEN) count--;
  return count;
}

static void write_rows(FILE *out, const RosterBook *book, RosterKind kind)
{
  guint columns = shown_columns(kind);
  for (guint i = 0; i < columns; i++)
    fprintf(out, "%s%s", i > 0 ? "," : "", roster_sheets[kind].columns[i].name);
  fputc('\n', out);
  for (guint i = 0; i < book->rows[kind]->len; i++) {
    const BookRow *row = g_ptr_array_index(book->rows[kind], i);
    for (guint k = 0; k < columns; k++) {
      if (k > 0) fputc(',', out);
      write_cell(out, row->cells[k]);
    }
    fputc('\n', out);
  }
}

/* A file of this name, made anew for us alone. */
static FILE *create(int directory, const char *name)
{
  int fd = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  FILE *out = fd >= 0 ? fdopen(fd, "w") : NULL;
  if (out == NULL && fd >= 0) close(fd);
  return out;
}

static gboolean write_file(int directory, const RosterBook *book, RosterKind kind, GError **error)
{
  g_autofree char *name = g_strconcat(roster_sheets[kind].name, ".csv", NULL);
  FILE *out = create(directory, name);
  gboolean written = out != NULL;
  if (written) {
    write_rows(out, book, kind);
    written = fflush(out) == 0 && !ferror(out) && fsync(fileno(out)) == 0;
    written = fclose(out) == 0 && written;
  }
  if (!written)
    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: %s", name, g_strerror(errno));
  return written;
}

/* ---- the directory ---- */

static gboolean is_empty(const char *path)
{
  g_autoptr(GDir) directory = g_dir_open(path, 0, NULL);
  return directory != NULL && g_dir_read_name(directory) == NULL;
}

static int open_directory(const VerbContext *context, const char *path)
{
  if (mkdir(path, 0700) != 0 && errno != EEXIST)
    return verb_fail(context, "%s: %s", path, g_strerror(errno)), -1;
  int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return verb_fail(context, "%s: %s", path, g_strerror(errno)), -1;
  if (is_empty(path) && fchmod(directory, 0700) == 0) return directory;
  close(directory);
  return verb_fail(context, "%s must be an empty directory of yours, or none", path), -1;
}

/* A file without rows is no roster file; but permissions may have none. */
static gboolean is_wanted(const RosterBook *book, RosterKind kind)
{
  return book->rows[kind]->len > 0 || kind == SHEET_PERMISSIONS;
}

static int export_book(const VerbContext *context, const RosterBook *book, int directory)
{
  g_autoptr(GError) error = NULL;
  for (guint kind = 0; kind < SHEETS; kind++) {
    if (!is_wanted(book, (RosterKind)kind)) continue;
    if (!write_file(directory, book, (RosterKind)kind, &error))
      return verb_fail(context, "%s", error->message);
    printf("%s.csv: %u rows\n", roster_sheets[kind].name, book->rows[kind]->len);
  }
  return VERB_OK;
}

int verb_roster_export(const VerbContext *context, int argc, char **argv)
{
  if (!verb_options(context, NULL, "DIR", summary, &argc, &argv)) return VERB_FAILED;
  if (!roster_wants(context, argc, 1, "into which directory?")) return VERB_FAILED;
  g_autoptr(Settings) settings = verb_settings(context);
  if (settings == NULL) return VERB_FAILED;
  g_autoptr(RosterBook) book = roster_read_book(context, settings);
  if (book == NULL) return VERB_FAILED;
  int directory = open_directory(context, argv[1]);
  if (directory < 0) return VERB_FAILED;
  int result = export_book(context, book, directory);
  close(directory);
  return result;
}
