//! Everything that takes something away, each taken back by one undo and done again by one redo.
//!
//! What asks first and cannot be taken back is not here: erasing from the bin, emptying a demo.

use ledgerline_core::id::CriterionId;
use ledgerline_core::journal::{self, Format, Journal};
use ledgerline_core::time::{Moment, Week};
use ledgerline_core::wire::{EntryEdit, Linked, PacketEdit, Query, WeekClose};
use support::TestJournal;

/// Everything that can be seen of a journal, private notes and bin included.
fn all(t: &mut TestJournal) -> String {
    let (mut out, now) = (Vec::new(), t.now.clone());
    t.journal().export(&Query::default(), Format::Jsonl, &mut out, &now).expect("an export");
    let text = String::from_utf8(out).expect("text");
    // Opening a week again leaves its words as drafts too: nothing is lost by it.
    let mut all: String =
        text.lines().filter(|line| !line.contains("\"type\":\"draft\"")).collect();
    all += &serde_json::to_string(&t.journal().people(&now).expect("people")).expect("JSON");
    all += &serde_json::to_string(&t.journal().goals().expect("goals")).expect("JSON");
    all += &serde_json::to_string(&t.journal().trash(&now).expect("the bin")).expect("JSON");
    for row in t.search("") {
        let view = t.journal().entry(row.id, &now).expect("there");
        all += &serde_json::to_string(&view).expect("JSON");
    }
    let week = t.journal().week(Week::of(now.day()), &now).expect("the week");
    all += &serde_json::to_string(&week).expect("JSON");
    all += &serde_json::to_string(&t.journal().saved_filters().expect("filters")).expect("JSON");
    all
}

fn criterion(t: &mut TestJournal) -> CriterionId {
    let ladder = t.journal().ladders().expect("ladders")[0].id;
    t.journal().ladder(ladder).expect("there").ladder.criteria[0].id
}

fn furnished() -> TestJournal {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    journal::demo::fill(t.journal(), &now).expect("the demo");
    t.journal().new_update(None, None, &now).expect("an update in hand");
    let mut t =
        t.capture("Held the room @Mei-Lin @Oskar !sh >Customs #calm // privately").mapped("Calm");
    let query = Query { text: "carrier".into(), ..Query::default() };
    t.journal().save_filter("Carriers", &query, &now).expect("a filter");
    let week = Week::of(now.day());
    if t.journal().week(week, &now).expect("the week").note.is_none() {
        let close = WeekClose { best_line: "Calm".into(), ..WeekClose::default() };
        t.journal().close_week(week, &close, &now).expect("closed");
    }
    let (id, criterion) = (t.last(), criterion(&mut t));
    t.journal().link_criterion(criterion, Linked::Entry(id), "it shows").expect("linked");
    t
}

type Deed = fn(&mut TestJournal, &Moment);

/// What a person may do that takes something away.
const DEEDS: [(&str, Deed); 17] = [
    ("delete an entry", |t, now| {
        let id = t.last();
        t.journal().delete_entry(id, now).expect("done");
    }),
    ("delete an outcome", |t, now| {
        let (id, outcome) = (t.last(), t.view().outcomes[0].outcome.id);
        t.journal().delete_outcome(id, outcome, now).expect("done");
    }),
    ("unmap an outcome", |t, now| {
        let (id, outcome) = (t.last(), t.view().outcomes[0].outcome.id);
        t.journal().unlink(id, outcome, now).expect("done");
    }),
    ("write over a sentence, a body and a note", |t, now| {
        let (id, revision) = (t.last(), t.entry().revision);
        let edit = EntryEdit {
            revision,
            text: Some("Something else".into()),
            body: Some(String::new()),
            private_note: Some(String::new()),
            people: Some(Vec::new()),
            tags: Some(Vec::new()),
            goal: Some(None),
            ..EntryEdit::default()
        };
        t.journal().edit_entry(id, edit, now).expect("done");
    }),
    ("delete a person", |t, now| {
        let id = t.journal().people(now).expect("people")[0].person.id;
        t.journal().delete_person(id, now).expect("done");
    }),
    ("merge two people", |t, now| {
        let people = t.journal().people(now).expect("people");
        t.journal().merge_people(people[0].person.id, people[1].person.id, now).expect("done");
    }),
    ("delete a goal", |t, now| {
        let id = t.journal().goals().expect("goals")[0].goal.id;
        t.journal().delete_goal(id, now).expect("done");
    }),
    ("merge two tags", |t, _| {
        let tags = t.journal().tags().expect("tags");
        let (one, other) = (tags[0].tag.clone(), tags[1].tag.clone());
        t.journal().rename_tag(&one, &other).expect("done");
    }),
    ("delete a packet", |t, now| {
        let id = t.journal().packets().expect("packets")[0].id;
        t.journal().delete_packet(id, now).expect("done");
    }),
    ("write over a packet", |t, now| {
        let id = t.journal().packets().expect("packets")[0].id;
        let revision = t.journal().packet(id).expect("there").edit.revision;
        let edit = PacketEdit { title: "Blank".into(), revision, ..PacketEdit::default() };
        t.journal().save_packet(id, edit, now).expect("done");
    }),
    ("delete an update", |t, now| {
        let draft = t.journal().updates(now).expect("updates").draft;
        let id = draft.expect("one is in hand");
        t.journal().delete_update(id, now).expect("done");
    }),
    ("delete a need", |t, now| {
        let id = t.journal().needs(now).expect("needs").open[0].id;
        t.journal().delete_need(id, now).expect("done");
    }),
    ("delete a ladder", |t, now| {
        let id = t.journal().ladders().expect("ladders")[0].id;
        t.journal().delete_ladder(id, now).expect("done");
    }),
    ("unlink a criterion", |t, _| {
        let (id, criterion) = (t.last(), criterion(t));
        t.journal().unlink_criterion(criterion, Linked::Entry(id)).expect("done");
    }),
    ("open a closed week again", |t, now| {
        t.journal().reopen_week(Week::of(now.day()), now).expect("done");
    }),
    ("delete a saved filter", |t, _| {
        let id = t.journal().saved_filters().expect("filters")[0].id;
        t.journal().delete_filter(id).expect("done");
    }),
    ("import what nobody wanted", |t, now| {
        let lines: &[u8] = b"{\"text\":\"Not wanted\"}\n{\"text\":\"Nor this\"}\n";
        t.journal().import_jsonl(lines, now).expect("done");
    }),
];

#[test]
fn everything_that_takes_something_away_is_taken_back_by_one_undo() {
    // Each leaves everything as it found it, and so the next may go on from there.
    let mut t = furnished();
    let (now, before) = (t.now.clone(), all(&mut t));
    for (what, deed) in DEEDS {
        deed(&mut t, &now);
        let after = all(&mut t);
        assert!(after != before, "{what}: something is different");
        assert!(undo(t.journal()), "{what}: there is something to undo");
        assert!(all(&mut t) == before, "{what}: one undo brings everything back");
        assert!(t.journal().redo().expect("redone").is_some(), "{what}: and it can be redone");
        assert!(all(&mut t) == after, "{what}: redo does the same again");
        assert!(undo(t.journal()), "{what}: and is undone");
        assert!(all(&mut t) == before, "{what}: as before");
    }
    t.assert_healthy();
}

fn undo(journal: &mut Journal) -> bool {
    journal.undo().expect("undone").is_some()
}
