//! From asking for the warm capture window to the caret in it, and the memory of the open app.

use std::path::Path;
use std::time::Duration;

use serde_json::json;

use super::processes;
use super::wire::{SHOWING, Wire, within};
use crate::Outcome;
use crate::table::Times;

const MAIN: bool = false;
const CAPTURE: bool = true;

/// The window is in front and the caret in its line.
const CARET: &str = "document.visibilityState === 'visible' && document.hasFocus()
    && document.activeElement?.matches('textarea')";

/// What one run of the app came to.
pub(crate) struct Run {
    /// From the call to the caret.
    pub(crate) caret: Times,
    /// Proportional memory with the journal open, in kB.
    pub(crate) memory: u64,
}

/// Opens the journal of `app`, shows and hides the capture window: once unmeasured, then `rounds` times.
pub(crate) fn measure(wire: &Wire, app: &Path, rounds: usize) -> Outcome<Run> {
    wire.switch(MAIN)?;
    wire.invoke("unlock", &json!({ "passphrase": support::PASSPHRASE }))?;
    // The timeline comes by itself once the page has heard; three seconds let it settle.
    std::thread::sleep(Duration::from_secs(3));
    let process = processes::running(wire.process(), app).ok_or("the app is not running")?;
    let memory = processes::memory(&processes::tree(process));
    let mut times = Vec::with_capacity(rounds);
    for round in 0..=rounds {
        let time = once(wire)?;
        if round > 0 {
            times.push(time);
        }
    }
    Ok(Run { caret: Times::of(times), memory })
}

fn once(wire: &Wire) -> Outcome<Duration> {
    wire.switch(CAPTURE)?;
    wire.watch(CARET)?;
    wire.switch(MAIN)?;
    let asked = wire.invoke("show_capture", &json!({ "prefill": null }))?;
    wire.switch(CAPTURE)?;
    let there = wire.seen("the caret in the capture window")?;
    wire.invoke("hide_capture", &json!({}))?;
    within(SHOWING, "the capture window to go", || {
        Ok((wire.run("return document.visibilityState")? == "hidden").then_some(()))
    })?;
    // So that what hiding does is over before the next one.
    std::thread::sleep(Duration::from_millis(300));
    Ok(Duration::from_secs_f64((there - asked).max(0.0) / 1e3))
}
