//! Packets, and writing them to a file.

use ledgerline_core::id::{CopyId, OutcomeId, PacketId, ProjectId};
use ledgerline_core::journal::Presses;
use ledgerline_core::wire::{
    Candidate, CandidateFilter, CoachMark, CoachRules, CoachedText, FilledForm, FormProfile,
    PacketChanges, PacketCheck, PacketEdit, PacketFormat, PacketLine, PacketReview, PacketRule,
    PacketView, Placement, Project, Rehearsal, SentCopy, Subject,
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
    packet_review(id: PacketId) -> PacketReview = |journal, _| journal.packet_review(id);
    set_packet_rule(id: PacketId, rule: PacketRule) -> PacketReview =
        |journal, now| journal.set_packet_rule(id, rule, now);
    drop_packet_rule(id: PacketId, subject: Subject) -> PacketReview =
        |journal, now| journal.drop_packet_rule(id, &subject, now);
    keep_unknown(id: PacketId) -> PacketReview = |journal, now| journal.keep_unknown(id, now);
    place_outcome(id: PacketId, placement: Placement) -> PacketView =
        |journal, now| journal.place(id, &placement, now);
    packet_check(id: PacketId) -> PacketCheck = |journal, now| journal.check_packet(id, now);
    rehearse(id: PacketId) -> Rehearsal = |journal, now| journal.rehearse(id, now);
    coach_packet(id: PacketId) -> Vec<CoachedText> = |journal, _| journal.coach_packet(id);
    coach_text(text: String) -> Vec<CoachMark> = |journal, _| journal.coach_text(&text);
    coach_rules() -> CoachRules = |journal, _| journal.coach_rules();
    save_coach_rules(text: Option<String>) -> CoachRules =
        |journal, _| journal.save_coach_rules(text);
    form_profiles() -> Vec<FormProfile> = |journal, _| journal.form_profiles();
    save_form_profile(profile: FormProfile) -> Vec<FormProfile> =
        |journal, _| journal.save_form_profile(profile);
    delete_form_profile(key: String) -> Vec<FormProfile> =
        |journal, _| journal.delete_form_profile(&key);
    filled_form(id: PacketId, key: String) -> FilledForm =
        |journal, _| journal.filled_form(id, &key);
    sent_copies(id: PacketId) -> Vec<SentCopy> = |journal, _| journal.sent_copies(id);
    sent_text(id: PacketId, copy: CopyId) -> String = |journal, _| journal.sent_text(id, copy);
    changed_since(id: PacketId, copy: Option<CopyId>) -> PacketChanges =
        |journal, _| journal.changed_since(id, copy);
    projects() -> Vec<Project> = |journal, _| journal.projects();
    new_project(name: String) -> Project = |journal, now| journal.new_project(&name, now);
    save_project(project: Project) -> Vec<Project> = |journal, _| journal.save_project(project);
    delete_project(id: ProjectId) -> Vec<Project> = |journal, _| journal.delete_project(id);
}

const PRESSES: Presses = Presses {
    pdf: |document| {
        let font = |path: &str| std::fs::read(path).ok();
        ledgerline_pdf::pdf(document, &font).map_err(|error| error.to_string())
    },
    docx: |document| ledgerline_docx::docx(document).map_err(|error| error.to_string()),
};

/// Writes a packet to a file of the user's choice and, unless told not to, keeps a frozen copy.
#[tauri::command(async)]
pub(crate) fn export_packet(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: PacketId,
    format: PacketFormat,
    keep: Option<bool>,
) -> Reply<Option<Saved>> {
    // Refused before anybody is asked where to: the title is what the file says, names taken out.
    let title =
        desk.journal(|journal, _| Ok(journal.cleared_packet(id)?.document().title.clone()))?;
    let ending = format.ending();
    let mut written = Vec::new();
    let saved = files::save_with(&app, &format!("{}.{ending}", title.trim()), |path| {
        written = desk.journal(|journal, _| journal.write_packet(id, format, &PRESSES, path))?;
        Ok(written.len())
    })?;
    if saved.is_some() && keep.unwrap_or(true) {
        desk.journal(|journal, now| journal.keep_copy(id, ending, &written, now))?;
    }
    Ok(saved)
}
