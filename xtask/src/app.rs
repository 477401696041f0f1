//! Builds the shell and the command line, starts the app, makes installers.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::install;
use crate::needs::Purpose;
use crate::process;
use crate::stop::Stop;
use crate::tree::Tree;
use crate::ui;

/// Opens the demo journal. It protects nothing: the data are invented.
const DEMO_PASSPHRASE: &str = "an invented year of work";

/// A built app.
pub(crate) struct App {
    release: bool,
}

/// Everything from a bare machine to the two programs.
pub(crate) fn build(tree: &Tree, release: bool) -> Result<App, Stop> {
    install::ensure(tree, Purpose::Run)?;
    ui::build(tree)?;
    programs(tree, release)
}

/// The shell and the command line, from pages that are already built.
pub(crate) fn programs(tree: &Tree, release: bool) -> Result<App, Stop> {
    process::run(&mut building(tree, release))?;
    Ok(App { release })
}

/// The same, and the empty window that the bench holds the shell against.
pub(crate) fn programs_and_empty_window(tree: &Tree, release: bool) -> Result<(), Stop> {
    process::run(building(tree, release).args(["--bins", "--example", "empty-window"]))
}

fn building(tree: &Tree, release: bool) -> Command {
    let mut cargo = process::cargo(&tree.root);
    cargo.args(["build", "-p", "ledgerline-desktop", "-p", "ledgerline"]);
    let mut features = own_openssl(&["ledgerline-desktop", "ledgerline"]);
    if release {
        cargo.arg("--release");
        // Without it a release build looks for a development server and shows a blank page.
        features.push("ledgerline-desktop/custom-protocol".into());
    }
    if !features.is_empty() {
        cargo.args(["--features", &features.join(",")]);
    }
    cargo
}

/// Windows has no OpenSSL to link, so there it is built in.
pub(crate) fn own_openssl(packages: &[&str]) -> Vec<String> {
    if cfg!(windows) {
        packages.iter().map(|package| format!("{package}/vendored")).collect()
    } else {
        Vec::new()
    }
}

impl App {
    /// Starts the app and waits for its end.
    pub(crate) fn start(&self, tree: &Tree, demo: bool) -> Result<(), Stop> {
        let mut app = Command::new(tree.built("ledgerline-desktop", self.release));
        if demo {
            let journal = self.demo(tree)?;
            println!("demo journal: {} (delete it to start afresh)", journal.display());
            println!("its passphrase: {DEMO_PASSPHRASE}");
            app.arg("--journal").arg(&journal);
        }
        process::run(&mut app)
    }

    /// The demo journal, filled the first time. It lies in the target folder, so that nobody
    /// mistakes it for a journal worth keeping.
    fn demo(&self, tree: &Tree) -> Result<PathBuf, Stop> {
        let journal = tree.target.join("demo-journal");
        if journal.exists() {
            return Ok(journal);
        }
        // Filled under another name, so that a half-filled one is never taken for it.
        let half = tree.target.join("demo-journal.half");
        if half.exists() {
            fs::remove_dir_all(&half).map_err(Stop::io(&half))?;
        }
        let mut cli = Command::new(tree.built("ledgerline", self.release));
        process::run(cli.arg("demo").arg(&half).env("LEDGERLINE_PASSPHRASE", DEMO_PASSPHRASE))?;
        fs::rename(&half, &journal).map_err(Stop::io(&journal))?;
        Ok(journal)
    }
}

/// Installers for this system, with everything linked in.
pub(crate) fn dist(tree: &Tree, more: &[String]) -> Result<(), Stop> {
    install::ensure(tree, Purpose::Run)?;
    ui::packages(tree)?;
    let name = if cfg!(windows) { "tauri.cmd" } else { "tauri" };
    let cli = tree.ui().join("node_modules/.bin").join(name);
    if !cli.is_file() {
        return Err(Stop::Missing(
            "the UI's packages hold no Tauri CLI: `@tauri-apps/cli` belongs in ui/package.json"
                .into(),
        ));
    }
    // It builds the pages itself, and turns `custom-protocol` on.
    let mut tauri = Command::new(cli);
    tauri.current_dir(&tree.root).args(["build", "--features", "custom-protocol,vendored"]);
    process::run(tauri.args(more))
}
