//! A slot: the vault's key, wrapped once for one way in.

use std::fmt;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use chrono::{DateTime, SubsecRound, Utc};
use getrandom::fill;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::error::VaultError;
use super::hex::Hex;
use super::keys::Key;
use super::passphrase::Kdf;
use crate::time::Moment;

/// A way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlotKind {
    /// Words the user remembers.
    Passphrase,
    /// A key the operating system keeps while the user is logged in.
    Keychain,
    /// Twenty-four words on paper.
    Recovery,
    /// Twenty-four other words, kept in another place.
    SecondRecovery,
}

impl SlotKind {
    /// Every way in, in the order they are told.
    pub const ALL: [Self; 4] =
        [Self::Passphrase, Self::Keychain, Self::Recovery, Self::SecondRecovery];

    /// `passphrase`, `keychain`, `recovery` or `second-recovery`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Passphrase => "passphrase",
            Self::Keychain => "keychain",
            Self::Recovery => "recovery",
            Self::SecondRecovery => "second-recovery",
        }
    }

    /// The way in of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it is a recovery kit.
    #[must_use]
    pub fn is_kit(self) -> bool {
        matches!(self, Self::Recovery | Self::SecondRecovery)
    }
}

impl fmt::Display for SlotKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What can be told about a slot without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotFacts {
    /// Which way in.
    pub kind: SlotKind,
    /// When it was set.
    pub added: DateTime<Utc>,
    /// When it last proved that it opens the vault.
    pub tried: Option<DateTime<Utc>>,
    /// For a kit: whether words of it were asked back and came.
    pub confirmed: Option<bool>,
}

/// A slot as the header holds it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Slot {
    pub(super) way: Way,
    pub(super) added: DateTime<Utc>,
    pub(super) tried: Option<DateTime<Utc>>,
    /// The vault key under this slot's own key.
    pub(super) wrapped: Wrapped<48>,
}

/// What each way in needs beside the wrapped key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Way {
    Passphrase {
        kdf: Kdf,
    },
    Keychain {
        /// The name of the key in the keychain. Each slot has its own, so that a new key is in
        /// place before the old one goes.
        account: String,
    },
    Recovery {
        /// Three of the words were asked back and came.
        confirmed: bool,
    },
    SecondRecovery {
        confirmed: bool,
    },
}

impl Slot {
    /// Wraps `vault_key` under `slot_key`.
    pub(super) fn wrap(
        way: Way,
        vault: Uuid,
        vault_key: &Key,
        slot_key: &Key,
        now: &Moment,
    ) -> Result<Self, VaultError> {
        let aad = aad(vault, way.kind().name());
        let wrapped = Wrapped::wrap(slot_key, vault_key.bytes(), &aad)?;
        Ok(Self { way, added: instant(now), tried: None, wrapped })
    }

    /// The vault key, when `slot_key` is this slot's.
    pub(super) fn unwrap(&self, vault: Uuid, slot_key: &Key) -> Option<Key> {
        let bytes = self.wrapped.unwrap(slot_key, &aad(vault, self.kind().name()))?;
        Key::from_slice(&bytes)
    }

    pub(super) fn kind(&self) -> SlotKind {
        self.way.kind()
    }

    pub(super) fn facts(&self) -> SlotFacts {
        let confirmed = match self.way {
            Way::Recovery { confirmed } | Way::SecondRecovery { confirmed } => Some(confirmed),
            Way::Passphrase { .. } | Way::Keychain { .. } => None,
        };
        SlotFacts { kind: self.kind(), added: self.added, tried: self.tried, confirmed }
    }
}

impl Way {
    fn kind(&self) -> SlotKind {
        match self {
            Self::Passphrase { .. } => SlotKind::Passphrase,
            Self::Keychain { .. } => SlotKind::Keychain,
            Self::Recovery { .. } => SlotKind::Recovery,
            Self::SecondRecovery { .. } => SlotKind::SecondRecovery,
        }
    }

    /// A kit in the place of `kind`; none when that is no kit.
    pub(super) fn kit(kind: SlotKind, confirmed: bool) -> Option<Self> {
        match kind {
            SlotKind::Recovery => Some(Self::Recovery { confirmed }),
            SlotKind::SecondRecovery => Some(Self::SecondRecovery { confirmed }),
            SlotKind::Passphrase | SlotKind::Keychain => None,
        }
    }
}

/// The instant a header notes, in whole seconds.
pub(super) fn instant(now: &Moment) -> DateTime<Utc> {
    now.at.trunc_subsecs(0)
}

/// Binds a wrapped secret to its vault and its place, so that none can stand in for another.
pub(super) fn aad(vault: Uuid, place: &str) -> Vec<u8> {
    let mut aad = b"ledgerline/1/".to_vec();
    aad.extend_from_slice(vault.as_bytes());
    aad.extend_from_slice(place.as_bytes());
    aad
}

/// A secret under XChaCha20-Poly1305 with a random nonce; `N` is its length plus 16.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wrapped<const N: usize> {
    nonce: Hex<24>,
    sealed: Hex<N>,
}

impl<const N: usize> Wrapped<N> {
    pub(super) fn wrap(key: &Key, secret: &[u8], aad: &[u8]) -> Result<Self, VaultError> {
        let mut nonce = [0; 24];
        fill(&mut nonce).map_err(|_| VaultError::Crypto)?;
        let sealed = cipher(key)
            .encrypt(&XNonce::from(nonce), Payload { msg: secret, aad })
            .map_err(|_| VaultError::Crypto)?;
        let sealed = Hex::from_slice(&sealed).ok_or(VaultError::Crypto)?;
        Ok(Self { nonce: Hex(nonce), sealed })
    }

    pub(super) fn unwrap(&self, key: &Key, aad: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        cipher(key)
            .decrypt(&XNonce::from(self.nonce.0), Payload { msg: &self.sealed.0, aad })
            .map(Zeroizing::new)
            .ok()
    }
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_opens_only_with_its_key_for_its_vault_and_its_kind() {
        let now = Moment::parse("2026-11-20T16:42:00+01:00").expect("a valid moment");
        let (vault, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (vault_key, slot_key) = (Key::from_bytes(&[1; 32]), Key::from_bytes(&[2; 32]));
        let recovery = Way::Recovery { confirmed: false };
        let slot = Slot::wrap(recovery, vault, &vault_key, &slot_key, &now).expect("wrapped");
        let opened = slot.unwrap(vault, &slot_key).map(|key| *key.bytes());
        assert_eq!(opened, Some([1; 32]), "its own key opens it");
        assert!(slot.unwrap(vault, &vault_key).is_none(), "another key does not");
        assert!(slot.unwrap(other, &slot_key).is_none(), "nor in another vault");
        let moved = Slot { way: Way::Keychain { account: "a".into() }, ..slot };
        assert!(moved.unwrap(vault, &slot_key).is_none(), "nor as another kind");
    }
}
