//! Writing a line down, with and without a key.

use std::collections::HashSet;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::{Bench, names, run, run_with};

#[test]
fn a_dry_run_prints_exactly_what_was_read_and_needs_no_journal() {
    let bench = Bench::empty();
    let line = "Asked @Mei-Lin to hold the release !sh >renewals #quarter-end $410k*35% ^tue ?10dec \
                = held the January date // do not quote Oskar";
    let ran = bench.locked(&["add", "--dry-run", "--json", line]);
    assert_eq!(ran.code, 0, "no journal, no key, no matter: {}", ran.err);
    let read: Value = serde_json::from_str(&ran.out).expect("one JSON text");
    assert_eq!(
        names(&read),
        [
            "text",
            "kind",
            "people",
            "goal",
            "tags",
            "figure",
            "day",
            "ask_on",
            "outcome",
            "private_note"
        ],
        "these fields in this order"
    );
    assert_eq!(read["kind"], "shielding", "kinds are lower case");
    assert_eq!(read["people"], json!(["Mei-Lin"]), "people are names");
    assert_eq!(read["goal"], "renewals", "a goal is its name");
    assert_eq!(read["tags"], json!(["quarter-end"]), "tags without their sign");
    let figure = json!({"low": 143_500, "likely": 143_500, "high": 143_500, "unit": "money"});
    assert_eq!(read["figure"], figure, "worked out, in whole numbers");
    assert!(ran.out.contains("143500") && !ran.out.contains("143500.0"), "without a point");
    assert_eq!(read["day"], "2026-11-17", "the Tuesday before this Friday");
    assert_eq!(read["ask_on"], "2026-12-10", "the tenth to come");
    assert_eq!(read["outcome"], "held the January date", "the rest of the line is the outcome");
    assert_eq!(read["private_note"], "do not quote Oskar", "and then the private note");
    assert!(!bench.journal().exists(), "a dry run makes nothing");
}

#[test]
fn what_a_line_does_not_say_is_null() {
    let bench = Bench::empty();
    let ran = bench.locked(&["add", "--dry-run", "--json", "Fixed C# build, a@b.co, wow!"]);
    let read: Value = serde_json::from_str(&ran.out).expect("one JSON text");
    let expected = json!({
        "text": "Fixed C# build, a@b.co, wow!", "kind": null, "people": [], "goal": null,
        "tags": [], "figure": null, "day": null, "ask_on": null, "outcome": null,
        "private_note": null
    });
    assert_eq!(read, expected, "no day is made up, and nothing is read into it");
    let trade = bench.locked(&["add", "--dry-run", "--json", "Dropped the report", "!tr"]);
    let trade: Value = serde_json::from_str(&trade.out).expect("one JSON text");
    assert_eq!(trade["kind"], "trade-off", "with its hyphen, and words joined");
}

#[test]
fn a_line_with_a_key_at_hand_is_filed_and_listed() {
    let bench = Bench::new();
    bench.ok(&["vault", "unlock", "--for", "1m"]);
    let ran = bench.locked(&["add", "Kept the data team out of it !sh @Oskar #q4", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let captured: Value = serde_json::from_str(&ran.out).expect("one JSON text");
    assert_eq!(captured["sealed"], false, "the agent's key was used");
    let listed = bench.locked(&["list", "--json"]);
    let listed: Vec<Value> = serde_json::from_str(&listed.out).expect("an array");
    assert_eq!(listed[0]["id"], captured["id"], "the id printed is the entry's");
    assert_eq!(listed[0]["text"], "Kept the data team out of it", "tokens left the sentence");
    bench.ok(&["vault", "lock"]);
}

#[test]
fn a_line_without_a_key_is_sealed_and_filed_by_whatever_opens_next() {
    let bench = Bench::new();
    let secret = "Stood between Finance and the platform team !sh";
    let ran = bench.locked(&["add", secret]);
    assert_eq!(ran.code, 0, "no key is needed to write: {}", ran.err);
    let id = ran.out.trim();
    assert_eq!(id.len(), 36, "the id and nothing else is printed: {}", ran.out);
    for found in std::fs::read_dir(bench.journal()).expect("a folder") {
        let bytes = std::fs::read(found.expect("an entry").path()).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("Finance"), "what was sealed cannot be read");
    }
    let status = bench.json(&["vault", "status"]);
    assert_eq!(status["waiting"], 1, "it waits");
    let entries = bench.entries();
    assert_eq!(entries.len(), 1, "it was filed, once");
    assert_eq!(entries[0]["id"], id, "under the id that was printed");
    assert_eq!(entries[0]["kind"], "shielding", "read as any other line");
    assert_eq!(bench.entries().len(), 1, "and only once");
    assert_eq!(bench.json(&["vault", "status"])["waiting"], 0, "nothing waits any more");
}

#[test]
fn add_derives_no_key_even_when_given_a_passphrase() {
    let bench = Bench::new();
    let ran = run(bench.command(&["add", "A line"]).env("LEDGERLINE_PASSPHRASE", "quite wrong"));
    assert_eq!(ran.code, 0, "the passphrase was not even tried: {}", ran.err);
    let sealed = bench.json(&["add", "Another"]);
    assert_eq!(sealed["sealed"], true, "nor is the right one");
    assert_eq!(bench.entries().len(), 2, "both are there at the next opening");
}

#[test]
fn standard_input_is_one_entry_and_nothing_is_wrong_usage() {
    let bench = Bench::new();
    let ran = run_with(
        &mut bench.command(&["add", "-"]),
        "Zwei Zeilen 四半期\nmit Umlaut: ä\n".as_bytes(),
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    let raw = bench.json(&["show", ran.out.trim()])["entry"]["raw"].clone();
    assert_eq!(raw, "Zwei Zeilen 四半期\nmit Umlaut: ä", "kept as it came, but for the last break");
    for nothing in [&b""[..], b"  \n\n", b"\xff\xfe not text"] {
        let ran = run_with(&mut bench.command(&["add", "-"]), nothing);
        assert_eq!(ran.code, 2, "there is nothing in it");
        assert!(ran.out.is_empty() && !ran.err.is_empty(), "and it says so");
    }
    for nothing in ["", "   ", "\t\n"] {
        assert_eq!(bench.locked(&["add", nothing]).code, 2, "an empty line says nothing");
    }
    let huge = vec![b'a'; 300 * 1024];
    assert_eq!(run_with(&mut bench.command(&["add", "-"]), &huge).code, 2, "a file is no line");
    assert_eq!(bench.entries().len(), 1, "none of that was written");
}

#[test]
fn processes_that_write_at_once_lose_nothing() {
    let bench = Bench::new();
    bench.ok(&["vault", "unlock", "--for", "5m"]);
    let spawn = |number: usize| {
        let line = format!("Written by process {number} @Mei-Lin");
        let mut command = bench.command(&["add", &line]);
        // Half of them through the journal, half through the inbox.
        if number % 2 == 1 {
            command.env("XDG_RUNTIME_DIR", bench.path().join("nowhere"));
            command.env("TMPDIR", bench.path());
        }
        command.stdout(Stdio::piped()).spawn().expect("the binary runs")
    };
    let children: Vec<_> = (0..12).map(spawn).collect();
    let printed: HashSet<String> = children
        .into_iter()
        .map(|child| {
            let output = child.wait_with_output().expect("it ends");
            assert!(output.status.success(), "each of them was told it was kept");
            String::from_utf8(output.stdout).expect("UTF-8").trim().to_owned()
        })
        .collect();
    let kept: HashSet<String> = bench
        .entries()
        .iter()
        .map(|entry| entry["id"].as_str().expect("an id").to_owned())
        .collect();
    assert_eq!(kept, printed, "every id printed is an entry, and no other is");
    let people = bench.json(&["people"]);
    assert_eq!(people.as_array().map(Vec::len), Some(1), "one person, however many wrote the name");
    bench.ok(&["vault", "lock"]);
}
