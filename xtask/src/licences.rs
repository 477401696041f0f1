//! What the dependencies are: their licences, sources, duplicates and known holes.

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
    if !fetched {
        println!(
            "NOT CHECKED: known holes. The advisory database could not be fetched; run this again \
             with a network."
        );
        return Ok(());
    }
    process::run(&mut command(&["check", "--disable-fetch", "advisories"]))
}
