//! Packets, and writing them to a file.

use ledgerline_core::id::{OutcomeId, PacketId};
use ledgerline_core::wire::{
    Candidate, CandidateFilter, PacketEdit, PacketFormat, PacketLine, PacketView, Placement,
};
use tauri::{AppHandle, State};

use crate::error::Reply;
use crate::files::{self, Saved};
use crate::state::Desk;

#[tauri::command(async)]
pub(crate) fn packets(desk: State<'_, Desk>) -> Reply<Vec<PacketLine>> {
    desk.journal(|journal, _| journal.packets())
}

#[tauri::command(async)]
pub(crate) fn new_packet(desk: State<'_, Desk>, edit: PacketEdit) -> Reply<PacketView> {
    desk.journal(|journal, now| journal.new_packet(edit, now))
}

#[tauri::command(async)]
pub(crate) fn packet(desk: State<'_, Desk>, id: PacketId) -> Reply<PacketView> {
    desk.journal(|journal, _| journal.packet(id))
}

#[tauri::command(async)]
pub(crate) fn save_packet(
    desk: State<'_, Desk>,
    id: PacketId,
    edit: PacketEdit,
) -> Reply<PacketView> {
    desk.journal(|journal, now| journal.save_packet(id, edit, now))
}

#[tauri::command(async)]
pub(crate) fn delete_packet(desk: State<'_, Desk>, id: PacketId) -> Reply<Vec<PacketLine>> {
    desk.journal(|journal, now| journal.delete_packet(id, now))
}

#[tauri::command(async)]
pub(crate) fn candidates(
    desk: State<'_, Desk>,
    id: PacketId,
    filter: CandidateFilter,
) -> Reply<Vec<Candidate>> {
    desk.journal(|journal, _| journal.candidates(id, &filter))
}

#[tauri::command(async)]
pub(crate) fn include_outcome(
    desk: State<'_, Desk>,
    id: PacketId,
    outcome: OutcomeId,
    on: bool,
) -> Reply<PacketView> {
    desk.journal(|journal, now| journal.include(id, outcome, on, now))
}

#[tauri::command(async)]
pub(crate) fn place_outcome(
    desk: State<'_, Desk>,
    id: PacketId,
    placement: Placement,
) -> Reply<PacketView> {
    desk.journal(|journal, now| journal.place(id, &placement, now))
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
