//! Where an entry stands: its civil day, then its order within the day, in one number.

use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;

use crate::error::Result;
use crate::time::Day;

/// Bits for the order within a day: sixteen million entries.
pub(crate) const BITS: u32 = 24;

/// The first place of `day`.
pub(crate) fn first(day: Day) -> i64 {
    i64::from(day.num_days_from_ce()) << BITS
}

/// The last place of `day`.
pub(crate) fn last(day: Day) -> i64 {
    first(day) | ((1 << BITS) - 1)
}

/// The day a place lies in.
pub(crate) fn day(place: i64) -> Day {
    i32::try_from(place >> BITS)
        .ok()
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .unwrap_or_default()
}

/// The place after every entry of `day`.
pub(crate) fn next(db: &Connection, day: Day) -> Result<i64> {
    let taken: Option<i64> = db
        .prepare_cached("SELECT max(place) FROM entry WHERE place BETWEEN ?1 AND ?2")?
        .query_one((first(day), last(day)), |row| row.get(0))?;
    Ok(taken.map_or_else(|| first(day), |place| place + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_keeps_its_day_and_days_keep_their_order() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
        assert_eq!(super::day(last(day)), day, "the last place of a day is still that day");
        assert!(last(day) < first(day + chrono::Days::new(1)), "days do not overlap");
    }
}
