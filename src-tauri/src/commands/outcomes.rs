//! What came of an entry.

use ledgerline_core::figure::{Calculation, Worked};
use ledgerline_core::id::{EntryId, OutcomeId};
use ledgerline_core::outcome::record::Outcome;
use ledgerline_core::wire::{EntryView, OutcomeLine};
use tauri::{AppHandle, State};

use crate::error::Reply;
use crate::files;
use crate::state::Desk;

#[tauri::command(async)]
pub(crate) fn new_outcome(
    desk: State<'_, Desk>,
    entry: EntryId,
    statement: String,
) -> Reply<EntryView> {
    desk.journal(|journal, now| journal.new_outcome(entry, &statement, now))
}

#[tauri::command(async)]
pub(crate) fn save_outcome(
    desk: State<'_, Desk>,
    entry: EntryId,
    outcome: Outcome,
) -> Reply<EntryView> {
    desk.journal(|journal, now| journal.save_outcome(entry, outcome, now))
}

#[tauri::command(async)]
pub(crate) fn link_outcome(
    desk: State<'_, Desk>,
    entry: EntryId,
    outcome: OutcomeId,
) -> Reply<EntryView> {
    desk.journal(|journal, now| journal.link(entry, outcome, now))
}

#[tauri::command(async)]
pub(crate) fn unlink_outcome(
    desk: State<'_, Desk>,
    entry: EntryId,
    outcome: OutcomeId,
) -> Reply<EntryView> {
    desk.journal(|journal, now| journal.unlink(entry, outcome, now))
}

#[tauri::command(async)]
pub(crate) fn delete_outcome(
    desk: State<'_, Desk>,
    entry: EntryId,
    outcome: OutcomeId,
) -> Reply<EntryView> {
    desk.journal(|journal, now| journal.delete_outcome(entry, outcome, now))
}

#[tauri::command(async)]
pub(crate) fn find_outcomes(desk: State<'_, Desk>, text: String) -> Reply<Vec<OutcomeLine>> {
    desk.journal(|journal, _| journal.find_outcomes(&text))
}

#[tauri::command(async)]
pub(crate) fn work_out(desk: State<'_, Desk>, calculation: Calculation) -> Reply<Worked> {
    desk.journal(|journal, _| journal.work_out(&calculation))
}

#[tauri::command(async)]
pub(crate) fn attach_file(
    app: AppHandle,
    desk: State<'_, Desk>,
    entry: EntryId,
    outcome: OutcomeId,
    by_reference: bool,
) -> Reply<Option<EntryView>> {
    let Some((name, bytes)) = files::pick(&app)? else { return Ok(None) };
    let attached = desk.journal(|journal, now| {
        journal.attach(entry, outcome, &name, &bytes, !by_reference, now)
    })?;
    Ok(Some(attached))
}
