// SPDX-License-Identifier: MIT
/* S/MIME parts (RFC 8551): what was only signed is opened, for its text is shown
 * to whoever has a program for it; what was encrypted is told. No signature is
 * checked. Pure.
 */
#pragma once

#include <gmime/gmime.h>

typedef enum {
  CMS_NONE,       /* no S/MIME part */
  CMS_OPENED,     /* signed data, taken out */
  CMS_ENCRYPTED,  /* enveloped data */
  CMS_UNREADABLE, /* neither can be told */
} CmsKind;

/* Tells what an S/MIME part is. With CMS_OPENED, *inner is the MIME entity that
 * was signed, to be unreferenced by the caller; NULL when there is none
 * (certificates alone). */
CmsKind cms_open(GMimePart *part, GMimeObject **inner);
