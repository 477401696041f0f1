//! A damaged journal: what it touches, saving what can be read, and opening what was saved.

use ledgerline_core::journal::{self, Journal};
use ledgerline_core::vault::Vault;
use ledgerline_core::wire::{AppState, Damage, Salvaged};
use tauri::{AppHandle, Emitter, State};

use crate::error::{Failure, Reply};
use crate::state::{Desk, held};
use crate::windows::MAIN;
use crate::{backing, clock, opening};

/// Says what the damage touches. The file is only read.
#[tauri::command(async)]
pub(crate) fn survey_damage(desk: State<'_, Desk>) -> Reply<Damage> {
    Ok(journal::survey(&desk.folder, &key(&desk)?, &clock::now())?)
}

/// Saves what can be read and what the newest backup holds beside it, and puts that in the place
/// of the damaged journal, which is kept aside as it is. The page hears how far it has come.
#[tauri::command(async)]
pub(crate) fn salvage_journal(app: AppHandle, desk: State<'_, Desk>) -> Reply<Salvaged> {
    let vault = key(&desk)?;
    let done = journal::salvage_in_place(&desk.folder, &vault, &clock::now(), &mut |step| {
        let share = f64::from(step.done) / f64::from(step.of.max(1));
        // A page that does not hear it shows less, and that is all.
        let _ = app.emit_to(MAIN, "salvaging", share);
    })?;
    backing::look(&desk);
    Ok(done)
}

/// Opens what was saved, with the key that opened what was damaged.
#[tauri::command(async)]
pub(crate) fn open_salvaged(app: AppHandle, desk: State<'_, Desk>) -> Reply<AppState> {
    let vault = key(&desk)?;
    desk.put(Journal::open(&desk.folder, vault, &clock::now())?);
    opening::announce(&app, &desk)?;
    Ok(desk.facts())
}

fn key(desk: &Desk) -> Reply<Vault> {
    held(&desk.damaged).clone().ok_or_else(Failure::locked)
}
