//! `vault.json`: which ways in there are. It holds no secret, and tells damage from a wrong key.
//!
//! A checksum that needs no key shows that the bytes are as they were written, so a flipped bit
//! is never blamed on the passphrase. A MAC under a key derived from the vault's own shows, once
//! a slot has opened, that nobody rewrote the rest. Three copies are kept.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::copies::{self, Found};
use super::error::VaultError;
use super::inbox::Recipient;
use super::keychain::Keychain;
use super::keys::{self, Key, Purpose};
use super::recovery::RecoveryKit;
use super::signed::{Body, Signed};
use super::slot::{Slot, SlotFacts, SlotKind, Way};
use super::{Vault, VaultId};

/// What a folder's vault says about itself before anything has opened it.
#[derive(Clone)]
pub struct Header {
    dir: PathBuf,
    found: Found,
}

/// Reads the header of the journal in `dir`. Needs no key and writes nothing.
///
/// # Errors
/// [`VaultError::NoJournal`], [`VaultError::Damaged`] when no copy is whole,
/// [`VaultError::Newer`], or a file could not be read.
pub fn read(dir: &Path) -> Result<Header, VaultError> {
    Ok(Header { dir: dir.to_owned(), found: copies::find(dir)? })
}

impl Header {
    /// Which vault this is.
    #[must_use]
    pub fn vault_id(&self) -> VaultId {
        VaultId(self.found.newest.header.vault)
    }

    /// When the journal was created.
    #[must_use]
    pub fn created(&self) -> DateTime<Utc> {
        self.found.newest.header.created
    }

    /// The ways in, in the order of [`SlotKind`].
    #[must_use]
    pub fn slots(&self) -> Vec<SlotFacts> {
        self.found.newest.header.slots.iter().map(Slot::facts).collect()
    }

    /// Whether there is this way in.
    #[must_use]
    pub fn has(&self, kind: SlotKind) -> bool {
        self.found.newest.header.slot(kind).is_some()
    }

    /// Whether the journal waits for a new key to be confirmed, or dropped, by its next opening.
    #[must_use]
    pub fn is_between_keys(&self) -> bool {
        self.found.newest.header.next.is_some()
    }

    /// All three copies are there and say the same. When not, the next opening mends them.
    #[must_use]
    pub fn copies_intact(&self) -> bool {
        self.found.intact
    }

    /// Whom lines written while locked are sealed to. Read without a key, so nothing proves it
    /// until the vault is next opened: an altered one then shows as damage.
    ///
    /// # Errors
    /// [`VaultError::Damaged`]
    pub fn recipient(&self) -> Result<Recipient, VaultError> {
        self.found.newest.header.inbox.recipient.parse().map_err(|_| VaultError::Damaged)
    }

    /// Opens the vault with what the user remembers.
    ///
    /// # Errors
    /// [`VaultError::WrongKey`] when it is another passphrase, [`VaultError::Damaged`] when the
    /// header was altered.
    pub fn open_with_passphrase(&self, passphrase: &str) -> Result<Vault, VaultError> {
        self.open(SlotKind::Passphrase, |_, slot| match &slot.way {
            Way::Passphrase { kdf } => kdf.derive(passphrase).map(Some),
            _ => Ok(None),
        })
    }

    /// Opens the vault with the words of one of its recovery kits, and says which kit it was.
    ///
    /// # Errors
    /// [`VaultError::Recovery`] when the words cannot be read, [`VaultError::WrongKey`] when they
    /// belong to another journal or an earlier kit, [`VaultError::Damaged`].
    pub fn open_with_recovery(&self, words: &str) -> Result<(Vault, SlotKind), VaultError> {
        let kit = RecoveryKit::read(words)?;
        let open = |kind| {
            let opened = self.open(kind, |body, _| {
                keys::derive(kit.secret(), body.vault, Purpose::Recovery).map(Some)
            });
            opened.map(|vault| (vault, kind))
        };
        match open(SlotKind::Recovery) {
            Err(first @ (VaultError::WrongKey | VaultError::NoSlot(_))) => {
                match open(SlotKind::SecondRecovery) {
                    Err(VaultError::NoSlot(_)) => Err(first),
                    second => second,
                }
            }
            opened => opened,
        }
    }

    /// Proves that whoever asks knows the passphrase or holds a kit, by a way other than
    /// `except`: an open window or terminal alone may not change the ways in.
    ///
    /// # Errors
    /// [`VaultError::WrongKey`] when `secret` opens no such way, [`VaultError::NoSlot`] when
    /// there is none but the keychain, [`VaultError::Damaged`].
    pub fn prove(&self, secret: &str, except: Option<SlotKind>) -> Result<(), VaultError> {
        let by_words = match self.open_with_recovery(secret) {
            Ok((_, kind)) if Some(kind) != except => return Ok(()),
            Err(error @ VaultError::Damaged) => return Err(error),
            _ => self.has(SlotKind::Recovery) || self.has(SlotKind::SecondRecovery),
        };
        if except != Some(SlotKind::Passphrase) && self.has(SlotKind::Passphrase) {
            return self.open_with_passphrase(secret).map(|_| ());
        }
        Err(if by_words { VaultError::WrongKey } else { VaultError::NoSlot(SlotKind::Passphrase) })
    }

    /// Opens the vault with the key the operating system keeps.
    ///
    /// # Errors
    /// [`VaultError::Keychain`] when it gave no answer, [`VaultError::KeychainEmpty`] when it
    /// holds no key of this vault, [`VaultError::WrongKey`], [`VaultError::Damaged`].
    pub fn open_with_keychain(&self, keychain: &dyn Keychain) -> Result<Vault, VaultError> {
        self.open(SlotKind::Keychain, |_, slot| match &slot.way {
            Way::Keychain { account } => {
                keychain.get(account)?.ok_or(VaultError::KeychainEmpty).map(Some)
            }
            _ => Ok(None),
        })
    }

    /// Opens the vault with its own key, as [`Vault::key`] gave it: for a process that keeps a
    /// journal unlocked for others.
    ///
    /// # Errors
    /// [`VaultError::WrongKey`] when the key is another vault's, [`VaultError::Damaged`].
    pub fn open_with_key(&self, key: &Key) -> Result<Vault, VaultError> {
        let genuine = self.found.all().find(|signed| signed.is_genuine(key));
        self.opened(genuine.ok_or(VaultError::WrongKey)?, key)
    }

    fn open(
        &self,
        kind: SlotKind,
        slot_key: impl Fn(&Body, &Slot) -> Result<Option<Key>, VaultError>,
    ) -> Result<Vault, VaultError> {
        let mut altered = false;
        let mut missing = true;
        for signed in self.found.all() {
            let body = &signed.header;
            // An older copy may hold a way in that has since been withdrawn: it is used only
            // when the newer ones turn out to have been tampered with.
            if body.revision < self.found.newest.header.revision && !altered {
                break;
            }
            let Some(slot) = body.slot(kind) else { continue };
            missing = false;
            let Some(slot_key) = slot_key(body, slot)? else { continue };
            match slot.unwrap(body.vault, &slot_key) {
                Some(key) if signed.is_genuine(&key) => return self.opened(signed, &key),
                Some(_) => altered = true,
                None => {}
            }
        }
        Err(match (altered, missing) {
            (true, _) => VaultError::Damaged,
            (_, true) => VaultError::NoSlot(kind),
            _ => VaultError::WrongKey,
        })
    }

    fn opened(&self, genuine: &Signed, key: &Key) -> Result<Vault, VaultError> {
        let vault = Vault::unlock(&genuine.header, key)?;
        if !self.found.intact {
            // Opening must work from a read-only folder too: what cannot be mended now is
            // mended another time.
            let _ = copies::mend(&self.dir, &vault);
        }
        Ok(vault)
    }
}

impl std::fmt::Debug for Header {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Header")
            .field("vault", &self.vault_id())
            .field("slots", &self.slots())
            .field("intact", &self.found.intact)
            .finish_non_exhaustive()
    }
}
