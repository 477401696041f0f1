//! Out in open formats and back in: the same, once, all or nothing, and nothing private.

use std::collections::{BTreeMap, BTreeSet};

use ledgerline_core::entry::KindFields;
use ledgerline_core::error::Code;
use ledgerline_core::id::PacketId;
use ledgerline_core::journal::{self, Format};
use ledgerline_core::kind::Kind;
use ledgerline_core::time::Week;
use ledgerline_core::wire::{
    Deed, Draft, DueAnswer, EntryEdit, Linked, PacketEdit, PacketRule, PrivateLane, Query,
    Reflection, Settings, Subject, Treatment, WeekClose,
};
use serde_json::Value;
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
    let first = to.journal().import_ledgerline(lines.as_bytes(), &now).expect("read back");
    assert_eq!((first.added, first.already_here), (31, 0), "every entry is new");
    assert_eq!(exported(&mut to, Format::Jsonl), lines, "and writes the same lines again");
    let second = to.journal().import_ledgerline(lines.as_bytes(), &now).expect("read twice");
    assert_eq!((second.added, second.already_here), (0, 31), "the second time adds nothing");
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

/// A journal with one of everything that an export holds, private things among it.
fn furnished() -> TestJournal {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    journal::demo::fill(t.journal(), &now).expect("the demo");
    let other = "{\"id\":\"a1\",\"text\":\"From elsewhere\"}";
    t.journal().import_jsonl(other.as_bytes(), &now).expect("a line of another program");
    let mut t = t
        .capture(
            "Held the room with @Mei-Lin !sh >Customs #calm = it was calm // quillfeather left",
        )
        .capture("Kept a file \u{1F389} !un\nin two lines // quillfeather\nand three");
    let id = t.last();
    let view = t.journal().new_outcome(id, "It is kept", &now).expect("an outcome");
    let outcome = view.outcomes[0].outcome.id;
    let ladder = t.journal().ladders().expect("ladders")[0].id;
    let criterion = t.journal().ladder(ladder).expect("the demo's").ladder.criteria[0].id;
    t.journal().link_criterion(criterion, Linked::Entry(id), "it shows").expect("linked");
    let bytes: Vec<u8> = (0..=255).cycle().take(70_000).collect();
    t.journal().attach(id, outcome, "all bytes.bin", &bytes, true, &now).expect("a copy");
    t.journal().attach(id, outcome, "elsewhere.txt", b"one", false, &now).expect("a reference");
    let fields = KindFields::Unblocking { stuck: "the file".into(), since: "May".into() };
    for edit in [
        EntryEdit { fields: Some(Some(fields)), ..EntryEdit::default() },
        EntryEdit { text: Some("Kept the file".into()), ..EntryEdit::default() },
        EntryEdit { text: Some("Kept the file, twice".into()), ..EntryEdit::default() },
        EntryEdit { kind: Some(Some(Kind::Bet)), ..EntryEdit::default() },
        EntryEdit { private_note: Some("quillfeather, again".into()), ..EntryEdit::default() },
    ] {
        let revision = t.entry().revision;
        t.journal().edit_entry(id, EntryEdit { revision, ..edit }, &now).expect("edited");
    }
    let edit =
        PacketEdit { title: "The case".into(), against: "Short".into(), ..PacketEdit::default() };
    let packet = t.journal().new_packet(edit, &now).expect("a packet").id;
    t.journal().include(packet, outcome, true, &now).expect("chosen");
    let close = WeekClose {
        best_line: "Calm".into(),
        to_raise: "The second carrier".into(),
        marked: vec![id],
        lane: PrivateLane { doubt: "quillfeather".into(), ..PrivateLane::default() },
        reflections: vec![Reflection {
            question: "cost".into(),
            words: "What did it cost?".into(),
            answer: "quillfeather".into(),
            optional: false,
        }],
        ..WeekClose::default()
    };
    t.journal().close_week(Week::of(now.day()), &close, &now).expect("closed");
    let query = Query { text: "carrier".into(), ..Query::default() };
    t.journal().save_filter("Carriers", &query, &now).expect("a filter");
    for (surface, raw) in [
        ("capture", "Half a line !sh // quillfeather"),
        ("week/missing", "// quillfeather"),
        ("week/2026-W46/doubt", "quillfeather"),
        ("week/2026-W46/answer/cost", "quillfeather"),
        ("week/2026-W46/best_line", "Half a best line"),
        (&format!("entry/{id}/private_note"), "quillfeather"),
        (&format!("entry/{id}/body"), "Half a body // and a comment"),
    ] {
        let draft = Draft { surface: surface.into(), raw: raw.into(), caret: 31 };
        t.journal().save_draft(&draft, &now).expect("kept");
    }
    let settings = Settings { currency: "EUR".into(), ..t.journal().settings().expect("settings") };
    t.journal().save_settings(&settings).expect("saved");
    sent(&mut t, packet);
    t
}

/// What a user makes their own, and what was sent.
fn sent(t: &mut TestJournal, packet: PacketId) {
    let now = t.now.clone();
    for subject in [Subject::Term { term: "kept".into() }, Subject::Term { term: "It".into() }] {
        let rule = PacketRule { subject, treatment: Treatment::Keep };
        t.journal().set_packet_rule(packet, rule, &now).expect("a rule");
    }
    t.journal().keep_copy(packet, "pdf", b"%PDF", &now).expect("a frozen copy");
    let mut form = t.journal().form_profiles().expect("forms").remove(0);
    form.name = "Our promotion form".into();
    t.journal().save_form_profile(form).expect("a form of one's own");
    let coach = t.journal().coach_rules().expect("rules").text;
    t.journal().save_coach_rules(Some(format!("# Ours\n{coach}"))).expect("rules of one's own");
    t.journal().add_question("always", "Who was not in the room?").expect("a question");
    let loose = t.journal().loose_ends(&now).expect("loose ends").take[0].id;
    t.journal().put_off(loose, &now).expect("put off");
    let due = DueAnswer { status: None, again: vec![30, 90], measured: None };
    let outcome = t.view().outcomes[0].outcome.id;
    t.journal().answer_outcome(outcome, &due, &now).expect("to be asked again");
    let letters = t.journal().update_settings().expect("how updates leave");
    t.journal().save_update_settings(&letters).expect("kept");
    let two_weeks = (2..30).any(|ago| {
        let (week, before) = (Week::of(now.day()).plus(-ago), Week::of(now.day()).plus(-ago - 1));
        let close = WeekClose { also: vec![before.to_string()], ..WeekClose::default() };
        t.journal().close_week(week, &close, &now).is_ok()
    });
    assert!(two_weeks, "two unclosed weeks were closed as one");
}

/// Where each setting and each row of an export stands.
fn tables(lines: &str) -> BTreeSet<String> {
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let rows = lines.filter(|line| line["type"] == "row").map(|line| {
        let table = line["table"].as_str().expect("a table").to_owned();
        match line["row"]["name"].as_str().filter(|_| table == "setting") {
            Some(name) => format!("setting {name}"),
            None => table,
        }
    });
    rows.collect()
}

#[test]
fn everything_that_may_leave_comes_back_to_the_byte() {
    let mut from = furnished();
    let lines = exported(&mut from, Format::Jsonl);
    let types: BTreeSet<String> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .map(|line| line["type"].as_str().expect("a type").to_owned())
        .collect();
    let every = "answers draft entry file filter goal journal ladder met outcome packet person \
                 revision row settings week";
    assert_eq!(types.into_iter().collect::<Vec<_>>().join(" "), every, "one of each type");
    let rows = "address imported look_again need need_raised packet_copy packet_rule project promise \
                promise_answer put_off setting coach-rules setting form-profiles setting \
                questions setting updates update_use updates week_along";
    assert_eq!(tables(&lines).into_iter().collect::<Vec<_>>().join(" "), rows, "each table too");
    assert!(!lines.contains("quillfeather"), "and nothing private");
    for words in
        ["Half a line !sh", "Half a best line", "and a comment", "Held the room with @Mei-Lin"]
    {
        assert!(lines.contains(words), "`{words}` is there as typed");
    }
    let mut to = TestJournal::new();
    let now = to.now.clone();
    let done = to.journal().import_ledgerline(lines.as_bytes(), &now).expect("read back");
    assert_eq!(done.already_here, 0, "all of it is new");
    assert_eq!(exported(&mut to, Format::Jsonl), lines, "the same bytes");
    to.assert_healthy();
    let again = to.journal().import_ledgerline(lines.as_bytes(), &now).expect("read twice");
    assert_eq!(again.added, 0, "nothing is doubled");
    assert_eq!(exported(&mut to, Format::Jsonl), lines, "nor changed");
    let damaged = lines.replacen("\"bytes\":\"AAEC", "\"bytes\":\"AAED", 1);
    let mut other = TestJournal::new();
    let error =
        other.journal().import_ledgerline(damaged.as_bytes(), &now).expect_err("other bytes");
    assert_eq!(error.code(), Code::BadInput, "a file is what its hash says");
    assert_eq!(other.search("").len(), 0, "nothing was added");
}

/// The bytes of every file of a journal.
fn files(t: &TestJournal) -> BTreeMap<String, Vec<u8>> {
    std::fs::read_dir(t.place())
        .expect("the folder")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.is_file() && !path.ends_with("journal.db-shm"))
        .map(|path| (path.display().to_string(), std::fs::read(&path).expect("its bytes")))
        .collect()
}

#[test]
fn a_preview_says_what_would_come_and_what_is_wrong_and_writes_nothing() {
    let mut from = TestJournal::new().capture("Held the room with @Mei-Lin").mapped("Calm");
    let lines = exported(&mut from, Format::Jsonl);
    let mut to = TestJournal::new().capture("One of its own");
    let (before, now) = (files(&to), to.now.clone());
    let seen = to.journal().preview_ledgerline(lines.as_bytes()).expect("looked at");
    assert_eq!((seen.would_add, seen.already_here, seen.wrong.len()), (1, 0, 0), "it would come");
    let without_people: String = lines
        .lines()
        .filter(|line| !line.contains("\"person\""))
        .map(|l| format!("{l}\n"))
        .collect();
    let broken = format!("{without_people}{{\"type\":\"entry\"}}\n{{\"type\":\"omen\"}}\n");
    let seen = to.journal().preview_ledgerline(broken.as_bytes()).expect("looked at");
    let wrong: Vec<u64> = seen.wrong.iter().map(|wrong| wrong.line).collect();
    assert_eq!(wrong, [2, 4, 5], "whom it names, what it lacks, what it is: {:?}", seen.wrong);
    let foreign = "{\"id\":1,\"text\":\"A\"}\n{\"day\":\"2020-02-03\"}\n{\"id\":1,\"text\":\"A\"}\n{\"text\":\"B\",\"day\":\"soon\"}\n";
    let seen = to.journal().preview_jsonl(foreign.as_bytes(), &now).expect("looked at");
    let reasons: Vec<&str> = seen.wrong.iter().map(|wrong| wrong.reason.as_str()).collect();
    assert_eq!(
        reasons,
        ["line 2 has no text", "line 4 has a day that is none"],
        "each by its line"
    );
    assert_eq!((seen.would_add, seen.already_here), (1, 1), "the same id twice is one entry");
    assert_eq!(files(&to), before, "no byte of the journal is another");
    assert_eq!(to.journal().undo_state().undo, Some(Deed::AddEntry), "nor is there more to undo");
}

#[test]
fn no_format_holds_a_private_note() {
    let mut t = furnished();
    for format in [Format::Jsonl, Format::Markdown, Format::Csv] {
        let text = exported(&mut t, format);
        assert!(text.contains("Held the room"), "{format:?} holds the entries");
        assert!(!text.contains("quillfeather"), "{format:?} holds nothing private");
    }
}

#[test]
fn thousands_of_entries_come_in_once_and_go_round_to_the_byte() {
    let many = u32::try_from(support::load(3_000)).expect("not so many");
    let mut lines = String::new();
    for n in 0..many {
        // Two entries say the same; only their ids tell them apart.
        let line = serde_json::json!({
            "id": n, "text": format!("Kept file {} of the quarter", n / 2),
            "created": format!("20{:02}-{:02}-{:02}T09:00:00Z", 16 + n % 10, 1 + n % 12, 1 + n % 28),
            "tags": [format!("t{}", n % 15)], "people": [format!("Person {}", n % 40)],
        });
        lines.push_str(&line.to_string());
        lines.push('\n');
    }
    let mut from = TestJournal::new();
    let now = from.now.clone();
    let first = from.journal().import_jsonl(lines.as_bytes(), &now).expect("read");
    assert_eq!((first.added, first.already_here), (many, 0), "each of them");
    let again = from.journal().import_jsonl(lines.as_bytes(), &now).expect("read twice");
    assert_eq!((again.added, again.already_here), (0, many), "and none twice");
    let out = exported(&mut from, Format::Jsonl);
    let mut to = TestJournal::new();
    let there = to.journal().import_ledgerline(out.as_bytes(), &now).expect("read back");
    assert_eq!((there.added, there.already_here), (many, 0), "all of it is new there");
    assert!(exported(&mut to, Format::Jsonl) == out, "the same bytes");
    let again = to.journal().import_ledgerline(out.as_bytes(), &now).expect("read back twice");
    assert_eq!((again.added, again.already_here), (0, many), "nothing is doubled");
    assert!(exported(&mut to, Format::Jsonl) == out, "nor changed");
    // What somebody else's program is known by went along: its file adds nothing here either.
    let known = to.journal().import_jsonl(lines.as_bytes(), &now).expect("read");
    assert_eq!((known.added, known.already_here), (0, many), "it is known by its ids");
    to.assert_healthy();
    support::tell(
        "R7",
        &format!("{many} entries with people and tags"),
        "imported twice; exported, imported elsewhere, that twice; the first file there",
        "identical to the byte, 0 doubled, 0 lost",
    );
}
