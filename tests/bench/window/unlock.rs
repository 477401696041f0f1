//! From the passphrase to the open ledger on the screen, at the cost a passphrase has for people.

use std::ffi::OsStr;
use std::path::Path;
use std::time::Duration;

use serde_json::json;

use super::wire::{Wire, within};
use crate::Outcome;
use crate::table::Times;

const MAIN: bool = false;

/// Waits for the first frame drawn with the index of the open ledger.
const WATCH: &str = "window.openAt = null;
    const look = () => {
        const there = document.querySelector('nav') !== null;
        requestAnimationFrame(there ? () => { window.openAt = Date.now(); } : look);
    };
    requestAnimationFrame(look);";

/// Opens `journal` and locks it again: once unmeasured, then `rounds` times.
pub(crate) fn measure(
    driver: &OsStr,
    app: &Path,
    home: &Path,
    journal: &Path,
    rounds: usize,
) -> Outcome<Times> {
    let wire = Wire::start(driver, app, home, journal)?;
    let mut times = Vec::with_capacity(rounds);
    for round in 0..=rounds {
        // So that what locking does is over, and the new page has drawn itself.
        std::thread::sleep(Duration::from_secs(2));
        wire.switch(MAIN)?;
        wire.run(WATCH)?;
        let asked = wire.invoke("unlock", &json!({ "passphrase": support::PASSPHRASE }))?;
        let there = within(Duration::from_secs(20), "the open ledger", || {
            Ok(wire.run("return window.openAt")?.as_f64())
        })?;
        if round > 0 {
            times.push(Duration::from_secs_f64((there - asked).max(0.0) / 1e3));
        }
        // Its page goes before it can answer.
        wire.run("window.__TAURI_INTERNALS__.invoke('lock')")?;
    }
    Ok(Times::of(times))
}
