//! A journal on its way into being: whatever a kill leaves of it was nobody's journal yet.
//!
//! Its words were not shown and nothing was ever written in it. A mark says so from before the
//! first file is made until after the last, so that it can be made again, and so that a file which
//! is empty for another reason is never taken for this one.

use std::path::{Path, PathBuf};

use super::copies::{self, DATABASE_FILE, HEADER_FILES, LOCK_FILE};
use super::error::VaultError;
use crate::file::{self, Lock};

/// There while a journal is being made, and locked by the one who makes it.
const MARK: &str = "unfinished.lock";
/// What SQLite leaves beside a database.
const BESIDE: [&str; 2] = ["journal.db-wal", "journal.db-shm"];

/// Whether what is in `dir` was never finished.
pub(crate) fn is_unfinished(dir: &Path) -> bool {
    dir.join(MARK).symlink_metadata().is_ok()
}

/// The right to make a journal in a folder.
pub(crate) struct Making {
    dir: PathBuf,
    _mark: Lock,
}

impl Making {
    /// Begins, and takes away what an earlier one left that was killed.
    ///
    /// # Errors
    /// [`VaultError::Exists`] when a journal is here, [`VaultError::Busy`] while another program
    /// makes one, or the folder cannot be written.
    pub(crate) fn begin(dir: &Path) -> Result<Self, VaultError> {
        let mark = dir.join(MARK);
        if copies::is_taken(dir) && !is_unfinished(dir) {
            return Err(VaultError::Exists);
        }
        file::make_private_dir(dir)?;
        // The mark appears and goes under this lock alone.
        let _lock = Lock::take(&dir.join(LOCK_FILE))?;
        let left = is_unfinished(dir);
        if copies::is_taken(dir) && !left {
            return Err(VaultError::Exists);
        }
        let held = Lock::try_take(&mark)?;
        if left {
            for name in HEADER_FILES.iter().chain([&DATABASE_FILE]).chain(&BESIDE) {
                if dir.join(name).try_exists()? {
                    file::remove(&dir.join(name))?;
                }
            }
        }
        file::sync_dir(dir)?;
        Ok(Self { dir: dir.to_owned(), _mark: held })
    }

    /// The journal is there, whole.
    pub(crate) fn finish(self) -> Result<(), VaultError> {
        let _lock = Lock::take(&self.dir.join(LOCK_FILE))?;
        Ok(file::remove(&self.dir.join(MARK))?)
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "what a kill leaves is laid out by hand")]
mod tests {
    use std::fs;

    use super::*;
    use crate::error::Code;
    use crate::journal::Journal;
    use crate::time::Moment;
    use crate::vault::Effort;

    fn now() -> Moment {
        Moment::parse("2026-11-20T16:42:00+01:00").expect("a moment")
    }

    fn create(dir: &Path) -> crate::error::Result<Journal> {
        Ok(Journal::create(dir, "quiet herons", None, Effort::quick(), &now())?.0)
    }

    /// Every state that a kill can leave, in the order in which the files come.
    #[test]
    fn a_making_that_was_killed_anywhere_can_be_begun_again() {
        let whole = tempfile::tempdir().expect("a folder");
        drop(create(whole.path()).expect("made"));
        let left: [&[&str]; 4] = [
            &[],
            &["vault.json"],
            &["vault.json", "vault.json.1", "vault.json.2", "an empty database"],
            &["vault.json", "vault.json.1", "vault.json.2", "journal.db"],
        ];
        for names in left {
            let dir = tempfile::tempdir().expect("a folder");
            fs::write(dir.path().join(MARK), b"").expect("the mark");
            for name in names {
                let empty = *name == "an empty database";
                let bytes = if empty { Ok(Vec::new()) } else { fs::read(whole.path().join(name)) };
                let name = if empty { DATABASE_FILE } else { name };
                fs::write(dir.path().join(name), bytes.expect("there")).expect("written");
            }
            let found = crate::vault::read(dir.path()).map(drop);
            assert!(matches!(found, Err(VaultError::NoJournal)), "{names:?}: nobody's journal yet");
            let mut journal = create(dir.path()).expect("begun again");
            journal.capture("A first line", None, &now()).expect("it takes a line");
            drop(journal);
            assert!(!is_unfinished(dir.path()), "{names:?}: it is finished now");
            let again = create(dir.path()).map(drop).map_err(|error| error.code());
            assert_eq!(again, Err(Code::Exists), "{names:?}: and is never made a second time");
        }
    }

    #[test]
    fn an_empty_file_without_the_mark_is_damage_and_is_never_replaced() {
        let dir = tempfile::tempdir().expect("a folder");
        drop(create(dir.path()).expect("made"));
        fs::write(dir.path().join(DATABASE_FILE), b"").expect("emptied");
        let again = create(dir.path()).map(drop).map_err(|error| error.code());
        assert_eq!(again, Err(Code::Exists), "a journal was here");
        let header = crate::vault::read(dir.path()).expect("its header is whole");
        let vault = header.open_with_passphrase("quiet herons").expect("and opens");
        let damage = crate::journal::survey(dir.path(), &vault, &now()).expect("looked at");
        assert!(damage.missing && !damage.can_be_salvaged(), "it is told: {:?}", damage.words());
    }

    #[test]
    fn nobody_begins_while_another_is_at_it() {
        let dir = tempfile::tempdir().expect("a folder");
        let making = Making::begin(dir.path()).expect("begun");
        assert!(matches!(Making::begin(dir.path()).map(drop), Err(VaultError::Busy)), "one maker");
        making.finish().expect("finished");
        drop(Making::begin(dir.path()).expect("nothing was made, so anybody may"));
    }
}
