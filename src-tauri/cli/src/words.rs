//! Reading the words of the journal from arguments: kinds, days, grades, ranges.

use std::time::Duration;

use ledgerline_core::capture::{self, Context};
use ledgerline_core::figure::{Category, Range};
use ledgerline_core::kind::Kind;
use ledgerline_core::outcome::Grade;
use ledgerline_core::time::Day;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::failure::{Failure, Outcome};

/// One of the words a closed list of the journal knows, such as a status or a part.
pub(crate) fn word<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let text = text.trim().to_lowercase().replace([' ', '_'], "-");
    serde_json::from_value(Value::String(text)).map_err(|error| error.to_string())
}

/// Puts each text that was said into its field, and leaves the other fields alone.
pub(crate) fn put<const N: usize>(texts: [(Option<String>, &mut String); N]) {
    for (said, field) in texts {
        if let Some(said) = said {
            *field = said;
        }
    }
}

/// How a word of a closed list is written.
pub(crate) fn spelled<T: Serialize>(word: &T) -> String {
    let value = serde_json::to_value(word).ok();
    value.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// A kind by name, alias or unique prefix.
pub(crate) fn kind(text: &str) -> Result<Kind, String> {
    Kind::read(text.trim_start_matches('!'))
        .ok_or_else(|| format!("the kinds are {}", list(Kind::ALL.map(Kind::name))))
}

/// A category by name.
pub(crate) fn category(text: &str) -> Result<Category, String> {
    Category::named(&text.to_lowercase())
        .ok_or_else(|| format!("the categories are {}", list(Category::ALL.map(Category::name))))
}

/// A grade of evidence, 0 to 5 or by name.
pub(crate) fn grade(text: &str) -> Result<Grade, String> {
    let text = text.trim().to_lowercase();
    let by_number = text.parse::<u8>().ok().and_then(|number| Grade::try_from(number).ok());
    let by_name = || Grade::ALL.into_iter().find(|grade| grade.name() == text);
    by_number.or_else(by_name).ok_or_else(|| {
        format!("a grade is 0 to 5, or one of {}", list(Grade::ALL.map(Grade::name)))
    })
}

fn list<const N: usize>(names: [&str; N]) -> String {
    names.join(", ")
}

/// Which way an everyday date looks from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Looking {
    /// `tue` is the latest Tuesday.
    Back,
    /// `tue` is the next Tuesday.
    Ahead,
}

/// A day as `2026-11-20`, or as a captured line says it: `yesterday`, `tue`, `-2w`, `14nov`, `+2w`.
pub(crate) fn day(text: &str, looking: Looking, today: Day) -> Outcome<Day> {
    let text = text.trim().trim_start_matches(['^', '?']);
    if let Ok(day) = text.parse() {
        return Ok(day);
    }
    if text.eq_ignore_ascii_case("today") {
        return Ok(today);
    }
    let context = Context { today, people: &[], goals: &[] };
    let read = match looking {
        Looking::Back => capture::read(&format!("^{text}"), &context).day,
        Looking::Ahead => capture::read(&format!("?{text}"), &context).ask_on,
    };
    read.ok_or_else(|| {
        Failure::Usage(format!("`{text}` is not a day such as 2026-11-20, tue, 14nov or -2w"))
    })
}

/// Percent as `25`, `25..75` or `25..40..75`, with or without the sign.
pub(crate) fn percent(text: &str) -> Result<Range, String> {
    let ends = ends(text)?;
    match *ends.as_slice() {
        [one] => Range::exactly(one),
        [low, high] => Range::new(low, f64::midpoint(low, high), high),
        [low, likely, high] => Range::new(low, likely, high),
        _ => return Err(not_percent()),
    }
    .ok()
    .filter(|range| range.low >= 0.0 && range.high <= 100.0)
    .ok_or_else(not_percent)
}

/// Percent in quarters. Between two quarters, the likely one is the one nearer to all: the more
/// would have come anyway, the less is claimed.
pub(crate) fn quarters(text: &str) -> Result<Range, String> {
    let range = percent(text)?;
    let likely =
        if ends(text)?.len() == 2 { (range.likely / 25.0).ceil() * 25.0 } else { range.likely };
    let range = Range { likely, ..range };
    ledgerline_core::figure::share::anyway(range)
        .map_err(|_| "the shares are 0, 25, 50, 75 and 100, as in `0..50`".to_owned())
}

fn ends(text: &str) -> Result<Vec<f64>, String> {
    let end = |part: &str| part.trim().trim_end_matches('%').trim().parse::<f64>();
    text.split("..").map(|part| end(part).map_err(|_| not_percent())).collect()
}

fn not_percent() -> String {
    "a share is 0 to 100, as in `40`, `25..75` or `25..40..75`".to_owned()
}

/// A length of time as `45s`, `15m`, `2h` or `1h30m`, up to a day.
pub(crate) fn length(text: &str) -> Result<Duration, String> {
    let wrong = || "a time is such as `15m`, `2h` or `1h30m`, at most a day".to_owned();
    let (mut seconds, mut digits) = (0_u64, String::new());
    for letter in text.trim().chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        let unit = match letter {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            _ => return Err(wrong()),
        };
        let number = digits.parse::<u64>().map_err(|_| wrong())?;
        seconds =
            number.checked_mul(unit).and_then(|n| n.checked_add(seconds)).ok_or_else(wrong)?;
        digits.clear();
    }
    let fits = digits.is_empty() && (1..=86_400).contains(&seconds);
    if fits { Ok(Duration::from_secs(seconds)) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_read_as_people_write_them() {
        assert_eq!(length("15m"), Ok(Duration::from_secs(900)), "minutes");
        assert_eq!(length("1h30m"), Ok(Duration::from_secs(5400)), "two parts");
        for wrong in ["", "15", "m", "0m", "25h", "1d", "-5m", "99999999999999999999h"] {
            assert!(length(wrong).is_err(), "`{wrong}` is no length of time to keep a key");
        }
    }

    #[test]
    fn shares_between_two_quarters_claim_the_less() {
        let range = quarters("0..25").expect("two quarters");
        assert_eq!(
            (range.low, range.likely, range.high),
            (0.0, 25.0, 25.0),
            "25 is the modest one"
        );
        assert!(quarters("10..50").is_err(), "10 % claims to know too much");
        assert!(percent("75..25").is_err(), "the low end comes first");
        assert!(percent("120").is_err(), "nobody has more than all of it");
    }

    #[test]
    fn every_grade_reads_by_name_and_number() {
        for known in Grade::ALL {
            assert_eq!(grade(known.name()), Ok(known), "`{}` by name", known.name());
            assert_eq!(grade(&known.number().to_string()), Ok(known), "and by number");
        }
        assert!(grade("6").is_err(), "there is no sixth stroke");
    }
}
