//! The header's three copies on disk: finding the newest whole one, storing, mending.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Vault;
use super::error::VaultError;
use super::keys::Key;
use super::making::is_unfinished;
use super::signed::{Body, Signed, Unreadable};
use crate::file::{self, Lock};

/// The header and its two copies, in the order they are written.
pub const HEADER_FILES: [&str; 3] = ["vault.json", "vault.json.1", "vault.json.2"];
/// The database that the vault protects.
pub const DATABASE_FILE: &str = "journal.db";
/// Taken by whoever changes the header or the inbox.
pub(super) const LOCK_FILE: &str = "vault.lock";
/// Far above any header: what is longer was not written by us.
const LONGEST: u64 = 256 * 1024;

/// The whole copies that were found.
#[derive(Clone)]
pub(super) struct Found {
    pub(super) newest: Signed,
    /// Others that differ from it, newest first.
    others: Vec<Signed>,
    /// Every copy is there and equal.
    pub(super) intact: bool,
}

impl Found {
    pub(super) fn all(&self) -> impl Iterator<Item = &Signed> {
        std::iter::once(&self.newest).chain(&self.others)
    }

    /// The newest that the vault's own key wrote.
    pub(super) fn genuine(&self, vault: &Vault) -> Result<&Signed, VaultError> {
        let mine = |signed: &&Signed| signed.header.vault == vault.id().0;
        if !self.all().any(|signed| mine(&signed)) {
            return Err(VaultError::WrongKey);
        }
        let genuine = self.all().filter(mine).find(|signed| signed.is_genuine(vault.key()));
        genuine.ok_or(VaultError::Damaged)
    }

    fn next_revision(&self) -> u64 {
        let highest = self.all().map(|signed| signed.header.revision).max();
        highest.unwrap_or(0).saturating_add(1)
    }
}

/// Whether anything of a journal is here: then none may be created.
pub(super) fn is_taken(dir: &Path) -> bool {
    let names = HEADER_FILES.iter().chain([&DATABASE_FILE]);
    // A name that cannot be looked at counts as taken.
    names.into_iter().any(|name| !matches!(dir.join(name).symlink_metadata(), Err(error) if error.kind() == io::ErrorKind::NotFound))
}

/// Reads all copies; fails only when none of them is whole.
pub(super) fn find(dir: &Path) -> Result<Found, VaultError> {
    let found = whatever_is_in(dir);
    // Looked at last: a mark that is gone by now was taken from what had become a journal.
    if is_unfinished(dir) { Err(VaultError::NoJournal) } else { found }
}

fn whatever_is_in(dir: &Path) -> Result<Found, VaultError> {
    let mut whole: Vec<Signed> = Vec::new();
    let mut newer = None;
    let mut failed = None;
    for name in HEADER_FILES {
        match read_one(&dir.join(name)) {
            Ok(Some(Ok(signed))) => whole.push(signed),
            // The first file is written first: a later version has been here, and the copies are
            // only what it had not come to yet.
            Ok(Some(Err(Unreadable::Newer(format)))) if name == HEADER_FILES[0] => {
                return Err(VaultError::Newer(format));
            }
            Ok(Some(Err(Unreadable::Newer(format)))) => newer = newer.max(Some(format)),
            Ok(Some(Err(Unreadable::Damaged)) | None) => {}
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    let intact = whole.len() == HEADER_FILES.len() && whole.windows(2).all(|two| two[0] == two[1]);
    // Stable: among equal revisions the first file leads.
    whole.sort_by_key(|signed| std::cmp::Reverse(signed.header.revision));
    whole.dedup();
    let mut whole = whole.into_iter();
    match (whole.next(), newer, failed) {
        (Some(newest), ..) => Ok(Found { newest, others: whole.collect(), intact }),
        (None, Some(format), _) => Err(VaultError::Newer(format)),
        (None, None, Some(error)) => Err(error.into()),
        (None, None, None) if is_taken(dir) => Err(VaultError::Damaged),
        (None, None, None) => Err(VaultError::NoJournal),
    }
}

fn read_one(path: &Path) -> io::Result<Option<Result<Signed, Unreadable>>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    file.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(Some(Signed::parse(&bytes)))
}

/// Keeps other processes from changing the header or the inbox.
pub(super) fn lock(dir: &Path) -> Result<Lock, VaultError> {
    Ok(Lock::take(&dir.join(LOCK_FILE))?)
}

/// Writes the first header of a new journal. Call with the lock held.
pub(super) fn store_first(dir: &Path, signed: &Signed) -> Result<(), VaultError> {
    let bytes = signed.to_bytes()?;
    let [first, copies @ ..] = paths(dir);
    match file::write_new(&first, &bytes) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(VaultError::Exists),
        Err(error) => Err(error.into()),
        Ok(()) => {
            store_copies(&copies, &bytes);
            Ok(())
        }
    }
}

/// Replaces the header. Call with the lock held and a header that is newer than all copies.
fn store(dir: &Path, signed: &Signed) -> Result<(), VaultError> {
    let bytes = signed.to_bytes()?;
    let [first, copies @ ..] = paths(dir);
    let _ = file::sweep(&first);
    file::write(&first, &bytes)?;
    store_copies(&copies, &bytes);
    Ok(())
}

/// The first file is in place and decides, so a copy that cannot be written (the disk is full)
/// undoes nothing: the next opening mends it.
fn store_copies(copies: &[PathBuf], bytes: &[u8]) {
    for copy in copies {
        let _ = file::sweep(copy);
        let _ = file::write(copy, bytes);
    }
}

fn paths(dir: &Path) -> [PathBuf; 3] {
    HEADER_FILES.map(|name| dir.join(name))
}

/// Changes the header: reads it afresh under the lock, so that two processes never undo each
/// other's change. A change that changes nothing writes nothing.
pub(super) fn change<T>(
    dir: &Path,
    vault: &Vault,
    edit: impl FnOnce(&mut Body) -> Result<T, VaultError>,
) -> Result<T, VaultError> {
    replace(dir, vault, vault.key(), |body| {
        // What is changed between two keys would be gone with one of them.
        if body.next.is_some() { Err(VaultError::Busy) } else { edit(body) }
    })
}

/// Like [`change`], between two keys too, and signed with `key`.
pub(super) fn replace<T>(
    dir: &Path,
    vault: &Vault,
    key: &Key,
    edit: impl FnOnce(&mut Body) -> Result<T, VaultError>,
) -> Result<T, VaultError> {
    let _lock = lock(dir)?;
    let found = find(dir)?;
    let current = found.genuine(vault)?;
    let mut body = current.header.clone();
    let outcome = edit(&mut body)?;
    if body != current.header || !found.intact {
        body.revision = found.next_revision();
        store(dir, &Signed::new(body, key)?)?;
    }
    Ok(outcome)
}

/// Makes all three copies equal to the newest that `vault` proves, and gives up at once when
/// another process is at work on them.
pub(super) fn mend(dir: &Path, vault: &Vault) -> Result<(), VaultError> {
    let _lock = Lock::try_take(&dir.join(LOCK_FILE))?;
    let found = find(dir)?;
    if found.intact {
        return Ok(());
    }
    let mut body = found.genuine(vault)?.header.clone();
    // Above any tampered copy, so that a kill while mending leaves the genuine one ahead.
    body.revision = found.next_revision();
    store(dir, &Signed::new(body, vault.key())?)
}
