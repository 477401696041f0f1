//! A new key for the vault, in two steps that survive a kill between any two of their writes.
//!
//! [`begin`] writes the new key and every way in under it *beside* the old ones; the caller then
//! puts the database under the new key; [`finish`] drops the old. Until then each of the old ways
//! in opens both keys, and whoever opens the journal tries which of them reads the database.
//!
//! What is under a key derived from the vault's: the database, the header's MAC, the private half
//! of the inbox. The inbox gets a new key pair and keeps the old one for reading, so sealed lines
//! and sealed drafts still open. Evidence lies in the database. A backup made before carries its
//! own header and goes on opening with what opened it then.

use std::path::Path;

use age::x25519::Identity;
use uuid::Uuid;

use super::change::{keychain_account, keychain_slot};
use super::copies;
use super::error::VaultError;
use super::keychain::Keychain;
use super::keys::{self, Key, Purpose};
use super::passphrase::Effort;
use super::recovery::RecoveryKit;
use super::signed::{Body, Next};
use super::slot::{Slot, SlotKind, Way, Wrapped, aad, instant};
use super::{Vault, inbox_keys};
use crate::time::Moment;

/// More earlier keys of the inbox than anybody needs, and few enough for the header.
const EARLIER: usize = 16;

/// What goes along to the new key. A way in cannot be carried without its secret: the keychain
/// gives its own, a passphrase and the words of a kit have to be given.
#[derive(Clone, Copy, Default)]
pub struct Carried<'a> {
    /// The passphrase from now on; none takes that way in away.
    pub passphrase: Option<&'a str>,
    /// The words of the kits that are to go on opening the journal.
    pub kits: &'a [&'a str],
    /// Make a new kit where the words of the first one were not given.
    pub new_kit: bool,
}

/// A change of keys that is on its way.
pub(crate) struct Begun {
    /// The vault, with both keys.
    pub(crate) vault: Vault,
    /// The new kit, to be shown once the change is through.
    pub(crate) kit: Option<RecoveryKit>,
    /// The ways in that stay behind.
    pub(crate) left: Vec<SlotKind>,
    /// The keychain's key of before, of no use once the change is through.
    pub(crate) stale_account: Option<String>,
}

/// Writes the new key into the header of `vault`, beside the old one.
///
/// # Errors
/// [`VaultError::LastSlot`] when nothing would open the new key, [`VaultError::Memory`], or the
/// header could not be written; then nothing has changed.
pub(crate) fn begin(
    dir: &Path,
    vault: &Vault,
    carried: &Carried<'_>,
    keychain: &dyn Keychain,
    now: &Moment,
) -> Result<Begun, VaultError> {
    let kits: Vec<RecoveryKit> =
        carried.kits.iter().map(|words| RecoveryKit::read(words)).collect::<Result<_, _>>()?;
    let body = copies::find(dir)?.genuine(vault)?.header.clone();
    let key = Key::random()?;
    let mut slots = Slots { body: &body, vault_key: &key, now, done: Vec::new() };
    let mut begun = Begun {
        vault: Vault { next: Some(key.clone()), ..vault.clone() },
        kit: None,
        left: Vec::new(),
        stale_account: keychain_account(&body),
    };
    if let Some(passphrase) = carried.passphrase {
        let (kdf, slot_key) = match body.slot(SlotKind::Passphrase).map(|slot| &slot.way) {
            Some(Way::Passphrase { kdf }) => kdf.again(passphrase)?,
            _ => Effort::interactive().derive(passphrase)?,
        };
        slots.add(Way::Passphrase { kdf }, &slot_key, true)?;
    }
    for slot in &body.slots {
        let carried = match slot.kind() {
            SlotKind::Passphrase => carried.passphrase.is_some(),
            SlotKind::Keychain => slots.add_keychain(keychain),
            SlotKind::Recovery if !slots.carry_kit(slot, &kits, vault)? && carried.new_kit => {
                let kit = RecoveryKit::new()?;
                slots.add_kit(SlotKind::Recovery, &kit)?;
                begun.kit = Some(kit);
                true
            }
            kind => slots.has(kind) || slots.carry_kit(slot, &kits, vault)?,
        };
        if !carried {
            begun.left.push(slot.kind());
        }
    }
    if slots.done.is_empty() {
        let last = body.slots.first().map_or(SlotKind::Passphrase, Slot::kind);
        return Err(VaultError::LastSlot(last));
    }
    let next = next(&body, vault, &key, slots.into_sorted())?;
    copies::change(dir, vault, |current| {
        // Somebody changed a way in while the passphrase was being derived.
        if current.slots != body.slots {
            return Err(VaultError::Busy);
        }
        current.next = Some(next);
        Ok(())
    })?;
    Ok(begun)
}

/// Drops the old key: from now on only the new one opens the vault. Does no harm when another
/// process has done so already.
///
/// # Errors
/// There is no new key, or the header could not be written; both keys then still stand in it.
pub(crate) fn finish(dir: &Path, vault: &Vault) -> Result<Vault, VaultError> {
    let key = vault.next.clone().ok_or(VaultError::Crypto)?;
    if let Ok(finished) = super::read(dir)?.open_with_key(&key) {
        return Ok(finished);
    }
    let body = copies::replace(dir, vault, &key, |body| {
        let next = body.next.take().ok_or(VaultError::Busy)?;
        (body.slots, body.inbox) = (next.slots, next.inbox);
        Ok(body.clone())
    })?;
    Vault::unlock(&body, &key)
}

/// Drops the new key: the vault is as it was before [`begin`].
///
/// # Errors
/// The header could not be written; both keys then still stand in it.
pub(crate) fn abandon(dir: &Path, vault: &Vault) -> Result<Vault, VaultError> {
    copies::replace(dir, vault, vault.key(), |body| {
        body.next = None;
        Ok(())
    })?;
    Ok(vault.as_before())
}

/// The new key, out of a header that the old one has opened.
pub(super) fn next_key(vault: Uuid, key: &Key, next: &Next) -> Result<Key, VaultError> {
    let wrapping = keys::derive(key, vault, Purpose::Next)?;
    let bytes = next.key.unwrap(&wrapping, &aad(vault, "next")).ok_or(VaultError::Damaged)?;
    Key::from_slice(&bytes).ok_or(VaultError::Damaged)
}

fn next(body: &Body, vault: &Vault, key: &Key, slots: Vec<Slot>) -> Result<Next, VaultError> {
    let wrapping = keys::derive(vault.key(), body.vault, Purpose::Next)?;
    let earlier: Vec<Identity> = vault.identities().iter().take(EARLIER).cloned().collect();
    Ok(Next {
        key: Wrapped::wrap(&wrapping, key.bytes(), &aad(body.vault, "next"))?,
        inbox: inbox_keys(body.vault, key, &earlier)?,
        slots,
    })
}

/// The ways in under the new key, as they come together.
struct Slots<'a> {
    body: &'a Body,
    vault_key: &'a Key,
    now: &'a Moment,
    done: Vec<Slot>,
}

impl Slots<'_> {
    /// One whose secret was given a moment ago. It keeps the day on which it was set.
    fn add(&mut self, way: Way, slot_key: &Key, tried: bool) -> Result<(), VaultError> {
        let mut slot = Slot::wrap(way, self.body.vault, self.vault_key, slot_key, self.now)?;
        if tried {
            slot.tried = Some(instant(self.now));
            slot.added = self.body.slot(slot.kind()).map_or(slot.added, |before| before.added);
        }
        self.done.push(slot);
        Ok(())
    }

    fn add_kit(&mut self, kind: SlotKind, kit: &RecoveryKit) -> Result<(), VaultError> {
        let way = Way::kit(kind, false).ok_or(VaultError::NoSlot(kind))?;
        let slot_key = keys::derive(kit.secret(), self.body.vault, Purpose::Recovery)?;
        self.add(way, &slot_key, false)
    }

    /// Whether `slot` is a kit whose words are among those given, and goes along.
    fn carry_kit(
        &mut self,
        slot: &Slot,
        kits: &[RecoveryKit],
        vault: &Vault,
    ) -> Result<bool, VaultError> {
        let Some(way) = Way::kit(slot.kind(), true) else { return Ok(false) };
        for kit in kits {
            let slot_key = keys::derive(kit.secret(), self.body.vault, Purpose::Recovery)?;
            let opened = slot.unwrap(self.body.vault, &slot_key);
            if opened.is_some_and(|key| key.bytes() == vault.key().bytes()) {
                self.add(way, &slot_key, true)?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A keychain that does not answer keeps nobody from changing the key: it stays behind.
    fn add_keychain(&mut self, keychain: &dyn Keychain) -> bool {
        match keychain_slot(self.body.vault, self.vault_key, keychain, self.now) {
            Ok((slot, _)) => {
                self.done.push(slot);
                true
            }
            Err(_) => false,
        }
    }

    fn has(&self, kind: SlotKind) -> bool {
        self.done.iter().any(|slot| slot.kind() == kind)
    }

    fn into_sorted(mut self) -> Vec<Slot> {
        self.done.sort_by_key(Slot::kind);
        self.done
    }
}
