//! Looking at a backup again: whether it is what it was, and whether it really restores.

use std::path::Path;

use super::log::{self, Looked};
use super::make::{Staging, copy_file, prove};
use super::{BackupId, Manifest, Trouble, When, path};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::whole::sum;
use crate::time::Moment;
use crate::vault::{self, DATABASE_FILE, HEADER_FILES, Vault};

/// Where a backup is restored as a test, inside the journal's folder.
const TRIAL: &str = ".restoring-as-a-test";

/// What was found in a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// What it says about itself.
    pub manifest: Option<Manifest>,
    /// Live entries that were counted in it.
    pub entries: u64,
    /// Evidence files that were counted in it.
    pub files: u64,
}

/// Opens a backup of the journal in `dir` with the vault's key and compares everything in it with
/// what it held when it was made. What is found is noted.
///
/// # Errors
/// It is not whole, belongs to another key, or is not there.
pub fn verify(dir: &Path, vault: &Vault, id: &BackupId, now: &Moment) -> Result<Verified> {
    let folder = path(dir, id)?;
    let found = verify_folder(&folder, vault);
    let trouble = found.as_ref().err().map(|error| Trouble::of(error, &folder));
    note(dir, id, trouble, now.local, false)?;
    found
}

/// Opens the backup in `folder`, wherever it comes from.
///
/// # Errors
/// It is not whole, or belongs to another key.
pub fn verify_folder(folder: &Path, vault: &Vault) -> Result<Verified> {
    // Its own header has to open: without it the copy is worth nothing elsewhere.
    let header = vault::read(folder)?;
    header.open_with_key(vault.key())?;
    if !header.copies_intact() {
        return Err(Error::Damaged("a copy of its header is missing or differs".to_owned()));
    }
    let manifest = Manifest::read(folder);
    let database = folder.join(DATABASE_FILE);
    let (sum, schema) = prove(&database, &vault.database_key()?, &vault.backup_key()?)?;
    let size = std::fs::metadata(&database)?.len();
    if let Some(manifest) = &manifest
        && !(manifest.tells(&sum) && manifest.schema == schema && manifest.bytes == size)
    {
        return Err(Error::Damaged("it does not hold what was counted in it".to_owned()));
    }
    let files = sum.rows.get("attachment").copied().unwrap_or_default();
    Ok(Verified { manifest, entries: sum.entries, files })
}

/// Restores a backup into a folder of its own, opens it as the journal would be opened, counts,
/// and removes it again. Nothing of the journal is touched; that it was tried is noted.
///
/// # Errors
/// As [`verify`], or there is no room for a second journal.
pub fn try_restore(dir: &Path, vault: &Vault, id: &BackupId, now: &Moment) -> Result<Verified> {
    let _lock = log::lock(dir)?;
    let folder = path(dir, id)?;
    let trial = Staging::make(dir.join(TRIAL))?;
    let found = restored(&folder, &trial.0, vault);
    drop(trial);
    let trouble = found.as_ref().err().map(|error| Trouble::of(error, &folder));
    // A full disk here says nothing about the backup.
    let about_it = !matches!(trouble, Some(Trouble::DiskFull | Trouble::ReadOnly));
    if about_it {
        note_locked(dir, id, trouble, now.local, found.is_ok())?;
    }
    found
}

fn restored(folder: &Path, trial: &Path, vault: &Vault) -> Result<Verified> {
    for name in HEADER_FILES.iter().chain([&DATABASE_FILE]) {
        copy_file(&folder.join(name), &trial.join(name))?;
    }
    let manifest = Manifest::read(folder);
    let opened = vault::read(trial)?.open_with_key(vault.key())?;
    let (key, mark) = (opened.database_key()?, opened.backup_key()?);
    let database = trial.join(DATABASE_FILE);
    let (copied, _) = prove(&database, &key, &mark)?;
    if manifest.as_ref().is_some_and(|manifest| !manifest.tells(&copied)) {
        return Err(Error::Damaged("it does not hold what was counted in it".to_owned()));
    }
    // As the journal itself is opened, which brings an old schema up to date.
    let mut store = Store::open(&database, key.bytes())?;
    if store.is_behind()? {
        store.migrate()?;
    }
    let opened = sum(store.db(), mark.bytes())?;
    if opened.entries != copied.entries || opened.newest != copied.newest {
        return Err(Error::Damaged("it does not open as it was".to_owned()));
    }
    let files = opened.rows.get("attachment").copied().unwrap_or_default();
    Ok(Verified { manifest, entries: opened.entries, files })
}

fn note(dir: &Path, id: &BackupId, trouble: Option<Trouble>, at: When, tried: bool) -> Result<()> {
    let _lock = log::lock(dir)?;
    note_locked(dir, id, trouble, at, tried)
}

fn note_locked(
    dir: &Path,
    id: &BackupId,
    trouble: Option<Trouble>,
    at: When,
    tried: bool,
) -> Result<()> {
    let noted = log::change(dir, |notes| {
        // Somebody else at work on it says nothing about it.
        if trouble != Some(Trouble::InUse) {
            notes.looked.insert(id.to_string(), Looked { at, trouble });
        }
        if tried {
            notes.restored.insert(id.to_string(), at);
        }
        Ok(())
    });
    match noted {
        // A journal whose folder takes no notes can still be looked at.
        Err(Error::ReadOnly | Error::DiskFull) => Ok(()),
        noted => noted,
    }
}
