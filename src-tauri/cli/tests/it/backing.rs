//! Backups on the command line: made, listed, proved, broken, restored, also elsewhere.

use std::fs;
use std::path::Path;

use crate::support::{Bench, NOW, PASSPHRASE, names, run};

fn at(bench: &Bench, when: &str, args: &[&str]) -> serde_json::Value {
    let mut command = bench.command(&[args, &["--json"]].concat());
    let ran = run(command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE).env("LEDGERLINE_NOW", when));
    assert_eq!(ran.code, 0, "`{}` is fine; it said: {}", args.join(" "), ran.err);
    serde_json::from_str(&ran.out).expect("one JSON text")
}

fn flip(path: &Path) {
    let mut bytes = fs::read(path).expect("there");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).expect("ours to break");
}

#[test]
fn a_backup_is_made_listed_and_proved() {
    let bench = Bench::new();
    for number in 0..7 {
        bench.add(&format!("Held line {number} for @Oskar"));
    }
    let made = at(&bench, NOW, &["backup", "create"]);
    assert_eq!(names(&made), ["made", "failed", "unchanged"], "the shape of it");
    assert_eq!(made["made"][0]["entries"], 7, "counted in the copy");
    let again = at(&bench, NOW, &["backup", "create", "--if-changed"]);
    assert_eq!(again["unchanged"][0], "here", "nothing to do");

    // Listing needs no key: a locked journal's backups are there to be seen.
    let listed = bench.locked(&["backup", "list", "--json"]);
    assert_eq!(listed.code, 0, "it opens nothing: {}", listed.err);
    let listed: serde_json::Value = serde_json::from_str(&listed.out).expect("JSON");
    assert_eq!(listed["copies"].as_array().map(Vec::len), Some(1), "one");
    assert!(!bench.ok(&["backup", "list"]).contains("Held line"), "and tells no word of it");

    let seen = at(&bench, NOW, &["backup", "verify", "--restore"]);
    assert_eq!((&seen[0]["whole"], &seen[0]["entries"]), (&true.into(), &7.into()), "it restores");
    let listed = at(&bench, NOW, &["backup", "list"]);
    assert_eq!(listed["last_restored"], NOW, "and that is remembered");
}

#[test]
fn every_way_of_failing_has_its_exit_code() {
    let bench = Bench::new();
    assert_eq!(bench.run(&["backup", "verify"]).code, 1, "there is none to look at");
    assert_eq!(bench.run(&["backup", "restore", "newest"]).code, 1, "nor to restore");
    assert_eq!(bench.locked(&["backup", "create"]).code, 3, "without a key there is none");
    assert_eq!(bench.run(&["backup"]).code, 2, "it wants to know what");
    bench.add("Something worth keeping");
    let made = at(&bench, NOW, &["backup", "create"]);
    let id = made["made"][0]["id"].as_str().expect("an id").to_owned();
    let name = id.strip_prefix("here/").expect("beside the journal");
    flip(&bench.journal().join("backups").join(name).join("journal.db"));
    let seen = bench.run(&["backup", "verify"]);
    assert_eq!(seen.code, 4, "a flipped bit is damage: {}", seen.err);
    assert!(seen.out.contains("not whole"), "and it says which: {}", seen.out);
    assert_eq!(bench.run(&["backup", "restore", &id]).code, 4, "it takes nobody's place");
    assert_eq!(bench.entries().len(), 1, "the journal is as it was");
    let place = bench.run(&["backup", "place", "/nowhere/at/all"]);
    assert_eq!(place.code, 1, "a second place has to be there");
}

#[test]
fn a_journal_comes_back_on_a_machine_that_never_saw_it() {
    let bench = Bench::empty();
    let made = bench.json(&["init"]);
    let words: Vec<&str> = made["recovery"]
        .as_array()
        .expect("words")
        .iter()
        .filter_map(|word| word.as_str())
        .collect();
    bench.add("Written on the old machine =it came back");
    let disk = bench.path().join("disk");
    fs::create_dir(&disk).expect("a folder");
    bench.ok(&["backup", "place", disk.to_str().expect("UTF-8")]);
    let made = at(&bench, NOW, &["backup", "create"]);
    assert_eq!(made["made"].as_array().map(Vec::len), Some(2), "in both places");
    fs::remove_dir_all(bench.journal()).expect("the old machine is gone");

    let disk = disk.to_str().expect("UTF-8");
    let wrong =
        run(bench.command(&["backup", "restore", disk]).env("LEDGERLINE_PASSPHRASE", "other"));
    assert_eq!(wrong.code, 3, "another passphrase brings nothing back");
    assert!(!bench.journal().join("journal.db").exists(), "and makes nothing");
    for (way, args, variable, secret) in [
        (
            "passphrase",
            &["backup", "restore", disk][..],
            "LEDGERLINE_PASSPHRASE",
            PASSPHRASE.to_owned(),
        ),
        ("kit", &["backup", "restore", disk, "--with-kit"], "LEDGERLINE_RECOVERY", words.join(" ")),
    ] {
        let target = bench.path().join(format!("new-{way}"));
        let target = target.to_str().expect("UTF-8");
        let args = [args, &["--journal", target, "--json"]].concat();
        let ran = run(bench.command(&args).env(variable, secret));
        assert_eq!(ran.code, 0, "the {way} brings it back: {}", ran.err);
        let list = ["list", "--journal", target, "--json"];
        let ran = run(bench.command(&list).env("LEDGERLINE_PASSPHRASE", PASSPHRASE));
        assert!(ran.out.contains("Written on the old machine"), "every word: {}", ran.err);
    }
}

#[test]
fn a_restore_keeps_aside_what_was_there() {
    let bench = Bench::new();
    bench.add("Before the backup");
    bench.ok(&["backup", "create"]);
    bench.add("After the backup");
    assert_eq!(bench.entries().len(), 2, "the line that was sealed is filed");
    let back = at(&bench, "2026-11-20T17:00:00+01:00", &["backup", "restore", "newest"]);
    assert_eq!(back["entries"], 1, "as it was then");
    assert_eq!(bench.entries().len(), 1, "and that is the journal now");
    let kept = back["kept"].as_str().expect("a folder");
    let ran = run(bench
        .command(&["list", "--journal", kept, "--json"])
        .env("LEDGERLINE_PASSPHRASE", PASSPHRASE));
    assert!(ran.out.contains("After the backup"), "what came later is kept: {}", ran.err);
}

#[cfg(unix)]
#[test]
fn killed_at_any_moment_the_last_proved_backup_restores() {
    let bench = Bench::new();
    for number in 0..40 {
        bench.add(&format!("Line {number} that has to come back"));
    }
    bench.ok(&["backup", "create"]);
    let mut killed = 0;
    for number in 0..10_u64 {
        let mut command = if number % 2 == 0 {
            bench.command(&["backup", "create"])
        } else {
            bench.command(&["backup", "restore", "newest"])
        };
        let mut child = command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE).spawn().expect("it runs");
        std::thread::sleep(std::time::Duration::from_millis(7 * number + 4));
        // A child that was done before is no kill, and no harm.
        killed += u32::from(child.kill().is_ok() && !child.wait().expect("it ends").success());
        let seen = bench.json(&["backup", "verify", "newest"]);
        assert_eq!(seen[0]["entries"], 40, "the newest that has a name is whole");
        assert_eq!(bench.entries().len(), 40, "and the journal is the old one or the restored one");
    }
    assert!(killed > 0, "or nothing was tried");
}
