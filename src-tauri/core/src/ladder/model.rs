//! A ladder, its levels and its criteria, in the company's own words.

use serde::{Deserialize, Serialize};

use super::Bar;
use crate::id::{CriterionId, EntryId, LadderId, OutcomeId};

/// One thing a level asks for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Criterion {
    /// Its id.
    pub id: CriterionId,
    /// What an import knows it by; stays when its words change.
    pub key: String,
    /// The level that asks for it, one of the ladder's; none where every level does.
    pub level: Option<String>,
    /// The area it belongs to; empty for none.
    pub area: String,
    /// A short name; empty where the text is short enough.
    pub title: String,
    /// The company's own words.
    pub text: String,
    /// How much is asked for.
    pub bar: Bar,
    /// No longer asked for, and kept because something is linked to it.
    pub aside: bool,
}

impl Criterion {
    /// The words to know it by: its title, else its text.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.title.is_empty() { &self.text } else { &self.title }
    }
}

/// A company's levels and what each asks for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Ladder {
    /// Its id.
    pub id: LadderId,
    /// Its name.
    pub name: String,
    /// Level names in order, the lowest first.
    pub levels: Vec<String>,
    /// The level held, one of the levels.
    pub now: Option<String>,
    /// The level aimed at, one of the levels.
    pub target: Option<String>,
    /// Its criteria in the order of the ladder, those kept aside last.
    pub criteria: Vec<Criterion>,
    /// Counts up with every change; a save names the one it edits.
    pub revision: u32,
}

impl Ladder {
    /// The criterion with this id.
    #[must_use]
    pub fn criterion(&self, id: CriterionId) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }

    /// The level to look at when none is named: the one aimed at, else the one held, else the
    /// highest.
    #[must_use]
    pub fn level(&self) -> Option<&str> {
        let chosen = self.target.as_ref().or(self.now.as_ref()).or(self.levels.last());
        chosen.map(String::as_str)
    }

    /// What `level` asks for, in order; without a level, everything.
    pub fn asked_of<'a>(&'a self, level: Option<&'a str>) -> impl Iterator<Item = &'a Criterion> {
        self.criteria.iter().filter(move |criterion| {
            let fits = match (level, criterion.level.as_deref()) {
                (Some(wanted), Some(level)) => wanted == level,
                _ => true,
            };
            fits && !criterion.aside
        })
    }
}

/// What a criterion can be linked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(tag = "what", content = "id", rename_all = "kebab-case")]
pub enum Linked {
    /// An outcome.
    Outcome(OutcomeId),
    /// An entry, whether or not anything came of it yet.
    Entry(EntryId),
}

/// That an entry itself is linked to a criterion.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryMet {
    /// The entry.
    pub entry: EntryId,
    /// The criterion.
    pub criterion: CriterionId,
    /// Why, in the user's words.
    #[serde(default)]
    pub reason: String,
}

/// A format a ladder can be read from and written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum LadderFormat {
    /// TOML: `[[criterion]]` tables.
    Toml,
    /// A table with one criterion a line.
    Csv,
    /// Headings for levels and areas, list items for criteria.
    Markdown,
}

impl LadderFormat {
    /// The format a file's name ends in.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "toml" => Some(Self::Toml),
            "csv" => Some(Self::Csv),
            "md" | "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }

    /// How a file's name ends, without the dot.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Toml => "toml",
            Self::Csv => "csv",
            Self::Markdown => "md",
        }
    }
}

crate::figure::written::debug_by_length!(Criterion { id, aside } { key, area, title, text });
crate::figure::written::debug_by_length!(Ladder { id, criteria, revision } { name });
