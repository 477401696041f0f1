//! Settings of the journal and saved filters.

use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{from_json, to_json};
use crate::error::Result;
use crate::id::FilterId;
use crate::wire::SavedFilter;

/// The setting `name`, or its default.
pub(crate) fn get<T: DeserializeOwned + Default>(db: &Connection, name: &str) -> Result<T> {
    let stored: Option<String> = db
        .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
        .query_one([name], |row| row.get(0))
        .optional()?;
    stored.map_or_else(|| Ok(T::default()), |text| from_json(&text))
}

/// Replaces the setting `name`.
pub(crate) fn put<T: Serialize>(db: &Connection, name: &str, value: &T) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)")?
        .execute((name, to_json(value)?))?;
    Ok(())
}

/// Saved filters by name.
pub(crate) fn filters(db: &Connection) -> Result<Vec<SavedFilter>> {
    let mut statement =
        db.prepare_cached("SELECT id, name, query FROM saved_filter ORDER BY name, id")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(SavedFilter {
            id: FilterId(row.get(0)?),
            name: row.get(1)?,
            query: from_json(&row.get::<_, String>(2)?)?,
        });
    }
    Ok(found)
}

/// Writes a filter.
pub(crate) fn put_filter(db: &Connection, filter: &SavedFilter) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO saved_filter (id, name, query) VALUES (?1, ?2, ?3)")?
        .execute((filter.id.0, &filter.name, to_json(&filter.query)?))?;
    Ok(())
}

/// Removes a filter.
pub(crate) fn delete_filter(db: &Connection, id: FilterId) -> Result<()> {
    db.prepare_cached("DELETE FROM saved_filter WHERE id = ?1")?.execute([id.0])?;
    Ok(())
}
