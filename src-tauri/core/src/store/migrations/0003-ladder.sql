-- Schema 3: ladders and their criteria, and what a packet keeps beside its outcomes.

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
