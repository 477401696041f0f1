//! Needs, and each time they were raised.

use rusqlite::{Connection, Row};

use super::{from_word, to_word};
use crate::error::{Error, Result};
use crate::id::{NeedId, OutcomeId, PersonId, UpdateId};
use crate::time::Day;
use crate::update::{NeedAnswer, NeedEdit};

/// A need as it is kept.
#[derive(Clone)]
pub(crate) struct Need {
    /// Which.
    pub(crate) id: NeedId,
    /// What the user wrote; `since` is set, and `from` is the person's present name.
    pub(crate) edit: NeedEdit,
    /// The answer.
    pub(crate) answer: Option<NeedAnswer>,
    /// Whether it was said what the answer became.
    pub(crate) told: bool,
    /// The outcome it became.
    pub(crate) outcome: Option<OutcomeId>,
}

const COLUMNS: &str = "n.id, n.text, n.person_id, coalesce(p.name, n.from_name), n.by_day,
     n.otherwise, n.since, n.answer, n.answer_words, n.answered_on, n.became, n.outcome_id,
     n.revision";

/// Writes a need, new or changed.
pub(crate) fn put(db: &Connection, need: &Need, since: Day) -> Result<()> {
    let edit = &need.edit;
    let answer = need.answer.as_ref();
    db.prepare_cached(
        "INSERT INTO need (id, text, person_id, from_name, by_day, otherwise, since, answer,
           answer_words, answered_on, became, outcome_id, revision)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
         ON CONFLICT (id) DO UPDATE SET text = ?2, person_id = ?3, from_name = ?4, by_day = ?5,
           otherwise = ?6, since = ?7, answer = ?8, answer_words = ?9, answered_on = ?10,
           became = ?11, outcome_id = ?12, revision = ?13",
    )?
    .execute(rusqlite::params![
        need.id.0,
        edit.text,
        edit.person.map(|id| id.0),
        edit.from,
        edit.by,
        edit.otherwise,
        since,
        answer.map(|answer| to_word(&answer.how)).transpose()?,
        answer.map(|answer| answer.words.as_str()).unwrap_or_default(),
        answer.and_then(|answer| answer.on),
        match (need.told, need.outcome) {
            (_, Some(_)) => "outcome",
            (true, None) => "nothing",
            (false, None) => "",
        },
        need.outcome.map(|id| id.0),
        edit.revision,
    ])?;
    Ok(())
}

/// A live need.
pub(crate) fn read(db: &Connection, id: NeedId) -> Result<Need> {
    let sql = format!(
        "SELECT {COLUMNS} FROM need n LEFT JOIN person p ON p.id = n.person_id
         WHERE n.id = ?1 AND n.deleted_at IS NULL"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([id.0])?;
    row(rows.next()?.ok_or(Error::NotFound("need"))?)
}

/// Every live need, the oldest first.
pub(crate) fn all(db: &Connection) -> Result<Vec<Need>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM need n LEFT JOIN person p ON p.id = n.person_id
         WHERE n.deleted_at IS NULL ORDER BY n.since, n.id"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(next) = rows.next()? {
        found.push(row(next)?);
    }
    Ok(found)
}

fn row(row: &Row<'_>) -> Result<Need> {
    let uuid = |column: usize| row.get::<_, Option<uuid::Uuid>>(column);
    let how: Option<String> = row.get(7)?;
    let answer = how
        .map(|how| -> Result<NeedAnswer> {
            Ok(NeedAnswer { how: from_word(&how)?, words: row.get(8)?, on: row.get(9)? })
        })
        .transpose()?;
    Ok(Need {
        id: NeedId(row.get(0)?),
        edit: NeedEdit {
            text: row.get(1)?,
            person: uuid(2)?.map(PersonId),
            from: row.get(3)?,
            by: row.get(4)?,
            otherwise: row.get(5)?,
            since: Some(row.get(6)?),
            revision: row.get(12)?,
        },
        answer,
        told: !row.get::<_, String>(10)?.is_empty(),
        outcome: uuid(11)?.map(OutcomeId),
    })
}

/// Counts a need raised once more.
pub(crate) fn raise(db: &Connection, id: NeedId, day: Day, update: Option<UpdateId>) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO need_raised (need_id, position, day, update_id)
         SELECT ?1, coalesce(max(position) + 1, 0), ?2, ?3 FROM need_raised WHERE need_id = ?1",
    )?
    .execute((id.0, day, update.map(|id| id.0)))?;
    Ok(())
}

/// Counts a need as raised by an update. The first update with it takes over the raising it was
/// written with.
pub(crate) fn raise_in(db: &Connection, id: NeedId, day: Day, update: UpdateId) -> Result<()> {
    if let [(_, None)] = raised(db, id)?.as_slice() {
        db.prepare_cached("UPDATE need_raised SET update_id = ?2 WHERE need_id = ?1")?
            .execute((id.0, update.0))?;
        return Ok(());
    }
    raise(db, id, day, Some(update))
}

/// Each time a need was raised: the day, and the number of the update that did.
pub(crate) fn raised(db: &Connection, id: NeedId) -> Result<Vec<(Day, Option<u32>)>> {
    db.prepare_cached(
        "SELECT r.day, u.number FROM need_raised r LEFT JOIN updates u ON u.id = r.update_id
         WHERE r.need_id = ?1 ORDER BY r.position",
    )?
    .query_map([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?
    .map(|raised| Ok(raised?))
    .collect()
}

/// Marks a need deleted.
pub(crate) fn delete(db: &Connection, id: NeedId, now_ms: i64) -> Result<()> {
    db.prepare_cached("UPDATE need SET deleted_at = ?2 WHERE id = ?1")?.execute((id.0, now_ms))?;
    Ok(())
}

/// Needs, live or deleted, that look to a person.
pub(crate) fn from_person(db: &Connection, id: PersonId) -> Result<Vec<NeedId>> {
    db.prepare_cached("SELECT id FROM need WHERE person_id = ?1")?
        .query_map([id.0], |row| Ok(NeedId(row.get(0)?)))?
        .map(|id| Ok(id?))
        .collect()
}
