// SPDX-License-Identifier: MIT
#include "rewrite_fields.h"

#include "rewrite_list.h"
#include "rules/rules.h"

#include <string.h>

/* A field that shows addresses, as it will be. */
typedef struct Field {
  const MailHeader *header;
  InternetAddressList *list; /* what is left of it */
  gboolean lost;             /* an address */
  gboolean changed;
} Field;

typedef struct Work {
  Edits *edits;
  const Facts *facts;
  const Judgement *judgement;
  GHashTable *dropped; /* leave To, Cc and their Resent forms: `hidden` and what is removed */
  Mentions hidden;
  gboolean shows_auto; /* copies that show where one household only is reached */
  GPtrArray *fields;   /* of Field */
} Work;

/* ---- reading ---- */

static void field_free(gpointer data)
{
  Field *field = data;
  g_object_unref(field->list);
  g_free(field);
}

static gboolean is_empty(const Field *field)
{
  return internet_address_list_length(field->list) == 0;
}

static Field *field_of(const Work *work, const MailHeader *header)
{
  Field *field = g_new0(Field, 1);
  field->header = header;
  field->list = mail_parse_addresses(header->value);
  if (field->list == NULL) field->list = internet_address_list_new();
  field->lost = list_strip(field->list, work->dropped, &work->hidden);
  gboolean blank = is_empty(field) && !header->unreadable;
  field->changed = field->lost || (blank && g_hash_table_size(work->dropped) > 0);
  /* Comments and what cannot be read vanish when the field is written anew. */
  gboolean hides = g_hash_table_size(work->hidden.addresses) > 0;
  if (hides && (header->unreadable || mentions_in_field(&work->hidden, header->value))) field->changed = TRUE;
  return field;
}

static void read_fields(Work *work)
{
  const GPtrArray *headers = mail_headers(work->facts->mail);
  for (guint i = 0; i < headers->len; i++) {
    const MailHeader *header = g_ptr_array_index(headers, i);
    if (header->field & FIELDS_SHOWN) g_ptr_array_add(work->fields, field_of(work, header));
  }
}

/* ---- copies ---- */

static gboolean is_shown(const Work *work, const Wish *wish)
{
  switch (wish->show) {
  case SHOW_IN_CC:
    return TRUE;
  case SHOW_UNLESS_MASS:
    return !work->facts->is_mass;
  case SHOW_AUTO:
    return work->shows_auto;
  default:
    return FALSE;
  }
}

static void note(const char *canonical, gpointer data)
{
  g_hash_table_add(data, g_strdup(canonical));
}

static GHashTable *shown_addresses(const Work *work)
{
  GHashTable *shown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < work->fields->len; i++) {
    const Field *field = g_ptr_array_index(work->fields, i);
    list_each(field->list, work->hidden.separators, note, shown);
  }
  return shown;
}

/* The copies that must show and do not yet, as a list; empty when there are none. */
static InternetAddressList *copies_to_show(const Work *work)
{
  InternetAddressList *copies = internet_address_list_new();
  g_autoptr(GHashTable) shown = shown_addresses(work);
  for (guint i = 0; i < work->judgement->wishes->len; i++) {
    const Wish *wish = g_ptr_array_index(work->judgement->wishes, i);
    if (wish->kind != WISH_COPY || !is_shown(work, wish)) continue;
    if (g_hash_table_add(shown, g_strdup(wish->canonical)))
      list_append(copies, wish->person->name, wish->address);
  }
  return copies;
}

static void add_field(const Work *work, const char *name, const char *value)
{
  edits_add_header(work->edits, HEADER_ADD, name, 1, value);
}

/* Into the Cc that is there, for some receivers refuse a message with two. */
static void show_copies(Work *work)
{
  g_autoptr(InternetAddressList) copies = copies_to_show(work);
  if (internet_address_list_length(copies) == 0) return;
  for (guint i = 0; i < work->fields->len; i++) {
    Field *field = g_ptr_array_index(work->fields, i);
    if (field->header->field != FIELD_CC) continue;
    internet_address_list_append(field->list, copies);
    field->changed = TRUE;
    return;
  }
  g_autofree char *value = list_render(copies, work->hidden.separators);
  if (*value != '\0') add_field(work, "Cc", value);
}

/* ---- writing ---- */

static const char *replacement_to(const Work *work)
{
  return rule_value(settings_rule(work->facts->settings, &rule_mass_mail), MASS_MAIL_TO)->text;
}

/* Whether a field of that kind will still be there with something in it. */
static gboolean stays(const Work *work, MailField kind)
{
  for (guint i = 0; i < work->fields->len; i++) {
    const Field *field = g_ptr_array_index(work->fields, i);
    if (field->header->field == kind && (!field->changed || !is_empty(field))) return TRUE;
  }
  return FALSE;
}

static void write_field(const Work *work, const Field *field, gboolean *has_to)
{
  const MailHeader *header = field->header;
  g_autofree char *value = list_render(field->list, work->hidden.separators);
  if (*value == '\0' && header->field == FIELD_TO && !*has_to) {
    g_free(value);
    value = g_strdup(replacement_to(work));
    *has_to = TRUE;
  }
  if (*value == '\0')
    edits_add_header(work->edits, HEADER_REMOVE, header->name, header->index, NULL);
  else
    edits_add_header(work->edits, HEADER_CHANGE, header->name, header->index, value);
}

static gboolean adds_cc(const Edits *edits)
{
  for (guint i = 0; i < edits->headers->len; i++) {
    const HeaderEdit *edit = g_ptr_array_index(edits->headers, i);
    if (edit->op == HEADER_ADD && g_ascii_strcasecmp(edit->name, "Cc") == 0) return TRUE;
  }
  return FALSE;
}

static gboolean has_lost(const Work *work)
{
  for (guint i = 0; i < work->fields->len; i++) {
    const Field *field = g_ptr_array_index(work->fields, i);
    if (field->lost) return TRUE;
  }
  return FALSE;
}

/* A message that loses what it showed needs a To, also when it never had one. */
static gboolean needs_to(const Work *work, gboolean lost_bcc)
{
  return has_lost(work) || (lost_bcc && !stays(work, FIELD_CC) && !adds_cc(work->edits));
}

static void write_fields(const Work *work, gboolean lost_bcc)
{
  gboolean has_to = stays(work, FIELD_TO);
  for (guint i = 0; i < work->fields->len; i++) {
    const Field *field = g_ptr_array_index(work->fields, i);
    if (field->changed) write_field(work, field, &has_to);
  }
  if (!has_to && needs_to(work, lost_bcc)) add_field(work, "To", replacement_to(work));
}

/* ---- the other fields ---- */

/* Fields that mass-mail never removes, whatever they carry: without them the
 * message, its signatures or its trace would be another (policy, mass-mail). */
static gboolean is_kept(const char *name)
{
  static const char *const kept[] = {"From",
                                     "Sender",
                                     "Date",
                                     "Subject",
                                     "Message-ID",
                                     "In-Reply-To",
                                     "References",
                                     "MIME-Version",
                                     "DKIM-Signature",
                                     "DomainKey-Signature",
                                     "X-Google-DKIM-Signature",
                                     "ARC-Seal",
                                     "ARC-Message-Signature",
                                     "ARC-Authentication-Results",
                                     "Authentication-Results",
                                     "Received",
                                     "Received-SPF",
                                     "Return-Path",
                                     MARK_FIELD};
  for (guint i = 0; i < G_N_ELEMENTS(kept); i++) {
    if (g_ascii_strcasecmp(kept[i], name) == 0) return TRUE;
  }
  return g_ascii_strncasecmp(name, "Content-", strlen("Content-")) == 0;
}

static void remove_telling_fields(const Work *work)
{
  if (g_hash_table_size(work->hidden.addresses) == 0) return;
  /* These are seen to elsewhere. */
  guint written = FIELDS_SHOWN | FIELDS_BLIND;
  if (rewrite_replaces_reply_to(work->judgement)) written |= FIELD_REPLY_TO;
  const GPtrArray *headers = mail_headers(work->facts->mail);
  for (guint i = 0; i < headers->len; i++) {
    const MailHeader *header = g_ptr_array_index(headers, i);
    if ((header->field & written) != 0 || is_kept(header->name)) continue;
    if (mentions_in_field(&work->hidden, header->value) || mentions_in_text(&work->hidden, header->name))
      edits_add_header(work->edits, HEADER_REMOVE, header->name, header->index, NULL);
  }
}

/* policy, mass-mail: from any outgoing message. */
static gboolean remove_blind_fields(const Work *work)
{
  gboolean any = FALSE;
  const GPtrArray *headers = mail_headers(work->facts->mail);
  for (guint i = 0; work->facts->direction == DIRECTION_OUTGOING && i < headers->len; i++) {
    const MailHeader *header = g_ptr_array_index(headers, i);
    if ((header->field & FIELDS_BLIND) == 0) continue;
    edits_add_header(work->edits, HEADER_REMOVE, header->name, header->index, NULL);
    any = TRUE;
  }
  return any;
}

void rewrite_fields(Edits *edits, const Facts *facts, const Judgement *judgement, GHashTable *dropped,
                    GHashTable *hidden)
{
  Work work = {.edits = edits, .facts = facts, .judgement = judgement, .dropped = dropped};
  mentions_init(&work.hidden, hidden, mail_separators(facts->mail));
  work.fields = g_ptr_array_new_with_free_func(field_free);
  work.shows_auto = !facts->is_mass && facts_households_reached(facts) == 1;
  read_fields(&work);
  show_copies(&work);
  gboolean lost_bcc = remove_blind_fields(&work);
  write_fields(&work, lost_bcc);
  remove_telling_fields(&work);
  rewrite_reply_to(edits, facts->mail, judgement);
  g_ptr_array_unref(work.fields);
  mentions_clear(&work.hidden);
}
