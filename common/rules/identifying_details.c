// SPDX-License-Identifier: MIT
/* policy, identifying-details: where somebody lives, goes to school and can be
 * reached is told to nobody but staff and their own household. */
#include "rules/rules.h"

#include "details_mail.h"
#include "rules/support.h"
#include "texts.h"

#include <string.h>

typedef enum {
  DETAIL_ADDRESS,
  DETAIL_PHONE,
  DETAIL_POSTCODE,
  DETAIL_SCHOOL,
  DETAIL_KINDS,
} DetailKind;

static const struct {
  const char *said;    /* to the log, of whom */
  const char *refused; /* to the sender, of nobody */
} kinds[DETAIL_KINDS] = {
    [DETAIL_ADDRESS] = {TEXT_DETAIL_ADDRESS, TEXT_DETAIL_ADDRESS_REFUSAL},
    [DETAIL_PHONE] = {TEXT_DETAIL_PHONE, TEXT_DETAIL_PHONE_REFUSAL},
    [DETAIL_POSTCODE] = {TEXT_DETAIL_POSTCODE, TEXT_DETAIL_POSTCODE_REFUSAL},
    [DETAIL_SCHOOL] = {TEXT_DETAIL_SCHOOL, TEXT_DETAIL_SCHOOL_REFUSAL},
};

/* A detail that stands in the message. */
typedef struct Detail {
  const Person *person;
  DetailKind kind;
  const char *text; /* as recorded */
} Detail;

/* The judging of one message. */
typedef struct Search {
  const Facts *facts;
  const Details *details;
  GArray *found;         /* of Detail: those who may be read by somebody who should not */
  GPtrArray *harmless;   /* of char *: phone numbers of staff, and of families who alone read them */
  gboolean has_stranger; /* somebody is reached who is in no household of the roster */
} Search;

/* ---- who reads it ---- */

static gboolean is_barred_from(const Person *reader, gint64 household)
{
  for (guint i = 0; i < reader->children->len; i++) {
    const Link *link = g_ptr_array_index(reader->children, i);
    if (link->contact == CONTACT_BARRED && link->child->household == household) return TRUE;
  }
  return FALSE;
}

/* Whether that reader may know what is the person's. */
static gboolean may_know(const Person *reader, const Person *person)
{
  if (reader == person || person_is_staff(reader)) return TRUE;
  return person->household != 0 && reader->household == person->household &&
         !is_barred_from(reader, person->household);
}

/* Whether the message stays with staff and the person's household. */
static gboolean stays_home(const Search *search, const Person *person)
{
  if (search->has_stranger) return FALSE;
  for (guint i = 0; i < search->facts->reached->len; i++) {
    if (!may_know(g_ptr_array_index(search->facts->reached, i), person)) return FALSE;
  }
  return TRUE;
}

static gboolean is_owned_now(const GPtrArray *owners)
{
  for (guint i = 0; owners != NULL && i < owners->len; i++) {
    const Address *owner = g_ptr_array_index(owners, i);
    if ((owner->kinds & ADDRESS_PRESENT) != 0) return TRUE;
  }
  return FALSE;
}

static gboolean reaches_stranger(const Facts *facts)
{
  for (guint i = 0; i < facts->reach->len; i++) {
    const Reach *reach = g_ptr_array_index(facts->reach, i);
    if (reach->list == NULL && !is_owned_now(reach->owners)) return TRUE;
  }
  return FALSE;
}

static gboolean reaches_staff_alone(const Search *search)
{
  const GPtrArray *reached = search->facts->reached;
  for (guint i = 0; i < reached->len; i++) {
    if (!person_is_staff(g_ptr_array_index(reached, i))) return FALSE;
  }
  return !search->has_stranger;
}

/* ---- whose details these are ---- */

/* A young person, one who has left and grown up, or the guardian of one. Staff
 * who are guardians are staff. */
static gboolean is_protected(const Person *person)
{
  if (person_is_staff(person)) return FALSE;
  return person->role == ROLE_PARTICIPANT || person->role == ROLE_GUARDIAN || person->children->len > 0;
}

static void add(Search *search, const Person *person, DetailKind kind, const char *text)
{
  Detail detail = {.person = person, .kind = kind, .text = text};
  g_array_append_val(search->found, detail);
}

static void find_addresses(Search *search, const Person *person)
{
  for (guint i = 0; i < person->addresses->len; i++) {
    const Address *address = g_ptr_array_index(person->addresses, i);
    gboolean private = (address->kinds & (ADDRESS_OWN | ADDRESS_GUARDIAN)) != 0;
    if (!private || owners_have_staff(people_at(search->facts->people, address->canonical))) continue;
    if (g_hash_table_contains(search->details->addresses, address->canonical))
      add(search, person, DETAIL_ADDRESS, address->recorded);
  }
}

static void find_phones(Search *search, const Person *person, gboolean harmless)
{
  for (guint i = 0; i < person->phones->len; i++) {
    const char *phone = g_ptr_array_index(person->phones, i);
    if (!details_have_phone(search->details, phone)) continue;
    if (harmless)
      g_ptr_array_add(search->harmless, (gpointer)phone);
    else
      add(search, person, DETAIL_PHONE, phone);
  }
}

static gboolean has(const Search *search, const char *recorded)
{
  return recorded != NULL && details_have_place(search->details, recorded);
}

static void find_home(Search *search, const Person *person)
{
  gboolean any = person->postcode != NULL || person->school != NULL;
  if (!any || !details_have_name(search->details, person->name)) return;
  if (has(search, person->postcode)) add(search, person, DETAIL_POSTCODE, person->postcode);
  if (has(search, person->school)) add(search, person, DETAIL_SCHOOL, person->school);
}

static void find_all(Search *search)
{
  const GPtrArray *all = people_all(search->facts->people);
  for (guint i = 0; i < all->len; i++) {
    const Person *person = g_ptr_array_index(all, i);
    if (!is_protected(person) && !person_is_staff(person)) continue;
    gboolean harmless = person_is_staff(person) || stays_home(search, person);
    find_phones(search, person, harmless);
    if (harmless) continue;
    find_addresses(search, person);
    find_home(search, person);
  }
}

/* One number can be recorded for several people: a guardian's that is also staff's
 * is no detail (decisions), nor one that its readers have in their own household. */
static gboolean is_harmless(const Search *search, const Detail *detail)
{
  for (guint i = 0; detail->kind == DETAIL_PHONE && i < search->harmless->len; i++) {
    if (details_same_phone(detail->text, g_ptr_array_index(search->harmless, i))) return TRUE;
  }
  return FALSE;
}

/* ---- what is said ---- */

/* Guardians have no id in the log: their children stand for them. */
static void name_person(Finding *finding, const Person *person)
{
  finding_person(finding, person);
  for (guint i = 0; person->id == NULL && i < person->children->len; i++) {
    const Link *link = g_ptr_array_index(person->children, i);
    finding_person(finding, link->child);
  }
}

static void find(const Search *search, const RuleSettings *rule, Judgement *out)
{
  for (guint i = 0; i < search->found->len; i++) {
    const Detail *detail = &g_array_index(search->found, Detail, i);
    if (is_harmless(search, detail)) continue;
    Finding *finding = judgement_find(out, rule, FOUND_NO_REPAIR);
    g_autofree char *name = support_person(detail->person);
    name_person(finding, detail->person);
    finding_say(finding, kinds[detail->kind].said, name);
    finding_refuse(finding, "%s", kinds[detail->kind].refused);
  }
}

static void cannot_tell(const RuleSettings *rule, Judgement *out)
{
  Finding *finding = judgement_find(out, rule, FOUND_CANNOT_TELL);
  finding_say(finding, "%s", TEXT_DETAILS_CUT);
  finding_refuse(finding, "%s", TEXT_DETAILS_CUT_REFUSAL);
}

static void judge(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  Search search = {.facts = facts, .has_stranger = reaches_stranger(facts)};
  if (reaches_staff_alone(&search)) return;
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Detail));
  g_autoptr(GPtrArray) harmless = g_ptr_array_new();
  search.details = details_of(facts->mail);
  search.found = found;
  search.harmless = harmless;
  find_all(&search);
  find(&search, rule, out);
  if (search.details->cut || people_is_partial(facts->people)) cannot_tell(rule, out);
}

static gboolean wants_body(const Facts *facts, const RuleSettings *rule G_GNUC_UNUSED)
{
  const Search search = {.facts = facts, .has_stranger = reaches_stranger(facts)};
  return !reaches_staff_alone(&search);
}

const RuleSpec rule_identifying_details = {
    .id = "identifying-details",
    .clause = "home address, school, telephone number, other people's addresses are not disclosed",
    .scope = SCOPE_OUTGOING,
    .needs = NEEDS_BODY,
    .action = ACTION_REJECT,
    .judge = judge,
    .wants_body = wants_body,
};
