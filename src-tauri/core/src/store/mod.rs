//! The only module that knows SQL: an encrypted file, set up the same way every time.

pub(crate) mod copy;
pub(crate) mod draft;
pub(crate) mod entry;
pub(crate) mod goal;
pub(crate) mod head;
pub(crate) mod ladder;
pub(crate) mod later;
pub(crate) mod need;
pub(crate) mod outcome;
pub(crate) mod packet;
pub(crate) mod page;
pub(crate) mod person;
pub(crate) mod place;
pub(crate) mod project;
pub(crate) mod promise;
pub(crate) mod rekey;
pub(crate) mod released;
pub(crate) mod rows;
pub(crate) mod rule;
pub(crate) mod salvage;
pub(crate) mod sent;
pub(crate) mod setting;
pub(crate) mod snapshot;
pub(crate) mod tag;
pub(crate) mod tally;
#[cfg(test)]
mod tests;
pub(crate) mod timeline;
pub(crate) mod trash;
pub(crate) mod update;
pub(crate) mod week;
pub(crate) mod whole;
pub(crate) mod words;

use std::path::Path;

use chrono::{DateTime, FixedOffset, TimeZone, Utc};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Params, Row, Transaction, TransactionBehavior};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// A connection to read from.
pub(crate) type Db = Connection;

/// The journal's file name inside its folder.
pub(crate) const FILE: &str = crate::vault::DATABASE_FILE;

/// Every schema step, in order; `PRAGMA user_version` counts the ones applied.
const MIGRATIONS: [&str; 3] = [
    include_str!("migrations/0001-journal.sql"),
    include_str!("migrations/0002-update.sql"),
    include_str!("migrations/0003-ladder.sql"),
];

/// The set-up of a connection, each pragma read back: `RELIABILITY.md` section 3.
const PRAGMAS: [(&str, &str); 12] = [
    ("synchronous", "2"),
    ("fullfsync", "1"),
    ("checkpoint_fullfsync", "1"),
    ("foreign_keys", "1"),
    ("trusted_schema", "0"),
    ("cell_size_check", "1"),
    ("secure_delete", "1"),
    ("temp_store", "2"),
    ("busy_timeout", "5000"),
    ("journal_size_limit", "4194304"),
    ("mmap_size", "0"),
    // Kibibytes: a page that is not kept has to be decrypted and checked again.
    ("cache_size", "-65536"),
];

/// A write in progress; dropped without a commit, it never happened.
pub(crate) struct Write<'a>(Transaction<'a>);

impl Write<'_> {
    /// Makes it durable.
    pub(crate) fn commit(self) -> Result<()> {
        Ok(self.0.commit()?)
    }
}

impl std::ops::Deref for Write<'_> {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        &self.0
    }
}

/// An open journal file.
pub(crate) struct Store {
    db: Connection,
}

impl Store {
    /// Makes a file at `path`, which must not be there.
    pub(crate) fn create(path: &Path, key: &[u8; 32]) -> Result<Self> {
        if path.try_exists()? {
            return Err(Error::Vault(crate::vault::VaultError::Exists));
        }
        // SQLite would make it readable to whom the umask lets; its log takes after it.
        drop(crate::file::open_to_append(path)?);
        let mut store = Self::connect(path, key, OpenFlags::SQLITE_OPEN_CREATE)?;
        store.migrate()?;
        Ok(store)
    }

    /// Opens the file at `path` with a raw 32-byte key; [`Store::is_behind`] may want a
    /// [`Store::migrate`]. A file that is missing is never replaced by an empty one.
    pub(crate) fn open(path: &Path, key: &[u8; 32]) -> Result<Self> {
        if !path.try_exists()? {
            return Err(Error::Damaged("its database file is missing".to_owned()));
        }
        // SQLite would take it for a new one.
        if path.metadata()?.len() == 0 {
            return Err(Error::Damaged("its database file is empty".to_owned()));
        }
        crate::file::keep_private(path);
        Self::connect(path, key, OpenFlags::empty())
    }

    /// Makes a file without a schema.
    pub(crate) fn create_empty(path: &Path, key: &[u8; 32]) -> Result<Self> {
        let db = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        set_key(&db, key)?;
        set_up(&db)?;
        Ok(Self { db })
    }

    fn connect(path: &Path, key: &[u8; 32], create: OpenFlags) -> Result<Self> {
        let db = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | create)?;
        set_key(&db, key)?;
        refuse_later(&db, path)?;
        set_up(&db)?;
        let store = Self { db };
        store.is_behind()?;
        Ok(store)
    }

    /// Whether the schema is older than this program's.
    pub(crate) fn is_behind(&self) -> Result<bool> {
        let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
        let found: u32 = self.db.query_one("PRAGMA user_version", [], |row| row.get(0))?;
        if found > known { Err(Error::Newer { found, known }) } else { Ok(found < known) }
    }

    /// Brings the schema up to date; for whoever has the journal alone.
    pub(crate) fn migrate(&mut self) -> Result<()> {
        let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have migrated while this one waited for the lock.
        let found: u32 = tx.query_one("PRAGMA user_version", [], |row| row.get(0))?;
        for step in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(usize::MAX)) {
            tx.execute_batch(step)?;
        }
        tx.pragma_update(None, "user_version", known)?;
        tx.commit()?;
        Ok(())
    }

    /// For reading.
    pub(crate) fn db(&self) -> &Connection {
        &self.db
    }

    /// For several reads of one moment: what other processes write meanwhile is not seen.
    pub(crate) fn reading(&self) -> Result<Transaction<'_>> {
        Ok(self.db.unchecked_transaction()?)
    }

    /// Begins a write; nothing is durable before its commit returns.
    pub(crate) fn write(&mut self) -> Result<Write<'_>> {
        Ok(Write(self.db.transaction_with_behavior(TransactionBehavior::Immediate)?))
    }

    /// Whether everything read so far was as it was written. SQLCipher hands out zeros for a page
    /// that is not; SQLite notices at once, unless it is the last page of a long row, whose end is
    /// then read as zeros. The connection remembers, and gives no page that is right any more.
    pub(crate) fn sound(&self) -> Result<()> {
        sound(&self.db)
    }

    /// A number that moves when another connection commits.
    pub(crate) fn data_version(&self) -> Result<i64> {
        Ok(self.db.query_one("PRAGMA data_version", [], |row| row.get(0))?)
    }

    /// Writes the log back into the file and empties it, so that deleted words leave the disk.
    pub(crate) fn checkpoint(&self) -> Result<()> {
        let busy: bool =
            self.db.query_one("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy { Err(Error::InUse) } else { Ok(()) }
    }

    /// Everything SQLite, SQLCipher and the index can say about damage; empty when all is well.
    pub(crate) fn problems(&self) -> Result<Vec<String>> {
        // `cipher_integrity_check` reads the file past the log: a page that a power cut tore while
        // it was written back is whole in the log, and is no damage. A folder that cannot be
        // written to is looked at as it is.
        let _ = self.checkpoint();
        let mut found = self.damage()?;
        for index in words::INDEXES {
            let check = format!("INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)");
            match self.db.execute_batch(&check).map_err(Error::from) {
                Ok(()) => {}
                Err(Error::InUse) => return Err(Error::InUse),
                Err(_) => {
                    found.push(format!("the search index `{index}` does not match the entries"));
                }
            }
        }
        Ok(found)
    }

    /// The versions a report should name: SQLite and SQLCipher.
    pub(crate) fn versions(&self) -> Result<(String, String)> {
        let sqlite = self.db.query_one("SELECT sqlite_version()", [], |row| row.get(0))?;
        let cipher = self.db.query_one("PRAGMA cipher_version", [], |row| row.get(0))?;
        Ok((sqlite, cipher))
    }
}

/// The one place a connection is opened.
fn connect(path: &Path, access: OpenFlags) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | access;
    #[allow(clippy::disallowed_methods)]
    let db = Connection::open_with_flags(path, flags)?;
    // What it would say on standard error, it says in its codes too.
    db.pragma_update(None, "cipher_log_level", "NONE")?;
    // Deciphered pages are wiped as they are given back, and not only freed.
    db.pragma_update(None, "cipher_memory_security", "ON")?;
    db.set_prepared_statement_cache_capacity(128);
    Ok(db)
}

/// As [`Store::sound`].
fn sound(db: &Connection) -> Result<()> {
    // Answered while the statement is prepared, so that a kept one would know nothing new.
    let status: String = db.query_one("PRAGMA cipher_status", [], |row| row.get(0))?;
    if status == "1" {
        return Ok(());
    }
    Err(Error::Damaged("a page of its file is not as it was written".to_owned()))
}

/// The newest schema known here.
pub(crate) fn known() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// A file of a later version is left as it is, to the byte: it is looked at before anything is
/// set up in it.
fn refuse_later(db: &Connection, path: &Path) -> Result<()> {
    let (found, known): (u32, _) =
        (db.query_one("PRAGMA user_version", [], |row| row.get(0))?, known());
    if found <= known {
        return Ok(());
    }
    let log = path.with_extension("db-wal");
    if std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        // What its own version has not written back yet, that version writes back.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    }
    Err(Error::Newer { found, known })
}

fn set_key(db: &Connection, key: &[u8; 32]) -> Result<()> {
    db.pragma_update(None, "key", raw_key(key).as_str())?;
    // SQLCipher takes any key; only reading tells whether it is the right one.
    db.query_one("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(|error| match error
        .sqlite_error_code()
    {
        Some(ErrorCode::NotADatabase) => {
            Error::Damaged("its key does not read the file".to_owned())
        }
        _ => Error::from(error),
    })
}

/// A key as SQLCipher takes it without deriving anything from it.
fn raw_key(key: &[u8; 32]) -> zeroize::Zeroizing<String> {
    let mut hex = zeroize::Zeroizing::new(String::with_capacity(67));
    hex.push_str("x'");
    for byte in key {
        use std::fmt::Write;
        // Writing to a string cannot fail.
        let _infallible = write!(hex, "{byte:02x}");
    }
    hex.push('\'');
    hex
}

fn set_up(db: &Connection) -> Result<()> {
    let mode: String = db.query_one("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(Error::Store(format!("journal mode is `{mode}`, not `wal`")));
    }
    for (pragma, wanted) in PRAGMAS {
        db.pragma_update(None, pragma, wanted)?;
        let set: i64 = match pragma {
            // Answers its value under another name.
            "busy_timeout" => db.query_one("PRAGMA busy_timeout", [], |row| row.get(0))?,
            // A file that is never mapped answers with no row at all.
            "mmap_size" => continue,
            _ => db.pragma_query_value(None, pragma, |row| row.get(0))?,
        };
        if set.to_string() != wanted {
            return Err(Error::Store(format!("`{pragma}` is {set}, not {wanted}")));
        }
    }
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    Ok(())
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged("SQLite found a page that is not what it should be".to_owned())
            }
            Some(ErrorCode::SystemIoFailure | ErrorCode::FileLockingProtocolFailed) => Self::Disk,
            Some(ErrorCode::ConstraintViolation) => Self::Constraint,
            // The message may quote SQL, never a bound value.
            Some(code) => Self::Store(format!("{code:?}")),
            None => match error {
                rusqlite::Error::QueryReturnedNoRows => Self::NotFound("row"),
                rusqlite::Error::FromSqlConversionFailure(column, ..)
                | rusqlite::Error::InvalidColumnType(column, ..) => {
                    Self::Damaged(format!("column {column} of a row does not hold what it should"))
                }
                _ => Self::Store("a statement does not fit the schema".to_owned()),
            },
        }
    }
}

/// Every row that `sql` finds, each read by `row`.
fn collect<T>(
    db: &Connection,
    sql: &str,
    values: impl Params,
    row: impl Fn(&Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut found = Vec::new();
    while let Some(next) = rows.next()? {
        found.push(row(next)?);
    }
    Ok(found)
}

/// A value object as JSON text.
pub(crate) fn to_json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|_| Error::Store("a value has no JSON form".to_owned()))
}

/// A value object from JSON text.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| {
        Error::Damaged(format!("stored JSON is not readable at column {}", error.column()))
    })
}

/// The word an enum is stored as, which is its serde name.
pub(crate) fn to_word<T: Serialize>(value: &T) -> Result<String> {
    Ok(to_json(value)?.trim_matches('"').to_owned())
}

/// An enum from its stored word.
pub(crate) fn from_word<T: DeserializeOwned>(word: &str) -> Result<T> {
    from_json(&format!("\"{word}\""))
}

/// An instant with the writer's wall clock, from its two columns.
pub(crate) fn moment(ms: i64, offset: i32) -> DateTime<FixedOffset> {
    let utc = Utc.timestamp_millis_opt(ms).single().unwrap_or_default();
    let zone = FixedOffset::east_opt(offset).unwrap_or_else(|| Utc.fix());
    utc.with_timezone(&zone)
}

use chrono::Offset as _;
