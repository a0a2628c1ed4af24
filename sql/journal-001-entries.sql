-- SPDX-License-Identifier: MIT
-- The journal: one entry a judged message, or something done about one. Entries
-- are only ever added. Everything here is covered by the entry's code (mac) but
-- the values of personal fields, which are covered by their digests.

-- What the chain hangs on: which key it was begun with, and its last entry.
CREATE TABLE head (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  key_check BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  mac      BLOB NOT NULL,
  seal     BLOB NOT NULL,
  indexed  INTEGER NOT NULL DEFAULT 0 -- the last entry whose people stand in concerned
) STRICT;

CREATE TABLE entry (
  sequence        INTEGER PRIMARY KEY CHECK (sequence > 0),
  kind            TEXT NOT NULL,    -- message, or what was done later about the one with this reference
  time            INTEGER NOT NULL, -- microseconds since 1970, UTC
  reference       TEXT NOT NULL,
  queue_id        TEXT,
  verdict         TEXT,
  direction       TEXT,
  mode            TEXT,
  sender_role     TEXT,
  reply_code      INTEGER NOT NULL DEFAULT 0,
  reply_status    TEXT,
  hold            TEXT,
  outcome         TEXT,             -- of a review
  settings_digest TEXT,
  roster_version  INTEGER NOT NULL DEFAULT 0,
  mac             BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX entry_message ON entry (reference) WHERE kind = 'message';
CREATE INDEX entry_reference ON entry (reference) WHERE kind <> 'message';
CREATE INDEX entry_time ON entry (time);

CREATE TABLE finding (
  entry   INTEGER NOT NULL,
  ordinal INTEGER NOT NULL, -- from 1
  rule    TEXT NOT NULL,
  action  TEXT NOT NULL,
  PRIMARY KEY (entry, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_rule ON finding (rule, entry);

-- Header fields that were added, changed or removed; their values are details.
CREATE TABLE edit (
  entry       INTEGER NOT NULL,
  ordinal     INTEGER NOT NULL, -- from 1
  op          TEXT NOT NULL,
  name        TEXT NOT NULL,
  field_index INTEGER NOT NULL,
  PRIMARY KEY (entry, ordinal)
) STRICT, WITHOUT ROWID;

-- Personal fields, each by itself, so that one person's can be erased.
CREATE TABLE detail (
  entry   INTEGER NOT NULL,
  ordinal INTEGER NOT NULL, -- from 1
  kind    TEXT NOT NULL,
  part    INTEGER NOT NULL, -- the finding or edit it belongs to; 0: the entry itself
  value   TEXT,             -- NULL when erased
  whose   TEXT,             -- roster id or canonical address of whom it is about; NULL when none, or erased
  salt    BLOB,             -- 16 random bytes; NULL when erased
  digest  BLOB,             -- NULL until erased: before that it follows from the salt and the value
  PRIMARY KEY (entry, ordinal)
) STRICT, WITHOUT ROWID;

-- Whom an entry speaks of: what entries of a person are found by. Filled a while
-- after the entries (head.indexed), for every person is on a page of their own
-- and a message must not wait for all of those.
CREATE TABLE concerned (
  whose TEXT NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY (whose, entry)
) STRICT, WITHOUT ROWID;
