//! The gates of docs/RELIABILITY.md: each is some tests under a load, and prints one line.

mod book;
mod gates;
mod mutations;

use std::process::Command;
use std::time::Instant;

use crate::Words;
use crate::app;
use crate::check;
use crate::install;
use crate::needs::Purpose;
use crate::process;
use crate::stage::{Part, Stage};
use crate::stop::Stop;
use crate::tally::Tally;
use crate::tree::Tree;
use crate::ui;
use gates::{GATES, Gate, Run};

/// How the gates are to run.
struct Form {
    /// With the loads of the table.
    long: bool,
    /// Without optimisation; the long form has it otherwise.
    dev: bool,
    /// The rows go into docs/RELIABILITY.md.
    write: bool,
}

/// What one gate came to.
struct Row {
    gate: String,
    load: String,
    faults: String,
    result: String,
}

const HELP: &str = "\
cargo xtask torture [GATE…] [--long] [--dev] [--write]
cargo xtask torture mutations [PART…] [--write]

Without a name, every gate. Each prints one line or more: load | faults | result.

  --long    the loads of the list below, on an optimised build; otherwise the short form
  --dev     the long form without optimisation
  --write   puts the rows of gates that passed into docs/RELIABILITY.md

`mutations` takes one protection away at a time in a copy of the tree and expects a test to fail;
a PART of what one of them takes away names it.";

/// What can be named, with the load of the long form.
fn help() -> String {
    let mut text = format!("{HELP}\n");
    for gate in GATES {
        let load = if gate.long > 1 { gate.long.to_string() } else { "-".to_owned() };
        text.push_str(&format!("\n  {:<4} {load:>7}  {}", gate.name, gate.about));
    }
    text
}

/// Runs the gates that are named, or all of them.
pub(crate) fn run(tree: &Tree, mut words: Words) -> Result<(), Stop> {
    if words.flag("--help") || words.flag("-h") || words.flag("help") {
        println!("{}", help());
        return Ok(());
    }
    let (long, write) = (words.flag("--long"), words.flag("--write"));
    let form = Form { long, dev: words.flag("--dev") || !long, write };
    let named: Vec<String> = std::mem::take(&mut words.0);
    if named.iter().any(|name| name == "mutations") {
        return mutations::run(tree, form.write, &named);
    }
    let chosen: Vec<&Gate> = match named.as_slice() {
        [] => GATES.iter().collect(),
        names => names.iter().map(|name| gates::find(name)).collect::<Result<_, _>>()?,
    };
    install::ensure(tree, Purpose::Run)?;
    let mut failed = Vec::new();
    for gate in chosen {
        let started = Instant::now();
        let (rows, passed) = gate_rows(tree, gate, &form)?;
        let seconds = started.elapsed().as_secs();
        for row in &rows {
            println!("{}: {} | {} | {}", row.gate, row.load, row.faults, row.result);
        }
        println!("{}: {} in {seconds} s\n", gate.name, if passed { "passed" } else { "FAILED" });
        if form.write && passed {
            book::write(tree, gate, &rows, &command(gate, &form), &form)?;
        }
        if !passed {
            failed.push(gate.name);
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    Err(Stop::Failed(format!("these gates failed: {}", failed.join(", "))))
}

/// The gate's rows, and whether it passed.
fn gate_rows(tree: &Tree, gate: &Gate, form: &Form) -> Result<(Vec<Row>, bool), Stop> {
    // Of those that print no line of their own.
    let (mut rows, mut plain) = (Vec::new(), Tally::default());
    let mut passed = true;
    for run in gate.runs {
        let (before, mut tally) = (rows.len(), Tally::default());
        let succeeded = match run {
            Run::Check => check::run(tree).is_ok(),
            Run::Tests { .. } | Run::Window(_) => {
                let stage = window(tree, run)?;
                let mut command = tests(tree, gate, run, form, stage.as_ref());
                process::gather(&mut command, |line| {
                    tally.read(line);
                    rows.extend(row(line));
                })?
            }
        };
        let ran = tally.passed + tally.failed > 0;
        // A filter that fits no test would pass for ever.
        passed &= succeeded && (ran || matches!(run, Run::Check));
        if rows.len() == before {
            plain.passed += tally.passed;
            plain.failed += tally.failed;
        }
    }
    if rows.is_empty() || !gate.said.is_empty() {
        let result = match (plain.passed + plain.failed, passed) {
            (0, true) => "all passed".to_owned(),
            (0, false) => "failed, or no test has this name".to_owned(),
            _ => plain.to_string(),
        };
        rows.push(Row {
            gate: gate.name.to_owned(),
            load: gate.said.to_owned(),
            faults: gate.faults.to_owned(),
            result,
        });
    }
    Ok((rows, passed))
}

/// The stage of the real window, where the gate needs it.
fn window<'a>(tree: &'a Tree, run: &Run) -> Result<Option<Stage<'a>>, Stop> {
    if !matches!(run, Run::Window(_)) {
        return Ok(None);
    }
    if !cfg!(target_os = "linux") {
        return Err(Stop::Usage("the window is driven on Linux only".into()));
    }
    install::ensure(tree, Purpose::Test)?;
    ui::build(tree)?;
    app::programs(tree, false)?;
    Stage::set(tree).map(Some)
}

fn tests(tree: &Tree, gate: &Gate, run: &Run, form: &Form, stage: Option<&Stage<'_>>) -> Command {
    let mut command = match (run, stage) {
        (Run::Window(names), Some(stage)) => {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            stage.suite(Part::Journeys, &names)
        }
        (Run::Tests { package, target, names }, _) => {
            let mut cargo = process::cargo(&tree.root);
            cargo.args(["test", "-p", *package]);
            // The command line is a program and no library.
            let own = if *package == "ledgerline" { "--bins" } else { "--lib" };
            cargo.args(target.map_or(vec![own], |target| vec!["--test", target]));
            if !form.dev {
                cargo.arg("--release");
            }
            // One at a time: a gate has the machine for itself, and its line is whole.
            cargo.args(["--", "--nocapture", "--test-threads=1"]).args(*names);
            cargo
        }
        (Run::Window(_) | Run::Check, _) => process::cargo(&tree.root),
    };
    if form.long {
        command.env("LEDGERLINE_LOAD", gate.long.to_string());
    }
    command
}

/// The row in a line that a gate prints.
fn row(line: &str) -> Option<Row> {
    let mut parts = line.strip_prefix("gate ")?.splitn(4, " | ").map(str::to_owned);
    Some(Row {
        gate: parts.next()?,
        load: parts.next()?,
        faults: parts.next()?,
        result: parts.next()?,
    })
}

/// What one types to see the row again.
fn command(gate: &Gate, form: &Form) -> String {
    let long = if form.long { " --long" } else { "" };
    let dev = if form.dev && form.long { " --dev" } else { "" };
    format!("cargo xtask torture {}{long}{dev}", gate.name)
}

/// How what the gate ran was built.
fn profile(gate: &Gate, form: &Form) -> &'static str {
    let tests = gate.runs.iter().any(|run| matches!(run, Run::Tests { .. }));
    let window = gate.runs.iter().any(|run| matches!(run, Run::Window(_)));
    match (tests && !form.dev, window) {
        (true, true) => "release, the window dev",
        (true, false) => "release",
        (false, _) => "dev",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_names_every_gate_with_its_load() {
        let text = help();
        for gate in GATES {
            assert!(text.contains(&format!("\n  {:<4} ", gate.name)), "{} is named", gate.name);
        }
        assert!(text.contains("R2      5000  power cuts"), "and says how much: {text}");
    }

    #[test]
    fn every_gate_says_its_load_itself_or_here() {
        for gate in GATES {
            assert_eq!(gate.said.is_empty(), gate.faults.is_empty(), "{}: both or none", gate.name);
            assert!(!gate.about.is_empty() && !gate.runs.is_empty(), "{} is one", gate.name);
        }
    }

    #[test]
    fn a_gates_own_line_becomes_its_row_and_no_other_line_does() {
        let read = row("gate R1 | 10 writes | 3 kills | 0 lost | 0 doubled").expect("a row");
        assert_eq!((read.gate.as_str(), read.load.as_str()), ("R1", "10 writes"), "in this order");
        assert_eq!(read.result, "0 lost | 0 doubled", "the result is the rest");
        assert!(row("test gate ... ok").is_none(), "a test's name is no row");
        assert!(row("gate R1 | 10 writes").is_none(), "half a row is none");
    }
}
