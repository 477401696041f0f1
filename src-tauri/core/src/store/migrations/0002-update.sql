-- Schema 2: updates, needs, promises, and what the week keeps beside its notes.
--
-- `updates` alone is in the plural: the singular is a word of SQL.

CREATE TABLE updates (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  number        INTEGER NOT NULL,
  starts        TEXT NOT NULL,
  ends          TEXT NOT NULL,
  subject       TEXT NOT NULL,
  written       TEXT NOT NULL,                -- UpdateEdit, JSON
  state         TEXT NOT NULL DEFAULT 'draft',
  settled_at    INTEGER,                      -- sent or skipped, milliseconds UTC
  utc_offset    INTEGER NOT NULL DEFAULT 0,
  reason        TEXT NOT NULL DEFAULT '',     -- why it was skipped
  sent          TEXT,                         -- what it said when it was sent, JSON (`update::Sent`)
  revision      INTEGER NOT NULL DEFAULT 0,
  deleted_at    INTEGER
) STRICT;

-- Entries and outcomes an update refers to, so that the rail and the loose ends can ask.
CREATE TABLE update_use (
  update_id     BLOB NOT NULL REFERENCES updates(id),
  thing_id      BLOB NOT NULL,
  PRIMARY KEY (update_id, thing_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX update_use_by_thing ON update_use(thing_id, update_id);

-- Addresses, once told.
CREATE TABLE address (
  person_id     BLOB PRIMARY KEY NOT NULL REFERENCES person(id),
  email         TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE need (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  text          TEXT NOT NULL,
  person_id     BLOB REFERENCES person(id),
  from_name     TEXT NOT NULL DEFAULT '',
  by_day        TEXT,
  otherwise     TEXT NOT NULL DEFAULT '',
  since         TEXT NOT NULL,
  answer        TEXT,                         -- granted, partly, declined, withdrawn
  answer_words  TEXT NOT NULL DEFAULT '',
  answered_on   TEXT,
  became        TEXT NOT NULL DEFAULT '',     -- nothing, outcome; blank while not said
  outcome_id    BLOB REFERENCES outcome(id),
  revision      INTEGER NOT NULL DEFAULT 0,
  deleted_at    INTEGER
) STRICT;
CREATE INDEX need_by_person ON need(person_id) WHERE person_id IS NOT NULL;
CREATE INDEX need_by_outcome ON need(outcome_id) WHERE outcome_id IS NOT NULL;

-- Each time a need was raised; without an update, by word of mouth.
CREATE TABLE need_raised (
  need_id       BLOB NOT NULL REFERENCES need(id),
  position      INTEGER NOT NULL,
  day           TEXT NOT NULL,
  update_id     BLOB REFERENCES updates(id),
  PRIMARY KEY (need_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX need_raised_by_update ON need_raised(update_id) WHERE update_id IS NOT NULL;

CREATE TABLE promise (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  update_id     BLOB NOT NULL REFERENCES updates(id),
  position      INTEGER NOT NULL,
  day           TEXT NOT NULL,
  text          TEXT NOT NULL
) STRICT;
CREATE INDEX promise_by_update ON promise(update_id, position);

-- What was said about a promise, in order; each answer belongs to the update sent after it.
CREATE TABLE promise_answer (
  promise_id    BLOB NOT NULL REFERENCES promise(id),
  position      INTEGER NOT NULL,
  day           TEXT NOT NULL,
  what          TEXT NOT NULL,                -- kept, moved, dropped
  moved_to      TEXT,
  reason        TEXT NOT NULL DEFAULT '',
  update_id     BLOB REFERENCES updates(id),
  PRIMARY KEY (promise_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX promise_answer_by_update ON promise_answer(update_id) WHERE update_id IS NOT NULL;

-- Loose ends put off: not offered before that day.
CREATE TABLE put_off (
  entry_id      BLOB PRIMARY KEY NOT NULL,
  until         TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Days on which an outcome asks to be looked at again, beside its own check date.
CREATE TABLE look_again (
  outcome_id    BLOB NOT NULL,
  day           TEXT NOT NULL,
  PRIMARY KEY (outcome_id, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX look_again_by_day ON look_again(day);

-- Weeks closed together with a later one, whose note speaks for them.
CREATE TABLE week_along (
  week          TEXT PRIMARY KEY NOT NULL,
  note_week     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX week_along_by_note ON week_along(note_week);

-- Kept answers to the question of a quarter. Not for export: it belongs to the week's own pages.
CREATE TABLE quarter_answer (
  quarter       TEXT PRIMARY KEY NOT NULL,
  answer        TEXT NOT NULL,
  kept_at       INTEGER NOT NULL,
  utc_offset    INTEGER NOT NULL
) STRICT;
