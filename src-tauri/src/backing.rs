//! Backups by themselves: once an hour when something changed, and soon after unlocking.
//!
//! They are made beside the open journal with a connection of their own, so nobody who types
//! waits for one.

use std::time::{Duration, Instant};

use ledgerline_core::backup::{self, Reason};
use ledgerline_core::journal;
use tauri::{AppHandle, Emitter, Manager};

use crate::state::{Backed, Desk, held};
use crate::{appearance, clock, hush};

/// How often to look whether one is due.
const BEAT: Duration = Duration::from_secs(1);
/// Whoever unlocks wants to write first.
const AFTER_UNLOCK: Duration = Duration::from_secs(20);
/// After one was made, or was not needed.
const HOUR: Duration = Duration::from_secs(60 * 60);
/// Between one look at whether the hour is up and the next.
const MINUTE: Duration = Duration::from_secs(60);
/// A test that wants backups by themselves sets this; the others want the same screen each time.
const WANTED: &str = "LEDGERLINE_TEST_BACKUPS";

/// Starts watching, for as long as the app runs.
pub(crate) fn start(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || watch(&app));
}

fn watch(app: &AppHandle) {
    let desk = app.state::<Desk>();
    let driven = appearance::driven();
    let by_itself = !driven || std::env::var_os(WANTED).is_some();
    let patience = if driven { Duration::ZERO } else { AFTER_UNLOCK };
    let (mut opened, mut next): (Option<Instant>, Option<Instant>) = (None, None);
    loop {
        std::thread::sleep(BEAT);
        if !desk.is_open() {
            (opened, next) = (None, None);
            continue;
        }
        let since = *opened.get_or_insert_with(|| {
            look(&desk);
            if held(&desk.backed).last.is_some() {
                let _ = app.emit("state", ());
            }
            Instant::now()
        });
        if by_itself && Instant::now() >= next.unwrap_or(since + patience) {
            let wait = if back_up(app, &desk) { HOUR } else { MINUTE };
            next = Some(Instant::now() + wait);
        }
    }
}

/// Makes one if the hour is up and something has changed. What keeps it is noted beside the journal, and told.
/// Says whether that is settled for an hour.
fn back_up(app: &AppHandle, desk: &Desk) -> bool {
    let now = clock::now();
    if !backup::due(&desk.folder, &now).unwrap_or(true) {
        return false;
    }
    // The demo is nobody's memory.
    let Some(Some(vault)) =
        desk.glance(|journal, _| Ok((!journal.is_demo()?).then(|| journal.vault().clone())))
    else {
        return false;
    };
    if backup::make_if_changed(&desk.folder, &vault, Reason::Hourly, &now).is_err() {
        hush::note("no backup was made; Settings says why");
    }
    look(desk);
    let _ = app.emit("state", ());
    true
}

/// Looks at what backups there are, for the foot of the index and the status line.
pub(crate) fn look(desk: &Desk) {
    let Ok(found) = journal::backups(&desk.folder) else { return };
    *held(&desk.backed) = Backed { last: found.last, trouble: found.trouble };
}
