//! The journal through its façade: lines, outcomes, undo, the bin, the inbox.

use ledgerline_core::error::Code;
use ledgerline_core::journal;
use ledgerline_core::kind::Kind;
use ledgerline_core::outcome::record::{Outcome, QuickAnswers};
use ledgerline_core::outcome::{Part, Status};
use ledgerline_core::time::Week;
use ledgerline_core::vault::sealed_drafts::DraftFile;
use ledgerline_core::wire::{Deed, Draft, EntryEdit};
use support::{TestJournal, at};

#[test]
fn a_line_becomes_an_entry_with_everything_its_tokens_say() {
    let mut t = TestJournal::new().capture(
        "Kept @Mei-Lin off quarter-end reporting !sh >Customs #quarter-end ^tue // do not quote",
    );
    let entry = t.entry();
    assert_eq!(entry.kind, Some(Kind::Shielding), "`!sh` is shielding");
    assert_eq!(entry.day.to_string(), "2026-11-17", "the latest Tuesday not after Friday the 20th");
    assert_eq!(entry.people[0].name, "Mei-Lin", "an unknown name becomes a person");
    assert_eq!(entry.goal.map(|goal| goal.name).as_deref(), Some("Customs"), "and a goal");
    assert_eq!(entry.tags, ["quarter-end"], "tags");
    assert_eq!(entry.private_note, "do not quote", "what follows the slashes is private");
    t.assert_healthy();
}

#[test]
fn an_outcome_in_the_line_is_mapped_at_once() {
    let mut t =
        TestJournal::new().capture("Shielded the team !sh $24h..28h = held the January date");
    let view = t.view();
    assert_eq!(view.outcomes[0].outcome.statement, "held the January date", "after the `=`");
    let figure = view.outcomes[0].outcome.figure.clone().expect("the figure goes to the outcome");
    assert_eq!((figure.low, figure.likely, figure.high), (24.0, 26.0, 28.0), "a range of hours");
    assert!(!view.loose, "a mapped entry is no loose end");
}

#[test]
fn an_empty_line_is_refused_and_nothing_is_written() {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    let error = t.journal().capture("  \n", None, &now).expect_err("nothing to keep");
    assert_eq!(error.code(), Code::BadInput, "the caller is told why");
    assert_eq!(t.search("").len(), 0, "no entry came of it");
}

#[test]
fn saving_a_line_forgets_its_draft_and_no_other() {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    for surface in ["capture", "timeline"] {
        let draft = Draft { surface: surface.into(), raw: "half a li".into(), caret: 9 };
        t.journal().save_draft(&draft, &now).expect("kept");
    }
    t.lock();
    t.unlock();
    assert_eq!(t.journal().drafts().expect("drafts").len(), 2, "drafts survive a lock");
    t.journal().capture("half a line", Some("capture"), &now).expect("saved");
    let left = t.journal().drafts().expect("drafts");
    assert_eq!(left.len(), 1, "one draft went with the line");
    assert_eq!(left[0].surface, "timeline", "the other surface keeps its own");
}

#[test]
fn a_sealed_line_is_filed_once_with_its_own_time() {
    let mut t = TestJournal::new();
    t.lock();
    let then = at("2026-11-21T09:00:00+09:00");
    let sealed = journal::seal(&t.place(), "Sat with the incident !st", &then).expect("sealed");
    let inbox = t.place().join(ledgerline_core::vault::INBOX_FILE);
    let record = std::fs::read(&inbox).expect("a sealed line");
    t.unlock();
    let now = t.now.clone();
    let entry = t.journal().entry(sealed.id, &now).expect("filed under the id it was given").entry;
    assert_eq!(entry.captured_at.to_rfc3339(), "2026-11-21T09:00:00+09:00", "sealed then");
    assert_eq!(entry.day.to_string(), "2026-11-21", "the day on the wall where it was written");
    t.lock();
    // As after a kill between filing the line and clearing it from the inbox.
    ledgerline_core::file::write(&inbox, &record).expect("the line comes again");
    t.unlock();
    assert_eq!(t.search("incident").len(), 1, "opening again files nothing twice");
    assert!(!inbox.exists(), "and clears what is filed");
}

#[test]
fn a_draft_typed_while_locked_comes_back_after_the_unlock() {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    let draft = |raw: &str| Draft { surface: "capture".into(), raw: raw.into(), caret: 0 };
    t.journal().save_draft(&draft("before the lock"), &now).expect("kept");
    t.lock();
    let run = || DraftFile::new().expect("a name");
    let (first, second) = (run(), run());
    journal::seal_drafts(&t.place(), first, &[draft("one qu")]).expect("sealed");
    journal::seal_drafts(&t.place(), first, &[draft("one quillfeather")]).expect("sealed again");
    journal::seal_drafts(&t.place(), second, &[draft("two")]).expect("another run");
    journal::seal_drafts(&t.place(), second, &[]).expect("saved after all");
    for file in std::fs::read_dir(t.place()).expect("the folder") {
        let bytes = std::fs::read(file.expect("a file").path()).expect("its bytes");
        let plain = bytes.windows(12).any(|window| window == b"quillfeather");
        assert!(!plain, "what is typed while locked cannot be read while locked");
    }
    t.unlock();
    let kept = t.journal().draft("capture").expect("read").expect("a draft");
    assert_eq!(kept.raw, "before the lock\none quillfeather", "neither text is lost");
    t.lock();
    t.unlock();
    let kept = t.journal().draft("capture").expect("read").expect("a draft");
    assert_eq!(kept.raw.lines().count(), 2, "and it comes back once");
}

#[test]
fn undo_takes_back_what_was_done_last_and_redo_does_it_again() {
    let mut t = TestJournal::new().capture("Held the room").mapped("Calm by noon");
    let (id, now) = (t.last(), t.now.clone());
    let edit = EntryEdit {
        revision: t.entry().revision,
        kind: Some(Some(Kind::Steadying)),
        ..EntryEdit::default()
    };
    t.journal().edit_entry(id, edit, &now).expect("changed");
    t.journal().delete_entry(id, &now).expect("deleted");
    assert!(t.found("room").is_empty(), "a deleted entry is not found");
    assert_eq!(t.journal().undo_state().undo, Some(Deed::DeleteEntry), "undo names the deed");
    assert_eq!(
        t.journal().undo().expect("undone"),
        Some(Deed::DeleteEntry),
        "the delete goes first"
    );
    assert_eq!(t.found("room"), ["Held the room"], "and the entry is found again");
    assert_eq!(t.journal().undo().expect("undone"), Some(Deed::ChangeKind), "then the kind");
    assert_eq!(t.entry().kind, None, "as it was");
    assert_eq!(t.journal().undo().expect("undone"), Some(Deed::AddOutcome), "then the outcome");
    assert!(t.found("calm").is_empty(), "its words are out of the index");
    for _ in 0..3 {
        t.journal().redo().expect("done again");
    }
    assert!(t.found("room").is_empty(), "deleted again");
    t.journal().undo().expect("undone");
    assert_eq!(t.found("calm"), ["Held the room"], "the outcome finds its entry");
    t.assert_healthy();
}

#[test]
fn an_edit_of_an_older_revision_is_refused() {
    let mut t = TestJournal::new().capture("First words");
    let (id, now) = (t.last(), t.now.clone());
    let edit =
        |text: &str| EntryEdit { revision: 0, text: Some(text.into()), ..EntryEdit::default() };
    let view = t.journal().edit_entry(id, edit("Second words"), &now).expect("changed");
    assert_eq!(view.revisions[0].text, "First words", "the original is kept");
    let error = t.journal().edit_entry(id, edit("Third"), &now).map(drop).expect_err("stale");
    assert_eq!(error.code(), Code::Stale, "somebody else was faster");
    assert_eq!(t.entry().text, "Second words", "nothing was overwritten");
}

#[test]
fn an_outcome_with_its_quick_answers_is_one_deed_and_one_undo() {
    let mut t = TestJournal::new().capture("Held the room $24h ?10dec");
    let (id, now) = (t.last(), t.now.clone());
    let answers = QuickAnswers { part: Some(Part::Enabled), ..QuickAnswers::default() };
    let fill = |outcome: &mut _| answers.put_into(outcome);
    let view = t.journal().record_outcome(id, "Calm by noon", fill, &now).expect("an outcome");
    let outcome = &view.outcomes[0].outcome;
    assert_eq!(
        (outcome.part, outcome.status),
        (Some(Part::Enabled), Status::Expected),
        "all of it"
    );
    assert_eq!(t.journal().undo().expect("undone"), Some(Deed::AddOutcome), "one press");
    assert!(t.view().outcomes.is_empty(), "takes back all of it");
    assert!(t.entry().figure.is_some(), "the entry has its figure again");
    assert_eq!(t.journal().undo_state().undo, Some(Deed::AddEntry), "what is left is the line");
    t.assert_healthy();
    let wrong = |outcome: &mut Outcome| outcome.statement.clear();
    t.journal().record_outcome(id, "x", wrong, &now).map(drop).expect_err("no sentence");
    assert!(t.view().outcomes.is_empty(), "half an outcome is none");
}

#[test]
fn a_new_day_moves_the_entry_and_undo_moves_it_back() {
    let mut t = TestJournal::new().capture("One").capture("Two");
    let (id, now) = (t.last(), t.now.clone());
    let day = "2026-11-02".parse().expect("a day");
    let edit = EntryEdit { revision: 0, day: Some(day), ..EntryEdit::default() };
    t.journal().edit_entry(id, edit, &now).expect("moved");
    assert_eq!(t.found(""), ["One", "Two"], "newest day first");
    let mut t = t.capture("Three");
    t.journal().undo().expect("the third line");
    t.journal().undo().expect("the move");
    assert_eq!(t.found(""), ["Two", "One"], "back where it was");
    t.assert_healthy();
}

#[test]
fn what_is_purged_is_gone_for_good() {
    let mut t = TestJournal::new().capture("A word like quillfeather").mapped("More quillfeather");
    let (id, now) = (t.last(), t.now.clone());
    t.journal().delete_entry(id, &now).expect("deleted");
    assert_eq!(t.journal().purge(30, &now).expect("purge"), 0, "the bin keeps it for 30 days");
    let later = at("2026-12-21T12:00:00+01:00");
    assert_eq!(t.journal().trash(&later).expect("bin")[0].days_left, 0, "its time is up");
    assert_eq!(
        t.journal().purge(30, &later).expect("purge"),
        2,
        "then it is erased, with its outcome"
    );
    assert_eq!(t.journal().undo().expect("nothing"), None, "and undo cannot bring it back");
    t.assert_healthy();
}

#[test]
fn merging_people_keeps_what_either_had() {
    let mut t = TestJournal::new()
        .capture("Asked @\"Oskar Lindqvist\" for two engineers")
        .capture("Told @Ossie the plan");
    let now = t.now.clone();
    let people = t.journal().people(&now).expect("people");
    let id = |name: &str| {
        people.iter().find(|view| view.person.name == name).map(|view| view.person.id).expect(name)
    };
    let (from, into) = (id("Ossie"), id("Oskar Lindqvist"));
    let people = t.journal().merge_people(from, into, &now).expect("merged");
    assert_eq!(people.len(), 1, "one person is left");
    assert_eq!(people[0].entries, 2, "with the entries of both");
    assert_eq!(t.found("lindqvist").len(), 2, "both are found by the name that stays");
    t.journal().undo().expect("undone");
    assert_eq!(t.journal().people(&now).expect("people").len(), 2, "undo parts them again");
    assert_eq!(t.found("lindqvist").len(), 1, "also in the index");
    t.assert_healthy();
}

#[test]
fn the_demo_fills_an_empty_journal_and_no_other() {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    journal::demo::fill(t.journal(), &now).expect("filled");
    assert_eq!(t.search("").len(), 31, "every demo entry is there, and this week's");
    assert!(t.journal().is_demo().expect("a flag"), "and it says so");
    let again = journal::demo::fill(t.journal(), &now).expect_err("never over a user's entries");
    assert_eq!(again.code(), Code::BadInput, "refused");
    t.assert_healthy();
}

#[test]
fn the_demo_goes_with_all_that_was_added_to_it_and_a_real_journal_is_never_emptied() {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    journal::demo::clear(t.journal()).expect_err("a journal without the demo keeps everything");
    journal::demo::fill(t.journal(), &now).expect("filled");
    t.journal().capture("Tried it out with @Somebody !sh", None, &now).expect("captured");
    journal::demo::clear(t.journal()).expect("cleared");
    assert!(t.search("").is_empty() && t.search("tried").is_empty(), "no entry, no index row");
    assert!(!t.journal().is_demo().expect("a flag"), "it is a journal like any other now");
    assert!(t.journal().people(&now).expect("a list").is_empty(), "nobody is left");
    assert_eq!(t.journal().counts(&now).expect("counts").trash, 0, "nor anything in the bin");
    assert!(t.journal().check().expect("checked").problems.is_empty(), "the file is sound");
}

#[test]
fn the_demo_shows_a_week_under_way_on_any_day() {
    for day in ["2026-11-16", "2026-11-18", "2026-11-22", "2027-01-01"] {
        let mut t = TestJournal::new().on(day);
        let now = t.now.clone();
        journal::demo::fill(t.journal(), &now).expect("filled");
        let this = Week::of(now.day());
        let week = t.journal().week(this, &now).expect("the week");
        assert!(week.entries.len() >= 4, "this week has entries on {day}");
        assert!(week.entries.iter().all(|line| line.day <= now.day()), "none of them to come");
        assert!((3..=5).contains(&week.loose.len()), "a few loose ends: {}", week.loose.len());
        assert_eq!(week.due.len(), 1, "an expected outcome is due on {day}");
        assert!(week.intention.is_some(), "last week's note is closed");
        assert!(week.note.is_none(), "this week's is not");
        let packet = t.journal().packets().expect("packets")[0].id;
        let view = t.journal().packet(packet).expect("the packet");
        assert!(view.sections.iter().any(|one| !one.items.is_empty()), "and a packet is begun");
        let (people, goals) = (
            t.journal().people(&now).expect("people").len(),
            t.journal().goals().expect("goals").len(),
        );
        assert_eq!((people, goals), (12, 4), "its lines name people and goals that are there");
        t.assert_healthy();
    }
}
