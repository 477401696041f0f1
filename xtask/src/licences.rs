//! What the dependencies are: their licences, sources, duplicates and known holes.

use std::path::PathBuf;

use crate::process;
use crate::stop::Stop;
use crate::tools;
use crate::tree::Tree;

/// `cargo deny` by `deny.toml`. The list of known holes is fetched apart: without a network the
/// rest still counts, and the missing part is said.
pub(crate) fn check(tree: &Tree) -> Result<(), Stop> {
    let deny = tools::ensure(tree, &tools::CARGO_DENY)?;
    let command = |what: &[&str]| {
        let mut command = std::process::Command::new(&deny);
        command.current_dir(&tree.root).args(what);
        command
    };
    // Duplicates are worth a look now and then, not two hundred lines at each check.
    let parts = ["check", "--hide-inclusion-graph", "bans", "licenses", "sources"];
    process::run(command(&["--log-level", "error"]).args(parts))?;
    let fetched = command(&["fetch", "db"]).output().is_ok_and(|output| output.status.success());
    if !fetched && !holes_known() {
        println!(
            "NOT CHECKED: known holes. The advisory database could not be fetched; run this again \
             with a network."
        );
        return Ok(());
    }
    if !fetched {
        println!("The advisory database could not be fetched: checked against the last one here.");
    }
    process::run(&mut command(&["--offline", "check", "--hide-inclusion-graph", "advisories"]))
}

/// Whether an earlier run left its copy of the advisory database.
fn holes_known() -> bool {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let kept = home.and_then(|home| std::fs::read_dir(home.join("advisory-dbs")).ok());
    kept.is_some_and(|mut kept| {
        kept.any(|one| one.is_ok_and(|one| one.path().join(".git").exists()))
    })
}
