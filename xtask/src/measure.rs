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

/// A program of the tests' package, with optimisation: a debug build measures nothing.
pub(crate) fn binary(tree: &Tree, name: &str, words: &[String]) -> Result<(), Stop> {
    install::ensure(tree, Purpose::Run)?;
    let mut cargo = process::cargo(&tree.root);
    cargo.args(["run", "--release", "-p", "ledgerline-tests", "--bin", name, "--"]);
    process::run(cargo.args(words))
}
