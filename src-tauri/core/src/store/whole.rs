//! The file as a whole: copied, opened to be read alone, and summed up so that two files can be
//! told to hold the same.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use sha2::{Digest, Sha256};

use super::{Store, collect, connect, set_key};
use crate::error::{Error, Result};

/// The set-up of a connection that only reads.
const PRAGMAS_TO_READ: [(&str, &str); 6] = [
    ("trusted_schema", "0"),
    ("cell_size_check", "1"),
    ("temp_store", "2"),
    ("busy_timeout", "5000"),
    ("mmap_size", "0"),
    ("cache_size", "-65536"),
];

/// Every table with rows of its own: the index is made of them, and SQLite keeps its statistics.
pub(crate) const TABLES: &str =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
   AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'entry\\_words%' ESCAPE '\\'
   AND name NOT LIKE 'entry\\_parts%' ESCAPE '\\' ORDER BY name";

/// What a file holds, counted and marked. Equal marks under one key are equal rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sum {
    /// Rows by table.
    pub(crate) rows: BTreeMap<String, u64>,
    /// Live entries.
    pub(crate) entries: u64,
    /// The newest entry's id.
    pub(crate) newest: Option<uuid::Uuid>,
    /// Stands for every row of every table, in whatever order.
    pub(crate) mark: [u8; 32],
}

impl Store {
    /// Opens the file at `path` to read it as it is: its schema may be any, and not a byte of it
    /// changes.
    pub(crate) fn open_to_read(path: &Path, key: &[u8; 32]) -> Result<Self> {
        if !path.try_exists()? {
            return Err(Error::Damaged("its database file is missing".to_owned()));
        }
        let db = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        set_key(&db, key)?;
        for (pragma, value) in PRAGMAS_TO_READ {
            db.pragma_update(None, pragma, value)?;
        }
        Ok(Self { db })
    }

    /// How many schema steps the file has been through.
    pub(crate) fn schema(&self) -> Result<u32> {
        Ok(self.db.query_one("PRAGMA user_version", [], |row| row.get(0))?)
    }

    /// Writes everything into the empty file at `path`, encrypted with the same key. What that
    /// file holds is durable only once it is synced.
    pub(crate) fn copy_to(&self, path: &Path) -> Result<()> {
        let path = path.to_str().ok_or_else(|| {
            Error::BadInput("a backup needs a folder whose name is written in Unicode".to_owned())
        })?;
        self.db.execute("VACUUM INTO ?1", [path])?;
        // What it was made from may have been altered at the very end of what was copied.
        self.sound()
    }

    /// Holds on to this moment: what others write from now on is not seen until it is dropped.
    pub(crate) fn moment(&self) -> Result<rusqlite::Transaction<'_>> {
        let reading = self.reading()?;
        // A transaction begins with its first read.
        reading.query_one("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(reading)
    }

    /// What SQLite and SQLCipher say about damage, without writing; empty when all is well.
    pub(crate) fn damage(&self) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for pragma in ["quick_check", "cipher_integrity_check", "foreign_key_check"] {
            let mut statement = self.db.prepare(&format!("PRAGMA {pragma}"))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let first = row.get_ref(0)?.as_str().unwrap_or("a row points nowhere").to_owned();
                if first != "ok" {
                    found.push(format!("{pragma}: {first}"));
                }
            }
        }
        Ok(found)
    }

    /// Looks at up to `count` attached files, chosen at random, and says whether each still is
    /// what its name says.
    pub(crate) fn files_are_whole(&self, count: u32) -> Result<bool> {
        let sql = "SELECT sha256, bytes FROM attachment WHERE rowid IN
                     (SELECT rowid FROM attachment ORDER BY random() LIMIT ?1)";
        let whole = collect(&self.db, sql, [count], |row| {
            let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
            Ok(hex(&Sha256::digest(bytes)) == row.get::<_, String>(0)?)
        })?;
        Ok(whole.into_iter().all(|whole| whole))
    }
}

/// Sums up every row. `key` goes into the mark, so that nobody without it can guess at the rows.
pub(crate) fn sum(db: &Connection, key: &[u8; 32]) -> Result<Sum> {
    let (mut rows, mut mark) = (BTreeMap::new(), Sha256::new_with_prefix(key));
    for table in collect(db, TABLES, [], |row| Ok(row.get::<_, String>(0)?))? {
        let (count, total) = sum_table(db, &table, key)?;
        // A table without rows says nothing, so a schema step that adds one changes no mark.
        if count > 0 {
            mark.update(table.as_bytes());
            mark.update([0]);
            mark.update(count.to_le_bytes());
            total.iter().for_each(|part| mark.update(part.to_le_bytes()));
            rows.insert(table, count);
        }
    }
    let live = "SELECT count(*) FROM entry WHERE deleted_at IS NULL";
    let newest = db.query_one("SELECT max(id) FROM entry", [], |row| row.get(0)).optional()?;
    super::sound(db)?;
    Ok(Sum {
        rows,
        entries: db.query_one(live, [], |row| row.get::<_, i64>(0))?.unsigned_abs(),
        newest: newest.flatten(),
        mark: mark.finalize().into(),
    })
}

/// Rows are added up rather than chained: their order is SQLite's own affair.
fn sum_table(db: &Connection, table: &str, key: &[u8; 32]) -> Result<(u64, [u64; 4])> {
    let begun = Sha256::new_with_prefix(key).chain_update(table.as_bytes()).chain_update([0]);
    // An attached file is named by its own checksum.
    let columns = if table == "attachment" { "sha256, length(bytes)" } else { "*" };
    let mut statement = db.prepare(&format!("SELECT {columns} FROM \"{table}\""))?;
    let width = statement.column_count();
    let mut rows = statement.query([])?;
    let (mut count, mut total) = (0_u64, [0_u64; 4]);
    while let Some(row) = rows.next()? {
        let mut hash = begun.clone();
        for column in 0..width {
            add(&mut hash, row.get_ref(column)?);
        }
        for (part, bytes) in total.iter_mut().zip(hash.finalize().chunks_exact(8)) {
            let bytes = bytes.try_into().unwrap_or_default();
            *part = part.wrapping_add(u64::from_le_bytes(bytes));
        }
        count += 1;
    }
    Ok((count, total))
}

fn add(hash: &mut Sha256, value: ValueRef<'_>) {
    let (kind, bytes): (u8, &[u8]) = match &value {
        ValueRef::Null => (0, &[]),
        ValueRef::Integer(number) => {
            hash.update([1]);
            hash.update(number.to_le_bytes());
            return;
        }
        ValueRef::Real(number) => {
            hash.update([2]);
            hash.update(number.to_bits().to_le_bytes());
            return;
        }
        ValueRef::Text(text) => (3, text),
        ValueRef::Blob(blob) => (4, blob),
    };
    hash.update([kind]);
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}

/// Bytes as lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}
