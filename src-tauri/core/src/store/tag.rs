//! Tags: free words on entries.

use rusqlite::Connection;

use crate::error::Result;
use crate::id::EntryId;

/// Every tag of live entries with how many carry it.
pub(crate) fn all(db: &Connection) -> Result<Vec<(String, u32)>> {
    db.prepare_cached(
        "SELECT t.tag, count(*) FROM entry_tag t JOIN entry e ON e.id = t.entry_id
         WHERE e.deleted_at IS NULL GROUP BY t.tag ORDER BY t.tag",
    )?
    .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
    .map(|tag| Ok(tag?))
    .collect()
}

/// The entries that carry a tag, live or deleted.
pub(crate) fn entries(db: &Connection, tag: &str) -> Result<Vec<EntryId>> {
    db.prepare_cached("SELECT entry_id FROM entry_tag WHERE tag = ?1")?
        .query_map([tag], |row| Ok(EntryId(row.get(0)?)))?
        .map(|id| Ok(id?))
        .collect()
}

/// Gives every entry with `from` the tag `to` instead; an entry that has both keeps one.
pub(crate) fn rename(db: &Connection, from: &str, to: &str) -> Result<()> {
    db.prepare_cached("UPDATE OR IGNORE entry_tag SET tag = ?2 WHERE tag = ?1")?
        .execute((from, to))?;
    db.prepare_cached("DELETE FROM entry_tag WHERE tag = ?1 AND ?1 <> ?2")?.execute((from, to))?;
    Ok(())
}
