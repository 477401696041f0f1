//! Backups: whole copies of a journal, each proved when it was written and each enough by itself.
//!
//! A backup is a folder `ledgerline-DATE-TIME-NUMBER` with `journal.db` (encrypted with the
//! journal's own key), the three copies of `vault.json` with the ways in of that day, and
//! `backup.json`, which counts what is inside and holds no user text. Evidence files travel inside
//! the database. Such a folder *is* a journal folder: whoever has it and the passphrase or the kit
//! of that day needs nothing else.
//!
//! [`make`] writes into a folder with a name nobody reads, syncs, opens the copy and compares it
//! with the journal row by row, and only then gives it its name. [`keep`] says which ones stay.
//! [`verify`] and [`try_restore`] look again later, and [`restore`] puts one in the place of a
//! journal, which is kept aside. [`log`] remembers what went wrong, and where a second place is.

pub mod keep;
mod list;
mod log;
mod make;
mod manifest;
mod restore;
#[cfg(test)]
mod tests;
mod verify;

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

pub use list::{Copy, list, newest, set_second, unknown};
pub use log::{Failed, Notes, discard, notes};
pub use make::{Report, due, make, make_if_changed};
pub use manifest::{MANIFEST, Manifest};
pub use restore::{Restored, restore, settle};
pub use verify::{Verified, try_restore, verify, verify_folder};

use crate::error::{Code, Error, Result};

/// The folder with backups inside a journal's own folder.
pub const HERE: &str = "backups";
/// The folder made in a second place. When the disk is gone, so is this folder, and nothing is
/// written where the disk would be.
pub const THERE: &str = "ledgerline-backups";
/// How the name of a backup begins.
const BEGINS: &str = "ledgerline-";

/// Where a backup is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export, rename = "BackupPlaceKind"))]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Beside the journal.
    Here,
    /// In the second place.
    Second,
}

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export, rename = "BackupReason"))]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The hour was up and something had changed.
    Hourly,
    /// Somebody asked for it.
    Asked,
    /// The schema was about to change.
    BeforeMigration,
    /// The key was about to change.
    BeforeRekey,
    /// Many entries were about to come in.
    BeforeImport,
    /// Many things were about to be erased.
    BeforeErasing,
}

/// What kept a backup from being made, or makes it useless.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export, rename = "BackupTrouble"))]
#[serde(rename_all = "kebab-case")]
pub enum Trouble {
    /// The folder is not there: perhaps a disk was taken out.
    FolderGone,
    /// There is no room left.
    DiskFull,
    /// The folder cannot be written to.
    ReadOnly,
    /// The copy, or what it was made from, is not as it should be.
    Damaged,
    /// It was made under another key, and opens with the passphrase or kit of its day.
    OtherKey,
    /// A later version wrote it.
    Newer,
    /// Another program was at work on it.
    InUse,
    /// Reading or writing failed otherwise.
    Failed,
}

impl Trouble {
    /// What `error` comes to, met while working in `folder`.
    fn of(error: &Error, folder: &Path) -> Self {
        if !folder.is_dir() {
            return Self::FolderGone;
        }
        match error.code() {
            Code::DiskFull => Self::DiskFull,
            Code::ReadOnly => Self::ReadOnly,
            Code::Damaged | Code::NoJournal => Self::Damaged,
            Code::WrongKey => Self::OtherKey,
            Code::Newer => Self::Newer,
            Code::InUse => Self::InUse,
            _ => Self::Failed,
        }
    }
}

/// Names a backup of a journal: where it is, and its folder's name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BackupId {
    /// Where it is kept.
    pub place: Place,
    /// Its folder's name.
    pub name: String,
}

/// The text was not a backup's id.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("this is not the name of a backup")]
pub struct NotABackup;

impl std::fmt::Display for BackupId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = match self.place {
            Place::Here => "here",
            Place::Second => "second",
        };
        write!(f, "{place}/{}", self.name)
    }
}

impl std::str::FromStr for BackupId {
    type Err = NotABackup;
    fn from_str(text: &str) -> Result<Self, NotABackup> {
        let (place, name) = text.split_once('/').ok_or(NotABackup)?;
        let place = match place {
            "here" => Place::Here,
            "second" => Place::Second,
            _ => return Err(NotABackup),
        };
        // A name that walks out of its folder would be somebody else's file.
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if !name.starts_with(BEGINS) || !name.chars().all(plain) {
            return Err(NotABackup);
        }
        Ok(Self { place, name: name.to_owned() })
    }
}

impl Serialize for BackupId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BackupId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The folder of a place; none where there is no second one.
fn folder(dir: &Path, notes: &Notes, place: Place) -> Option<PathBuf> {
    match place {
        Place::Here => Some(dir.join(HERE)),
        Place::Second => notes.second.clone(),
    }
}

/// The folder of a backup.
///
/// # Errors
/// There is no such backup.
pub fn path(dir: &Path, id: &BackupId) -> Result<PathBuf> {
    let folder = folder(dir, &notes(dir), id.place);
    let path = folder.map(|folder| folder.join(&id.name)).filter(|path| path.is_dir());
    path.ok_or(Error::NotFound("backup"))
}

/// When something happened, on the clock of the one who did it.
type When = DateTime<FixedOffset>;
