//! Any arguments at all: understood, or wrong usage, and never a panic.

use std::path::Path;
use std::time::{Duration, Instant};

use clap::Parser;
use clap::error::ErrorKind;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner};

use crate::args::Ledgerline;

/// How many command lines are read in the short form, and at a time in the long one.
const SHORT: u32 = 200;

#[rustfmt::skip]
const WORDS: &[&str] = &[
    "add", "list", "search", "show", "edit", "map", "week", "needs", "promises", "update", "throughline",
    "people", "goals", "ladder", "packet", "projects", "import", "export", "bin", "backup", "demo", "vault",
    "doctor", "completions", "capture", "open", "init", "help", "create", "restore", "rule", "forms", "coach",
    "--json", "--journal", "--kind", "--family", "--limit", "--since", "--until", "--format", "--status",
    "--grade", "--outcome", "--day", "--by", "--dry-run", "--name", "--help", "--version", "-o", "-", "--", "=",
    "sh", "protect", "happened", "documented", "jsonl", "pdf", "5", "-1", "99999999999999999999", "1e9", "NaN",
    "2026-11-20", "2026-W53", "2026-W54", "2028-02-29", "yesterday", "+2w", "abcd", "", " ", "\u{0}", "\u{202e}",
    "🎉", "e\u{301}", "田中", "*", "%s", "../..", "\u{1b}[2J", "6 people * 4 h", "$410k*35%", "//",
];

fn parsed(arguments: &[String]) -> TestCaseResult {
    let line = std::iter::once("ledgerline".to_owned()).chain(arguments.iter().cloned());
    let Err(error) = Ledgerline::try_parse_from(line) else { return Ok(()) };
    let asked = matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    let code = error.exit_code();
    prop_assert!(code == 2 || (code == 0 && asked), "exit code {code} for {:?}", error.kind());
    prop_assert!(!error.to_string().trim().is_empty(), "and it says something");
    Ok(())
}

/// The committed command lines, an argument a line.
fn seeds() -> Vec<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/fuzz/arguments");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder of seeds")
        .map(|file| file.expect("a seed").path())
        .collect();
    files.sort();
    let text = |path: &std::path::PathBuf| std::fs::read_to_string(path).expect("text");
    files.iter().map(|path| text(path).lines().map(str::to_owned).collect()).collect()
}

/// A change: which, where, and with what.
type Change = (u8, Index, &'static str, String);

fn changed(mut line: Vec<String>, other: Vec<String>, changes: Vec<Change>) -> Vec<String> {
    for (what, at, word, noise) in changes {
        let at = at.index(line.len() + 1);
        match what {
            0 => line.truncate(at),
            1 => line.insert(at, word.to_owned()),
            2 => line.insert(at, noise),
            3 => line.insert(at, format!("{word}={noise}")),
            4 if at < line.len() => drop(line.remove(at)),
            5 if at < line.len() => line[at] = format!("{}{word}", line[at]),
            6 => drop(line.splice(at.., other.iter().skip(at).cloned())),
            _ => line.insert(at, format!("{word}{noise}")),
        }
    }
    line
}

#[test]
#[allow(clippy::print_stdout, reason = "a gate prints its line")]
fn any_arguments_are_understood_or_wrong_usage() {
    let seeds = seeds();
    for seed in &seeds {
        parsed(seed).unwrap_or_else(|error| panic!("{seed:?}: {error}"));
    }
    let told = std::env::var("LEDGERLINE_LOAD").ok().and_then(|text| text.parse().ok());
    let (started, long) = (Instant::now(), Duration::from_secs(told.unwrap_or(0)));
    let many = seeds.len();
    let seed = prop::sample::select(seeds);
    let change = (0u8..9, any::<Index>(), prop::sample::select(WORDS), "\\PC{0,12}|[a-z-]{1,8}");
    let line = (seed.clone(), seed, prop::collection::vec(change, 0..7))
        .prop_map(|(one, other, changes)| changed(one, other, changes));
    let mut round: u8 = 0;
    let mut read = 0u64;
    loop {
        let mut first = [round; 32];
        first[0..8].copy_from_slice(&read.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &first);
        let config = Config { cases: SHORT, failure_persistence: None, ..Config::default() };
        TestRunner::new_with_rng(config, rng)
            .run(&line, |line| parsed(&line))
            .expect("understood, or wrong usage");
        round = round.wrapping_add(1);
        read += u64::from(SHORT);
        if started.elapsed() >= long {
            break;
        }
    }
    let seconds = started.elapsed().as_secs();
    println!(
        "\ngate R6 | arguments: {read} inputs from {many} seeds in {seconds} s | words of the commands in any order, cut, joined, noise put in | no panic; understood, or exit code 2 with a reason"
    );
}
