-- Schema 3: ladders and their criteria, and what a packet keeps beside its outcomes.

CREATE TABLE ladder (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  name          TEXT NOT NULL,
  levels        TEXT NOT NULL,                -- names in order, lowest first, JSON
  held          TEXT,                         -- the level held, one of `levels`
  target        TEXT,                         -- the level aimed at, one of `levels`
  revision      INTEGER NOT NULL DEFAULT 0,
  deleted_at    INTEGER
) STRICT;

CREATE TABLE criterion (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  ladder_id     BLOB NOT NULL REFERENCES ladder(id),
  position      INTEGER NOT NULL,
  key           TEXT NOT NULL,
  level         TEXT,                         -- none: asked of every level
  area          TEXT NOT NULL,
  title         TEXT NOT NULL,
  text          TEXT NOT NULL,
  bar           TEXT NOT NULL,                -- as typed; read anew each time
  aside         INTEGER NOT NULL DEFAULT 0,   -- no longer asked, kept for its links
  UNIQUE (ladder_id, key)
) STRICT;

-- Criteria an outcome meets. `name` holds the words it was linked by while no criterion is known.
CREATE TABLE outcome_criterion (
  outcome_id    BLOB NOT NULL REFERENCES outcome(id),
  position      INTEGER NOT NULL,
  criterion_id  BLOB REFERENCES criterion(id),
  name          TEXT NOT NULL,
  reason        TEXT NOT NULL,
  PRIMARY KEY (outcome_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX outcome_criterion_by_criterion ON outcome_criterion(criterion_id, outcome_id)
  WHERE criterion_id IS NOT NULL;

CREATE TABLE entry_criterion (
  entry_id      BLOB NOT NULL,
  criterion_id  BLOB NOT NULL REFERENCES criterion(id),
  reason        TEXT NOT NULL,
  PRIMARY KEY (entry_id, criterion_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_criterion_by_criterion ON entry_criterion(criterion_id, entry_id);

-- Until now an outcome kept its criteria in words among its details.
INSERT INTO outcome_criterion (outcome_id, position, criterion_id, name, reason)
  SELECT o.id, met.key, NULL, coalesce(met.value ->> '$.criterion', ''),
         coalesce(met.value ->> '$.reason', '')
  FROM outcome o, json_each(o.detail, '$.criteria') met;

-- What a packet may not say: `subject` is a person's or an outcome's id as text, or a term without
-- case and accents; `words` is the term as typed, and `stands` what stands for it.
CREATE TABLE packet_rule (
  packet_id     BLOB NOT NULL REFERENCES packet(id),
  what          TEXT NOT NULL,
  subject       TEXT NOT NULL,
  words         TEXT NOT NULL DEFAULT '',
  how           TEXT NOT NULL,
  stands        TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (packet_id, what, subject)
) STRICT, WITHOUT ROWID;

-- The section an outcome was moved to; none leaves it where its goal, category or criterion puts it.
ALTER TABLE packet_outcome ADD COLUMN section TEXT;

-- What was sent: the text as exported, and what it hid.
CREATE TABLE packet_copy (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  packet_id     BLOB NOT NULL,                -- stays when undo takes the packet away
  made_at       INTEGER NOT NULL,
  utc_offset    INTEGER NOT NULL,
  format        TEXT NOT NULL,
  bytes         INTEGER NOT NULL,
  sha256        TEXT NOT NULL,
  text          TEXT NOT NULL,
  manifest      TEXT NOT NULL                 -- Manifest, JSON
) STRICT;
CREATE INDEX packet_copy_by_packet ON packet_copy(packet_id, id);

-- Projects of the user's own time.
CREATE TABLE project (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  name          TEXT NOT NULL,
  detail        TEXT NOT NULL                 -- Project, JSON
) STRICT;
