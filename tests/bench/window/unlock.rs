//! From the passphrase to the open ledger on the screen, at the cost a passphrase has for people.

use std::time::Duration;

use serde_json::json;

use super::wire::Wire;
use crate::Outcome;
use crate::table::Times;

const MAIN: bool = false;

/// Opens the journal and locks it again: once unmeasured, then `rounds` times.
pub(crate) fn measure(wire: &Wire, rounds: usize) -> Outcome<Times> {
    let mut times = Vec::with_capacity(rounds);
    for round in 0..=rounds {
        // So that what locking does is over, and the new page has drawn itself.
        std::thread::sleep(Duration::from_secs(2));
        wire.switch(MAIN)?;
        // The index is there once the ledger is open.
        wire.watch("document.querySelector('nav') !== null")?;
        let asked = wire.invoke("unlock", &json!({ "passphrase": support::PASSPHRASE }))?;
        let there = wire.seen("the open ledger")?;
        if round > 0 {
            times.push(Duration::from_secs_f64((there - asked).max(0.0) / 1e3));
        }
        // Its page goes before it can answer.
        wire.run("window.__TAURI_INTERNALS__.invoke('lock')")?;
    }
    Ok(Times::of(times))
}
