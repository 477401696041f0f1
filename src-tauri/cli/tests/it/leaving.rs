//! What leaves the journal: packets, exports, and what comes back in.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use crate::support::{Bench, PASSPHRASE, run, run_with};

fn filled() -> Bench {
    let bench = Bench::new();
    let id = bench.add("Kept the data team out of it !sh @Oskar >renewals // Oskar was furious");
    bench.ok(&[
        "map",
        &id,
        "--outcome",
        "Six people stayed on the migration",
        "--figure",
        "192 hours",
        "--category",
        "capacity",
    ]);
    let id = bench.add("Settled a quarrel nobody may hear about !de >renewals = quiet again");
    bench.ok(&["edit", &id, "--confidential"]);
    let id = bench.add("Coached Ana !co ^2026-03-02 = she runs it alone");
    bench.ok(&["edit", &id, "--text", "=SUM(A1), or how Ana was coached"]);
    bench
}

#[test]
fn a_packet_is_made_from_a_period_arranged_by_hand_and_exported_whole() {
    let bench = filled();
    let made =
        bench.json(&["packet", "new", "Staff 2026", "--from", "2026-10-01", "--to", "2026-12-31"]);
    let items = |packet: &serde_json::Value| {
        let sections = packet["sections"].as_array().expect("sections").clone();
        sections
            .iter()
            .flat_map(|s| s["items"].as_array().expect("items").clone())
            .collect::<Vec<_>>()
    };
    let statements: Vec<_> =
        items(&made).iter().map(|i| i["outcome"]["statement"].clone()).collect();
    assert_eq!(
        statements,
        ["Six people stayed on the migration"],
        "of the period, and not confidential"
    );

    let coached = bench.json(&["search", "Ana"])[0]["id"].as_str().expect("an id").to_owned();
    let added = bench.json(&["packet", "add", "staff", &coached]);
    assert_eq!(items(&added).len(), 2, "the outcome of that entry came in");
    bench.ok(&[
        "packet",
        "edit",
        "staff",
        "--summary",
        "A year of it",
        "--against",
        "Short tenure",
    ]);
    let target = bench.path().join("packet.md");
    let path = target.to_str().expect("UTF-8");
    bench.ok(&["packet", "export", "Staff 2026", "--format", "md", "-o", path]);
    let markdown = fs::read_to_string(&target).expect("it is there");
    for part in ["Staff 2026", "Six people stayed on the migration", "A year of it", "Short tenure"]
    {
        assert!(markdown.contains(part), "`{part}` is in the packet:\n{markdown}");
    }
    for secret in ["furious", "quarrel", "quiet again"] {
        assert!(!markdown.contains(secret), "`{secret}` stays in the journal");
    }
    let html = bench.ok(&["packet", "export", "staff", "--format", "html", "-o", "-"]);
    assert!(html.contains("<html") && html.contains("Six people"), "one page of HTML");
    assert!(!html.contains("furious") && !html.contains("quarrel"), "with no secret in it");

    let removed = bench.json(&["packet", "remove", "staff", &coached]);
    assert_eq!(items(&removed).len(), 1, "left out again");
    assert_eq!(bench.json(&["packet", "list"]).as_array().map(Vec::len), Some(1), "one packet");
    bench.ok(&["packet", "remove", "staff"]);
    assert_eq!(bench.json(&["packet"]).as_array().map(Vec::len), Some(0), "in the bin");
    assert_eq!(bench.run(&["packet", "show", "staff"]).code, 1, "and no longer found");
}

#[test]
fn an_export_replaces_a_file_whole_and_nothing_else() {
    let bench = filled();
    bench.ok(&["packet", "new", "P", "--from", "2026-01-01"]);
    let folder = bench.path().join("folder");
    fs::create_dir(&folder).expect("a folder");
    for (path, why) in [
        (folder.clone(), "a folder is not replaced"),
        (bench.path().join("nowhere/packet.md"), "no folder is made"),
        ("/dev/full".into(), "a device is not replaced"),
    ] {
        let ran = bench.run(&[
            "packet",
            "export",
            "P",
            "--format",
            "md",
            "-o",
            path.to_str().expect("UTF-8"),
        ]);
        assert_eq!(ran.code, 1, "{why}");
        assert!(ran.err.starts_with("ledgerline: ") && ran.err.lines().count() == 1, "{}", ran.err);
    }
    let file = bench.path().join("old.jsonl");
    fs::write(&file, "what was there").expect("written");
    bench.ok(&["export", "--format", "jsonl", "-o", file.to_str().expect("UTF-8")]);
    let text = fs::read_to_string(&file).expect("it is there");
    assert!(text.lines().count() >= 3 && !text.contains("what was there"), "replaced whole");
    let left: Vec<_> = fs::read_dir(bench.path()).expect("a folder").collect();
    assert_eq!(left.len(), 4, "no half-written file is left beside it: {left:?}");
}

#[test]
fn everything_goes_out_and_comes_back_the_same_and_only_once() {
    let bench = filled();
    let out = bench.ok(&["export", "--format", "jsonl", "-o", "-"]);
    assert!(!out.contains("furious"), "a private note leaves in no field:\n{out}");
    let file = bench.path().join("all.jsonl");
    fs::write(&file, &out).expect("written");
    let path = file.to_str().expect("UTF-8");
    let again = bench.json(&["import", "--format", "ledgerline", path]);
    assert_eq!((&again["added"], &again["already_here"]), (&0.into(), &3.into()), "all is here");

    let other = Bench::new();
    let first = other.json(&["import", "--format", "jsonl", path]);
    assert_eq!(first["added"], 3, "our own export is JSON Lines too: {first}");
    assert_eq!(other.entries(), bench.entries(), "three entries, just as they were");
    assert_eq!(
        other.json(&["import", "--format", "ledgerline", path])["added"],
        0,
        "and only once"
    );

    let broken = bench.path().join("broken.jsonl");
    fs::write(&broken, format!("{out}{{\"half\": ")).expect("written");
    let third = Bench::new();
    let ran = third.run(&["import", "--format", "ledgerline", broken.to_str().expect("UTF-8")]);
    assert_eq!(ran.code, 1, "a broken file is refused");
    assert!(third.entries().is_empty(), "all of it, not half");
    assert!(!ran.err.contains("data team"), "and its text is not repeated: {}", ran.err);
    assert_eq!(third.run(&["import", "--format", "jsonl", "/nowhere/x"]).code, 1, "no such file");
    let folder = bench.path().to_str().expect("UTF-8");
    assert_eq!(third.run(&["import", "--format", "jsonl", folder]).code, 1, "a folder is no file");
}

#[test]
fn foreign_lines_come_in_by_their_usual_names() {
    let bench = Bench::new();
    let lines = concat!(
        r#"{"id": "a1", "text": "Ended the turf war", "day": "2025-03-04", "kind": "deconfliction","#,
        r#" "people": ["Ana"], "goal": "One roadmap", "tags": ["Roadmap"]}"#,
        "\n\n",
        r#"{"id": "a2", "title": "Said no to the audit", "created": "2025-03-05T09:00:00+02:00"}"#,
        "\n"
    );
    let import = |input: &str| {
        let mut command = bench.command(&["import", "--format", "jsonl", "-", "--json"]);
        command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE);
        run_with(&mut command, input.as_bytes())
    };
    let first = import(lines);
    assert_eq!((first.code, first.err.as_str()), (0, ""), "both were understood");
    assert!(first.out.contains("\"added\":2"), "both are new: {}", first.out);
    assert!(import(lines).out.contains("\"added\":0"), "and are taken once");
    let entries = bench.entries();
    assert_eq!(entries[1]["text"], "Ended the turf war", "the older one");
    assert_eq!(entries[1]["day"], "2025-03-04", "on its day");
    assert_eq!(entries[1]["people"][0], "Ana", "with its people");
    assert_eq!(entries[0]["day"], "2025-03-05", "or on the day it was written");
    assert_eq!(import("[1, 2").code, 1, "anything else is refused");
    assert_eq!(bench.entries().len(), 2, "and adds nothing");
}

#[test]
fn a_dry_run_says_what_is_wrong_where_and_adds_nothing() {
    let bench = Bench::new();
    let import = |words: &[&str], input: &str| {
        let mut command =
            bench.command(&[&["import", "--dry-run", "--format", "jsonl", "-"], words].concat());
        run_with(command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE), input.as_bytes())
    };
    let seen = import(&[], "{\"id\": 1, \"text\": \"One\"}\n{\"id\": 2, \"text\": \"Two\"}\n");
    assert_eq!((seen.code, seen.out.as_str()), (0, "2 entries to add, 0 here already\n"), "fine");
    let wrong = "{\"id\": 1, \"text\": \"One\"}\n{\"text\": \"secret\", \"kind\": \"quarrel\"}\n";
    let seen = import(&[], wrong);
    assert_eq!(seen.code, 1, "the import would fail");
    assert!(seen.out.starts_with("line 2 has a kind that is none of the twelve\n"), "{}", seen.out);
    assert!(!seen.out.contains("secret") && !seen.err.contains("secret"), "no text is repeated");
    let seen: serde_json::Value =
        serde_json::from_str(&import(&["--json"], wrong).out).expect("one JSON text");
    assert_eq!((&seen["would_add"], &seen["wrong"][0]["line"]), (&1.into(), &2.into()), "{seen}");
    assert!(bench.entries().is_empty(), "none of it is here");
}

#[test]
fn one_thing_in_the_bin_is_erased_and_the_others_come_back() {
    let bench = Bench::new();
    let ids = [bench.add("Keep this"), bench.add("Erase this"), bench.add("And this")];
    for id in &ids {
        bench.ok(&["edit", id, "--delete"]);
    }
    let bin = bench.json(&["bin"]);
    assert_eq!(bin.as_array().map(Vec::len), Some(3), "all are listed: {bin}");
    let refused = bench.run(&["bin", "purge"]);
    assert_eq!(refused.code, 2, "nothing is erased without saying what");
    let left = bench.ok(&["bin", "purge", &ids[1]]);
    assert!(left.contains("Keep this") && !left.contains("Erase this"), "one went: {left}");
    assert_eq!(bench.run(&["bin", "purge", &ids[1]]).code, 1, "it is gone");
    bench.ok(&["bin", "restore", &ids[0]]);
    assert_eq!(bench.entries().len(), 1, "one came back");
    assert_eq!(bench.json(&["bin", "purge", "--all"]), serde_json::json!([]), "the bin is empty");
}

#[test]
fn a_filter_says_what_leaves() {
    let bench = filled();
    let out = bench.ok(&["export", "--format", "csv", "-o", "-", "--kind", "sh"]);
    assert!(out.contains("data team") && !out.contains("quarrel"), "one kind:\n{out}");
    let out = bench.ok(&["export", "--format", "markdown", "-o", "-", "--search", "coached"]);
    assert!(out.contains("coached") && !out.contains("data team"), "or some words:\n{out}");
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let bench = filled();
    for number in 0..60 {
        bench.add(&format!("Entry {number} {}", "with many words ".repeat(40)));
    }
    for args in [&["list"][..], &["list", "--json"], &["export", "--format", "jsonl", "-o", "-"]] {
        let mut command = bench.command(args);
        command
            .env("LEDGERLINE_PASSPHRASE", PASSPHRASE)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary runs");
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut err).expect("UTF-8");
        assert_eq!(child.wait().expect("it ends").code(), Some(0), "`{}` | head", args.join(" "));
        assert_eq!(err, "", "and not a word about it");
    }
}

#[test]
fn a_full_disk_at_the_other_end_is_a_failure() {
    let bench = filled();
    if let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") {
        let mut command = bench.command(&["list"]);
        let output = command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE).stdout(full).output();
        assert_eq!(
            output.expect("it runs").status.code(),
            Some(1),
            "what was asked for did not arrive"
        );
    }
}

#[test]
fn the_doctor_finds_a_sound_journal_sound_and_completions_complete() {
    let bench = filled();
    let health = bench.json(&["doctor"]);
    assert!(health.is_object(), "what was checked: {health}");
    assert!(!bench.ok(&["doctor"]).is_empty(), "for people too");
    for shell in ["bash", "zsh", "fish"] {
        let ran = bench.locked(&["completions", shell]);
        assert!(ran.code == 0 && ran.out.contains("ledgerline"), "{shell} needs no journal");
    }
    assert_eq!(run(&mut bench.command(&["completions", "tcl"])).code, 2, "no such shell");
}
