//! An outcome as the journal holds it: what came of one or more entries.

use serde::{Deserialize, Serialize};

use super::{Confidence, Grade, Part, Status};
use crate::figure::{Better, Calculation, Category, Figure, Overlap, Range, UnitValue};
use crate::id::{CriterionId, EntryId, EvidenceId, OutcomeId, PersonId};
use crate::time::Day;

/// A later value of a metric.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Measurement {
    /// When it was read.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub on: Day,
    /// The value, in the metric's unit.
    pub value: f64,
    /// Where it was read.
    #[serde(default)]
    pub source: String,
}

/// The number that moved.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(default)]
pub struct Metric {
    /// What is measured.
    pub name: String,
    /// In which unit.
    pub unit: String,
    /// Which way is better.
    pub better: Better,
    /// The value before.
    pub baseline: Option<f64>,
    /// Where the baseline comes from.
    pub baseline_note: String,
    /// The value after.
    pub result: Option<f64>,
    /// When the result was read.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub measured_on: Option<Day>,
    /// The system of record.
    pub source: String,
    /// Whether amounts of it add up. Ratios and people do not.
    pub additive: bool,
    /// Later values, oldest first.
    pub later: Vec<Measurement>,
}

impl Default for Metric {
    fn default() -> Self {
        Self {
            name: String::new(),
            unit: String::new(),
            better: Better::Higher,
            baseline: None,
            baseline_note: String::new(),
            result: None,
            measured_on: None,
            source: String::new(),
            additive: true,
            later: Vec::new(),
        }
    }
}

/// What would have happened had the user done nothing.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(default)]
pub struct Counterfactual {
    /// In the user's words.
    pub text: String,
    /// The share of the change that would have come anyway, percent, each 0, 25, 50, 75 or 100.
    pub anyway: Option<Range>,
    /// What that rests on.
    pub basis: String,
}

/// The short answers about a loose end, given together with its outcome.
#[derive(Clone, Copy, Default, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(default)]
pub struct QuickAnswers {
    /// Which sort of outcome.
    pub category: Option<Category>,
    /// How sure the user is.
    pub confidence: Option<Confidence>,
    /// The user's part in it.
    pub part: Option<Part>,
}

impl QuickAnswers {
    /// Puts the answers into an outcome.
    pub fn put_into(self, outcome: &mut Outcome) {
        outcome.category = self.category;
        outcome.confidence = self.confidence;
        outcome.part = self.part;
    }
}

/// What somebody else did for the outcome.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Credit {
    /// Who, where the journal knows them.
    pub person: Option<PersonId>,
    /// Their name, or the words used for a group.
    pub name: String,
    /// What they did.
    #[serde(default)]
    pub did: String,
    /// Their share, percent, where one is stated.
    #[serde(default)]
    pub share: Option<f64>,
}

/// What an item of evidence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// The user's own note.
    OwnNote,
    /// A file copied into the journal.
    File,
    /// A document kept elsewhere.
    Document,
    /// A link, kept as text and never fetched.
    Link,
    /// A message.
    Email,
    /// What somebody said.
    Quote,
    /// A number saved from a system of record.
    MetricExport,
    /// A picture of a dashboard.
    DashboardSnapshot,
    /// A recorded decision.
    DecisionRecord,
    /// A signed contract.
    Contract,
    /// An audit finding.
    Audit,
}

/// A file's copy inside the journal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FileCopy {
    /// The name it had.
    pub name: String,
    /// SHA-256, lower-case hex.
    pub sha256: String,
    /// Bytes.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub size: u64,
    /// False when only the name and hash are kept.
    pub kept: bool,
}

/// A dated item that supports an outcome.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Evidence {
    /// Its id.
    pub id: EvidenceId,
    /// What it is.
    pub kind: EvidenceKind,
    /// How strong it is.
    pub grade: Grade,
    /// The title, quotation or address.
    pub reference: String,
    /// Who said it, for a quotation.
    #[serde(default)]
    pub said_by: Option<PersonId>,
    /// Its date.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub dated: Option<Day>,
    /// The file, where there is one.
    #[serde(default)]
    pub file: Option<FileCopy>,
}

/// A criterion of the ladder that the outcome meets, and why.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CriterionMet {
    /// Which criterion; none while its words stand on no ladder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub id: Option<CriterionId>,
    /// The criterion's name now, or the words it was linked by.
    pub criterion: String,
    /// The user's reason.
    #[serde(default)]
    pub reason: String,
}

/// That an outcome was shown to somebody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Shown {
    /// To whom.
    pub person: PersonId,
    /// When.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub on: Option<Day>,
    /// How.
    #[serde(default)]
    pub how: String,
}

/// What came of one or more entries.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Outcome {
    /// Its id.
    pub id: OutcomeId,
    /// What changed, in one sentence.
    pub statement: String,
    /// Which of the eight categories.
    pub category: Option<Category>,
    /// The number that moved.
    pub metric: Option<Metric>,
    /// What one unit is worth.
    pub unit_value: Option<UnitValue>,
    /// The calculator's inputs, kept when the category changes.
    pub calculation: Option<Calculation>,
    /// The gross quantity.
    pub figure: Option<Figure>,
    /// Against doing nothing.
    pub counterfactual: Counterfactual,
    /// How sure the number is.
    pub confidence: Option<Confidence>,
    /// Whether it has come.
    pub status: Status,
    /// When to look again.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub check_on: Option<Day>,
    /// The user's role in it.
    pub part: Option<Part>,
    /// The user's share of it, percent.
    pub share: Option<Range>,
    /// What everybody else did.
    pub credits: Vec<Credit>,
    /// True when the user said there is nobody to credit.
    pub nobody_else: bool,
    /// What supports it.
    pub evidence: Vec<Evidence>,
    /// Criteria it meets.
    pub criteria: Vec<CriterionMet>,
    /// To whom it was shown.
    pub shown: Vec<Shown>,
    /// What it shares with other outcomes.
    pub overlaps: Vec<Overlap>,
    /// The user's own wording of the "Reads as" sentence.
    pub wording: Option<String>,
    /// The entries that fed it.
    pub entries: Vec<EntryId>,
    /// The day it belongs to: the day of its first entry.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub day: Day,
    /// Counts up with every change; a save names the one it edits.
    pub revision: u32,
}

impl Status {
    /// Whether an outcome of this status goes into a total.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Happened | Self::Partly)
    }
}

impl Outcome {
    /// The best grade among its evidence.
    #[must_use]
    pub fn grade(&self) -> Grade {
        Grade::best(self.evidence.iter().map(|item| item.grade))
    }
}

impl std::fmt::Debug for Outcome {
    /// Ids and lengths only: outcomes must not reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Outcome({}, {} characters)", self.id, self.statement.chars().count())
    }
}

crate::figure::written::debug_by_length!(Measurement { on, value } { source });
crate::figure::written::debug_by_length!(
    Metric { better, baseline, result, measured_on, additive, later }
    { name, unit, baseline_note, source }
);
crate::figure::written::debug_by_length!(Counterfactual { anyway } { text, basis });
