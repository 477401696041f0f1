//! Months and quarters, which week notes roll up into.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};

use crate::time::{Day, Week};

/// What a quarter asks.
pub const QUARTER_QUESTION: &str = "What does the company need most now, and am I on it?";

/// A month, `2026-11`, or a quarter, `2026-Q4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    year: i32,
    /// Months since January, 0 to 11.
    first: u32,
    months: u32,
}

/// The text was no month and no quarter.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a period is a month such as `2026-11` or a quarter such as `2026-Q4`")]
pub struct NotAPeriod;

impl Period {
    /// The quarter that holds `day`.
    #[must_use]
    pub fn quarter_of(day: Day) -> Self {
        Self { year: day.year(), first: day.month0() / 3 * 3, months: 3 }
    }

    /// The month that holds `day`.
    #[must_use]
    pub fn month_of(day: Day) -> Self {
        Self { year: day.year(), first: day.month0(), months: 1 }
    }

    /// Whether it is a quarter.
    #[must_use]
    pub const fn is_quarter(self) -> bool {
        self.months == 3
    }

    /// Its first day.
    #[must_use]
    pub fn from(self) -> Day {
        // Every constructor checked that the month exists.
        NaiveDate::from_ymd_opt(self.year, self.first + 1, 1).unwrap_or_default()
    }

    /// Its last day.
    #[must_use]
    pub fn to(self) -> Day {
        self.after().from() - Days::new(1)
    }

    /// The one before it.
    #[must_use]
    pub fn before(self) -> Self {
        let day = self.from() - Days::new(1);
        if self.is_quarter() { Self::quarter_of(day) } else { Self::month_of(day) }
    }

    /// The one after it.
    #[must_use]
    pub const fn after(self) -> Self {
        let next = self.first + self.months;
        Self { year: self.year + (next / 12) as i32, first: next % 12, months: self.months }
    }

    /// Its weeks, oldest first. A week belongs to the period of its Thursday, as it does to a year.
    #[must_use]
    pub fn weeks(self) -> Vec<Week> {
        let thursday = |week: Week| week.first() + Days::new(3);
        let mut week = Week::of(self.from());
        if thursday(week) < self.from() {
            week = week.plus(1);
        }
        std::iter::successors(Some(week), |week| Some(week.plus(1)))
            .take_while(|week| thursday(*week) <= self.to())
            .collect()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_quarter() {
            write!(f, "{}-Q{}", self.year, self.first / 3 + 1)
        } else {
            write!(f, "{}-{:02}", self.year, self.first + 1)
        }
    }
}

impl FromStr for Period {
    type Err = NotAPeriod;
    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let (year, part) = text.trim().split_once('-').ok_or(NotAPeriod)?;
        let year: i32 = year.parse().ok().filter(|y| (1..=9999).contains(y)).ok_or(NotAPeriod)?;
        let quarter = part.strip_prefix(['Q', 'q']);
        let number: u32 = quarter.unwrap_or(part).parse().map_err(|_| NotAPeriod)?;
        match quarter {
            Some(_) if (1..=4).contains(&number) => {
                Ok(Self { year, first: (number - 1) * 3, months: 3 })
            }
            None if (1..=12).contains(&number) => Ok(Self { year, first: number - 1, months: 1 }),
            _ => Err(NotAPeriod),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn period(text: &str) -> Period {
        text.parse().expect("a period")
    }

    #[test]
    fn periods_read_and_print() {
        for text in ["2026-11", "2026-Q4", "2027-01", "2027-Q1"] {
            assert_eq!(period(text).to_string(), text, "as written");
        }
        for text in ["2026", "2026-13", "2026-Q5", "2026-Q0", "2026-00", "x-Q1", ""] {
            assert_eq!(text.parse::<Period>(), Err(NotAPeriod), "`{text}` is none");
        }
        assert_eq!(period("2026-Q4").after().to_string(), "2027-Q1", "over New Year");
        assert_eq!(period("2026-01").before().to_string(), "2025-12", "and back");
        assert_eq!(period("2026-Q4").to().to_string(), "2026-12-31", "its last day");
        assert_eq!(
            period("2026-Q1").weeks().first().map(ToString::to_string).as_deref(),
            Some("2026-W01"),
            "1 January 2026 is a Thursday"
        );
    }

    proptest! {
        #[test]
        fn every_week_is_in_one_quarter_and_one_month(ago in 0i64..4000) {
            let week = "2040-W01".parse::<Week>().expect("a week").plus(-ago);
            let thursday = week.first() + Days::new(3);
            for own in [Period::quarter_of(thursday), Period::month_of(thursday)] {
                prop_assert!(own.weeks().contains(&week), "its own holds it");
                prop_assert!(!own.before().weeks().contains(&week), "the one before does not");
                prop_assert!(!own.after().weeks().contains(&week), "nor the one after");
            }
        }
    }
}
