//! The timeline, the search, and one entry.

use ledgerline_core::id::EntryId;
use ledgerline_core::journal::Format;
use ledgerline_core::wire::{
    Counts, Deed, EntryEdit, EntryView, PaletteHit, Query, StripWeek, TimelinePage, UndoState,
};
use tauri::{AppHandle, State};

use crate::clock;
use crate::error::Reply;
use crate::files::{self, Saved};
use crate::state::Desk;

asks! {
    timeline(query: Query, after: Option<String>, limit: u32) -> TimelinePage =
        |journal, now| journal.timeline(&query, after.as_deref(), limit, now);
    year_strip(query: Query, year: i32) -> Vec<StripWeek> =
        |journal, now| journal.year_strip(&query, year, now);
    entry(id: EntryId) -> EntryView = |journal, now| journal.entry(id, now);
    edit_entry(id: EntryId, edit: EntryEdit) -> EntryView =
        |journal, now| journal.edit_entry(id, edit, now);
    delete_entry(id: EntryId) -> () = |journal, now| journal.delete_entry(id, now);
    palette(text: String) -> Vec<PaletteHit> = |journal, now| journal.palette(&text, now);
    counts() -> Counts = |journal, now| journal.counts(now);
    undo() -> Option<Deed> = |journal, _| journal.undo();
    redo() -> Option<Deed> = |journal, _| journal.redo();
    undo_state() -> UndoState = |journal, _| Ok(journal.undo_state());
}

/// Writes what the search finds to a file.
#[tauri::command(async)]
pub(crate) fn export_found(
    app: AppHandle,
    desk: State<'_, Desk>,
    query: Query,
    format: Format,
) -> Reply<Option<Saved>> {
    let mut bytes = Vec::new();
    desk.journal(|journal, now| journal.export(&query, format, &mut bytes, now))?;
    let ending = match format {
        Format::Jsonl => "jsonl",
        Format::Markdown => "md",
        Format::Csv => "csv",
    };
    files::save(&app, &format!("Ledgerline {}.{ending}", clock::now().day()), &bytes)
}
