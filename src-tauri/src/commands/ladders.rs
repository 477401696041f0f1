//! Ladders, what is linked to their criteria, and how far that covers them.

use ledgerline_core::id::{CriterionId, EntryId, LadderId};
use ledgerline_core::ladder::{Bar, LadderFormat};
use ledgerline_core::outcome::record::CriterionMet;
use ledgerline_core::wire::{
    Coverage, CriterionEdit, LadderEdit, LadderFile, LadderImport, LadderLine, LadderView, Linked,
};
use tauri::{AppHandle, State};

use crate::error::Reply;
use crate::files::{self, Saved};
use crate::state::Desk;

asks! {
    ladders() -> Vec<LadderLine> = |journal, _| journal.ladders();
    ladder(id: LadderId) -> LadderView = |journal, _| journal.ladder(id);
    start_ladder() -> LadderImport = |journal, now| journal.start_ladder(now);
    import_ladder(
        text: String,
        format: Option<LadderFormat>,
        name: String,
        into: Option<LadderId>,
        dry_run: bool
    ) -> LadderImport = |journal, now| {
        journal.import_ladder(&LadderFile { name, format, text }, into, dry_run, now)
    };
    save_ladder(id: LadderId, edit: LadderEdit) -> LadderView =
        |journal, _| journal.save_ladder(id, &edit);
    delete_ladder(id: LadderId) -> Vec<LadderLine> = |journal, now| journal.delete_ladder(id, now);
    save_criterion(id: LadderId, edit: CriterionEdit) -> LadderView =
        |journal, now| journal.save_criterion(id, &edit, now);
    remove_criterion(id: LadderId, criterion: CriterionId) -> LadderView =
        |journal, _| journal.remove_criterion(id, criterion);
    read_bar(words: String) -> Bar = |_, _| Ok(Bar::read(&words));
    link_criterion(
        criterion: CriterionId,
        linked: Linked,
        reason: String
    ) -> Vec<CriterionMet> =
        |journal, _| journal.link_criterion(criterion, linked, &reason);
    unlink_criterion(criterion: CriterionId, linked: Linked) -> Vec<CriterionMet> =
        |journal, _| journal.unlink_criterion(criterion, linked);
    entry_criteria(id: EntryId) -> Vec<CriterionMet> =
        |journal, _| journal.entry_criteria(id);
    coverage(id: LadderId, level: Option<String>, quarters: u32) -> Coverage =
        |journal, now| journal.coverage(id, level.as_deref(), quarters, now);
}

/// A file to look at before it comes in; none when the user thought better.
#[tauri::command(async)]
pub(crate) fn pick_ladder(app: AppHandle, desk: State<'_, Desk>) -> Reply<Option<LadderFile>> {
    // Asked first, so that a locked journal opens no dialog.
    desk.journal(|journal, _| journal.ladders())?;
    let Some((name, bytes)) = files::pick(&app)? else { return Ok(None) };
    Ok(Some(LadderFile::of(&name, &bytes)?))
}

#[tauri::command(async)]
pub(crate) fn export_ladder(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: LadderId,
    format: LadderFormat,
) -> Reply<Option<Saved>> {
    let (name, text) = desk.journal(|journal, _| {
        Ok((journal.ladder(id)?.ladder.name, journal.export_ladder(id, format)?))
    })?;
    files::save(&app, &format!("{}.{}", name.trim(), format.ending()), text.as_bytes())
}
