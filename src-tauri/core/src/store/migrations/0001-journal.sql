-- Schema 1. Append-only once released: a later change is a new file.
--
-- `entry.place` is the civil day in its high bits and the order within the day in its low bits
-- (see `store::place`), so that walking the table or the index backwards is reading the journal
-- from the newest day on, and a search can stop at the first page.
-- Nothing cascades: what goes is deleted by name, so that undo can put back exactly what went.

CREATE TABLE person (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  name          TEXT NOT NULL,
  role          TEXT NOT NULL DEFAULT '',
  area          TEXT NOT NULL DEFAULT '',
  relation      TEXT,
  last_contact  TEXT,
  invested      TEXT NOT NULL DEFAULT '',
  later_step    TEXT NOT NULL DEFAULT '',
  honest_share  TEXT NOT NULL DEFAULT '',
  may_be_named  INTEGER,
  asked_on      TEXT,
  revision      INTEGER NOT NULL DEFAULT 0,
  deleted_at    INTEGER
) STRICT;

CREATE TABLE goal (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  statement     TEXT NOT NULL,
  could_fail    TEXT NOT NULL DEFAULT '{}',   -- OwnershipAnswer, JSON
  could_go_well TEXT NOT NULL DEFAULT '{}',   -- OwnershipAnswer, JSON
  measure       TEXT NOT NULL DEFAULT '{}',   -- Measure, JSON
  starts        TEXT,
  ends          TEXT,
  state         TEXT NOT NULL DEFAULT 'active',
  revision      INTEGER NOT NULL DEFAULT 0,
  deleted_at    INTEGER
) STRICT;

CREATE TABLE entry (
  place         INTEGER PRIMARY KEY,
  id            BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  raw           TEXT NOT NULL,
  text          TEXT NOT NULL,
  kind          TEXT,
  day           TEXT NOT NULL,
  zone          TEXT NOT NULL,
  captured_at   INTEGER NOT NULL,             -- milliseconds, UTC
  utc_offset    INTEGER NOT NULL,             -- seconds, the writer's wall clock
  goal_id       BLOB REFERENCES goal(id),
  body          TEXT NOT NULL DEFAULT '',
  private_note  TEXT NOT NULL DEFAULT '',
  sensitivity   TEXT NOT NULL DEFAULT 'open',
  asked         TEXT,
  figure        TEXT,                         -- Figure, JSON
  ask_on        TEXT,
  no_outcome    INTEGER NOT NULL DEFAULT 0,
  revision      INTEGER NOT NULL DEFAULT 0,
  deleted_at    INTEGER
) STRICT;
-- What counts and lists walk, so that they need not read whole entries.
CREATE INDEX entry_live ON entry(place, kind, id, no_outcome) WHERE deleted_at IS NULL;
CREATE INDEX entry_by_goal ON entry(goal_id, deleted_at, place, kind) WHERE goal_id IS NOT NULL;
CREATE INDEX entry_asking ON entry(ask_on) WHERE ask_on IS NOT NULL;
CREATE INDEX entry_deleted ON entry(deleted_at) WHERE deleted_at IS NOT NULL;

-- The answers to a kind's questions stay with the entry when its kind changes and changes back.
CREATE TABLE entry_fields (
  entry_id      BLOB NOT NULL,
  kind          TEXT NOT NULL,
  answers       TEXT NOT NULL,                -- KindFields, JSON
  PRIMARY KEY (entry_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_person (
  entry_id      BLOB NOT NULL,
  person_id     BLOB NOT NULL REFERENCES person(id),
  position      INTEGER NOT NULL,
  PRIMARY KEY (entry_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_person_by_person ON entry_person(person_id, entry_id);

CREATE TABLE entry_tag (
  entry_id      BLOB NOT NULL,
  tag           TEXT NOT NULL,
  PRIMARY KEY (entry_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_tag_by_tag ON entry_tag(tag, entry_id);

CREATE TABLE entry_revision (
  entry_id      BLOB NOT NULL,
  number        INTEGER NOT NULL,
  replaced_at   INTEGER NOT NULL,
  text          TEXT NOT NULL,
  PRIMARY KEY (entry_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE outcome (
  id             BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  statement      TEXT NOT NULL,
  category       TEXT,
  status         TEXT NOT NULL,
  check_on       TEXT,
  confidence     TEXT,
  part           TEXT,
  figure_low     REAL,
  figure_likely  REAL,
  figure_high    REAL,
  figure_unit    TEXT,
  grade          INTEGER NOT NULL DEFAULT 0,  -- the best among its evidence, kept for filters
  detail         TEXT NOT NULL,               -- the rest of the outcome, JSON (`outcome_row::Detail`)
  day            TEXT NOT NULL,
  revision       INTEGER NOT NULL DEFAULT 0,
  deleted_at     INTEGER
) STRICT;
CREATE INDEX outcome_due ON outcome(check_on) WHERE status = 'expected' AND check_on IS NOT NULL;
CREATE INDEX outcome_by_day ON outcome(day);

CREATE TABLE mapping (
  entry_id      BLOB NOT NULL,
  outcome_id    BLOB NOT NULL REFERENCES outcome(id),
  position      INTEGER NOT NULL,
  PRIMARY KEY (entry_id, outcome_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mapping_by_outcome ON mapping(outcome_id, entry_id);

CREATE TABLE credit (
  outcome_id    BLOB NOT NULL REFERENCES outcome(id),
  position      INTEGER NOT NULL,
  person_id     BLOB REFERENCES person(id),
  name          TEXT NOT NULL,
  did           TEXT NOT NULL DEFAULT '',
  share         REAL,
  PRIMARY KEY (outcome_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX credit_by_person ON credit(person_id) WHERE person_id IS NOT NULL;

CREATE TABLE evidence (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  outcome_id    BLOB NOT NULL REFERENCES outcome(id),
  position      INTEGER NOT NULL,
  kind          TEXT NOT NULL,
  grade         INTEGER NOT NULL,
  reference     TEXT NOT NULL,
  said_by       BLOB REFERENCES person(id),
  dated         TEXT,
  file_name     TEXT,
  file_sha256   TEXT,
  file_size     INTEGER
) STRICT;
CREATE INDEX evidence_by_outcome ON evidence(outcome_id, position);
CREATE INDEX evidence_by_hash ON evidence(file_sha256) WHERE file_sha256 IS NOT NULL;

-- Copies of evidence files, once each, inside the encrypted file.
CREATE TABLE attachment (
  sha256        TEXT PRIMARY KEY NOT NULL,
  bytes         BLOB NOT NULL
) STRICT;

CREATE TABLE draft (
  surface       TEXT PRIMARY KEY NOT NULL,
  raw           TEXT NOT NULL,
  caret         INTEGER NOT NULL,
  kept_at       INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
  name          TEXT PRIMARY KEY NOT NULL,
  value         TEXT NOT NULL                 -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_filter (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  name          TEXT NOT NULL,
  query         TEXT NOT NULL                 -- Query, JSON
) STRICT;

CREATE TABLE week_note (
  week          TEXT PRIMARY KEY NOT NULL,
  closed_at     INTEGER NOT NULL,
  utc_offset    INTEGER NOT NULL,
  best_line     TEXT NOT NULL,
  to_raise      TEXT NOT NULL,
  intention     TEXT NOT NULL,
  marked        TEXT NOT NULL                 -- entry ids, JSON
) STRICT;

-- Private by construction: what exports read never joins these two.
CREATE TABLE reflection (
  week          TEXT NOT NULL,
  position      INTEGER NOT NULL,
  question      TEXT NOT NULL,
  words         TEXT NOT NULL,
  answer        TEXT NOT NULL,
  optional      INTEGER NOT NULL,
  PRIMARY KEY (week, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE private_lane (
  week          TEXT PRIMARY KEY NOT NULL,
  doubt         TEXT NOT NULL,
  energy        INTEGER,
  pride         TEXT NOT NULL
) STRICT;

CREATE TABLE packet (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  title         TEXT NOT NULL,
  starts        TEXT,
  ends          TEXT,
  written       TEXT NOT NULL,                -- PacketEdit, JSON
  changed_at    INTEGER NOT NULL,
  utc_offset    INTEGER NOT NULL,
  revision      INTEGER NOT NULL DEFAULT 0,
  deleted_at    INTEGER
) STRICT;

CREATE TABLE packet_outcome (
  packet_id     BLOB NOT NULL REFERENCES packet(id),
  outcome_id    BLOB NOT NULL REFERENCES outcome(id),
  position      INTEGER NOT NULL,
  PRIMARY KEY (packet_id, outcome_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX packet_outcome_by_outcome ON packet_outcome(outcome_id);

-- Lines of imports already seen, so that importing twice adds nothing.
CREATE TABLE imported (
  source        TEXT PRIMARY KEY NOT NULL,
  entry_id      BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The words of an entry, of what came of it and of whom it names; one row an entry, at the same
-- place. Text is segmented before it comes here (`store::words`).
CREATE TABLE entry_text (
  place         INTEGER PRIMARY KEY,
  did           TEXT NOT NULL,
  came          TEXT NOT NULL,
  names         TEXT NOT NULL,
  notes         TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE entry_words USING fts5(
  did, came, names, notes,
  content = 'entry_text', content_rowid = 'place',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3', columnsize = 0
);
INSERT INTO entry_words(entry_words, rank) VALUES ('secure-delete', 1);
-- Merging a little at every write makes one save in forty slow; merging sixteen small segments
-- when there are sixteen costs less, and nearly always touches few pages.
INSERT INTO entry_words(entry_words, rank) VALUES ('automerge', 0);

-- Parts of words: three-letter pieces of the same text, without positions.
CREATE VIRTUAL TABLE entry_parts USING fts5(
  did, came, names, notes,
  content = 'entry_text', content_rowid = 'place',
  tokenize = 'trigram remove_diacritics 1', detail = none, columnsize = 0
);
INSERT INTO entry_parts(entry_parts, rank) VALUES ('secure-delete', 1);
INSERT INTO entry_parts(entry_parts, rank) VALUES ('automerge', 0);
