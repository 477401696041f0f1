//! Instants, civil days and weeks. An entry belongs to the day it was written in, wherever the
//! writer travels afterwards.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, Utc, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A civil day, without a zone.
pub type Day = NaiveDate;

/// The present, as an argument: an instant, the wall clock's day and the zone it was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant, UTC.
    pub at: DateTime<Utc>,
    /// The same instant on the writer's wall clock.
    pub local: DateTime<FixedOffset>,
    /// IANA zone name (`Europe/Berlin`), or an offset (`+01:00`) where no name is known.
    pub zone: String,
}

impl Moment {
    /// `at` as seen in `zone`.
    #[must_use]
    pub fn in_zone(at: DateTime<Utc>, zone: Tz) -> Self {
        Self { at, local: at.with_timezone(&zone).fixed_offset(), zone: zone.name().to_owned() }
    }

    /// Reads RFC 3339 with an offset; the offset stands in for the zone.
    ///
    /// # Errors
    /// The text is not RFC 3339.
    pub fn parse(text: &str) -> Result<Self, chrono::ParseError> {
        let local = DateTime::parse_from_rfc3339(text)?;
        Ok(Self { at: local.to_utc(), local, zone: local.offset().to_string() })
    }

    /// The civil day on the writer's wall clock.
    #[must_use]
    pub fn day(&self) -> Day {
        self.local.date_naive()
    }
}

/// An ISO 8601 week, written `2026-W47`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    year: i32,
    number: u32,
}

/// The text was not a week such as `2026-W47`.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("this is not a week such as 2026-W47")]
pub struct NotAWeek;

impl Week {
    /// The ISO week that holds `day`.
    #[must_use]
    pub fn of(day: Day) -> Self {
        let week = day.iso_week();
        Self { year: week.year(), number: week.week() }
    }

    /// The ISO year, which near New Year differs from the calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// 1 to 53.
    #[must_use]
    pub fn number(self) -> u32 {
        self.number
    }

    /// Its Monday.
    #[must_use]
    pub fn first(self) -> Day {
        // Every constructor checked that the week exists.
        NaiveDate::from_isoywd_opt(self.year, self.number, Weekday::Mon).unwrap_or_default()
    }

    /// Its Sunday.
    #[must_use]
    pub fn last(self) -> Day {
        self.first() + Days::new(6)
    }

    /// The week `count` weeks later (earlier when negative).
    #[must_use]
    pub fn plus(self, count: i64) -> Self {
        Self::of(self.first() + chrono::TimeDelta::weeks(count))
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-W{:02}", self.year, self.number)
    }
}

impl FromStr for Week {
    type Err = NotAWeek;
    fn from_str(text: &str) -> Result<Self, NotAWeek> {
        let wrong = || NotAWeek;
        let (year, number) = text.trim().split_once(['-', ' ']).ok_or_else(wrong)?;
        let number = number.strip_prefix(['W', 'w']).ok_or_else(wrong)?;
        let (year, number) =
            (year.parse().map_err(|_| wrong())?, number.parse().map_err(|_| wrong())?);
        NaiveDate::from_isoywd_opt(year, number, Weekday::Mon).map(Self::of).ok_or_else(wrong)
    }
}

impl Serialize for Week {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Week {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_week_of_new_year_belongs_to_the_iso_year() {
        let day = NaiveDate::from_ymd_opt(2027, 1, 3).expect("a day");
        assert_eq!(Week::of(day).to_string(), "2026-W53", "3 January 2027 is still 2026-W53");
    }

    #[test]
    fn a_week_that_does_not_exist_is_refused() {
        assert_eq!("2025-W53".parse::<Week>(), Err(NotAWeek), "2025 has 52");
    }
}
