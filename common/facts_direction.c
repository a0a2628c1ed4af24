// SPDX-License-Identifier: MIT
#include "facts_direction.h"

#include "address.h"

#include <string.h>

/* ---- the sender ---- */

/* Of several owners of one address the one who acts for the organisation, then
 * the young person: whoever is watched most closely. */
static guint owner_rank(const Person *person)
{
  if (person_was_staff(person)) return 2;
  return person->role == ROLE_PARTICIPANT ? 1 : 0;
}

static const Person *first_owner(const GPtrArray *owners)
{
  const Person *best = NULL;
  for (guint i = 0; owners != NULL && i < owners->len; i++) {
    const Address *address = g_ptr_array_index(owners, i);
    if (best == NULL || owner_rank(address->person) > owner_rank(best)) best = address->person;
  }
  return best;
}

static const Person *person_in_from(const Mail *mail, const People *people)
{
  const GPtrArray *addresses = mail_addresses(mail);
  const Person *found = NULL;
  gboolean any = FALSE;
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    if (address->header->field != FIELD_FROM) continue;
    const Person *owner = first_owner(people_at(people, address->canonical));
    if (any && owner != found) return NULL;
    found = owner;
    any = TRUE;
  }
  return found;
}

const Person *facts_sender(const Settings *settings G_GNUC_UNUSED, const Mail *mail, const People *people)
{
  const char *login = mail_login(mail);
  if (login != NULL) return people_by_login(people, login, mail_login_canonical(mail));
  return person_in_from(mail, people);
}

/* ---- the direction ---- */

static gboolean was_staffs(const GPtrArray *owners)
{
  const guint staffs = ADDRESS_OFFICIAL | ADDRESS_PERSONAL | ADDRESS_FORMER;
  for (guint i = 0; owners != NULL && i < owners->len; i++) {
    const Address *address = g_ptr_array_index(owners, i);
    if (address->kinds & staffs) return TRUE;
    /* A guardian recorded at a staff member's address is that person. */
    if (person_was_staff(address->person)) return TRUE;
  }
  return FALSE;
}

static gboolean is_ours(const Settings *settings, const People *people, const char *canonical)
{
  return address_in_domains(canonical, settings->domains) || was_staffs(people_at(people, canonical));
}

static gboolean is_outgoing(const Settings *settings, const Mail *mail, const People *people)
{
  if (mail_login(mail) != NULL) return TRUE;
  if (is_ours(settings, people, mail_sender_canonical(mail))) return TRUE;
  const GPtrArray *addresses = mail_addresses(mail);
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    gboolean says_who = (address->header->field & (FIELD_FROM | FIELD_SENDER)) != 0;
    if (says_who && is_ours(settings, people, address->canonical)) return TRUE;
  }
  return FALSE;
}

/* ---- reports ---- */

static gboolean from_is_on_roster(const Mail *mail, const People *people)
{
  const GPtrArray *addresses = mail_addresses(mail);
  for (guint i = 0; i < addresses->len; i++) {
    const MailAddress *address = g_ptr_array_index(addresses, i);
    if (address->header->field == FIELD_FROM && people_at(people, address->canonical) != NULL) return TRUE;
  }
  return FALSE;
}

static gboolean claims_to_be_report(const Mail *mail)
{
  const char *value = mail_header(mail, "Content-Type");
  if (value == NULL) return FALSE;
  g_autoptr(GMimeContentType) type = g_mime_content_type_parse(NULL, value);
  return type != NULL && g_mime_content_type_is_type(type, "multipart", "report");
}

gboolean facts_may_be_report(const Mail *mail, const People *people)
{
  return mail_login(mail) == NULL && *mail_sender(mail) == '\0' && mail_recipients(mail)->len == 1 &&
         claims_to_be_report(mail) && !mail_has_unreadable(mail, FIELD_FROM) &&
         !from_is_on_roster(mail, people);
}

static gboolean is_report_part(GMimeObject *part)
{
  GMimeContentType *type = g_mime_object_get_content_type(part);
  return g_mime_content_type_is_type(type, "message", "delivery-status") ||
         g_mime_content_type_is_type(type, "message", "global-delivery-status") ||
         g_mime_content_type_is_type(type, "message", "disposition-notification") ||
         g_mime_content_type_is_type(type, "message", "global-disposition-notification");
}

static gboolean has_report_part(Mail *mail)
{
  GMimeMessage *content = mail_content(mail);
  GMimeObject *root = content != NULL ? g_mime_message_get_mime_part(content) : NULL;
  if (root == NULL || !GMIME_IS_MULTIPART(root)) return FALSE;
  GMimeMultipart *multipart = GMIME_MULTIPART(root);
  for (int i = 0; i < g_mime_multipart_get_count(multipart); i++) {
    if (is_report_part(g_mime_multipart_get_part(multipart, i))) return TRUE;
  }
  return FALSE;
}

Direction facts_direction(const Settings *settings, Mail *mail, const People *people)
{
  if (facts_may_be_report(mail, people) && has_report_part(mail)) return DIRECTION_REPORT;
  return is_outgoing(settings, mail, people) ? DIRECTION_OUTGOING : DIRECTION_INCOMING;
}
