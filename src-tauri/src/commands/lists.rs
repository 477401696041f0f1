//! The bin, saved filters, and the journal's settings.

use ledgerline_core::id::FilterId;
use ledgerline_core::wire::{Query, SavedFilter, Settings, Trashed};
use tauri::State;

use crate::error::Reply;
use crate::state::Desk;

#[tauri::command(async)]
pub(crate) fn trash(desk: State<'_, Desk>) -> Reply<Vec<Trashed>> {
    desk.journal(|journal, now| journal.trash(now))
}

#[tauri::command(async)]
pub(crate) fn restore(desk: State<'_, Desk>, what: String, id: String) -> Reply<Vec<Trashed>> {
    desk.journal(|journal, now| journal.restore(&what, &id, now))
}

/// Empties the bin for good.
#[tauri::command(async)]
pub(crate) fn purge(desk: State<'_, Desk>) -> Reply<Vec<Trashed>> {
    desk.journal(|journal, now| journal.purge(0, now).and_then(|_| journal.trash(now)))
}

#[tauri::command(async)]
pub(crate) fn saved_filters(desk: State<'_, Desk>) -> Reply<Vec<SavedFilter>> {
    desk.journal(|journal, _| journal.saved_filters())
}

#[tauri::command(async)]
pub(crate) fn save_filter(
    desk: State<'_, Desk>,
    name: String,
    query: Query,
) -> Reply<Vec<SavedFilter>> {
    desk.journal(|journal, now| journal.save_filter(&name, &query, now))
}

#[tauri::command(async)]
pub(crate) fn delete_filter(desk: State<'_, Desk>, id: FilterId) -> Reply<Vec<SavedFilter>> {
    desk.journal(|journal, _| journal.delete_filter(id))
}

#[tauri::command(async)]
pub(crate) fn settings(desk: State<'_, Desk>) -> Reply<Settings> {
    desk.journal(|journal, _| journal.settings())
}

#[tauri::command(async)]
pub(crate) fn save_settings(desk: State<'_, Desk>, settings: Settings) -> Reply<Settings> {
    desk.journal(|journal, _| journal.save_settings(&settings))
}
