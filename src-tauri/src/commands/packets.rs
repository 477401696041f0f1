//! Packets, and writing them to a file.

use ledgerline_core::id::{OutcomeId, PacketId};
use ledgerline_core::wire::{
    Candidate, CandidateFilter, PacketEdit, PacketFormat, PacketLine, PacketView, Placement,
};
use tauri::{AppHandle, State};

use crate::error::Reply;
use crate::files::{self, Saved};
use crate::state::Desk;

asks! {
    packets() -> Vec<PacketLine> = |journal, _| journal.packets();
    new_packet(edit: PacketEdit) -> PacketView = |journal, now| journal.new_packet(edit, now);
    packet(id: PacketId) -> PacketView = |journal, _| journal.packet(id);
    save_packet(id: PacketId, edit: PacketEdit) -> PacketView =
        |journal, now| journal.save_packet(id, edit, now);
    delete_packet(id: PacketId) -> Vec<PacketLine> = |journal, now| journal.delete_packet(id, now);
    candidates(id: PacketId, filter: CandidateFilter) -> Vec<Candidate> =
        |journal, _| journal.candidates(id, &filter);
    include_outcome(id: PacketId, outcome: OutcomeId, on: bool) -> PacketView =
        |journal, now| journal.include(id, outcome, on, now);
    place_outcome(id: PacketId, placement: Placement) -> PacketView =
        |journal, now| journal.place(id, &placement, now);
}

#[tauri::command(async)]
pub(crate) fn export_packet(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: PacketId,
    format: PacketFormat,
) -> Reply<Option<Saved>> {
    let (title, bytes) = desk.journal(|journal, _| {
        Ok((journal.packet(id)?.edit.title, journal.export_packet(id, format)?))
    })?;
    let ending = match format {
        PacketFormat::Markdown => "md",
        PacketFormat::Html => "html",
    };
    files::save(&app, &format!("{}.{ending}", title.trim()), &bytes)
}
