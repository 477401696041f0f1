//! Frozen copies of packets: what was sent, and what it hid.

use rusqlite::{Connection, Row};

use super::{from_json, moment, to_json};
use crate::error::{Error, Result};
use crate::id::{CopyId, PacketId};
use crate::time::Moment;
use crate::wire::{Manifest, SentCopy};

/// A copy to keep.
pub(crate) struct NewCopy<'a> {
    pub(crate) packet: PacketId,
    pub(crate) format: &'a str,
    pub(crate) bytes: u64,
    pub(crate) sha256: &'a str,
    pub(crate) text: &'a str,
    pub(crate) manifest: &'a Manifest,
}

/// Keeps a copy.
pub(crate) fn keep(db: &Connection, id: CopyId, copy: &NewCopy<'_>, now: &Moment) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO packet_copy (id, packet_id, made_at, utc_offset, format, bytes, sha256, text,
           manifest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(rusqlite::params![
        id.0,
        copy.packet.0,
        now.at.timestamp_millis(),
        now.local.offset().local_minus_utc(),
        copy.format,
        i64::try_from(copy.bytes).unwrap_or(i64::MAX),
        copy.sha256,
        copy.text,
        to_json(copy.manifest)?,
    ])?;
    Ok(())
}

const COLUMNS: &str = "id, made_at, utc_offset, format, bytes, sha256, manifest";

fn row(row: &Row<'_>) -> Result<SentCopy> {
    Ok(SentCopy {
        id: CopyId(row.get(0)?),
        at: moment(row.get(1)?, row.get(2)?).to_rfc3339(),
        format: row.get(3)?,
        bytes: u64::try_from(row.get::<_, i64>(4)?).unwrap_or_default(),
        sha256: row.get(5)?,
        manifest: from_json(&row.get::<_, String>(6)?)?,
    })
}

/// The copies of a packet, newest first.
pub(crate) fn of_packet(db: &Connection, id: PacketId) -> Result<Vec<SentCopy>> {
    let sql = format!("SELECT {COLUMNS} FROM packet_copy WHERE packet_id = ?1 ORDER BY id DESC");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([id.0])?;
    let mut found = Vec::new();
    while let Some(next) = rows.next()? {
        found.push(row(next)?);
    }
    Ok(found)
}

/// The text of a packet's copy.
pub(crate) fn text(db: &Connection, packet: PacketId, id: CopyId) -> Result<String> {
    let mut statement =
        db.prepare_cached("SELECT text FROM packet_copy WHERE id = ?1 AND packet_id = ?2")?;
    let mut rows = statement.query([id.0, packet.0])?;
    Ok(rows.next()?.ok_or(Error::NotFound("copy of this packet"))?.get(0)?)
}
