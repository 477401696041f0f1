//! Locks before the computer sleeps and when its screen is locked, as logind tells. Where there
//! is no logind, the quiet thread still notices a sleep once it is over.

use tauri::{AppHandle, Manager};
use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::{OwnedFd, OwnedObjectPath};

use crate::state::Desk;
use crate::{hush, locking};

const LOGIND: &str = "org.freedesktop.login1";

/// Listens on two threads of its own, for as long as the app runs.
pub(crate) fn start(app: &AppHandle) {
    let (sleeping, locked) = (app.clone(), app.clone());
    // Without logind each ends at once and says nothing: many systems have none.
    std::thread::spawn(move || before_sleep(&sleeping));
    std::thread::spawn(move || on_screen_lock(&locked));
}

fn manager() -> zbus::Result<Proxy<'static>> {
    let (path, interface) = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager");
    let manager = Proxy::new(&Connection::system()?, LOGIND, path, interface)?;
    // Asks who is there; listening alone would wait for one who may never come.
    manager.introspect()?;
    Ok(manager)
}

/// Sleep waits until the journal is locked, for as long as logind lets it.
fn before_sleep(app: &AppHandle) -> zbus::Result<()> {
    let manager = manager()?;
    let signals = manager.receive_signal("PrepareForSleep")?;
    let mut hold = delay(&manager);
    for signal in signals {
        let goes: bool = signal.body().deserialize()?;
        if goes {
            lock(app);
        }
        // Letting go is what lets the computer sleep; on waking it is held for the next time.
        hold = if goes { None } else { delay(&manager) };
    }
    drop(hold);
    Ok(())
}

fn delay(manager: &Proxy<'_>) -> Option<OwnedFd> {
    let what = ("sleep", "Ledgerline", "locks the journal first", "delay");
    manager.call("Inhibit", &what).ok()
}

fn on_screen_lock(app: &AppHandle) -> zbus::Result<()> {
    let manager = manager()?;
    let id = std::env::var("XDG_SESSION_ID").unwrap_or_else(|_| "auto".to_owned());
    let session: OwnedObjectPath = manager.call("GetSession", &(id,))?;
    let interface = "org.freedesktop.login1.Session";
    let session = Proxy::new(manager.connection(), LOGIND, session, interface)?;
    for _ in session.receive_signal("Lock")? {
        lock(app);
    }
    Ok(())
}

fn lock(app: &AppHandle) {
    if app.state::<Desk>().is_open() && locking::lock(app).is_err() {
        hush::note("the window could not be replaced after locking");
    }
}
