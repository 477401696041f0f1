//! When a week may be closed, and what its closing covers.

use chrono::{Days, NaiveTime};

use crate::time::{Moment, Week};

/// How many weeks the rhythm shows, this one included.
pub const RHYTHM_WEEKS: u32 = 12;

/// How many weeks one closing may cover, its own included.
pub const CLOSED_AS_ONE: i64 = 4;

/// Days from Monday to Thursday.
const TO_THURSDAY: u64 = 3;

/// Whether `week` can be closed at `now`: from its Thursday noon on, on the writer's own clock.
/// A late close is a normal close, so a past week always can.
#[must_use]
pub fn can_close(week: Week, now: &Moment) -> bool {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    now.local.naive_local() >= (week.first() + Days::new(TO_THURSDAY)).and_time(noon)
}

/// The unclosed weeks just before `week` that its closing may take along, oldest first.
///
/// They reach back to the last closed week, to the journal's first, or to [`CLOSED_AS_ONE`] in
/// all. Blanks further back stay blanks, and a closed week takes none along.
#[must_use]
pub fn earlier(week: Week, began: Option<Week>, closed: impl Fn(Week) -> bool) -> Vec<Week> {
    let Some(began) = began.filter(|_| !closed(week)) else { return Vec::new() };
    let open = (1..CLOSED_AS_ONE).map(|ago| week.plus(-ago));
    let mut weeks: Vec<Week> =
        open.take_while(|before| *before >= began && !closed(*before)).collect();
    weeks.reverse();
    weeks
}

/// The last [`RHYTHM_WEEKS`] weeks, oldest first and `week` last, each with whether it was closed.
#[must_use]
pub fn rhythm(week: Week, closed: impl Fn(Week) -> bool) -> Vec<(Week, bool)> {
    let back = i64::from(RHYTHM_WEEKS) - 1;
    (0..=back).rev().map(|ago| week.plus(-ago)).map(|week| (week, closed(week))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn week(text: &str) -> Week {
        text.parse().expect("a week")
    }

    fn at(text: &str) -> Moment {
        Moment::parse(text).expect("a moment")
    }

    #[test]
    fn a_week_opens_for_closing_on_thursday_noon_where_the_writer_is() {
        let w47 = week("2026-W47");
        assert!(!can_close(w47, &at("2026-11-19T11:59:59+01:00")), "a second too early");
        assert!(can_close(w47, &at("2026-11-19T12:00:00+01:00")), "Thursday noon");
        assert!(!can_close(w47, &at("2026-11-18T22:00:00-11:00")), "the writer's clock, not UTC");
        assert!(can_close(w47, &at("2029-01-01T00:00:00+01:00")), "years late is a normal close");
        assert!(
            !can_close(week("2026-W48"), &at("2026-11-22T23:59:00+01:00")),
            "next week is not yet"
        );
        assert!(can_close(week("2026-W53"), &at("2027-01-01T00:00:00Z")), "over New Year");
    }

    #[test]
    fn unclosed_weeks_are_offered_back_to_the_last_closed_one_and_four_at_most() {
        let w47 = week("2026-W47");
        let long_ago = Some(week("2025-W01"));
        let offered = |began, closed: &[&str]| -> Vec<String> {
            earlier(w47, began, |week| closed.contains(&week.to_string().as_str()))
                .iter()
                .map(ToString::to_string)
                .collect()
        };
        assert_eq!(offered(long_ago, &["2026-W45"]), ["2026-W46"], "two are offered as one");
        assert_eq!(
            offered(long_ago, &[]),
            ["2026-W44", "2026-W45", "2026-W46"],
            "four at most; what is older stays a blank"
        );
        assert!(offered(long_ago, &["2026-W46"]).is_empty(), "the one before was closed");
        assert!(offered(long_ago, &["2026-W47"]).is_empty(), "this one is closed");
        assert!(offered(Some(w47), &[]).is_empty(), "the journal began this week");
        assert!(offered(None, &[]).is_empty(), "an empty journal");
    }

    proptest! {
        #[test]
        fn the_rhythm_is_twelve_weeks_in_a_row(ago in 0i64..3000, closed: u16) {
            let last = week("2040-W01").plus(-ago);
            let marks = rhythm(last, |week| closed & (1 << (week.number() % 16)) != 0);
            prop_assert_eq!(marks.len(), 12, "always the same width");
            prop_assert_eq!(marks.last().map(|mark| mark.0), Some(last), "this week comes last");
            for pair in marks.windows(2) {
                prop_assert_eq!(pair[0].0.plus(1), pair[1].0, "no week is left out");
            }
        }

        #[test]
        fn what_is_offered_is_unclosed_and_in_a_row(ago in 0i64..3000, closed: u16) {
            let week = week("2040-W01").plus(-ago);
            let is_closed = |week: Week| closed & (1 << (week.number() % 16)) != 0;
            let mut offered = earlier(week, Some(week.plus(-30)), is_closed);
            prop_assert!(offered.len() < 4, "four with its own at most");
            offered.push(week);
            for pair in offered.windows(2) {
                prop_assert!(!is_closed(pair[0]), "a closed week is not closed twice");
                prop_assert_eq!(pair[0].plus(1), pair[1], "no week between them is left out");
            }
        }
    }
}
