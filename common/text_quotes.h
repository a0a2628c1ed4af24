// SPDX-License-Identifier: MIT
/* Whose words are whose: the one place that tells the sender's own text from
 * quotations, signature and what programs add.
 *
 * Known are `>` lines, blockquotes and the marks of mail programs in HTML,
 * lines that introduce an answer ("On … wrote:") or a forwarded message, and
 * header blocks, in the main European languages, for answers above, below and
 * between. Text is never taken for a quotation when nothing else is the
 * sender's own (policy, sign-off): signature and footers alone are nothing.
 * Pure.
 */
#pragma once

#include "text_lines.h"

/* Sets the kind of each line (of TextLine). */
void text_quotes_mark(GPtrArray *lines);

/* Whether there is a word of the sender's own. */
gboolean text_has_own(const GPtrArray *lines);

/* ---- its parts ---- */

/* How many lines from `index` on introduce a quotation; 0 when they do not.
 * *strong: what comes next is the quotation even when nothing marks it. */
guint text_opening_at(const GPtrArray *lines, guint index, gboolean *strong);

/* How many lines from `index` on are a header block ("From: … Sent: … To: …
 * Subject: …"); 0 when they are none. */
guint text_header_block_at(const GPtrArray *lines, guint index);

/* Marks as LINE_FOOTER, among the sender's own lines, what programs add. */
void text_footers_mark(GPtrArray *lines);
