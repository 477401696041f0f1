//! The backups there are, without a key.

use std::fs;
use std::path::{Path, PathBuf};

use super::keep::{Candidate, keep};
use super::log::{self, Notes, notes};
use super::manifest::Manifest;
use super::{BEGINS, BackupId, HERE, Place, Reason, THERE, Trouble, When, folder};
use crate::error::{Error, Result};
use crate::{file, vault};

/// A backup that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// Its id.
    pub id: BackupId,
    /// Its folder.
    pub path: PathBuf,
    /// What it says about itself.
    pub manifest: Manifest,
    /// What was wrong with it when somebody looked; nothing when it is whole.
    pub trouble: Option<Trouble>,
    /// When it was last restored as a test.
    pub restored: Option<When>,
}

/// Every backup of the journal in `dir`, the newest first, in both places.
///
/// # Errors
/// There is no journal in `dir`, or its own folder cannot be listed. A second place that is away
/// has no backups just now.
pub fn list(dir: &Path) -> Result<Vec<Copy>> {
    let notes = notes(dir);
    let mut all = in_place(dir, &notes, Place::Here)?;
    all.extend(in_place(dir, &notes, Place::Second).unwrap_or_default());
    all.sort_by_key(|copy| std::cmp::Reverse((copy.manifest.number, copy.manifest.made)));
    Ok(all)
}

/// The newest backup of the journal in `dir` that was whole when anybody last looked.
///
/// # Errors
/// As [`list`].
pub fn newest(dir: &Path) -> Result<Option<Copy>> {
    Ok(list(dir)?.into_iter().find(|copy| copy.trouble.is_none()))
}

/// Whether `folder` is a backup, or holds some: for a machine that never saw the journal. Gives
/// the backups, the newest first.
#[must_use]
pub fn unknown(folder: &Path) -> Vec<(PathBuf, Manifest)> {
    if let Some(manifest) = Manifest::read(folder) {
        return vec![(folder.to_owned(), manifest)];
    }
    let inside = [folder.join(THERE), folder.join(HERE), folder.to_owned()];
    let mut found: Vec<_> =
        inside.iter().flat_map(|folder| read(folder).unwrap_or_default()).collect();
    found.sort_by_key(|(_, manifest)| std::cmp::Reverse((manifest.made, manifest.number)));
    found
}

/// Names a folder whose `ledgerline-backups` is the second place, and makes that; or none.
///
/// # Errors
/// The folder is the journal's own or inside it, is not there, or cannot be written to.
pub fn set_second(dir: &Path, chosen: Option<&Path>) -> Result<()> {
    let second = chosen.map(|chosen| prepare(dir, chosen)).transpose()?;
    let _lock = log::lock(dir)?;
    log::change(dir, |notes| {
        notes.second = second;
        notes.failures.retain(|failed| failed.place == Place::Here);
        Ok(())
    })
}

fn prepare(dir: &Path, chosen: &Path) -> Result<PathBuf> {
    let chosen = fs::canonicalize(chosen)?;
    if chosen.starts_with(fs::canonicalize(dir)?) {
        return Err(Error::BadInput(
            "a second place is of no use inside the journal's own folder".to_owned(),
        ));
    }
    let is_ours = chosen.file_name().is_some_and(|name| name == THERE);
    let second = if is_ours { chosen } else { chosen.join(THERE) };
    file::make_private_dir(&second)?;
    // A folder that lists and does not take is better known now than in an hour.
    let probe = second.join(".ledgerline-probe");
    file::write(&probe, b"")?;
    file::remove(&probe)?;
    Ok(second)
}

pub(super) fn in_place(dir: &Path, notes: &Notes, place: Place) -> Result<Vec<Copy>> {
    let Some(folder) = folder(dir, notes, place) else { return Ok(Vec::new()) };
    // Without a header that can be read, whatever lies beside the journal is its own.
    let vault = vault::read(dir).map(|header| header.vault_id().0).ok();
    let copies = read(&folder)?.into_iter().filter_map(|(path, manifest)| {
        let name = path.file_name()?.to_str()?.to_owned();
        let id = BackupId { place, name };
        let key = id.to_string();
        let looked = notes.looked.get(&key).and_then(|looked| looked.trouble);
        let missing = (!path.join(vault::DATABASE_FILE).is_file()).then_some(Trouble::Damaged);
        let restored = notes.restored.get(&key).copied();
        Some(Copy { id, path, manifest, trouble: looked.or(missing), restored })
    });
    let ours = |copy: &Copy| match vault {
        Some(vault) => copy.manifest.vault == vault,
        None => place == Place::Here,
    };
    Ok(copies.filter(ours).collect())
}

/// Every folder in `folder` that has a manifest and the name of a backup.
fn read(folder: &Path) -> Result<Vec<(PathBuf, Manifest)>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(|name| name.starts_with(BEGINS))
            && let Some(manifest) = Manifest::read(&entry.path())
        {
            found.push((entry.path(), manifest));
        }
    }
    Ok(found)
}

/// Removes what [`keep`] lets go, and what a kill left behind. Call with the lock held.
pub(super) fn tidy(dir: &Path, notes: &Notes, place: Place) -> Result<()> {
    let Some(folder) = folder(dir, notes, place) else { return Ok(()) };
    let all = in_place(dir, notes, place)?;
    let candidates: Vec<Candidate> = all.iter().map(candidate).collect();
    let kept = keep(&candidates);
    for (at, copy) in all.iter().enumerate() {
        if !kept.contains(&at) {
            remove(&folder, notes, &copy.path)?;
        }
    }
    sweep(&folder, notes)
}

fn candidate(copy: &Copy) -> Candidate {
    Candidate {
        number: copy.manifest.number,
        made: copy.manifest.made,
        whole: copy.trouble.is_none(),
        routine: copy.manifest.reason == Reason::Hourly,
    }
}

/// Takes a backup's name away first, so that a kill leaves no half of one under that name.
fn remove(folder: &Path, notes: &Notes, path: &Path) -> Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let aside = folder.join(format!("{}{name}{}", unfinished(notes), super::make::UNFINISHED));
    fs::rename(path, &aside)?;
    file::sync_dir(folder)?;
    Ok(fs::remove_dir_all(&aside)?)
}

/// How the unfinished copies of this journal begin.
pub(super) fn unfinished(notes: &Notes) -> String {
    format!(".{BEGINS}{}-", notes.tag)
}

/// Removes what killed writers left in `folder`. Call with the lock held.
pub(super) fn sweep(folder: &Path, notes: &Notes) -> Result<()> {
    let begins = unfinished(notes);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        if name.starts_with(&begins) && name.ends_with(super::make::UNFINISHED) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}
