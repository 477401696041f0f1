//! The native menu: a full one on macOS, a pop-up elsewhere. Its items are the actions of
//! `actions.ts`; the page runs them.

use tauri::menu::{Menu, MenuBuilder, MenuItemBuilder, Submenu, SubmenuBuilder};
use tauri::{AppHandle, Emitter, Manager};

use crate::words::{action, words};
use crate::{hush, locking, windows};

/// The menus in order, each with its actions; an empty id draws a line.
const MENUS: [(&str, &[&str]); 4] = [
    ("native_file", &["capture", "new-goal", "", "settings", "lock"]),
    ("native_edit", &["undo", "redo"]),
    (
        "native_go",
        &[
            "week",
            "timeline",
            "loose-ends",
            "goals",
            "people",
            "packets",
            "trash",
            "",
            "back",
            "forward",
            "",
            "search",
            "palette",
        ],
    ),
    ("native_help", &["help"]),
];

/// The whole menu.
pub(crate) fn build(app: &AppHandle) -> tauri::Result<Menu<tauri::Wry>> {
    let mut menu = MenuBuilder::new(app);
    if cfg!(target_os = "macos") {
        menu = menu.item(&own(app)?);
    }
    for (title, actions) in MENUS {
        menu = menu.item(&submenu(app, title, actions)?);
    }
    if !cfg!(target_os = "macos") {
        menu = menu.separator().text("quit", words("native_quit"));
    }
    menu.build()
}

/// The app's own menu on macOS.
fn own(app: &AppHandle) -> tauri::Result<Submenu<tauri::Wry>> {
    SubmenuBuilder::new(app, words("app_name"))
        .about(None)
        .separator()
        .services()
        .separator()
        .hide()
        .hide_others()
        .show_all()
        .separator()
        .quit()
        .build()
}

fn submenu(app: &AppHandle, title: &str, actions: &[&str]) -> tauri::Result<Submenu<tauri::Wry>> {
    let mut menu = SubmenuBuilder::new(app, words(title));
    for id in actions {
        if id.is_empty() {
            menu = menu.separator();
            continue;
        }
        let mut item = MenuItemBuilder::with_id(*id, action(id));
        if let Some(keys) = keys(id) {
            item = item.accelerator(keys);
        }
        menu = menu.item(&item.build(app)?);
    }
    // Without these, copy and paste have no keys on macOS.
    if title == "native_edit" && cfg!(target_os = "macos") {
        menu = menu.separator().cut().copy().paste().select_all();
    }
    menu.build()
}

/// Keys shown in the menu. Only macOS: a GTK or Windows menu would take them from the page.
fn keys(id: &str) -> Option<&'static str> {
    let keys = match id {
        "capture" => "Cmd+N",
        "settings" => "Cmd+,",
        "lock" => "Cmd+Shift+L",
        "undo" => "Cmd+Z",
        "redo" => "Cmd+Shift+Z",
        "week" => "Cmd+1",
        "timeline" => "Cmd+2",
        "loose-ends" => "Cmd+3",
        "goals" => "Cmd+4",
        "people" => "Cmd+5",
        "packets" => "Cmd+9",
        "search" => "Cmd+F",
        "palette" => "Cmd+K",
        "back" => "Cmd+[",
        "forward" => "Cmd+]",
        "help" => "Cmd+/",
        _ => return None,
    };
    cfg!(target_os = "macos").then_some(keys)
}

/// Somebody chose an item, in the tray or in a menu.
pub(crate) fn chosen(app: &AppHandle, id: &str) {
    let done = match id {
        "capture" => windows::show_capture(app, None),
        "open" => windows::show_main(app),
        "quit" => windows::leave(app),
        "lock" => locking::lock(app),
        _ => go(app, id),
    };
    if done.is_err() {
        hush::note("a menu item could not be followed");
    }
}

/// Shows the main window and tells it where to go: an action's id, or `entry/<id>`.
pub(crate) fn go(app: &AppHandle, place: &str) -> tauri::Result<()> {
    windows::show_main(app)?;
    let (screen, id) = match place.split_once('/') {
        Some((screen, id)) => (screen, Some(id)),
        None => (place, None),
    };
    app.emit_to(windows::MAIN, "go", serde_json::json!({ "screen": screen, "id": id }))
}

/// Opens the menu over the main window, for `Alt` and `F10`.
pub(crate) fn pop_up(app: &AppHandle) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(windows::MAIN) else { return Ok(()) };
    let menu = build(app)?;
    window.popup_menu_at(&menu, tauri::LogicalPosition::new(0.0, 0.0))
}

/// Every message key that menus, tray and dialogs ask for.
#[cfg(test)]
pub(crate) fn sentences() -> Vec<String> {
    let native = ["app_name", "native_open", "native_quit", "native_draft", "native_confidential"];
    let due = ["native_due_week", "native_due_update", "native_due_outcome"];
    let later = ["native_in_an_hour", "native_tomorrow"];
    let titles = MENUS.iter().map(|(title, _)| (*title).to_owned());
    let actions = MENUS.iter().flat_map(|(_, actions)| actions.iter());
    let actions = actions.filter(|id| !id.is_empty());
    native
        .iter()
        .chain(&due)
        .chain(&later)
        .map(|key| (*key).to_owned())
        .chain(titles)
        .chain(actions.map(|id| format!("action_{}", id.replace('-', "_"))))
        .collect()
}
