//! The second check of who may call what. Tauri's permissions are the first; both come from the
//! one list, and a mistake in either still keeps the capture window out.

use tauri::Wry;
use tauri::ipc::Invoke;

macro_rules! rows {
    ($($noun:ident::$name:ident, $($window:ident)+;)*) => {
        &[$((stringify!($name), &[$(stringify!($window)),+])),*]
    };
}

/// Every command with the windows that may call it.
const GRANTED: &[(&str, &[&str])] = every_command!(rows);

/// Whether `window` may call `command`.
pub(crate) fn grants(window: &str, command: &str) -> bool {
    GRANTED.iter().any(|(name, windows)| *name == command && windows.contains(&window))
}

/// Puts the check in front of `handler`.
pub(crate) fn keep(
    handler: impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static,
) -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    move |invoke| {
        if grants(invoke.message.webview_ref().label(), invoke.message.command()) {
            return handler(invoke);
        }
        invoke.resolver.reject("this window may not do that");
        true
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What the capture window may call, spelled out: whoever widens it has to say so there.
    const CAPTURE: &str = include_str!("../../tests/window/capture-commands.txt");

    #[test]
    fn the_capture_window_cannot_read_the_journal() {
        let granted: BTreeSet<&str> = GRANTED
            .iter()
            .filter(|(_, windows)| windows.contains(&"capture"))
            .map(|(name, _)| *name)
            .collect();
        let golden = CAPTURE.lines().collect();
        assert_eq!(granted, golden, "the capture window saves, drafts and hides");
        assert!(!grants("capture", "timeline") && !grants("other", "app_state"), "nothing else");
    }
}
