//! When an update is due, how many came in a row, and the median of a wait.

use chrono::Days;

use crate::time::Day;

/// Days an update may be late and still be one of a row.
const GRACE: u64 = 7;

/// The median; none of nothing.
#[must_use]
pub fn median(mut days: Vec<u32>) -> Option<f64> {
    days.sort_unstable();
    let middle = days.len() / 2;
    let upper = f64::from(*days.get(middle)?);
    if days.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(f64::from(*days.get(middle - 1)?), upper))
}

/// When the next update is due: that many weeks after the last was sent or skipped.
#[must_use]
pub fn due_on(last: Option<Day>, every_weeks: u32) -> Option<Day> {
    Some(last? + Days::new(u64::from(every_weeks) * 7))
}

/// How many updates in a row were sent or skipped in their time; `settled` holds their days, the
/// newest first. A skip counts as one, so it does not break the row.
#[must_use]
pub fn run(settled: &[Day], every_weeks: u32, today: Day) -> u32 {
    let most = Days::new(u64::from(every_weeks) * 7 + GRACE);
    let mut after = today;
    let mut run = 0;
    for day in settled {
        if *day + most < after {
            break;
        }
        after = *day;
        run += 1;
    }
    run
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn a_row_ends_where_one_is_missing_and_not_where_one_is_skipped() {
        let settled = [day("2026-11-13"), day("2026-10-30"), day("2026-10-01"), day("2026-09-18")];
        assert_eq!(run(&settled, 2, day("2026-11-20")), 2, "four weeks lie before the second");
        assert_eq!(run(&settled, 4, day("2026-11-20")), 4, "every four weeks, none is missing");
        assert_eq!(run(&settled, 2, day("2026-12-24")), 0, "nothing came since");
        assert_eq!(run(&[], 2, day("2026-11-20")), 0, "none yet");
        assert_eq!(due_on(Some(settled[0]), 2), Some(day("2026-11-27")), "two weeks on");
        assert_eq!(due_on(None, 2), None, "the first is due when the user wants it");
    }

    proptest! {
        #[test]
        fn the_median_lies_in_the_middle(days in prop::collection::vec(0u32..400, 1..40)) {
            let middle = median(days.clone()).expect("there are some");
            let below = days.iter().filter(|one| f64::from(**one) < middle).count();
            let above = days.iter().filter(|one| f64::from(**one) > middle).count();
            prop_assert!(below * 2 <= days.len() && above * 2 <= days.len(), "half on each side");
        }
    }
}
