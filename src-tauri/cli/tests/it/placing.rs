//! Where a journal may lie: not where another program copies its folder, unless its owner says so.

use std::fs;

use crate::support::{Bench, PASSPHRASE, Ran, run};

/// Runs with the journal in `papers/journal`, in a folder that Syncthing copies.
fn synced(bench: &Bench, args: &[&str]) -> Ran {
    let papers = bench.path().join("papers");
    fs::create_dir_all(papers.join(".stfolder")).expect("Syncthing's mark");
    let mut command = bench.command(args);
    command.env("LEDGERLINE_JOURNAL", papers.join("journal"));
    run(command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE))
}

#[test]
fn a_new_journal_is_refused_in_a_synced_folder_and_nothing_is_made() {
    let bench = Bench::new();
    let refused = synced(&bench, &["init"]);
    assert_eq!(refused.code, 1, "it could not be done");
    let said = refused.err.contains("Syncthing copies this folder");
    assert!(
        said && refused.err.contains("backups go there"),
        "who, and what then: {}",
        refused.err
    );
    assert!(!bench.path().join("papers/journal/vault.json").exists(), "nothing was made");
    bench.add("Kept elsewhere");
    let papers = bench.path().join("papers").display().to_string();
    bench.ok(&["backup", "place", &papers]);
    bench.ok(&["backup", "create"]);
    let backups = bench.path().join("papers/ledgerline-backups").display().to_string();
    let refused = synced(&bench, &["backup", "restore", &backups]);
    assert_eq!(refused.code, 1, "a backup may lie there and not become a journal: {}", refused.err);
    assert!(refused.err.contains("Syncthing"), "for the same reason: {}", refused.err);
    let done = synced(&bench, &["backup", "restore", &backups, "--synced-is-fine"]);
    assert_eq!(done.code, 0, "unless its owner says so: {}", done.err);
    let read = synced(&bench, &["list"]);
    assert!(read.out.contains("Kept elsewhere") && read.err.is_empty(), "once: {}", read.err);
}

#[test]
fn a_journal_that_is_there_opens_with_a_warning_until_its_owner_says_that_it_may_stay() {
    let bench = Bench::new();
    let id = bench.add("There before the folder was synced");
    fs::create_dir(bench.path().join(".stfolder")).expect("Syncthing's mark");
    for _ in 0..2 {
        let ran = bench.run(&["list", "--json"]);
        assert!(ran.code == 0 && ran.out.contains(&id), "nobody is locked out: {}", ran.err);
        let said = ran.err.contains("Syncthing") && ran.err.contains("--synced-is-fine");
        assert!(said, "and is told what to do: {}", ran.err);
    }
    let ran = bench.run(&["list", "--synced-is-fine"]);
    assert!(ran.code == 0 && ran.err.is_empty(), "said once: {}", ran.err);
    let ran = bench.run(&["list"]);
    assert!(ran.code == 0 && ran.err.is_empty(), "and remembered: {}", ran.err);
}
