//! Keys: the first passphrase, the ways in, the recovery kit, the lock.

use ledgerline_core::error::Error;
use ledgerline_core::journal::{self, demo};
use ledgerline_core::vault::{self, Carried, Effort, SlotKind, VaultError};
use ledgerline_core::wire::{
    AppState, NewJournal, NewKey, PassphraseStrength, Protection, RecoveryWords,
};
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
    let Some((kind, shown)) = kit.as_ref() else { return Ok(false) };
    if !shown.knows(places, answers) {
        return Ok(false);
    }
    desk.journal(|journal, now| {
        Ok(vault::confirm_recovery(journal.dir(), journal.vault(), *kind, now)?)
    })?;
    *kit = None;
    Ok(true)
}

/// Puts the words of the kit that is being shown on the clipboard, because somebody asked for it.
#[tauri::command(async)]
pub(crate) fn copy_kit(desk: State<'_, Desk>) -> Reply<()> {
    let words = held(&desk.kit).as_ref().map(|(_, kit)| Zeroizing::new(kit.words().join(" ")));
    let words = words.ok_or(Error::NotFound("kit"))?;
    desk.copy_secret(&words)
}

#[tauri::command(async)]
pub(crate) fn strength(passphrase: String) -> PassphraseStrength {
    let passphrase = Zeroizing::new(passphrase);
    vault::strength(&passphrase, &["ledgerline"]).into()
}

#[tauri::command(async)]
pub(crate) fn unlock(app: AppHandle, desk: State<'_, Desk>, passphrase: String) -> Reply<AppState> {
    let passphrase = Zeroizing::new(passphrase);
    opening::by(&app, &desk, |header| {
        Ok((header.open_with_passphrase(&passphrase)?, SlotKind::Passphrase))
    })
}

#[tauri::command(async)]
pub(crate) fn unlock_with_kit(
    app: AppHandle,
    desk: State<'_, Desk>,
    words: String,
) -> Reply<AppState> {
    let words = Zeroizing::new(words);
    opening::by(&app, &desk, |header| header.open_with_recovery(&words))
}

#[tauri::command(async)]
pub(crate) fn unlock_with_keychain(app: AppHandle, desk: State<'_, Desk>) -> Reply<AppState> {
    let keychain = opening::keychain();
    opening::by(&app, &desk, |header| {
        Ok((header.open_with_keychain(&keychain)?, SlotKind::Keychain))
    })
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
        vault::read(journal.dir())?.prove(&current, None)?;
        let effort = Effort::interactive();
        Ok(vault::change_passphrase(journal.dir(), journal.vault(), &fresh, now, effort)?)
    })?;
    protection(desk)
}

#[tauri::command(async)]
pub(crate) fn add_keychain(desk: State<'_, Desk>) -> Reply<Protection> {
    let keychain = opening::keychain();
    // Before the journal is held: nothing that is typed may wait for a keychain.
    vault::prove(&keychain).map_err(|error| Error::from(VaultError::from(error)))?;
    desk.journal(|journal, now| {
        Ok(vault::add_keychain(journal.dir(), journal.vault(), &keychain, now)?)
    })?;
    protection(desk)
}

/// Takes a way in away, for whoever proves that another one is theirs.
#[tauri::command(async)]
pub(crate) fn remove_way(desk: State<'_, Desk>, way: String, proof: String) -> Reply<Protection> {
    let proof = Zeroizing::new(proof);
    let kind = named(&way)?;
    desk.journal(|journal, _| {
        let header = vault::read(journal.dir())?;
        // Without the keychain the lock is a better one, unless it leaves one way in.
        if kind != SlotKind::Keychain || header.slots().len() <= 2 {
            header.prove(&proof, Some(kind))?;
        }
        if kind == SlotKind::Keychain {
            let keychain = opening::keychain();
            vault::remove_keychain(journal.dir(), journal.vault(), &keychain)?;
            return Ok(());
        }
        Ok(vault::remove_slot(journal.dir(), journal.vault(), kind)?)
    })?;
    protection(desk)
}

/// A new kit in the place of `way`, for whoever knows the passphrase or holds the other kit.
#[tauri::command(async)]
pub(crate) fn renew_kit(desk: State<'_, Desk>, way: String, proof: String) -> Reply<RecoveryWords> {
    let proof = Zeroizing::new(proof);
    let kind = named(&way)?;
    let kit = desk.journal(|journal, now| {
        vault::read(journal.dir())?.prove(&proof, Some(kind))?;
        Ok(vault::renew_recovery(journal.dir(), journal.vault(), kind, now)?)
    })?;
    Ok(opening::show_kit(&desk, kind, kit))
}

/// Whether a way in opens the journal. Only the day of the trial is noted.
#[tauri::command(async)]
pub(crate) fn try_way(desk: State<'_, Desk>, way: String, secret: String) -> Reply<bool> {
    let (secret, now) = (Zeroizing::new(secret), clock::now());
    Ok(match named(&way)? {
        SlotKind::Passphrase => journal::passphrase_opens(&desk.folder, &secret, &now)?,
        SlotKind::Keychain => journal::keychain_opens(&desk.folder, &opening::keychain(), &now)?,
        SlotKind::Recovery | SlotKind::SecondRecovery => {
            journal::kit_opens(&desk.folder, &secret, &now)?
        }
    })
}

/// Puts the journal under a new key. What is not given does not go along.
#[tauri::command(async)]
pub(crate) fn rekey(
    app: AppHandle,
    desk: State<'_, Desk>,
    passphrase: String,
    kits: Vec<String>,
) -> Reply<NewKey> {
    let passphrase = Zeroizing::new(passphrase);
    let kits: Vec<Zeroizing<String>> = kits.into_iter().map(Zeroizing::new).collect();
    let words: Vec<&str> =
        kits.iter().map(|words| words.trim()).filter(|words| !words.is_empty()).collect();
    let done = desk.exchange(|journal, now| {
        let header = vault::read(journal.dir())?;
        let known = header.has(SlotKind::Passphrase);
        if known {
            header.open_with_passphrase(&passphrase)?;
        } else {
            header.prove(&passphrase, None)?;
        }
        let mut kept = Vec::new();
        for words in &words {
            kept.push(header.open_with_recovery(words)?.1);
        }
        let carried = Carried {
            passphrase: known.then_some(passphrase.as_str()),
            kits: &words,
            new_kit: header.has(SlotKind::Recovery) && !kept.contains(&SlotKind::Recovery),
        };
        let done = journal.rekey(&carried, &opening::keychain(), now)?;
        Ok((done.journal, (done.kit, done.left)))
    });
    if !desk.is_open() {
        // It failed, and could not be opened again by itself.
        locking::show(&app)?;
    }
    let (kit, left) = done?;
    Ok(NewKey {
        kit: kit.map(|kit| opening::show_kit(&desk, SlotKind::Recovery, kit)),
        left: left.into_iter().map(|kind| kind.name().to_owned()).collect(),
    })
}

fn named(way: &str) -> Result<SlotKind, Error> {
    SlotKind::named(way).ok_or_else(|| Error::BadInput("there is no such way in".to_owned()))
}

/// Empties a journal that holds the demo.
#[tauri::command(async)]
pub(crate) fn clear_demo(app: AppHandle, desk: State<'_, Desk>) -> Reply<AppState> {
    desk.journal(|journal, _| demo::clear(journal))?;
    tray::refresh(&app);
    windows::tell_main(&app, "changed")?;
    Ok(desk.facts())
}
