//! Updates: drafts, what was sent, and what they refer to.

use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use super::{from_json, from_word, moment, to_json, to_word};
use crate::error::{Error, Result};
use crate::id::{PersonId, UpdateId};
use crate::time::Moment;
use crate::update::{Sent, UpdateEdit};
use crate::wire::{UpdateLine, UpdateState};

/// An update as it is kept.
pub(crate) struct Update {
    /// Its line in the list.
    pub(crate) line: UpdateLine,
    /// What the user wrote and arranged.
    pub(crate) edit: UpdateEdit,
    /// What it said when it was sent.
    pub(crate) sent: Option<Sent>,
}

const LINE: &str = "id, number, subject, starts, ends, state, settled_at, utc_offset, reason";

/// Writes a draft, new or changed.
pub(crate) fn put(db: &Connection, id: UpdateId, number: u32, edit: &UpdateEdit) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO updates (id, number, starts, ends, subject, written, revision)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET starts = ?3, ends = ?4, subject = ?5, written = ?6,
           revision = ?7",
    )?
    .execute(rusqlite::params![
        id.0,
        number,
        edit.from,
        edit.until,
        edit.subject,
        to_json(edit)?,
        edit.revision,
    ])?;
    Ok(())
}

/// Makes `things`, entries and outcomes, what an update refers to.
pub(crate) fn refer(db: &Connection, id: UpdateId, things: &[Uuid]) -> Result<()> {
    db.prepare_cached("DELETE FROM update_use WHERE update_id = ?1")?.execute([id.0])?;
    let mut insert = db
        .prepare_cached("INSERT OR IGNORE INTO update_use (update_id, thing_id) VALUES (?1, ?2)")?;
    for thing in things {
        insert.execute((id.0, thing))?;
    }
    Ok(())
}

/// Freezes an update as sent.
pub(crate) fn send(db: &Connection, id: UpdateId, sent: &Sent, now: &Moment) -> Result<()> {
    settle(db, id, UpdateState::Sent, "", now)?;
    db.prepare_cached("UPDATE updates SET sent = ?2 WHERE id = ?1")?
        .execute((id.0, to_json(sent)?))?;
    Ok(())
}

/// Marks an update as skipped.
pub(crate) fn skip(db: &Connection, id: UpdateId, reason: &str, now: &Moment) -> Result<()> {
    settle(db, id, UpdateState::Skipped, reason, now)
}

fn settle(
    db: &Connection,
    id: UpdateId,
    state: UpdateState,
    reason: &str,
    now: &Moment,
) -> Result<()> {
    db.prepare_cached(
        "UPDATE updates SET state = ?2, settled_at = ?3, utc_offset = ?4, reason = ?5,
           revision = revision + 1 WHERE id = ?1",
    )?
    .execute((
        id.0,
        to_word(&state)?,
        now.at.timestamp_millis(),
        now.local.offset().local_minus_utc(),
        reason,
    ))?;
    Ok(())
}

/// A live update.
pub(crate) fn read(db: &Connection, id: UpdateId) -> Result<Update> {
    let sql = format!(
        "SELECT {LINE}, written, revision, sent FROM updates WHERE id = ?1 AND deleted_at IS NULL"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([id.0])?;
    let row = rows.next()?.ok_or(Error::NotFound("update"))?;
    let mut edit: UpdateEdit = from_json(&row.get::<_, String>(9)?)?;
    edit.revision = row.get(10)?;
    let sent: Option<String> = row.get(11)?;
    Ok(Update { line: line(row)?, edit, sent: sent.as_deref().map(from_json).transpose()? })
}

/// Every live update, the newest first.
pub(crate) fn all(db: &Connection) -> Result<Vec<UpdateLine>> {
    let sql =
        format!("SELECT {LINE} FROM updates WHERE deleted_at IS NULL ORDER BY number DESC, id");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(line(row)?);
    }
    Ok(found)
}

fn line(row: &Row<'_>) -> Result<UpdateLine> {
    let at: Option<i64> = row.get(6)?;
    let offset: i32 = row.get(7)?;
    let subject: String = row.get(2)?;
    let number = row.get(1)?;
    let said = crate::update::page::subject(&subject, number);
    Ok(UpdateLine {
        id: UpdateId(row.get(0)?),
        number,
        subject: crate::update::forms::read(&said),
        from: row.get(3)?,
        until: row.get(4)?,
        state: from_word(&row.get::<_, String>(5)?)?,
        at: at.map(|at| moment(at, offset).to_rfc3339()),
        reason: row.get(8)?,
    })
}

/// The last sent update before `number`.
pub(crate) fn last_sent(db: &Connection, number: u32) -> Result<Option<Sent>> {
    let sent: Option<String> = db
        .prepare_cached(
            "SELECT sent FROM updates WHERE state = 'sent' AND deleted_at IS NULL AND number < ?1
             ORDER BY number DESC LIMIT 1",
        )?
        .query_one([number], |row| row.get(0))
        .optional()?
        .flatten();
    sent.as_deref().map(from_json).transpose()
}

/// The number of the last sent update that refers to one of `things`.
pub(crate) fn used_in(db: &Connection, things: &[Uuid]) -> Result<Option<u32>> {
    let mut last = None;
    for thing in things {
        let number: Option<u32> = db
            .prepare_cached(
                "SELECT max(u.number) FROM update_use x JOIN updates u ON u.id = x.update_id
                 WHERE x.thing_id = ?1 AND u.state = 'sent' AND u.deleted_at IS NULL",
            )?
            .query_one([thing], |row| row.get(0))?;
        last = last.max(number);
    }
    Ok(last)
}

/// The number the next update has. Those in the bin keep theirs.
pub(crate) fn next_number(db: &Connection) -> Result<u32> {
    Ok(db
        .prepare_cached("SELECT coalesce(max(number), 0) + 1 FROM updates")?
        .query_one([], |row| row.get(0))?)
}

/// Marks an update deleted.
pub(crate) fn delete(db: &Connection, id: UpdateId, now_ms: i64) -> Result<()> {
    db.prepare_cached("UPDATE updates SET deleted_at = ?2 WHERE id = ?1")?
        .execute((id.0, now_ms))?;
    Ok(())
}

/// The address of a person, once told.
pub(crate) fn address(db: &Connection, id: PersonId) -> Result<String> {
    Ok(db
        .prepare_cached("SELECT email FROM address WHERE person_id = ?1")?
        .query_one([id.0], |row| row.get(0))
        .optional()?
        .unwrap_or_default())
}

/// Keeps the address of a person.
pub(crate) fn put_address(db: &Connection, id: PersonId, email: &str) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO address (person_id, email) VALUES (?1, ?2)")?
        .execute((id.0, email))?;
    Ok(())
}
