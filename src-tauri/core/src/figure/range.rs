//! Numbers known within bounds: how they are made, combined, read from a field and printed back.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::number::{tidy, to_decimals};
use super::{Figure, FigureError, Unit};

/// A number known only within bounds: `low ≤ likely ≤ high`, all finite.
///
/// The fields are open for reading and for literals in tests; whatever arrives from a file or a
/// window passes [`Range::new`], and every calculator checks its inputs again.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "Ends")]
pub struct Range {
    /// The pessimistic end.
    pub low: f64,
    /// The best single guess.
    pub likely: f64,
    /// The optimistic end.
    pub high: f64,
}

/// A range as it lies in a file, before its order is checked.
#[derive(Deserialize)]
struct Ends {
    low: f64,
    likely: f64,
    high: f64,
}

impl TryFrom<Ends> for Range {
    type Error = FigureError;
    fn try_from(ends: Ends) -> Result<Self, FigureError> {
        Self::new(ends.low, ends.likely, ends.high)
    }
}

impl Range {
    /// Nothing, exactly.
    pub const ZERO: Self = Self { low: 0.0, likely: 0.0, high: 0.0 };

    /// A range with its own likely value.
    ///
    /// # Errors
    /// [`FigureError::NotFinite`], or [`FigureError::OutOfOrder`] unless `low ≤ likely ≤ high`.
    pub fn new(low: f64, likely: f64, high: f64) -> Result<Self, FigureError> {
        if !(low.is_finite() && likely.is_finite() && high.is_finite()) {
            return Err(FigureError::NotFinite);
        }
        if low > likely || likely > high {
            return Err(FigureError::OutOfOrder);
        }
        // Adding zero turns -0 into 0.
        Ok(Self { low: low + 0.0, likely: likely + 0.0, high: high + 0.0 })
    }

    /// A number known exactly.
    ///
    /// # Errors
    /// [`FigureError::NotFinite`].
    pub fn exactly(number: f64) -> Result<Self, FigureError> {
        Self::new(number, number, number)
    }

    /// Two ends; the likely value is the midpoint.
    ///
    /// # Errors
    /// As [`Range::new`].
    pub fn between(low: f64, high: f64) -> Result<Self, FigureError> {
        // Halving first keeps the sum of two large ends finite.
        Self::new(low, midpoint(low, high), high)
    }

    /// The same range, once its promise has been checked.
    ///
    /// # Errors
    /// As [`Range::new`].
    pub fn checked(self) -> Result<Self, FigureError> {
        Self::new(self.low, self.likely, self.high)
    }

    /// Whether the number is known exactly.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.low >= self.high
    }

    /// Whether `other` lies within these bounds.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.low <= other.low && other.high <= self.high
    }

    /// The sum, end by end.
    ///
    /// # Errors
    /// [`FigureError::NotFinite`] when the result is too large.
    pub fn plus(self, other: Self) -> Result<Self, FigureError> {
        Self::swept(self.low + other.low, self.likely + other.likely, self.high + other.high)
    }

    /// The difference at its widest: low less the other's high, high less the other's low.
    ///
    /// # Errors
    /// [`FigureError::NotFinite`] when the result is too large.
    pub fn minus(self, other: Self) -> Result<Self, FigureError> {
        Self::swept(self.low - other.high, self.likely - other.likely, self.high - other.low)
    }

    /// The product at its widest. For inputs of nothing or more, low is the product of the lows
    /// and high of the highs; with an input below nothing, the least and greatest of the four
    /// corner products, so that the order holds. Likely is the product of the likely values.
    ///
    /// # Errors
    /// [`FigureError::NotFinite`] when the result is too large.
    pub fn times(self, other: Self) -> Result<Self, FigureError> {
        let corners = [
            self.low * other.low,
            self.low * other.high,
            self.high * other.low,
            self.high * other.high,
        ];
        let low = corners.into_iter().fold(f64::INFINITY, f64::min);
        let high = corners.into_iter().fold(f64::NEG_INFINITY, f64::max);
        Self::swept(low, self.likely * other.likely, high)
    }

    /// Every end times one known number.
    ///
    /// # Errors
    /// [`FigureError::NotFinite`] when the result is too large.
    pub fn scaled(self, factor: f64) -> Result<Self, FigureError> {
        self.times(Self::exactly(factor)?)
    }

    /// A share in hundredths as a factor: 80 % is 0.8.
    pub(crate) fn as_factor(self) -> Result<Self, FigureError> {
        Self::swept(self.low / 100.0, self.likely / 100.0, self.high / 100.0)
    }

    /// Every end to so many decimals, halves to the even neighbour. Rounding keeps the order.
    #[must_use]
    pub fn rounded(self, decimals: usize) -> Self {
        self.map(|end| to_decimals(end, decimals))
    }

    /// Every end through `change`, which must not decrease.
    pub(crate) fn map(self, change: impl Fn(f64) -> f64) -> Self {
        Self { low: change(self.low), likely: change(self.likely), high: change(self.high) }
    }

    /// Sweeps binary dust off the ends. Sweeping does not decrease, so the order holds.
    fn swept(low: f64, likely: f64, high: f64) -> Result<Self, FigureError> {
        let (low, likely, high) = (tidy(low), tidy(likely), tidy(high));
        Self::new(low, likely.clamp(low.min(high), high.max(low)), high)
    }

    /// This many of `unit`.
    #[must_use]
    pub fn of(self, unit: Unit) -> Figure {
        Figure { low: self.low, likely: self.likely, high: self.high, unit }
    }

    /// At least nothing.
    pub(crate) fn not_negative(self) -> Result<Self, FigureError> {
        let range = self.checked()?;
        if range.low < 0.0 { Err(FigureError::Negative) } else { Ok(range) }
    }

    /// Between 0 and 100.
    pub(crate) fn share(self) -> Result<Self, FigureError> {
        let range = self.checked()?;
        if range.low < 0.0 || range.high > 100.0 { Err(FigureError::NotAShare) } else { Ok(range) }
    }
}

fn midpoint(low: f64, high: f64) -> f64 {
    if low <= high { tidy(low / 2.0 + high / 2.0).clamp(low, high) } else { low / 2.0 + high / 2.0 }
}

/// As a field shows it and reads it back: `26`, `24..28`, or `24..25..28` where the likely value
/// is not the midpoint.
impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_exact() {
            write!(f, "{}", self.low)
        } else if midpoint(self.low, self.high) == self.likely {
            write!(f, "{}..{}", self.low, self.high)
        } else {
            write!(f, "{}..{}..{}", self.low, self.likely, self.high)
        }
    }
}

/// Reads what a person types in a field: `26`, `1,200`, `1.2k`, `80%`, `24..28`, `24 to 28`,
/// `24-28`, `20-27k`, `24..25..28` (low, likely, high). A share keeps the number as written:
/// `80%` is 80.
impl FromStr for Range {
    type Err = FigureError;
    fn from_str(text: &str) -> Result<Self, FigureError> {
        let parts: Vec<&str> = split(text.trim());
        let amounts: Vec<Amount> =
            parts.into_iter().map(|part| part.parse()).collect::<Result<_, _>>()?;
        match amounts.as_slice() {
            [only] => Self::exactly(only.value()),
            [low, high] => Self::between(low.sharing(*high), high.value()),
            [low, likely, high] => {
                Self::new(low.sharing(*high), likely.sharing(*high), high.value())
            }
            _ => Err(FigureError::Unreadable),
        }
    }
}

/// Splits a range at `..`, `to`, a dash, or a hyphen that follows something (a leading one is a
/// minus).
fn split(text: &str) -> Vec<&str> {
    for mark in ["...", "..", "…", " to ", "–", "—"] {
        if text.contains(mark) {
            return text.split(mark).map(str::trim).collect();
        }
    }
    let after_first = text.char_indices().nth(1).map_or(text.len(), |(at, _)| at);
    match text.get(after_first..).and_then(|rest| rest.find('-')) {
        Some(at) => {
            let at = after_first + at;
            vec![text[..at].trim(), text[at + 1..].trim()]
        }
        None => vec![text],
    }
}

/// A number as written and the size word after it.
#[derive(Clone, Copy)]
struct Amount {
    number: f64,
    size: f64,
}

impl Amount {
    fn value(self) -> f64 {
        // Only a size word can leave binary dust; a number as written is kept to its last digit.
        if self.size > 1.0 { tidy(self.number * self.size) } else { self.number }
    }

    /// `20-27k` means 20k to 27k, but `900..1.2k` means what it says: the lower end takes the
    /// size word of the upper one only where the bare numbers are already in order.
    fn sharing(self, upper: Self) -> f64 {
        let shares = self.size == 1.0 && upper.size > 1.0 && self.number < upper.number;
        if shares { tidy(self.number * upper.size) } else { self.value() }
    }
}

impl FromStr for Amount {
    type Err = FigureError;
    fn from_str(text: &str) -> Result<Self, FigureError> {
        let text = text.trim_end_matches('%').trim_end();
        let (sign, text) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (-1.0, rest.trim_start()),
            None => (1.0, text),
        };
        let text = text.trim_start_matches(['$', '€', '£']).trim_start();
        let end = text.find(|c: char| !matches!(c, '0'..='9' | '.' | ',')).unwrap_or(text.len());
        let (digits, word) = text.split_at(end);
        let size = match word.trim().to_lowercase().as_str() {
            "" => 1.0,
            "k" | "thousand" => 1e3,
            "m" | "mn" | "million" => 1e6,
            "bn" | "billion" => 1e9,
            _ => return Err(FigureError::Unreadable),
        };
        let number: f64 = ungrouped(digits)?.parse().map_err(|_| FigureError::Unreadable)?;
        Ok(Self { number: sign * number, size })
    }
}

/// The digits without their commas, which may only stand before groups of three.
pub(crate) fn ungrouped(digits: &str) -> Result<String, FigureError> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let regular = rest.is_empty()
        || ((1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3));
    let some = !(whole.is_empty() && fraction.is_empty());
    if regular && some && fraction.bytes().all(|b| b.is_ascii_digit()) {
        Ok(digits.replace(',', ""))
    } else {
        Err(FigureError::Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<Range, FigureError> {
        text.parse()
    }

    #[test]
    fn fields_read_what_people_type() {
        let range = |low, high| Range::between(low, high);
        for (typed, wanted) in [
            ("26", range(26.0, 26.0)),
            ("24..28", range(24.0, 28.0)),
            ("24 to 28", range(24.0, 28.0)),
            ("24-28", range(24.0, 28.0)),
            ("24 – 28", range(24.0, 28.0)),
            ("80%..90%", range(80.0, 90.0)),
            ("80-90%", range(80.0, 90.0)),
            ("1.2k", range(1200.0, 1200.0)),
            ("1,200", range(1200.0, 1200.0)),
            ("$20-27k", range(20_000.0, 27_000.0)),
            ("900..1.2k", range(900.0, 1200.0)),
            ("-5", range(-5.0, -5.0)),
            ("-5..-3", range(-5.0, -3.0)),
            (" .5 ", range(0.5, 0.5)),
            ("24..25..28", Range::new(24.0, 25.0, 28.0)),
        ] {
            assert_eq!(read(typed), wanted, "`{typed}` reads as a person means it");
        }
    }

    #[test]
    fn fields_refuse_what_is_no_range() {
        for typed in ["", "..", "24..", "x", "1,20", "1..2..3..4", "5 apples", "1.2.3", "to", "-"] {
            assert_eq!(read(typed), Err(FigureError::Unreadable), "`{typed}` is no number");
        }
        assert_eq!(read("28..24"), Err(FigureError::OutOfOrder), "backwards is said, not guessed");
        assert_eq!(read(&"9".repeat(400)), Err(FigureError::NotFinite), "too large is said");
    }

    #[test]
    fn a_file_cannot_bring_in_a_backward_range() {
        let backward = serde_json::from_str::<Range>(r#"{"low":2,"likely":1,"high":3}"#);
        assert!(backward.is_err(), "the order is checked on the way in");
    }

    fn any_range() -> impl Strategy<Value = Range> {
        prop::array::uniform3(-1e9..1e9f64).prop_map(|mut ends| {
            ends.sort_by(f64::total_cmp);
            Range::new(ends[0], ends[1], ends[2]).unwrap()
        })
    }

    fn within(outer: Range, cut: (f64, f64)) -> Range {
        let low = outer.low + (outer.likely - outer.low) * cut.0;
        let high = outer.high - (outer.high - outer.likely) * cut.1;
        Range::new(low.min(outer.likely), outer.likely, high.max(outer.likely)).unwrap()
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(range in any_range()) {
            prop_assert_eq!(range.to_string().parse(), Ok(range), "print and parse agree");
        }

        #[test]
        fn reading_never_panics(text in ".{0,40}") {
            let _ = text.parse::<Range>();
        }

        #[test]
        fn order_holds_and_tighter_inputs_never_widen(
            a in any_range(), b in any_range(), cut in (0.0..1.0f64, 0.0..1.0f64),
        ) {
            let tight = within(a, cut);
            for (wide, narrow) in [
                (a.plus(b), tight.plus(b)),
                (a.minus(b), tight.minus(b)),
                (b.minus(a), b.minus(tight)),
                (a.times(b), tight.times(b)),
            ] {
                let (wide, narrow) = (wide.unwrap(), narrow.unwrap());
                prop_assert!(wide.checked().is_ok(), "low ≤ likely ≤ high");
                prop_assert!(wide.holds(narrow), "{narrow:?} stays within {wide:?}");
            }
        }
    }
}
