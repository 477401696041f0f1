//! The timeline, the search, and one entry.

use ledgerline_core::id::EntryId;
use ledgerline_core::wire::{
    Counts, Deed, EntryEdit, EntryView, PaletteHit, Query, StripWeek, TimelinePage, UndoState,
};
use tauri::State;

use crate::error::Reply;
use crate::state::Desk;

#[tauri::command(async)]
pub(crate) fn timeline(
    desk: State<'_, Desk>,
    query: Query,
    after: Option<String>,
    limit: u32,
) -> Reply<TimelinePage> {
    desk.journal(|journal, now| journal.timeline(&query, after.as_deref(), limit, now))
}

#[tauri::command(async)]
pub(crate) fn year_strip(desk: State<'_, Desk>, query: Query, year: i32) -> Reply<Vec<StripWeek>> {
    desk.journal(|journal, now| journal.year_strip(&query, year, now))
}

#[tauri::command(async)]
pub(crate) fn entry(desk: State<'_, Desk>, id: EntryId) -> Reply<EntryView> {
    desk.journal(|journal, now| journal.entry(id, now))
}

#[tauri::command(async)]
pub(crate) fn edit_entry(desk: State<'_, Desk>, id: EntryId, edit: EntryEdit) -> Reply<EntryView> {
    desk.journal(|journal, now| journal.edit_entry(id, edit, now))
}

#[tauri::command(async)]
pub(crate) fn delete_entry(desk: State<'_, Desk>, id: EntryId) -> Reply<()> {
    desk.journal(|journal, now| journal.delete_entry(id, now))
}

#[tauri::command(async)]
pub(crate) fn palette(desk: State<'_, Desk>, text: String) -> Reply<Vec<PaletteHit>> {
    desk.journal(|journal, now| journal.palette(&text, now))
}

#[tauri::command(async)]
pub(crate) fn counts(desk: State<'_, Desk>) -> Reply<Counts> {
    desk.journal(|journal, now| journal.counts(now))
}

#[tauri::command(async)]
pub(crate) fn undo(desk: State<'_, Desk>) -> Reply<Option<Deed>> {
    desk.journal(|journal, _| journal.undo())
}

#[tauri::command(async)]
pub(crate) fn redo(desk: State<'_, Desk>) -> Reply<Option<Deed>> {
    desk.journal(|journal, _| journal.redo())
}

#[tauri::command(async)]
pub(crate) fn undo_state(desk: State<'_, Desk>) -> Reply<UndoState> {
    desk.journal(|journal, _| Ok(journal.undo_state()))
}
