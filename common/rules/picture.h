// SPDX-License-Identifier: MIT
/* Whether a file is a picture or a video: by its type, its name, its first
 * bytes. For pictures.c. Pure.
 */
#pragma once

#include <glib.h>

/* So many bytes tell what a file is. */
#define PICTURE_HEAD 64

typedef enum { PICTURE_NONE, PICTURE_IMAGE, PICTURE_VIDEO } Picture;

/* "image/jpeg", "video/mp4"; not drawings, which picture_is_drawing tells. */
Picture picture_by_type(const char *type);

/* "holiday.JPG"; letter case, trailing dots and blanks ignored. NULL is none. */
Picture picture_by_name(const char *name);

/* How the file begins. */
Picture picture_by_bytes(const guint8 *head, gsize length);

/* SVG, by type, name or first bytes: a picture only where it embeds one. */
gboolean picture_is_drawing(const char *type, const char *name, const guint8 *head, gsize length);

/* Whether text (HTML, a style sheet, a drawing) holds a picture in a data: URI;
 * drawings in such URIs are looked into. */
gboolean picture_in_text(const char *text);
