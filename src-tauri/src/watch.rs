//! The quiet thread: what other processes wrote, the idle lock, sleep, and midnight.

use std::time::{Duration, SystemTime};

use tauri::{AppHandle, Emitter, Manager};

use crate::state::{Desk, held};
use crate::{appearance, clock, hush, locking, tray};

const BEAT: Duration = Duration::from_millis(250);
/// After how many beats text that is on no disk is tried again.
const RESCUE: u32 = 16;
/// A beat this late means that the computer slept.
const SLEPT: Duration = Duration::from_secs(60);

/// Starts watching, for as long as the app runs.
pub(crate) fn start(app: &AppHandle) {
    let beats = app.clone();
    std::thread::spawn(move || watch(&beats));
    #[cfg(target_os = "linux")]
    {
        let portal = app.clone();
        std::thread::spawn(move || {
            appearance::follow_portal(|dark| {
                *held(&portal.state::<Desk>().system_dark) = Some(dark);
                let _ = portal.emit("state", ());
            });
        });
        crate::sleep::start(app);
    }
}

#[allow(clippy::disallowed_methods, reason = "only the wall clock tells of sleep")]
fn watch(app: &AppHandle) {
    let desk = app.state::<Desk>();
    let (mut day, mut beat, mut beats) = (clock::now().day(), SystemTime::now(), 0);
    loop {
        std::thread::sleep(BEAT);
        let slept = beat.elapsed().is_ok_and(|passed| passed > SLEPT);
        beat = SystemTime::now();
        if (slept || locking::is_due(&desk)) && locking::lock(app).is_err() {
            hush::note("the window could not be replaced after locking");
        }
        if slept {
            desk.ahead.look_now();
        }
        if desk.fell() && locking::show(app).is_err() {
            hush::note("the window could not be replaced after damage was met");
        }
        beats = (beats + 1) % RESCUE;
        if beats == 0 {
            desk.rescue();
        }
        if written_elsewhere(&desk) {
            let _ = app.emit("changed", ());
            tray::refresh(app);
        }
        let today = clock::now().day();
        if today != day {
            day = today;
            let _ = app.emit("state", ());
        }
    }
}

/// Whether another process wrote to the journal. What waits in the inbox is filed first.
fn written_elsewhere(desk: &Desk) -> bool {
    desk.glance(|journal, _| {
        let changed = journal.changed_elsewhere()?;
        if changed {
            journal.file_inbox()?;
        }
        Ok(changed)
    })
    .unwrap_or(false)
}
