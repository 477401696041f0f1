//! The two windows: made, shown, hidden, replaced. Neither can leave the app's own pages.

use std::sync::atomic::Ordering;
use std::time::Duration;

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Emitter, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
use tauri_plugin_window_state::StateFlags;

use crate::state::{Desk, held};
use crate::{appearance, hush, tray};

pub(crate) const MAIN: &str = "main";
pub(crate) const CAPTURE: &str = "capture";

type Result<T = ()> = tauri::Result<T>;

/// What is remembered of the main window. Wayland neither tells nor takes a position.
pub(crate) fn remembered() -> StateFlags {
    let kept = StateFlags::SIZE | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN;
    if appearance::wayland() { kept } else { kept | StateFlags::POSITION }
}

/// Shows the main window, making it where there is none.
pub(crate) fn show_main(app: &AppHandle) -> Result {
    let window = match app.get_webview_window(MAIN) {
        Some(window) => window,
        None => make_main(app)?,
    };
    window.show()?;
    window.unminimize()?;
    window.set_focus()
}

/// Makes the main window, hidden. The plugin puts it where it was; asking it to from here would
/// wait for a lock that the event loop holds.
pub(crate) fn make_main(app: &AppHandle) -> Result<WebviewWindow> {
    let window = frame(app, MAIN, "index.html")
        .title("Ledgerline")
        .inner_size(1100.0, 760.0)
        .min_inner_size(880.0, 600.0)
        .visible(false)
        .build()?;
    finish(&window)?;
    Ok(window)
}

/// Makes the capture window, hidden and warm, so that showing it costs nothing.
pub(crate) fn make_capture(app: &AppHandle) -> Result {
    let window = frame(app, CAPTURE, "capture.html")
        .title("Capture")
        .inner_size(560.0, 300.0)
        .resizable(false)
        .maximizable(false)
        .minimizable(false)
        .always_on_top(true)
        .skip_taskbar(true)
        .visible_on_all_workspaces(true)
        // Without a frame, Linux draws neither shadow nor corners.
        .decorations(cfg!(target_os = "linux"))
        .visible(false)
        .focused(false)
        .build()?;
    finish(&window)
}

/// What both windows have in common.
fn frame<'a>(
    app: &'a AppHandle,
    label: &'a str,
    page: &str,
) -> WebviewWindowBuilder<'a, tauri::Wry, AppHandle> {
    let desk = app.state::<Desk>();
    let theme = desk.preferences().theme;
    let dark = appearance::is_dark(theme, *held(&desk.system_dark));
    WebviewWindowBuilder::new(app, label, WebviewUrl::App(page.into()))
        // Nothing of a page may reach the disk. WebDriver cannot drive such a window.
        .incognito(!appearance::driven())
        .devtools(cfg!(debug_assertions))
        .initialization_script(appearance::script(theme, dark))
        .background_color(appearance::ground(dark))
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
}

/// Only the pages inside the app.
fn is_ours(url: &Url) -> bool {
    match (url.scheme(), url.host_str()) {
        ("tauri", Some("localhost")) => true,
        ("http" | "https", Some("tauri.localhost")) => cfg!(windows),
        _ => false,
    }
}

#[cfg(not(target_os = "linux"))]
fn finish(_: &WebviewWindow) -> Result {
    Ok(())
}

/// WebKitGTK checks no spelling unless told to.
#[cfg(target_os = "linux")]
fn finish(window: &WebviewWindow) -> Result {
    window.with_webview(|webview| {
        use webkit2gtk::{WebContextExt, WebViewExt};
        if let Some(context) = webview.inner().context() {
            context.set_spell_checking_enabled(true);
            let language = language();
            context.set_spell_checking_languages(&[&language]);
        }
    })
}

/// The language of the session, such as `de_DE`; English where none is set.
#[cfg(target_os = "linux")]
fn language() -> String {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .map(|value| value.split(['.', '@']).next().unwrap_or_default().to_owned())
        .find(|value| value.len() >= 2 && value != "POSIX")
        .unwrap_or_else(|| "en_US".to_owned())
}

/// Shows the capture window where the pointer is. `prefill` is offered, never saved.
pub(crate) fn show_capture(app: &AppHandle, prefill: Option<String>) -> Result {
    if prefill.is_some() {
        *held(&app.state::<Desk>().prefill) = prefill;
    }
    let Some(window) = app.get_webview_window(CAPTURE) else { return Ok(()) };
    if !appearance::wayland() {
        place(&window)?;
    }
    window.show()?;
    window.set_focus()?;
    app.emit("capture-shown", ())
}

/// Centred on the monitor with the pointer, a quarter down.
fn place(window: &WebviewWindow) -> Result {
    let pointer = window.cursor_position()?;
    let Some(monitor) = window.monitor_from_point(pointer.x, pointer.y)? else { return Ok(()) };
    let (room, size) = (monitor.work_area(), window.outer_size()?);
    let spare = |room: u32, taken: u32| i32::try_from(room.saturating_sub(taken)).unwrap_or(0);
    window.set_position(tauri::PhysicalPosition::new(
        room.position.x + spare(room.size.width, size.width) / 2,
        room.position.y + spare(room.size.height, size.height) / 4,
    ))
}

/// Hides the capture window. With nothing else on the screen and no tray, the app ends: nobody
/// could see that it still runs.
pub(crate) fn hide_capture(app: &AppHandle) -> Result {
    if let Some(window) = app.get_webview_window(CAPTURE) {
        window.hide()?;
    }
    tray::refresh(app);
    if main_is_visible(app) {
        return Ok(());
    }
    // Gives the focus back to whoever had it.
    #[cfg(target_os = "macos")]
    app.hide()?;
    if !app.state::<Desk>().has_tray.load(Ordering::Relaxed) {
        app.exit(0);
    }
    Ok(())
}

/// The user closed a window. Main stays reachable through the tray, or else the app ends.
pub(crate) fn close(app: &AppHandle, label: &str) {
    if label == CAPTURE {
        let _ = hide_capture(app);
    } else if !app.state::<Desk>().has_tray.load(Ordering::Relaxed) {
        app.exit(0);
    } else if let Some(window) = app.get_webview_window(label) {
        let _ = window.hide();
    }
}

/// Sends the main window an event without words.
pub(crate) fn tell_main(app: &AppHandle, event: &str) -> Result {
    app.emit_to(MAIN, event, ())
}

pub(crate) fn main_is_visible(app: &AppHandle) -> bool {
    app.get_webview_window(MAIN).is_some_and(|main| main.is_visible().unwrap_or(false))
}

/// Destroys the main window with all it shows and makes another, so that nothing read from the
/// journal stays in the page's memory.
pub(crate) fn replace_main(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        // The command that locked still has its answer to deliver to that page.
        std::thread::sleep(Duration::from_millis(30));
        let Some(old) = app.get_webview_window(MAIN) else { return };
        let visible = old.is_visible().unwrap_or(true);
        if old.destroy().is_err() {
            return;
        }
        // The name is free once the event loop has turned.
        for _ in 0..200 {
            if app.get_webview_window(MAIN).is_none() {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        let made = if visible { show_main(&app) } else { make_main(&app).map(|_| ()) };
        if made.is_err() {
            hush::note("the main window could not be made again");
        }
    });
}
