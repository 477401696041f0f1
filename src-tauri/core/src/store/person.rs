//! People.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Params, Row};

use super::{from_word, place, to_word};
use crate::error::{Error, Result};
use crate::id::{EntryId, PersonId};
use crate::person::Person;
use crate::time::Day;

const COLUMNS: &str = "id, name, role, area, relation, last_contact, invested, later_step, \
     honest_share, may_be_named, asked_on, revision";

/// A person known by name alone.
pub(crate) fn named(id: PersonId, name: &str) -> Person {
    Person {
        id,
        name: name.to_owned(),
        role: String::new(),
        area: String::new(),
        relation: None,
        last_contact: None,
        invested: String::new(),
        later_step: String::new(),
        honest_share: String::new(),
        may_be_named: None,
        asked_on: None,
        revision: 0,
    }
}

/// Writes a person, new or changed.
pub(crate) fn put(db: &Connection, person: &Person) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO person (id, name, role, area, relation, last_contact, invested, later_step,
           honest_share, may_be_named, asked_on, revision)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
         ON CONFLICT (id) DO UPDATE SET name = ?2, role = ?3, area = ?4, relation = ?5,
           last_contact = ?6, invested = ?7, later_step = ?8, honest_share = ?9,
           may_be_named = ?10, asked_on = ?11, revision = ?12",
    )?
    .execute(rusqlite::params![
        person.id.0,
        person.name,
        person.role,
        person.area,
        person.relation.as_ref().map(to_word).transpose()?,
        person.last_contact,
        person.invested,
        person.later_step,
        person.honest_share,
        person.may_be_named,
        person.asked_on,
        person.revision,
    ])?;
    Ok(())
}

/// A live person.
pub(crate) fn read(db: &Connection, id: PersonId) -> Result<Person> {
    find(db, "id = ?1 AND deleted_at IS NULL", [id.0])?.pop().ok_or(Error::NotFound("person"))
}

/// A person, live or in the bin.
pub(crate) fn any(db: &Connection, id: PersonId) -> Result<Person> {
    find(db, "id = ?1", [id.0])?.pop().ok_or(Error::NotFound("person"))
}

/// Every live person by name.
pub(crate) fn all(db: &Connection) -> Result<Vec<Person>> {
    find(db, "deleted_at IS NULL ORDER BY name, id", [])
}

fn find(db: &Connection, which: &str, values: impl Params) -> Result<Vec<Person>> {
    super::collect(db, &format!("SELECT {COLUMNS} FROM person WHERE {which}"), values, row)
}

/// Everybody, also in the bin, each with whether they are in it. Entries keep naming them.
pub(crate) fn everybody(db: &Connection) -> Result<Vec<(Person, bool)>> {
    let sql = format!("SELECT {COLUMNS}, deleted_at IS NOT NULL FROM person ORDER BY name, id");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(next) = rows.next()? {
        found.push((row(next)?, next.get(12)?));
    }
    Ok(found)
}

/// The names credits call people by, which may be older than their own.
pub(crate) fn credited_names(db: &Connection) -> Result<Vec<(PersonId, String)>> {
    db.prepare_cached(
        "SELECT DISTINCT person_id, name FROM credit WHERE person_id IS NOT NULL
         ORDER BY person_id, name",
    )?
    .query_map([], |row| Ok((PersonId(row.get(0)?), row.get(1)?)))?
    .map(|name| Ok(name?))
    .collect()
}

fn row(row: &Row<'_>) -> Result<Person> {
    let relation: Option<String> = row.get(4)?;
    Ok(Person {
        id: PersonId(row.get(0)?),
        name: row.get(1)?,
        role: row.get(2)?,
        area: row.get(3)?,
        relation: relation.as_deref().map(from_word).transpose()?,
        last_contact: row.get(5)?,
        invested: row.get(6)?,
        later_step: row.get(7)?,
        honest_share: row.get(8)?,
        may_be_named: row.get(9)?,
        asked_on: row.get(10)?,
        revision: row.get(11)?,
    })
}

/// A live person with exactly this name, whatever its case.
pub(crate) fn by_name(db: &Connection, name: &str) -> Result<Option<PersonId>> {
    // SQLite folds ASCII only; the rest is compared here.
    let wanted = super::words::fold(name);
    Ok(all(db)?.into_iter().find(|p| super::words::fold(&p.name) == wanted).map(|p| p.id))
}

/// What connects one person to the journal.
#[derive(Default)]
pub(crate) struct Numbers {
    /// Live entries that name them.
    pub(crate) entries: u32,
    /// Live outcomes that credit them.
    pub(crate) credited: u32,
    /// The days of their live entries since the day asked for, the newest last.
    pub(crate) days: Vec<Day>,
}

/// The numbers of everybody, with their days since `since`.
pub(crate) fn numbers(db: &Connection, since: Day) -> Result<HashMap<PersonId, Numbers>> {
    let mut found: HashMap<PersonId, Numbers> = HashMap::new();
    // The bin is small, so it is looked up rather than every entry.
    let mut statement = db.prepare_cached(
        "SELECT person_id, count(*) FROM entry_person INDEXED BY entry_person_by_person
         WHERE entry_id NOT IN (SELECT id FROM entry WHERE deleted_at IS NOT NULL)
         GROUP BY person_id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        found.entry(PersonId(row.get(0)?)).or_default().entries = row.get(1)?;
    }
    let mut statement = db.prepare_cached(
        "SELECT c.person_id, count(DISTINCT c.outcome_id) FROM credit c
         JOIN outcome o ON o.id = c.outcome_id
         WHERE c.person_id IS NOT NULL AND o.deleted_at IS NULL GROUP BY c.person_id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        found.entry(PersonId(row.get(0)?)).or_default().credited = row.get(1)?;
    }
    let mut statement = db.prepare_cached(
        "SELECT ep.person_id, e.place FROM entry e INDEXED BY entry_live
           CROSS JOIN entry_person ep ON ep.entry_id = e.id
         WHERE e.place >= ?1 AND e.deleted_at IS NULL ORDER BY e.place",
    )?;
    let mut rows = statement.query([place::first(since)])?;
    while let Some(row) = rows.next()? {
        let day = place::day(row.get(1)?);
        found.entry(PersonId(row.get(0)?)).or_default().days.push(day);
    }
    Ok(found)
}

/// The day of the last live entry that names a person.
pub(crate) fn last_entry(db: &Connection, id: PersonId) -> Result<Option<Day>> {
    let last: Option<i64> = db
        .prepare_cached(
            "SELECT max(e.place) FROM entry_person ep JOIN entry e ON e.id = ep.entry_id
             WHERE ep.person_id = ?1 AND e.deleted_at IS NULL",
        )?
        .query_one([id.0], |row| row.get(0))?;
    Ok(last.map(place::day))
}

/// Every entry that names or whose outcome credits a person, live or deleted.
pub(crate) fn entries(db: &Connection, id: PersonId) -> Result<Vec<EntryId>> {
    db.prepare_cached(
        "SELECT entry_id FROM entry_person WHERE person_id = ?1
         UNION SELECT m.entry_id FROM credit c JOIN mapping m ON m.outcome_id = c.outcome_id
               WHERE c.person_id = ?1",
    )?
    .query_map([id.0], |row| Ok(EntryId(row.get(0)?)))?
    .map(|id| Ok(id?))
    .collect()
}

/// Gives everything of `from` to `into`.
pub(crate) fn merge(db: &Connection, from: PersonId, into: PersonId) -> Result<()> {
    for sql in [
        "UPDATE OR IGNORE entry_person SET person_id = ?2 WHERE person_id = ?1",
        "UPDATE credit SET person_id = ?2 WHERE person_id = ?1",
        "UPDATE evidence SET said_by = ?2 WHERE said_by = ?1",
        "UPDATE need SET person_id = ?2 WHERE person_id = ?1",
        "UPDATE OR IGNORE address SET person_id = ?2 WHERE person_id = ?1",
    ] {
        db.prepare_cached(sql)?.execute((from.0, into.0))?;
    }
    // What is left named both.
    db.prepare_cached("DELETE FROM entry_person WHERE person_id = ?1")?.execute([from.0])?;
    Ok(())
}

/// Marks a person deleted; entries keep naming them until the bin is emptied.
pub(crate) fn delete(db: &Connection, id: PersonId, now_ms: i64) -> Result<()> {
    db.prepare_cached("UPDATE person SET deleted_at = ?2 WHERE id = ?1")?
        .execute((id.0, now_ms))?;
    Ok(())
}

/// The person known as `name`, made when there is none. A deleted one is not revived.
pub(crate) fn find_or_add(db: &Connection, name: &str, fresh: PersonId) -> Result<PersonId> {
    if let Some(id) = by_name(db, name)? {
        return Ok(id);
    }
    put(db, &named(fresh, name.trim()))?;
    Ok(fresh)
}

/// Ids and names, for reading a line.
pub(crate) fn names(db: &Connection) -> Result<Vec<(PersonId, String)>> {
    db.prepare_cached("SELECT id, name FROM person WHERE deleted_at IS NULL ORDER BY name, id")?
        .query_map([], |row| Ok((PersonId(row.get(0)?), row.get(1)?)))?
        .map(|name| Ok(name?))
        .collect()
}

/// Whether a person's name is taken by another live person.
pub(crate) fn name_taken(db: &Connection, id: PersonId, name: &str) -> Result<bool> {
    Ok(by_name(db, name)?.is_some_and(|other| other != id))
}

/// A person, live or deleted, if there is one.
pub(crate) fn name_of(db: &Connection, id: PersonId) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT name FROM person WHERE id = ?1")?
        .query_one([id.0], |row| row.get(0))
        .optional()?)
}
