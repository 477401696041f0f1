//! How much a criterion asks for: "two, documented, in a year", read and kept as typed.

use serde::{Deserialize, Serialize};

use crate::outcome::Grade;

/// What a bar asks for, once read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Asks {
    /// How many outcomes.
    pub count: u32,
    /// With at least this evidence.
    pub least: Grade,
    /// Within the last so many months; none where any time will do.
    pub months: Option<u32>,
}

impl Asks {
    /// What is asked where nothing readable is said: one, documented, in a year.
    pub const ASSUMED: Self = Self { count: 1, least: Grade::Documented, months: Some(12) };
}

/// A bar as typed, and as it reads.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Bar {
    /// As typed; empty for none.
    pub words: String,
    /// As it reads; none where it stays in words.
    pub asks: Option<Asks>,
}

impl Bar {
    /// Reads a bar. Words that say something else stay as they are.
    #[must_use]
    pub fn read(words: &str) -> Self {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let asks = asks(&words);
        Self { words, asks }
    }

    /// What to judge by: what it says, else [`Asks::ASSUMED`].
    #[must_use]
    pub fn judged_by(&self) -> Asks {
        self.asks.unwrap_or(Asks::ASSUMED)
    }
}

impl std::fmt::Debug for Bar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bar({} characters, {:?})", self.words.chars().count(), self.asks)
    }
}

/// The largest count or period a bar may name; beyond it stands something else.
const MOST: u32 = 120;

/// Every word has to be understood, or none of it is.
fn asks(words: &str) -> Option<Asks> {
    let words = words.to_lowercase();
    let mut words =
        words.split(|c: char| c.is_whitespace() || ",;.:/".contains(c)).filter(|w| !w.is_empty());
    let (mut count, mut least, mut months) = (None, None, None);
    while let Some(word) = words.next() {
        match word {
            "in" | "within" | "over" | "per" | "every" | "each" => {
                set(&mut months, period(words.by_ref().next()?, &mut words)?)?;
            }
            "yearly" | "annually" => set(&mut months, 12)?,
            "quarterly" => set(&mut months, 3)?,
            "grade" => {
                set(&mut least, Grade::try_from(words.next()?.parse::<u8>().ok()?).ok()?)?;
            }
            "claimed" | "claim" => set(&mut least, Grade::ClaimOnly)?,
            "once" => set(&mut count, 1)?,
            "twice" => set(&mut count, 2)?,
            // "a year" without "in" is a period all the same.
            "a" | "an" | "one" if words.clone().next().and_then(unit).is_some() => {
                set(&mut months, period(word, &mut words)?)?;
            }
            "at" if words.clone().next() == Some("least") => drop(words.next()),
            "and" | "or" | "more" | "better" | "only" | "example" | "examples" | "outcome"
            | "outcomes" | "times" | "cases" | "case" | "evidence" | "least" | "with" | "of" => {}
            _ => match (number(word), Grade::ALL.iter().find(|grade| grade.name() == word)) {
                (Some(number), _) => set(&mut count, number)?,
                (_, Some(grade)) => set(&mut least, *grade)?,
                _ => return None,
            },
        }
    }
    if count.is_none() && least.is_none() && months.is_none() {
        return None;
    }
    Some(Asks { count: count.unwrap_or(1), least: least.unwrap_or(Asks::ASSUMED.least), months })
}

/// A part said twice is not understood.
fn set<T>(part: &mut Option<T>, value: T) -> Option<()> {
    part.replace(value).is_none().then_some(())
}

fn number(word: &str) -> Option<u32> {
    const NUMBERS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let spelled = NUMBERS.iter().position(|name| *name == word);
    let spelled = spelled.and_then(|at| u32::try_from(at + 1).ok());
    let article = matches!(word, "a" | "an").then_some(1);
    let number = spelled.or(article).or_else(|| word.parse().ok())?;
    (1..=MOST).contains(&number).then_some(number)
}

/// Months in a unit of time.
fn unit(word: &str) -> Option<u32> {
    match word {
        "year" | "years" => Some(12),
        "half-year" | "half-years" => Some(6),
        "quarter" | "quarters" => Some(3),
        "month" | "months" => Some(1),
        _ => None,
    }
}

/// `a year`, `two years`, `18 months`, `year`, `the last year`: `first` is read already.
fn period<'a>(first: &'a str, rest: &mut impl Iterator<Item = &'a str>) -> Option<u32> {
    let mut word = first;
    while matches!(word, "the" | "last" | "past" | "any") {
        word = rest.next()?;
    }
    if let Some(months) = unit(word) {
        return Some(months);
    }
    let months = number(word)?.checked_mul(unit(rest.next()?)?)?;
    (months <= MOST).then_some(months)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(words: &str) -> Option<(u32, u8, Option<u32>)> {
        let asks = Bar::read(words).asks?;
        Some((asks.count, asks.least.number(), asks.months))
    }

    #[test]
    fn bars_read_as_a_count_a_grade_and_a_period() {
        for (words, wanted) in [
            ("two, documented, in a year", (2, 2, Some(12))),
            ("three, measured, in a year", (3, 4, Some(12))),
            ("one, measured, in two years", (1, 4, Some(24))),
            ("Two  documented in the last 18 months", (2, 2, Some(18))),
            ("2 corroborated outcomes a year", (2, 3, Some(12))),
            ("at least 3, grade 4, within two quarters", (3, 4, Some(6))),
            ("twice a year", (2, 2, Some(12))),
            ("once", (1, 2, None)),
            ("committed", (1, 5, None)),
            ("one, noted, per quarter", (1, 1, Some(3))),
            ("four examples every year", (4, 2, Some(12))),
            ("a documented example in a half-year", (1, 2, Some(6))),
            ("in a year", (1, 2, Some(12))),
        ] {
            assert_eq!(read(words), Some(wanted), "`{words}`");
        }
    }

    #[test]
    fn what_says_something_else_stays_in_words() {
        for words in [
            "",
            "  ",
            "consistently",
            "two or three people",
            "documented, measured",
            "two, three",
            "zero",
            "0 documented",
            "in a",
            "in a fortnight",
            "grade 9",
            "grade",
            "within",
            "as judged by the panel",
            "1000 in a year",
            "one in 40 years",
            "and",
            "-2 documented",
            "two documented in a year in two years",
        ] {
            let bar = Bar::read(words);
            assert_eq!(bar.asks, None, "`{words}` is not understood");
            assert_eq!(bar.words, words.trim(), "and stays as typed");
            assert_eq!(bar.judged_by(), Asks::ASSUMED, "judged by the bar for none");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken_and_kept(words in "\\PC{0,60}") {
            let bar = Bar::read(&words);
            prop_assert_eq!(Bar::read(&bar.words), bar.clone(), "reading again changes nothing");
            if let Some(asks) = bar.asks {
                prop_assert!(asks.count > 0, "a bar asks for something");
            }
        }
    }
}
