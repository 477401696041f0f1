//! Lock: the journal closes, its keys go, and so does the page that showed it.

use std::time::Duration;

use tauri::{AppHandle, Emitter, Manager};

use crate::state::{Desk, held};
use crate::{tray, windows};

/// Locks now. Nothing happens when nothing is open.
pub(crate) fn lock(app: &AppHandle) -> tauri::Result<()> {
    let desk = app.state::<Desk>();
    // What is due later is known from now on from this alone: days, and no key.
    desk.ahead.renew(&desk);
    if desk.close() { show(app) } else { Ok(()) }
}

/// Shows that nothing is open, on pages that never saw the journal.
pub(crate) fn show(app: &AppHandle) -> tauri::Result<()> {
    app.state::<Desk>().ahead.look_now();
    tray::refresh(app);
    windows::replace(app);
    app.emit("state", ())
}

/// Whether nobody has touched a key or the pointer for as long as the preferences allow.
pub(crate) fn is_due(desk: &Desk) -> bool {
    let minutes = desk.preferences().lock_after_minutes;
    minutes > 0 && held(&desk.stirred).elapsed() >= Duration::from_secs(u64::from(minutes) * 60)
}
