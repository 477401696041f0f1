//! `cargo xtask bench`: each figure beside its limit, taken in turns on the same disk in the same
//! run. Compare ratios within a run; times belong to the machine.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it talks to a terminal")]

mod bare;
mod data;
mod ledger;
mod packet;
mod scripts;
mod table;
#[cfg(target_os = "linux")]
mod window;

use std::process::ExitCode;

use ledgerline_core::time::Moment;

/// What a measure gives, or why it could not be taken.
pub(crate) type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const USAGE: &str = "\
cargo xtask bench [--sizes 1000,10000,100000] [--rounds 50]
cargo xtask bench --packet [--rounds 50]               a packet becoming files, alone
cargo xtask bench --window [--release] [--rounds 7]    the window, on Linux

Prints a table; a figure that is not met never fails the run.";

struct Words {
    sizes: Vec<usize>,
    rounds: Option<usize>,
    window: bool,
    packet: bool,
}

fn words() -> Option<Words> {
    let mut read =
        Words { sizes: vec![1_000, 10_000, 100_000], rounds: None, window: false, packet: false };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let alone = match word.as_str() {
            "--window" => Some(&mut read.window),
            "--packet" => Some(&mut read.packet),
            _ => None,
        };
        if let Some(alone) = alone {
            *alone = true;
            continue;
        }
        let value = words.next()?;
        match word.as_str() {
            "--sizes" => {
                read.sizes = value.split(',').map(|n| n.parse().ok()).collect::<Option<_>>()?;
            }
            "--rounds" => read.rounds = Some(value.parse().ok()?),
            _ => return None,
        }
    }
    Some(read)
}

fn main() -> ExitCode {
    let Some(words) = words() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match measure(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nthe bench stopped: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(words: &Words) -> Outcome<()> {
    let now = Moment::parse("2026-11-20T16:42:00+01:00")?;
    let mut table = table::Table::begin();
    if words.window {
        in_the_window(&mut table, words.rounds.unwrap_or(7), &now)?;
        table.end();
        return Ok(());
    }
    // First, while the process is small: the peak of its memory is one of the figures.
    packet::measure(&mut table, words.rounds.unwrap_or(50))?;
    if words.packet {
        table.end();
        return Ok(());
    }
    for entries in &words.sizes {
        let dir = tempfile::tempdir()?;
        let run = ledger::Run {
            dir: dir.path(),
            entries: *entries,
            rounds: words.rounds.unwrap_or(50),
            now: now.clone(),
        };
        run.measure(&mut table)?;
    }
    scripts::measure(&mut table)?;
    table.end();
    Ok(())
}

#[cfg(target_os = "linux")]
fn in_the_window(table: &mut table::Table, rounds: usize, now: &Moment) -> Outcome<()> {
    window::measure(table, rounds, now)
}

#[cfg(not(target_os = "linux"))]
fn in_the_window(_: &mut table::Table, _: usize, _: &Moment) -> Outcome<()> {
    Err("the window is measured on Linux only".into())
}
