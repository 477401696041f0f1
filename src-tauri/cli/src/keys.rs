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
/// The environment variable that holds the words of the second kit, where both are asked for.
pub(crate) const SECOND_RECOVERY: &str = "LEDGERLINE_SECOND_RECOVERY";

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

/// The vault by a passphrase in the environment, if that is the one.
pub(crate) fn given_for(dir: &Path) -> Option<Vault> {
    vault::read(dir).ok()?.open_with_passphrase(&given(PASSPHRASE)?).ok()
}

/// The vault by its passphrase alone: for what must not be done by whoever finds it open.
pub(crate) fn by_passphrase(dir: &Path) -> Outcome<Vault> {
    with_passphrase(&read(dir)?, given(PASSPHRASE))
}

/// The vault by what somebody knows or has on paper, and by another way than `except`: for
/// changes to the ways in.
pub(crate) fn by_another(dir: &Path, except: SlotKind) -> Outcome<Vault> {
    let has_passphrase = read(dir)?.has(SlotKind::Passphrase);
    if has_passphrase && except != SlotKind::Passphrase {
        return by_passphrase(dir);
    }
    let (vault, kit) = by_recovery(dir)?;
    if kit == except {
        return Err(Failure::Usage(
            "give the words of the other kit, or the passphrase: these are what would go"
                .to_owned(),
        ));
    }
    Ok(vault)
}

/// The vault by the words of one of its recovery kits, and which one that is.
pub(crate) fn by_recovery(dir: &Path) -> Outcome<(Vault, SlotKind)> {
    let header = read(dir)?;
    header.open_with_recovery(&words(RECOVERY, "Recovery words: ")?).map_err(|error| match error {
        VaultError::Recovery(why) => Failure::Locked(format!("{why}; look at the paper again")),
        VaultError::WrongKey => Failure::Locked(
            "these words are not this journal's, or a newer set replaced them".to_owned(),
        ),
        error => error.into(),
    })
}

/// The words of a kit: from the environment, or asked for.
pub(crate) fn words(variable: &str, prompt: &str) -> Outcome<Zeroizing<String>> {
    match given(variable) {
        Some(words) => Ok(words),
        None => ask(&format!("give the words in {variable}"), prompt),
    }
}

/// The passphrase itself, proved: for what wraps it anew.
pub(crate) fn passphrase(header: &Header) -> Outcome<(Vault, Zeroizing<String>)> {
    let passphrase = typed(given(PASSPHRASE))?;
    Ok((with_passphrase(header, Some(passphrase.clone()))?, passphrase))
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
    let passphrase = typed(given)?;
    header.open_with_passphrase(&passphrase).map_err(|error| match error {
        VaultError::WrongKey => {
            Failure::Locked("this passphrase does not open the journal; try it again".to_owned())
        }
        error => error.into(),
    })
}

fn typed(given: Option<Zeroizing<String>>) -> Outcome<Zeroizing<String>> {
    match given {
        Some(passphrase) => Ok(passphrase),
        None => ask(
            &format!("give the passphrase in {PASSPHRASE} or run `ledgerline vault unlock` first"),
            "Passphrase: ",
        ),
    }
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
