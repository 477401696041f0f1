//! Laws of what is kept beside the entries: after any run of changes the indexes and the counts
//! say the same as the entries themselves.

use chrono::Datelike;
use ledgerline_core::id::EntryId;
use ledgerline_core::wire::{Chip, EntryEdit, EntryLine, Query};
use proptest::prelude::*;
use support::TestJournal;

const WORDS: [&str; 5] = ["alder", "birch", "cedar", "dogwood", "juniper"];
const NAMES: [&str; 3] = ["Mira", "Noor", "Oskar"];
const TAGS: [&str; 2] = ["north", "south"];

/// One change; the numbers choose among what there is.
#[derive(Clone, Debug)]
enum Step {
    Capture { word: usize, name: usize, tag: usize },
    CaptureMapped { word: usize, came: usize },
    Reword { entry: usize, word: usize },
    Move { entry: usize, day: u32 },
    Rename { entry: usize, name: usize },
    Map { entry: usize, word: usize },
    Unmap { entry: usize },
    Delete { entry: usize },
    Restore { item: usize },
    Undo,
    Redo,
}

fn step() -> impl Strategy<Value = Step> {
    let n = 0..16_usize;
    prop_oneof![
        4 => (n.clone(), n.clone(), n.clone())
            .prop_map(|(word, name, tag)| Step::Capture { word, name, tag }),
        2 => (n.clone(), n.clone()).prop_map(|(word, came)| Step::CaptureMapped { word, came }),
        2 => (n.clone(), n.clone()).prop_map(|(entry, word)| Step::Reword { entry, word }),
        2 => (n.clone(), 1..29_u32).prop_map(|(entry, day)| Step::Move { entry, day }),
        1 => (n.clone(), n.clone()).prop_map(|(entry, name)| Step::Rename { entry, name }),
        2 => (n.clone(), n.clone()).prop_map(|(entry, word)| Step::Map { entry, word }),
        1 => n.clone().prop_map(|entry| Step::Unmap { entry }),
        2 => n.clone().prop_map(|entry| Step::Delete { entry }),
        1 => n.prop_map(|item| Step::Restore { item }),
        3 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ]
}

fn pick<T: Clone>(from: &[T], at: usize) -> Option<T> {
    from.get(at % from.len().max(1)).cloned()
}

fn word<'a>(from: &[&'a str], at: usize) -> &'a str {
    from[at % from.len()]
}

/// Does it where there is something to do it to.
fn take(t: &mut TestJournal, step: &Step) {
    let now = t.now.clone();
    let rows = t.search("");
    let row = |at: usize| pick(&rows, at);
    let edit = |t: &mut TestJournal, id: EntryId, change: EntryEdit| {
        let revision = t.journal().entry(id, &now).expect("the entry").entry.revision;
        t.journal().edit_entry(id, EntryEdit { revision, ..change }, &now).expect("changed");
    };
    match step {
        Step::Capture { word: w, name, tag } => {
            let line =
                format!("{} @{} #{}", word(&WORDS, *w), word(&NAMES, *name), word(&TAGS, *tag));
            t.journal().capture(&line, None, &now).expect("a line");
        }
        Step::CaptureMapped { word: w, came } => {
            let line = format!("{} !sh $4h = {}", word(&WORDS, *w), word(&WORDS, *came));
            t.journal().capture(&line, None, &now).expect("a line");
        }
        Step::Reword { entry, word: w } => {
            let Some(row) = row(*entry) else { return };
            let text = Some(word(&WORDS, *w).to_owned());
            edit(t, row.id, EntryEdit { text, ..EntryEdit::default() });
        }
        Step::Move { entry, day } => {
            let Some(row) = row(*entry) else { return };
            let day = chrono::NaiveDate::from_ymd_opt(2026, 10, *day);
            edit(t, row.id, EntryEdit { day, ..EntryEdit::default() });
        }
        Step::Rename { entry, name } => {
            let Some(row) = row(*entry) else { return };
            let people = Some(vec![word(&NAMES, *name).to_owned()]);
            edit(t, row.id, EntryEdit { people, ..EntryEdit::default() });
        }
        Step::Map { entry, word: w } => {
            let Some(row) = row(*entry) else { return };
            t.journal().new_outcome(row.id, word(&WORDS, *w), &now).expect("an outcome");
        }
        Step::Unmap { entry } => {
            let Some((row, outcome)) =
                row(*entry).and_then(|row| Some((row.id, row.outcomes.first()?.id)))
            else {
                return;
            };
            t.journal().unlink(row, outcome, &now).expect("unmapped");
        }
        Step::Delete { entry } => {
            let Some(row) = row(*entry) else { return };
            t.journal().delete_entry(row.id, &now).expect("deleted");
        }
        Step::Restore { item } => {
            let bin = t.journal().trash(&now).expect("the bin");
            let Some(item) = pick(&bin, *item) else { return };
            t.journal().restore(&item.what, &item.id, &now).expect("restored");
        }
        Step::Undo => drop(t.journal().undo().expect("undone")),
        Step::Redo => drop(t.journal().redo().expect("done again")),
    }
}

fn holds(row: &EntryLine, word: &str) -> bool {
    row.text.split_whitespace().any(|own| own == word)
        || row.outcomes.iter().any(|outcome| outcome.statement == word)
}

/// Compares everything that counts or finds with the rows it should have counted and found.
fn assert_all_agree(t: &mut TestJournal) {
    t.assert_healthy();
    let now = t.now.clone();
    let rows = t.search("");
    let ids = |rows: &[EntryLine]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    for word in WORDS {
        let wanted: Vec<EntryLine> = rows.iter().filter(|row| holds(row, word)).cloned().collect();
        assert_eq!(ids(&t.search(word)), ids(&wanted), "`{word}` finds the rows that hold it");
        assert_eq!(ids(&t.search(&word[1..])), ids(&wanted), "so does a part of it");
    }
    for tag in TAGS {
        let query = Query { chips: vec![Chip::Tag(tag.to_owned())], ..Query::default() };
        let wanted: Vec<EntryLine> =
            rows.iter().filter(|row| row.tags.iter().any(|t| t == tag)).cloned().collect();
        assert_eq!(ids(&t.find(&query)), ids(&wanted), "a tag finds the rows that carry it");
    }
    let page = t.journal().timeline(&Query::default(), None, 500, &now).expect("a page");
    assert_eq!(page.all as usize, rows.len(), "all entries are counted");
    for week in &page.weeks {
        let own: Vec<&EntryLine> =
            rows.iter().filter(|row| (week.from..=week.to).contains(&row.day)).collect();
        let mapped = own.iter().filter(|row| !row.outcomes.is_empty()).count();
        let figures = own.iter().flat_map(|row| &row.outcomes).filter(|o| o.figure.is_some());
        assert_eq!(week.entries as usize, own.len(), "the head of a week counts its rows");
        assert_eq!(week.mapped as usize, mapped, "and the mapped ones among them");
        let hours: f64 = week.totals.iter().map(|total| total.likely).sum();
        assert!((hours - figures.count() as f64 * 4.0).abs() < 1e-9, "and adds their hours up");
    }
    let strip = t.journal().year_strip(&Query::default(), now.day().year(), &now).expect("a strip");
    for week in strip {
        let to = week.from + chrono::Days::new(6);
        let own = rows.iter().filter(|row| (week.from..=to).contains(&row.day)).count();
        assert_eq!(week.all as usize, own, "the strip counts the rows of each week");
        assert_eq!(week.matching.iter().sum::<u32>() as usize, own, "in some family");
    }
    for person in t.journal().people(&now).expect("people") {
        let own: Vec<&EntryLine> =
            rows.iter().filter(|row| row.people.contains(&person.person.name)).collect();
        assert_eq!(person.entries as usize, own.len(), "a person counts the rows that name them");
        assert_eq!(person.weeks.iter().sum::<u32>() as usize, own.len(), "in the lane as well");
        let last = own.iter().map(|row| row.day).max();
        assert_eq!(person.last_entry, last, "and the last of them");
    }
    let mut tags: Vec<String> = rows.iter().flat_map(|row| row.tags.clone()).collect();
    tags.sort();
    let known = t.journal().tags().expect("tags");
    let counted: u32 = known.iter().map(|tag| tag.entries).sum();
    assert_eq!(counted as usize, tags.len(), "tags are counted on live rows");
    tags.dedup();
    let offered = t.journal().read_line("#", 1, &now).expect("read").suggestions;
    assert_eq!(offered.len(), tags.len(), "and offered once each");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn indexes_and_counts_follow_every_change(steps in prop::collection::vec(step(), 1..30)) {
        let mut t = TestJournal::new();
        for step in &steps {
            take(&mut t, step);
        }
        assert_all_agree(&mut t);
        t.lock();
        t.unlock();
        assert_all_agree(&mut t);
    }
}

#[test]
fn the_index_stays_right_through_the_merging_of_many_small_pieces() {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    // More than sixteen times sixteen pieces, so that merged ones are merged again.
    for n in 0..300 {
        let line = format!("{} number{n:03}", word(&WORDS, n));
        t.journal().capture(&line, None, &now).expect("a line");
    }
    for n in 0..20 {
        let id = t.search(&format!("number{:03}", n * 3))[0].id;
        t.journal().delete_entry(id, &now).expect("deleted");
    }
    assert_eq!(t.search("number").len(), 280, "every live line is found, and no other");
    assert_eq!(t.search("umber299").len(), 1, "by a part of a word too");
    t.assert_healthy();
}

/// SQLite 3.53 lost count where several entries left the index of parts in one transaction.
#[test]
fn entries_that_leave_the_index_together_leave_it_whole() {
    let mut t = TestJournal::new().capture("Held the alder date").mapped("An alder outcome");
    let (first, now) = (t.last(), t.now.clone());
    let mut outcome = t.view().outcomes.remove(0).outcome;
    for number in 0..5 {
        t = t.capture(&format!("Line {number} of a cedar afternoon"));
        let id = t.last();
        t.journal().link(id, outcome.id, &now).expect("linked");
    }
    for word in WORDS.iter().cycle().take(12) {
        outcome.statement = format!("What came of the {word}");
        t.journal().save_outcome(first, outcome.clone(), &now).expect("saved");
        t.assert_healthy();
        let rows = t.search(&word[1..]);
        assert_eq!(rows.len(), 6, "all are found by a part of what came of them: {word}");
        outcome = t.journal().entry(first, &now).expect("there").outcomes.remove(0).outcome;
    }
}
