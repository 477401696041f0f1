//! Clocks and zones: an entry belongs to the day on the writer's wall clock, wherever and whenever
//! the writer and the clock go afterwards.
//!
//! Each scenario is some lines, each written at an instant in a zone, with the day, week and
//! quarter it must stand in; the order of all of them; and what is told at an instant.

use chrono::{DateTime, Datelike, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use ledgerline_core::reminder::{Reminder, ReminderSettings};
use ledgerline_core::time::{Moment, Week};
use ledgerline_core::week::Period;
use ledgerline_core::wire::Query;
use support::TestJournal;

/// A line: instant in UTC, zone, what is typed, and the day it must stand on. Its text is its
/// first word.
type Line = (&'static str, &'static str, &'static str, &'static str);

struct Scenario {
    name: &'static str,
    lines: &'static [Line],
    /// First words, newest day first.
    order: &'static [&'static str],
    /// Weeks of the lines, as written.
    weeks: &'static [&'static str],
    /// Quarters of the days of the lines, as written.
    quarters: &'static [&'static str],
    /// Asked at this instant and zone, what stands.
    stands: Option<(&'static str, &'static str, &'static [Reminder])>,
}

const W: Reminder = Reminder::Week;
const D: Reminder = Reminder::Due;

macro_rules! scenarios {
    ($($name:literal: [$($line:expr),* $(,)?], $order:expr, $weeks:expr, $quarters:expr $(, stands $stands:expr)?;)*) => {
        &[$(Scenario {
            name: $name, lines: &[$($line),*], order: &$order, weeks: &$weeks, quarters: &$quarters,
            stands: scenarios!(@ $($stands)?),
        }),*]
    };
    (@) => { None };
    (@ $stands:expr) => { Some($stands) };
}

pub(crate) const BERLIN: &str = "Europe/Berlin";
pub(crate) const NEW_YORK: &str = "America/New_York";
pub(crate) const TOKYO: &str = "Asia/Tokyo";
const AUCKLAND: &str = "Pacific/Auckland";
pub(crate) const HONOLULU: &str = "Pacific/Honolulu";
const KIRITIMATI: &str = "Pacific/Kiritimati";
pub(crate) const SAMOA: &str = "Pacific/Apia";
pub(crate) const LORD_HOWE: &str = "Australia/Lord_Howe";
pub(crate) const KATHMANDU: &str = "Asia/Kathmandu";

const SCENARIOS: &[Scenario] = scenarios! {
    "the hour that spring takes": [("2026-03-29T00:59:59Z", BERLIN, "before", "2026-03-29"), ("2026-03-29T01:00:00Z", BERLIN, "after", "2026-03-29")],
        ["after", "before"], ["2026-W13", "2026-W13"], ["2026-Q1", "2026-Q1"];
    "the hour that autumn gives twice": [("2026-10-25T00:30:00Z", BERLIN, "first", "2026-10-25"), ("2026-10-25T01:30:00Z", BERLIN, "second", "2026-10-25")],
        ["second", "first"], ["2026-W43", "2026-W43"], ["2026-Q4", "2026-Q4"];
    "midnight before the hour goes": [("2026-03-28T22:59:59Z", BERLIN, "sat", "2026-03-28"), ("2026-03-28T23:00:00Z", BERLIN, "sun", "2026-03-29")],
        ["sun", "sat"], ["2026-W13", "2026-W13"], ["2026-Q1", "2026-Q1"];
    "midnight after the hour came back": [("2026-10-25T22:59:59Z", BERLIN, "sun", "2026-10-25"), ("2026-10-25T23:00:00Z", BERLIN, "mon", "2026-10-26")],
        ["mon", "sun"], ["2026-W43", "2026-W44"], ["2026-Q4", "2026-Q4"];
    "New York springs on another day": [("2026-03-08T06:59:00Z", NEW_YORK, "before", "2026-03-08"), ("2026-03-08T07:01:00Z", NEW_YORK, "after", "2026-03-08"), ("2026-03-09T03:59:00Z", NEW_YORK, "late", "2026-03-08")],
        ["late", "after", "before"], ["2026-W10", "2026-W10", "2026-W10"], ["2026-Q1", "2026-Q1", "2026-Q1"];
    "half an hour of summer on Lord Howe": [("2026-04-04T14:45:00Z", LORD_HOWE, "first", "2026-04-05"), ("2026-04-04T15:15:00Z", LORD_HOWE, "again", "2026-04-05")],
        ["again", "first"], ["2026-W14", "2026-W14"], ["2026-Q2", "2026-Q2"];
    "a zone of three quarters": [("2026-06-30T18:14:59Z", KATHMANDU, "june", "2026-06-30"), ("2026-06-30T18:15:00Z", KATHMANDU, "july", "2026-07-01")],
        ["july", "june"], ["2026-W27", "2026-W27"], ["2026-Q2", "2026-Q3"];
    "east over the date line": [("2026-11-20T20:00:00Z", TOKYO, "tokyo", "2026-11-21"), ("2026-11-21T05:00:00Z", HONOLULU, "honolulu", "2026-11-20")],
        ["tokyo", "honolulu"], ["2026-W47", "2026-W47"], ["2026-Q4", "2026-Q4"];
    "west over the date line loses a day": [("2026-11-20T08:00:00Z", HONOLULU, "honolulu", "2026-11-19"), ("2026-11-20T18:00:00Z", AUCKLAND, "auckland", "2026-11-21")],
        ["auckland", "honolulu"], ["2026-W47", "2026-W47"], ["2026-Q4", "2026-Q4"];
    "two zones, one instant, two days": [("2026-11-20T10:30:00Z", KIRITIMATI, "ahead", "2026-11-21"), ("2026-11-20T10:30:00Z", HONOLULU, "behind", "2026-11-20")],
        ["ahead", "behind"], ["2026-W47", "2026-W47"], ["2026-Q4", "2026-Q4"];
    "the day Samoa left out": [("2011-12-30T09:59:59Z", SAMOA, "thursday", "2011-12-29"), ("2011-12-30T10:00:00Z", SAMOA, "saturday", "2011-12-31")],
        ["saturday", "thursday"], ["2011-W52", "2011-W52"], ["2011-Q4", "2011-Q4"];
    "travel west within a day": [("2026-11-20T06:00:00Z", BERLIN, "berlin", "2026-11-20"), ("2026-11-20T20:00:00Z", NEW_YORK, "york", "2026-11-20")],
        ["york", "berlin"], ["2026-W47", "2026-W47"], ["2026-Q4", "2026-Q4"];
    "travel east past midnight": [("2026-11-20T22:30:00Z", NEW_YORK, "york", "2026-11-20"), ("2026-11-20T23:30:00Z", BERLIN, "berlin", "2026-11-21")],
        ["berlin", "york"], ["2026-W47", "2026-W47"], ["2026-Q4", "2026-Q4"];
    "the clock set back a minute": [("2026-11-20T15:00:00Z", BERLIN, "one", "2026-11-20"), ("2026-11-20T14:59:00Z", BERLIN, "two", "2026-11-20")],
        ["two", "one"], ["2026-W47", "2026-W47"], ["2026-Q4", "2026-Q4"];
    "the clock set back two years": [("2026-11-20T15:00:00Z", BERLIN, "now", "2026-11-20"), ("2024-11-20T15:00:00Z", BERLIN, "then", "2024-11-20"), ("2026-11-20T15:05:00Z", BERLIN, "mended", "2026-11-20")],
        ["mended", "now", "then"], ["2026-W47", "2024-W47", "2026-W47"], ["2026-Q4", "2024-Q4", "2026-Q4"];
    "the clock set ahead ten years": [("2036-11-20T15:00:00Z", BERLIN, "ahead", "2036-11-20"), ("2026-11-20T15:00:00Z", BERLIN, "mended", "2026-11-20")],
        ["ahead", "mended"], ["2036-W47", "2026-W47"], ["2036-Q4", "2026-Q4"];
    "a battery that died: 1970": [("1970-01-01T00:00:05Z", BERLIN, "dead", "1970-01-01"), ("2026-11-20T15:00:00Z", BERLIN, "mended", "2026-11-20")],
        ["mended", "dead"], ["1970-W01", "2026-W47"], ["1970-Q1", "2026-Q4"];
    "a zone changed and no clock": [("2026-11-20T23:30:00Z", BERLIN, "one", "2026-11-21"), ("2026-11-20T23:31:00Z", NEW_YORK, "two", "2026-11-20")],
        ["one", "two"], ["2026-W47", "2026-W47"], ["2026-Q4", "2026-Q4"];
    "a year of 53 weeks ends": [("2027-01-03T22:59:59Z", BERLIN, "last", "2027-01-03"), ("2027-01-03T23:00:00Z", BERLIN, "first", "2027-01-04")],
        ["first", "last"], ["2026-W53", "2027-W01"], ["2027-Q1", "2027-Q1"];
    "week 53 begins in the old year": [("2026-12-28T11:00:00Z", BERLIN, "monday", "2026-12-28"), ("2026-12-31T22:59:59Z", BERLIN, "eve", "2026-12-31"), ("2026-12-31T23:00:00Z", BERLIN, "new", "2027-01-01")],
        ["new", "eve", "monday"], ["2026-W53", "2026-W53", "2026-W53"], ["2026-Q4", "2026-Q4", "2027-Q1"];
    "a week 1 in December": [("2025-12-29T12:00:00Z", BERLIN, "monday", "2025-12-29"), ("2025-12-28T12:00:00Z", BERLIN, "sunday", "2025-12-28")],
        ["monday", "sunday"], ["2026-W01", "2025-W52"], ["2025-Q4", "2025-Q4"];
    "a January in last year's week": [("2028-01-01T12:00:00Z", BERLIN, "sat", "2028-01-01"), ("2028-01-03T12:00:00Z", BERLIN, "mon", "2028-01-03")],
        ["mon", "sat"], ["2027-W52", "2028-W01"], ["2028-Q1", "2028-Q1"];
    "New Year by the writer's clock": [("2026-12-31T23:30:00Z", BERLIN, "berlin", "2027-01-01"), ("2026-12-31T23:45:00Z", NEW_YORK, "york", "2026-12-31")],
        ["berlin", "york"], ["2026-W53", "2026-W53"], ["2027-Q1", "2026-Q4"];
    "the leap day": [("2028-02-28T22:59:59Z", BERLIN, "before", "2028-02-28"), ("2028-02-28T23:00:00Z", BERLIN, "leap", "2028-02-29"), ("2028-02-29T23:00:00Z", BERLIN, "after", "2028-03-01")],
        ["after", "leap", "before"], ["2028-W09", "2028-W09", "2028-W09"], ["2028-Q1", "2028-Q1", "2028-Q1"];
    "a leap day said a year later": [("2029-02-28T12:00:00Z", BERLIN, "leap ^2028-02-29", "2028-02-29"), ("2029-02-28T12:01:00Z", BERLIN, "today", "2029-02-28")],
        ["today", "leap"], ["2028-W09", "2029-W09"], ["2028-Q1", "2029-Q1"];
    "no leap day in 2100": [("2100-02-28T23:00:00Z", BERLIN, "march", "2100-03-01"), ("2100-02-28T22:00:00Z", BERLIN, "feb", "2100-02-28")],
        ["march", "feb"], ["2100-W09", "2100-W08"], ["2100-Q1", "2100-Q1"];
    "the first quarter ends": [("2026-03-31T21:59:59Z", BERLIN, "march", "2026-03-31"), ("2026-03-31T22:00:00Z", BERLIN, "april", "2026-04-01")],
        ["april", "march"], ["2026-W14", "2026-W14"], ["2026-Q1", "2026-Q2"];
    "the second quarter ends": [("2026-06-30T21:59:59Z", BERLIN, "june", "2026-06-30"), ("2026-06-30T22:00:00Z", BERLIN, "july", "2026-07-01")],
        ["july", "june"], ["2026-W27", "2026-W27"], ["2026-Q2", "2026-Q3"];
    "the third quarter ends in another zone": [("2026-09-30T15:30:00Z", TOKYO, "october", "2026-10-01"), ("2026-09-30T15:31:00Z", NEW_YORK, "september", "2026-09-30")],
        ["october", "september"], ["2026-W40", "2026-W40"], ["2026-Q4", "2026-Q3"];
    "the year's last quarter ends": [("2026-12-31T22:59:59Z", BERLIN, "old", "2026-12-31"), ("2026-12-31T23:00:01Z", BERLIN, "new", "2027-01-01")],
        ["new", "old"], ["2026-W53", "2026-W53"], ["2026-Q4", "2027-Q1"];
    "yesterday, said just after midnight": [("2026-11-20T23:05:00Z", BERLIN, "late ^yesterday", "2026-11-20"), ("2026-11-20T22:50:00Z", BERLIN, "evening", "2026-11-20")],
        ["evening", "late"], ["2026-W47", "2026-W47"], ["2026-Q4", "2026-Q4"];
    "yesterday, said the day after the hour came back": [("2026-10-26T00:10:00Z", BERLIN, "fold ^yesterday", "2026-10-25"), ("2026-10-26T00:11:00Z", BERLIN, "monday", "2026-10-26")],
        ["monday", "fold"], ["2026-W43", "2026-W44"], ["2026-Q4", "2026-Q4"];
    "a line filed late stands in its own week": [("2026-11-20T12:00:00Z", BERLIN, "today", "2026-11-20"), ("2026-11-20T12:01:00Z", BERLIN, "old ^2026-11-13", "2026-11-13")],
        ["today", "old"], ["2026-W47", "2026-W46"], ["2026-Q4", "2026-Q4"];
    "a week is told from Thursday noon by the writer's clock": [("2026-11-16T09:00:00Z", BERLIN, "monday", "2026-11-16")],
        ["monday"], ["2026-W47"], ["2026-Q4"], stands ("2026-11-19T11:00:00Z", BERLIN, &[W]);
    "and not an hour sooner in the west": [("2026-11-16T09:00:00Z", BERLIN, "monday", "2026-11-16")],
        ["monday"], ["2026-W47"], ["2026-Q4"], stands ("2026-11-19T11:00:00Z", NEW_YORK, &[]);
    "on the Thursday after the hour went": [("2026-03-30T09:00:00Z", BERLIN, "monday", "2026-03-30")],
        ["monday"], ["2026-W14"], ["2026-Q1"], stands ("2026-04-02T10:00:00Z", BERLIN, &[W]);
    "a question falls due at midnight by the writer's clock": [("2026-11-10T09:00:00Z", BERLIN, "asked ?2026-11-18", "2026-11-10")],
        ["asked"], ["2026-W46"], ["2026-Q4"], stands ("2026-11-17T23:00:00Z", BERLIN, &[D]);
    "and is not due a minute before": [("2026-11-10T09:00:00Z", BERLIN, "asked ?2026-11-18", "2026-11-10")],
        ["asked"], ["2026-W46"], ["2026-Q4"], stands ("2026-11-17T22:59:00Z", BERLIN, &[]);
    "a question about the leap day": [("2028-02-01T09:00:00Z", BERLIN, "asked ?2028-02-29", "2028-02-01")],
        ["asked"], ["2028-W05"], ["2028-Q1"], stands ("2028-02-28T23:00:00Z", BERLIN, &[D]);
    "the clock set back makes nothing due": [("2026-11-10T09:00:00Z", BERLIN, "asked ?2026-11-18", "2026-11-10")],
        ["asked"], ["2026-W46"], ["2026-Q4"], stands ("2024-11-19T23:00:00Z", BERLIN, &[]);
    "week 53 is told in the new year": [("2026-12-28T11:00:00Z", BERLIN, "monday", "2026-12-28")],
        ["monday"], ["2026-W53"], ["2026-Q4"], stands ("2027-01-01T08:00:00Z", BERLIN, &[W]);
};

pub(crate) fn moment(at: &str, zone: &str) -> Moment {
    let at = DateTime::parse_from_rfc3339(at).expect("an instant").to_utc();
    Moment::in_zone(at, zone.parse::<Tz>().expect("a zone"))
}

/// Every reminder switched on, and no quiet.
pub(crate) fn all_on() -> ReminderSettings {
    ReminderSettings {
        week: true,
        update: true,
        due: true,
        quiet_from: String::new(),
        quiet_until: String::new(),
        ..ReminderSettings::default()
    }
}

fn first_words(t: &mut TestJournal, oldest_first: bool) -> Vec<String> {
    let rows = t.find(&Query { oldest_first, ..Query::default() });
    rows.into_iter().map(|row| row.text.split(' ').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_line_stands_in_the_day_week_and_quarter_of_the_writers_own_clock() {
    assert!(SCENARIOS.len() >= 40, "{} scenarios", SCENARIOS.len());
    for scenario in SCENARIOS {
        let name = scenario.name;
        let mut t = TestJournal::new();
        for (at, zone, line, day) in scenario.lines {
            let now = moment(at, zone);
            let id = t.journal().capture(line, None, &now).expect("a line").id;
            let entry = t.journal().entry(id, &now).expect("the entry").entry;
            assert_eq!(entry.day.to_string(), *day, "{name}: the day of `{line}`");
            assert_eq!(entry.captured_at.to_utc(), now.at, "{name}: the instant is kept");
            assert_eq!(entry.captured_at.offset(), now.local.offset(), "{name}: and the clock");
            assert_eq!(entry.zone, *zone, "{name}: and the zone");
        }
        assert_eq!(first_words(&mut t, false), scenario.order, "{name}: the order");
        let mut backwards = first_words(&mut t, true);
        backwards.reverse();
        assert_eq!(backwards, scenario.order, "{name}: oldest first is the same, turned");
        for (((at, zone, line, day), week), quarter) in
            scenario.lines.iter().zip(scenario.weeks).zip(scenario.quarters)
        {
            let day = day.parse().expect("a day");
            assert_eq!(Week::of(day).to_string(), *week, "{name}: the week of `{line}`");
            let now = moment(at, zone);
            let word = line.split(' ').next().unwrap_or_default();
            let view = t.journal().week(week.parse().expect("a week"), &now).expect("a week");
            let kept = scenario.weeks.iter().filter(|other| *other == week).count();
            assert_eq!(view.entries.len(), kept, "{name}: `{word}` is counted in {week}");
            let rolled = t.journal().roll_up(quarter, &now).expect("a quarter");
            let kept = scenario.quarters.iter().filter(|other| *other == quarter).count();
            assert_eq!(rolled.entries as usize, kept, "{name}: `{word}` is counted in {quarter}");
        }
        if let Some((at, zone, stands)) = scenario.stands {
            t.journal().save_reminder_settings(&all_on()).expect("they are off until wanted");
            let seen = t.journal().reminders(&moment(at, zone)).expect("reminders").standing;
            assert_eq!(seen, stands, "{name}: what stands at {at} in {zone}");
        }
        t.assert_healthy();
    }
    support::tell(
        "R18",
        &format!("{} scenarios of lines in zones", SCENARIOS.len()),
        "hours that go and come twice, travel, the date line, clocks set back and ahead for years",
        "every day, order, week, quarter and standing reminder is that of the writer's own clock",
    );
}

/// Lines at random instants in random zones, in any order of the clock: every one stands on its
/// own day, days are in order, and within a day the order of writing holds.
#[test]
fn no_clock_and_no_zone_puts_a_line_out_of_its_day() {
    let mut random = support::Random::new(17 + support::seed());
    let journals = support::load(40);
    for _ in 0..journals {
        let mut t = TestJournal::new();
        let mut written = Vec::new();
        for number in 0..8_usize {
            let zone = chrono_tz::TZ_VARIANTS[random.below(chrono_tz::TZ_VARIANTS.len())];
            // From 1990 to 2060, now and then twice in one hour.
            let seconds = 631_152_000 + i64::try_from(random.below(2_208_988_800)).unwrap_or(0);
            let near = written.last().map(|(_, at, _): &(_, DateTime<Utc>, _)| *at);
            let at = match near {
                Some(near) if random.below(2) == 0 => {
                    near + TimeDelta::minutes(i64::try_from(random.below(180)).unwrap_or(0) - 90)
                }
                _ => Utc.timestamp_opt(seconds, 0).single().expect("an instant"),
            };
            let now = Moment::in_zone(at, zone);
            let id = t.journal().capture(&format!("line{number}"), None, &now).expect("filed").id;
            let entry = t.journal().entry(id, &now).expect("there").entry;
            assert_eq!(entry.day, at.with_timezone(&zone).date_naive(), "{zone} at {at}");
            let wanted = entry.day.num_days_from_ce();
            written.push(((wanted, number), at, Period::quarter_of(entry.day)));
            let quarter = t.journal().roll_up(&written[number].2.to_string(), &now).expect("one");
            let same = written.iter().filter(|(.., other)| *other == written[number].2).count();
            assert_eq!(quarter.entries as usize, same, "its quarter counts it once");
        }
        let mut keys: Vec<(i32, usize)> = written.iter().map(|(key, ..)| *key).collect();
        keys.sort_unstable();
        let wanted: Vec<String> = keys.iter().map(|(_, number)| format!("line{number}")).collect();
        assert_eq!(first_words(&mut t, true), wanted, "days in order, then the order of writing");
    }
    support::tell(
        "R18",
        &format!("{journals} journals of 8 lines at any instant in any zone"),
        "the clock goes anywhere between 1990 and 2060, and back and forth within an hour",
        "every line in its own day and quarter, in the order of days and then of writing",
    );
}
