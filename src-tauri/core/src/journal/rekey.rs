//! A new key for the whole journal, and what is left of one that was killed half way.

use std::path::Path;

use super::Journal;
use crate::backup::{self, Reason};
use crate::error::{Error, Result};
use crate::file;
use crate::hold::Doing;
use crate::store;
use crate::store::rekey::{Alone, Held};
use crate::time::Moment;
use crate::vault::{self, Carried, Keychain, RecoveryKit, SlotKind, Vault, VaultError};

/// A journal under a new key.
pub struct Rekeyed {
    /// It, open.
    pub journal: Journal,
    /// A new kit, when one was asked for and the old one's words were not given.
    pub kit: Option<RecoveryKit>,
    /// The ways in that did not go along and open nothing any more.
    pub left: Vec<SlotKind>,
}

impl Journal {
    /// Puts everything under a new key. Nobody else may have the journal open. Whoever had the
    /// old key, or an old way in, reads only copies and backups from before.
    ///
    /// # Errors
    /// [`Error::InUse`], no way in would open the new key, or there is no room: the journal is
    /// then under its old key, and closed.
    pub fn rekey(
        mut self,
        carried: &Carried<'_>,
        keychain: &dyn Keychain,
        now: &Moment,
    ) -> Result<Rekeyed> {
        self.file_inbox()?;
        let Self { dir, vault, store, hold, .. } = self;
        drop(store);
        let hold = hold.become_alone(Doing::Rekeying, now)?;
        backup::make_if_changed(&dir, &vault, Reason::BeforeRekey, now)?;
        let database = dir.join(store::FILE);
        let old = Alone::take(&database, vault.database_key()?.bytes())
            .map_err(|error| is_stale(&dir, &vault, error))?;
        let begun = vault::begin(&dir, &vault, carried, keychain, now)?;
        let next = begun.vault.next_database_key()?;
        let written = next.map_or(Ok(()), |next| old.rekey(next.bytes()));
        // The same look as after a kill: only the file itself can tell.
        let settled = settled(&dir, begun.vault)?;
        if settled.key().bytes() == vault.key().bytes() {
            let failed = written.err();
            let failed = failed.unwrap_or_else(|| Error::Store("the new key was not taken".into()));
            return Err(told_apart(&database, failed));
        }
        if let Some(account) = begun.stale_account {
            // One that stays behind opens nothing but old backups.
            let _ = keychain.delete(&account);
        }
        let journal = Self::open_held(&dir, settled, hold.become_shared(now)?, now)
            .map_err(|error| told_apart(&database, error))?;
        Ok(Rekeyed { journal, kit: begun.kit, left: begun.left })
    }
}

/// The vault with the key that the database is under, and a header that says so.
///
/// # Errors
/// [`Error::InUse`] while the key is just being changed, [`Error::Damaged`] when neither key reads
/// the database, or the header could not be written.
pub(super) fn settled(dir: &Path, vault: Vault) -> Result<Vault> {
    let Some(next) = vault.next_database_key()? else { return Ok(vault) };
    let path = dir.join(store::FILE);
    // Held until the header is right: nobody may begin another change in between.
    if let Some(_held) = Held::reads(&path, vault.database_key()?.bytes())? {
        // A header that cannot be written now is settled by a later opening.
        return Ok(vault::abandon(dir, &vault).unwrap_or_else(|_| vault.as_before()));
    }
    let held = Held::reads(&path, next.bytes())?;
    let held = held.ok_or_else(|| Error::Damaged("neither of its keys reads the file".into()))?;
    held.check()?;
    Ok(vault::finish(dir, &vault)?)
}

/// SQLCipher says of a change of keys that failed only that it did, and SQLite of a full disk on
/// which it could not begin only that it could not. The change needs as much room again as the
/// file has: where that is not there, the disk is full.
fn told_apart(database: &Path, failed: Error) -> Error {
    let bytes = std::fs::metadata(database).map_or(0, |file| file.len());
    match (failed, file::try_room(database, bytes).map_err(Error::from)) {
        (Error::Store(_) | Error::ReadOnly, Err(Error::DiskFull)) => Error::DiskFull,
        (failed, _) => failed,
    }
}

/// A file that a key does not read is not damaged when the journal was given another key since
/// the header was read.
pub(super) fn is_stale(dir: &Path, vault: &Vault, error: Error) -> Error {
    let current = || vault::read(dir).and_then(|header| header.open_with_key(vault.key()));
    let moved = matches!(error, Error::Damaged(_))
        && current().is_err_and(|error| matches!(error, VaultError::WrongKey));
    if moved { Error::InUse } else { error }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::vault::{Effort, MemoryKeychain};

    const PASSPHRASE: &str = "five quiet herons";

    fn now() -> Moment {
        Moment::parse("2026-11-20T16:42:00+00:00").expect("a moment")
    }

    fn made() -> (tempfile::TempDir, Journal, String) {
        let dir = tempfile::tempdir().expect("a folder");
        let made = Journal::create(dir.path(), PASSPHRASE, None, Effort::quick(), &now());
        let (mut journal, kit) = made.expect("made");
        for line in 0..40 {
            journal.capture(&format!("Kept line {line} !sh"), None, &now()).expect("a line");
        }
        (dir, journal, kit.words().join(" "))
    }

    fn opened(dir: &Path) -> Result<Journal> {
        let vault = vault::read(dir)?.open_with_passphrase(PASSPHRASE)?;
        Journal::open(dir, vault, &now())
    }

    fn lines(journal: &Journal) -> i64 {
        let count = "SELECT count(*) FROM entry";
        journal.store.db().query_one(count, [], |row| row.get(0)).expect("counted")
    }

    fn with_passphrase() -> Carried<'static> {
        Carried { passphrase: Some(PASSPHRASE), kits: &[], new_kit: true }
    }

    #[test]
    fn a_new_key_reads_everything_and_the_old_one_nothing() {
        let (dir, journal, _) = made();
        let before = journal.vault().clone();
        let file = fs::read(dir.path().join(store::FILE)).expect("there");
        let done = journal.rekey(&with_passphrase(), &MemoryKeychain::new(), &now());
        let done = done.expect("rekeyed");
        assert!(done.kit.is_some() && done.left.is_empty(), "a new kit for the old one");
        assert_eq!(lines(&done.journal), 40, "every entry is there");
        assert!(done.journal.store.problems().expect("asked").is_empty(), "and whole");
        drop(done);
        let key = before.database_key().expect("derived");
        let path = dir.path().join(store::FILE);
        assert!(Held::reads(&path, key.bytes()).expect("asked").is_none(), "the old key is none");
        let pages = fs::read(&path).expect("there");
        // The first sixteen bytes are the salt, which stays.
        let kept = file.chunks(4096).filter(|page| pages.windows(64).any(|w| w == &page[64..128]));
        assert_eq!(kept.count(), 0, "no page is as it was");
        assert_eq!(lines(&opened(dir.path()).expect("opens")), 40, "by the same passphrase");
    }

    #[test]
    fn a_change_killed_before_and_after_its_one_moment_is_settled_by_the_next_opening() {
        for through in [false, true] {
            let (dir, journal, kit) = made();
            let (path, vault) = (dir.path().join(store::FILE), journal.vault().clone());
            drop(journal);
            let key = vault.database_key().expect("derived");
            let old = Alone::take(&path, key.bytes()).expect("nobody else");
            let carried = Carried { kits: &[&kit], ..with_passphrase() };
            let none = MemoryKeychain::new();
            let begun = vault::begin(dir.path(), &vault, &carried, &none, &now());
            let next = begun.expect("begun").vault.next_database_key().expect("derived");
            if through {
                old.rekey(next.expect("there").bytes()).expect("rekeyed");
            } else {
                drop(old);
            }
            let journal = opened(dir.path()).expect("opens");
            assert_eq!(lines(&journal), 40, "every entry is there");
            let changed = journal.vault().key().bytes() != vault.key().bytes();
            assert_eq!(changed, through, "under the key that its file is under");
            drop(journal);
            assert!(
                !vault::read(dir.path()).expect("there").is_between_keys(),
                "and it is settled"
            );
            assert!(vault::try_recovery(dir.path(), &kit).is_ok(), "the kit opens it either way");
        }
    }

    #[test]
    fn an_emptied_file_is_damage_and_never_a_new_journal() {
        let (dir, journal, _) = made();
        drop(journal);
        let file = dir.path().join(store::FILE);
        let emptied = fs::OpenOptions::new().write(true).truncate(true).open(&file);
        drop(emptied.expect("emptied"));
        let refused = opened(dir.path()).map(drop);
        assert!(matches!(refused, Err(Error::Damaged(_))), "it held forty lines: {refused:?}");
        assert_eq!(fs::metadata(&file).map(|found| found.len()).ok(), Some(0), "untouched");
    }

    #[cfg(unix)]
    #[test]
    fn every_file_is_for_its_owner_alone_before_and_after() {
        use std::os::unix::fs::PermissionsExt;
        let (dir, journal, _) = made();
        let open = || -> Vec<String> {
            let all = fs::read_dir(dir.path()).expect("a folder").flatten();
            let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode();
            let all = all.map(|one| one.path()).filter(|path| mode(path) & 0o077 != 0);
            all.map(|path| path.display().to_string()).collect()
        };
        assert_eq!(open(), Vec::<String>::new(), "the log beside it too");
        let done = journal.rekey(&with_passphrase(), &MemoryKeychain::new(), &now());
        assert_eq!(open(), Vec::<String>::new(), "nor after every page was written again");
        drop(done);
        let file = dir.path().join(store::FILE);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).expect("as once made");
        drop(opened(dir.path()));
        assert_eq!(open(), Vec::<String>::new(), "an older file is closed to others");
    }

    #[test]
    fn while_somebody_else_has_it_open_nothing_changes() {
        let (dir, journal, _) = made();
        let other = opened(dir.path()).expect("a second program");
        let header = fs::read(dir.path().join("vault.json")).expect("there");
        let refused = journal.rekey(&with_passphrase(), &MemoryKeychain::new(), &now());
        assert!(matches!(refused.map(drop), Err(Error::Held(_))), "it is said, and who it is");
        assert_eq!(fs::read(dir.path().join("vault.json")).ok(), Some(header), "no byte");
        assert_eq!(lines(&other), 40, "the other reads on");
    }

    #[test]
    fn whoever_read_the_header_before_is_told_to_come_again() {
        let (dir, journal, _) = made();
        let before =
            vault::read(dir.path()).and_then(|header| header.open_with_passphrase(PASSPHRASE));
        drop(journal.rekey(&with_passphrase(), &MemoryKeychain::new(), &now()));
        let late = Journal::open(dir.path(), before.expect("opened"), &now()).map(drop);
        assert!(matches!(late, Err(Error::InUse)), "not damage: {late:?}");
        let header = vault::read(dir.path()).expect("there");
        assert!(matches!(header.open_with_passphrase("x"), Err(VaultError::WrongKey)), "as ever");
    }
}
