//! Quantities with a range: what an outcome was worth, how that was reached, and what may be
//! added to what.

mod calculation;
mod calculator;
mod category;
mod error;
mod net;
pub mod number;
mod range;
pub mod share;
mod step;
mod total;
mod typed;
pub(crate) mod written;

use serde::{Deserialize, Serialize};

pub use calculation::{Calculation, Caution, Counted, DaySpan, Label, Moved, SpeedIn, Worked};
pub use calculator::{metric_unit, work};
pub use category::{Better, Category};
pub use error::FigureError;
pub use net::{Net, Reads, UnitValue, net};
pub use range::Range;
pub use step::{Step, Term, lines};
pub use total::{Claim, Footnote, Item, Overlap, Reason, Total, Totals, may_double_count, totals};
pub use typed::{Typed, read_arithmetic};

/// What a figure counts. Figures of different units are never added.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(type = "string"))]
#[serde(into = "String", from = "String")]
pub enum Unit {
    /// The journal's currency.
    Money,
    /// Hours of work.
    Hours,
    /// Calendar days.
    Days,
    /// Calendar weeks.
    Weeks,
    /// Minutes.
    Minutes,
    /// People.
    Headcount,
    /// A share of a hundred.
    Percent,
    /// Percentage points.
    Points,
    /// Anything else, in the user's own word (`pages`, `incidents`, `person-months`).
    Other(String),
}

impl Unit {
    /// The word used in files and on the command line.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Money => "money",
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Minutes => "minutes",
            Self::Headcount => "headcount",
            Self::Percent => "percent",
            Self::Points => "points",
            Self::Other(name) => name,
        }
    }
}

impl std::fmt::Debug for Unit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Other(word) => f.debug_tuple("Other").field(&written::Written(word)).finish(),
            known => f.write_str(known.name()),
        }
    }
}

impl From<String> for Unit {
    fn from(name: String) -> Self {
        match name.as_str() {
            "money" => Self::Money,
            "hours" => Self::Hours,
            "days" => Self::Days,
            "weeks" => Self::Weeks,
            "minutes" => Self::Minutes,
            "headcount" => Self::Headcount,
            "percent" => Self::Percent,
            "points" => Self::Points,
            _ => Self::Other(name),
        }
    }
}

impl From<Unit> for String {
    fn from(unit: Unit) -> Self {
        unit.name().to_owned()
    }
}

/// An outcome's quantity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "Written")]
pub struct Figure {
    /// The pessimistic end.
    pub low: f64,
    /// The best single guess.
    pub likely: f64,
    /// The optimistic end.
    pub high: f64,
    /// What is counted.
    pub unit: Unit,
}

/// A figure as it lies in a file, before its order is checked.
#[derive(Deserialize)]
struct Written {
    low: f64,
    likely: f64,
    high: f64,
    unit: Unit,
}

impl TryFrom<Written> for Figure {
    type Error = FigureError;
    fn try_from(written: Written) -> Result<Self, FigureError> {
        Ok(Range::new(written.low, written.likely, written.high)?.of(written.unit))
    }
}

impl Figure {
    /// The three numbers without their unit.
    #[must_use]
    pub fn range(&self) -> Range {
        Range { low: self.low, likely: self.likely, high: self.high }
    }

    /// In plain English: `265 hours (230 to 302)`, `$67,500 ($22,500 to $135,000)`, `4 days`.
    /// An estimate claims three significant digits, a number known exactly keeps its own.
    #[must_use]
    pub fn text(&self, currency: &str) -> String {
        match self.parts(currency) {
            (likely, Some(range)) => format!("{likely} ({range})"),
            (likely, None) => likely,
        }
    }

    /// The likely value with its unit and, where it is not known exactly, both ends.
    #[must_use]
    pub fn parts(&self, currency: &str) -> (String, Option<String>) {
        let exact = self.range().is_exact();
        let digits = |end: f64| if exact { end } else { number::to_significant(end, 3) };
        let one = |end: f64| self.unit.amount(digits(end), currency);
        let likely = format!("{} {}", one(self.likely), self.unit.word()).trim_end().to_owned();
        (likely, (!exact).then(|| number::ends(self.range(), one)))
    }
}

impl Unit {
    /// One number of this unit without its word, where the unit is written as a sign with it.
    pub(crate) fn amount(&self, amount: f64, currency: &str) -> String {
        match self {
            Self::Money => number::money(amount, currency),
            Self::Percent => format!("{}%", number::grouped(amount)),
            _ => number::grouped(amount),
        }
    }

    /// The word after the number; empty where a sign says it already.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Money | Self::Percent => "",
            Self::Headcount => "people",
            Self::Points => "percentage points",
            other => other.name(),
        }
    }
}

#[cfg(test)]
mod calculator_tests;
#[cfg(test)]
mod net_tests;
#[cfg(test)]
mod tests_support;
#[cfg(test)]
mod total_tests;
