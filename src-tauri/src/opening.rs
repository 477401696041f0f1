//! Opening the journal by one of its ways in, and making a new one.

use ledgerline_core::error::{Code, Error};
use ledgerline_core::journal::{Journal, demo};
use ledgerline_core::vault::{
    self, Effort, Header, Keychain, OsKeychain, RecoveryKit, SlotKind, Vault, VaultError,
};
use ledgerline_core::wire::{AppState, JournalState, NewJournal, RecoveryWords};
use tauri::{AppHandle, Emitter};
use zeroize::Zeroizing;

use crate::error::Reply;
use crate::state::{Desk, held};
use crate::{clock, tray};

/// The operating system's keychain.
pub(crate) fn keychain() -> OsKeychain {
    OsKeychain::new(OsKeychain::PATIENCE)
}

/// Opens the journal with what `open` makes of its header.
pub(crate) fn by(
    app: &AppHandle,
    desk: &Desk,
    open: impl FnOnce(&Header) -> Result<(Vault, SlotKind), VaultError>,
) -> Reply<AppState> {
    if !desk.is_open() {
        let now = clock::now();
        let opened = vault::read(&desk.folder).and_then(|header| open(&header));
        let journal = opened.map_err(Error::from).and_then(|(vault, way)| {
            // A note beside the way in; the journal opens without it.
            let _ = vault::record_tried(&desk.folder, &vault, way, &now);
            let opened = Journal::open(&desk.folder, vault.clone(), &now);
            if opened.as_ref().is_err_and(|error| error.code() == Code::Damaged) {
                *held(&desk.damaged) = Some(vault);
            }
            opened
        });
        *held(&desk.trouble) = journal.as_ref().err().and_then(|error| trouble(error.code()));
        desk.put(journal?);
    }
    announce(app, desk)?;
    Ok(desk.facts())
}

/// Makes the journal and opens it.
pub(crate) fn create(app: &AppHandle, desk: &Desk, new: NewJournal) -> Reply<RecoveryWords> {
    desk.check_place()?;
    let now = clock::now();
    let passphrase = Zeroizing::new(new.passphrase);
    let system = keychain();
    let keychain = new.keychain.then_some(&system as &dyn Keychain);
    let (mut journal, kit) =
        Journal::create(&desk.folder, &passphrase, keychain, Effort::interactive(), &now)?;
    if new.demo {
        demo::fill(&mut journal, &now)?;
    }
    desk.put(journal);
    announce(app, desk)?;
    Ok(show_kit(desk, SlotKind::Recovery, kit))
}

/// The kit's words, and which three to ask back. It is kept until they were given.
pub(crate) fn show_kit(desk: &Desk, kind: SlotKind, kit: RecoveryKit) -> RecoveryWords {
    let seed = clock::now().at.timestamp_nanos_opt().unwrap_or_default().unsigned_abs();
    let places = kit.ask_back(seed).map(|place| u32::try_from(place).unwrap_or_default());
    let words = kit.words().into_iter().map(str::to_owned).collect();
    *held(&desk.kit) = Some((kind, kit));
    RecoveryWords { words, ask_back: places }
}

/// Tells the windows, the tray and the reminders that the journal opened.
pub(crate) fn announce(app: &AppHandle, desk: &Desk) -> tauri::Result<()> {
    desk.ahead.look_now();
    tray::refresh(app);
    app.emit("state", ())
}

/// What stands on the lock screen after an attempt that failed for more than a wrong word.
fn trouble(code: Code) -> Option<JournalState> {
    match code {
        Code::KeychainUnavailable => Some(JournalState::KeychainUnavailable),
        Code::Damaged => Some(JournalState::Damaged),
        Code::Newer => Some(JournalState::Newer),
        _ => None,
    }
}
