// SPDX-License-Identifier: MIT
/* A small organisation as CSV texts, and what the roster made of it. */
#pragma once

#include "roster_book.h"
#include "roster_fixture.h"

#define STAFF_HEAD "id,name,email,role,programmes,personal_email,login,active\n"
#define YOUNG_HEAD                                                                                           \
  "id,name,email,date_of_birth,contact_consent,guardian1_name,guardian1_email,guardian1_contact,"            \
  "guardian2_name,guardian2_email\n"
#define PROGRAMME_HEAD "id,name,co_staff,designated,list_address,list_members\n"
#define PERMISSION_HEAD "participant_id,kind,subject,granted_by,granted_on,expires_on\n"

#define STAFF                                                                                                \
  STAFF_HEAD "S1,Grace,grace@teens.example,designated,A,,grace,\n"                                           \
             "S2,Ben,ben@teens.example,mentor,A,ben@mail.example,ben,\n"
#define PROGRAMMES PROGRAMME_HEAD "A,Club,S1;S2,S1,,\n"
#define YOUNG                                                                                                \
  YOUNG_HEAD "P1,Sam,sam@young.example,2013-05-14,yes,Mum,mum@home.example,copy,,\n"                         \
             "P2,Leo,leo@young.example,2015-09-02,yes,Mum,mum@home.example,copy,Dad,dad@home.example\n"

/* The cells of a row that are not empty, each after "|". The caller frees. */
static inline char *cells_of(const BookRow *row)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < roster_sheets[row->kind].count; i++) {
    if (row->cells[i] != NULL) g_string_append_printf(text, "|%s", row->cells[i]);
  }
  return g_strdup(text->str);
}

/* The same of the row in the store; NULL when there is none. */
static inline char *stored_cells(RosterKind kind, const char *id)
{
  g_autoptr(RosterBook) book = roster_book_read(test_settings->roster, NULL);
  ck_assert_ptr_nonnull(book);
  const BookRow *row = roster_book_find(book, kind, id);
  return row != NULL ? cells_of(row) : NULL;
}
