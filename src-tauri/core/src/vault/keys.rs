//! One random key, and a different key derived from it for every purpose.

use std::fmt;

use getrandom::fill;
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::error::VaultError;

/// A 32-byte secret that is wiped when dropped. Its `Debug` prints no byte of it.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

impl Key {
    /// Fresh from the system's generator.
    pub(super) fn random() -> Result<Self, VaultError> {
        let mut key = Zeroizing::new([0; 32]);
        fill(key.as_mut_slice()).map_err(|_| VaultError::Crypto)?;
        Ok(Self(key))
    }

    /// A key held as bytes elsewhere. The caller wipes its own copy.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(Zeroizing::new(*bytes))
    }

    /// The same, from a slice that may have any length.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_bytes)
    }

    /// The bytes, for handing to a cipher or a keychain.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// What a derived key is for. A key for one purpose says nothing about any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Database,
    Backup,
    HeaderMac,
    Inbox,
    Recovery,
    Next,
    Sync { epoch: u32 },
}

impl Purpose {
    /// These strings are part of the file format: changing one locks every journal.
    fn info(self) -> Vec<u8> {
        let name = match self {
            Self::Database => "database",
            Self::Backup => "backup",
            Self::HeaderMac => "header mac",
            Self::Inbox => "inbox",
            Self::Recovery => "recovery slot",
            Self::Next => "next key",
            Self::Sync { .. } => "sync epoch",
        };
        let mut info = format!("ledgerline/1/{name}").into_bytes();
        if let Self::Sync { epoch } = self {
            info.extend_from_slice(&epoch.to_be_bytes());
        }
        info
    }
}

/// HKDF-SHA-256 with the vault id as salt.
pub(super) fn derive(key: &Key, vault: Uuid, purpose: Purpose) -> Result<Key, VaultError> {
    let mut out = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(vault.as_bytes()), key.bytes())
        .expand(&purpose.info(), out.as_mut_slice())
        .map_err(|_| VaultError::Crypto)?;
    Ok(Key(out))
}

/// HMAC-SHA-256 over `bytes`.
pub(super) fn mac(key: &Key, bytes: &[u8]) -> Result<[u8; 32], VaultError> {
    Ok(hmac(key, bytes)?.finalize().into_bytes().into())
}

/// Compares in constant time.
pub(super) fn mac_matches(key: &Key, bytes: &[u8], expected: &[u8; 32]) -> bool {
    hmac(key, bytes).is_ok_and(|mac| mac.verify_slice(expected).is_ok())
}

fn hmac(key: &Key, bytes: &[u8]) -> Result<Hmac<Sha256>, VaultError> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.bytes()).map_err(|_| VaultError::Crypto)?;
    mac.update(bytes);
    Ok(mac)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_purpose_and_every_vault_has_its_own_key() {
        let key = Key::from_bytes(&[7; 32]);
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let purposes = [
            Purpose::Database,
            Purpose::Backup,
            Purpose::HeaderMac,
            Purpose::Inbox,
            Purpose::Recovery,
            Purpose::Next,
            Purpose::Sync { epoch: 0 },
            Purpose::Sync { epoch: 1 },
        ];
        let mut seen: Vec<[u8; 32]> = purposes
            .iter()
            .flat_map(|purpose| [one, two].map(|vault| (vault, *purpose)))
            .map(|(vault, purpose)| *derive(&key, vault, purpose).expect("derived").bytes())
            .collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 16, "no two keys are alike");
    }

    #[test]
    fn the_database_key_never_changes_between_versions() {
        let key = derive(&Key::from_bytes(&[7; 32]), Uuid::from_u128(1), Purpose::Database)
            .expect("derived");
        let hex: String = key.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            hex, "3a2794579c63438707bcc2a92381a5caf2781d166f9bfd502634e60cbfe56978",
            "as a separate program derives it; another value locks every journal there is"
        );
    }

    #[test]
    fn debug_prints_no_key() {
        assert_eq!(format!("{:?}", Key::from_bytes(&[0xAB; 32])), "Key(…)", "nothing of the key");
    }
}
