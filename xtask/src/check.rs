//! Everything that can be said about the project without running it.

use std::process::Command;

use crate::bindings;
use crate::install;
use crate::layers;
use crate::licences;
use crate::process;
use crate::sizes;
use crate::stop::Stop;
use crate::tree::Tree;
use crate::ui;

type Step = (&'static str, fn(&Tree) -> Result<(), Stop>);

/// The quick ones first: who waits should learn early.
const STEPS: [Step; 8] = [
    ("sizes", sizes::check),
    ("layers", layers::check),
    ("format", format),
    ("lints", lints),
    ("shell lints", shell_lints),
    ("types", types),
    ("bindings", bindings::compare),
    ("licences", licences::check),
];

/// Runs every step, also past one that failed, and closes with the names of those.
pub(crate) fn run(tree: &Tree) -> Result<(), Stop> {
    let mut failed = Vec::new();
    for (name, step) in STEPS {
        println!("\n── {name}");
        if let Err(stop) = step(tree) {
            println!("{stop}");
            failed.push(name);
        }
    }
    println!();
    if failed.is_empty() {
        println!("all {} checks passed", STEPS.len());
        return Ok(());
    }
    Err(Stop::Failed(format!(
        "{} of {} checks failed: {}",
        failed.len(),
        STEPS.len(),
        failed.join(", ")
    )))
}

fn format(tree: &Tree) -> Result<(), Stop> {
    process::run(process::cargo(&tree.root).args(["fmt", "--all", "--check"]))
}

fn clippy(tree: &Tree) -> Command {
    let mut cargo = process::cargo(&tree.root);
    cargo.args(["clippy", "--all-targets", "--locked"]);
    cargo
}

/// The default members, with the bindings' code, which no ordinary build compiles.
fn lints(tree: &Tree) -> Result<(), Stop> {
    let features = "ledgerline-core/bindings";
    process::run(clippy(tree).args(["--features", features, "--", "-D", "warnings"]))
}

fn shell_lints(tree: &Tree) -> Result<(), Stop> {
    if !install::has_window_libraries() {
        println!(
            "left out: this machine lacks what the window is built with (`cargo xtask needs`)"
        );
        return Ok(());
    }
    // The shell takes the built pages in, so they have to be there.
    ui::build(tree)?;
    let mut clippy = clippy(tree);
    clippy.args(["-p", "ledgerline-desktop"]);
    clippy.args(["-p", "ledgerline-tests", "--features", "ledgerline-tests/window"]);
    process::run(clippy.args(["--", "-D", "warnings"]))
}

fn types(tree: &Tree) -> Result<(), Stop> {
    ui::packages(tree)?;
    process::run(process::npm(&tree.ui()).args(["run", "check"]))
}
