//! How the journal's key is found: kept by the agent, kept by the system, or typed.

use std::io::{IsTerminal, stderr, stdin};
use std::path::Path;
use std::time::Duration;

use ledgerline_core::vault::{self, Header, OsKeychain, SlotKind, Vault, VaultError};
use zeroize::Zeroizing;

use crate::agent;
use crate::failure::{Failure, Outcome};

/// The environment variable that holds the passphrase.
pub(crate) const PASSPHRASE: &str = "LEDGERLINE_PASSPHRASE";
/// The environment variable that holds a new passphrase.
pub(crate) const NEW_PASSPHRASE: &str = "LEDGERLINE_NEW_PASSPHRASE";
/// The environment variable that holds the recovery words.
pub(crate) const RECOVERY: &str = "LEDGERLINE_RECOVERY";

/// Nobody who is writing something down waits longer than this for a keychain.
const AT_ONCE: Duration = Duration::from_millis(150);

/// The vault, when its key can be had without waiting: from the agent, or from a keychain that
/// answers at once. Never derives a key.
pub(crate) fn at_hand(dir: &Path) -> Option<Vault> {
    let header = vault::read(dir).ok()?;
    from_agent(&header).or_else(|| from_keychain(&header, AT_ONCE))
}

/// The vault, by whatever way there is: agent, keychain, `LEDGERLINE_PASSPHRASE`, a prompt.
pub(crate) fn any(dir: &Path) -> Outcome<Vault> {
    let header = read(dir)?;
    if let Some(vault) = from_agent(&header) {
        return Ok(vault);
    }
    // Somebody who gave a passphrase should not also be asked by a keychain.
    let given = given(PASSPHRASE);
    let patience = if given.is_some() || !can_ask() { AT_ONCE } else { OsKeychain::PATIENCE };
    if let Some(vault) = from_keychain(&header, patience) {
        return Ok(vault);
    }
    with_passphrase(&header, given)
}

/// The vault by its passphrase alone: for what must not be done by whoever finds it open.
pub(crate) fn by_passphrase(dir: &Path) -> Outcome<Vault> {
    with_passphrase(&read(dir)?, given(PASSPHRASE))
}

/// The vault by the words of its recovery kit.
pub(crate) fn by_recovery(dir: &Path) -> Outcome<Vault> {
    let header = read(dir)?;
    let words = match given(RECOVERY) {
        Some(words) => words,
        None => ask(&format!("give the words in {RECOVERY}"), "Recovery words: ")?,
    };
    header.open_with_recovery(&words).map_err(|error| match error {
        VaultError::Recovery(why) => Failure::Locked(format!("{why}; look at the paper again")),
        VaultError::WrongKey => Failure::Locked(
            "these words are not this journal's, or a newer set replaced them".to_owned(),
        ),
        error => error.into(),
    })
}

/// The header of the journal in `dir`.
pub(crate) fn read(dir: &Path) -> Outcome<Header> {
    vault::read(dir).map_err(|error| match error {
        VaultError::NoJournal => Failure::Failed(format!(
            "there is no journal in `{}`; make one with `ledgerline init`, or name its folder with --journal",
            dir.display()
        )),
        error => error.into(),
    })
}

fn from_agent(header: &Header) -> Option<Vault> {
    let key = agent::key(header.vault_id())?;
    header.open_with_key(&key).ok()
}

fn from_keychain(header: &Header, patience: Duration) -> Option<Vault> {
    if !header.has(SlotKind::Keychain) {
        return None;
    }
    header.open_with_keychain(&OsKeychain::new(patience)).ok()
}

fn with_passphrase(header: &Header, given: Option<Zeroizing<String>>) -> Outcome<Vault> {
    let passphrase = match given {
        Some(passphrase) => passphrase,
        None => ask(
            &format!("give the passphrase in {PASSPHRASE} or run `ledgerline vault unlock` first"),
            "Passphrase: ",
        )?,
    };
    header.open_with_passphrase(&passphrase).map_err(|error| match error {
        VaultError::WrongKey => {
            Failure::Locked("this passphrase does not open the journal; try it again".to_owned())
        }
        error => error.into(),
    })
}

/// A secret from the environment. An empty one counts as absent.
pub(crate) fn given(variable: &str) -> Option<Zeroizing<String>> {
    std::env::var(variable).ok().filter(|secret| !secret.is_empty()).map(Zeroizing::new)
}

/// Whether somebody is there to answer.
pub(crate) fn can_ask() -> bool {
    stdin().is_terminal() && stderr().is_terminal()
}

/// Asks for a secret on the terminal; `otherwise` says how to give it without one.
pub(crate) fn ask(otherwise: &str, prompt: &str) -> Outcome<Zeroizing<String>> {
    if !can_ask() {
        return Err(Failure::Locked(format!(
            "the journal is locked and nobody is here to ask; {otherwise}"
        )));
    }
    Ok(Zeroizing::new(rpassword::prompt_password(prompt)?))
}
