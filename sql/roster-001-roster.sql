-- SPDX-License-Identifier: MIT
-- The roster (contract, Roster files).
--
-- staff, participant, programme and permission are the administrator's four
-- files, row for row and cell for cell, each cell as `roster export` writes it;
-- an empty cell is NULL. They are the truth. All else is worked out from them at
-- import, so that one message costs a few look-ups.
--
-- People's keys are unique over three tables: staff 4n+1, participants 4n+2,
-- guardians 4n+3. `added` is the import that brought a row.

CREATE TABLE staff (
  key            INTEGER PRIMARY KEY,
  added          INTEGER NOT NULL,
  id             TEXT NOT NULL UNIQUE,
  name           TEXT NOT NULL,
  email          TEXT NOT NULL,
  role           TEXT NOT NULL,
  programmes     TEXT,
  personal_email TEXT,
  login          TEXT,
  phone          TEXT,
  active         TEXT NOT NULL,
  former_email   TEXT, -- what email and personal_email once were: it proves who writes
  login_folded   TEXT, -- worked out, as is all below
  guardian_email TEXT  -- the addresses at which they are somebody's guardian
) STRICT;
CREATE INDEX staff_login ON staff (login_folded);
CREATE INDEX staff_designated ON staff (role) WHERE role = 'designated';

CREATE TABLE participant (
  key                   INTEGER PRIMARY KEY,
  added                 INTEGER NOT NULL,
  id                    TEXT NOT NULL UNIQUE,
  name                  TEXT NOT NULL,
  email                 TEXT,
  date_of_birth         TEXT,
  contact_consent       TEXT NOT NULL,
  contact_consent_until TEXT,
  photo_consent         TEXT NOT NULL,
  programmes            TEXT,
  school                TEXT,
  phone                 TEXT,
  postcode              TEXT,
  active                TEXT NOT NULL,
  guardian1_name TEXT, guardian1_email TEXT, guardian1_phone TEXT, guardian1_contact TEXT,
  guardian2_name TEXT, guardian2_email TEXT, guardian2_phone TEXT, guardian2_contact TEXT,
  guardian3_name TEXT, guardian3_email TEXT, guardian3_phone TEXT, guardian3_contact TEXT,
  guardian4_name TEXT, guardian4_email TEXT, guardian4_phone TEXT, guardian4_contact TEXT,
  guardian1      INTEGER, -- worked out, as is all below: who the guardians are
  guardian2      INTEGER,
  guardian3      INTEGER,
  guardian4      INTEGER,
  household      INTEGER NOT NULL,
  guardian_email TEXT
) STRICT;

CREATE TABLE programme (
  key            INTEGER PRIMARY KEY,
  added          INTEGER NOT NULL,
  id             TEXT NOT NULL UNIQUE,
  name           TEXT NOT NULL,
  co_staff       TEXT,
  designated     TEXT,
  list_address   TEXT,
  list_members   TEXT,
  list_canonical TEXT UNIQUE -- worked out
) STRICT;

CREATE TABLE permission (
  key            INTEGER PRIMARY KEY,
  added          INTEGER NOT NULL,
  participant_id TEXT NOT NULL,
  kind           TEXT NOT NULL,
  subject        TEXT NOT NULL,
  granted_by     TEXT NOT NULL,
  granted_on     TEXT NOT NULL,
  expires_on     TEXT
) STRICT;
CREATE INDEX permission_participant ON permission (participant_id);

-- ---- worked out ----

-- Guardians who are nobody else; name as it was first recorded.
CREATE TABLE guardian (
  key       INTEGER PRIMARY KEY,
  name      TEXT NOT NULL,
  email     TEXT NOT NULL,
  phone     TEXT,
  household INTEGER NOT NULL
) STRICT;

CREATE TABLE address (
  canonical TEXT NOT NULL,
  person    INTEGER NOT NULL,
  PRIMARY KEY (canonical, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE child (
  guardian INTEGER NOT NULL,
  child    INTEGER NOT NULL,
  PRIMARY KEY (guardian, child)
) STRICT, WITHOUT ROWID;

-- Active participants of a programme, for its list.
CREATE TABLE member (
  programme INTEGER NOT NULL,
  person    INTEGER NOT NULL,
  PRIMARY KEY (programme, person)
) STRICT, WITHOUT ROWID;

-- ---- what names people in a text ----

-- Keys by which candidates out of a message are looked up (policy,
-- identifying-details and lookalike); roster_keys.c says what a key is.
-- Names and likenesses are participants', phone numbers everybody's.

CREATE TABLE name_key (
  key    INTEGER NOT NULL,
  person INTEGER NOT NULL,
  PRIMARY KEY (key, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE phone_key (
  key    INTEGER NOT NULL,
  person INTEGER NOT NULL,
  PRIMARY KEY (key, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE likeness_key (
  key    INTEGER NOT NULL,
  person INTEGER NOT NULL,
  PRIMARY KEY (key, person)
) STRICT, WITHOUT ROWID;

-- ---- history ----

-- The greatest number is the roster's version.
CREATE TABLE import (
  number     INTEGER PRIMARY KEY,
  at         INTEGER NOT NULL, -- seconds since 1970, UTC
  who        TEXT NOT NULL,
  reverts    INTEGER REFERENCES import, -- the import it undid, where it is a revert
  people     INTEGER NOT NULL,          -- staff and participants known afterwards
  separators TEXT NOT NULL              -- of tags, with which canonical addresses were made
) STRICT;

CREATE TABLE import_file (
  import INTEGER NOT NULL REFERENCES import,
  place  INTEGER NOT NULL,
  kind   TEXT NOT NULL,
  name   TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (import, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_count (
  import    INTEGER NOT NULL REFERENCES import,
  kind      TEXT NOT NULL,
  added     INTEGER NOT NULL,
  changed   INTEGER NOT NULL,
  departed  INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  PRIMARY KEY (import, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_words (
  import INTEGER NOT NULL REFERENCES import,
  place  INTEGER NOT NULL,
  text   TEXT NOT NULL,
  PRIMARY KEY (import, place)
) STRICT, WITHOUT ROWID;

-- Rows as they were before the last import changed or removed them: with
-- `added`, all that a revert needs. Emptied by the next import.
CREATE TABLE staff_before AS SELECT * FROM staff WHERE FALSE;
CREATE TABLE participant_before AS SELECT * FROM participant WHERE FALSE;
CREATE TABLE programme_before AS SELECT * FROM programme WHERE FALSE;
CREATE TABLE permission_before AS SELECT * FROM permission WHERE FALSE;
