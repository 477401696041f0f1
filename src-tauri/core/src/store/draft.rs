//! Text typed and not yet saved.

use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;
use crate::wire::Draft;

/// Keeps a draft; an empty one is dropped.
pub(crate) fn put(db: &Connection, draft: &Draft, now_ms: i64) -> Result<()> {
    if draft.raw.is_empty() {
        return drop(db, &draft.surface);
    }
    db.prepare_cached(
        "INSERT INTO draft (surface, raw, caret, kept_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (surface) DO UPDATE SET raw = ?2, caret = ?3, kept_at = ?4",
    )?
    .execute((&draft.surface, &draft.raw, draft.caret, now_ms))?;
    Ok(())
}

/// The draft of a surface.
pub(crate) fn get(db: &Connection, surface: &str) -> Result<Option<Draft>> {
    Ok(db
        .prepare_cached("SELECT surface, raw, caret FROM draft WHERE surface = ?1")?
        .query_one([surface], |row| {
            Ok(Draft { surface: row.get(0)?, raw: row.get(1)?, caret: row.get(2)? })
        })
        .optional()?)
}

/// Every draft, newest first.
pub(crate) fn all(db: &Connection) -> Result<Vec<Draft>> {
    db.prepare_cached("SELECT surface, raw, caret FROM draft ORDER BY kept_at DESC, surface")?
        .query_map([], |row| {
            Ok(Draft { surface: row.get(0)?, raw: row.get(1)?, caret: row.get(2)? })
        })?
        .map(|draft| Ok(draft?))
        .collect()
}

/// Forgets the draft of a surface.
pub(crate) fn drop(db: &Connection, surface: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM draft WHERE surface = ?1")?.execute([surface])?;
    Ok(())
}

/// Forgets every draft whose surface begins with `prefix`.
pub(crate) fn drop_under(db: &Connection, prefix: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM draft WHERE substr(surface, 1, length(?1)) = ?1")?
        .execute([prefix])?;
    Ok(())
}
