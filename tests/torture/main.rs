//! The gates that break things on purpose, against the real command line: kills, power cuts,
//! failing disks, guesses. Each prints one line: load, faults, result.
//!
//! Short as an ordinary test; `LEDGERLINE_LOAD=N` gives the long form, which
//! `cargo xtask torture --long` sets. `preload.c` says how a program is watched.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]
#![allow(clippy::expect_used, reason = "a test stops at the first thing that is not as it says")]
#![allow(clippy::panic, reason = "a test stops at the first thing that is not as it says")]
#![allow(clippy::print_stdout, reason = "a gate prints its line")]
#![allow(clippy::disallowed_methods, reason = "a test breaks files on purpose")]

mod backing;
mod chance;
mod deed;
mod disk;
mod fault;
mod kill;
mod play;
mod power;
mod record;
mod scene;
mod secret;
mod verdict;

/// How much a gate does: what `LEDGERLINE_LOAD` says, else `short`.
fn load(short: usize) -> usize {
    let told = std::env::var("LEDGERLINE_LOAD").ok().and_then(|text| text.parse().ok());
    told.unwrap_or(short)
}

/// The one line of a gate. A runner may have begun a line of its own, so it starts a new one.
fn tell(gate: &str, load: &str, faults: &str, result: &str) {
    println!("\ngate {gate} | {load} | {faults} | {result}");
}
