//! Packets and the outcomes chosen for them.

use rusqlite::{Connection, Row};

use super::{from_json, moment, to_json};
use crate::error::{Error, Result};
use crate::id::{OutcomeId, PacketId};
use crate::time::Moment;
use crate::wire::{PacketEdit, PacketLine};

/// Writes a packet, new or changed.
pub(crate) fn put(db: &Connection, id: PacketId, edit: &PacketEdit, now: &Moment) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO packet (id, title, starts, ends, written, changed_at, utc_offset, revision)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET title = ?2, starts = ?3, ends = ?4, written = ?5,
           changed_at = ?6, utc_offset = ?7, revision = ?8",
    )?
    .execute(rusqlite::params![
        id.0,
        edit.title,
        edit.from,
        edit.to,
        to_json(edit)?,
        now.at.timestamp_millis(),
        now.local.offset().local_minus_utc(),
        edit.revision,
    ])?;
    Ok(())
}

/// What the user wrote about a live packet.
pub(crate) fn read(db: &Connection, id: PacketId) -> Result<PacketEdit> {
    let mut statement = db.prepare_cached(
        "SELECT written, revision FROM packet WHERE id = ?1 AND deleted_at IS NULL",
    )?;
    let mut rows = statement.query([id.0])?;
    let row = rows.next()?.ok_or(Error::NotFound("packet"))?;
    let mut edit: PacketEdit = from_json(&row.get::<_, String>(0)?)?;
    edit.revision = row.get(1)?;
    Ok(edit)
}

/// Every live packet, last changed first.
pub(crate) fn all(db: &Connection) -> Result<Vec<PacketLine>> {
    let line = |row: &Row<'_>| {
        Ok(PacketLine {
            id: PacketId(row.get(0)?),
            title: row.get(1)?,
            from: row.get(2)?,
            to: row.get(3)?,
            outcomes: row.get(4)?,
            changed_at: moment(row.get(5)?, row.get(6)?).to_rfc3339(),
        })
    };
    db.prepare_cached(
        "SELECT p.id, p.title, p.starts, p.ends,
           (SELECT count(*) FROM packet_outcome po JOIN outcome o ON o.id = po.outcome_id
            WHERE po.packet_id = p.id AND o.deleted_at IS NULL),
           p.changed_at, p.utc_offset
         FROM packet p WHERE p.deleted_at IS NULL ORDER BY p.changed_at DESC, p.id DESC",
    )?
    .query_map([], line)?
    .map(|packet| Ok(packet?))
    .collect()
}

/// An outcome of a packet, and the section it was moved to.
pub(crate) type Placed = (OutcomeId, Option<String>);

/// The live outcomes of a packet, in order.
pub(crate) fn outcomes(db: &Connection, id: PacketId) -> Result<Vec<Placed>> {
    db.prepare_cached(
        "SELECT po.outcome_id, po.section FROM packet_outcome po JOIN outcome o ON o.id = po.outcome_id
         WHERE po.packet_id = ?1 AND o.deleted_at IS NULL ORDER BY po.position, po.outcome_id",
    )?
    .query_map([id.0], |row| Ok((OutcomeId(row.get(0)?), row.get(1)?)))?
    .map(|id| Ok(id?))
    .collect()
}

/// Titles of live packets that hold an outcome.
pub(crate) fn holding(db: &Connection, id: OutcomeId) -> Result<Vec<String>> {
    db.prepare_cached(
        "SELECT p.title FROM packet_outcome po JOIN packet p ON p.id = po.packet_id
         WHERE po.outcome_id = ?1 AND p.deleted_at IS NULL ORDER BY p.title",
    )?
    .query_map([id.0], |row| row.get(0))?
    .map(|title| Ok(title?))
    .collect()
}

/// Makes `outcomes` the packet's outcomes, in this order.
pub(crate) fn arrange(db: &Connection, id: PacketId, outcomes: &[Placed]) -> Result<()> {
    db.prepare_cached("DELETE FROM packet_outcome WHERE packet_id = ?1")?.execute([id.0])?;
    let mut insert = db.prepare_cached(
        "INSERT INTO packet_outcome (packet_id, outcome_id, position, section)
         VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (position, (outcome, section)) in (0_i64..).zip(outcomes) {
        insert.execute((id.0, outcome.0, position, section))?;
    }
    Ok(())
}

/// Marks a packet deleted.
pub(crate) fn delete(db: &Connection, id: PacketId, now_ms: i64) -> Result<()> {
    db.prepare_cached("UPDATE packet SET deleted_at = ?2 WHERE id = ?1")?
        .execute((id.0, now_ms))?;
    Ok(())
}
