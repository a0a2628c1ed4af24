// SPDX-License-Identifier: MIT
#include "mail_internal.h"

#include "address.h"
#include "limit.h"

#include <string.h>

static const struct {
  const char *name;
  MailField field;
} fields[] = {
    {"To", FIELD_TO},
    {"Cc", FIELD_CC},
    {"Bcc", FIELD_BCC},
    {"Resent-To", FIELD_RESENT_TO},
    {"Resent-Cc", FIELD_RESENT_CC},
    {"Resent-Bcc", FIELD_RESENT_BCC},
    {"From", FIELD_FROM},
    {"Sender", FIELD_SENDER},
    {"Reply-To", FIELD_REPLY_TO},
    {"Resent-From", FIELD_RESENT_FROM},
    {"Resent-Sender", FIELD_RESENT_SENDER},
};

MailField mail_field(const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
    if (g_ascii_strcasecmp(fields[i].name, name) == 0) return fields[i].field;
  }
  return 0;
}

void mail_address_free(gpointer data)
{
  MailAddress *address = data;
  g_free(address->name);
  g_free(address->address);
  g_free(address->canonical);
  g_free(address);
}

static void take_mailbox(Mail *mail, const MailHeader *header, InternetAddress *mailbox)
{
  const char *text = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(mailbox));
  if (text == NULL || strchr(text, '@') == NULL) return;
  if (mail->addresses->len >= LIMIT_SHOWN_ADDRESSES) {
    mail->damage |= MAIL_ADDRESSES_CUT;
    return;
  }
  const char *name = internet_address_get_name(mailbox);
  MailAddress *address = g_new0(MailAddress, 1);
  address->header = header;
  address->name = name != NULL && *name != '\0' ? g_utf8_make_valid(name, -1) : NULL;
  address->address = g_strdup(text);
  address->canonical = address_canonical_shown(text, mail->separators);
  g_ptr_array_add(mail->addresses, address);
}

static void take_list(Mail *mail, const MailHeader *header, InternetAddressList *list)
{
  for (int i = 0; i < internet_address_list_length(list); i++) {
    InternetAddress *address = internet_address_list_get_address(list, i);
    if (INTERNET_ADDRESS_IS_GROUP(address)) {
      take_list(mail, header, internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address)));
    } else {
      take_mailbox(mail, header, address);
    }
  }
}

/* Outlook separates addresses by semicolons and shows them so; GMime stops at
 * one that ends no group. A comma behind it means the same in both. */
static char *with_commas(const char *value)
{
  GString *text = g_string_sized_new(strlen(value) + 8);
  gboolean quoted = FALSE;
  for (const char *at = value; *at != '\0'; at++) {
    if (*at == '\\' && at[1] != '\0')
      g_string_append_c(text, *at++);
    else if (*at == '"')
      quoted = !quoted;
    g_string_append_c(text, *at);
    if (*at == ';' && !quoted) g_string_append_c(text, ',');
  }
  return g_string_free(text, FALSE);
}

InternetAddressList *mail_parse_addresses(const char *value)
{
  /* Unfolded first: GMime reads folds, but not every fold that hostile mail has. */
  g_autofree char *separated = with_commas(value);
  g_strdelimit(separated, "\r\n", ' ');
  return internet_address_list_parse(NULL, separated);
}

static gboolean is_blank(const char *value)
{
  return value[strspn(value, " \t\r\n,")] == '\0';
}

void mail_read_addresses(Mail *mail, MailHeader *header)
{
  if (is_blank(header->value)) return;
  g_autoptr(InternetAddressList) list = mail_parse_addresses(header->value);
  guint before = mail->addresses->len;
  if (list != NULL) take_list(mail, header, list);
  /* An empty group ("undisclosed-recipients:;") is read and names nobody. */
  gboolean is_group = list != NULL && internet_address_list_length(list) > 0 &&
                      INTERNET_ADDRESS_IS_GROUP(internet_address_list_get_address(list, 0));
  header->unreadable = mail->addresses->len == before && !is_group;
}

gboolean mail_has_unreadable(const Mail *mail, guint wanted)
{
  for (guint i = 0; i < mail->headers->len; i++) {
    const MailHeader *header = g_ptr_array_index(mail->headers, i);
    if (header->unreadable && (header->field & wanted) != 0) return TRUE;
  }
  return FALSE;
}
