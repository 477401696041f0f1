//! Out in open formats and back in: the same, once, all or nothing, and nothing private.

use ledgerline_core::error::Code;
use ledgerline_core::journal::{self, Format};
use ledgerline_core::wire::{Linked, Query};
use support::TestJournal;

fn exported(t: &mut TestJournal, format: Format) -> String {
    let (mut out, now) = (Vec::new(), t.now.clone());
    t.journal().export(&Query::default(), format, &mut out, &now).expect("an export");
    String::from_utf8(out).expect("text")
}

#[test]
fn what_goes_out_comes_back_the_same_and_only_once() {
    let mut from = TestJournal::new();
    let now = from.now.clone();
    journal::demo::fill(from.journal(), &now).expect("the demo");
    let ladder = from.journal().ladders().expect("ladders")[0].id;
    let criterion = from.journal().ladder(ladder).expect("the demo's").ladder.criteria[0].id;
    let entry = from.search("")[0].id;
    let linked = from.journal().link_criterion(criterion, Linked::Entry(entry), "it shows");
    assert_eq!(linked.expect("linked").len(), 1, "an entry with a criterion of its own");
    let lines = exported(&mut from, Format::Jsonl);
    let mut to = TestJournal::new();
    let first = to.journal().import_ledgerline(lines.as_bytes()).expect("read back");
    assert_eq!((first.added, first.already_here), (25, 0), "every entry is new");
    assert_eq!(exported(&mut to, Format::Jsonl), lines, "and writes the same lines again");
    let second = to.journal().import_ledgerline(lines.as_bytes()).expect("read twice");
    assert_eq!((second.added, second.already_here), (0, 25), "the second time adds nothing");
    to.assert_healthy();
    to.journal().undo().expect("undone");
    assert_eq!(to.search("").len(), 0, "an import is one undo");
    to.assert_healthy();
}

#[test]
fn foreign_lines_are_taken_once_and_all_or_nothing() {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    let lines = "{\"id\":1,\"created\":\"2020-01-01T22:57:36Z\",\"title\":\"First\",\"body\":\"More\",\"tags\":[\"Work\"],\"people\":[\"Mei-Lin\"]}\n\n{\"id\":2,\"text\":\"Second\",\"day\":\"2020-02-03\",\"kind\":\"sh\"}\n";
    let done = t.journal().import_jsonl(lines.as_bytes(), &now).expect("read");
    assert_eq!(done.added, 2, "both lines");
    let found = t.search("first");
    assert_eq!(found[0].day.to_string(), "2020-01-01", "the day it was written");
    assert_eq!(
        (found[0].tags.as_slice(), found[0].people.as_slice()),
        (&["work".to_owned()][..], &["Mei-Lin".to_owned()][..]),
        "with its tags and people"
    );
    let again = t.journal().import_jsonl(lines.as_bytes(), &now).expect("read");
    assert_eq!((again.added, again.already_here), (0, 2), "known ids are not doubled");
    let broken = "{\"id\":3,\"text\":\"Third\"}\n{\"id\":4,\"day\":\"2020-02-03\"}\n";
    let error = t.journal().import_jsonl(broken.as_bytes(), &now).expect_err("no text");
    assert_eq!(error.code(), Code::BadInput, "refused");
    assert!(error.to_string().contains("line 2"), "and the line is named");
    assert_eq!(t.search("third").len(), 0, "nothing of it was added");
}

#[test]
fn no_format_holds_a_private_note_or_a_draft() {
    let mut t = TestJournal::new()
        .capture("Held the room // quillfeather is leaving")
        .capture("Wrote it down = a decision // quillfeather again");
    let now = t.now.clone();
    let draft = ledgerline_core::wire::Draft {
        surface: "capture".into(),
        raw: "quillfeather".into(),
        caret: 0,
    };
    t.journal().save_draft(&draft, &now).expect("kept");
    for format in [Format::Jsonl, Format::Markdown, Format::Csv] {
        let text = exported(&mut t, format);
        assert!(text.contains("Held the room"), "{format:?} holds the entries");
        assert!(!text.contains("quillfeather"), "{format:?} holds nothing private");
    }
}
