//! A packet as files: none while anything is open, the same bytes from every process, nothing beside.

use std::fs;
use std::path::Path;

use ledgerline_core::journal::{Journal, demo};
use ledgerline_core::time::Moment;
use ledgerline_core::vault;

use crate::support::{Bench, NOW, PASSPHRASE, run};

const FORMATS: [&str; 7] = ["pdf", "docx", "md", "html", "txt", "json", "csv"];

/// What the demo's packet still has to answer for.
const OPEN: &str = "https://example.org/customs-form-checker";

/// A journal of the demo's whose passphrase costs nothing to try.
fn filled() -> Bench {
    let bench = Bench::new();
    let now = Moment::parse(NOW).expect("a moment");
    let key = vault::read(&bench.journal())
        .and_then(|header| header.open_with_passphrase(PASSPHRASE))
        .expect("the passphrase opens it");
    let mut journal = Journal::open(&bench.journal(), key, &now).expect("a journal");
    demo::fill(&mut journal, &now).expect("the demo");
    bench
}

fn export<'a>(format: &'a str, file: &'a str) -> [&'a str; 8] {
    ["packet", "export", "The case", "--format", format, "--no-copy", "-o", file]
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("a file").file_name();
    let mut names: Vec<_> =
        entries.map(|entry| name(entry).to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn what_is_open_is_named_and_nothing_is_written_in_any_format() {
    let bench = filled();
    let folder = bench.path().join("out");
    fs::create_dir(&folder).expect("a folder");
    for format in FORMATS {
        let file = folder.join(format!("case.{format}"));
        let refused = bench.run(&export(format, file.to_str().expect("UTF-8")));
        assert_eq!(refused.code, 1, "as {format}: {}", refused.err);
        assert!(refused.err.contains(OPEN), "it is named as {format}: {}", refused.err);
        let piped = bench.run(&export(format, "-"));
        assert_eq!((piped.code, piped.out.as_str()), (1, ""), "nor is it printed as {format}");
    }
    assert_eq!(names(&folder), Vec::<String>::new(), "no file and no half of one");
}

#[test]
fn the_same_journal_and_packet_give_the_same_bytes_in_two_processes() {
    let bench = filled();
    bench.ok(&["packet", "rule", "The case", "--term", OPEN, "keep"]);
    let folder = bench.path().join("out");
    fs::create_dir(&folder).expect("a folder");
    // The same journal somewhere else, so that its place is proven to be in no file.
    let elsewhere = bench.path().join("moved to another place");
    fs::create_dir(&elsewhere).expect("a folder");
    for entry in fs::read_dir(bench.journal()).expect("a journal") {
        let file = entry.expect("a file").path();
        let name = file.file_name().expect("a name");
        if file.is_file() {
            fs::copy(&file, elsewhere.join(name)).expect("copied");
        }
    }
    for format in FORMATS {
        let (one, two) = (folder.join("one"), folder.join("two"));
        bench.ok(&export(format, one.to_str().expect("UTF-8")));
        let mut command = bench.command(&export(format, two.to_str().expect("UTF-8")));
        // Nor does it matter when, or where on earth.
        command
            .env("LEDGERLINE_PASSPHRASE", PASSPHRASE)
            .env("LEDGERLINE_JOURNAL", &elsewhere)
            .env("LEDGERLINE_NOW", "2026-11-22T03:10:00+09:00")
            .env("LANG", "de_DE.UTF-8");
        let ran = run(&mut command);
        assert_eq!(ran.code, 0, "as {format}: {}", ran.err);
        let (one, two) = (fs::read(&one).expect("there"), fs::read(&two).expect("there"));
        assert!(one.len() > 1_000, "{format} says something");
        assert!(one == two, "{format}: {} and {} bytes differ", one.len(), two.len());
    }
    assert_eq!(names(&folder), ["one", "two"], "each replaced whole, and nothing beside");
}
