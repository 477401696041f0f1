//! The tray: Capture first, since Linux trays tell of no click, then what is due and the last three
//! entries.

use std::sync::atomic::Ordering;
use std::time::Duration;

use ledgerline_core::entry::Sensitivity;
use ledgerline_core::wire::{EntryLine, Query};
use tauri::menu::{Menu, MenuBuilder, MenuItemBuilder};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Manager, image::Image};

use crate::state::Desk;
use crate::words::{action, words};
use crate::{hush, menu, remind};

const ID: &str = "tray";
/// How much of an entry a menu shows.
const SHOWN: usize = 48;
/// How often, and how long after each other, a place for the icon is looked for at most.
const PATIENCE: u32 = 20;
const MOMENT: Duration = Duration::from_millis(500);

/// Puts the icon up, where the desktop has a place for it, and says whether it is up. A desktop
/// that starts just now is waited for when the app `waits` in the tray. Not on the main thread.
pub(crate) fn raise(app: &AppHandle, waits: bool) -> bool {
    let patience = if waits { PATIENCE } else { 0 };
    if !(0..=patience).any(|moment| {
        std::thread::sleep(MOMENT * u32::from(moment > 0));
        has_place()
    }) {
        return false;
    }
    let (builder, (said, done)) = (app.clone(), std::sync::mpsc::channel());
    let asked = app.run_on_main_thread(move || {
        // The Linux library is loaded when first used and panics where it is missing.
        let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| build(&builder)));
        let is_up = matches!(made, Ok(Ok(())));
        builder.state::<Desk>().has_tray.store(is_up, Ordering::Relaxed);
        let _ = said.send(is_up);
    });
    let is_up = asked.is_ok() && done.recv().unwrap_or(false);
    if !is_up {
        hush::note("there is no tray");
    }
    is_up
}

fn build(app: &AppHandle) -> tauri::Result<()> {
    let icon = if cfg!(target_os = "macos") {
        Image::from_bytes(include_bytes!("../icons/tray.png"))?
    } else {
        Image::from_bytes(include_bytes!("../icons/icon-32.png"))?
    };
    TrayIconBuilder::with_id(ID)
        .icon(icon)
        .icon_as_template(cfg!(target_os = "macos"))
        .tooltip(words("app_name"))
        .menu(&items(app)?)
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .build(app)?;
    Ok(())
}

/// Brings the menu up to date. Call after a capture, a lock, an unlock, or a change elsewhere.
pub(crate) fn refresh(app: &AppHandle) {
    let Some(tray) = app.tray_by_id(ID) else { return };
    let done = items(app).and_then(|menu| tray.set_menu(Some(menu)));
    if done.is_err() {
        hush::note("the tray menu could not be renewed");
    }
}

fn items(app: &AppHandle) -> tauri::Result<Menu<tauri::Wry>> {
    let desk = app.state::<Desk>();
    let mut menu = MenuBuilder::new(app).text("capture", action("capture"));
    if desk.has_draft("capture") {
        menu = menu.item(&MenuItemBuilder::new(words("native_draft")).enabled(false).build(app)?);
    }
    menu = menu.separator();
    let due = desk.ahead.standing();
    for (sentence, screen) in due.iter().map(|what| remind::said(*what)) {
        menu = menu.text(screen, words(sentence));
    }
    if !due.is_empty() {
        menu = menu.separator();
    }
    for (id, line) in last_three(&desk) {
        menu = menu.text(format!("entry/{id}"), line);
    }
    menu = menu.separator().text("open", words("native_open"));
    if desk.is_open() {
        menu = menu.text("lock", action("lock"));
    }
    menu.text("quit", words("native_quit")).build()
}

/// The newest entries, as a menu may show them: nothing while locked, and of a confidential one
/// only its day.
fn last_three(desk: &Desk) -> Vec<(String, String)> {
    let page = desk.glance(|journal, now| journal.timeline(&Query::default(), None, 3, now));
    let rows = page.map(|page| page.rows).unwrap_or_default();
    rows.iter().map(|row| (row.id.to_string(), label(row))).collect()
}

fn label(row: &EntryLine) -> String {
    if row.sensitivity == Sensitivity::Confidential {
        return format!("{} · {}", row.day, words("native_confidential"));
    }
    let line = row.text.lines().next().unwrap_or_default();
    let cut = line.chars().count() > SHOWN;
    line.chars().take(SHOWN).chain(cut.then_some('…')).collect::<String>().replace('&', "&&")
}

/// Stock GNOME has no tray: an icon put up there would be seen by nobody.
#[cfg(target_os = "linux")]
fn has_place() -> bool {
    let watcher = || -> zbus::Result<bool> {
        let bus = zbus::blocking::Connection::session()?;
        let names = zbus::blocking::fdo::DBusProxy::new(&bus)?;
        Ok(names.name_has_owner("org.kde.StatusNotifierWatcher".try_into()?)?)
    };
    watcher().unwrap_or(false)
}

#[cfg(not(target_os = "linux"))]
fn has_place() -> bool {
    true
}
