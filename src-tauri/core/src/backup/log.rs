//! What a journal remembers about its backups: a second place, what failed and why, and what was
//! found when somebody looked again. A file beside the journal, without user text but for a path.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Place, Reason, Trouble, When};
use crate::error::{Error, Result};
use crate::file::{self, Lock};

/// Its name beside the journal.
const FILE: &str = "backups.json";
/// Taken by whoever makes, removes or restores backups of a journal.
const LOCK: &str = "backups.lock";
/// Failures that stay listed.
const FAILURES: usize = 20;

/// A backup that was not made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// Which it would have been.
    pub number: u64,
    /// When.
    pub at: When,
    /// Where it would have gone.
    pub place: Place,
    /// What it was to be for.
    pub reason: Reason,
    /// What kept it.
    pub trouble: Trouble,
}

/// What was found when a backup was looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// When.
    pub at: When,
    /// What is wrong with it; nothing when it is whole.
    pub trouble: Option<Trouble>,
}

/// What a journal remembers about its backups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notes {
    /// Tells this journal's unfinished copies from those of a twin on another machine.
    pub(super) tag: String,
    /// The highest number given out.
    pub(super) number: u64,
    /// The second place's folder.
    pub second: Option<PathBuf>,
    /// What was not made, newest last.
    pub failures: Vec<Failed>,
    /// What was found later, by the backup's id.
    pub looked: BTreeMap<String, Looked>,
    /// When a backup was last restored as a test, by its id.
    pub restored: BTreeMap<String, When>,
}

/// The notes of the journal in `dir`; empty ones where there are none that can be read.
#[must_use]
pub fn notes(dir: &Path) -> Notes {
    std::fs::read(dir.join(FILE))
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}

impl Notes {
    /// Adds a failure; the oldest give way.
    pub(super) fn failed(&mut self, failed: Failed) {
        // Once an hour the same disk is still not there: one line says so.
        self.failures.retain(|old| (old.place, old.trouble) != (failed.place, failed.trouble));
        self.failures.push(failed);
        let over = self.failures.len().saturating_sub(FAILURES);
        self.failures.drain(..over);
    }

    /// Forgets what was said of backups that are gone.
    pub(super) fn forget_all_but(&mut self, ids: &[String]) {
        self.looked.retain(|id, _| ids.contains(id));
        self.restored.retain(|id, _| ids.contains(id));
    }

    fn write(&self, dir: &Path) -> Result<()> {
        let mut bytes = serde_json::to_vec_pretty(self)
            .map_err(|_| Error::BadInput("this folder's name is not Unicode".to_owned()))?;
        bytes.push(b'\n');
        Ok(file::write(&dir.join(FILE), &bytes)?)
    }
}

/// Keeps other programs from the backups of the journal in `dir`.
pub(super) fn lock(dir: &Path) -> Result<Lock> {
    Lock::take(&dir.join(LOCK)).map_err(|error| match error.kind() {
        std::io::ErrorKind::WouldBlock => Error::InUse,
        _ => error.into(),
    })
}

/// Changes the notes. Call with the lock held.
pub(super) fn change<T>(dir: &Path, edit: impl FnOnce(&mut Notes) -> Result<T>) -> Result<T> {
    let before = notes(dir);
    let mut after = before.clone();
    let outcome = edit(&mut after)?;
    if after != before {
        after.write(dir)?;
    }
    Ok(outcome)
}

/// Takes a failure off the list; the user has read it.
///
/// # Errors
/// The notes cannot be written.
pub fn discard(dir: &Path, number: u64, place: Place) -> Result<()> {
    let _lock = lock(dir)?;
    change(dir, |notes| {
        notes.failures.retain(|failed| (failed.number, failed.place) != (number, place));
        Ok(())
    })
}
