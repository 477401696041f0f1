//! Which window may call what: every command from every window, and only the golden list answers.

use std::collections::BTreeSet;

use serde_json::json;

use crate::house::House;
use crate::window::Window;

/// The shell's own list of every command, read as text.
const LIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../src-tauri/src/list.rs");

/// What the capture window may call. Whoever widens it has to say so there.
const CAPTURE: &str = include_str!("capture-commands.txt");

/// What only the capture window may call.
const CAPTURE_ALONE: [&str; 3] = ["hide_capture", "open_outcome_editor", "take_back"];

/// Commands that Tauri and its plugins bring. No window may call one, but for listening to events.
const FOREIGN: [&str; 14] = [
    "plugin:app|version",
    "plugin:dialog|open",
    "plugin:dialog|save",
    "plugin:event|emit",
    "plugin:event|emit_to",
    "plugin:global-shortcut|register",
    "plugin:image|new",
    "plugin:menu|new",
    "plugin:path|resolve_directory",
    "plugin:resources|close",
    "plugin:tray|new",
    "plugin:webview|create_webview_window",
    "plugin:window|close",
    "plugin:window-state|save_window_state",
];

/// Every command of the shell.
fn commands() -> BTreeSet<String> {
    let list = std::fs::read_to_string(LIST).expect("the shell's list");
    let rows = list.lines().filter_map(|row| row.trim().strip_suffix(';'));
    let found: BTreeSet<String> = rows
        .filter_map(|row| row.split_once("::"))
        .filter_map(|(_, rest)| rest.split_once(',').map(|(name, _)| name.to_owned()))
        .collect();
    assert!(found.len() > 60, "the list was read: {found:?}");
    found
}

/// The commands that this window is not refused. The journal is locked, so none does anything.
fn granted(window: &Window) -> BTreeSet<String> {
    let all = commands().into_iter().chain(FOREIGN.map(str::to_owned));
    // Its menu would wait for a key that nobody presses.
    all.filter(|name| *name != "open_menu").filter(|name| !is_refused(window, name)).collect()
}

fn is_refused(window: &Window, command: &str) -> bool {
    let (done, said) = window.invoke(command, json!({}));
    let said = said.as_str().unwrap_or_default();
    !done && (said.contains("not allowed") || said.contains("this window may not do that"))
}

#[test]
fn the_capture_window_may_call_what_writes_one_line_and_nothing_else() {
    let mut window = House::fresh("permissions-capture").start();
    window.capture();
    let golden = CAPTURE.lines().map(str::to_owned).collect();
    assert_eq!(granted(&window), golden, "the golden list and no other");
    assert!(is_refused(&window, "open_menu"), "nor the menu");
}

#[test]
fn the_main_window_may_call_every_command_but_those_of_the_capture_window() {
    let window = House::fresh("permissions-main").start();
    let mut golden = commands();
    for name in CAPTURE_ALONE.into_iter().chain(["open_menu"]) {
        golden.remove(name);
    }
    assert_eq!(granted(&window), golden, "the golden list and no other");
}

#[test]
fn neither_window_can_leave_the_apps_own_pages() {
    let mut window = House::fresh("navigation").start();
    for page in ["main", "capture"] {
        if page == "capture" {
            window.capture();
        }
        let before = window.run("return location.href", json!([]));
        window.run("location.href = 'https://example.org/'", json!([]));
        window.run("window.open('https://example.org/')", json!([]));
        let (done, _) = window.invoke("app_state", json!({}));
        assert!(done, "the {page} page still answers");
        let after = window.run("return location.href", json!([]));
        assert_eq!(after, before, "the {page} window is where it was");
    }
    let handles = window.driver.handles().expect("the windows");
    assert_eq!(handles.len(), 2, "and no window was opened");
}
