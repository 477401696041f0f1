//! Light or dark: what the system prefers, and what the page must know before its first paint.

use ledgerline_core::wire::Theme;
use tauri::window::Color;

/// The two grounds of the design, so that a window never flashes in the other one.
const PAPER: Color = Color(0xF5, 0xF8, 0xF0, 0xFF);
const INK: Color = Color(0x14, 0x1A, 0x1D, 0xFF);

/// Whether the session is Wayland, where no app can grab a key or place a window.
pub(crate) fn wayland() -> bool {
    cfg!(target_os = "linux")
        && std::env::var_os("WAYLAND_DISPLAY").is_some_and(|display| !display.is_empty())
        && std::env::var_os("GDK_BACKEND").is_none_or(|backend| backend != "x11")
}

/// Whether a test drives the window.
pub(crate) fn driven() -> bool {
    std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

/// Whether a theme is dark; none when that is the system's choice and the system does not say.
pub(crate) fn is_dark(theme: Theme, system: Option<bool>) -> Option<bool> {
    match theme {
        Theme::System => system,
        Theme::Light | Theme::ContrastLight => Some(false),
        Theme::Dark | Theme::ContrastDark => Some(true),
    }
}

/// The colour behind the page until it has painted.
pub(crate) fn ground(dark: Option<bool>) -> Color {
    if dark == Some(true) { INK } else { PAPER }
}

/// Runs before the page's own script and puts the look on the document. Where nobody says which,
/// the page's own `prefers-color-scheme` decides.
pub(crate) fn script(theme: Theme, dark: Option<bool>) -> String {
    let look = match dark {
        Some(true) => "root.dataset.theme = 'dark';",
        Some(false) => "root.dataset.theme = 'light';",
        None => "",
    };
    let contrast = matches!(theme, Theme::ContrastLight | Theme::ContrastDark);
    let contrast = if contrast { "root.dataset.contrast = 'more';" } else { "" };
    format!(
        "(() => {{ const wear = (root) => {{ {look} {contrast} }};
        if (document.documentElement) return wear(document.documentElement);
        new MutationObserver((_, seen) => {{
          if (document.documentElement) {{ seen.disconnect(); wear(document.documentElement); }}
        }}).observe(document, {{ childList: true }}); }})();"
    )
}

/// A question to the system that is under way.
pub(crate) type Asked = std::sync::mpsc::Receiver<Option<bool>>;

/// Asks whether the system prefers dark, without waiting.
pub(crate) fn ask_system() -> Asked {
    let (said, answer) = std::sync::mpsc::channel();
    std::thread::spawn(move || said.send(ask_portal()));
    answer
}

/// What the system prefers, if it says so soon: a portal that has yet to start must not keep the
/// first window waiting.
pub(crate) fn answered(asked: &Asked) -> Option<bool> {
    asked.recv_timeout(std::time::Duration::from_millis(120)).ok().flatten()
}

/// Asks the desktop whether it prefers dark, through the portal: WebKitGTK's own answer is often
/// wrong. None when nobody answers.
#[cfg(target_os = "linux")]
fn ask_portal() -> Option<bool> {
    let portal = portal().ok()?;
    let answer: zbus::zvariant::OwnedValue = portal.call("Read", &(NAMESPACE, SCHEME)).ok()?;
    means_dark(&answer)
}

#[cfg(not(target_os = "linux"))]
fn ask_portal() -> Option<bool> {
    None
}

/// Calls `changed` whenever the desktop's preference changes. Returns when there is no portal.
#[cfg(target_os = "linux")]
pub(crate) fn follow_portal(changed: impl Fn(bool)) {
    let Ok(signals) = portal().and_then(|portal| portal.receive_signal("SettingChanged")) else {
        return;
    };
    for signal in signals {
        let body = signal.body();
        let Ok((space, key, value)) =
            body.deserialize::<(&str, &str, zbus::zvariant::OwnedValue)>()
        else {
            continue;
        };
        if space == NAMESPACE
            && key == SCHEME
            && let Some(dark) = means_dark(&value)
        {
            changed(dark);
        }
    }
}

#[cfg(target_os = "linux")]
const NAMESPACE: &str = "org.freedesktop.appearance";
#[cfg(target_os = "linux")]
const SCHEME: &str = "color-scheme";

#[cfg(target_os = "linux")]
fn portal() -> zbus::Result<zbus::blocking::Proxy<'static>> {
    zbus::blocking::Proxy::new(
        &zbus::blocking::Connection::session()?,
        "org.freedesktop.portal.Desktop",
        "/org/freedesktop/portal/desktop",
        "org.freedesktop.portal.Settings",
    )
}

/// 1 prefers dark, 2 prefers light, 0 does not say. `Read` wraps the number in two variants.
#[cfg(target_os = "linux")]
fn means_dark(value: &zbus::zvariant::Value<'_>) -> Option<bool> {
    match value {
        zbus::zvariant::Value::Value(inner) => means_dark(inner),
        zbus::zvariant::Value::U32(0) => None,
        zbus::zvariant::Value::U32(scheme) => Some(*scheme == 1),
        _ => None,
    }
}
