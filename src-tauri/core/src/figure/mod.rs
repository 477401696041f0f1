//! Quantities with a range: what an outcome was worth, how that was reached, and what may be
//! added to what.

use serde::{Deserialize, Serialize};

/// What a figure counts. Figures of different units are never added.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// A number known only within bounds: `low ≤ likely ≤ high`, all finite.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Range {
    /// The pessimistic end.
    pub low: f64,
    /// The best single guess.
    pub likely: f64,
    /// The optimistic end.
    pub high: f64,
}

/// An outcome's quantity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
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
