//! Making a journal, and every way of not having one.

use std::collections::HashSet;
use std::fs;

use crate::support::{Bench, run};

#[test]
fn init_prints_the_recovery_words_once_and_never_replaces_a_journal() {
    let bench = Bench::empty();
    let made = bench.json(&["init"]);
    let words = made["recovery"].as_array().expect("the words");
    assert_eq!(words.len(), 24, "the recovery kit has 24 words");
    assert_eq!(made["journal"], bench.journal().to_str().expect("UTF-8"), "and where it is");

    let header = fs::read(bench.journal().join("vault.json")).expect("a header");
    let again = bench.run(&["init"]);
    assert_eq!(again.code, 1, "a journal is never replaced");
    assert!(again.out.is_empty(), "and no words are printed for it");
    let after = fs::read(bench.journal().join("vault.json")).expect("a header");
    assert_eq!(header, after, "nothing was touched");

    let line: Vec<&str> = words.iter().filter_map(|word| word.as_str()).collect();
    let mut check = bench.command(&["vault", "recovery", "--check"]);
    let checked = run(check.env("LEDGERLINE_RECOVERY", line.join(" ")));
    assert_eq!(checked.code, 0, "the words printed are the words: {}", checked.err);
    let mut wrong = bench.command(&["vault", "recovery", "--check"]);
    let wrong = run(wrong.env("LEDGERLINE_RECOVERY", vec!["abandon"; 24].join(" ")));
    assert_eq!(wrong.code, 3, "other words open nothing");
}

#[test]
fn a_weak_passphrase_is_advised_against_and_an_absent_one_refused() {
    let bench = Bench::empty();
    let none = bench.locked(&["init"]);
    assert_eq!(none.code, 3, "there is no key to make it with");
    assert!(none.err.contains("LEDGERLINE_PASSPHRASE"), "and it says how to give one");
    assert!(!bench.journal().exists(), "nothing was made");

    let weak = run(bench.command(&["init"]).env("LEDGERLINE_PASSPHRASE", "password1"));
    assert_eq!(weak.code, 0, "a script has its reasons");
    assert!(weak.err.contains("easily guessed"), "but it is told: {}", weak.err);
    assert!(!weak.err.contains("password1"), "without repeating it");
    let printed: HashSet<&str> = weak.out.split_whitespace().collect();
    assert!(printed.len() > 24, "the words are printed for people too");
}

#[test]
fn without_a_journal_every_command_says_so_and_makes_none() {
    let bench = Bench::empty();
    for args in [&["list"][..], &["add", "x"], &["show", "abcd"], &["vault", "status"], &["doctor"]]
    {
        let ran = bench.run(args);
        assert_eq!(ran.code, 1, "`{}` fails: there is no journal", args.join(" "));
        assert!(ran.err.contains("ledgerline init"), "it says what to do: {}", ran.err);
        assert!(!bench.journal().exists(), "and makes nothing");
    }
}

#[test]
fn a_wrong_or_absent_key_is_three_and_damage_is_four() {
    let bench = Bench::new();
    bench.add("Something worth keeping");
    let locked = bench.locked(&["list"]);
    assert_eq!((locked.code, locked.out.as_str()), (3, ""), "no key, nothing shown");
    assert!(locked.err.contains("vault unlock"), "it says what to do: {}", locked.err);
    let wrong = run(bench.command(&["list"]).env("LEDGERLINE_PASSPHRASE", "another one"));
    assert_eq!((wrong.code, wrong.out.as_str()), (3, ""), "another key, nothing shown");
    assert!(!wrong.err.contains("another one"), "a passphrase is never repeated");

    for found in fs::read_dir(bench.journal()).expect("a folder") {
        let path = found.expect("an entry").path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().contains("vault")) {
            fs::write(&path, b"{\"broken").expect("ours to break");
        }
    }
    let damaged = bench.run(&["list"]);
    assert_eq!(damaged.code, 4, "damage is not called a wrong passphrase: {}", damaged.err);
}

#[test]
fn a_damaged_database_is_four() {
    let bench = Bench::new();
    for number in 0..40 {
        bench.add(&format!("Entry number {number} with some words in it"));
    }
    let database = fs::read_dir(bench.journal())
        .expect("a folder")
        .map(|found| found.expect("an entry").path())
        .filter(|path| {
            path.file_name().is_some_and(|name| !name.to_string_lossy().contains("vault"))
        })
        .max_by_key(|path| fs::metadata(path).map_or(0, |found| found.len()))
        .expect("a database");
    let mut bytes = fs::read(&database).expect("it is there");
    bytes.iter_mut().skip(16).for_each(|byte| *byte ^= 0x5a);
    fs::write(&database, bytes).expect("ours to break");
    let ran = bench.run(&["list"]);
    assert_eq!((ran.code, ran.out.as_str()), (4, ""), "damaged, and nothing made up: {}", ran.err);
}

#[test]
fn wrong_usage_is_two_and_help_is_zero() {
    let bench = Bench::new();
    for args in [
        &["nonsense"][..],
        &["list", "--kind", "nonsense"],
        &["list", "--limit", "0"],
        &["list", "--since", "nonsense"],
        &["list", "--grade", "6"],
        &["add"],
        &["search", " "],
        &["week", "2026-W60"],
        &["export", "--format", "pdf", "-o", "x"],
        &["vault", "unlock", "--for", "soon"],
        &["vault"],
        &["edit", "abcd"],
    ] {
        let ran = bench.run(args);
        assert_eq!(ran.code, 2, "`{}` is wrong usage: {}", args.join(" "), ran.err);
        assert!(!ran.err.is_empty() && ran.out.is_empty(), "and is told on standard error");
    }
    for args in [&["--help"][..], &["--version"], &["map", "--help"]] {
        assert_eq!(bench.locked(args).code, 0, "`{}` only asks", args.join(" "));
    }
    let clock = run(bench.command(&["list"]).env("LEDGERLINE_NOW", "tomorrow"));
    assert_eq!(clock.code, 2, "a clock that cannot be read is not guessed: {}", clock.err);
}

#[test]
fn a_demo_journal_opens_with_the_passphrase_it_prints() {
    let bench = Bench::empty();
    let dir = bench.path().join("demo");
    let dir = dir.to_str().expect("UTF-8");
    let made = run(&mut bench.command(&["demo", dir, "--json"]));
    assert_eq!(made.code, 0, "it needs nothing: {}", made.err);
    let made: serde_json::Value = serde_json::from_str(&made.out).expect("one JSON text");
    let passphrase = made["passphrase"].as_str().expect("it says how to open it");
    let mut list = bench.command(&["list", "--journal", dir, "--json"]);
    let listed = run(list.env("LEDGERLINE_PASSPHRASE", passphrase));
    assert_eq!(listed.code, 0, "it opens: {}", listed.err);
    let entries: Vec<serde_json::Value> = serde_json::from_str(&listed.out).expect("an array");
    assert_eq!(made["entries"], entries.len(), "as many entries as it said");
    assert!(entries.iter().any(|entry| entry["outcomes"][0]["figure"].is_object()), "with figures");
    let days: Vec<&str> = entries.iter().filter_map(|entry| entry["day"].as_str()).collect();
    assert!(days.iter().all(|day| *day <= "2026-11-20"), "none of them in the future");
    assert!(days.iter().any(|day| *day >= "2026-11-01"), "and some of them of late");
}
