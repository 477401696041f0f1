//! Making whole what was saved: nothing points nowhere, and the index fits.

use rusqlite::Connection;
use uuid::Uuid;

use super::{Account, follows};
use crate::error::Result;
use crate::id::EntryId;
use crate::store::{collect, entry};

/// Rows that hang on another without the schema saying so.
const HANGING: [(&str, &str, &str); 9] = [
    ("entry_fields", "entry_id", "entry"),
    ("entry_person", "entry_id", "entry"),
    ("entry_tag", "entry_id", "entry"),
    ("entry_revision", "entry_id", "entry"),
    ("mapping", "entry_id", "entry"),
    ("entry_criterion", "entry_id", "entry"),
    ("put_off", "entry_id", "entry"),
    ("imported", "entry_id", "entry"),
    ("look_again", "outcome_id", "outcome"),
];

/// A column that names a row of another table.
struct Pointer {
    table: String,
    column: String,
    to: String,
    /// Whether a row can do without.
    optional: bool,
}

/// Takes away what points at something lost, or leaves it pointing at nothing where it can.
pub(crate) fn mend(db: &Connection, account: &mut Account) -> Result<()> {
    let pointers = pointers(db)?;
    // What goes may be pointed at itself.
    loop {
        let mut changed = 0;
        for pointer in &pointers {
            let Pointer { table, column, to, optional } = pointer;
            let adrift = format!("{column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {to})");
            let sql = if *optional {
                format!("UPDATE {table} SET {column} = NULL WHERE {adrift}")
            } else {
                format!("DELETE FROM {table} WHERE {adrift}")
            };
            let rows = u32::try_from(db.execute(&sql, [])?).unwrap_or(u32::MAX);
            if rows > 0 {
                account.entry(table.clone()).or_default().adrift += rows;
                changed += rows;
            }
        }
        if changed == 0 {
            return Ok(());
        }
    }
}

fn pointers(db: &Connection) -> Result<Vec<Pointer>> {
    let tables: Vec<String> =
        collect(db, "SELECT name FROM sqlite_schema WHERE type = 'table'", [], |row| {
            Ok(row.get(0)?)
        })?;
    let mut found = Vec::new();
    for table in tables.into_iter().filter(|table| !follows(table)) {
        let sql = "SELECT k.\"from\", k.\"table\", c.\"notnull\" = 0 AND c.pk = 0
                   FROM pragma_foreign_key_list(?1) k
                   JOIN pragma_table_info(?1) c ON c.name = k.\"from\"";
        found.extend(collect(db, sql, [&table], |row| {
            Ok(Pointer {
                table: table.clone(),
                column: row.get(0)?,
                to: row.get(1)?,
                optional: row.get(2)?,
            })
        })?);
    }
    found.extend(HANGING.iter().map(|(table, column, to)| Pointer {
        table: (*table).to_owned(),
        column: (*column).to_owned(),
        to: (*to).to_owned(),
        optional: false,
    }));
    Ok(found)
}

/// Writes the search index of every live entry.
pub(crate) fn index(db: &Connection) -> Result<()> {
    let sql = "SELECT id FROM entry WHERE deleted_at IS NULL ORDER BY place";
    for id in collect(db, sql, [], |row| Ok(row.get::<_, Uuid>(0)?))? {
        entry::index(db, EntryId(id))?;
    }
    Ok(())
}

/// Files kept as evidence that are not what their name says.
pub(crate) fn altered_files(db: &Connection) -> Result<u32> {
    use sha2::{Digest, Sha256};
    let mut statement = db.prepare("SELECT sha256, bytes FROM attachment")?;
    let mut rows = statement.query([])?;
    let mut altered = 0;
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
        let is: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        altered += u32::from(is != said);
    }
    Ok(altered)
}
