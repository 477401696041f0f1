//! Journals as earlier versions wrote them: one kept file of rows for every schema that was ever
//! released, so that each is migrated again by every later version.

use std::path::Path;

use super::{MIGRATIONS, Store};
use crate::error::{Error, Result};

/// The rows of a journal under each schema, as SQL. Append-only, like the schemas themselves.
const ROWS: [&str; MIGRATIONS.len()] = [
    include_str!("released/0001.sql"),
    include_str!("released/0002.sql"),
    include_str!("released/0003.sql"),
];

/// Makes the file at `path` as the version with `schema` wrote it. A schema nobody has released
/// yet holds the newest rows and a table that is not known here.
pub(crate) fn make(path: &Path, key: &[u8; 32], schema: u32) -> Result<()> {
    let steps = usize::try_from(schema).unwrap_or(usize::MAX);
    let known = steps.min(MIGRATIONS.len());
    let rows = known.checked_sub(1).and_then(|at| ROWS.get(at));
    let rows = rows.ok_or_else(|| Error::BadInput("schemas count from 1".to_owned()))?;
    let store = Store::create_empty(path, key)?;
    for step in &MIGRATIONS[..known] {
        store.db.execute_batch(step)?;
    }
    // Rows stand in the order of their tables, not of what they name.
    store.db.execute_batch("PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE")?;
    store.db.execute_batch(rows)?;
    if steps > known {
        store.db.execute_batch("CREATE TABLE of_a_later_version (word TEXT) STRICT")?;
    }
    store.db.pragma_update(None, "user_version", schema)?;
    store.db.execute_batch("COMMIT")?;
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use std::fmt::Write;

    use rusqlite::Connection;
    use rusqlite::types::ValueRef;
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::store::collect;
    use crate::store::whole::{TABLES, hex};

    /// What was released is never edited: a journal out there has been through exactly this.
    const AS_RELEASED: [&str; MIGRATIONS.len()] = [
        "8e04e077b9145460d83b223e6839022f0435b89469c3709872a0afcb6578cece",
        "1fd6422c4b41ea2743a37c1cee1bc657d1631754f3acbcea83d9d113be92ed9a",
        "1747fc42b47ddd47552a23db3a6d7fdfce5a26c1cfc9ebdc96a75dafff87f29b",
    ];

    #[test]
    fn no_released_step_was_ever_edited() {
        for (number, (step, wanted)) in (1..).zip(MIGRATIONS.iter().zip(AS_RELEASED)) {
            let found = hex(&Sha256::digest(step));
            assert_eq!(found, wanted, "step {number} is not what was released; add a new one");
        }
    }

    /// Every row that the columns of schema `schema` hold, as SQL that puts them back.
    pub(crate) fn dump(db: &Connection) -> String {
        let tables: Vec<String> =
            collect(db, TABLES, [], |row| Ok(row.get(0)?)).expect("the tables");
        let mut sql = String::new();
        for table in tables {
            let mut statement = db.prepare(&format!("SELECT * FROM {table}")).expect("a table");
            let columns: Vec<&str> = statement.column_names().collect();
            let columns = columns.join(", ");
            let width = statement.column_count();
            let mut rows = statement.query([]).expect("rows");
            let mut first = true;
            while let Some(row) = rows.next().expect("a row") {
                let start = if first {
                    format!("INSERT INTO {table} ({columns}) VALUES\n")
                } else {
                    ",\n".to_owned()
                };
                first = false;
                let values: Vec<String> =
                    (0..width).map(|at| literal(row.get_ref(at).expect("a value"))).collect();
                write!(sql, "{start}({})", values.join(", ")).expect("a string grows");
            }
            if !first {
                sql.push_str(";\n");
            }
        }
        for index in crate::store::words::INDEXES {
            writeln!(sql, "INSERT INTO {index}({index}) VALUES ('rebuild');").expect("it grows");
        }
        sql
    }

    fn literal(value: ValueRef<'_>) -> String {
        match value {
            ValueRef::Null => "NULL".to_owned(),
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Real(number) => format!("{number:?}"),
            ValueRef::Text(text) => {
                format!("'{}'", String::from_utf8_lossy(text).replace('\'', "''"))
            }
            ValueRef::Blob(blob) => format!("x'{}'", hex(blob)),
        }
    }

    /// The rows of `table`, its `columns` alone, each as one text, in order.
    pub(crate) fn rows(db: &Connection, table: &str, columns: &[String]) -> Vec<String> {
        let sql = format!("SELECT {} FROM {table}", columns.join(", "));
        let mut statement = db.prepare(&sql).expect("a table");
        let mut rows = statement.query([]).expect("rows");
        let mut found = Vec::new();
        while let Some(row) = rows.next().expect("a row") {
            let values: Vec<String> =
                (0..columns.len()).map(|at| literal(row.get_ref(at).expect("a value"))).collect();
            found.push(values.join(", "));
        }
        found.sort();
        found
    }

    /// Every table with its columns.
    pub(crate) fn tables(db: &Connection) -> Vec<(String, Vec<String>)> {
        let names: Vec<String> = collect(db, TABLES, [], |row| Ok(row.get(0)?)).expect("tables");
        let columns = |table: &String| {
            let sql = "SELECT name FROM pragma_table_info(?1)";
            collect(db, sql, [table], |row| Ok(row.get(0)?)).expect("columns")
        };
        names.into_iter().map(|table| (table.clone(), columns(&table))).collect()
    }
}
