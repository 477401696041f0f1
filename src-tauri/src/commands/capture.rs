//! A line being written: reading it, keeping its draft, saving it; and the window it is written in.

use ledgerline_core::error::Code;
use ledgerline_core::id::EntryId;
use ledgerline_core::journal;
use ledgerline_core::wire::{Captured, Draft, LineRead};
use tauri::{AppHandle, State, WebviewWindow};

use crate::error::{Failure, Reply};
use crate::state::{Desk, held};
use crate::windows::{self, CAPTURE};
use crate::{clock, menu, tray};

/// The capture window has one draft and knows of no other.
fn own(window: &WebviewWindow, surface: &str) -> Reply<()> {
    if window.label() == CAPTURE && surface != CAPTURE {
        return Err(Failure::new(Code::BadInput, "this window keeps no such draft"));
    }
    Ok(())
}

#[tauri::command(async)]
pub(crate) fn read_line(desk: State<'_, Desk>, raw: String, caret: u32) -> Reply<LineRead> {
    if desk.is_open() {
        return desk.journal(|journal, now| journal.read_line(&raw, caret, now));
    }
    Ok(journal::read_line(&raw, caret, &clock::now(), &[], &[], &[]))
}

#[tauri::command(async)]
pub(crate) fn capture(
    app: AppHandle,
    window: WebviewWindow,
    desk: State<'_, Desk>,
    raw: String,
    surface: Option<String>,
) -> Reply<Captured> {
    surface.as_deref().map_or(Ok(()), |surface| own(&window, surface))?;
    let saved = desk.journal(|journal, now| journal.capture(&raw, surface.as_deref(), now))?;
    if window.label() == CAPTURE {
        *held(&desk.captured) = Some(saved.id);
        windows::tell_main(&app, "changed")?;
    }
    tray::refresh(&app);
    Ok(saved)
}

#[tauri::command(async)]
pub(crate) fn seal_line(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    raw: String,
) -> Reply<Captured> {
    let sealed = journal::seal(&desk.folder, &raw, &clock::now())?;
    desk.drop_draft(window.label())?;
    Ok(sealed)
}

/// Puts the line this window saved last back into it.
#[tauri::command(async)]
pub(crate) fn take_back(app: AppHandle, desk: State<'_, Desk>) -> Reply<Option<Draft>> {
    let Some(id) = held(&desk.captured).take() else { return Ok(None) };
    let draft = desk.journal(|journal, now| {
        let raw = journal.entry(id, now)?.entry.raw;
        let caret = u32::try_from(raw.encode_utf16().count()).unwrap_or_default();
        let draft = Draft { surface: CAPTURE.to_owned(), raw, caret };
        journal.save_draft(&draft, now)?;
        journal.delete_entry(id, now)?;
        Ok(draft)
    })?;
    windows::tell_main(&app, "changed")?;
    Ok(Some(draft))
}

#[tauri::command(async)]
pub(crate) fn put_draft(window: WebviewWindow, desk: State<'_, Desk>, draft: Draft) -> Reply<()> {
    own(&window, &draft.surface)?;
    desk.keep_draft(draft)
}

#[tauri::command(async)]
pub(crate) fn draft(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    surface: String,
) -> Reply<Option<Draft>> {
    own(&window, &surface)?;
    if window.label() == CAPTURE
        && let Some(text) = held(&desk.prefill).take()
    {
        return desk.offer(&text).map(Some);
    }
    desk.draft(&surface)
}

#[tauri::command(async)]
pub(crate) fn drop_draft(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    surface: String,
) -> Reply<()> {
    own(&window, &surface)?;
    desk.drop_draft(&surface)
}

#[tauri::command(async)]
pub(crate) fn show_capture(app: AppHandle, prefill: Option<String>) -> Reply<()> {
    Ok(windows::show_capture(&app, prefill)?)
}

#[tauri::command(async)]
pub(crate) fn hide_capture(app: AppHandle) -> Reply<()> {
    Ok(windows::hide_capture(&app)?)
}

/// Shows the main window with this entry open at its outcome.
#[tauri::command(async)]
pub(crate) fn open_outcome_editor(app: AppHandle, id: EntryId) -> Reply<()> {
    menu::go(&app, &format!("outcome/{id}"))?;
    Ok(windows::hide_capture(&app)?)
}
