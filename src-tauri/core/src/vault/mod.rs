//! What protects a journal: a random key and the slots that can open it.
//!
//! [`create`] makes the key and a header with two ways in, [`read`] says which ways there are,
//! and each `open_with_…` of [`Header`] turns one of them into a [`Vault`], from which the keys
//! for the database, the backups and the rest are derived. Nothing here ever makes a second
//! vault where one is, and a wrong key changes no byte on the disk.
//!
//! While locked, [`seal`] adds a line to the inbox that cannot be read back without the vault.

mod change;
mod copies;
mod error;
mod header;
mod hex;
mod inbox;
mod keychain;
mod keys;
mod making;
mod passphrase;
mod recovery;
mod rekey;
pub mod sealed_drafts;
mod signed;
mod slot;
#[cfg(test)]
mod tests;
mod travel;

use std::fmt;
use std::path::Path;

use age::secrecy::ExposeSecret as _;
use age::x25519::Identity;
use uuid::Uuid;

pub use change::{
    KeychainKey, add_keychain, change_passphrase, confirm_recovery, record_tried, remove_keychain,
    remove_slot, renew_recovery, try_recovery,
};
pub use copies::{DATABASE_FILE, HEADER_FILES};
pub use error::{State, VaultError};
pub use header::{Header, read};
pub use inbox::{
    DamagedLine, INBOX_FILE, Mark, Recipient, SealedLine, clear, drain, seal, waiting,
};
pub use keychain::{Keychain, KeychainError, MemoryKeychain, OsKeychain, prove};
pub use keys::Key;
pub(crate) use making::{Making, is_unfinished};
pub use passphrase::{Effort, Strength, strength};
pub use recovery::{RecoveryError, RecoveryKit};
pub use rekey::Carried;
pub(crate) use rekey::{abandon, begin, finish};
pub use slot::{SlotFacts, SlotKind};
pub(crate) use travel::carry_header;

use crate::file;
use crate::time::Moment;
use keys::Purpose;
use signed::{Body, InboxKeys, Signed};
use slot::{Slot, Way, Wrapped, aad, instant};

/// Names a vault. A journal and its backups share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VaultId(pub Uuid);

impl fmt::Display for VaultId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

/// An open vault: holds the journal's key and wipes it when dropped.
#[derive(Clone)]
pub struct Vault {
    id: Uuid,
    key: Key,
    /// The new key, where a change of keys was begun and nobody has settled it.
    next: Option<Key>,
    /// The newest first.
    inbox: Vec<Identity>,
}

impl Vault {
    /// Which vault this is.
    #[must_use]
    pub fn id(&self) -> VaultId {
        VaultId(self.id)
    }

    /// The raw key of the database.
    ///
    /// # Errors
    /// [`VaultError::Crypto`], which no supported system gives.
    pub fn database_key(&self) -> Result<Key, VaultError> {
        keys::derive(&self.key, self.id, Purpose::Database)
    }

    /// The key for what travels with a backup beside the database.
    ///
    /// # Errors
    /// [`VaultError::Crypto`], which no supported system gives.
    pub fn backup_key(&self) -> Result<Key, VaultError> {
        keys::derive(&self.key, self.id, Purpose::Backup)
    }

    /// The key of one epoch of sync.
    ///
    /// # Errors
    /// [`VaultError::Crypto`], which no supported system gives.
    pub fn sync_key(&self, epoch: u32) -> Result<Key, VaultError> {
        keys::derive(&self.key, self.id, Purpose::Sync { epoch })
    }

    /// The vault's own key: for a process that keeps the journal unlocked for a while, and for
    /// nothing else. It opens everything.
    #[must_use]
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// The database's key under the new vault key, while nobody knows which of the two counts.
    pub(crate) fn next_database_key(&self) -> Result<Option<Key>, VaultError> {
        let derive = |next| keys::derive(next, self.id, Purpose::Database);
        self.next.as_ref().map(derive).transpose()
    }

    /// This vault without the key it was to get.
    pub(crate) fn as_before(&self) -> Self {
        Self { next: None, ..self.clone() }
    }

    /// Takes the inbox's private halves out of a header that has been proved.
    fn unlock(body: &Body, key: &Key) -> Result<Self, VaultError> {
        let next = match &body.next {
            Some(next) => Some(rekey::next_key(body.vault, key, next)?),
            None => None,
        };
        let inbox = identities(body.vault, &body.inbox, key)?;
        Ok(Self { id: body.vault, key: key.clone(), next, inbox })
    }

    fn identities(&self) -> &[Identity] {
        &self.inbox
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Makes a vault in `dir` (and the folder, if need be), with a passphrase and a recovery kit.
/// The kit is shown once; [`confirm_recovery`] notes that it was asked back.
///
/// # Errors
/// [`VaultError::Exists`] when anything of a journal is there, [`VaultError::EmptyPassphrase`],
/// [`VaultError::Memory`], or the folder could not be written.
pub fn create(
    dir: &Path,
    passphrase: &str,
    now: &Moment,
    effort: Effort,
) -> Result<(Vault, RecoveryKit), VaultError> {
    if copies::is_taken(dir) {
        return Err(VaultError::Exists);
    }
    let (kdf, slot_key) = effort.derive(passphrase)?;
    let (key, kit, id) = (Key::random()?, RecoveryKit::new()?, crate::id::fresh(now));
    let recovery_key = keys::derive(kit.secret(), id, Purpose::Recovery)?;
    let recovery = Way::Recovery { confirmed: false };
    let body = Body {
        revision: 1,
        vault: id,
        created: instant(now),
        inbox: inbox_keys(id, &key, &[])?,
        slots: vec![
            Slot::wrap(Way::Passphrase { kdf }, id, &key, &slot_key, now)?,
            Slot::wrap(recovery, id, &key, &recovery_key, now)?,
        ],
        next: None,
    };
    let vault = Vault::unlock(&body, &key)?;
    file::make_private_dir(dir)?;
    let _lock = copies::lock(dir)?;
    // Again, now that nobody else can be between looking and writing.
    if copies::is_taken(dir) {
        return Err(VaultError::Exists);
    }
    copies::store_first(dir, &Signed::new(body, &key)?)?;
    Ok((vault, kit))
}

/// A fresh key pair for the inbox, beside the `earlier` ones. It is not derived from the vault's
/// key, so that lines sealed before the vault got a new key still open.
fn inbox_keys(vault: Uuid, key: &Key, earlier: &[Identity]) -> Result<InboxKeys, VaultError> {
    let identity = Identity::generate();
    let inbox_key = keys::derive(key, vault, Purpose::Inbox)?;
    let wrap = |identity: &Identity| {
        let secret = identity.to_string();
        Wrapped::wrap(&inbox_key, secret.expose_secret().as_bytes(), &aad(vault, "inbox"))
    };
    Ok(InboxKeys {
        recipient: identity.to_public().to_string(),
        identity: wrap(&identity)?,
        earlier: earlier.iter().map(wrap).collect::<Result<_, _>>()?,
    })
}

/// The inbox's private halves, the newest first.
fn identities(vault: Uuid, keys: &InboxKeys, key: &Key) -> Result<Vec<Identity>, VaultError> {
    let inbox_key = keys::derive(key, vault, Purpose::Inbox)?;
    let unwrap = |wrapped: &Wrapped<90>| {
        let secret = wrapped.unwrap(&inbox_key, &aad(vault, "inbox"))?;
        std::str::from_utf8(&secret).ok()?.parse().ok()
    };
    let all = std::iter::once(&keys.identity).chain(&keys.earlier).map(unwrap);
    all.collect::<Option<_>>().ok_or(VaultError::Damaged)
}

/// What stands between the user and the journal in `dir`. With a keychain and a slot for it,
/// this tries that key. Nothing is changed, but for copies of the header that need mending.
///
/// # Errors
/// [`VaultError::Newer`], or the folder could not be read: neither is a state of the journal.
pub fn state(dir: &Path, keychain: Option<&dyn Keychain>) -> Result<State, VaultError> {
    let outcome = read(dir).and_then(|header| match keychain {
        Some(keychain) if header.has(SlotKind::Keychain) => {
            header.open_with_keychain(keychain).map(|_| State::Locked)
        }
        _ => Ok(State::Locked),
    });
    outcome.or_else(|error| error.state().ok_or(error))
}
