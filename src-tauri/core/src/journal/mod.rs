//! The façade: one open journal, and every use case as a method. Each opens its own transaction.

mod backup;
mod capture;
mod check;
mod claims;
mod copy;
mod coverage;
pub mod demo;
mod demo_packet;
mod dossier;
mod entries;
mod exchange;
mod goals;
mod ladder;
mod late;
mod letters;
mod lists;
mod needs;
mod outcomes;
mod outgoing;
mod outline;
mod packets;
mod panel;
mod people;
mod presses;
mod promises;
mod protection;
mod questions;
mod redaction;
mod rekey;
pub mod released;
mod reminders;
mod review;
mod rollup;
mod salvage;
mod sent;
mod taken;
mod throughline;
mod timeline;
mod undo;
mod updates;
mod week;

use std::path::{Path, PathBuf};

pub use backup::{
    LARGE_IMPORT, MANY_ERASED, backup_failure, backup_folder, backup_line, backups, find_backup,
    restore_backup,
};
pub use capture::{Filed, read_line, seal, seal_drafts};
pub use check::Health;
pub use exchange::{Format, Imported, Preview, Wrong};
pub use late::AGAIN;
pub use ledgerline_packet::FileKind;
pub use lists::BIN_DAYS;
pub use outcomes::LARGEST_FILE;
pub use presses::{Press, Presses};
pub use protection::{keychain_opens, kit_opens, passphrase_opens, protection};
pub use redaction::Cleared;
pub use rekey::Rekeyed;
pub use salvage::{Gaps, Progress, salvage, salvage_in_place, survey};

use crate::error::{Error, Result};
use crate::hold::{Doing, Hold};
use crate::store::{self, Store};
use crate::time::Moment;
use crate::vault::{self, Effort, Keychain, RecoveryKit, Vault};
use crate::wire::Settings;

/// One open journal.
pub struct Journal {
    dir: PathBuf,
    vault: Vault,
    store: Store,
    undo: undo::Log,
    seen: i64,
    /// Lines in the inbox that cannot be filed here.
    left_waiting: usize,
    /// Last, so that the store is closed before others are told that it is.
    hold: Hold,
}

impl Journal {
    /// Makes a journal in `dir`, which must hold none.
    ///
    /// # Errors
    /// A journal is there already, the folder cannot be written, or `keychain` keeps no key;
    /// then nothing was made.
    pub fn create(
        dir: &Path,
        passphrase: &str,
        keychain: Option<&dyn Keychain>,
        effort: Effort,
        now: &Moment,
    ) -> Result<(Self, RecoveryKit)> {
        // A header without a database could be neither opened nor made again.
        keychain.map_or(Ok(()), vault::prove).map_err(vault::VaultError::from)?;
        crate::file::make_private_dir(dir)?;
        let hold = Hold::share(dir, now)?;
        let making = vault::Making::begin(dir)?;
        let (vault, kit) = vault::create(dir, passphrase, now, effort)?;
        let key = vault.database_key()?;
        Store::create(&dir.join(store::FILE), key.bytes())?;
        making.finish()?;
        if let Some(keychain) = keychain {
            // It kept a key a moment ago. Should it not keep this one, the journal stands with
            // its other ways in, and the list of them says so.
            let _ = vault::add_keychain(dir, &vault, keychain, now);
        }
        Ok((Self::open_held(dir, vault, hold, now)?, kit))
    }

    /// Opens the journal in `dir` with its vault and files what was sealed while it was locked.
    ///
    /// # Errors
    /// The file is damaged, was written by a newer version, or is in use.
    pub fn open(dir: &Path, vault: Vault, now: &Moment) -> Result<Self> {
        Self::open_held(dir, vault, Hold::share(dir, now)?, now)
    }

    fn open_held(dir: &Path, vault: Vault, hold: Hold, now: &Moment) -> Result<Self> {
        crate::backup::settle(dir)?;
        let vault = rekey::settled(dir, vault)?;
        let (store, hold) = up_to_date(dir, &vault, hold, now)?;
        store::head::keep(store.db(), dir);
        let seen = store.data_version()?;
        let mut journal = Self {
            dir: dir.to_owned(),
            vault,
            store,
            undo: undo::Log::default(),
            seen,
            left_waiting: 0,
            hold,
        };
        let filed = journal.file_inbox().map(drop).and_then(|()| journal.file_sealed_drafts(now));
        let filed = filed.and_then(|()| journal.empty_bin(now));
        match filed {
            // What waits stays sealed; the journal can be read all the same.
            Ok(()) | Err(Error::DiskFull | Error::InUse | Error::ReadOnly) => Ok(journal),
            Err(error) => Err(error),
        }
    }

    /// Opens the journal in `dir` to read it as it is, also when a later version wrote it.
    /// Nothing is filed, brought up to date or emptied, and nothing can be written.
    ///
    /// # Errors
    /// The file is damaged, or so much later that nothing in it is known.
    pub fn open_to_read(dir: &Path, vault: Vault) -> Result<Self> {
        let hold = Hold::look(dir)?;
        let key = vault.database_key()?;
        let store = Store::open_to_read(&dir.join(store::FILE), key.bytes())?;
        let seen = store.data_version()?;
        let undo = undo::Log::default();
        Ok(Self { dir: dir.to_owned(), vault, store, undo, seen, left_waiting: 0, hold })
    }

    /// The folder it lives in.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// What protects it.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Fails when something read from this journal was not as it was written: then it must not be
    /// shown or handed on. To be asked after reading and before believing.
    ///
    /// # Errors
    /// A page of the file was altered; the journal has to be opened again, or salvaged.
    pub fn unaltered(&self) -> Result<()> {
        self.store.sound()
    }

    /// Whether another process has written since this was last asked, or sealed a line.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn changed_elsewhere(&mut self) -> Result<bool> {
        let (version, waiting) = (self.store.data_version()?, vault::waiting(&self.dir)?);
        let moved = version != self.seen || waiting > self.left_waiting;
        self.seen = version;
        Ok(moved)
    }

    /// Settings that belong to this journal.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn settings(&self) -> Result<Settings> {
        store::setting::get(self.store.db(), "settings")
    }

    /// Replaces the settings.
    ///
    /// # Errors
    /// The currency is not three letters, or the store does not answer.
    pub fn save_settings(&mut self, settings: &Settings) -> Result<Settings> {
        let mut settings = settings.clone();
        settings.currency = settings.currency.trim().to_uppercase();
        if settings.currency.len() != 3
            || !settings.currency.bytes().all(|b| b.is_ascii_uppercase())
        {
            return Err(Error::BadInput("a currency is three letters, such as EUR".to_owned()));
        }
        let tx = self.store.write()?;
        store::setting::put(&tx, "settings", &settings)?;
        tx.commit()?;
        Ok(settings)
    }

    /// Whether this journal holds the demo.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn is_demo(&self) -> Result<bool> {
        store::setting::get(self.store.db(), "demo")
    }
}

/// The store of the journal in `dir`, after whoever has it alone brought its schema up to date.
fn up_to_date(dir: &Path, vault: &Vault, mut hold: Hold, now: &Moment) -> Result<(Store, Hold)> {
    loop {
        let store = open_store(dir, vault)?;
        if !store.is_behind()? {
            return Ok((store, hold));
        }
        // Between two ways of holding it, somebody else may put another file there.
        drop(store);
        let alone = hold.become_alone(Doing::Migrating, now)?;
        crate::backup::settle(dir)?;
        let mut store = open_store(dir, vault)?;
        if store.is_behind()? {
            backup::before_migration(dir, vault, now)?;
            store.migrate()?;
        }
        drop(store);
        hold = alone.become_shared(now)?;
        crate::backup::settle(dir)?;
    }
}

fn open_store(dir: &Path, vault: &Vault) -> Result<Store> {
    let key = vault.database_key()?;
    let store = Store::open(&dir.join(store::FILE), key.bytes());
    store.map_err(|error| rekey::is_stale(dir, vault, error))
}

/// The one thing among `things` that `name` says: its id, the end of it, or the words it begins
/// with.
fn found<'a, Id: Copy>(
    things: impl Iterator<Item = (Id, String, &'a str)>,
    name: &str,
    what: &'static str,
) -> Result<Id> {
    let wanted = store::words::fold(name.trim());
    let is_id = wanted.len() >= 4 && wanted.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    let fits = |(id, hex, text): (Id, String, &str)| {
        let by_id = is_id && (hex.starts_with(&wanted) || hex.ends_with(&wanted));
        let by_words = !wanted.is_empty() && store::words::fold(text).starts_with(&wanted);
        (by_id || by_words).then_some(id)
    };
    let fitting: Vec<Id> = things.filter_map(fits).take(2).collect();
    match fitting.as_slice() {
        [one] => Ok(*one),
        [] => Err(Error::NotFound(what)),
        _ => Err(Error::Ambiguous(what)),
    }
}
