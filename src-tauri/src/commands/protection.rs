//! Keys: the first passphrase, the ways in, the recovery kit, the lock.

use ledgerline_core::error::Error;
use ledgerline_core::journal::{self, demo};
use ledgerline_core::vault::{self, Effort, SlotKind, VaultError};
use ledgerline_core::wire::{AppState, NewJournal, PassphraseStrength, Protection, RecoveryWords};
use tauri::{AppHandle, State};
use zeroize::Zeroizing;

use crate::error::Reply;
use crate::state::{Desk, held};
use crate::{clock, locking, opening, tray, windows};

#[tauri::command(async)]
pub(crate) fn create_journal(
    app: AppHandle,
    desk: State<'_, Desk>,
    new: NewJournal,
) -> Reply<RecoveryWords> {
    opening::create(&app, &desk, new)
}

#[tauri::command(async)]
pub(crate) fn confirm_recovery(desk: State<'_, Desk>, words: [(u32, String); 3]) -> Reply<bool> {
    let mut kit = held(&desk.kit);
    let places = [words[0].0, words[1].0, words[2].0].map(|place| place as usize);
    let answers = [words[0].1.as_str(), words[1].1.as_str(), words[2].1.as_str()];
    if !kit.as_ref().is_some_and(|kit| kit.knows(places, answers)) {
        return Ok(false);
    }
    desk.journal(|journal, now| Ok(vault::confirm_recovery(journal.dir(), journal.vault(), now)?))?;
    *kit = None;
    Ok(true)
}

#[tauri::command(async)]
pub(crate) fn strength(passphrase: String) -> PassphraseStrength {
    let passphrase = Zeroizing::new(passphrase);
    vault::strength(&passphrase, &["ledgerline"]).into()
}

#[tauri::command(async)]
pub(crate) fn unlock(app: AppHandle, desk: State<'_, Desk>, passphrase: String) -> Reply<AppState> {
    let passphrase = Zeroizing::new(passphrase);
    opening::by(&app, &desk, SlotKind::Passphrase, |vault| vault.open_with_passphrase(&passphrase))
}

#[tauri::command(async)]
pub(crate) fn unlock_with_kit(
    app: AppHandle,
    desk: State<'_, Desk>,
    words: String,
) -> Reply<AppState> {
    let words = Zeroizing::new(words);
    opening::by(&app, &desk, SlotKind::Recovery, |vault| vault.open_with_recovery(&words))
}

#[tauri::command(async)]
pub(crate) fn unlock_with_keychain(app: AppHandle, desk: State<'_, Desk>) -> Reply<AppState> {
    let keychain = opening::keychain();
    opening::by(&app, &desk, SlotKind::Keychain, |vault| vault.open_with_keychain(&keychain))
}

#[tauri::command(async)]
pub(crate) fn lock(app: AppHandle, desk: State<'_, Desk>) -> Reply<AppState> {
    locking::lock(&app)?;
    Ok(desk.facts())
}

#[tauri::command(async)]
pub(crate) fn protection(desk: State<'_, Desk>) -> Reply<Protection> {
    Ok(journal::protection(&desk.folder, &opening::keychain())?)
}

#[tauri::command(async)]
pub(crate) fn change_passphrase(
    desk: State<'_, Desk>,
    current: String,
    fresh: String,
) -> Reply<Protection> {
    let (current, fresh) = (Zeroizing::new(current), Zeroizing::new(fresh));
    desk.journal(|journal, now| {
        vault::read(journal.dir())?.open_with_passphrase(&current)?;
        let effort = Effort::interactive();
        Ok(vault::change_passphrase(journal.dir(), journal.vault(), &fresh, now, effort)?)
    })?;
    protection(desk)
}

#[tauri::command(async)]
pub(crate) fn set_keychain(desk: State<'_, Desk>, on: bool) -> Reply<Protection> {
    let keychain = opening::keychain();
    if on {
        // Before the journal is held: nothing that is typed may wait for a keychain.
        vault::prove(&keychain).map_err(|error| Error::from(VaultError::from(error)))?;
    }
    desk.journal(|journal, now| {
        let (dir, vault) = (journal.dir(), journal.vault());
        if on {
            return Ok(vault::add_keychain(dir, vault, &keychain, now)?);
        }
        Ok(vault::remove_keychain(dir, vault, &keychain).map(|_| ())?)
    })?;
    protection(desk)
}

#[tauri::command(async)]
pub(crate) fn renew_kit(desk: State<'_, Desk>, passphrase: String) -> Reply<RecoveryWords> {
    let passphrase = Zeroizing::new(passphrase);
    let kit = desk.journal(|journal, now| {
        vault::read(journal.dir())?.open_with_passphrase(&passphrase)?;
        Ok(vault::renew_recovery(journal.dir(), journal.vault(), now)?)
    })?;
    Ok(opening::show_kit(&desk, kit))
}

#[tauri::command(async)]
pub(crate) fn try_kit(desk: State<'_, Desk>, words: String) -> Reply<bool> {
    let words = Zeroizing::new(words);
    Ok(journal::kit_opens(&desk.folder, &words, &clock::now())?)
}

/// Empties a journal that holds the demo.
#[tauri::command(async)]
pub(crate) fn clear_demo(app: AppHandle, desk: State<'_, Desk>) -> Reply<AppState> {
    desk.journal(|journal, _| demo::clear(journal))?;
    tray::refresh(&app);
    windows::tell_main(&app, "changed")?;
    Ok(desk.facts())
}
