//! What came of an entry.

use ledgerline_core::figure::{Calculation, Worked};
use ledgerline_core::id::{EntryId, OutcomeId};
use ledgerline_core::outcome::record::{Outcome, QuickAnswers};
use ledgerline_core::wire::{EntryView, OutcomeLine};
use tauri::{AppHandle, State};

use crate::error::Reply;
use crate::files;
use crate::state::Desk;

asks! {
    new_outcome(entry: EntryId, statement: String, answers: QuickAnswers) -> EntryView =
        |journal, now| {
            journal.record_outcome(entry, &statement, |it| answers.put_into(it), now)
        };
    save_outcome(entry: EntryId, outcome: Outcome) -> EntryView =
        |journal, now| journal.save_outcome(entry, outcome, now);
    link_outcome(entry: EntryId, outcome: OutcomeId) -> EntryView =
        |journal, now| journal.link(entry, outcome, now);
    unlink_outcome(entry: EntryId, outcome: OutcomeId) -> EntryView =
        |journal, now| journal.unlink(entry, outcome, now);
    delete_outcome(entry: EntryId, outcome: OutcomeId) -> EntryView =
        |journal, now| journal.delete_outcome(entry, outcome, now);
    find_outcomes(text: String) -> Vec<OutcomeLine> = |journal, _| journal.find_outcomes(&text);
    work_out(calculation: Calculation) -> Worked = |journal, _| journal.work_out(&calculation);
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

/// Copies what was dropped on the window into the journal, as evidence.
#[tauri::command(async)]
pub(crate) fn attach_dropped(
    desk: State<'_, Desk>,
    entry: EntryId,
    outcome: OutcomeId,
) -> Reply<Option<EntryView>> {
    let files = files::dropped(&desk)?;
    desk.journal(|journal, now| {
        let mut attached = None;
        for (name, bytes) in &files {
            attached = Some(journal.attach(entry, outcome, name, bytes, true, now)?);
        }
        Ok(attached)
    })
}
