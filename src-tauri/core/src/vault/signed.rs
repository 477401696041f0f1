//! What `vault.json` holds, with its two proofs, in the formats there have been.
//!
//! A header is written in the oldest format that can say what it says.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::error::VaultError;
use super::hex::Hex;
use super::keys::{self, Key, Purpose};
use super::slot::{Slot, SlotKind, Way, Wrapped};

/// What every version reads.
const FIRST: u32 = 1;
/// Adds a second kit, a key that is being changed, and the inbox's keys from before a change.
const LATEST: u32 = 2;

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
    /// While the key is being changed: everything under the new one. Settled by whoever opens
    /// the journal next, by trying which of the two keys reads the database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) next: Option<Next>,
}

/// What the header will say once the database is under the new key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Next {
    /// The new vault key under the old, for as long as nobody knows which one counts.
    pub(super) key: Wrapped<48>,
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
    /// Private halves from before the vault had this key, newest first: a line sealed by someone
    /// who read an older header still opens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) earlier: Vec<Wrapped<90>>,
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
        serde_json::to_vec(&(self.format(), self)).map_err(|_| VaultError::Damaged)
    }

    /// The oldest format that can say this: an earlier version then still opens it.
    fn format(&self) -> u32 {
        let plain = self.next.is_none()
            && self.inbox.earlier.is_empty()
            && self.slot(SlotKind::SecondRecovery).is_none();
        if plain { FIRST } else { LATEST }
    }

    /// Rules that every header written by us keeps.
    fn is_sane(&self) -> bool {
        are_sane(&self.slots) && self.next.as_ref().is_none_or(|next| are_sane(&next.slots))
    }
}

fn are_sane(slots: &[Slot]) -> bool {
    let once_each = slots.windows(2).all(|pair| match pair {
        [one, two] => one.kind() < two.kind(),
        _ => true,
    });
    let derivable = slots.iter().all(|slot| match &slot.way {
        Way::Passphrase { kdf } => kdf.is_sane(),
        Way::Keychain { .. } | Way::Recovery { .. } | Way::SecondRecovery { .. } => true,
    });
    once_each && derivable && !slots.is_empty()
}

impl Signed {
    pub(super) fn new(header: Body, vault_key: &Key) -> Result<Self, VaultError> {
        let bytes = header.canonical()?;
        let mac_key = keys::derive(vault_key, header.vault, Purpose::HeaderMac)?;
        let mac = Hex(keys::mac(&mac_key, &bytes)?);
        Ok(Self { format: header.format(), checksum: checksum(&bytes, &mac), header, mac })
    }

    pub(super) fn parse(bytes: &[u8]) -> Result<Self, Unreadable> {
        #[derive(Deserialize)]
        struct Peek {
            format: u32,
        }
        match serde_json::from_slice::<Self>(bytes) {
            Ok(signed) if signed.is_whole() => Ok(signed),
            // Only its number was hit: what it says is known.
            Ok(signed) if signed.is_proved() => Err(Unreadable::Damaged),
            // A later format may have any shape, so only its number is read.
            _ => match serde_json::from_slice::<Peek>(bytes) {
                Ok(Peek { format }) if format > LATEST => Err(Unreadable::Newer(format)),
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
        self.format == self.header.format() && self.is_proved()
    }

    fn is_proved(&self) -> bool {
        let fits = |bytes: Vec<u8>| checksum(&bytes, &self.mac) == self.checksum;
        self.header.is_sane() && self.header.canonical().is_ok_and(fits)
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
