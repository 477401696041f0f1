//! Ladders with their criteria, and what is linked to them.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use super::{from_json, to_json};
use crate::error::{Error, Result};
use crate::id::{CriterionId, EntryId, GoalId, LadderId, OutcomeId};
use crate::ladder::cover::EntryFact;
use crate::ladder::{Bar, Criterion, EntryMet, Ladder};
use crate::outcome::record::{CriterionMet, Outcome};
use crate::time::Day;

/// Writes a ladder, new or changed, with its criteria. Those it no longer has are deleted, which
/// fails for one that is linked.
pub(crate) fn put(db: &Connection, ladder: &Ladder) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO ladder (id, name, levels, held, target, revision)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET name = ?2, levels = ?3, held = ?4, target = ?5,
           revision = ?6",
    )?
    .execute(rusqlite::params![
        ladder.id.0,
        ladder.name,
        to_json(&ladder.levels)?,
        ladder.now,
        ladder.target,
        ladder.revision,
    ])?;
    put_criteria(db, ladder)
}

fn put_criteria(db: &Connection, ladder: &Ladder) -> Result<()> {
    let ids: Vec<Uuid> = db
        .prepare_cached("SELECT id FROM criterion WHERE ladder_id = ?1")?
        .query_map([ladder.id.0], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in ids {
        if ladder.criterion(CriterionId(id)).is_none() {
            db.prepare_cached("DELETE FROM criterion WHERE id = ?1")?.execute([id])?;
        }
    }
    // Two keys may change places; until all are written, each is its own.
    db.prepare_cached("UPDATE criterion SET key = hex(id) WHERE ladder_id = ?1")?
        .execute([ladder.id.0])?;
    let mut insert = db.prepare_cached(
        "INSERT INTO criterion (id, ladder_id, position, key, level, area, title, text, bar, aside)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET position = ?3, key = ?4, level = ?5, area = ?6, title = ?7,
           text = ?8, bar = ?9, aside = ?10",
    )?;
    for (position, criterion) in (0_i64..).zip(&ladder.criteria) {
        insert.execute(rusqlite::params![
            criterion.id.0,
            ladder.id.0,
            position,
            criterion.key,
            criterion.level,
            criterion.area,
            criterion.title,
            criterion.text,
            criterion.bar.words,
            criterion.aside,
        ])?;
    }
    Ok(())
}

/// A live ladder.
pub(crate) fn read(db: &Connection, id: LadderId) -> Result<Ladder> {
    let mut statement = db.prepare_cached(
        "SELECT id, name, levels, held, target, revision FROM ladder
         WHERE id = ?1 AND deleted_at IS NULL",
    )?;
    let mut rows = statement.query([id.0])?;
    ladder(db, rows.next()?.ok_or(Error::NotFound("ladder"))?)
}

/// Every live ladder, the oldest first.
pub(crate) fn all(db: &Connection) -> Result<Vec<Ladder>> {
    let mut statement = db.prepare_cached(
        "SELECT id, name, levels, held, target, revision FROM ladder
         WHERE deleted_at IS NULL ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(ladder(db, row)?);
    }
    Ok(found)
}

fn ladder(db: &Connection, row: &Row<'_>) -> Result<Ladder> {
    let id = LadderId(row.get(0)?);
    Ok(Ladder {
        id,
        name: row.get(1)?,
        levels: from_json(&row.get::<_, String>(2)?)?,
        now: row.get(3)?,
        target: row.get(4)?,
        revision: row.get(5)?,
        criteria: criteria(db, id)?,
    })
}

fn criteria(db: &Connection, id: LadderId) -> Result<Vec<Criterion>> {
    db.prepare_cached(
        "SELECT id, key, level, area, title, text, bar, aside FROM criterion
         WHERE ladder_id = ?1 ORDER BY aside, position, id",
    )?
    .query_map([id.0], |row| {
        Ok(Criterion {
            id: CriterionId(row.get(0)?),
            key: row.get(1)?,
            level: row.get(2)?,
            area: row.get(3)?,
            title: row.get(4)?,
            text: row.get(5)?,
            bar: Bar::read(&row.get::<_, String>(6)?),
            aside: row.get(7)?,
        })
    })?
    .map(|criterion| Ok(criterion?))
    .collect()
}

/// Marks a ladder deleted; what is linked stays linked.
pub(crate) fn delete(db: &Connection, id: LadderId, now_ms: i64) -> Result<()> {
    db.prepare_cached("UPDATE ladder SET deleted_at = ?2 WHERE id = ?1")?
        .execute((id.0, now_ms))?;
    Ok(())
}

/// The ladder a criterion belongs to.
pub(crate) fn of_criterion(db: &Connection, id: CriterionId) -> Result<LadderId> {
    db.prepare_cached(
        "SELECT l.id FROM criterion c JOIN ladder l ON l.id = c.ladder_id
         WHERE c.id = ?1 AND l.deleted_at IS NULL",
    )?
    .query_one([id.0], |row| Ok(LadderId(row.get(0)?)))
    .optional()?
    .ok_or(Error::NotFound("criterion"))
}

/// How many outcomes and entries, live or deleted, are linked to each criterion of a ladder.
pub(crate) fn links(db: &Connection, id: LadderId) -> Result<HashMap<CriterionId, (u32, u32)>> {
    db.prepare_cached(
        "SELECT c.id,
           (SELECT count(DISTINCT outcome_id) FROM outcome_criterion WHERE criterion_id = c.id),
           (SELECT count(*) FROM entry_criterion WHERE criterion_id = c.id)
         FROM criterion c WHERE c.ladder_id = ?1",
    )?
    .query_map([id.0], |row| Ok((CriterionId(row.get(0)?), (row.get(1)?, row.get(2)?))))?
    .map(|links| Ok(links?))
    .collect()
}

/// Writes the criteria an outcome meets. One this journal does not know stays in words.
pub(crate) fn write_met(db: &Connection, outcome: &Outcome) -> Result<()> {
    db.prepare_cached("DELETE FROM outcome_criterion WHERE outcome_id = ?1")?
        .execute([outcome.id.0])?;
    let mut insert = db.prepare_cached(
        "INSERT INTO outcome_criterion (outcome_id, position, criterion_id, name, reason)
         VALUES (?1, ?2, (SELECT id FROM criterion WHERE id = ?3), ?4, ?5)",
    )?;
    for (position, met) in (0_i64..).zip(&outcome.criteria) {
        let criterion = met.id.map(|id| id.0);
        insert.execute((outcome.id.0, position, criterion, &met.criterion, &met.reason))?;
    }
    Ok(())
}

/// The criteria an outcome meets, by the names they have now.
pub(crate) fn met_by_outcome(db: &Connection, id: OutcomeId) -> Result<Vec<CriterionMet>> {
    db.prepare_cached(
        "SELECT c.id, coalesce(nullif(c.title, ''), c.text, m.name), m.reason
         FROM outcome_criterion m LEFT JOIN criterion c ON c.id = m.criterion_id
         WHERE m.outcome_id = ?1 ORDER BY m.position",
    )?
    .query_map([id.0], met)?
    .map(|met| Ok(met?))
    .collect()
}

/// The criteria an entry itself is linked to.
pub(crate) fn met_by_entry(db: &Connection, id: EntryId) -> Result<Vec<CriterionMet>> {
    db.prepare_cached(
        "SELECT c.id, coalesce(nullif(c.title, ''), c.text), m.reason
         FROM entry_criterion m JOIN criterion c ON c.id = m.criterion_id
         WHERE m.entry_id = ?1 ORDER BY c.ladder_id, c.position, c.id",
    )?
    .query_map([id.0], met)?
    .map(|met| Ok(met?))
    .collect()
}

fn met(row: &Row<'_>) -> rusqlite::Result<CriterionMet> {
    Ok(CriterionMet {
        id: row.get::<_, Option<Uuid>>(0)?.map(CriterionId),
        criterion: row.get(1)?,
        reason: row.get(2)?,
    })
}

/// Links an entry to a criterion; linking again changes the reason.
pub(crate) fn link_entry(
    db: &Connection,
    entry: EntryId,
    criterion: CriterionId,
    reason: &str,
) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO entry_criterion (entry_id, criterion_id, reason) VALUES (?1, ?2, ?3)
         ON CONFLICT (entry_id, criterion_id) DO UPDATE SET reason = ?3",
    )?
    .execute((entry.0, criterion.0, reason))?;
    Ok(())
}

/// Every entry's own links, by entry.
pub(crate) fn entry_links(db: &Connection) -> Result<Vec<EntryMet>> {
    db.prepare_cached(
        "SELECT entry_id, criterion_id, reason FROM entry_criterion ORDER BY entry_id, criterion_id",
    )?
    .query_map([], |row| {
        Ok(EntryMet {
            entry: EntryId(row.get(0)?),
            criterion: CriterionId(row.get(1)?),
            reason: row.get(2)?,
        })
    })?
    .map(|met| Ok(met?))
    .collect()
}

/// Whether a ladder, live or deleted, has this id.
pub(crate) fn exists(db: &Connection, id: LadderId) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM ladder WHERE id = ?1")?.exists([id.0])?)
}

/// Takes the link back.
pub(crate) fn unlink_entry(db: &Connection, entry: EntryId, id: CriterionId) -> Result<()> {
    db.prepare_cached("DELETE FROM entry_criterion WHERE entry_id = ?1 AND criterion_id = ?2")?
        .execute((entry.0, id.0))?;
    Ok(())
}

/// Outcomes, live or deleted, with a criterion that is so far only words.
pub(crate) fn in_words(db: &Connection) -> Result<Vec<(OutcomeId, i64, String)>> {
    db.prepare_cached(
        "SELECT outcome_id, position, name FROM outcome_criterion WHERE criterion_id IS NULL
         ORDER BY outcome_id, position",
    )?
    .query_map([], |row| Ok((OutcomeId(row.get(0)?), row.get(1)?, row.get(2)?)))?
    .map(|words| Ok(words?))
    .collect()
}

/// Says which criterion the words were.
pub(crate) fn recognise(
    db: &Connection,
    outcome: OutcomeId,
    position: i64,
    criterion: CriterionId,
) -> Result<()> {
    db.prepare_cached(
        "UPDATE outcome_criterion SET criterion_id = ?3 WHERE outcome_id = ?1 AND position = ?2",
    )?
    .execute((outcome.0, position, criterion.0))?;
    Ok(())
}

/// Live outcomes linked to any criterion of a ladder, with those that share an entry with them.
pub(crate) fn outcomes(db: &Connection, id: LadderId) -> Result<Vec<OutcomeId>> {
    db.prepare_cached(
        "WITH linked AS (SELECT DISTINCT m.outcome_id AS id FROM outcome_criterion m
                         JOIN criterion c ON c.id = m.criterion_id WHERE c.ladder_id = ?1)
         SELECT o.id FROM outcome o WHERE o.deleted_at IS NULL AND (o.id IN (SELECT id FROM linked)
           OR o.id IN (SELECT theirs.outcome_id FROM mapping theirs
                       JOIN mapping ours ON ours.entry_id = theirs.entry_id
                       WHERE ours.outcome_id IN (SELECT id FROM linked)))
         ORDER BY o.id",
    )?
    .query_map([id.0], |row| Ok(OutcomeId(row.get(0)?)))?
    .map(|id| Ok(id?))
    .collect()
}

/// Live entries linked to any criterion of a ladder, and loose ends that serve any goal since
/// `since`.
pub(crate) fn entries(db: &Connection, id: LadderId, since: Day) -> Result<Vec<EntryFact>> {
    let mut statement = db.prepare_cached(
        "SELECT e.id, e.day, e.captured_at, e.utc_offset, e.goal_id,
           e.no_outcome = 0 AND NOT EXISTS (
             SELECT 1 FROM mapping m JOIN outcome o ON o.id = m.outcome_id
             WHERE m.entry_id = e.id AND o.deleted_at IS NULL) AS loose
         FROM entry e WHERE e.deleted_at IS NULL AND (
           e.id IN (SELECT x.entry_id FROM entry_criterion x
                    JOIN criterion c ON c.id = x.criterion_id WHERE c.ladder_id = ?1)
           OR (loose AND e.goal_id IS NOT NULL AND e.place >= ?2))
         ORDER BY e.place",
    )?;
    let mut rows = statement.query((id.0, super::place::first(since)))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let id = EntryId(row.get(0)?);
        let day: Day = row.get(1)?;
        let written = super::moment(row.get(2)?, row.get(3)?).date_naive();
        found.push(EntryFact {
            id,
            day,
            noted: (written - day).num_days() <= AT_THE_TIME,
            goal: row.get::<_, Option<Uuid>>(4)?.map(GoalId),
            loose: row.get(5)?,
            criteria: met_by_entry(db, id)?.iter().filter_map(|met| met.id).collect(),
        });
    }
    Ok(found)
}

/// A note written within so many days was written at the time.
const AT_THE_TIME: i64 = 7;
