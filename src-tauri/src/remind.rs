//! Reminders: looks once a minute whether something is to be told, and tells it. All it keeps are
//! settings and days, so it goes on while the journal is locked; after a start it knows nothing
//! until the journal has been open once.

use std::sync::{Mutex, OnceLock};
use std::thread::Thread;
use std::time::Duration;

use ledgerline_core::reminder::{Foresight, Reminder};
use ledgerline_core::time::Moment;
use tauri::{AppHandle, Manager};

use crate::state::{Desk, held};
use crate::{clock, hush, notice, tray};

const RHYTHM: Duration = Duration::from_secs(60);

/// What is known of what is due, journal open or not.
#[derive(Default)]
pub(crate) struct Ahead {
    kept: Mutex<Kept>,
    looker: OnceLock<Thread>,
}

#[derive(Default)]
struct Kept {
    foresight: Foresight,
    /// Whether something was told or put off that the journal has not written down yet.
    unwritten: bool,
}

impl Ahead {
    /// Has somebody look now: the journal opened or locked, settings changed, the computer woke.
    pub(crate) fn look_now(&self) {
        if let Some(looker) = self.looker.get() {
            looker.unpark();
        }
    }

    /// What is due, for the tray.
    pub(crate) fn standing(&self) -> Vec<Reminder> {
        held(&self.kept).foresight.at(&clock::now()).standing
    }

    /// Reads anew what the journal knows, where it is open and at rest.
    pub(crate) fn renew(&self, desk: &Desk) {
        let mut kept = held(&self.kept);
        let fresh = desk.glance(|journal, now| {
            if kept.unwritten {
                journal.keep_reminder_log(&kept.foresight.log)?;
            }
            journal.foresee(now)
        });
        if let Some(foresight) = fresh {
            *kept = Kept { foresight, unwritten: false };
        }
    }

    /// Notes a change, in the journal as soon as that can be written.
    fn note(&self, desk: &Desk, change: impl FnOnce(&mut Foresight, &Moment)) {
        let mut kept = held(&self.kept);
        change(&mut kept.foresight, &clock::now());
        kept.unwritten = true;
        drop(kept);
        self.renew(desk);
    }
}

/// Starts looking, for as long as the app runs.
pub(crate) fn start(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        let desk = app.state::<Desk>();
        let _ = desk.ahead.looker.set(std::thread::current());
        let mut shown = Vec::new();
        loop {
            look(&app, &mut shown);
            std::thread::park_timeout(RHYTHM);
        }
    });
}

fn look(app: &AppHandle, shown: &mut Vec<Reminder>) {
    let desk = app.state::<Desk>();
    desk.ahead.renew(&desk);
    let due = held(&desk.ahead.kept).foresight.at(&clock::now());
    for what in due.tell {
        if notice::show(app, what).is_ok() {
            desk.ahead.note(&desk, |ahead, now| ahead.told(what, now));
        } else {
            // It is tried again at the next look.
            hush::note("nobody shows notifications");
        }
    }
    if *shown != due.standing {
        *shown = due.standing;
        tray::refresh(app);
    }
}

/// Puts everything off, and tells `what` once more afterwards.
pub(crate) fn snooze(app: &AppHandle, what: Reminder, minutes: u32) {
    let desk = app.state::<Desk>();
    desk.ahead.note(&desk, |ahead, now| ahead.snooze(minutes, Some(what), now));
}

/// The sentence for `what`, and the screen it leads to. It says that something is due; never
/// what, and never how many.
pub(crate) const fn said(what: Reminder) -> (&'static str, &'static str) {
    match what {
        Reminder::Week => ("native_due_week", "week"),
        Reminder::Update => ("native_due_update", "updates"),
        Reminder::Due => ("native_due_outcome", "week"),
    }
}
