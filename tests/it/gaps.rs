//! Defects found by reading, each with the test that would have found it.

use ledgerline_core::error::Code;
use ledgerline_core::id::EvidenceId;
use ledgerline_core::journal::Format;
use ledgerline_core::outcome::record::{Credit, Evidence, EvidenceKind, Metric};
use ledgerline_core::outcome::{Grade, Status};
use ledgerline_core::time::Week;
use ledgerline_core::wire::{EntryEdit, PacketEdit, Placement, Query, WeekClose};
use support::{TestJournal, at};

fn exported(t: &mut TestJournal) -> String {
    let (mut out, now) = (Vec::new(), t.now.clone());
    t.journal().export(&Query::default(), Format::Jsonl, &mut out, &now).expect("an export");
    String::from_utf8(out).expect("text")
}

#[test]
fn a_line_of_tokens_alone_never_shows_its_private_note() {
    for line in
        ["!co @Teo // quillfeather", "= Customs API held // quillfeather", "// quillfeather"]
    {
        let mut t = TestJournal::new().capture(line);
        assert_eq!(t.entry().private_note, "quillfeather", "the note is kept: {line}");
        assert!(!t.entry().text.contains("quillfeather"), "and is not the sentence: {line}");
        assert!(!exported(&mut t).contains("quillfeather"), "nor in any export: {line}");
    }
}

#[test]
fn a_share_that_is_none_is_refused_and_the_entry_still_opens() {
    let mut t = TestJournal::new().capture("Held the room").mapped("Calm by noon");
    let (id, now) = (t.last(), t.now.clone());
    let mut outcome = t.view().outcomes.remove(0).outcome;
    let credit = |share| Credit { person: None, name: "Teo".into(), did: String::new(), share };
    outcome.credits = vec![credit(Some(120.0))];
    let refused = t.journal().save_outcome(id, outcome.clone(), &now).map(drop).expect_err("120%");
    assert_eq!(refused.code(), Code::BadInput, "the reason is said");
    outcome.credits = vec![credit(Some(80.0)), credit(Some(80.0))];
    let view = t.journal().save_outcome(id, outcome, &now).expect("each is a share");
    let cautions = &view.outcomes[0].cautions;
    assert!(cautions.contains(&"shares-over-100".to_owned()), "together they are flagged");
}

#[test]
fn undoing_a_close_gives_back_every_word_as_a_draft() {
    let mut t = TestJournal::new().capture("Held the room");
    let (week, now, id) = (Week::of(t.now.day()), t.now.clone(), t.last());
    let close = WeekClose { best_line: "Quiet".into(), marked: vec![id], ..WeekClose::default() };
    t.journal().close_week(week, &close, &now).expect("closed");
    let again = t.journal().close_week(week, &close, &now).map(drop).expect_err("closed already");
    assert_eq!(again.code(), Code::BadInput, "a note is not overwritten");
    t.journal().undo().expect("undone");
    let draft = |t: &mut TestJournal, field: &str| {
        t.journal().draft(&format!("week/{week}/{field}")).expect("read").map(|draft| draft.raw)
    };
    assert_eq!(draft(&mut t, "best_line").as_deref(), Some("Quiet"), "the line is still there");
    assert!(draft(&mut t, "marked").expect("marks").contains(&id.to_string()), "and the marks");
}

#[test]
fn a_missing_database_is_damage_and_no_empty_journal_takes_its_place() {
    let mut t = TestJournal::new().capture("One line");
    t.lock();
    for name in ["journal.db", "journal.db-wal", "journal.db-shm"] {
        let path = t.place().join(name);
        if path.exists() {
            std::fs::rename(&path, t.place().join(format!("{name}.away"))).expect("moved away");
        }
    }
    let vault = ledgerline_core::vault::read(&t.place())
        .and_then(|header| header.open_with_passphrase(support::PASSPHRASE))
        .expect("the vault is whole");
    let opened = ledgerline_core::journal::Journal::open(&t.place(), vault, &t.now);
    assert_eq!(opened.err().map(|error| error.code()), Some(Code::Damaged), "it is said");
    assert!(!t.place().join("journal.db").exists(), "and nothing was made");
}

#[test]
fn an_export_that_names_somebody_in_the_bin_comes_back() {
    let mut t = TestJournal::new().capture("Asked @Nova for two engineers >Renewals");
    let now = t.now.clone();
    let person = t.journal().people(&now).expect("people")[0].person.id;
    let goal = t.journal().goals().expect("goals")[0].goal.id;
    t.journal().delete_person(person, &now).expect("deleted");
    t.journal().delete_goal(goal, &now).expect("deleted");
    let lines = exported(&mut t);
    let mut other = TestJournal::new();
    let done = other.journal().import_ledgerline(lines.as_bytes(), &now).expect("it reads back");
    assert_eq!(done.added, 1, "with the names it needs");
}

#[test]
fn ratios_are_never_added() {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    for _ in 0..2 {
        t = t.capture("Sat in").mapped("Fewer rejections");
        let id = t.last();
        let mut outcome = t.view().outcomes.remove(0).outcome;
        outcome.metric = Some(Metric {
            unit: "of last 8".into(),
            baseline: Some(2.0),
            result: Some(7.0),
            additive: false,
            ..Metric::default()
        });
        t.journal().save_outcome(id, outcome, &now).expect("saved");
    }
    let view = t.journal().week(Week::of(now.day()), &now).expect("the week");
    assert_eq!(view.totals, Vec::new(), "7 of the last 8 twice is not 10 of the last 8");
    assert_eq!(view.mapped, 2, "they are mapped all the same");
}

#[test]
fn what_is_unmapped_comes_back_where_it_was_and_nothing_out_of_reach_stays() {
    let mut t = TestJournal::new().capture("Held the room").mapped("Quillfeather");
    let (id, now) = (t.last(), t.now.clone());
    let outcome = t.view().outcomes[0].outcome.id;
    t.journal().unlink(id, outcome, &now).expect("unmapped");
    assert!(t.view().loose, "the entry is a loose end again");
    t.journal().restore("outcome", &outcome.to_string(), &now).expect("restored");
    assert_eq!(t.view().outcomes.len(), 1, "and is mapped again");
    t.journal().delete_entry(id, &now).expect("deleted");
    t.journal().purge(0, &now).expect("erased");
    assert!(t.journal().find_outcomes("quill").expect("search").is_empty(), "nothing is left over");
    assert!(t.journal().trash(&now).expect("bin").is_empty(), "not even in the bin");
    t.assert_healthy();
}

#[test]
fn undo_gives_way_to_what_another_process_built_on_it() {
    let mut t = TestJournal::new().capture("Asked @Nova");
    let now = t.now.clone();
    let mut other = support::open(&t.place(), &now);
    other.capture("Told @Nova", None, &now).expect("another process names her too");
    let error = t.journal().undo().map(drop).expect_err("she cannot go");
    assert_eq!(error.code(), Code::Stale, "it was changed elsewhere");
    assert_eq!(t.journal().undo().expect("the next undo"), None, "and undo is not stuck");
}

#[test]
fn merging_and_parting_people_moves_their_quotes_both_ways() {
    let mut t = TestJournal::new()
        .capture("Asked @\"Oskar Lindqvist\"")
        .capture("Told @Ossie")
        .capture("Wrote it down")
        .mapped("Decided");
    let (id, now) = (t.last(), t.now.clone());
    let people = t.journal().people(&now).expect("people");
    let of = |name: &str| people.iter().find(|p| p.person.name == name).expect(name).person.id;
    let (ossie, oskar) = (of("Ossie"), of("Oskar Lindqvist"));
    let mut outcome = t.view().outcomes.remove(0).outcome;
    outcome.evidence = vec![Evidence {
        id: EvidenceId::new(&now),
        kind: EvidenceKind::Quote,
        grade: Grade::Corroborated,
        reference: "It held.".into(),
        said_by: Some(ossie),
        dated: None,
        file: None,
    }];
    t.journal().save_outcome(id, outcome, &now).expect("saved");
    t.journal().merge_people(ossie, oskar, &now).expect("merged");
    let said = |t: &mut TestJournal| t.view().outcomes[0].outcome.evidence[0].said_by;
    assert_eq!(said(&mut t), Some(oskar), "the quote follows");
    t.journal().undo().expect("undone");
    assert_eq!(said(&mut t), Some(ossie), "and goes back");
}

#[test]
fn moving_an_outcome_follows_the_outline_the_user_sees() {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    let mut ids = Vec::new();
    for line in ["X", "A >One", "B >Two", "C >One"] {
        t = t.capture(line).mapped(&format!("Came of {line}"));
        ids.push(t.view().outcomes[0].outcome.id);
    }
    let edit = PacketEdit { title: "Case".into(), ..PacketEdit::default() };
    let packet = t.journal().new_packet(edit, &now).expect("a packet").id;
    for id in &ids {
        t.journal().include(packet, *id, true, &now).expect("chosen");
    }
    let order = |view: ledgerline_core::wire::PacketView| -> Vec<_> {
        view.sections.iter().flat_map(|s| s.items.iter().map(|i| i.outcome.id)).collect()
    };
    let shown = order(t.journal().packet(packet).expect("the packet"));
    assert_eq!(shown, [ids[1], ids[3], ids[2], ids[0]], "by goal, what has none last");
    let down = Placement { outcome: ids[1], place: 1, section: None };
    let moved = order(t.journal().place(packet, &down, &now).expect("moved"));
    assert_eq!(moved, [ids[3], ids[1], ids[2], ids[0]], "one down, within its section");
}

#[test]
fn a_confidential_entry_in_the_bin_still_holds_its_outcome_back() {
    let mut t = TestJournal::new().capture("Open line").mapped("Quillfeather");
    let outcome = t.view().outcomes[0].outcome.id;
    let now = t.now.clone();
    t = t.capture("Closed line");
    let closed = t.last();
    t.journal().link(closed, outcome, &now).expect("mapped");
    let edit = EntryEdit {
        revision: t.entry().revision,
        sensitivity: Some(ledgerline_core::entry::Sensitivity::Confidential),
        ..EntryEdit::default()
    };
    t.journal().edit_entry(closed, edit, &now).expect("confidential");
    let edit = PacketEdit { title: "Case".into(), ..PacketEdit::default() };
    let packet = t.journal().new_packet(edit, &now).expect("a packet").id;
    t.journal().include(packet, outcome, true, &now).expect("chosen");
    t.journal().delete_entry(closed, &now).expect("to the bin");
    let view = t.journal().packet(packet).expect("the packet");
    assert_eq!(view.held_back, 1, "it is still held back");
    assert!(!view.preview.contains("Quillfeather"), "and not in the preview");
}

#[test]
fn an_overdue_outcome_waits_until_the_day_it_was_put_off_to() {
    let mut t = TestJournal::new().capture("Wrote the case ?16nov2026 = the budget moved");
    let (id, now) = (t.last(), at("2026-11-20T12:00:00+01:00"));
    let loose = |t: &mut TestJournal| {
        t.journal().week(Week::of(now.day()), &now).expect("the week").loose.len()
    };
    let mut outcome = t.view().outcomes.remove(0).outcome;
    assert_eq!(outcome.status, Status::Expected, "the line expects it");
    outcome.check_on = "2026-11-18".parse().ok();
    t.journal().save_outcome(id, outcome, &now).expect("overdue now");
    assert_eq!(loose(&mut t), 1, "its day has come");
    let mut outcome = t.view().outcomes.remove(0).outcome;
    outcome.check_on = "2026-12-01".parse().ok();
    t.journal().save_outcome(id, outcome, &now).expect("put off");
    assert_eq!(loose(&mut t), 0, "it waits");
}

#[test]
fn the_bin_empties_itself_after_thirty_days() {
    let mut t = TestJournal::new().capture("Held the room");
    let (id, now) = (t.last(), t.now.clone());
    t.journal().delete_entry(id, &now).expect("deleted");
    for (day, left) in [("2026-12-19", 1), ("2026-12-21", 0)] {
        t.lock();
        t = t.on(day);
        t.unlock();
        let now = t.now.clone();
        assert_eq!(t.journal().trash(&now).expect("bin").len(), left, "on {day}");
    }
}

#[test]
fn whoever_said_no_is_not_named_in_a_packet() {
    let mut t =
        TestJournal::new().capture("Cleared the path with @Quillfeather").mapped("It landed");
    let (id, now) = (t.last(), t.now.clone());
    let mut outcome = t.view().outcomes.remove(0).outcome;
    let mut person = t.journal().people(&now).expect("people").remove(0).person;
    outcome.credits = vec![Credit {
        person: Some(person.id),
        name: person.name.clone(),
        did: "led the release".into(),
        share: None,
    }];
    let outcome = t.journal().save_outcome(id, outcome, &now).expect("saved").outcomes.remove(0);
    person.may_be_named = Some(false);
    t.journal().save_person(person, &now).expect("asked, and said no");
    let edit = PacketEdit { title: "Case".into(), ..PacketEdit::default() };
    let packet = t.journal().new_packet(edit, &now).expect("a packet").id;
    let view = t.journal().include(packet, outcome.outcome.id, true, &now).expect("chosen");
    assert!(view.preview.contains("led the release"), "the part they had is told");
    assert!(!view.preview.contains("Quillfeather"), "their name is not");
}
