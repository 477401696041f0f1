//! Entries with their people, tags, answers and earlier states.

use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use super::words::{self, Words};
use super::{from_json, from_word, moment, place, to_json, to_word};
use crate::entry::{Entry, GoalRef, KindFields, PersonRef};
use crate::error::{Error, Result};
use crate::id::{EntryId, GoalId, PersonId};
use crate::kind::Kind;
use crate::time::Day;
use crate::wire::Revision;

/// The columns of an entry, in the order [`row`] reads them.
const COLUMNS: &str = "e.id, e.raw, e.text, e.kind, e.day, e.zone, e.captured_at, e.utc_offset, \
     e.goal_id, e.body, e.private_note, e.sensitivity, e.asked, e.figure, e.ask_on, e.no_outcome, \
     e.revision, g.statement";

/// Files a new entry at the end of its day and puts it into the index.
pub(crate) fn insert(db: &Connection, entry: &Entry) -> Result<()> {
    add(db, entry)?;
    index(db, entry.id)
}

/// Files a new entry at the end of its day; [`index`] has to follow, once what came of it is there.
pub(crate) fn add(db: &Connection, entry: &Entry) -> Result<()> {
    write(db, place::next(db, entry.day)?, entry)
}

/// Replaces an entry; a new day gives it a new place.
pub(crate) fn update(db: &Connection, entry: &Entry) -> Result<()> {
    let old = place_of(db, entry.id)?;
    db.prepare_cached("DELETE FROM entry WHERE place = ?1")?.execute([old])?;
    let at = if place::day(old) == entry.day { old } else { place::next(db, entry.day)? };
    if at != old {
        words::remove(db, old)?;
    }
    write(db, at, entry)?;
    index(db, entry.id)
}

fn write(db: &Connection, at: i64, entry: &Entry) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO entry (place, id, raw, text, kind, day, zone, captured_at, utc_offset,
           goal_id, body, private_note, sensitivity, asked, figure, ask_on, no_outcome, revision)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
    )?
    .execute(rusqlite::params![
        at,
        entry.id.0,
        entry.raw,
        entry.text,
        entry.kind.map(Kind::name),
        entry.day,
        entry.zone,
        entry.captured_at.timestamp_millis(),
        entry.captured_at.offset().local_minus_utc(),
        entry.goal.as_ref().map(|goal| goal.id.0),
        entry.body,
        entry.private_note,
        to_word(&entry.sensitivity)?,
        entry.asked.as_ref().map(to_word).transpose()?,
        entry.figure.as_ref().map(to_json).transpose()?,
        entry.ask_on,
        entry.no_outcome,
        entry.revision,
    ])?;
    write_people(db, entry)?;
    write_tags(db, entry)?;
    if let Some(fields) = &entry.fields {
        db.prepare_cached(
            "INSERT OR REPLACE INTO entry_fields (entry_id, kind, answers) VALUES (?1, ?2, ?3)",
        )?
        .execute((entry.id.0, fields.kind().name(), to_json(fields)?))?;
    } else if let Some(kind) = entry.kind {
        db.prepare_cached("DELETE FROM entry_fields WHERE entry_id = ?1 AND kind = ?2")?
            .execute((entry.id.0, kind.name()))?;
    }
    Ok(())
}

fn write_people(db: &Connection, entry: &Entry) -> Result<()> {
    db.prepare_cached("DELETE FROM entry_person WHERE entry_id = ?1")?.execute([entry.id.0])?;
    let mut insert = db.prepare_cached(
        "INSERT OR IGNORE INTO entry_person (entry_id, person_id, position) VALUES (?1, ?2, ?3)",
    )?;
    for (position, person) in (0_i64..).zip(&entry.people) {
        insert.execute((entry.id.0, person.id.0, position))?;
    }
    Ok(())
}

fn write_tags(db: &Connection, entry: &Entry) -> Result<()> {
    db.prepare_cached("DELETE FROM entry_tag WHERE entry_id = ?1")?.execute([entry.id.0])?;
    let mut insert =
        db.prepare_cached("INSERT OR IGNORE INTO entry_tag (entry_id, tag) VALUES (?1, ?2)")?;
    for tag in &entry.tags {
        insert.execute((entry.id.0, tag))?;
    }
    Ok(())
}

/// Where a live entry stands.
pub(crate) fn place_of(db: &Connection, id: EntryId) -> Result<i64> {
    db.prepare_cached("SELECT place FROM entry WHERE id = ?1 AND deleted_at IS NULL")?
        .query_one([id.0], |row| row.get(0))
        .optional()?
        .ok_or(Error::NotFound("entry"))
}

/// Live entries of some kinds from `from` to `to`, the oldest first.
pub(crate) fn of_kinds(
    db: &Connection,
    kinds: &[Kind],
    from: Option<Day>,
    to: Option<Day>,
) -> Result<Vec<EntryId>> {
    let within = (from.map_or(i64::MIN, place::first), to.map_or(i64::MAX, place::last));
    let mut found = Vec::new();
    for kind in kinds {
        let mut statement = db.prepare_cached(
            "SELECT place, id FROM entry INDEXED BY entry_live
             WHERE place BETWEEN ?1 AND ?2 AND kind = ?3 AND deleted_at IS NULL",
        )?;
        let rows = statement.query_map((within.0, within.1, to_word(kind)?), |row| {
            Ok((row.get::<_, i64>(0)?, EntryId(row.get(1)?)))
        })?;
        for row in rows {
            found.push(row?);
        }
    }
    found.sort_unstable();
    Ok(found.into_iter().map(|(_, id)| id).collect())
}

/// Whether an entry, live or deleted, has this id.
pub(crate) fn exists(db: &Connection, id: EntryId) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM entry WHERE id = ?1")?.exists([id.0])?)
}

/// A live entry.
pub(crate) fn read(db: &Connection, id: EntryId) -> Result<Entry> {
    let sql = format!(
        "SELECT {COLUMNS} FROM entry e LEFT JOIN goal g ON g.id = e.goal_id
         WHERE e.id = ?1 AND e.deleted_at IS NULL"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([id.0])?;
    let found = rows.next()?.ok_or(Error::NotFound("entry"))?;
    complete(db, row(found)?)
}

/// The live entry at a place.
pub(crate) fn at(db: &Connection, place: i64) -> Result<Entry> {
    let id: Uuid = db
        .prepare_cached("SELECT id FROM entry WHERE place = ?1")?
        .query_one([place], |row| row.get(0))?;
    read(db, EntryId(id))
}

/// Whether a line of an import became an entry that is still here, if only in the bin.
pub(crate) fn was_imported(db: &Connection, source: &str) -> Result<bool> {
    Ok(db
        .prepare_cached(
            "SELECT 1 FROM imported i JOIN entry e ON e.id = i.entry_id WHERE i.source = ?1",
        )?
        .exists([source])?)
}

/// Notes which entry a line of an import became.
pub(crate) fn note_import(db: &Connection, source: &str, id: EntryId) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO imported (source, entry_id) VALUES (?1, ?2)")?
        .execute((source, id.0))?;
    Ok(())
}

/// Reads the columns of [`COLUMNS`]; people, tags and answers come from their own tables.
fn row(row: &Row<'_>) -> Result<Entry> {
    let kind: Option<String> = row.get(3)?;
    let goal: Option<Uuid> = row.get(8)?;
    let asked: Option<String> = row.get(12)?;
    let figure: Option<String> = row.get(13)?;
    let statement: Option<String> = row.get(17)?;
    Ok(Entry {
        id: EntryId(row.get(0)?),
        raw: row.get(1)?,
        text: row.get(2)?,
        kind: kind.as_deref().map(from_word).transpose()?,
        day: row.get(4)?,
        zone: row.get(5)?,
        captured_at: moment(row.get(6)?, row.get(7)?),
        people: Vec::new(),
        goal: goal.zip(statement).map(|(id, name)| GoalRef { id: GoalId(id), name }),
        tags: Vec::new(),
        body: row.get(9)?,
        private_note: row.get(10)?,
        sensitivity: from_word(&row.get::<_, String>(11)?)?,
        asked: asked.as_deref().map(from_word).transpose()?,
        figure: figure.as_deref().map(from_json).transpose()?,
        ask_on: row.get(14)?,
        no_outcome: row.get(15)?,
        fields: None,
        revision: row.get(16)?,
    })
}

fn complete(db: &Connection, mut entry: Entry) -> Result<Entry> {
    entry.people = people(db, entry.id)?;
    entry.tags = tags(db, entry.id)?;
    if let Some(kind) = entry.kind {
        entry.fields = fields(db, entry.id, kind)?;
    }
    Ok(entry)
}

/// The people of an entry, in the order named.
pub(crate) fn people(db: &Connection, id: EntryId) -> Result<Vec<PersonRef>> {
    db.prepare_cached(
        "SELECT p.id, p.name FROM entry_person ep JOIN person p ON p.id = ep.person_id
         WHERE ep.entry_id = ?1 ORDER BY ep.position",
    )?
    .query_map([id.0], |row| Ok(PersonRef { id: PersonId(row.get(0)?), name: row.get(1)? }))?
    .map(|person| Ok(person?))
    .collect()
}

/// The tags of an entry.
pub(crate) fn tags(db: &Connection, id: EntryId) -> Result<Vec<String>> {
    db.prepare_cached("SELECT tag FROM entry_tag WHERE entry_id = ?1 ORDER BY tag")?
        .query_map([id.0], |row| row.get(0))?
        .map(|tag| Ok(tag?))
        .collect()
}

/// The answers to the questions of `kind`, if any were given.
pub(crate) fn fields(db: &Connection, id: EntryId, kind: Kind) -> Result<Option<KindFields>> {
    let answers: Option<String> = db
        .prepare_cached("SELECT answers FROM entry_fields WHERE entry_id = ?1 AND kind = ?2")?
        .query_one((id.0, kind.name()), |row| row.get(0))
        .optional()?;
    answers.as_deref().map(from_json).transpose()
}

/// Marks an entry deleted and takes it out of the index.
pub(crate) fn delete(db: &Connection, id: EntryId, now_ms: i64) -> Result<()> {
    words::remove(db, place_of(db, id)?)?;
    db.prepare_cached("UPDATE entry SET deleted_at = ?2 WHERE id = ?1")?.execute((id.0, now_ms))?;
    Ok(())
}

/// Keeps the sentence an edit is about to replace.
pub(crate) fn keep_revision(db: &Connection, entry: &Entry, now_ms: i64) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO entry_revision (entry_id, number, replaced_at, text)
         SELECT ?1, coalesce(max(number) + 1, 0), ?2, ?3 FROM entry_revision WHERE entry_id = ?1",
    )?
    .execute((entry.id.0, now_ms, &entry.text))?;
    Ok(())
}

/// Earlier sentences, the original first.
pub(crate) fn revisions(db: &Connection, id: EntryId) -> Result<Vec<Revision>> {
    db.prepare_cached(
        "SELECT number, replaced_at, text FROM entry_revision WHERE entry_id = ?1 ORDER BY number",
    )?
    .query_map([id.0], |row| {
        Ok(Revision {
            number: row.get(0)?,
            until: moment(row.get(1)?, 0).to_rfc3339(),
            text: row.get(2)?,
        })
    })?
    .map(|revision| Ok(revision?))
    .collect()
}

/// Ids of live entries that begin or end with these hexadecimal digits; at most two.
pub(crate) fn beginning_with(db: &Connection, hex: &str) -> Result<Vec<EntryId>> {
    db.prepare_cached(
        "SELECT id FROM entry WHERE deleted_at IS NULL
           AND (lower(hex(id)) LIKE ?1 || '%' OR lower(hex(id)) LIKE '%' || ?1) LIMIT 2",
    )?
    .query_map([hex], |row| Ok(EntryId(row.get(0)?)))?
    .map(|id| Ok(id?))
    .collect()
}

/// The live entries before and after `id` in the timeline.
pub(crate) fn neighbours(
    db: &Connection,
    id: EntryId,
) -> Result<(Option<EntryId>, Option<EntryId>)> {
    let at = place_of(db, id)?;
    let find = |sql: &str| -> Result<Option<EntryId>> {
        Ok(db.prepare_cached(sql)?.query_one([at], |row| Ok(EntryId(row.get(0)?))).optional()?)
    };
    Ok((
        find(
            "SELECT id FROM entry WHERE place < ?1 AND deleted_at IS NULL ORDER BY place DESC LIMIT 1",
        )?,
        find(
            "SELECT id FROM entry WHERE place > ?1 AND deleted_at IS NULL ORDER BY place LIMIT 1",
        )?,
    ))
}

/// Writes the index row of a live entry anew, from what is stored.
pub(crate) fn index(db: &Connection, id: EntryId) -> Result<()> {
    words::put(db, place_of(db, id)?, &gather(db, id)?)
}

/// Every text that finds an entry.
fn gather(db: &Connection, id: EntryId) -> Result<Words> {
    let (did, mut notes, goal): (String, String, Option<String>) = db
        .prepare_cached(
            "SELECT e.text, e.body || char(10) || e.private_note, g.statement
             FROM entry e LEFT JOIN goal g ON g.id = e.goal_id WHERE e.id = ?1",
        )?
        .query_one([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let mut names: Vec<String> = people(db, id)?.into_iter().map(|person| person.name).collect();
    names.extend(goal);
    names.extend(tags(db, id)?);
    let mut answers = db.prepare_cached(
        "SELECT f.answers FROM entry_fields f JOIN entry e ON e.id = f.entry_id AND e.kind = f.kind
         WHERE f.entry_id = ?1",
    )?;
    for stored in answers.query_map([id.0], |row| row.get::<_, String>(0))? {
        let fields: KindFields = from_json(&stored?)?;
        for (_, answer) in fields.answers() {
            notes.push('\n');
            notes.push_str(answer);
        }
    }
    Ok(Words { did, came: super::outcome::words(db, id)?, names: names.join("\n"), notes })
}
