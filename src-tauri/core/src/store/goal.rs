//! Goals.

use std::collections::HashMap;

use rusqlite::{Connection, Params, Row};

use super::{from_json, from_word, to_json, to_word};
use crate::error::{Error, Result};
use crate::goal::Goal;
use crate::id::{EntryId, GoalId};
use crate::kind::Kind;

const COLUMNS: &str =
    "id, statement, could_fail, could_go_well, measure, starts, ends, state, revision";

/// Writes a goal, new or changed.
pub(crate) fn put(db: &Connection, goal: &Goal) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO goal (id, statement, could_fail, could_go_well, measure, starts, ends, state,
           revision)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET statement = ?2, could_fail = ?3, could_go_well = ?4,
           measure = ?5, starts = ?6, ends = ?7, state = ?8, revision = ?9",
    )?
    .execute(rusqlite::params![
        goal.id.0,
        goal.statement,
        to_json(&goal.could_fail)?,
        to_json(&goal.could_go_well)?,
        to_json(&goal.measure)?,
        goal.from,
        goal.until,
        to_word(&goal.state)?,
        goal.revision,
    ])?;
    Ok(())
}

/// A live goal.
pub(crate) fn read(db: &Connection, id: GoalId) -> Result<Goal> {
    find(db, "id = ?1 AND deleted_at IS NULL", [id.0])?.pop().ok_or(Error::NotFound("goal"))
}

/// A goal, live or in the bin.
pub(crate) fn any(db: &Connection, id: GoalId) -> Result<Goal> {
    find(db, "id = ?1", [id.0])?.pop().ok_or(Error::NotFound("goal"))
}

/// Every live goal, the oldest first.
pub(crate) fn all(db: &Connection) -> Result<Vec<Goal>> {
    find(db, "deleted_at IS NULL ORDER BY id", [])
}

fn find(db: &Connection, which: &str, values: impl Params) -> Result<Vec<Goal>> {
    super::collect(db, &format!("SELECT {COLUMNS} FROM goal WHERE {which}"), values, row)
}

fn row(row: &Row<'_>) -> Result<Goal> {
    Ok(Goal {
        id: GoalId(row.get(0)?),
        statement: row.get(1)?,
        could_fail: from_json(&row.get::<_, String>(2)?)?,
        could_go_well: from_json(&row.get::<_, String>(3)?)?,
        measure: from_json(&row.get::<_, String>(4)?)?,
        from: row.get(5)?,
        until: row.get(6)?,
        state: from_word(&row.get::<_, String>(7)?)?,
        revision: row.get(8)?,
    })
}

/// Ids and statements of active goals, for reading a line.
pub(crate) fn active(db: &Connection) -> Result<Vec<(GoalId, String)>> {
    db.prepare_cached(
        "SELECT id, statement FROM goal WHERE deleted_at IS NULL AND state = 'active' ORDER BY id",
    )?
    .query_map([], |row| Ok((GoalId(row.get(0)?), row.get(1)?)))?
    .map(|goal| Ok(goal?))
    .collect()
}

/// Live entries that serve a goal.
pub(crate) fn entries(db: &Connection, id: GoalId) -> Result<Vec<EntryId>> {
    db.prepare_cached("SELECT id FROM entry WHERE goal_id = ?1 AND deleted_at IS NULL")?
        .query_map([id.0], |row| Ok(EntryId(row.get(0)?)))?
        .map(|id| Ok(id?))
        .collect()
}

/// How many live entries of each kind serve a goal.
pub(crate) fn kinds(db: &Connection, id: GoalId) -> Result<Vec<(Option<Kind>, u32)>> {
    let mut statement = db.prepare_cached(
        "SELECT kind, count(*) FROM entry WHERE goal_id = ?1 AND deleted_at IS NULL GROUP BY kind",
    )?;
    let mut rows = statement.query([id.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: Option<String> = row.get(0)?;
        found.push((kind.as_deref().map(from_word).transpose()?, row.get(1)?));
    }
    Ok(found)
}

/// How many live outcomes the entries of each goal have, and the best grade among them.
pub(crate) fn outcomes(db: &Connection) -> Result<HashMap<GoalId, (u32, u8)>> {
    // From the outcomes: there are fewer of them than entries.
    db.prepare_cached(
        "SELECT e.goal_id, count(DISTINCT o.id), coalesce(max(o.grade), 0)
         FROM outcome o CROSS JOIN mapping m ON m.outcome_id = o.id
           CROSS JOIN entry e ON e.id = m.entry_id
         WHERE o.deleted_at IS NULL AND e.deleted_at IS NULL AND e.goal_id IS NOT NULL
         GROUP BY e.goal_id",
    )?
    .query_map([], |row| Ok((GoalId(row.get(0)?), (row.get(1)?, row.get(2)?))))?
    .map(|found| Ok(found?))
    .collect()
}

/// Marks a goal deleted; entries keep it until the bin is emptied.
pub(crate) fn delete(db: &Connection, id: GoalId, now_ms: i64) -> Result<()> {
    db.prepare_cached("UPDATE goal SET deleted_at = ?2 WHERE id = ?1")?.execute((id.0, now_ms))?;
    Ok(())
}

/// Whether a goal, live or deleted, has this id.
pub(crate) fn exists(db: &Connection, id: GoalId) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM goal WHERE id = ?1")?.exists([id.0])?)
}
