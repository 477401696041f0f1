//! Evidence over criteria and quarters, and the cheapest next step.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use uuid::Uuid;

use super::{taken_in, toml};
use crate::id::{CriterionId, EntryId, EvidenceId, GoalId, OutcomeId, PersonId};
use crate::ladder::cover::{EntryFact, Facts, OutcomeFact, Quarter, Row};
use crate::ladder::steps::{Step, steps};
use crate::ladder::{Asks, Ladder, Linked, Standing, StepKind, cover};
use crate::outcome::Grade;
use crate::time::Day;

fn today() -> Day {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
}

fn ladder() -> Ladder {
    taken_in(&toml(
        "[[criterion]]\ntext = \"Sets direction\"\narea = \"Direction\"\nbar = \"two, documented, in a year\"\n\
         [[criterion]]\ntext = \"Trades off\"\narea = \"Direction\"\n\
         [[criterion]]\ntext = \"Grows people\"\narea = \"People\"",
    ))
}

fn outcome(id: u128, days_ago: u64, grade: Grade, criteria: &[CriterionId]) -> OutcomeFact {
    OutcomeFact {
        id: OutcomeId(Uuid::from_u128(id)),
        day: today() - Days::new(days_ago),
        grade,
        came: true,
        shown_up: false,
        criteria: criteria.to_vec(),
        entries: vec![EntryId(Uuid::from_u128(id))],
        goals: Vec::new(),
        witnesses: Vec::new(),
        nearby: Vec::new(),
    }
}

fn entry(id: u128, days_ago: u64, criteria: &[CriterionId]) -> EntryFact {
    EntryFact {
        id: EntryId(Uuid::from_u128(id)),
        day: today() - Days::new(days_ago),
        noted: true,
        goal: None,
        loose: false,
        criteria: criteria.to_vec(),
    }
}

fn row(facts: &Facts, ladder: &Ladder, at: usize) -> Row {
    let criterion = &ladder.criteria[at];
    let quarters = Quarter::until(today(), 8);
    cover(facts, criterion.id, criterion.bar.judged_by(), &quarters, today())
}

fn next(facts: &Facts, ladder: &Ladder, at: usize) -> Vec<Step> {
    let criterion = &ladder.criteria[at];
    let row = row(facts, ladder, at);
    steps(facts, ladder, criterion, criterion.bar.judged_by(), &row, today())
}

#[test]
fn quarters_end_with_this_one() {
    let quarters = Quarter::until(today(), 6);
    let names: Vec<String> = quarters.iter().map(|q| format!("{}Q{}", q.year, q.number)).collect();
    assert_eq!(names, ["2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3", "2026Q4"], "oldest first");
}

#[test]
fn a_bar_is_met_by_enough_that_is_recent_and_proven() {
    let ladder = ladder();
    let id = ladder.criteria[0].id;
    let standing = |grades: &[(u64, Grade)]| {
        let outcomes = (1..).zip(grades).map(|(n, (ago, grade))| outcome(n, *ago, *grade, &[id]));
        let facts = Facts { outcomes: outcomes.collect(), entries: Vec::new() };
        row(&facts, &ladder, 0).standing
    };
    assert_eq!(standing(&[]), Standing::Gap, "nothing");
    assert_eq!(
        standing(&[(10, Grade::Noted), (20, Grade::ClaimOnly)]),
        Standing::Gap,
        "only my word"
    );
    assert_eq!(standing(&[(10, Grade::Documented)]), Standing::Thin, "one of two");
    assert_eq!(standing(&[(10, Grade::Documented), (20, Grade::Measured)]), Standing::Met, "two");
    assert_eq!(
        standing(&[(10, Grade::Documented), (400, Grade::Measured)]),
        Standing::Thin,
        "one is too old"
    );
    assert_eq!(
        standing(&[(400, Grade::Documented), (401, Grade::Measured)]),
        Standing::Gap,
        "both are"
    );
}

#[test]
fn the_flags_say_what_is_stale_unseen_or_only_my_word() {
    let ladder = ladder();
    let id = ladder.criteria[1].id;
    let with = |outcome: OutcomeFact| {
        row(&Facts { outcomes: vec![outcome], entries: Vec::new() }, &ladder, 1)
    };
    let old = with(outcome(1, 366, Grade::Measured, &[id]));
    assert!(old.stale && old.never_shown && !old.self_only, "a year old and shown to nobody");
    let shown = with(OutcomeFact { shown_up: true, ..outcome(1, 5, Grade::Noted, &[id]) });
    assert!(shown.self_only && !shown.stale && !shown.never_shown, "fresh, shown, my word");
    let leaving = with(outcome(1, 340, Grade::Documented, &[id]));
    assert_eq!(leaving.met_until, NaiveDate::from_ymd_opt(2026, 12, 16), "a year after its day");
    assert!(leaving.going_stale, "which is near");
    let did_not = with(OutcomeFact { came: false, ..outcome(1, 5, Grade::Measured, &[id]) });
    assert!(did_not.items.is_empty() && !did_not.never_shown, "what did not come is no evidence");
}

#[test]
fn an_entry_and_its_outcome_are_one() {
    let ladder = ladder();
    let id = ladder.criteria[0].id;
    let facts = Facts {
        outcomes: vec![outcome(1, 10, Grade::ClaimOnly, &[id, id])],
        entries: vec![entry(1, 12, &[id]), entry(2, 14, &[id])],
    };
    let row = row(&facts, &ladder, 0);
    assert_eq!(row.cells[7].count, 2, "the outcome with its entry, and the other entry");
    assert_eq!(row.items[0].grade, Grade::Noted, "as good as the note behind it");
}

#[test]
fn the_cheapest_step_that_reaches_the_bar_comes_first() {
    let ladder = ladder();
    let (id, other) = (ladder.criteria[0].id, ladder.criteria[1].id);
    let person = PersonId(Uuid::from_u128(7));
    let file = (EvidenceId(Uuid::from_u128(8)), Grade::Documented);
    let asked = OutcomeFact { witnesses: vec![person], ..outcome(1, 10, Grade::Noted, &[id]) };
    let facts = |outcomes: Vec<OutcomeFact>, entries: Vec<EntryFact>| Facts { outcomes, entries };
    let first = |facts: &Facts| next(facts, &ladder, 0).first().cloned().expect("a step");

    let step = first(&facts(vec![asked.clone()], vec![]));
    assert_eq!(
        (step.kind, step.person, step.strokes()),
        (StepKind::AskWitness, Some(person), 2),
        "ask"
    );
    let near = OutcomeFact { nearby: vec![file], ..asked.clone() };
    let step = first(&facts(vec![near], vec![]));
    assert_eq!(
        (step.kind, step.evidence),
        (StepKind::AttachFile, Some(file.0)),
        "a file is cheaper"
    );
    let elsewhere = outcome(2, 30, Grade::Measured, &[other]);
    let step = first(&facts(vec![asked.clone(), elsewhere.clone()], vec![]));
    assert_eq!(
        (step.kind, step.criterion),
        (StepKind::LinkOutcome, Some(other)),
        "a link is cheaper"
    );
    let people = outcome(2, 30, Grade::Measured, &[ladder.criteria[2].id]);
    let step = first(&facts(vec![people], vec![]));
    assert_eq!(step.kind, StepKind::NewWork, "another area does not fit");

    let goal = Some(GoalId(Uuid::from_u128(5)));
    let served =
        OutcomeFact { goals: goal.into_iter().collect(), ..outcome(1, 10, Grade::Measured, &[id]) };
    let loose = EntryFact { goal, loose: true, ..entry(3, 5, &[]) };
    let found = next(&facts(vec![served], vec![loose]), &ladder, 0);
    let kinds: Vec<StepKind> = found.iter().map(|step| step.kind).collect();
    assert_eq!(
        kinds,
        [StepKind::MapLooseEnd, StepKind::NewWork],
        "mapping alone proves too little"
    );

    let old = OutcomeFact { witnesses: vec![person], ..outcome(1, 500, Grade::Noted, &[id]) };
    assert_eq!(
        first(&facts(vec![old], vec![])).kind,
        StepKind::NewWork,
        "no witness makes it recent"
    );
    let met =
        vec![outcome(1, 5, Grade::Documented, &[id]), outcome(2, 6, Grade::Documented, &[id])];
    assert!(next(&facts(met, vec![]), &ladder, 0).is_empty(), "nothing to do");
}

fn any_outcome() -> impl Strategy<Value = OutcomeFact> {
    (
        1u128..40,
        0u64..900,
        0u8..=5,
        any::<bool>(),
        prop::collection::vec(0usize..3, 0..4),
        0u8..=5,
        any::<bool>(),
    )
        .prop_map(|(id, ago, grade, came, criteria, near, witness)| {
            let ladder = ladder();
            let criteria: Vec<_> = criteria.into_iter().map(|at| ladder.criteria[at].id).collect();
            OutcomeFact {
                came,
                witnesses: witness.then(|| PersonId(Uuid::from_u128(id))).into_iter().collect(),
                nearby: vec![(
                    EvidenceId(Uuid::from_u128(id)),
                    Grade::try_from(near).expect("a grade"),
                )],
                ..outcome(id, ago, Grade::try_from(grade).expect("a grade"), &criteria)
            }
        })
}

fn any_entry() -> impl Strategy<Value = EntryFact> {
    (1u128..60, 0u64..900, any::<bool>(), any::<bool>(), prop::collection::vec(0usize..3, 0..3))
        .prop_map(|(id, ago, noted, loose, criteria)| {
            let ladder = ladder();
            let criteria: Vec<_> = criteria.into_iter().map(|at| ladder.criteria[at].id).collect();
            EntryFact { noted, loose, ..entry(id, ago, &criteria) }
        })
}

prop_compose! {
    fn any_facts()(mut outcomes in prop::collection::vec(any_outcome(), 0..12),
                   mut entries in prop::collection::vec(any_entry(), 0..8)) -> Facts {
        outcomes.sort_by_key(|one| one.id);
        outcomes.dedup_by_key(|one| one.id);
        entries.sort_by_key(|one| one.id);
        entries.dedup_by_key(|one| one.id);
        Facts { outcomes, entries }
    }
}

proptest! {
    #[test]
    fn nothing_counts_twice_for_a_criterion(facts in any_facts()) {
        let ladder = ladder();
        let twice = Facts {
            outcomes: [facts.outcomes.clone(), facts.outcomes.clone()].concat(),
            entries: [facts.entries.clone(), facts.entries.clone()].concat(),
        };
        for at in 0..3 {
            let once = row(&facts, &ladder, at);
            prop_assert_eq!(&row(&twice, &ladder, at), &once, "said twice, counted once");
            let mut links: Vec<Linked> = once.items.iter().map(|item| item.link).collect();
            links.sort_unstable();
            links.dedup();
            prop_assert_eq!(links.len(), once.items.len(), "each stands once");
            let cells: u32 = once.cells.iter().map(|cell| cell.count).sum();
            prop_assert!(cells as usize <= once.items.len(), "and in one quarter at most");
        }
    }

    #[test]
    fn more_evidence_never_lowers_a_cell_or_a_standing(
        facts in any_facts(), more in any_outcome(), at in 0usize..12, grade in 0u8..=5
    ) {
        let ladder = ladder();
        let mut stronger = facts.clone();
        if let Some(one) = stronger.outcomes.get_mut(at) {
            one.grade = one.grade.max(Grade::try_from(grade).expect("a grade"));
        }
        let mut longer = facts.clone();
        let id = 1000;
        let entries = vec![EntryId(Uuid::from_u128(id))];
        longer.outcomes.push(OutcomeFact { id: OutcomeId(Uuid::from_u128(id)), entries, ..more });
        for after in [stronger, longer] {
            for at in 0..3 {
                let (before, after) = (row(&facts, &ladder, at), row(&after, &ladder, at));
                prop_assert!(after.standing >= before.standing, "what stood still stands");
                prop_assert!(after.counted >= before.counted, "as many count");
                for (before, after) in before.cells.iter().zip(&after.cells) {
                    prop_assert!(after.grade >= before.grade && after.count >= before.count, "no cell is weaker");
                }
            }
        }
    }

    #[test]
    fn steps_are_the_same_in_any_order_and_never_missing(facts in any_facts()) {
        let ladder = ladder();
        let mut turned = facts.clone();
        turned.outcomes.reverse();
        turned.entries.reverse();
        for at in 0..3 {
            let found = next(&facts, &ladder, at);
            prop_assert_eq!(&next(&turned, &ladder, at), &found, "the order of the facts does not matter");
            let row = row(&facts, &ladder, at);
            let needed = row.standing != Standing::Met || row.going_stale;
            prop_assert_eq!(needed, !found.is_empty(), "a step for each gap, and none without");
            let reaches: Vec<bool> = found.iter().map(|step| step.reaches_bar).collect();
            prop_assert!(reaches.is_sorted_by_key(|reaches| !reaches), "those that reach the bar lead");
            let asks = ladder.criteria[at].bar.judged_by();
            for step in &found {
                let counts = step.to >= asks.least || step.kind == StepKind::NewWork;
                prop_assert!(!step.reaches_bar || counts, "what is promised is enough");
                prop_assert!(step.to >= step.from, "no step takes strokes away");
            }
            prop_assert_eq!(
                found.iter().any(|step| step.kind == StepKind::NewWork),
                needed && !reaches.contains(&true),
                "new work is the last resort"
            );
        }
        prop_assert_eq!(Asks::ASSUMED.count, 1, "one is assumed");
    }
}
