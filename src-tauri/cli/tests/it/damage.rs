//! A damaged journal: no altered word is printed, the doctor says what is touched, and what can be
//! read is saved. And a journal that was killed while it was made.

use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;

use crate::support::{Bench, PASSPHRASE};

const PAGE: usize = 4_096;

/// The end of a long row on a damaged page reads as zeros where SQLite does not notice.
#[test]
fn no_altered_word_is_printed_whichever_page_is_damaged() {
    let bench = Bench::new();
    let long = "What was said in the room, word by word. ".repeat(400);
    let id = bench.add("Held the room while Ops worked");
    bench.ok(&["edit", &id, "--body", &long]);
    let file = bench.journal().join("journal.db");
    let whole = std::fs::read(&file).expect("the file");
    let told = bench.ok(&["show", &id, "--json"]);
    let (mut printed, mut refused) = (0, 0);
    for page in 0..whole.len() / PAGE {
        let mut bytes = whole.clone();
        bytes[page * PAGE + 2_222] ^= 1;
        std::fs::write(&file, bytes).expect("written");
        let shown = bench.run(&["show", &id, "--json"]);
        if shown.code == 0 {
            assert_eq!(shown.out, told, "page {page}: printed as it was written");
            printed += 1;
        } else {
            assert_eq!(shown.code, 4, "page {page}: {}", shown.err);
            assert_eq!(shown.out, "", "page {page}: nothing half right is printed");
            refused += 1;
        }
    }
    assert!(printed > 0 && refused > 4, "{printed} printed, {refused} refused");
}

#[test]
fn the_doctor_says_what_is_damaged_and_saves_the_rest() {
    let bench = Bench::new();
    for number in 0..120 {
        bench.ok(&["add", &format!("Kept auditor {number} away from the team !sh @Oskar")]);
    }
    bench.ok(&["backup", "create"]);
    bench.ok(&["add", "Written after the backup"]);
    assert!(bench.ok(&["doctor"]).contains("Sound"), "nothing is wrong yet");
    let file = bench.journal().join("journal.db");
    let mut bytes = std::fs::read(&file).expect("the file");
    let pages = bytes.len() / PAGE;
    for page in (pages / 2..pages).step_by(5) {
        bytes[page * PAGE + 999] ^= 8;
    }
    std::fs::write(&file, &bytes).expect("written");

    let looked = bench.run(&["doctor", "--json"]);
    assert_eq!(looked.code, 4, "damage has its exit code: {}", looked.err);
    let finding: Value = serde_json::from_str(&looked.out).expect("JSON");
    assert_eq!(finding["sound"], false, "{finding}");
    assert!(finding["damage"]["broken_pages"].as_u64() > Some(0), "{finding}");
    assert!(looked.err.contains("--salvage"), "it says what helps: {}", looked.err);
    assert!(!looked.out.contains("auditor"), "and no word of the journal");

    let into = bench.path().join("saved");
    let saved = bench.ok(&["doctor", "--salvage", into.to_str().expect("a path")]);
    assert!(saved.contains("backup of 2026-11-20"), "{saved}");
    assert!(saved.contains("entries: "), "counts are printed: {saved}");
    assert!(std::fs::read(&file).expect("there") == bytes, "the damaged file is as it was");
    let again = bench.run(&["doctor", "--salvage", into.to_str().expect("a path")]);
    assert_eq!(again.code, 1, "a journal is never replaced: {}", again.err);

    let found = bench.ok(&["--journal", into.to_str().expect("a path"), "list", "--json"]);
    let found: Value = serde_json::from_str(&found).expect("JSON");
    let entries = found.as_array().expect("a list").len();
    assert!(entries >= 120, "all of the backup: {entries}");
    bench.ok(&["--journal", into.to_str().expect("a path"), "doctor"]);
}

/// A kill at any moment of `init` leaves nothing that stands in the way of the next one.
#[test]
fn an_init_that_was_killed_can_be_begun_again() {
    for wait in [20, 300, 900] {
        let bench = Bench::empty();
        let mut init = bench.command(&["init", "--weak-is-fine"]);
        init.env("LEDGERLINE_PASSPHRASE", PASSPHRASE).stdout(Stdio::null());
        let mut child = init.spawn().expect("it starts");
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().expect("killed");
        child.wait().expect("gone");
        let again = bench.run(&["init", "--weak-is-fine"]);
        let listed = bench.run(&["list"]);
        let finished = again.code == 1 && again.err.contains("never replaced");
        assert!(finished || again.code == 0, "after {wait} ms: {}", again.err);
        assert_eq!(listed.code, 0, "after {wait} ms there is a journal: {}", listed.err);
    }
}
