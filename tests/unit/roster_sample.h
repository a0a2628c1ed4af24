// SPDX-License-Identifier: MIT
/* A roster with one of each, and questions to it. */
#pragma once

#include "roster.h"
#include "roster_fixture.h"

static const char staff_text[] = "id,name,email,role,programmes,personal_email,login,active\n"
                                 "S1,Grace,grace@teens.example;lead@teens.example,designated,,,grace,\n"
                                 "S2,Ben,ben@teens.example,mentor,A,ben@mail.example,Ben,\n"
                                 "S3,Farid,farid@teens.example,staff,A,,,\n"
                                 "S4,Ivo,ivo@teens.example,staff,,,,no\n"
                                 "S5,Bot,bot@teens.example,service,,,,\n";

static const char programme_text[] = "id,name,co_staff,designated,list_address,list_members\n"
                                     "A,Accelerator,S4;S2,S1,,\n"
                                     "B,Camp,S3,,camp@teens.example,families\n";

#define YOUNG_HEAD                                                                                           \
  "id,name,email,date_of_birth,contact_consent,contact_consent_until,photo_consent,programmes,active,"       \
  "school,phone,postcode,guardian1_name,guardian1_email,guardian1_contact,guardian2_name,guardian2_email,"   \
  "guardian2_contact\n"

static const char young_text[] = YOUNG_HEAD
    "P1,Sam,sam@young.example,2013-05-14,yes,2027-01-31,no,A,,Hill,07700 900001;07700 900002,ZZ1 "
    "1ZZ,Mum,mum@home.example;mum@work.example,,Dad,dad@home.example,none\n"
    "P2,Leo,leo@young.example,2015-09-02,yes,,yes,B,,,,,Mum,mum@work.example,,,,\n"
    "P3,Mia,mia@young.example,2013-08-23,yes,,,,,,,,Laura,laura@home.example,,Mark,mark@mail.example,barred\n"
    "P4,Ann,kids@home.example,2014-11-11,yes,,,B,,,,,,,,,,\n"
    "P5,Jan,kids@home.example,2016-04-08,yes,,,B,no,,,,,,,,,\n"
    "P6,Lucas,lucas@young.example,2004-03-03,yes,,,,,,,,,,,,,\n"
    "P7,Bea,bea@young.example,2015-07-07,yes,,,,,,,,Lucas,lucas@young.example,,,,\n"
    "P8,Layla,layla@young.example,2014-02-11,yes,,,,,,,,Farid,farid@teens.example,,Nour,nour@home.example,\n"
    "P9,Ella,ella@young.example,2014-02-11,yes,,,,,,,,Mark,mark@mail.example,copy,,,\n";

static const char permission_text[] = "participant_id,kind,subject,granted_by,granted_on,expires_on\n"
                                      "P1,copy,Coach+x@School.example,Mum,2026-01-10,\n"
                                      "P1,contact,Summer  Camp,Mum,2026-01-10,2026-12-31\n";

static const char *const all_texts[] = {staff_text, programme_text, young_text, permission_text, NULL};

static inline Question *question_for(const char *const *addresses)
{
  Question *question = g_new0(Question, 1);
  question->addresses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  question->names = g_hash_table_new(g_str_hash, g_str_equal);
  question->lookalikes = g_hash_table_new(g_str_hash, g_str_equal);
  question->separators = g_strdup(test_settings->subaddress);
  for (; *addresses != NULL; addresses++) g_hash_table_add(question->addresses, g_strdup(*addresses));
  return question;
}

static inline People *ask(const char *const *addresses)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Roster) roster = roster_open(test_settings->roster, &error);
  ck_assert_msg(roster != NULL, "%s", error != NULL ? error->message : "");
  g_autoptr(Question) question = question_for(addresses);
  People *people = roster_ask(roster, question, &error);
  ck_assert_msg(people != NULL, "%s", error != NULL ? error->message : "");
  return people;
}

static inline People *ask_all(const char *address)
{
  roster_import_ok(&plain_options, all_texts);
  return ask((const char *const[]){address, NULL});
}

static inline const Person *only_owner(const People *people, const char *canonical)
{
  const GPtrArray *owners = people_at(people, canonical);
  ck_assert_msg(owners != NULL && owners->len == 1, "%s: %u owners", canonical,
                owners != NULL ? owners->len : 0);
  return ((const Address *)g_ptr_array_index(owners, 0))->person;
}
