//! Days said in a few letters: back in time for the act, ahead for the question.

use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta, Weekday};

use crate::time::Day;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

/// Which way a word looks.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Back,
    Ahead,
}

/// Reads what stands after `^`: the latest such day that is not after today.
///
/// A date with its year is taken as written.
pub(super) fn past(word: &str, today: Day) -> Option<Day> {
    day(word, today, Way::Back)
}

/// Reads what stands after `?`: the next such day.
///
/// A date without its year may be today; a weekday never is, because "ask me on Friday", said on a
/// Friday, means the next one.
pub(super) fn ahead(word: &str, today: Day) -> Option<Day> {
    day(word, today, Way::Ahead)
}

fn day(word: &str, today: Day, way: Way) -> Option<Day> {
    // The longest word that can be a day is `30september2026` with its separators.
    if word.len() > 20 || !word.is_ascii() {
        return None;
    }
    let word = word.to_ascii_lowercase();
    named(&word, today, way)
        .or_else(|| weekday(&word, today, way))
        .or_else(|| distance(&word, today, way))
        .or_else(|| iso(&word))
        .or_else(|| date(&word, today, way))
}

fn named(word: &str, today: Day, way: Way) -> Option<Day> {
    match (word, way) {
        ("today", _) => Some(today),
        ("yesterday", Way::Back) => today.pred_opt(),
        ("tomorrow", Way::Ahead) => today.succ_opt(),
        _ => None,
    }
}

fn weekday(word: &str, today: Day, way: Way) -> Option<Day> {
    let wanted =
        starting(word, WEEKDAYS.iter().map(|(name, _)| *name)).map(|index| WEEKDAYS[index].1)?;
    match way {
        Way::Back => {
            today.checked_sub_days(Days::new(u64::from(today.weekday().days_since(wanted))))
        }
        Way::Ahead => {
            let days = wanted.days_since(today.weekday());
            today.checked_add_days(Days::new(u64::from(if days == 0 { 7 } else { days })))
        }
    }
}

/// The first name that begins with `word`, which has three letters at least.
fn starting<'a>(word: &str, mut names: impl Iterator<Item = &'a str>) -> Option<usize> {
    if word.len() < 3 { None } else { names.position(|name| name.starts_with(word)) }
}

/// `-2d`, `+3w`, and without a sign in the direction the sigil looks.
fn distance(word: &str, today: Day, way: Way) -> Option<Day> {
    let sign = if way == Way::Back { '-' } else { '+' };
    let word = word.strip_prefix(sign).unwrap_or(word);
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (count, unit) = word.split_at(digits);
    let count: u32 = count.parse().ok()?;
    let by = |days: u32| {
        let delta = TimeDelta::try_days(i64::from(count) * i64::from(days))?;
        if way == Way::Back {
            today.checked_sub_signed(delta)
        } else {
            today.checked_add_signed(delta)
        }
    };
    let by_months = |months: u32| {
        let months = Months::new(count.checked_mul(months)?);
        if way == Way::Back {
            today.checked_sub_months(months)
        } else {
            today.checked_add_months(months)
        }
    };
    let found = match unit {
        "d" => by(1),
        "w" | "wk" => by(7),
        "m" => by_months(1),
        "y" => by_months(12),
        _ => None,
    };
    // Years of more or fewer than four digits would not survive being written down and read back.
    found.filter(|day| (1000..=9999).contains(&day.year()))
}

fn iso(word: &str) -> Option<Day> {
    let mut parts = word.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits =
        |text: &str, count| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        .filter(|day| day.year() >= 1000)
}

/// `14nov`, `nov14`, `14-nov`, each with or without a year of four digits at the end.
fn date(word: &str, today: Day, way: Way) -> Option<Day> {
    let (day, month, year) = day_month_year(word)?;
    let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
    if let Some(year) = year {
        return in_year(year);
    }
    // 29 February may be eight years away.
    match way {
        Way::Back => (0..=8).filter_map(|n| in_year(today.year() - n)).find(|day| *day <= today),
        Way::Ahead => (0..=8).filter_map(|n| in_year(today.year() + n)).find(|day| *day >= today),
    }
}

fn day_month_year(word: &str) -> Option<(u32, u32, Option<i32>)> {
    let parts = runs(word)?;
    let number = |text: &str| (text.len() <= 2).then(|| text.parse().ok()).flatten();
    let (first, second, year) = match parts.as_slice() {
        [first, second] => (*first, *second, None),
        [first, second, year] if year.len() == 4 => (*first, *second, Some(year.parse().ok()?)),
        _ => return None,
    };
    if year.is_some_and(|year| year < 1000) {
        return None;
    }
    let month =
        |text| starting(text, MONTHS.into_iter()).and_then(|index| u32::try_from(index + 1).ok());
    match number(first) {
        Some(day) => Some((day, month(second)?, year)),
        None => Some((number(second)?, month(first)?, year)),
    }
}

/// The runs of letters and of digits in a word; one `-` or `.` may stand between two.
fn runs(word: &str) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let mut rest = word;
    while !rest.is_empty() {
        if !parts.is_empty() {
            rest = rest.strip_prefix(['-', '.']).unwrap_or(rest);
        }
        let digits = rest.starts_with(|c: char| c.is_ascii_digit());
        let same = |c: char| if digits { c.is_ascii_digit() } else { c.is_ascii_alphabetic() };
        let (part, after) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
        if part.is_empty() {
            return None;
        }
        parts.push(part);
        rest = after;
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Day {
        text.parse().expect("a day in the table")
    }

    #[test]
    fn the_past_is_the_latest_such_day_not_after_today() {
        // Saturday.
        let today = on("2026-11-21");
        let table = [
            ("tue", "2026-11-17"),
            ("Tuesday", "2026-11-17"),
            ("tues", "2026-11-17"),
            ("sat", "2026-11-21"),
            ("sun", "2026-11-15"),
            ("today", "2026-11-21"),
            ("yesterday", "2026-11-20"),
            ("-2d", "2026-11-19"),
            ("2d", "2026-11-19"),
            ("-1w", "2026-11-14"),
            ("-1wk", "2026-11-14"),
            ("-9m", "2026-02-21"),
            ("-1y", "2025-11-21"),
            ("14nov", "2026-11-14"),
            ("21nov", "2026-11-21"),
            ("22nov", "2025-11-22"),
            ("nov14", "2026-11-14"),
            ("14-nov", "2026-11-14"),
            ("14nov2025", "2025-11-14"),
            ("14.november.2025", "2025-11-14"),
            ("nov14-2025", "2025-11-14"),
            ("29feb", "2024-02-29"),
            ("2026-11-14", "2026-11-14"),
        ];
        for (word, day) in table {
            assert_eq!(past(word, today), Some(on(day)), "`^{word}` looks back from a Saturday");
        }
        assert_eq!(past("29feb", on("1903-05-01")), Some(on("1896-02-29")), "1900 had no such day");
    }

    #[test]
    fn the_question_is_asked_on_the_next_such_day() {
        let today = on("2026-11-21");
        let table = [
            ("10dec", "2026-12-10"),
            ("21nov", "2026-11-21"),
            ("20nov", "2027-11-20"),
            ("+2w", "2026-12-05"),
            ("+10d", "2026-12-01"),
            ("+3m", "2027-02-21"),
            ("2w", "2026-12-05"),
            ("fri", "2026-11-27"),
            ("sat", "2026-11-28"),
            ("tomorrow", "2026-11-22"),
            ("2026-12-10", "2026-12-10"),
            ("29feb", "2028-02-29"),
        ];
        for (word, day) in table {
            assert_eq!(ahead(word, today), Some(on(day)), "`?{word}` looks ahead from a Saturday");
        }
        assert_eq!(
            ahead("+1m", on("2027-01-31")),
            Some(on("2027-02-28")),
            "a short month ends sooner"
        );
    }

    #[test]
    fn what_is_no_day_is_text() {
        let today = on("2026-11-21");
        for word in [
            "",
            "x",
            "2",
            "-",
            "-2",
            "d",
            "tu",
            "tuesdays",
            "+2d",
            "31feb",
            "31nov",
            "14nov25",
            "14nov2025x",
            "0nov",
            "2026-13-01",
            "2026-1-1",
            "0000-01-01",
            "-99999999d",
            "-9999999999999d",
            "-9000y",
            "tomorrow",
            "nov",
            "14",
            "14--nov",
            "14nov-",
            "ünd",
        ] {
            assert_eq!(past(word, today), None, "`^{word}` is no day in the past");
        }
        for word in ["yesterday", "-2d", "why", "", "+", "+9000y", "?"] {
            assert_eq!(ahead(word, today), None, "`?{word}` is no day ahead");
        }
    }
}
