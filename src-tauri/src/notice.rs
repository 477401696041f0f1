//! A notification of the system: one sentence of our own, and what can be done about it.

use ledgerline_core::reminder::Reminder;
use tauri::AppHandle;

use crate::remind::said;
use crate::words::words;

/// Tells `what` where the desktop shows notifications.
#[cfg(target_os = "linux")]
pub(crate) fn show(app: &AppHandle, what: Reminder) -> zbus::Result<()> {
    use std::collections::HashMap;
    use zbus::zvariant::Value;

    const DAEMON: &str = "org.freedesktop.Notifications";
    let patience = std::time::Duration::from_secs(10);
    let bus = zbus::blocking::connection::Builder::session()?.method_timeout(patience).build()?;
    let path = "/org/freedesktop/Notifications";
    let daemon = zbus::blocking::Proxy::new(&bus, DAEMON, path, DAEMON)?;
    // Before anybody can answer it.
    let answers = daemon.receive_all_signals()?;
    let sentence = words(said(what).0);
    let deeds = [("default", "native_open"), (HOUR, "native_in_an_hour"), (DAY, "native_tomorrow")];
    let deeds: Vec<&str> = deeds.iter().flat_map(|(id, key)| [*id, words(key)]).collect();
    let hints = HashMap::from([("desktop-entry", Value::from("ledgerline-desktop"))]);
    let note = (words("app_name"), 0_u32, "ledgerline-desktop", sentence, "", deeds, hints, -1_i32);
    let id: u32 = daemon.call("Notify", &note)?;
    let app = app.clone();
    std::thread::spawn(move || {
        for answer in answers {
            if answer.header().member().is_some_and(|name| name == "ActionInvoked")
                && let Ok((about, deed)) = answer.body().deserialize::<(u32, String)>()
                && about == id
            {
                return follow(&app, what, &deed);
            }
            let closed = answer.header().member().is_some_and(|name| name == "NotificationClosed");
            if closed && answer.body().deserialize().is_ok_and(|(about, _): (u32, u32)| about == id)
            {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(target_os = "linux")]
const HOUR: &str = "hour";
#[cfg(target_os = "linux")]
const DAY: &str = "day";

/// Somebody chose what to do about it.
#[cfg(target_os = "linux")]
fn follow(app: &AppHandle, what: Reminder, deed: &str) {
    match deed {
        HOUR => crate::remind::snooze(app, what, 60),
        DAY => crate::remind::snooze(app, what, 24 * 60),
        _ => crate::menu::chosen(app, said(what).1),
    }
}

/// Tells `what` where the desktop shows notifications.
#[cfg(not(target_os = "linux"))]
pub(crate) fn show(_: &AppHandle, what: Reminder) -> notify_rust::error::Result<()> {
    let mut notice = notify_rust::Notification::new();
    notice.appname(words("app_name")).summary(words(said(what).0));
    #[cfg(windows)]
    notice.app_id("org.ledgerline.desktop");
    notice.show().map(drop)
}
