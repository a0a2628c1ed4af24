// SPDX-License-Identifier: MIT
#include "rewrite_fields.h"

#include "rewrite_list.h"

gboolean rewrite_replaces_reply_to(const Judgement *judgement)
{
  for (guint i = 0; i < judgement->wishes->len; i++) {
    const Wish *wish = g_ptr_array_index(judgement->wishes, i);
    if (wish->kind == WISH_REPLY_TO) return TRUE;
  }
  return FALSE;
}

/* The new value: the sender and then the staff, in the order of the wishes. */
static char *new_value(const Mail *mail, const Judgement *judgement)
{
  g_autoptr(InternetAddressList) list = internet_address_list_new();
  for (guint i = 0; i < judgement->wishes->len; i++) {
    const Wish *wish = g_ptr_array_index(judgement->wishes, i);
    if (wish->kind == WISH_REPLY_TO) list_append(list, wish->person->name, wish->address);
  }
  return list_render(list, mail_separators(mail));
}

void rewrite_reply_to(Edits *edits, const Mail *mail, const Judgement *judgement)
{
  if (!rewrite_replaces_reply_to(judgement)) return;
  g_autofree char *value = new_value(mail, judgement);
  const GPtrArray *headers = mail_headers(mail);
  gboolean written = FALSE;
  /* Programs differ in which of several Reply-To fields they answer to: one stays. */
  for (guint i = 0; i < headers->len; i++) {
    const MailHeader *header = g_ptr_array_index(headers, i);
    if (header->field != FIELD_REPLY_TO) continue;
    HeaderOp op = written ? HEADER_REMOVE : HEADER_CHANGE;
    edits_add_header(edits, op, header->name, header->index, written ? NULL : value);
    written = TRUE;
  }
  if (!written) edits_add_header(edits, HEADER_ADD, "Reply-To", 1, value);
}
