//! Backups: the list, one now, a test, a restore, and a second place.

use ledgerline_core::backup::{self, BackupId, NotABackup, Place, Reason};
use ledgerline_core::error::{Code, Error};
use ledgerline_core::journal::{self, Journal};
use ledgerline_core::vault;
use ledgerline_core::wire::{AppState, BackupCounted, Backups};
use tauri::{AppHandle, Emitter, State};

use crate::error::{Failure, Reply};
use crate::state::Desk;
use crate::{backing, clock, files, tray, windows};

#[tauri::command(async)]
pub(crate) fn backups(desk: State<'_, Desk>) -> Reply<Backups> {
    desk.journal(|_, _| Ok(()))?;
    Ok(journal::backups(&desk.folder)?)
}

/// Makes one now, beside the open journal: nobody who types waits for it.
#[tauri::command(async)]
pub(crate) fn back_up(app: AppHandle, desk: State<'_, Desk>) -> Reply<Backups> {
    let vault = desk.journal(|journal, _| Ok(journal.vault().clone()))?;
    let made = backup::make(&desk.folder, &vault, Reason::Asked, &clock::now());
    backing::look(&desk);
    app.emit("state", ())?;
    match made {
        // What kept it is in the list, in its own words.
        Err(error) if journal::backups(&desk.folder)?.trouble.is_none() => Err(error.into()),
        _ => backups(desk),
    }
}

/// Restores one into a folder of its own, counts, and removes it again.
#[tauri::command(async)]
pub(crate) fn try_backup(desk: State<'_, Desk>, id: String) -> Reply<BackupCounted> {
    let id = named(&id)?;
    let vault = desk.journal(|journal, _| Ok(journal.vault().clone()))?;
    let seen = backup::try_restore(&desk.folder, &vault, &id, &clock::now())?;
    Ok(BackupCounted { entries: seen.entries, files: seen.files })
}

/// Puts one in the journal's place. The journal of today is kept aside.
#[tauri::command(async)]
pub(crate) fn restore_backup(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
) -> Reply<BackupCounted> {
    let id = named(&id)?;
    let vault = desk.journal(|journal, _| Ok(journal.vault().clone()))?;
    let from = journal::backup_folder(&desk.folder, &id)?;
    // Looked at before anything is closed: one that is not whole changes nothing.
    backup::verify(&desk.folder, &vault, &id, &clock::now())?;
    desk.close();
    let done = journal::restore_backup(&from, &desk.folder, &vault, &clock::now());
    // Open again in any case: what was there when it failed, what came back when it did not.
    let reopened = reopen(&desk, &vault);
    backing::look(&desk);
    tray::refresh(&app);
    app.emit("state", ())?;
    windows::tell_main(&app, "changed")?;
    let seen = done?.verified;
    reopened?;
    Ok(BackupCounted { entries: seen.entries, files: seen.files })
}

fn reopen(desk: &Desk, before: &vault::Vault) -> Reply<()> {
    let header = vault::read(&desk.folder).map_err(Error::from)?;
    let vault = header.open_with_key(before.key()).map_err(Error::from)?;
    desk.put(Journal::open(&desk.folder, vault, &clock::now())?);
    Ok(())
}

/// Asks for a folder that gets every backup too. None when the user thought better.
#[tauri::command(async)]
pub(crate) fn choose_backup_place(app: AppHandle, desk: State<'_, Desk>) -> Reply<Option<Backups>> {
    desk.journal(|_, _| Ok(()))?;
    let Some(folder) = files::pick_folder(&app) else { return Ok(None) };
    backup::set_second(&desk.folder, Some(&folder))?;
    backups(desk).map(Some)
}

/// No second place from now on; what is there stays there.
#[tauri::command(async)]
pub(crate) fn drop_backup_place(desk: State<'_, Desk>) -> Reply<Backups> {
    backup::set_second(&desk.folder, None)?;
    backups(desk)
}

/// Takes a failure off the list; the user has read it.
#[tauri::command(async)]
pub(crate) fn discard_backup_failure(
    app: AppHandle,
    desk: State<'_, Desk>,
    number: u64,
    place: Place,
) -> Reply<Backups> {
    backup::discard(&desk.folder, number, place)?;
    backing::look(&desk);
    app.emit("state", ())?;
    backups(desk)
}

/// Says what the newest backup holds of a journal whose header is damaged. Where there is none, or
/// no journal, it asks for a folder with backups. None when the user thought better.
#[tauri::command(async)]
pub(crate) fn find_backup(app: AppHandle, desk: State<'_, Desk>) -> Reply<Option<BackupCounted>> {
    // Asked first, so that no dialog opens over a journal.
    no_way_in(&desk)?;
    let own = backup::newest(&desk.folder).ok().flatten().map(|copy| copy.path);
    let Some(folder) = own.or_else(|| files::pick_folder(&app)) else { return Ok(None) };
    let found = backup::unknown(&folder).into_iter().next();
    let (path, manifest) = found.ok_or(Error::NotFound("backup"))?;
    *crate::state::held(&desk.found_backup) = Some(path);
    Ok(Some(BackupCounted { entries: manifest.entries, files: manifest.files() }))
}

/// Makes the journal from the backup that was found, where there is none or nothing opens it.
#[tauri::command(async)]
pub(crate) fn restore_found_backup(
    app: AppHandle,
    desk: State<'_, Desk>,
    secret: String,
    kit: bool,
) -> Reply<AppState> {
    let secret = zeroize::Zeroizing::new(secret);
    let found = crate::state::held(&desk.found_backup).clone();
    let from = found.ok_or(Error::NotFound("backup"))?;
    no_way_in(&desk)?;
    desk.check_place()?;
    let header = vault::read(&from).map_err(Error::from)?;
    let opened = if kit {
        header.open_with_recovery(&secret).map(|(vault, _)| vault)
    } else {
        header.open_with_passphrase(&secret)
    };
    let vault = opened.map_err(Error::from)?;
    journal::restore_backup(&from, &desk.folder, &vault, &clock::now())?;
    reopen(&desk, &vault)?;
    backing::look(&desk);
    tray::refresh(&app);
    app.emit("state", ())?;
    Ok(desk.facts())
}

/// Fails where a journal is that somebody may yet open.
fn no_way_in(desk: &Desk) -> Reply<()> {
    match vault::read(&desk.folder) {
        Err(vault::VaultError::NoJournal | vault::VaultError::Damaged) => Ok(()),
        Ok(_) => Err(Failure::new(Code::Exists, "there is a journal here")),
        Err(error) => Err(Error::from(error).into()),
    }
}

fn named(id: &str) -> Reply<BackupId> {
    id.parse().map_err(|_: NotABackup| Error::NotFound("backup").into())
}
