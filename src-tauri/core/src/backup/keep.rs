//! Which backups stay: the last of each hour, day, week and month, the last that was proved, and
//! the last few that were made for a reason of their own. Pure.

use std::collections::BTreeSet;

use chrono::{Datelike, Timelike};

use super::When;

/// Hours whose last backup stays.
pub const HOURS: usize = 24;
/// Days whose last backup stays.
pub const DAYS: usize = 14;
/// ISO weeks whose last backup stays.
pub const WEEKS: usize = 8;
/// Months whose last backup stays.
pub const MONTHS: usize = 12;
/// Backups that were asked for, or made before something large, which stay beside those.
pub const OTHERS: usize = 10;
/// Broken backups that stay: some of what they hold may still be had.
pub const BROKEN: usize = 5;

/// A backup, as far as keeping it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The order in which they were made, whatever the clock said.
    pub number: u64,
    /// What the clock said.
    pub made: When,
    /// Whether it was opened and found whole the last time anybody looked.
    pub whole: bool,
    /// Whether the hour was up and nothing more.
    pub routine: bool,
}

/// The places in `all` of those that stay. Only hours, days, weeks and months in which a backup
/// was made count, so a fortnight away loses nothing. Broken ones take nobody's room.
#[must_use]
pub fn keep(all: &[Candidate]) -> BTreeSet<usize> {
    let mut newest_first: Vec<usize> = (0..all.len()).collect();
    newest_first.sort_by_key(|&at| std::cmp::Reverse((all[at].number, all[at].made)));
    let whole: Vec<usize> = newest_first.iter().copied().filter(|&at| all[at].whole).collect();

    let mut kept: BTreeSet<usize> = BTreeSet::new();
    // The last one that was proved stays whatever else is true; so does the very last.
    kept.extend(whole.first());
    kept.extend(newest_first.first());
    kept.extend(newest_first.iter().filter(|&&at| !all[at].whole).take(BROKEN));
    kept.extend(whole.iter().filter(|&&at| !all[at].routine).take(OTHERS));
    type Span = fn(&When) -> (i32, u32, u32);
    let spans: [(Span, usize); 4] = [
        (|made| (made.year(), made.ordinal(), made.hour()), HOURS),
        (|made| (made.year(), made.ordinal(), 0), DAYS),
        (|made| (made.iso_week().year(), made.iso_week().week(), 0), WEEKS),
        (|made| (made.year(), made.month(), 0), MONTHS),
    ];
    for (span, room) in spans {
        let mut seen = BTreeSet::new();
        for &at in &whole {
            if seen.len() == room {
                break;
            }
            if seen.insert(span(&all[at].made)) {
                kept.insert(at);
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Duration};
    use proptest::prelude::*;

    use super::*;

    fn start() -> When {
        DateTime::parse_from_rfc3339("2026-01-01T08:00:00+01:00").expect("a moment")
    }

    /// Backups in the order they were made, with gaps in minutes that may go backwards.
    fn histories() -> impl Strategy<Value = Vec<Candidate>> {
        let one = (-3_000_i64..20_000, any::<bool>(), prop::bool::weighted(0.8));
        prop::collection::vec(one, 0..300).prop_map(|all| {
            let mut made = start();
            all.into_iter()
                .zip(1..)
                .map(|((gap, whole, routine), number)| {
                    made += Duration::minutes(gap);
                    Candidate { number, made, whole, routine }
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn the_last_one_that_was_proved_always_stays(all in histories()) {
            let kept = keep(&all);
            let last = all.iter().rposition(|one| one.whole);
            prop_assert!(last.is_none_or(|last| kept.contains(&last)), "whatever the clock said");
            prop_assert!(kept.contains(&all.len().wrapping_sub(1)) || all.is_empty(), "the newest too");
        }

        #[test]
        fn room_is_bounded_and_keeping_twice_is_keeping_once(all in histories()) {
            let kept = keep(&all);
            prop_assert!(kept.len() <= HOURS + DAYS + WEEKS + MONTHS + OTHERS + BROKEN + 1, "{}", kept.len());
            let left: Vec<Candidate> = kept.iter().map(|&at| all[at]).collect();
            prop_assert_eq!(keep(&left).len(), left.len(), "what stays, stays");
        }

        #[test]
        fn every_span_with_room_keeps_one_of_its_own(all in histories()) {
            let kept = keep(&all);
            let days = |it: &mut dyn Iterator<Item = Candidate>| -> Vec<(i32, u32)> {
                let mut seen = Vec::new();
                for one in it {
                    let day = (one.made.year(), one.made.ordinal());
                    if one.whole && !seen.contains(&day) { seen.push(day); }
                }
                seen
            };
            let had = days(&mut all.iter().rev().copied());
            let has = days(&mut all.iter().enumerate().rev().filter(|(at, _)| kept.contains(at)).map(|(_, one)| *one));
            prop_assert!(had.iter().take(DAYS).all(|day| has.contains(day)), "the last fourteen days");
        }
    }

    #[test]
    fn a_year_of_hourly_backups_leaves_hours_days_weeks_and_months() {
        let mut left: Vec<Candidate> = Vec::new();
        for number in 0..24 * 365_u64 {
            let made = start() + Duration::hours(i64::try_from(number).expect("small"));
            left.push(Candidate { number, made, whole: true, routine: true });
            let kept = keep(&left);
            left = kept.into_iter().map(|at| left[at]).collect();
        }
        let last = left.last().expect("some").made;
        let older_than =
            |days| left.iter().filter(|one| last - one.made >= Duration::days(days)).count();
        assert_eq!(
            left.iter().filter(|one| last - one.made < Duration::days(1)).count(),
            24,
            "hours"
        );
        assert_eq!(
            left.len() - older_than(13),
            24 + 12,
            "and fourteen days, two of them in those hours"
        );
        assert!(older_than(300) >= 1, "the first months are still there: {}", left.len());
        assert!(left.len() <= HOURS + DAYS + WEEKS + MONTHS, "and no more: {}", left.len());
    }

    #[test]
    fn what_was_made_before_something_large_outlives_its_hour() {
        let at = |number, minutes, routine| Candidate {
            number,
            made: start() + Duration::minutes(minutes),
            whole: true,
            routine,
        };
        let kept = keep(&[at(1, 0, false), at(2, 20, true), at(3, 40, true)]);
        assert_eq!(kept.into_iter().collect::<Vec<_>>(), [0, 2], "only the routine one gives way");
    }
}
