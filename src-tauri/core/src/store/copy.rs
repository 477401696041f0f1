//! What a full copy of a journal holds beside people, goals, entries and outcomes.

use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use super::{collect, from_json, moment, to_json};
use crate::entry::KindFields;
use crate::error::Result;
use crate::export::{Answered, Earlier, KeptDraft};
use crate::id::{EntryId, PacketId};
use crate::wire::Draft;

/// Answers given to the questions of a kind that the entry no longer is.
pub(crate) fn answers(db: &Connection) -> Result<Vec<Answered>> {
    let sql = "SELECT f.entry_id, f.answers FROM entry_fields f JOIN entry e ON e.id = f.entry_id
               WHERE e.deleted_at IS NULL AND f.kind IS NOT e.kind ORDER BY e.place, f.kind";
    collect(db, sql, [], |row| {
        let entry = EntryId(row.get::<_, Uuid>(0)?);
        Ok(Answered { entry, fields: from_json(&row.get::<_, String>(1)?)? })
    })
}

/// Puts such answers back.
pub(crate) fn put_answers(db: &Connection, entry: EntryId, fields: &KindFields) -> Result<()> {
    db.prepare_cached(
        "INSERT OR IGNORE INTO entry_fields (entry_id, kind, answers) VALUES (?1, ?2, ?3)",
    )?
    .execute((entry.0, fields.kind().name(), to_json(fields)?))?;
    Ok(())
}

/// Every earlier sentence, the original of each entry first.
pub(crate) fn revisions(db: &Connection) -> Result<Vec<Earlier>> {
    let sql = "SELECT r.entry_id, r.replaced_at, r.text FROM entry_revision r
               JOIN entry e ON e.id = r.entry_id
               WHERE e.deleted_at IS NULL ORDER BY e.place, r.number";
    collect(db, sql, [], |row| {
        let entry = EntryId(row.get::<_, Uuid>(0)?);
        Ok(Earlier { entry, until: moment(row.get(1)?, 0), text: row.get(2)? })
    })
}

/// Every draft by its surface.
pub(crate) fn drafts(db: &Connection) -> Result<Vec<KeptDraft>> {
    let sql = "SELECT surface, raw, caret, kept_at FROM draft ORDER BY surface";
    collect(db, sql, [], |row| {
        let draft = Draft { surface: row.get(0)?, raw: row.get(1)?, caret: row.get(2)? };
        Ok(KeptDraft { draft, kept_at: moment(row.get(3)?, 0) })
    })
}

/// The hashes of every file that a copy is kept of.
pub(crate) fn files(db: &Connection) -> Result<Vec<String>> {
    collect(db, "SELECT sha256 FROM attachment ORDER BY sha256", [], |row| Ok(row.get(0)?))
}

/// Every live packet, the oldest first.
pub(crate) fn packets(db: &Connection) -> Result<Vec<PacketId>> {
    let sql = "SELECT id FROM packet WHERE deleted_at IS NULL ORDER BY id";
    collect(db, sql, [], |row| Ok(PacketId(row.get(0)?)))
}

/// When a packet was last changed, live or not; `None` when there is none.
pub(crate) fn packet_changed(
    db: &Connection,
    id: PacketId,
) -> Result<Option<chrono::DateTime<chrono::FixedOffset>>> {
    Ok(db
        .prepare_cached("SELECT changed_at, utc_offset FROM packet WHERE id = ?1")?
        .query_one([id.0], |row| Ok(moment(row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Every closed week, the oldest first.
pub(crate) fn weeks(db: &Connection) -> Result<Vec<String>> {
    collect(db, "SELECT week FROM week_note ORDER BY week", [], |row| Ok(row.get(0)?))
}

/// Whether a setting was ever saved.
pub(crate) fn has_setting(db: &Connection, name: &str) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM setting WHERE name = ?1")?.exists([name])?)
}
