//! The eight categories an outcome may fall into, and which way a metric gets better.

use serde::{Deserialize, Serialize};

/// What sort of change an outcome is; it chooses the calculator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// Hours kept on the work.
    Capacity,
    /// Money that might have gone, or might not have come.
    Revenue,
    /// Money not spent.
    Cost,
    /// A date that moved.
    Speed,
    /// Loss made less likely or smaller.
    Risk,
    /// People who stayed, or came sooner.
    People,
    /// Someone relies on us who did not.
    Trust,
    /// What the organisation aims at has moved.
    Direction,
}

impl Category {
    /// Every category, in the order of the editor.
    pub const ALL: [Self; 8] = [
        Self::Capacity,
        Self::Revenue,
        Self::Cost,
        Self::Speed,
        Self::Risk,
        Self::People,
        Self::Trust,
        Self::Direction,
    ];

    /// The lower-case name used in files and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Capacity => "capacity",
            Self::Revenue => "revenue",
            Self::Cost => "cost",
            Self::Speed => "speed",
            Self::Risk => "risk",
            Self::People => "people",
            Self::Trust => "trust",
            Self::Direction => "direction",
        }
    }

    /// The category of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.name() == name)
    }

    /// Trust and direction are told, not counted: a statement instead of arithmetic.
    #[must_use]
    pub const fn is_statement(self) -> bool {
        matches!(self, Self::Trust | Self::Direction)
    }
}

/// Which way a metric gets better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_what_files_hold() {
        for category in Category::ALL {
            let written = serde_json::to_string(&category).unwrap();
            assert_eq!(written, format!("\"{}\"", category.name()), "one name everywhere");
            assert_eq!(Category::named(category.name()), Some(category), "and it reads back");
        }
    }
}
