//! `vault.json`: which ways in there are. It holds no secret, and tells damage from a wrong key.
//!
//! A checksum that needs no key shows that the bytes are as they were written, so a flipped bit
//! is never blamed on the passphrase. A MAC under a key derived from the vault's own shows, once
//! a slot has opened, that nobody rewrote the rest. Three copies are kept.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::copies::{self, Found};
use super::error::VaultError;
use super::hex::Hex;
use super::inbox::Recipient;
use super::keychain::Keychain;
use super::keys::{self, Key, Purpose};
use super::recovery::RecoveryKit;
use super::slot::{Slot, SlotFacts, SlotKind, Way, Wrapped};
use super::{Vault, VaultId};

/// The only format there has been.
const FORMAT: u32 = 1;

/// What the header says, without its proofs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Body {
    /// Counts changes, so that a copy left behind by a kill is known to be older.
    pub(super) revision: u64,
    pub(super) vault: Uuid,
    pub(super) created: DateTime<Utc>,
    pub(super) inbox: InboxKeys,
    pub(super) slots: Vec<Slot>,
}

/// The inbox's key pair: the public half in the clear, the private half under the vault key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InboxKeys {
    pub(super) recipient: String,
    /// The 74 characters of an `age` identity.
    pub(super) identity: Wrapped<90>,
}

/// A body with its proofs, as the file holds it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signed {
    format: u32,
    pub(super) header: Body,
    mac: Hex<32>,
    checksum: Hex<32>,
}

/// Why bytes are not a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    Damaged,
    Newer(u32),
}

impl Body {
    pub(super) fn slot(&self, kind: SlotKind) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.kind() == kind)
    }

    pub(super) fn slot_mut(&mut self, kind: SlotKind) -> Option<&mut Slot> {
        self.slots.iter_mut().find(|slot| slot.kind() == kind)
    }

    /// Puts the slot in place of the one of its kind.
    pub(super) fn set_slot(&mut self, slot: Slot) {
        self.slots.retain(|old| old.kind() != slot.kind());
        self.slots.push(slot);
        self.slots.sort_by_key(Slot::kind);
    }

    /// The bytes that are proved: the same for the same content, whatever the file's spacing.
    fn canonical(&self) -> Result<Vec<u8>, VaultError> {
        serde_json::to_vec(&(FORMAT, self)).map_err(|_| VaultError::Damaged)
    }

    /// Rules that every header written by us keeps.
    fn is_sane(&self) -> bool {
        let once_each = self.slots.windows(2).all(|pair| match pair {
            [one, two] => one.kind() < two.kind(),
            _ => true,
        });
        let derivable = self.slots.iter().all(|slot| match &slot.way {
            Way::Passphrase { kdf } => kdf.is_sane(),
            Way::Keychain { .. } | Way::Recovery { .. } => true,
        });
        once_each && derivable && !self.slots.is_empty()
    }
}

impl Signed {
    pub(super) fn new(header: Body, vault_key: &Key) -> Result<Self, VaultError> {
        let bytes = header.canonical()?;
        let mac_key = keys::derive(vault_key, header.vault, Purpose::HeaderMac)?;
        let mac = Hex(keys::mac(&mac_key, &bytes)?);
        Ok(Self { format: FORMAT, checksum: checksum(&bytes, &mac), header, mac })
    }

    pub(super) fn parse(bytes: &[u8]) -> Result<Self, Unreadable> {
        #[derive(Deserialize)]
        struct Peek {
            format: u32,
        }
        match serde_json::from_slice::<Self>(bytes) {
            Ok(signed) if signed.is_whole() => Ok(signed),
            // A later format may have any shape, so only its number is read.
            _ => match serde_json::from_slice::<Peek>(bytes) {
                Ok(Peek { format }) if format > FORMAT => Err(Unreadable::Newer(format)),
                _ => Err(Unreadable::Damaged),
            },
        }
    }

    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, VaultError> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(|_| VaultError::Damaged)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The bytes are as somebody wrote them. Needs no key, so it does not say who.
    fn is_whole(&self) -> bool {
        self.format == FORMAT
            && self.header.is_sane()
            && self
                .header
                .canonical()
                .is_ok_and(|bytes| checksum(&bytes, &self.mac) == self.checksum)
    }

    /// The holder of the vault key wrote it.
    pub(super) fn is_genuine(&self, vault_key: &Key) -> bool {
        let mac_key = keys::derive(vault_key, self.header.vault, Purpose::HeaderMac);
        match (mac_key, self.header.canonical()) {
            (Ok(mac_key), Ok(bytes)) => keys::mac_matches(&mac_key, &bytes, &self.mac.0),
            _ => false,
        }
    }
}

fn checksum(canonical: &[u8], mac: &Hex<32>) -> Hex<32> {
    Hex(Sha256::new().chain_update(canonical).chain_update(mac.0).finalize().into())
}

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

    /// Whether words of the recovery kit were asked back; `None` without a kit.
    #[must_use]
    pub fn recovery_confirmed(&self) -> Option<bool> {
        match self.found.newest.header.slot(SlotKind::Recovery)?.way {
            Way::Recovery { confirmed } => Some(confirmed),
            Way::Passphrase { .. } | Way::Keychain { .. } => None,
        }
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
            Way::Keychain { .. } | Way::Recovery { .. } => Ok(None),
        })
    }

    /// Opens the vault with the words of its recovery kit.
    ///
    /// # Errors
    /// [`VaultError::Recovery`] when the words cannot be read, [`VaultError::WrongKey`] when they
    /// belong to another journal or an earlier kit, [`VaultError::Damaged`].
    pub fn open_with_recovery(&self, words: &str) -> Result<Vault, VaultError> {
        let kit = RecoveryKit::read(words)?;
        self.open(SlotKind::Recovery, |body, _| {
            keys::derive(kit.secret(), body.vault, Purpose::Recovery).map(Some)
        })
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
            Way::Passphrase { .. } | Way::Recovery { .. } => Ok(None),
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
