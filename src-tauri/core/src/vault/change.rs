//! Changing the ways in. Each change needs the open vault, rewraps one slot and leaves the
//! vault's key, and so the database, as it is.

use std::path::Path;

use uuid::Uuid;

use super::copies;
use super::error::VaultError;
use super::header::read;
use super::keychain::{Keychain, KeychainError};
use super::keys::{self, Key, Purpose};
use super::passphrase::Effort;
use super::recovery::RecoveryKit;
use super::signed::Body;
use super::slot::{Slot, SlotKind, Way, instant};
use super::{Vault, hex::Hex};
use crate::time::Moment;

/// Sets the passphrase, in place of the one before if there was one.
///
/// # Errors
/// [`VaultError::EmptyPassphrase`], [`VaultError::Memory`], or the header could not be written;
/// the old passphrase then still holds.
pub fn change_passphrase(
    dir: &Path,
    vault: &Vault,
    passphrase: &str,
    now: &Moment,
    effort: Effort,
) -> Result<(), VaultError> {
    let (kdf, slot_key) = effort.derive(passphrase)?;
    set_slot(dir, vault, Way::Passphrase { kdf }, &slot_key, now)
}

/// Makes a recovery kit in the place of `kind`: the words that stood there open nothing from now
/// on. The new ones start unconfirmed.
///
/// # Errors
/// [`VaultError::NoSlot`] when `kind` is no kit, or the header could not be written; the old kit
/// then still holds.
pub fn renew_recovery(
    dir: &Path,
    vault: &Vault,
    kind: SlotKind,
    now: &Moment,
) -> Result<RecoveryKit, VaultError> {
    let way = Way::kit(kind, false).ok_or(VaultError::NoSlot(kind))?;
    let kit = RecoveryKit::new()?;
    let slot_key = keys::derive(kit.secret(), vault.id().0, Purpose::Recovery)?;
    set_slot(dir, vault, way, &slot_key, now)?;
    Ok(kit)
}

/// Notes that words of the kit were asked back and came.
///
/// # Errors
/// [`VaultError::NoSlot`] without such a kit, or the header could not be written.
pub fn confirm_recovery(
    dir: &Path,
    vault: &Vault,
    kind: SlotKind,
    now: &Moment,
) -> Result<(), VaultError> {
    copies::change(dir, vault, |body| {
        let slot = slot_mut(body, kind)?;
        slot.way = Way::kit(kind, true).ok_or(VaultError::NoSlot(kind))?;
        slot.tried = Some(instant(now));
        Ok(())
    })
}

/// Proves that `words` open the journal in `dir`, says which kit they are, and changes nothing.
///
/// # Errors
/// As [`super::Header::open_with_recovery`].
pub fn try_recovery(dir: &Path, words: &str) -> Result<SlotKind, VaultError> {
    read(dir)?.open_with_recovery(words).map(|(_, kind)| kind)
}

/// Notes that this way in has just opened the vault. Days are what is shown, so a second time
/// on the same day writes nothing.
///
/// # Errors
/// [`VaultError::NoSlot`], or the header could not be written.
pub fn record_tried(
    dir: &Path,
    vault: &Vault,
    kind: SlotKind,
    now: &Moment,
) -> Result<(), VaultError> {
    // Looked at before the lock is taken: most openings are not the first of their day.
    let offset = *now.local.offset();
    let today = |slot: &Slot| {
        slot.tried.is_some_and(|tried| tried.with_timezone(&offset).date_naive() == now.day())
    };
    let found = copies::find(dir)?;
    if found.newest.header.slot(kind).is_some_and(today) {
        return Ok(());
    }
    copies::change(dir, vault, |body| {
        slot_mut(body, kind)?.tried = Some(instant(now));
        Ok(())
    })
}

/// Lets the operating system's keychain open the journal, with a new key.
///
/// # Errors
/// [`VaultError::Keychain`] when the keychain cannot keep it, or the header could not be
/// written; a keychain slot from before then still works.
pub fn add_keychain(
    dir: &Path,
    vault: &Vault,
    keychain: &dyn Keychain,
    now: &Moment,
) -> Result<(), VaultError> {
    let (slot, account) = keychain_slot(vault.id().0, vault.key(), keychain, now)?;
    let changed = copies::change(dir, vault, |body| {
        let before = keychain_account(body);
        body.set_slot(slot);
        Ok(before)
    });
    // Whichever key is now of no use goes; one that stays behind opens nothing.
    match changed {
        Ok(before) => {
            before.map(|before| keychain.delete(&before));
            Ok(())
        }
        Err(error) => {
            let _ = keychain.delete(&account);
            Err(error)
        }
    }
}

/// A slot for `vault_key` whose own key `keychain` has taken, and given back.
pub(super) fn keychain_slot(
    vault: Uuid,
    vault_key: &Key,
    keychain: &dyn Keychain,
    now: &Moment,
) -> Result<(Slot, String), VaultError> {
    let slot_key = Key::random()?;
    let account = account(vault)?;
    keychain.set(&account, &slot_key)?;
    // A store that takes a key and does not give it back would lock the user out later.
    let kept = keychain.get(&account)?.is_some_and(|kept| kept.bytes() == slot_key.bytes());
    if !kept {
        return Err(KeychainError::Unreadable.into());
    }
    let way = Way::Keychain { account: account.clone() };
    Ok((Slot::wrap(way, vault, vault_key, &slot_key, now)?, account))
}

/// What became of the key when the keychain slot was removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeychainKey {
    /// It is gone.
    Deleted,
    /// The keychain did not answer. The key opens this journal no longer, but still opens
    /// backups made before.
    LeftBehind,
}

/// Takes the keychain's way in away, so that locking is more than a screen.
///
/// # Errors
/// [`VaultError::NoSlot`], [`VaultError::LastSlot`], or the header could not be written.
pub fn remove_keychain(
    dir: &Path,
    vault: &Vault,
    keychain: &dyn Keychain,
) -> Result<KeychainKey, VaultError> {
    let account = copies::change(dir, vault, |body| {
        let account = keychain_account(body);
        take_slot(body, SlotKind::Keychain)?;
        Ok(account)
    })?;
    let gone = account.is_none_or(|account| keychain.delete(&account).is_ok());
    Ok(if gone { KeychainKey::Deleted } else { KeychainKey::LeftBehind })
}

/// Takes a way in away. Never the last one; whether the last but one may go (after the
/// passphrase was asked) is for the caller to say, from [`super::Header::slots`].
///
/// # Errors
/// [`VaultError::NoSlot`], [`VaultError::LastSlot`], or the header could not be written.
pub fn remove_slot(dir: &Path, vault: &Vault, kind: SlotKind) -> Result<(), VaultError> {
    copies::change(dir, vault, |body| take_slot(body, kind))
}

fn set_slot(
    dir: &Path,
    vault: &Vault,
    way: Way,
    slot_key: &Key,
    now: &Moment,
) -> Result<(), VaultError> {
    let slot = Slot::wrap(way, vault.id().0, vault.key(), slot_key, now)?;
    copies::change(dir, vault, |body| {
        body.set_slot(slot);
        Ok(())
    })
}

fn take_slot(body: &mut Body, kind: SlotKind) -> Result<(), VaultError> {
    body.slot(kind).ok_or(VaultError::NoSlot(kind))?;
    if body.slots.len() == 1 {
        return Err(VaultError::LastSlot(kind));
    }
    body.slots.retain(|slot| slot.kind() != kind);
    Ok(())
}

fn slot_mut(body: &mut Body, kind: SlotKind) -> Result<&mut Slot, VaultError> {
    body.slot_mut(kind).ok_or(VaultError::NoSlot(kind))
}

pub(super) fn keychain_account(body: &Body) -> Option<String> {
    match &body.slot(SlotKind::Keychain)?.way {
        Way::Keychain { account } => Some(account.clone()),
        _ => None,
    }
}

/// A name in the keychain that no other slot, of this vault or another, has.
fn account(vault: Uuid) -> Result<String, VaultError> {
    let mut random = Hex([0; 8]);
    getrandom::fill(&mut random.0).map_err(|_| VaultError::Crypto)?;
    Ok(format!("{}/{random}", vault.hyphenated()))
}
