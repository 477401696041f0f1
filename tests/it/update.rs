//! Weeks, updates, needs and the throughline over a whole journal, and the laws that hold in any.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use ledgerline_core::error::Code;
use ledgerline_core::figure::{Figure, Unit};
use ledgerline_core::id::{EntryId, OutcomeId};
use ledgerline_core::outcome::Status;
use ledgerline_core::outcome::record::{Measurement, Metric};
use ledgerline_core::reminder::Reminder;
use ledgerline_core::throughline::{ThroughlineQuery, Toward};
use ledgerline_core::time::Week;
use ledgerline_core::update::{NeedEdit, PromiseAnswer, PromiseAnswered, SectionKind, UpdatePiece};
use ledgerline_core::wire::{
    CandidateFilter, Deed, DueAnswer, NeedBecame, PacketEdit, PieceAt, ReminderSettings,
    UpdateState, WeekClose,
};
use proptest::prelude::*;
use support::{TestJournal, at};

fn text(section: SectionKind, text: &str) -> PieceAt {
    PieceAt { section, place: None, piece: UpdatePiece::Text { text: text.to_owned() } }
}

#[test]
fn an_expected_outcome_asks_again_and_its_series_grows() {
    let mut t =
        TestJournal::new().capture("Moved the date !bk ?2026-11-25").mapped("It lands in May");
    let id = t.view().outcomes[0].outcome.id;
    t = t.on("2026-11-25");
    let now = t.now.clone();
    let due = t.journal().week(Week::of(now.day()), &now).expect("the week").due;
    assert_eq!(due.len(), 1, "its day has come");
    assert_eq!(due[0].status, Some(Status::Expected), "did it come?");
    let answer = |status, again: &[u32], value: Option<f64>| DueAnswer {
        status,
        again: again.to_vec(),
        measured: value.map(|value| Measurement { on: now.day(), value, source: "Board".into() }),
    };
    let not_yet = t.journal().answer_outcome(id, &answer(Some(Status::Expected), &[], None), &now);
    assert!(not_yet.is_err(), "not yet says when to ask again");
    let asked = t.journal().answer_outcome(id, &answer(None, &[31], None), &now);
    assert!(asked.is_err(), "in 30, 90, 180 or 365 days");
    let view = t
        .journal()
        .answer_outcome(id, &answer(Some(Status::Expected), &[90, 30], None), &now)
        .expect("not yet");
    assert_eq!(view.outcomes[0].outcome.check_on, Some(now.day() + Days::new(30)), "the sooner");
    assert!(
        t.journal().answer_outcome(id, &answer(None, &[], Some(1.0)), &now).is_err(),
        "a measurement needs a metric"
    );
    let mut outcome = view.outcomes[0].outcome.clone();
    outcome.metric = Some(Metric { name: "Days".into(), baseline: Some(9.0), ..Metric::default() });
    let entry = t.last();
    t.journal().save_outcome(entry, outcome, &now).expect("a metric");
    t.journal()
        .answer_outcome(id, &answer(Some(Status::Happened), &[180], Some(4.0)), &now)
        .expect("it came");
    let outcome = t.view().outcomes[0].outcome.clone();
    assert_eq!(
        outcome.metric.as_ref().and_then(|m| m.result),
        Some(4.0),
        "the first is the result"
    );
    t = t.on("2027-05-30");
    let later = t.now.clone();
    let due = t.journal().week(Week::of(later.day()), &later).expect("the week").due;
    assert_eq!(due.len(), 1, "180 days on it asks to be looked at again");
    assert_eq!(due[0].status, Some(Status::Happened), "for a new measurement");
    let measured = Measurement { on: later.day(), value: 3.0, source: String::new() };
    let answer = DueAnswer { status: None, again: Vec::new(), measured: Some(measured) };
    t.journal().answer_outcome(id, &answer, &later).expect("measured");
    let outcome = t.view().outcomes[0].outcome.clone();
    assert_eq!(outcome.metric.map(|metric| metric.later.len()), Some(1), "the series grew");
    let due = t.journal().week(Week::of(later.day()), &later).expect("the week").due;
    assert!(due.is_empty(), "and it asks no more");
    assert_eq!(
        t.journal().undo().expect("undo"),
        Some(Deed::AnswerOutcome),
        "it can be taken back"
    );
    let due = t.journal().week(Week::of(later.day()), &later).expect("the week").due;
    assert_eq!(due.len(), 1, "and asks again then");
    let did_not = DueAnswer { status: Some(Status::DidNot), again: Vec::new(), measured: None };
    t.journal().answer_outcome(id, &did_not, &later).expect("kept");
    assert_eq!(t.view().outcomes[0].outcome.status, Status::DidNot, "did not happen is kept");
}

#[test]
fn sending_freezes_makes_promises_and_is_taken_back_whole() {
    let mut t = TestJournal::new().capture("Kept them free !sh").mapped("The date held");
    let now = t.now.clone();
    let need = NeedEdit { text: "A seat".into(), from: "Oriane".into(), ..NeedEdit::default() };
    t.journal().add_need(&need, &now).expect("a need");
    let id = t.journal().new_update(None, None, &now).expect("a draft").id;
    assert!(t.journal().update(id, &now).expect("it").stops.is_empty(), "the need says something");
    t.journal().insert_piece(id, &text(SectionKind::Next, "One\n\n- Two"), &now).expect("text");
    let entry = t.last();
    let piece = UpdatePiece::Entry { id: entry, words: None };
    let view = t
        .journal()
        .insert_piece(id, &PieceAt { section: SectionKind::Behind, place: Some(0), piece }, &now)
        .expect("an entry");
    assert!(view.rail[0].entries[0].used, "marked as used");
    assert_eq!(view.promising, ["One", "Two"], "what it would promise");
    let sent = t.journal().send_update(id, &now).expect("sent");
    assert_eq!(sent.state, UpdateState::Sent, "sent");
    assert_eq!(t.journal().promises(true).expect("promises").len(), 2, "two promises");
    t.journal().undo().expect("undo");
    assert_eq!(
        t.journal().update(id, &now).expect("it").state,
        UpdateState::Draft,
        "a draft again"
    );
    assert!(t.journal().promises(true).expect("promises").is_empty(), "its promises went");
    t.journal().redo().expect("redo");
    let mut edit = t.journal().update(id, &now).expect("it").edit;
    edit.subject = "Other".into();
    assert!(t.journal().save_update(id, edit, &now).is_err(), "what was sent stays");
    assert!(t.journal().delete_update(id, &now).is_err(), "in the record too");
    let promise = t.journal().promises(true).expect("promises")[0].id;
    let dropped = PromiseAnswer { what: PromiseAnswered::Dropped, to: None, reason: String::new() };
    assert!(t.journal().answer_promise(promise, &dropped, &now).is_err(), "dropped says why");
    t.assert_healthy();
}

#[test]
fn a_confidential_entry_keeps_an_update_from_being_sent() {
    let mut t = TestJournal::new().capture("Kept them free !sh");
    let (now, entry) = (t.now.clone(), t.last());
    let id = t.journal().new_update(None, None, &now).expect("a draft").id;
    let piece = UpdatePiece::Entry { id: entry, words: None };
    let at = PieceAt { section: SectionKind::Behind, place: None, piece };
    t.journal().insert_piece(id, &at, &now).expect("open so far");
    let edit = ledgerline_core::wire::EntryEdit {
        sensitivity: Some(ledgerline_core::entry::Sensitivity::Confidential),
        ..Default::default()
    };
    t.journal().edit_entry(entry, edit, &now).expect("confidential now");
    let view = t.journal().update(id, &now).expect("it");
    assert_eq!(view.stops, ["confidential"], "it says why");
    assert!(!view.rail[0].entries[0].may_leave, "in the rail too");
    assert!(t.journal().send_update(id, &now).is_err(), "and is not sent");
    assert!(t.journal().update_eml(id, &now).is_err(), "in no form");
    t.journal().delete_entry(entry, &now).expect("deleted");
    assert_eq!(t.journal().update(id, &now).expect("it").stops, ["gone", "empty"], "not there");
}

#[test]
fn an_answered_need_becomes_an_entry_of_the_users_own_words() {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    let need = NeedEdit { text: "A seat".into(), ..NeedEdit::default() };
    let id = t.journal().new_need(&need, &now).expect("a need");
    let became = NeedBecame::Statement { statement: "We decide prices".into() };
    assert!(t.journal().need_became(id, &became, &now).is_err(), "answered first");
    let answer = ledgerline_core::update::NeedAnswer {
        how: ledgerline_core::update::NeedAnswered::Granted,
        words: String::new(),
        on: None,
    };
    t.journal().answer_need(id, &answer, &now).expect("granted");
    let needs = t.journal().need_became(id, &became, &now).expect("became");
    assert!(!needs.answered[0].ask_outcome, "asked once");
    assert_eq!(t.found("seat"), ["A seat"], "found like any entry");
    assert_eq!(t.found("prices"), ["A seat"], "and by what came of it");
    t.journal().delete_need(id, &now).expect("binned");
    let bin = t.journal().trash(&now).expect("the bin");
    assert_eq!(bin[0].what, "need", "in the bin");
    t.journal().restore("need", &bin[0].id, &now).expect("back");
    assert_eq!(t.journal().needs(&now).expect("needs").answered.len(), 1, "and back");
    t.assert_healthy();
}

#[test]
fn reminders_stand_and_are_told_once() {
    let mut t = TestJournal::new().capture("Bet on it !be ?2026-11-20");
    let now = t.now.clone();
    let settings = ReminderSettings { week: true, due: true, ..ReminderSettings::default() };
    t.journal().save_reminder_settings(&settings).expect("saved");
    let found = t.journal().reminders(&now).expect("reminders");
    assert_eq!(found.tell, [Reminder::Week, Reminder::Due], "both are due");
    let mut ahead = t.journal().foresee(&now).expect("foresight");
    ahead.told(Reminder::Due, &now);
    t.journal().keep_reminder_log(&ahead.log).expect("kept");
    let close = WeekClose::default();
    t.journal().close_week(Week::of(now.day()), &close, &now).expect("closed");
    let found = t.journal().reminders(&now).expect("reminders");
    assert!(found.tell.is_empty(), "told, and closed");
    assert_eq!(found.standing, [Reminder::Due], "the bet still stands");
    let snoozed = t.journal().snooze_reminders(60, &now).expect("put off");
    assert!(snoozed.snoozed_until.is_some(), "until an hour from now: {snoozed:?}");
    t.journal().snooze_reminders(60 * 24 * 15, &now).map(drop).expect_err("longer than two weeks");
    let later = at("2026-12-18T17:00:00+01:00");
    t.journal().capture("Bet on another !be ?2027-01-10", None, &later).expect("a bet");
    let ahead = t.journal().foresee(&later).expect("foresight");
    let asked = at("2027-01-11T10:00:00+01:00");
    assert_eq!(ahead.at(&asked).tell, [Reminder::Due], "foreseen, though nobody opens it by then");
    let wrong = ReminderSettings { day_at: "nine".into(), ..settings };
    assert!(t.journal().save_reminder_settings(&wrong).is_err(), "that is no time");
}

#[test]
fn what_closing_a_week_marked_is_pointed_out_where_outcomes_are_chosen_for_a_packet() {
    let mut t = TestJournal::new()
        .capture("Held the date !sh")
        .mapped("The date held")
        .capture("Asked for two seats !ne")
        .mapped("Two seats");
    let (seats, now) = (t.last(), t.now.clone());
    let close = WeekClose { marked: vec![seats], ..WeekClose::default() };
    t.journal().close_week(Week::of(now.day()), &close, &now).expect("closed");
    let edit = PacketEdit { title: "The case".to_owned(), ..PacketEdit::default() };
    let packet = t.journal().new_packet(edit, &now).expect("a packet").id;
    let found = t.journal().candidates(packet, &CandidateFilter::default()).expect("candidates");
    let marked: Vec<&str> = found
        .iter()
        .filter(|candidate| candidate.marked)
        .map(|candidate| candidate.outcome.statement.as_str())
        .collect();
    assert_eq!((found.len(), marked), (2, vec!["Two seats"]), "the one that was marked");
}

#[test]
fn a_deleted_draft_comes_back_from_the_bin_unless_another_is_being_written() {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    let first = t.journal().new_update(None, None, &now).expect("a draft").id;
    let (said, need) = (SectionKind::BottomLine, "A seat at the council");
    t.journal().insert_piece(first, &text(said, "The date holds"), &now).expect("written");
    let edit = NeedEdit { text: need.to_owned(), from: "Oriane".to_owned(), ..NeedEdit::default() };
    let needed = t.journal().add_need(&edit, &now).expect("a need").open[0].id;
    t.journal().delete_need(needed, &now).expect("binned");
    t.journal().delete_update(first, &now).expect("binned");
    let bin = t.journal().trash(&now).expect("the bin");
    let known: Vec<(&str, &str)> =
        bin.iter().map(|item| (item.what.as_str(), item.text.as_str())).collect();
    assert!(known.contains(&("updates", "Update 1")), "known by its number: {known:?}");
    assert!(known.contains(&("need", need)), "known by its words: {known:?}");

    let second = t.journal().new_update(None, None, &now).expect("another draft").id;
    let refused = t.journal().restore("updates", &first.to_string(), &now).map(drop);
    assert_eq!(refused.map_err(|e| e.code()), Err(Code::BadInput), "one draft at a time");
    assert!(t.journal().update(first, &now).is_err(), "and it is in the bin still");
    t.journal().delete_update(second, &now).expect("binned");
    t.journal().restore("updates", &first.to_string(), &now).expect("back");
    let view = t.journal().update(first, &now).expect("an update");
    let said = view.sections.iter().find(|section| section.kind == said).expect("the section");
    assert_eq!(said.pieces.len(), 1, "with what was written");
    t.assert_healthy();
}

#[test]
fn the_question_file_is_the_users_own_and_can_be_reset() {
    let mut t = TestJournal::new();
    let shipped = t.journal().question_file().expect("a file");
    assert!(!shipped.own && shipped.questions.len() > 10, "it comes with questions");
    let own = t.journal().add_question("protect", "Who could say \"no\"?").expect("added");
    assert!(own.own, "the user's own now");
    assert!(
        own.questions.iter().any(|q| q.group == "protect" && q.words == "Who could say \"no\"?"),
        "under its heading"
    );
    assert!(t.journal().add_question("nobody", "Why?").is_err(), "there is no such heading");
    let wrong = t.journal().save_question_file("[always]\nx = 3").err().expect("not words");
    assert!(wrong.to_string().contains("line 2"), "the line is named: {wrong}");
    let asked: Vec<String> = vec!["always.cost".into()];
    let other = t.journal().another_question("always.cost", &asked).expect("answers");
    assert!(other.is_some_and(|other| other.question != "always.cost"), "another of the heading");
    assert!(!t.journal().reset_question_file().expect("reset").own, "as it came");
}

/// What a random journal is made of: a line's day, its kind, outcomes by number.
type Line = (u64, usize, Vec<u8>);

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn totals_never_add_unlike_units_and_never_count_an_outcome_twice(
        lines in prop::collection::vec((0u64..25, 0usize..12, prop::collection::vec(0u8..6, 0..3)), 1..14),
        figures in prop::collection::vec((0u32..3, 1u32..900, any::<bool>()), 6),
    ) {
        let mut t = TestJournal::new();
        let mut made: BTreeMap<u8, (OutcomeId, EntryId)> = BTreeMap::new();
        let mut days: BTreeMap<OutcomeId, BTreeSet<NaiveDate>> = BTreeMap::new();
        let last = at("2026-11-20T12:00:00+01:00").day();
        let lines: Vec<Line> = lines;
        for (ago, kind, outcomes) in &lines {
            let day = last - Days::new(*ago);
            let kind = ledgerline_core::kind::Kind::ALL[*kind].name();
            t = t.on("2026-11-20").capture(&format!("An act !{kind} ^{day}"));
            let (entry, now) = (t.last(), t.now.clone());
            for number in outcomes {
                if let Some((id, _)) = made.get(number) {
                    t.journal().link(entry, *id, &now).expect("linked");
                    days.entry(*id).or_default().insert(day);
                    continue;
                }
                let words = format!("Outcome {number}");
                let view = t.journal().new_outcome(entry, &words, &now).expect("one");
                let own = view.outcomes.into_iter().find(|one| one.outcome.statement == words);
                let mut outcome = own.expect("it").outcome;
                let (unit, value, happened) = figures[usize::from(*number)];
                let unit = ["hours", "days", "money"][unit as usize];
                let value = f64::from(value);
                outcome.figure = Some(Figure {
                    low: value, likely: value, high: value, unit: Unit::from(unit.to_owned()),
                });
                outcome.status = if happened { Status::Happened } else { Status::DidNot };
                let id = outcome.id;
                t.journal().save_outcome(entry, outcome, &now).expect("saved");
                made.insert(*number, (id, entry));
                days.entry(id).or_default().insert(day);
            }
        }
        let expected = |from: NaiveDate, to: NaiveDate| {
            let mut sums: BTreeMap<&str, (f64, u32)> = BTreeMap::new();
            for (number, (id, _)) in &made {
                let within = days[id].iter().any(|day| *day >= from && *day <= to);
                let (unit, value, happened) = figures[usize::from(*number)];
                if within && happened {
                    let sum = sums.entry(["hours", "days", "money"][unit as usize]).or_default();
                    sum.0 += f64::from(value);
                    sum.1 += 1;
                }
            }
            sums
        };
        let now = t.now.clone();
        let week = Week::of(now.day());
        let view = t.journal().week(week, &now).expect("the week");
        let quarter = t.journal().roll_up("2026-Q4", &now).expect("the quarter");
        let update = t.journal().new_update(None, None, &now).expect("a draft");
        let totals = [
            (view.totals, week.first(), week.last()),
            (quarter.totals, quarter.from, quarter.to),
            (update.totals, update.edit.from, update.edit.until),
        ];
        for (totals, from, to) in totals {
            let expected = expected(from, to);
            prop_assert_eq!(totals.len(), expected.len(), "one line for each unit");
            for total in totals {
                let (sum, outcomes) = expected[total.unit.as_str()];
                prop_assert!((total.likely - sum).abs() < 1e-6, "{}: its own outcomes only", total.unit);
                prop_assert_eq!(total.outcomes, outcomes, "each outcome once");
            }
        }
        let query = ThroughlineQuery { from: quarter.from, to: quarter.to, toward: Toward::Goals };
        let picture = t.journal().throughline(&query).expect("a picture");
        prop_assert_eq!(picture.acts as usize, lines.len(), "every act");
        prop_assert_eq!(picture.reach.iter().map(|r| r.acts).sum::<u32>(), picture.acts, "once");
        let closed = t.journal().close_week(week, &WeekClose::default(), &now).expect("closed");
        prop_assert_eq!(closed.entries.len(), view.entries.len(), "closing changes no entry");
    }
}
