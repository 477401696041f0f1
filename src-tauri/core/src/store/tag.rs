//! Tags: free words on entries.

use rusqlite::Connection;

use crate::error::Result;
use crate::id::EntryId;

/// Every tag of live entries with how many carry it.
pub(crate) fn all(db: &Connection) -> Result<Vec<(String, u32)>> {
    db.prepare_cached(
        // The bin is small, so it is looked up rather than every entry.
        "SELECT t.tag, count(*) FROM entry_tag t INDEXED BY entry_tag_by_tag
         WHERE t.entry_id NOT IN (SELECT id FROM entry WHERE deleted_at IS NOT NULL)
         GROUP BY t.tag ORDER BY t.tag",
    )?
    .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
    .map(|tag| Ok(tag?))
    .collect()
}

/// Every tag of live entries.
pub(crate) fn names(db: &Connection) -> Result<Vec<String>> {
    db.prepare_cached(
        // From one tag to the next, without walking the entries of either.
        "WITH RECURSIVE known(tag) AS (
           SELECT min(tag) FROM entry_tag
           UNION ALL
           SELECT (SELECT min(t.tag) FROM entry_tag t WHERE t.tag > known.tag) FROM known
           WHERE known.tag IS NOT NULL)
         SELECT tag FROM known WHERE EXISTS (
           SELECT 1 FROM entry_tag t JOIN entry e ON e.id = t.entry_id
           WHERE t.tag = known.tag AND e.deleted_at IS NULL)",
    )?
    .query_map([], |row| row.get(0))?
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
