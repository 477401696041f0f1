//! Screenshots, benches and the long gates: built here, written in `tests/`.

use std::fs;

use crate::app;
use crate::install;
use crate::needs::Purpose;
use crate::process;
use crate::stage::{Part, Stage};
use crate::stop::Stop;
use crate::tree::Tree;
use crate::ui;

/// Every screen, light and dark, into `docs/shots`.
pub(crate) fn shots(tree: &Tree) -> Result<(), Stop> {
    install::ensure(tree, Purpose::Test)?;
    ui::build(tree)?;
    app::programs(tree, false)?;
    let folder = tree.root.join("docs/shots");
    fs::create_dir_all(&folder).map_err(Stop::io(&folder))?;
    let stage = Stage::set(tree)?;
    process::run(&mut stage.suite(Part::Shots, &[]))
}

/// The real window against an empty one, on a screen nobody sees.
pub(crate) fn window(tree: &Tree, release: bool, words: &[String]) -> Result<(), Stop> {
    if !cfg!(target_os = "linux") {
        return Err(Stop::Usage("the window is measured on Linux only".into()));
    }
    install::ensure(tree, Purpose::Test)?;
    ui::build(tree)?;
    app::programs_and_empty_window(tree, release)?;
    // It only waits and looks, so it needs no optimisation.
    let mut cargo = process::cargo(&tree.root);
    process::run(cargo.args(["build", "-p", "ledgerline-tests", "--bin", "bench"]))?;
    println!("\nboth windows in the {} profile\n", if release { "release" } else { "dev" });
    let stage = Stage::set(tree)?;
    process::run(stage.bench(release)?.args(words))
}

/// A program of the tests' package, with optimisation: a debug build measures nothing.
pub(crate) fn binary(tree: &Tree, name: &str, words: &[String]) -> Result<(), Stop> {
    install::ensure(tree, Purpose::Run)?;
    let mut cargo = process::cargo(&tree.root);
    cargo.args(["run", "--release", "-p", "ledgerline-tests", "--bin", name, "--"]);
    process::run(cargo.args(words))
}
