// SPDX-License-Identifier: MIT
/* Header fields: the input is the head of a message. Fields keep their bytes,
 * order and count; every address has a canonical form; a field of addresses is
 * empty, read or known to be unreadable. */
#include "mail.h"

#include "fuzz.h"

#include <string.h>

static Mail *read_mail(const char *text)
{
  Mail *mail = mail_new("+", NULL, NULL);
  g_autoptr(GError) error = NULL;
  gboolean ok = mail_read(mail, text, strlen(text), &error);
  MUST(ok == (error == NULL), "an error and a message, or neither");
  return mail;
}

static guint addresses_of(const Mail *mail, const MailHeader *header)
{
  const GPtrArray *addresses = mail_addresses(mail);
  guint count = 0;
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    if (address->header == header) count++;
  }
  return count;
}

static gboolean is_blank(const char *text)
{
  return text[strspn(text, " \t\r\n")] == '\0';
}

static void check_header(const Mail *mail, const MailHeader *header, guint position, GHashTable *seen)
{
  g_autofree char *folded = g_ascii_strdown(header->name, -1);
  guint index = GPOINTER_TO_UINT(g_hash_table_lookup(seen, folded)) + 1;
  MUST(header->position == position, "field %u says it is %u", position, header->position);
  MUST(header->index == index, "%s %u says it is %u", header->name, index, header->index);
  MUST(strchr(header->value, '\r') == NULL || strstr(header->value, "\r\n") == NULL, "%s keeps its CRLF",
       header->name);
  if (header->field != 0 && !header->unreadable && addresses_of(mail, header) == 0) {
    MUST(is_blank(header->value) || strpbrk(header->value, ":;,()<>") != NULL,
         "%s is neither blank nor read nor unreadable: \"%s\"", header->name, header->value);
  }
  g_hash_table_insert(seen, g_steal_pointer(&folded), GUINT_TO_POINTER(index));
}

static void check_addresses(const Mail *mail)
{
  const GPtrArray *addresses = mail_addresses(mail);
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    MUST(address->canonical != NULL && address->address != NULL, "an address without a form to compare");
    MUST(g_utf8_validate(address->canonical, -1, NULL), "an address whose canonical form is not UTF-8");
    MUST(address->name == NULL || g_utf8_validate(address->name, -1, NULL), "a name that is not UTF-8");
    MUST(address->header->field != 0, "an address in %s", address->header->name);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_mime_init();
  g_autofree char *text = fuzz_text(data, size);
  g_autoptr(Mail) mail = read_mail(text);
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  const GPtrArray *headers = mail_headers(mail);
  for (guint i = 0; i < headers->len; i++) check_header(mail, g_ptr_array_index(headers, i), i, seen);
  check_addresses(mail);
  MUST(g_utf8_validate(mail_subject(mail), -1, NULL), "a subject that is not UTF-8");
  mail_content(mail);
  return 0;
}
