//! What stands after `$`: a number or a range, its unit, and what it is multiplied by.
//!
//! ```text
//! figure = term { "*" term }
//! term   = number [ ".." number ]
//! number = digits [ "," groups of three ] [ "." digits ] [ k | m | b | bn ] [ h | d | wk | min | hc | % | pp ]
//! ```
//! No unit means money. One end of a range may leave its unit, and its `k`, to the other:
//! `24..28h`, `20..27k`; but `500..2k` is from 500 to 2,000, since it would run backwards otherwise.
//! `410k*35%` is money: a percentage after `*` is a share of what stands before it.

use crate::figure::{Figure, Unit};

/// Longer than any figure someone types; keeps hostile words cheap.
const LONGEST: usize = 80;

/// Beyond this a float no longer tells one unit from the next.
const LARGEST: f64 = 1e15;

/// A figure, and whether its unit was written (money has none to write).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amount {
    pub(super) figure: Figure,
    pub(super) unit_written: bool,
}

/// Reads the whole of `word`, or nothing.
pub(super) fn read(word: &str) -> Option<Amount> {
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    let mut product: Option<Term> = None;
    for factor in word.split(['*', '×']) {
        let term = Term::read(factor)?;
        product = Some(match product {
            None => term,
            Some(so_far) => so_far.times(term)?,
        });
    }
    let Term { low, likely, high, unit, .. } = product?;
    let unit_written = unit.is_some();
    let fits = [low, likely, high].into_iter().all(|n| n.is_finite() && n <= LARGEST);
    fits.then(|| Amount {
        figure: Figure {
            low,
            likely: likely.clamp(low, high),
            high,
            unit: unit.unwrap_or(Unit::Money),
        },
        unit_written,
    })
}

/// One range with what was written after its numbers.
struct Term {
    low: f64,
    likely: f64,
    high: f64,
    unit: Option<Unit>,
    /// Neither a unit nor a `k`: a plain number, which may multiply anything.
    plain: bool,
}

impl Term {
    fn read(text: &str) -> Option<Self> {
        let Some((left, right)) = text.split_once("..") else {
            let one = Number::read(text)?;
            let value = one.value(one.scale)?;
            let plain = one.plain();
            return Some(Self { low: value, likely: value, high: value, unit: one.unit, plain });
        };
        if right.starts_with('.') {
            return None; // an ellipsis
        }
        let (left, right) = (Number::read(left)?, Number::read(right)?);
        let plain = left.plain() && right.plain();
        let (scale_left, scale_right) = shared_scale(&left, &right)?;
        let (a, b) = (left.value(scale_left)?, right.value(scale_right)?);
        let unit = match (left.unit, right.unit) {
            (Some(a), Some(b)) if a != b => return None,
            (a, b) => a.or(b),
        };
        let (low, high) = (a.min(b), a.max(b));
        Some(Self { low, likely: tidy(low.midpoint(high)), high, unit, plain })
    }

    /// A percentage after `*` is a share; two units cannot be multiplied.
    fn times(self, other: Self) -> Option<Self> {
        let share = other.unit == Some(Unit::Percent);
        let divisor = if share { 100.0 } else { 1.0 };
        let unit = match (self.unit, other.unit) {
            (unit, Some(Unit::Percent)) => unit,
            (unit, None) if other.plain => unit,
            (None, unit) if self.plain => unit,
            _ => return None,
        };
        let by = |a: f64, b: f64| tidy(a * b / divisor);
        Some(Self {
            low: by(self.low, other.low),
            likely: by(self.likely, other.likely),
            high: by(self.high, other.high),
            unit,
            plain: self.plain && other.plain,
        })
    }
}

/// Takes binary noise off a decimal result, so that 24h*35% is 8.4 and nothing else.
fn tidy(value: f64) -> f64 {
    if value < 1e9 { (value * 1e6).round() / 1e6 } else { value }
}

/// The power of ten each end of a range is meant in.
fn shared_scale(left: &Number<'_>, right: &Number<'_>) -> Option<(u8, u8)> {
    let rising = left.value(0)? < right.value(0)?;
    Some(match (left.scale, right.scale) {
        (0, scale) if rising => (scale, scale),
        (scale, 0) if !rising => (scale, scale),
        scales => scales,
    })
}

/// Digits as written, with what follows them.
struct Number<'a> {
    digits: &'a str,
    /// A power of ten.
    scale: u8,
    unit: Option<Unit>,
}

impl<'a> Number<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let end = text
            .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))
            .unwrap_or(text.len());
        let (digits, suffix) = text.split_at(end);
        if !well_formed(digits) {
            return None;
        }
        let (scale, unit) = suffixes(suffix)?;
        Some(Self { digits, scale, unit })
    }

    fn plain(&self) -> bool {
        self.scale == 0 && self.unit.is_none()
    }

    /// Decimal to float once, with the scale as an exponent: 4.35k is 4350 and not 4349.999….
    fn value(&self, scale: u8) -> Option<f64> {
        format!("{}e{scale}", self.digits.replace(',', "")).parse().ok()
    }
}

fn suffixes(text: &str) -> Option<(u8, Option<Unit>)> {
    if let Some(unit) = unit(text) {
        return Some((0, unit));
    }
    let (scale, rest) = match text.strip_prefix("bn") {
        Some(rest) => (9, rest),
        None => match text.split_at_checked(1)? {
            ("k", rest) => (3, rest),
            ("m", rest) => (6, rest),
            ("b", rest) => (9, rest),
            _ => return None,
        },
    };
    unit(rest).map(|unit| (scale, unit))
}

/// The unit a suffix stands for; no suffix is no unit.
#[allow(clippy::option_option)] // "not a suffix" and "no suffix" are different answers
fn unit(text: &str) -> Option<Option<Unit>> {
    Some(match text {
        "" => None,
        "h" => Some(Unit::Hours),
        "d" => Some(Unit::Days),
        "wk" => Some(Unit::Weeks),
        "min" => Some(Unit::Minutes),
        "hc" => Some(Unit::Headcount),
        "%" => Some(Unit::Percent),
        "pp" => Some(Unit::Points),
        _ => return None,
    })
}

/// `12`, `1,200`, `1.5`, `.5`: at most one point, and commas only where thousands end.
fn well_formed(digits: &str) -> bool {
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    let whole_reads = (all_digits(first)
        && (!grouped || first.len() <= 3)
        && groups.all(|group| group.len() == 3 && all_digits(group)))
        || (whole.is_empty() && fraction.is_some());
    whole_reads && fraction.is_none_or(all_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_of_figure_reads() {
        let table = [
            ("5", 5.0, 5.0, 5.0, "money"),
            ("410k*35%", 143_500.0, 143_500.0, 143_500.0, "money"),
            ("24h..28h", 24.0, 26.0, 28.0, "hours"),
            ("24..28h", 24.0, 26.0, 28.0, "hours"),
            ("24h..28", 24.0, 26.0, 28.0, "hours"),
            ("28h..24h", 24.0, 26.0, 28.0, "hours"),
            ("5wk", 5.0, 5.0, 5.0, "weeks"),
            ("43min", 43.0, 43.0, 43.0, "minutes"),
            ("2hc", 2.0, 2.0, 2.0, "headcount"),
            ("3d", 3.0, 3.0, 3.0, "days"),
            ("12%", 12.0, 12.0, 12.0, "percent"),
            ("4pp", 4.0, 4.0, 4.0, "points"),
            ("20k..27k", 20_000.0, 23_500.0, 27_000.0, "money"),
            ("20..27k", 20_000.0, 23_500.0, 27_000.0, "money"),
            ("27k..20", 20_000.0, 23_500.0, 27_000.0, "money"),
            ("500..2k", 500.0, 1_250.0, 2_000.0, "money"),
            ("1.2M", 1_200_000.0, 1_200_000.0, 1_200_000.0, "money"),
            ("1.2bn", 1.2e9, 1.2e9, 1.2e9, "money"),
            ("1,200", 1_200.0, 1_200.0, 1_200.0, "money"),
            ("1,200.50", 1_200.5, 1_200.5, 1_200.5, "money"),
            (".5d", 0.5, 0.5, 0.5, "days"),
            ("4.35k", 4_350.0, 4_350.0, 4_350.0, "money"),
            ("1.5kh", 1_500.0, 1_500.0, 1_500.0, "hours"),
            ("24H", 24.0, 24.0, 24.0, "hours"),
            ("6*4h", 24.0, 24.0, 24.0, "hours"),
            ("24h*35%", 8.4, 8.4, 8.4, "hours"),
            ("400k*30..40%", 120_000.0, 140_000.0, 160_000.0, "money"),
            ("2*6*24..28h*80..90%", 230.4, 265.2, 302.4, "hours"),
            ("50%*20%", 10.0, 10.0, 10.0, "percent"),
        ];
        for (word, low, likely, high, unit) in table {
            let amount = read(word).unwrap_or_else(|| panic!("`${word}` is a figure"));
            let Figure { low: l, likely: m, high: h, unit: u } = amount.figure;
            assert_eq!((l, m, h, u.name()), (low, likely, high, unit), "`${word}`");
            assert_eq!(
                amount.unit_written,
                unit != "money",
                "only money has no unit to write: `${word}`"
            );
        }
    }

    #[test]
    fn what_does_not_read_whole_is_no_figure() {
        for word in [
            "",
            "HOME",
            "5x",
            "5wks",
            "5 h",
            "-5",
            "+5",
            "5..",
            "..5",
            "5..6..7",
            "1,20",
            "1,2000",
            ",200",
            "1.",
            ".",
            "1.2.3",
            "5...6",
            "5h*2d",
            "410k*24h",
            "5*",
            "*5",
            "24h..2d",
            "$5",
            "5pm",
            "nan",
            "inf",
            "1e5",
            "999999999999999999999",
            "5€",
        ] {
            assert_eq!(read(word), None, "`${word}` is text");
        }
        assert_eq!(read(&"9".repeat(5_000)), None, "a long row of digits is text, and cheap");
    }
}
