//! Updates: writing, sending, and the forms they leave in.

use ledgerline_core::id::UpdateId;
use ledgerline_core::time::Day;
use ledgerline_core::update::{UpdateEdit, UpdateSettings};
use ledgerline_core::wire::{ChangedLine, UpdateForms, UpdateView, UpdatesView};
use tauri::{AppHandle, State};

use crate::error::Reply;
use crate::files::{self, Saved};
use crate::state::Desk;

asks! {
    updates() -> UpdatesView = |journal, now| journal.updates(now);
    new_update(from: Option<Day>, until: Option<Day>) -> UpdateView =
        |journal, now| journal.new_update(from, until, now);
    update(id: UpdateId) -> UpdateView = |journal, now| journal.update(id, now);
    save_update(id: UpdateId, edit: UpdateEdit) -> UpdateView =
        |journal, now| journal.save_update(id, edit, now);
    delete_update(id: UpdateId) -> UpdatesView = |journal, now| journal.delete_update(id, now);
    send_update(id: UpdateId) -> UpdateView = |journal, now| journal.send_update(id, now);
    skip_update(id: Option<UpdateId>, reason: String) -> UpdatesView =
        |journal, now| journal.skip_update(id, &reason, now);
    update_forms(id: UpdateId) -> UpdateForms = |journal, now| journal.update_forms(id, now);
    update_changes(id: UpdateId) -> Vec<ChangedLine> =
        |journal, _| journal.update_changes(id);
    save_update_settings(settings: UpdateSettings) -> UpdateSettings =
        |journal, _| journal.save_update_settings(&settings);
}

/// Puts an update on the clipboard: `rich`, `plain` or `markdown`.
#[tauri::command(async)]
pub(crate) fn copy_update(desk: State<'_, Desk>, id: UpdateId, form: String) -> Reply<()> {
    let forms = desk.journal(|journal, now| journal.update_forms(id, now))?;
    match form.as_str() {
        "rich" => desk.copy_rich(forms.html, forms.plain),
        "markdown" => desk.copy(forms.markdown),
        _ => desk.copy(forms.plain),
    }
}

/// Opens the mail program with an update. False when the text was too long to go with it.
#[tauri::command(async)]
pub(crate) fn mail_update(desk: State<'_, Desk>, id: UpdateId) -> Reply<bool> {
    let forms = desk.journal(|journal, now| journal.update_forms(id, now))?;
    files::open_mail(&forms.mailto)?;
    Ok(forms.mailto_whole)
}

/// Writes an update to a file that mail programs open.
#[tauri::command(async)]
pub(crate) fn save_eml(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: UpdateId,
) -> Reply<Option<Saved>> {
    let (subject, bytes) = desk.journal(|journal, now| {
        Ok((journal.update_forms(id, now)?.subject, journal.update_eml(id, now)?))
    })?;
    files::save(&app, &format!("{}.eml", subject.trim()), &bytes)
}
