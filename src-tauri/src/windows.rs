//! The two windows: made, shown, hidden, replaced. Neither can leave the app's own pages.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Emitter, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
use tauri_plugin_window_state::StateFlags;

use crate::state::{Desk, held};
use crate::{appearance, hush, tray};

pub(crate) const MAIN: &str = "main";
pub(crate) const CAPTURE: &str = "capture";

type Result<T = ()> = tauri::Result<T>;

/// After its first picture the main page is still by then: what is made now keeps nobody waiting.
const SETTLED: Duration = Duration::from_secs(1);
/// A window that was only just shown may lose the focus to the race for it.
const RACE: Duration = Duration::from_millis(400);
/// The page puts its draft away when it loses the focus; by now that is done.
const DRAFT_KEPT: Duration = Duration::from_millis(300);

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

/// Makes the main window, hidden; the capture window follows once its page is drawn. The plugin
/// puts it where it was; asking it to from here would wait for a lock that the event loop holds.
pub(crate) fn make_main(app: &AppHandle) -> Result<WebviewWindow> {
    frame(app, MAIN, "index.html")
        .title("Ledgerline")
        .inner_size(1100.0, 760.0)
        .min_inner_size(880.0, 600.0)
        .visible(false)
        .build()
}

/// The main page is drawn. A moment from now it learns to spell, and the capture window is made, so
/// that showing it will cost nothing.
pub(crate) fn main_is_drawn(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        std::thread::sleep(SETTLED);
        let maker = app.clone();
        let asked = app.run_on_main_thread(move || {
            let spells =
                maker.get_webview_window(MAIN).map_or(Ok(()), |main| check_spelling(&main));
            if spells.and_then(|()| make_capture(&maker)).is_err() {
                hush::note("the capture window could not be made");
            }
        });
        asked.unwrap_or_else(|_| hush::note("the capture window was not asked for"));
    });
}

/// Makes the capture window, hidden, where there is none. On the main thread.
fn make_capture(app: &AppHandle) -> Result {
    if app.get_webview_window(CAPTURE).is_some() {
        return Ok(());
    }
    beside_main(app, |app, share| {
        let window = share(frame(app, CAPTURE, "capture.html"))
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
            // Linux would have a window made without the focus refuse it at first.
            .focused(cfg!(target_os = "linux"))
            .build()?;
        check_spelling(&window)
    })
}

type Frame<'a> = WebviewWindowBuilder<'a, tauri::Wry, AppHandle>;

/// Runs `make` with what lets its page share the web process of the main one: a process of its
/// own would hold as much again as an empty window does.
#[cfg(target_os = "linux")]
fn beside_main(
    app: &AppHandle,
    make: impl FnOnce(&AppHandle, &dyn Fn(Frame<'_>) -> Frame<'_>) -> Result + Send + 'static,
) -> Result {
    let Some(main) = app.get_webview_window(MAIN) else { return make(app, &|frame| frame) };
    let (app, (said, done)) = (app.clone(), std::sync::mpsc::channel());
    main.with_webview(move |view| {
        let view = view.inner();
        let _ = said.send(make(&app, &|frame| frame.with_related_view(view.clone())));
    })?;
    // On the main thread it has run by now.
    done.try_recv().unwrap_or(Ok(()))
}

#[cfg(not(target_os = "linux"))]
fn beside_main(
    app: &AppHandle,
    make: impl FnOnce(&AppHandle, &dyn Fn(Frame<'_>) -> Frame<'_>) -> Result,
) -> Result {
    make(app, &|frame| frame)
}

/// What both windows have in common.
fn frame<'a>(app: &'a AppHandle, label: &'a str, page: &str) -> Frame<'a> {
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
fn check_spelling(_: &WebviewWindow) -> Result {
    Ok(())
}

/// WebKitGTK checks no spelling unless told to.
#[cfg(target_os = "linux")]
fn check_spelling(window: &WebviewWindow) -> Result {
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
    let app = app.clone();
    // Not on the main thread: there a window has not come up yet when it is given the focus.
    std::thread::spawn(move || {
        let shown = capture_made(&app).and_then(|()| present(&app));
        shown.unwrap_or_else(|_| hush::note("the capture window could not be shown"));
    });
    Ok(())
}

/// Has the capture window made, where a start or a lock has not got to it yet.
fn capture_made(app: &AppHandle) -> Result {
    if app.get_webview_window(CAPTURE).is_some() {
        return Ok(());
    }
    let (maker, (said, done)) = (app.clone(), std::sync::mpsc::channel());
    app.run_on_main_thread(move || drop(said.send(make_capture(&maker))))?;
    done.recv().unwrap_or(Ok(()))
}

fn present(app: &AppHandle) -> Result {
    let Some(window) = app.get_webview_window(CAPTURE) else { return Ok(()) };
    if !appearance::wayland() {
        place(&window)?;
    }
    *held(&app.state::<Desk>().capture_shown) = Some(Instant::now());
    window.show()?;
    for _ in 0..50 {
        if window.is_visible()? {
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    window.set_focus()?;
    app.emit("capture-shown", ())
}

/// The capture window lost the focus: it hides and keeps its draft. Not while the race for the
/// focus may still be on, and never where a lost race would look like lost text.
pub(crate) fn capture_left(app: &AppHandle) {
    let shown = *held(&app.state::<Desk>().capture_shown);
    if shown.is_none_or(|shown| shown.elapsed() < RACE) {
        return;
    }
    let app = app.clone();
    std::thread::spawn(move || {
        std::thread::sleep(DRAFT_KEPT);
        let Some(window) = app.get_webview_window(CAPTURE) else { return };
        let is_back = window.is_focused().unwrap_or(true) || !window.is_visible().unwrap_or(false);
        let written = app.state::<Desk>().has_draft(CAPTURE);
        if !is_back && !(written && (appearance::wayland() || ends_with_capture(&app))) {
            let _ = hide_capture(&app);
        }
    });
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
    if is_visible(app, MAIN) {
        return Ok(());
    }
    // Gives the focus back to whoever had it.
    #[cfg(target_os = "macos")]
    app.hide()?;
    if ends_with_capture(app) { leave(app) } else { Ok(()) }
}

/// Ends the app, but not over text that is on no disk: the main window then says so and asks.
pub(crate) fn leave(app: &AppHandle) -> Result {
    if app.state::<Desk>().rescue() {
        app.state::<Desk>().asked_to_leave.store(true, Ordering::Relaxed);
        show_main(app)?;
        return tell_main(app, "unsaved");
    }
    app.exit(0);
    Ok(())
}

/// Whether the app ends when the capture window hides: nothing else of it could be seen.
fn ends_with_capture(app: &AppHandle) -> bool {
    !is_visible(app, MAIN) && !app.state::<Desk>().has_tray.load(Ordering::Relaxed)
}

/// The user closed a window. Main stays reachable through the tray, or else the app ends.
pub(crate) fn close(app: &AppHandle, label: &str) {
    if label == CAPTURE {
        let _ = hide_capture(app);
    } else if !app.state::<Desk>().has_tray.load(Ordering::Relaxed) {
        // Not on the main thread, which a slow disk would hold up.
        let app = app.clone();
        std::thread::spawn(move || leave(&app).unwrap_or_else(|_| hush::note("it stays open")));
    } else if let Some(window) = app.get_webview_window(label) {
        let _ = window.hide();
    }
}

/// Sends the main window an event without words.
pub(crate) fn tell_main(app: &AppHandle, event: &str) -> Result {
    app.emit_to(MAIN, event, ())
}

/// Destroys both windows with all they show and makes others, so that nothing read from the
/// journal stays in the memory of the web process, which ends with its last page.
pub(crate) fn replace(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        let desk = app.state::<Desk>();
        // The command that locked still has its answer to deliver to that page.
        std::thread::sleep(Duration::from_millis(30));
        let (main, capture) = (is_visible(&app, MAIN), is_visible(&app, CAPTURE));
        desk.replacing.store(true, Ordering::Relaxed);
        // Main first: what is made meanwhile then shares nothing with it.
        for label in [MAIN, CAPTURE] {
            if !destroy(&app, label) {
                return hush::note("a window that showed the journal is still there");
            }
        }
        let made = if main { show_main(&app) } else { make_main(&app).map(|_| ()) };
        desk.replacing.store(false, Ordering::Relaxed);
        let made = if capture { made.and_then(|()| show_capture(&app, None)) } else { made };
        if made.is_err() {
            hush::note("the windows could not be made again");
        }
    });
}

/// Whether the old windows are gone and the new ones not there yet.
pub(crate) fn are_being_replaced(app: &AppHandle) -> bool {
    app.state::<Desk>().replacing.load(Ordering::Relaxed)
}

fn is_visible(app: &AppHandle, label: &str) -> bool {
    app.get_webview_window(label).is_some_and(|window| window.is_visible().unwrap_or(false))
}

/// Destroys a window and waits until its name is free, once the event loop has turned.
fn destroy(app: &AppHandle, label: &str) -> bool {
    let gone = || app.get_webview_window(label).is_none();
    if app.get_webview_window(label).is_some_and(|window| window.destroy().is_err()) {
        return false;
    }
    for _ in 0..200 {
        if gone() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    false
}
