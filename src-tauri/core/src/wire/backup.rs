//! Backups, as the window lists them.

use serde::Serialize;

use crate::backup::{Place, Reason, Trouble};

/// A place with backups.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct BackupPlace {
    /// Which.
    pub place: Place,
    /// Its folder.
    pub folder: String,
    /// The last part of it that the user chose.
    pub name: String,
    /// Whether it is there just now.
    pub reachable: bool,
}

/// A backup that is there.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct BackupLine {
    /// Its id.
    pub id: String,
    /// Where it is.
    pub place: Place,
    /// When it was made, RFC 3339.
    pub made: String,
    /// The database's size.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub bytes: u64,
    /// Entries that were counted in it.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub entries: u64,
    /// Evidence files that were counted in it.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub files: u64,
    /// Why it was made.
    pub reason: Reason,
    /// What was found wrong with it since; none when it is whole.
    pub trouble: Option<Trouble>,
    /// When it was last restored as a test, RFC 3339.
    pub restored: Option<String>,
}

/// A backup that was not made.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct BackupFailure {
    /// Names it together with the place.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub number: u64,
    /// Where it would have gone.
    pub place: Place,
    /// When, RFC 3339.
    pub at: String,
    /// What it was to be for.
    pub reason: Reason,
    /// What kept it.
    pub trouble: Trouble,
}

/// What there is to tell about backups.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Backups {
    /// Beside the journal, and the second place where there is one.
    pub places: Vec<BackupPlace>,
    /// The newest first.
    pub copies: Vec<BackupLine>,
    /// The newest first.
    pub failures: Vec<BackupFailure>,
    /// When the newest whole one was made, RFC 3339.
    pub last: Option<String>,
    /// When any was last restored as a test, RFC 3339.
    pub last_restored: Option<String>,
    /// What keeps the newest from being made; none when all went well last time.
    pub trouble: Option<Trouble>,
}

/// What was counted in a backup when it was looked at again.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct BackupCounted {
    /// Entries.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub entries: u64,
    /// Evidence files.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub files: u64,
}
