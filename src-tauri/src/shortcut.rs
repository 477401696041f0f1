//! The one key from anywhere.

use tauri::AppHandle;
use tauri::Manager;
use tauri_plugin_global_shortcut::{GlobalShortcutExt, ShortcutState};

use crate::state::{Desk, held};
use crate::{appearance, hush, windows};

/// The plugin, with nothing registered yet.
pub(crate) fn plugin() -> tauri::plugin::TauriPlugin<tauri::Wry> {
    tauri_plugin_global_shortcut::Builder::new()
        .with_handler(|app, _, event| {
            if event.state == ShortcutState::Pressed && windows::show_capture(app, None).is_err() {
                hush::note("the capture window could not be shown");
            }
        })
        .build()
}

/// Registers what the preferences say, and keeps the reason when that fails.
pub(crate) fn register(app: &AppHandle) {
    let desk = app.state::<Desk>();
    let keys = app.global_shortcut();
    let registered = match desk.preferences().shortcut {
        // Wayland delivers no grabbed key; the page says what to do instead.
        Some(_) if appearance::wayland() => Ok(()),
        Some(shortcut) => keys.unregister_all().and_then(|()| keys.register(shortcut.as_str())),
        None => keys.unregister_all(),
    };
    *held(&desk.shortcut_problem) = registered.err().map(|error| error.to_string());
}
