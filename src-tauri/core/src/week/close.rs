//! When a week may be closed, and what its closing covers.

use chrono::{Days, NaiveTime};

use crate::time::{Moment, Week};

/// How many weeks the rhythm shows, this one included.
pub const RHYTHM_WEEKS: u32 = 12;

/// Days from Monday to Thursday.
const TO_THURSDAY: u64 = 3;

/// Whether `week` can be closed at `now`: from its Thursday noon on, on the writer's own clock.
/// A late close is a normal close, so a past week always can.
#[must_use]
pub fn can_close(week: Week, now: &Moment) -> bool {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    now.local.naive_local() >= (week.first() + Days::new(TO_THURSDAY)).and_time(noon)
}

/// The weeks that closing `week` covers, oldest first: two unclosed weeks are offered as one.
///
/// The week before joins in when it was not closed and the journal had begun by then. Earlier
/// blanks stay blanks, and a closed week covers itself only.
#[must_use]
pub fn covers(week: Week, began: Option<Week>, closed: impl Fn(Week) -> bool) -> Vec<Week> {
    let before = week.plus(-1);
    let joins = !closed(week) && !closed(before) && began.is_some_and(|began| began <= before);
    joins.then_some(before).into_iter().chain([week]).collect()
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
    fn two_unclosed_weeks_are_one_and_three_are_not() {
        let (w46, w47) = (week("2026-W46"), week("2026-W47"));
        let long_ago = Some(week("2025-W01"));
        assert_eq!(covers(w47, long_ago, |_| false), [w46, w47], "only the one before joins in");
        assert_eq!(covers(w47, long_ago, |week| week == w46), [w47], "it was closed already");
        assert_eq!(covers(w47, long_ago, |week| week == w47), [w47], "this one is closed");
        assert_eq!(covers(w47, Some(w47), |_| false), [w47], "the journal began this week");
        assert_eq!(covers(w47, None, |_| false), [w47], "an empty journal");
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
        fn closing_covers_the_week_and_never_a_closed_one(ago in 0i64..3000, closed: u16) {
            let week = week("2040-W01").plus(-ago);
            let is_closed = |week: Week| closed & (1 << (week.number() % 16)) != 0;
            let covered = covers(week, Some(week.plus(-30)), is_closed);
            prop_assert_eq!(covered.last(), Some(&week), "itself last");
            prop_assert!(covered.len() <= 2, "two at most");
            for other in &covered[..covered.len() - 1] {
                prop_assert!(!is_closed(*other), "a closed week is not closed twice");
            }
        }
    }
}
