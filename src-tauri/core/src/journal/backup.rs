//! Backups of the open journal, and what the window and `--json` are told of them.

use std::path::{Path, PathBuf};

use super::Journal;
use crate::backup::{self, BackupId, Copy, Place, Reason, Report, Restored, Trouble};
use crate::error::{Error, Result};
use crate::time::Moment;
use crate::vault::Vault;
use crate::wire::{BackupFailure, BackupLine, BackupPlace, Backups};

/// More entries than this in one import, and a backup is made first.
pub const LARGE_IMPORT: usize = 500;
/// More things than this erased at once, and a backup is made first.
pub const MANY_ERASED: usize = 20;

impl Journal {
    /// Makes a backup in every place, now.
    ///
    /// # Errors
    /// No place took one.
    pub fn back_up(&self, reason: Reason, now: &Moment) -> Result<Report> {
        backup::make(&self.dir, &self.vault, reason, now)
    }

    /// Makes a backup before something large, where the newest one does not hold all of this
    /// already.
    pub(super) fn back_up_before(&self, reason: Reason, now: &Moment) -> Result<()> {
        backup::make_if_changed(&self.dir, &self.vault, reason, now).map(drop)
    }
}

/// Makes a backup of the journal in `dir` before its schema is brought up to date.
pub(super) fn before_migration(dir: &Path, vault: &Vault, now: &Moment) -> Result<()> {
    backup::make_if_changed(dir, vault, Reason::BeforeMigration, now).map(drop)
}

/// What there is to tell about the backups of the journal in `dir`, which may be locked.
///
/// # Errors
/// There is no journal, or its folder cannot be listed.
pub fn backups(dir: &Path) -> Result<Backups> {
    let (notes, copies) = (backup::notes(dir), backup::list(dir)?);
    let here = place(Place::Here, &dir.join(backup::HERE), true);
    let second =
        notes.second.as_deref().map(|folder| place(Place::Second, folder, folder.is_dir()));
    let whole = |copy: &&Copy| copy.trouble.is_none();
    Ok(Backups {
        places: [Some(here), second].into_iter().flatten().collect(),
        last: copies.iter().find(whole).map(|copy| copy.manifest.made.to_rfc3339()),
        last_restored: copies
            .iter()
            .filter_map(|copy| copy.restored)
            .max()
            .map(|at| at.to_rfc3339()),
        trouble: standing_trouble(&notes.failures, &copies),
        copies: copies.iter().map(backup_line).collect(),
        failures: notes.failures.iter().rev().map(backup_failure).collect(),
    })
}

/// The newest failure that no later backup in the same place has made good.
fn standing_trouble(failures: &[backup::Failed], copies: &[Copy]) -> Option<Trouble> {
    let made_good = |failed: &&backup::Failed| {
        !copies
            .iter()
            .any(|copy| copy.id.place == failed.place && copy.manifest.number > failed.number)
    };
    failures.iter().rev().find(made_good).map(|failed| failed.trouble)
}

fn place(place: Place, folder: &Path, reachable: bool) -> BackupPlace {
    // The folder we made inside the one that was chosen says nothing to the one who chose.
    let chosen = match place {
        Place::Second if folder.ends_with(backup::THERE) => folder.parent().unwrap_or(folder),
        _ => folder,
    };
    BackupPlace {
        place,
        folder: folder.display().to_string(),
        name: chosen.file_name().unwrap_or(chosen.as_os_str()).to_string_lossy().into_owned(),
        reachable,
    }
}

/// What there is to tell about one backup.
#[must_use]
pub fn backup_line(copy: &Copy) -> BackupLine {
    BackupLine {
        id: copy.id.to_string(),
        place: copy.id.place,
        made: copy.manifest.made.to_rfc3339(),
        bytes: copy.manifest.bytes,
        entries: copy.manifest.entries,
        files: copy.manifest.files(),
        reason: copy.manifest.reason,
        trouble: copy.trouble,
        restored: copy.restored.map(|at| at.to_rfc3339()),
    }
}

/// What there is to tell about one that was not made.
#[must_use]
pub fn backup_failure(failed: &backup::Failed) -> BackupFailure {
    BackupFailure {
        number: failed.number,
        place: failed.place,
        at: failed.at.to_rfc3339(),
        reason: failed.reason,
        trouble: failed.trouble,
    }
}

/// The backup of the journal in `dir` that `id` names, where `newest` stands for the newest that
/// is whole.
///
/// # Errors
/// There is none.
pub fn find_backup(dir: &Path, id: &str) -> Result<BackupId> {
    let copies = backup::list(dir)?;
    let wanted = id.trim();
    if wanted == "newest" {
        let newest = copies.into_iter().find(|copy| copy.trouble.is_none());
        return newest.map(|copy| copy.id).ok_or(Error::NotFound("backup"));
    }
    let fits = |copy: &&Copy| copy.id.name == wanted || copy.id.to_string() == wanted;
    copies.iter().find(fits).map(|copy| copy.id.clone()).ok_or(Error::NotFound("backup"))
}

/// Puts the backup in `from` in the place of the journal in `dir`: see [`backup::restore`].
///
/// # Errors
/// As [`backup::restore`].
pub fn restore_backup(from: &Path, dir: &Path, vault: &Vault, now: &Moment) -> Result<Restored> {
    backup::restore(from, dir, vault, now)
}

/// Where the backup `id` of the journal in `dir` lies.
///
/// # Errors
/// There is none.
pub fn backup_folder(dir: &Path, id: &BackupId) -> Result<PathBuf> {
    backup::path(dir, id)
}
