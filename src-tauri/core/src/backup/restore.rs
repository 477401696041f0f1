//! Putting a backup where a journal is, or where none was. What was there is kept aside.
//!
//! The copy is first written whole into `restoring/` inside the journal's folder and proved there.
//! From then on the restore only renames, and [`settle`] finishes it after a kill: what was there
//! goes into `kept/DATE-TIME/`, which is a journal's folder too, and the copy takes its place.

use std::fs;
use std::path::{Path, PathBuf};

use super::log;
use super::make::{Staging, copy_file, prove};
use super::{Manifest, Verified};
use crate::error::{Error, Result};
use crate::file;
use crate::hold::{Doing, Hold};
use crate::time::Moment;
use crate::vault::{self, DATABASE_FILE, HEADER_FILES, INBOX_FILE, Vault};

/// Where the copy waits, whole, until what was there has gone aside.
const WAITING: &str = "restoring";
/// Where it is written before.
const WRITING: &str = ".restoring";
/// Holds a folder for everything that a restore replaced.
pub(super) const KEPT: &str = "kept";
/// In [`WAITING`]: the name of the folder inside [`KEPT`].
const ASIDE: &str = "aside";
/// In [`WAITING`] when its key is another one: what is sealed to the old key goes aside with it.
const OTHER_KEY: &str = "other-key";
/// What SQLite leaves beside a database; it belongs to that database and no other.
const BESIDE: [&str; 2] = ["journal.db-wal", "journal.db-shm"];

/// What a restore did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What came back.
    pub verified: Verified,
    /// Where what was there is kept; none when nothing was.
    pub kept: Option<PathBuf>,
}

/// Puts the backup in `from` in the place of the journal in `dir`, which nobody may have open, or
/// makes `dir` when there is none. `vault` is what the backup's own header gave for the
/// passphrase or the kit of its day.
///
/// Where the journal in `dir` has the same key, its header stays: a passphrase that was changed
/// since stays changed. Lines sealed to it wait in its inbox as before; where the key is another,
/// they go aside with the journal that can read them.
///
/// # Errors
/// The backup is not whole, somebody has the journal open, or there is no room; then the journal
/// is as it was.
pub fn restore(from: &Path, dir: &Path, vault: &Vault, now: &Moment) -> Result<Restored> {
    file::make_private_dir(dir)?;
    let _alone = Hold::alone(dir, Doing::Restoring, now)?;
    // What a killed making left in the place is no journal, and would hide the one that comes.
    let making = vault::is_unfinished(dir).then(|| vault::Making::begin(dir)).transpose()?;
    let _lock = log::lock(dir)?;
    settle_locked(dir)?;
    let staging = Staging::make(dir.join(WRITING))?;
    copy_file(&from.join(DATABASE_FILE), &staging.0.join(DATABASE_FILE))?;
    let verified = check(from, &staging.0, vault)?;
    let stays = vault::read(dir).and_then(|header| header.open_with_key(vault.key())).is_ok();
    let header_from = if stays { dir } else { from };
    vault::carry_header(header_from, vault, &staging.0)?;
    let aside = aside(dir, now)?;
    file::write(&staging.0.join(ASIDE), aside.as_bytes())?;
    if !stays {
        file::write(&staging.0.join(OTHER_KEY), b"")?;
    }
    file::sync_dir(&staging.0)?;
    // From here on there is only renaming.
    fs::rename(&staging.0, dir.join(WAITING))?;
    file::sync_dir(dir)?;
    settle_locked(dir)?;
    making.map_or(Ok(()), vault::Making::finish)?;
    let kept = dir.join(KEPT).join(aside);
    Ok(Restored { verified, kept: kept.is_dir().then_some(kept) })
}

fn check(from: &Path, staging: &Path, vault: &Vault) -> Result<Verified> {
    let manifest = Manifest::read(from);
    let (sum, _) =
        prove(&staging.join(DATABASE_FILE), &vault.database_key()?, &vault.backup_key()?)?;
    if manifest.as_ref().is_some_and(|manifest| !manifest.tells(&sum)) {
        return Err(Error::Damaged("it does not hold what was counted in it".to_owned()));
    }
    let files = sum.rows.get("attachment").copied().unwrap_or_default();
    Ok(Verified { manifest, entries: sum.entries, files })
}

/// A name inside [`KEPT`] that nobody has.
fn aside(dir: &Path, now: &Moment) -> Result<String> {
    let stamp = now.local.format("%Y-%m-%d-%H%M%S").to_string();
    for twin in 1..1000 {
        let name = if twin == 1 { stamp.clone() } else { format!("{stamp}-{twin}") };
        if !dir.join(KEPT).join(&name).try_exists()? {
            return Ok(name);
        }
    }
    Err(Error::Vault(vault::VaultError::Exists))
}

/// Finishes a restore that was killed half way through its renames. Says whether there was one.
/// To be called before a journal is looked at; costs one look at the folder.
///
/// # Errors
/// Another program is at work on it, or a file cannot be moved.
pub fn settle(dir: &Path) -> Result<bool> {
    if !dir.join(WAITING).is_dir() {
        return Ok(false);
    }
    let _lock = log::lock(dir)?;
    settle_locked(dir)
}

fn settle_locked(dir: &Path) -> Result<bool> {
    let waiting = dir.join(WAITING);
    if !waiting.is_dir() {
        return Ok(false);
    }
    let files = || std::iter::once(&DATABASE_FILE).chain(HEADER_FILES.iter().rev());
    if !files().any(|name| waiting.join(name).exists()) {
        // Everything is where it belongs, and a kill or a failing disk left the empty folder.
        return clear(dir);
    }
    let name = fs::read_to_string(waiting.join(ASIDE))?;
    // Written by us; a name with a folder in it was not.
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_digit() || c == '-') {
        return Err(Error::Damaged("what a restore left cannot be read".to_owned()));
    }
    let kept = dir.join(KEPT).join(name);
    // Its log first: it must never meet another database than its own.
    if waiting.join(DATABASE_FILE).try_exists()? {
        for name in BESIDE {
            set_aside(dir, name, &kept)?;
        }
    }
    if waiting.join(OTHER_KEY).try_exists()? {
        set_aside(dir, INBOX_FILE, &kept)?;
    }
    // The header last: while the old one stands, its database may be the new one and opens all
    // the same, since their keys are alike; where they are not, nothing opens until all is done.
    for name in files() {
        let copy = waiting.join(name);
        if copy.try_exists()? {
            set_aside(dir, name, &kept)?;
            fs::rename(&copy, dir.join(name))?;
            file::sync_dir(dir)?;
        }
    }
    clear(dir)
}

/// Takes away the folder that a restore came from. It loses its name first, in one step: half
/// removed under that name, it would keep every later opening from the journal.
fn clear(dir: &Path) -> Result<bool> {
    let emptied = dir.join(WRITING);
    if emptied.is_dir() {
        fs::remove_dir_all(&emptied)?;
    }
    fs::rename(dir.join(WAITING), &emptied)?;
    file::sync_dir(dir)?;
    // What stays is swept by the next restore.
    let _ = fs::remove_dir_all(&emptied);
    Ok(true)
}

/// Moves a file of the old journal to where it is kept. Nothing there is ever replaced.
fn set_aside(dir: &Path, name: &str, kept: &Path) -> Result<()> {
    let (old, mut target) = (dir.join(name), kept.join(name));
    if !old.try_exists()? {
        return Ok(());
    }
    file::make_private_dir(kept)?;
    for twin in 2.. {
        if !target.try_exists()? {
            break;
        }
        target = kept.join(format!("{name}-{twin}"));
    }
    fs::rename(&old, &target)?;
    file::sync_dir(kept)?;
    Ok(file::sync_dir(dir)?)
}
