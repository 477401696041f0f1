//! What is told, asked and counted in days, while the clock and the zone move: reminders, late
//! questions, updates, needs, the bin.

use ledgerline_core::journal;
use ledgerline_core::reminder::{Reminder, ReminderSettings};
use ledgerline_core::time::Week;
use ledgerline_core::update::NeedEdit;
use ledgerline_core::wire::{DueAnswer, PacketEdit, PacketFormat, WeekClose};
use serde_json::Value;
use support::{PRESSES, TestJournal};

use crate::clocks::{
    BERLIN, HONOLULU, KATHMANDU, LORD_HOWE, NEW_YORK, SAMOA, TOKYO, all_on, moment,
};

/// Zone, the last second before a reminder's time, and the time.
const FRIDAYS: [(&str, &str, &str); 11] = [
    // Fridays at 16:00 in the weeks before and after the hour changes.
    (BERLIN, "2026-03-27T14:59:59Z", "2026-03-27T15:00:00Z"),
    (BERLIN, "2026-04-03T13:59:59Z", "2026-04-03T14:00:00Z"),
    (BERLIN, "2026-10-23T13:59:59Z", "2026-10-23T14:00:00Z"),
    (BERLIN, "2026-10-30T14:59:59Z", "2026-10-30T15:00:00Z"),
    (NEW_YORK, "2026-03-06T20:59:59Z", "2026-03-06T21:00:00Z"),
    (NEW_YORK, "2026-03-13T19:59:59Z", "2026-03-13T20:00:00Z"),
    (LORD_HOWE, "2026-04-03T04:59:59Z", "2026-04-03T05:00:00Z"),
    (LORD_HOWE, "2026-04-10T05:29:59Z", "2026-04-10T05:30:00Z"),
    (KATHMANDU, "2026-11-20T10:14:59Z", "2026-11-20T10:15:00Z"),
    (HONOLULU, "2026-11-21T01:59:59Z", "2026-11-21T02:00:00Z"),
    // The Friday Samoa left out: the week is told of on the Saturday, at once.
    (SAMOA, "2011-12-30T09:59:59Z", "2011-12-30T10:00:00Z"),
];

/// When "in so many days" is said, where, how many, and the day it is.
const AGAIN: [(&str, &str, u32, &str); 7] = [
    ("2026-03-29T00:30:00Z", BERLIN, 30, "2026-04-28"),
    ("2028-01-30T12:00:00Z", BERLIN, 30, "2028-02-29"),
    ("2027-01-30T12:00:00Z", BERLIN, 30, "2027-03-01"),
    ("2026-12-31T23:30:00Z", BERLIN, 365, "2028-01-01"),
    ("2026-12-31T23:30:00Z", NEW_YORK, 365, "2027-12-31"),
    ("2011-12-29T12:00:00Z", SAMOA, 30, "2012-01-28"),
    ("2026-06-30T18:15:00Z", KATHMANDU, 180, "2026-12-28"),
];

/// When an update is skipped, where, the day the next is due, and the instant that day begins.
const UPDATES: [(&str, &str, &str, &str); 5] = [
    ("2026-03-20T23:30:00Z", BERLIN, "2026-04-04", "2026-04-03T22:00:00Z"),
    ("2026-10-18T12:00:00Z", BERLIN, "2026-11-01", "2026-10-31T23:00:00Z"),
    ("2026-12-20T12:00:00Z", BERLIN, "2027-01-03", "2027-01-02T23:00:00Z"),
    ("2026-02-28T12:00:00Z", NEW_YORK, "2026-03-14", "2026-03-14T04:00:00Z"),
    ("2028-02-15T12:00:00Z", TOKYO, "2028-02-29", "2028-02-28T15:00:00Z"),
];

/// When a line is written, where, which, and how many days after the act that was.
const WRITTEN: [(&str, &str, &str, u64); 8] = [
    ("2026-11-20T23:05:00Z", BERLIN, "Late ^yesterday", 1),
    ("2026-11-20T22:55:00Z", BERLIN, "Evening", 0),
    ("2026-10-26T00:10:00Z", BERLIN, "Fold ^yesterday", 1),
    ("2026-03-30T12:00:00Z", BERLIN, "Gap ^-2d", 2),
    ("2026-11-21T05:00:00Z", HONOLULU, "Behind ^-3d", 3),
    ("2029-02-28T12:00:00Z", BERLIN, "Leap ^2028-02-29", 365),
    ("2011-12-30T10:00:00Z", SAMOA, "Thursday ^2011-12-29", 2),
    ("2027-01-04T12:00:00Z", KATHMANDU, "Eve ^2026-12-31", 4),
];

#[test]
fn a_reminder_is_told_at_its_time_on_the_wall_in_every_zone() {
    let mut t = TestJournal::new();
    t.journal().save_reminder_settings(&all_on()).expect("saved");
    for (zone, before, at) in FRIDAYS {
        let early = t.journal().reminders(&moment(before, zone)).expect("asked");
        assert!(!early.tell.contains(&Reminder::Week), "{before} in {zone} is a second early");
        let told = t.journal().reminders(&moment(at, zone)).expect("asked");
        assert_eq!(told.tell, [Reminder::Week], "{at} is the time on the wall in {zone}");
    }
    let rows = FRIDAYS.len() + AGAIN.len() + UPDATES.len() + WRITTEN.len();
    support::tell(
        "R18",
        &format!("{rows} reminders, questions, updates and late lines"),
        "their days and hours lie on both sides of a changed hour, a year's end, a leap day",
        "each at its day and hour on the wall, to the second",
    );
}

#[test]
fn the_next_look_is_at_an_hour_of_the_wall_also_after_the_hour_changed() {
    let mut t = TestJournal::new();
    t.journal().save_reminder_settings(&all_on()).expect("saved");
    let daily = ReminderSettings { day_at: "09:00".to_owned(), ..all_on() };
    t.journal().save_reminder_settings(&daily).expect("saved");
    for (now, next) in [
        // Half past midnight before the hour goes, and before it comes twice.
        ("2026-03-28T23:30:00Z", "2026-03-29T09:00:00+02:00"),
        ("2026-10-24T22:30:00Z", "2026-10-25T09:00:00+01:00"),
    ] {
        let seen = t.journal().reminders(&moment(now, BERLIN)).expect("asked");
        assert_eq!(seen.look_again.as_deref(), Some(next), "at {now}");
    }
}

#[test]
fn who_flies_over_the_date_line_is_told_of_a_week_once() {
    let mut t = TestJournal::new();
    t.journal().save_reminder_settings(&all_on()).expect("saved");
    let tokyo = moment("2026-11-20T07:00:00Z", TOKYO);
    let mut ahead = t.journal().foresee(&tokyo).expect("foreseen");
    assert_eq!(ahead.at(&tokyo).tell, [Reminder::Week], "Friday at 16:00 in Tokyo");
    ahead.told(Reminder::Week, &tokyo);
    t.journal().keep_reminder_log(&ahead.log).expect("kept");
    for (at, zone) in [("2026-11-20T18:00:00Z", HONOLULU), ("2026-11-21T02:00:00Z", HONOLULU)] {
        let told = t.journal().reminders(&moment(at, zone)).expect("asked").tell;
        assert!(told.is_empty(), "told already, although it is {at} in {zone}");
    }
}

/// A clock that is ten years ahead for an hour must not silence anything for ten years.
#[test]
fn a_clock_that_was_ahead_hushes_nothing_once_it_is_mended() {
    let mut t = TestJournal::new();
    t.journal().save_reminder_settings(&all_on()).expect("saved");
    let now = moment("2026-11-10T09:00:00Z", BERLIN);
    for line in ["First ?2026-11-18", "Second ?2026-12-01"] {
        t.journal().capture(line, None, &now).expect("asked for");
    }
    let wrong = moment("2036-11-21T16:00:00Z", BERLIN);
    let mut ahead = t.journal().foresee(&wrong).expect("foreseen");
    for what in ahead.at(&wrong).tell {
        ahead.told(what, &wrong);
    }
    ahead.snooze(60, None, &wrong);
    t.journal().keep_reminder_log(&ahead.log).expect("kept");
    let before = t.journal().reminders(&moment("2026-11-17T12:00:00Z", BERLIN)).expect("asked");
    assert_eq!((before.tell, before.snoozed_until), (vec![], None), "no peace of ten years");
    for at in ["2026-11-18T08:00:00Z", "2026-12-01T08:00:00Z"] {
        let at = moment(at, BERLIN);
        let mut ahead = t.journal().foresee(&at).expect("foreseen");
        assert!(ahead.at(&at).tell.contains(&Reminder::Due), "its day has come: {}", at.local);
        for what in ahead.at(&at).tell {
            ahead.told(what, &at);
        }
        assert!(ahead.at(&at).tell.is_empty(), "and it is told once");
        t.journal().keep_reminder_log(&ahead.log).expect("kept");
    }
}

#[test]
fn what_is_to_be_asked_again_in_so_many_days_is_asked_on_that_day() {
    for (at, zone, days, day) in AGAIN {
        let (mut t, now) = (TestJournal::new(), moment(at, zone));
        t.journal().save_reminder_settings(&all_on()).expect("saved");
        let id = t.journal().capture("Asked ?2030-01-01 = it holds", None, &now).expect("one").id;
        let outcome = t.journal().entry(id, &now).expect("there").outcomes[0].outcome.id;
        let answer = DueAnswer { status: None, again: vec![days], measured: None };
        let view = t.journal().answer_outcome(outcome, &answer, &now).expect("answered");
        let asked = view.outcomes[0].outcome.check_on.map(|day| day.to_string());
        assert_eq!(asked.as_deref(), Some(day), "{days} days after {at} in {zone}");
        let noon = |day: &str| moment(&format!("{day}T12:00:00Z"), "UTC");
        let stands = |t: &mut TestJournal, on: &str| {
            let standing = t.journal().reminders(&noon(on)).expect("asked").standing;
            standing.contains(&Reminder::Due)
        };
        let eve = day.parse::<chrono::NaiveDate>().expect("a day").pred_opt().expect("one before");
        assert!(!stands(&mut t, &eve.to_string()), "nothing is due on the eve of {day}");
        assert!(stands(&mut t, day), "it is due on {day}");
    }
}

#[test]
fn the_next_update_is_due_so_many_weeks_later_by_the_calendar() {
    for (at, zone, due, begins) in UPDATES {
        let (mut t, now) = (TestJournal::new(), moment(at, zone));
        t.journal().save_reminder_settings(&all_on()).expect("saved");
        let seen = t.journal().skip_update(None, "Away", &now).expect("skipped");
        assert_eq!(seen.due_on.map(|day| day.to_string()).as_deref(), Some(due), "{at} in {zone}");
        let begins = moment(begins, zone);
        let eve = begins.at - chrono::TimeDelta::seconds(1);
        for (at, stands) in [(eve, false), (begins.at, true)] {
            let at = ledgerline_core::time::Moment::in_zone(at, zone.parse().expect("a zone"));
            let standing = t.journal().reminders(&at).expect("asked").standing;
            assert_eq!(standing.contains(&Reminder::Update), stands, "at {} in {zone}", at.local);
        }
    }
}

#[test]
fn a_packet_says_how_many_days_after_the_act_a_line_was_written() {
    for (at, zone, line, days) in WRITTEN {
        let (mut t, now) = (TestJournal::new(), moment(at, zone));
        let id = t.journal().capture(line, None, &now).expect("a line").id;
        // Mapped and exported a week later, somewhere else.
        let later = moment("2030-01-01T00:00:00Z", TOKYO);
        let view = t.journal().new_outcome(id, "It held", &later).expect("mapped");
        let outcome = view.outcomes[0].outcome.id;
        let edit = PacketEdit { title: "The case".into(), ..PacketEdit::default() };
        let packet = t.journal().new_packet(edit, &later).expect("a packet").id;
        t.journal().include(packet, outcome, true, &later).expect("chosen");
        let json = t.journal().export_packet(packet, PacketFormat::Json, &PRESSES).expect("JSON");
        let json: Value = serde_json::from_slice(&json).expect("JSON");
        let said = json.pointer("/packet/sections/0/claims/0/written_after_days");
        assert_eq!(said.and_then(Value::as_u64), Some(days), "`{line}` at {at} in {zone}");
    }
}

#[test]
fn a_need_is_never_older_than_nothing_and_overdue_by_the_writers_own_clock() {
    let (mut t, tokyo) = (TestJournal::new(), moment("2026-11-20T20:00:00Z", TOKYO));
    let by = Some("2026-11-20".parse().expect("a day"));
    let need =
        NeedEdit { text: "Two engineers".into(), from: "Nova".into(), by, ..NeedEdit::default() };
    t.journal().add_need(&need, &tokyo).expect("a need");
    let seen = |t: &mut TestJournal, at: &str, zone: &str| {
        let need = t.journal().needs(&moment(at, zone)).expect("needs").open.remove(0);
        (need.since.to_string(), need.age_days, need.overdue)
    };
    let since = "2026-11-21".to_owned();
    let at = "2026-11-20T21:00:00Z";
    assert_eq!(seen(&mut t, at, TOKYO), (since.clone(), 0, true), "its day has passed in Tokyo");
    assert_eq!(seen(&mut t, at, HONOLULU), (since.clone(), 0, false), "and not in Honolulu");
    let back = "2024-11-20T21:00:00Z";
    assert_eq!(seen(&mut t, back, BERLIN), (since.clone(), 0, false), "the clock set back");
    let after = "2026-03-29T12:00:00Z";
    assert_eq!(seen(&mut t, after, BERLIN).1, 0, "before it was raised it has no age");
    let summer = "2027-03-28T12:00:00Z";
    assert_eq!(seen(&mut t, summer, BERLIN).1, 127, "days are of the calendar, not of 24 hours");
}

#[test]
fn a_line_sealed_on_a_journey_is_filed_with_the_clock_it_was_written_by() {
    let mut t = TestJournal::new();
    let place = t.place();
    t.lock();
    let sealed = [
        ("2026-11-20T20:00:00Z", TOKYO, "Tokyo", "2026-11-21"),
        ("2026-11-21T05:00:00Z", HONOLULU, "Honolulu", "2026-11-20"),
        ("2026-10-25T00:30:00Z", BERLIN, "First", "2026-10-25"),
        ("2026-10-25T01:30:00Z", BERLIN, "Second", "2026-10-25"),
        ("2024-02-29T12:00:00Z", BERLIN, "Back", "2024-02-29"),
    ];
    let ids = sealed.map(|(at, zone, line, _)| {
        journal::seal(&place, line, &moment(at, zone)).expect("sealed").id
    });
    t.now = moment("2026-12-01T12:00:00Z", NEW_YORK);
    t.unlock();
    for ((at, zone, line, day), id) in sealed.into_iter().zip(ids) {
        let now = moment(at, zone);
        let entry = t.journal().entry(id, &now).expect("filed").entry;
        assert_eq!(entry.day.to_string(), day, "`{line}` stands on its day");
        assert_eq!(entry.zone, zone, "`{line}` keeps its zone");
        assert_eq!(entry.captured_at, now.local, "`{line}` keeps its instant");
        assert_eq!(entry.captured_at.offset(), now.local.offset(), "`{line}` keeps its clock");
    }
    assert_eq!(t.found(""), ["Tokyo", "Honolulu", "Second", "First", "Back"], "in order of days");
    t.assert_healthy();
}

#[test]
fn week_53_closes_in_its_own_year_and_is_taken_along_in_the_next() {
    let mut t = TestJournal::new();
    let now = moment("2026-12-28T11:00:00Z", BERLIN);
    t.journal().capture("Monday", None, &now).expect("a line");
    let week: Week = "2026-W53".parse().expect("2026 has 53");
    let noon = moment("2026-12-31T10:59:59Z", BERLIN);
    let early = t.journal().close_week(week, &WeekClose::default(), &noon).map(drop);
    early.expect_err("a second before Thursday noon");
    let next = moment("2027-01-07T12:00:00Z", BERLIN);
    let first: Week = "2027-W01".parse().expect("a week");
    let view = t.journal().week(first, &next).expect("the week after");
    let offered: Vec<&str> = view.earlier.iter().map(|week| week.week.as_str()).collect();
    assert_eq!(offered, ["2026-W53"], "the year's end was left open");
    let close = WeekClose { also: vec!["2026-W53".into()], ..WeekClose::default() };
    t.journal().close_week(first, &close, &next).expect("both at once");
    let seen = t.journal().week(week, &next).expect("the week");
    assert_eq!(seen.closed_with.as_deref(), Some("2027-W01"), "closed with the year after");
    let back = moment("2024-06-01T12:00:00Z", BERLIN);
    let seen = t.journal().week(week, &back).expect("read with the clock set back");
    assert_eq!(seen.entries.len(), 1, "nothing of it is gone");
    assert!(!seen.can_close, "and a week to come is not closed");
}

#[test]
fn the_bin_keeps_its_month_when_the_clock_goes_back() {
    let mut t = TestJournal::new();
    let now = moment("2026-11-20T15:00:00Z", BERLIN);
    let id = t.journal().capture("Binned", None, &now).expect("a line").id;
    t.journal().delete_entry(id, &now).expect("deleted");
    let back = moment("2024-11-20T15:00:00Z", BERLIN);
    let left = t.journal().trash(&back).expect("the bin")[0].days_left;
    assert_eq!(left, journal::BIN_DAYS, "a month, not two years more or less");
    assert_eq!(t.journal().purge(journal::BIN_DAYS, &back).expect("purged"), 0, "nothing is due");
    let eve = moment("2026-12-20T14:59:59Z", BERLIN);
    assert_eq!(t.journal().purge(journal::BIN_DAYS, &eve).expect("purged"), 0, "a second early");
    let end = moment("2026-12-20T15:00:00Z", BERLIN);
    assert_eq!(t.journal().purge(journal::BIN_DAYS, &end).expect("purged"), 1, "its month is up");
}
