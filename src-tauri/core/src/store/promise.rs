//! Promises and what was said about them.

use rusqlite::{Connection, Row};

use super::{from_word, to_word};
use crate::error::{Error, Result};
use crate::id::{PromiseId, UpdateId};
use crate::time::Day;
use crate::update::PromiseAnswer;
use crate::wire::{PromiseStep, PromiseView};

/// Writes a promise an update makes.
pub(crate) fn make(
    db: &Connection,
    id: PromiseId,
    update: UpdateId,
    position: usize,
    day: Day,
    text: &str,
) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO promise (id, update_id, position, day, text) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((id.0, update.0, i64::try_from(position).unwrap_or(i64::MAX), day, text))?;
    Ok(())
}

/// Says what became of a promise.
pub(crate) fn answer(
    db: &Connection,
    id: PromiseId,
    answer: &PromiseAnswer,
    day: Day,
    update: Option<UpdateId>,
) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO promise_answer (promise_id, position, day, what, moved_to, reason, update_id)
         SELECT ?1, coalesce(max(position) + 1, 0), ?2, ?3, ?4, ?5, ?6 FROM promise_answer
         WHERE promise_id = ?1",
    )?
    .execute((
        id.0,
        day,
        to_word(&answer.what)?,
        answer.to,
        &answer.reason,
        update.map(|id| id.0),
    ))?;
    Ok(())
}

/// Takes back what was said about a promise since the last update was sent; how much that was.
pub(crate) fn take_back(db: &Connection, id: PromiseId) -> Result<usize> {
    Ok(db
        .prepare_cached("DELETE FROM promise_answer WHERE promise_id = ?1 AND update_id IS NULL")?
        .execute([id.0])?)
}

/// Gives what was said since the last update to the one being sent.
pub(crate) fn settle(db: &Connection, id: PromiseId, update: UpdateId) -> Result<()> {
    db.prepare_cached(
        "UPDATE promise_answer SET update_id = ?2 WHERE promise_id = ?1 AND update_id IS NULL",
    )?
    .execute((id.0, update.0))?;
    Ok(())
}

/// Every promise of a sent update, the newest first.
pub(crate) fn all(db: &Connection) -> Result<Vec<PromiseView>> {
    let mut statement = db.prepare_cached(
        "SELECT p.id, p.text, u.number, p.day FROM promise p JOIN updates u ON u.id = p.update_id
         WHERE u.deleted_at IS NULL ORDER BY u.number DESC, p.position",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(view(db, row)?);
    }
    Ok(found)
}

/// One promise.
pub(crate) fn read(db: &Connection, id: PromiseId) -> Result<PromiseView> {
    let mut statement = db.prepare_cached(
        "SELECT p.id, p.text, u.number, p.day FROM promise p JOIN updates u ON u.id = p.update_id
         WHERE p.id = ?1 AND u.deleted_at IS NULL",
    )?;
    let mut rows = statement.query([id.0])?;
    view(db, rows.next()?.ok_or(Error::NotFound("promise"))?)
}

fn view(db: &Connection, row: &Row<'_>) -> Result<PromiseView> {
    let id = PromiseId(row.get(0)?);
    let mut before = answers(db, id)?;
    let answer = before.pop();
    let open = !answer.as_ref().is_some_and(|answer| answer.what.settles());
    Ok(PromiseView {
        id,
        text: row.get(1)?,
        made_in: row.get(2)?,
        made_on: row.get(3)?,
        answer,
        before,
        open,
    })
}

fn answers(db: &Connection, id: PromiseId) -> Result<Vec<PromiseStep>> {
    let mut statement = db.prepare_cached(
        "SELECT a.what, a.day, a.moved_to, a.reason, u.number FROM promise_answer a
         LEFT JOIN updates u ON u.id = a.update_id WHERE a.promise_id = ?1 ORDER BY a.position",
    )?;
    let mut rows = statement.query([id.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(PromiseStep {
            what: from_word(&row.get::<_, String>(0)?)?,
            on: row.get(1)?,
            to: row.get(2)?,
            reason: row.get(3)?,
            number: row.get(4)?,
        });
    }
    Ok(found)
}
