// SPDX-License-Identifier: MIT
/* Whether a file is closed to whoever supervises: encrypted archives, PDF and
 * Office documents, and files of encryption programs, as far as their first
 * bytes or dictionaries tell (decisions, Content). Nothing is decrypted, and
 * archives within archives are not looked at. Pure.
 */
#pragma once

#include "part_stream.h"

typedef enum { SEALED_NO, SEALED_YES, SEALED_UNKNOWN } Sealed;

/* What kind of file it is that is sealed, or that cannot be told. */
typedef enum {
  SEAL_NONE,
  SEAL_ARCHIVE,
  SEAL_OFFICE,
  SEAL_PDF,
  SEAL_FILE, /* of an encryption program: OpenPGP, age, KeePass, … */
} SealKind;

/* Looks at the part's bytes. *kind is set unless the answer is no. */
Sealed sealed_part(GMimePart *part, SealKind *kind);

/* ---- its parts; `head` is how the file begins, `length` up to SEALED_HEAD ---- */

#define SEALED_HEAD 64

gboolean sealed_is_archive(const guint8 *head, gsize length);
Sealed sealed_archive(PartStream *stream);

gboolean sealed_is_office(const guint8 *head, gsize length);
Sealed sealed_office(PartStream *stream);

gboolean sealed_is_pdf(const guint8 *head, gsize length);
Sealed sealed_pdf(PartStream *stream);

gboolean sealed_is_file(const guint8 *head, gsize length);
