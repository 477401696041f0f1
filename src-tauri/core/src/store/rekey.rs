//! Puts the whole file under another key, alone with it, and tells which key it is under.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{connect, raw_key};
use crate::error::{Error, Result};

/// How long another program has to let go of the file.
const PATIENCE: Duration = Duration::from_secs(5);

/// A connection that no other can come beside, in this program or another.
pub(crate) struct Alone(Connection);

impl Alone {
    /// Opens the file and keeps everybody else out.
    ///
    /// # Errors
    /// [`Error::InUse`] while anybody else has it open.
    pub(crate) fn take(path: &Path, key: &[u8; 32]) -> Result<Self> {
        let db = keyed(path, key)?.ok_or_else(not_its_key)?;
        // Leaving the log takes the only connection there is, and tells us that we are it. With a
        // plain rollback journal the change is one transaction over every page.
        let mode: String = db.query_one("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
        db.pragma_update(None, "synchronous", 3)?;
        db.pragma_update(None, "fullfsync", 1)?;
        let _: String = db.query_one("PRAGMA locking_mode = EXCLUSIVE", [], |row| row.get(0))?;
        db.execute_batch("BEGIN EXCLUSIVE")?;
        let still: String = db.query_one("PRAGMA journal_mode", [], |row| row.get(0))?;
        db.execute_batch("COMMIT")?;
        if [mode, still].iter().any(|mode| mode != "delete") {
            return Err(Error::InUse);
        }
        Ok(Self(db))
    }

    /// Writes every page under `key`, and lets go. What came of it only [`Held::reads`] can tell:
    /// after a failure the connection is of no use.
    pub(crate) fn rekey(self, key: &[u8; 32]) -> Result<()> {
        self.0.pragma_update(None, "rekey", raw_key(key).as_str())?;
        Ok(())
    }
}

/// A file that is being read, so that nobody can take it [`Alone`] meanwhile.
pub(crate) struct Held(Connection);

impl Held {
    /// Holds the file when `key` reads it. Whatever a kill left half done is taken back first,
    /// so the older of two keys has to be asked first: what is taken back is under it.
    pub(crate) fn reads(path: &Path, key: &[u8; 32]) -> Result<Option<Self>> {
        let Some(db) = keyed(path, key)? else { return Ok(None) };
        db.execute_batch("BEGIN")?;
        db.query_one("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(Some(Self(db)))
    }

    /// Asks every page for its own proof.
    pub(crate) fn check(&self) -> Result<()> {
        let mut statement = self.0.prepare("PRAGMA cipher_integrity_check")?;
        if statement.exists([])? {
            return Err(Error::Damaged("a page is under neither key".to_owned()));
        }
        Ok(())
    }
}

fn keyed(path: &Path, key: &[u8; 32]) -> Result<Option<Connection>> {
    if !path.try_exists()? {
        return Err(Error::Damaged("its database file is missing".to_owned()));
    }
    let db = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    db.busy_timeout(PATIENCE)?;
    db.pragma_update(None, "key", raw_key(key).as_str())?;
    db.pragma_update(None, "cell_size_check", 1)?;
    match db.query_one("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())) {
        Ok(()) => Ok(Some(db)),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn not_its_key() -> Error {
    Error::Damaged("its key does not read the file".to_owned())
}
