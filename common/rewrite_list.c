// SPDX-License-Identifier: MIT
#include "rewrite_list.h"

#include "address.h"
#include "mail.h"

#include <string.h>

static char *canonical_of(InternetAddress *mailbox, const char *separators)
{
  const char *text = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(mailbox));
  return address_canonical_shown(text != NULL ? text : "", separators);
}

static InternetAddressList *members_of(InternetAddress *address)
{
  if (!INTERNET_ADDRESS_IS_GROUP(address)) return NULL;
  return internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address));
}

void list_each(InternetAddressList *list, const char *separators, ListVisit visit, gpointer data)
{
  for (int i = 0; i < internet_address_list_length(list); i++) {
    InternetAddress *address = internet_address_list_get_address(list, i);
    InternetAddressList *members = members_of(address);
    if (members != NULL) {
      list_each(members, separators, visit, data);
      continue;
    }
    g_autofree char *canonical = canonical_of(address, separators);
    visit(canonical, data);
  }
}

/* ---- taking out ---- */

static gboolean has_telling_name(InternetAddress *address, const Mentions *hidden)
{
  return mentions_in_text(hidden, internet_address_get_name(address));
}

/* Puts the members where the group stood. */
static void dissolve(InternetAddressList *list, int place, InternetAddressList *members)
{
  for (int i = internet_address_list_length(members); i-- > 0;) {
    internet_address_list_insert(list, place + 1, internet_address_list_get_address(members, i));
  }
  internet_address_list_remove_at(list, place);
}

static gboolean strip_group(InternetAddressList *list, int place, GHashTable *dropped, const Mentions *hidden)
{
  InternetAddress *group = internet_address_list_get_address(list, place);
  InternetAddressList *members = members_of(group);
  gboolean changed = list_strip(members, dropped, hidden);
  if (changed && internet_address_list_length(members) == 0) {
    internet_address_list_remove_at(list, place);
  } else if (has_telling_name(group, hidden)) {
    dissolve(list, place, members);
    changed = TRUE;
  }
  return changed;
}

static gboolean strip_mailbox(InternetAddressList *list, int place, GHashTable *dropped,
                              const Mentions *hidden)
{
  InternetAddress *mailbox = internet_address_list_get_address(list, place);
  g_autofree char *canonical = canonical_of(mailbox, hidden->separators);
  if (g_hash_table_contains(dropped, canonical)) {
    internet_address_list_remove_at(list, place);
    return TRUE;
  }
  if (!has_telling_name(mailbox, hidden)) return FALSE;
  internet_address_set_name(mailbox, NULL);
  return TRUE;
}

static gboolean has_address(InternetAddressList *list)
{
  for (int i = 0; i < internet_address_list_length(list); i++) {
    InternetAddress *address = internet_address_list_get_address(list, i);
    InternetAddressList *members = members_of(address);
    if (members != NULL) {
      if (has_address(members)) return TRUE;
      continue;
    }
    const char *text = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address));
    if (text != NULL && strchr(text, '@') != NULL) return TRUE;
  }
  return FALSE;
}

/* What is no address hangs on those that are: alone it would be a field that mail.h calls unreadable. */
static gboolean names_nobody(InternetAddressList *list)
{
  if (internet_address_list_length(list) == 0 || has_address(list)) return FALSE;
  /* Only an empty group with a name reads as what it is: "undisclosed-recipients:;". */
  InternetAddress *first = internet_address_list_get_address(list, 0);
  InternetAddressList *members = members_of(first);
  const char *name = internet_address_get_name(first);
  return members == NULL || internet_address_list_length(members) > 0 || name == NULL || *name == '\0';
}

gboolean list_strip(InternetAddressList *list, GHashTable *dropped, const Mentions *hidden)
{
  gboolean changed = FALSE;
  for (int i = internet_address_list_length(list); i-- > 0;) {
    if (members_of(internet_address_list_get_address(list, i)) != NULL)
      changed |= strip_group(list, i, dropped, hidden);
    else
      changed |= strip_mailbox(list, i, dropped, hidden);
  }
  if (changed && names_nobody(list)) internet_address_list_clear(list);
  return changed;
}

/* ---- writing ---- */

void list_append(InternetAddressList *list, const char *name, const char *address)
{
  g_autofree char *clean = g_utf8_make_valid(name != NULL ? name : "", -1);
  for (char *at = clean; *at != '\0'; at++) {
    if (g_ascii_iscntrl(*at)) *at = ' ';
  }
  g_strstrip(clean);
  g_autoptr(InternetAddress) mailbox = internet_address_mailbox_new(*clean != '\0' ? clean : NULL, address);
  internet_address_list_add(list, mailbox);
}

static void collect(const char *canonical, gpointer data)
{
  g_ptr_array_add(data, g_strdup(canonical));
}

static GPtrArray *addresses_in(InternetAddressList *list, const char *separators)
{
  GPtrArray *addresses = g_ptr_array_new_with_free_func(g_free);
  if (list != NULL) list_each(list, separators, collect, addresses);
  return addresses;
}

static gboolean are_equal(const GPtrArray *one, const GPtrArray *other)
{
  if (one->len != other->len) return FALSE;
  for (guint i = 0; i < one->len; i++) {
    if (strcmp(g_ptr_array_index(one, i), g_ptr_array_index(other, i)) != 0) return FALSE;
  }
  return TRUE;
}

/* Whether the text, read again, names exactly the addresses of the list. */
static gboolean reads_as(const char *text, InternetAddressList *list, const char *separators)
{
  if (!g_utf8_validate(text, -1, NULL) || strpbrk(text, "\r\n") != NULL) return FALSE;
  g_autoptr(InternetAddressList) again = mail_parse_addresses(text);
  g_autoptr(GPtrArray) meant = addresses_in(list, separators);
  g_autoptr(GPtrArray) read = addresses_in(again, separators);
  return are_equal(meant, read);
}

static char *whole(InternetAddressList *list)
{
  char *text = internet_address_list_to_string(list, NULL, TRUE);
  /* GMime writes "name: ;" for an empty group; the usual form has no blank. */
  return text != NULL ? text : g_strdup("");
}

static void append_proved(GString *line, InternetAddress *address, const char *separators)
{
  g_autoptr(InternetAddressList) alone = internet_address_list_new();
  internet_address_list_add(alone, address);
  g_autofree char *text = whole(alone);
  if (reads_as(text, alone, separators))
    g_string_append_printf(line, "%s%s", line->len > 0 ? ", " : "", text);
}

/* Without names and groups, each address proved by itself. */
static void append_bare(GString *line, InternetAddressList *list, const char *separators)
{
  for (int i = 0; i < internet_address_list_length(list); i++) {
    InternetAddress *address = internet_address_list_get_address(list, i);
    InternetAddressList *members = members_of(address);
    if (members != NULL) {
      append_bare(line, members, separators);
      continue;
    }
    const char *text = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address));
    g_autoptr(InternetAddress) bare = internet_address_mailbox_new(NULL, text != NULL ? text : "");
    append_proved(line, bare, separators);
  }
}

char *list_render(InternetAddressList *list, const char *separators)
{
  g_autofree char *text = whole(list);
  if (reads_as(text, list, separators)) return g_steal_pointer(&text);
  GString *line = g_string_new(NULL);
  append_bare(line, list, separators);
  return g_string_free(line, FALSE);
}
