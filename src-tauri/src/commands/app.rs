//! The app itself: its state, this computer's preferences, the clipboard, the menu.

use std::sync::atomic::Ordering;
use std::time::Instant;

use ledgerline_core::wire::{AppState, Preferences};
use tauri::{AppHandle, Emitter, State};

use crate::error::Reply;
use crate::state::{Desk, held};
use crate::{menu, shortcut, startup, windows};

#[tauri::command(async)]
pub(crate) fn app_state(desk: State<'_, Desk>) -> AppState {
    desk.facts()
}

/// The main page is drawn: what could wait for it may come now.
#[tauri::command(async)]
pub(crate) fn drawn(app: AppHandle) {
    windows::main_is_drawn(&app);
}

#[tauri::command(async)]
pub(crate) fn save_preferences(
    app: AppHandle,
    desk: State<'_, Desk>,
    preferences: Preferences,
) -> Reply<AppState> {
    let wanted = preferences.start_with_system;
    if wanted != desk.preferences().start_with_system {
        startup::set(&app, wanted)?;
    }
    desk.save_preferences(preferences)?;
    shortcut::register(&app);
    app.emit("state", ())?;
    Ok(desk.facts())
}

/// Ends the app over text that is on no disk, once the user was asked about it and not before.
#[tauri::command(async)]
pub(crate) fn quit(app: AppHandle, desk: State<'_, Desk>) {
    if desk.asked_to_leave.swap(false, Ordering::Relaxed) {
        app.exit(0);
    }
}

/// The journal may lie where something else writes to its folder.
#[tauri::command(async)]
pub(crate) fn keep_synced(desk: State<'_, Desk>) -> Reply<AppState> {
    desk.keep_synced()?;
    Ok(desk.facts())
}

/// A key or the pointer moved: the idle lock starts over.
#[tauri::command(async)]
pub(crate) fn keep_open(desk: State<'_, Desk>) {
    *held(&desk.stirred) = Instant::now();
}

#[tauri::command(async)]
pub(crate) fn open_menu(app: AppHandle) -> Reply<()> {
    Ok(menu::pop_up(&app)?)
}

#[tauri::command(async)]
pub(crate) fn copy_text(desk: State<'_, Desk>, text: String) -> Reply<()> {
    desk.copy(text)
}
