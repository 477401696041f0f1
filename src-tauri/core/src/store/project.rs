//! Projects of the user's own time.

use rusqlite::Connection;

use super::{from_json, to_json};
use crate::error::{Error, Result};
use crate::id::ProjectId;
use crate::wire::Project;

/// Writes a project, new or changed.
pub(crate) fn put(db: &Connection, project: &Project) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO project (id, name, detail) VALUES (?1, ?2, ?3)")?
        .execute((project.id.0, &project.name, to_json(project)?))?;
    Ok(())
}

/// One project.
pub(crate) fn read(db: &Connection, id: ProjectId) -> Result<Project> {
    let mut statement = db.prepare_cached("SELECT detail FROM project WHERE id = ?1")?;
    let mut rows = statement.query([id.0])?;
    from_json(&rows.next()?.ok_or(Error::NotFound("project"))?.get::<_, String>(0)?)
}

/// Every project, the oldest first.
pub(crate) fn all(db: &Connection) -> Result<Vec<Project>> {
    let mut statement = db.prepare_cached("SELECT detail FROM project ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(from_json(&row.get::<_, String>(0)?)?);
    }
    Ok(found)
}

/// Removes a project.
pub(crate) fn delete(db: &Connection, id: ProjectId) -> Result<()> {
    db.prepare_cached("DELETE FROM project WHERE id = ?1")?.execute([id.0])?;
    Ok(())
}
