//! What protects a journal, at a glance: its ways in, and what about them should be minded.

use std::path::Path;

use crate::error::Result;
use crate::time::Moment;
use crate::vault::{self, Keychain, SlotFacts, SlotKind, State, Strength, Vault, VaultError};
use crate::wire::{PassphraseStrength, Protection, WayIn};

/// The ways into the journal in `dir`, which may be locked. Asks `keychain` whether it answers.
///
/// # Errors
/// There is no journal, or its header is damaged.
pub fn protection(dir: &Path, keychain: &dyn Keychain) -> Result<Protection> {
    let header = vault::read(dir).map_err(crate::error::Error::from)?;
    let slots = header.slots();
    let unproved = slots.iter().any(|slot| slot.confirmed == Some(false));
    let standing = [
        (slots.len() < 2).then_some("one-way-in"),
        unproved.then_some("kit-not-confirmed"),
        header.is_between_keys().then_some("between-keys"),
    ];
    Ok(Protection {
        ways: slots.iter().map(way_in).collect(),
        keychain_available: keychain.get("ledgerline-probe").is_ok(),
        lock_is_a_screen: header.has(SlotKind::Keychain),
        standing: standing.into_iter().flatten().map(str::to_owned).collect(),
        folder: dir.display().to_string(),
    })
}

fn way_in(slot: &SlotFacts) -> WayIn {
    WayIn {
        way: slot.kind.name().to_owned(),
        added: slot.added.to_rfc3339(),
        last_tried: slot.tried.map(|at| at.to_rfc3339()),
        confirmed: slot.confirmed == Some(true),
    }
}

/// Whether `words` are a kit of the journal in `dir`. Words that cannot be read are not.
///
/// # Errors
/// There is no journal, or its header is damaged.
pub fn kit_opens(dir: &Path, words: &str, now: &Moment) -> Result<bool> {
    let tried = vault::read(dir)?.open_with_recovery(words);
    proved(dir, tried, now)
}

/// Whether `passphrase` opens the journal in `dir`.
///
/// # Errors
/// There is no journal, or its header is damaged.
pub fn passphrase_opens(dir: &Path, passphrase: &str, now: &Moment) -> Result<bool> {
    let tried = vault::read(dir)?.open_with_passphrase(passphrase);
    proved(dir, tried.map(|vault| (vault, SlotKind::Passphrase)), now)
}

/// Whether `keychain` opens the journal in `dir`.
///
/// # Errors
/// There is no journal, its header is damaged, or the keychain gives no answer.
pub fn keychain_opens(dir: &Path, keychain: &dyn Keychain, now: &Moment) -> Result<bool> {
    let tried = vault::read(dir)?.open_with_keychain(keychain);
    proved(dir, tried.map(|vault| (vault, SlotKind::Keychain)), now)
}

fn proved(
    dir: &Path,
    tried: std::result::Result<(Vault, SlotKind), VaultError>,
    now: &Moment,
) -> Result<bool> {
    match tried {
        Ok((vault, kind)) => {
            // A note beside the way in; it is proved without it.
            let _ = vault::record_tried(dir, &vault, kind, now);
            Ok(true)
        }
        Err(error) => match error.state() {
            Some(State::WrongKey | State::Locked) => Ok(false),
            _ => Err(error.into()),
        },
    }
}

impl From<Strength> for PassphraseStrength {
    fn from(found: Strength) -> Self {
        Self {
            score: found.score,
            words: u32::try_from(found.words).unwrap_or(u32::MAX),
            guesses_log10: found.guesses_log10,
            advised_against: found.advised_against,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::{Effort, MemoryKeychain};

    #[test]
    fn a_new_journal_has_two_ways_in_and_a_kit_that_nobody_gave_back() {
        let dir = tempfile::tempdir().expect("a folder");
        let now = Moment::parse("2026-11-20T16:42:00+00:00").expect("a moment");
        let (vault, kit) =
            vault::create(dir.path(), "five quiet herons", &now, Effort::quick()).expect("made");
        let keychain = MemoryKeychain::new();
        let seen = protection(dir.path(), &keychain).expect("told");
        let ways: Vec<&str> = seen.ways.iter().map(|way| way.way.as_str()).collect();
        assert_eq!(ways, ["passphrase", "recovery"], "both are named");
        assert_eq!(seen.standing, ["kit-not-confirmed"], "what is still to do");
        assert!(!seen.lock_is_a_screen && seen.keychain_available, "no keychain opens it yet");

        vault::add_keychain(dir.path(), &vault, &keychain, &now).expect("added");
        keychain.fail(Some(crate::vault::KeychainError::TimedOut));
        let seen = protection(dir.path(), &keychain).expect("told without the keychain");
        assert!(seen.lock_is_a_screen && !seen.keychain_available, "it opens, and is away");

        let words = kit.words().join(" ");
        assert_eq!(kit_opens(dir.path(), &words, &now).ok(), Some(true), "the paper is right");
        assert_eq!(kit_opens(dir.path(), "herons", &now).ok(), Some(false), "this is no kit");
    }
}
