//! Ladders, what an import did, and coverage: criterion by quarter, with the cheapest next step.

use serde::{Deserialize, Serialize};

use crate::entry::PersonRef;
use crate::id::{CriterionId, EntryId, EvidenceId, LadderId, OutcomeId};
use crate::ladder::{Asks, Criterion, Ladder};
pub use crate::ladder::{Linked, Standing, StepKind};
use crate::outcome::Grade;
use crate::time::Day;

/// A ladder in the list.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct LadderLine {
    /// Its id.
    pub id: LadderId,
    /// Its name.
    pub name: String,
    /// The level held.
    pub now: Option<String>,
    /// The level aimed at.
    pub target: Option<String>,
    /// How many levels it has.
    pub levels: u32,
    /// How many criteria are asked for.
    pub criteria: u32,
}

/// How much is linked to a criterion, those that do not count included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct CriterionLinks {
    /// The criterion.
    pub criterion: CriterionId,
    /// Outcomes linked to it.
    pub outcomes: u32,
    /// Entries linked to it.
    pub entries: u32,
}

/// A ladder opened for editing.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct LadderView {
    /// The ladder with its criteria, those kept aside last.
    pub ladder: Ladder,
    /// What is linked, for criteria that have links.
    pub links: Vec<CriterionLinks>,
    /// Areas in the order they appear.
    pub areas: Vec<String>,
}

/// A level as edited: what it was called tells a renamed one from a new one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct LevelEdit {
    /// Its name before; none for a new one.
    pub was: Option<String>,
    /// Its name now.
    pub name: String,
}

/// What the user changes about a ladder besides its criteria.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct LadderEdit {
    /// The revision being edited.
    pub revision: u32,
    /// Its name.
    pub name: String,
    /// Its levels, lowest first. A level some criterion asks for cannot be left out.
    pub levels: Vec<LevelEdit>,
    /// The level held, by its new name.
    pub now: Option<String>,
    /// The level aimed at, by its new name.
    pub target: Option<String>,
}

/// A criterion as edited.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct CriterionEdit {
    /// The ladder's revision being edited.
    pub revision: u32,
    /// Which one; none for a new one.
    pub id: Option<CriterionId>,
    /// Its key; empty to make one from its words.
    #[serde(default)]
    pub key: String,
    /// The level that asks for it; none where every level does.
    pub level: Option<String>,
    /// Its area.
    #[serde(default)]
    pub area: String,
    /// Its short name.
    #[serde(default)]
    pub title: String,
    /// The company's own words.
    pub text: String,
    /// Its bar, as typed.
    #[serde(default)]
    pub bar: String,
    /// Its place among all the ladder's criteria, 0 first; none to leave it, or to stand last.
    #[serde(default)]
    pub place: Option<u32>,
    /// No longer asked for, and kept for its links.
    #[serde(default)]
    pub aside: bool,
}

/// A criterion of an import, by its key.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct ImportedCriterion {
    /// Its key.
    pub key: String,
    /// Its title, else its text.
    pub name: String,
    /// Outcomes and entries linked to it.
    pub links: u32,
}

/// What an import noticed and did not stop at.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct ImportNote {
    /// The line, counted from 1.
    pub line: u32,
    /// What about it.
    pub kind: ImportNoteKind,
    /// The same as a sentence, without the user's words.
    pub sentence: String,
}

/// The sorts of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum ImportNoteKind {
    /// The bar could not be read and stays in words.
    BarInWords,
    /// The line belongs to no criterion and was left out.
    LeftOut,
}

/// What an import of a ladder did, or would do.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct LadderImport {
    /// The ladder; none for one that was only looked at and is not there yet.
    pub id: Option<LadderId>,
    /// Its name.
    pub name: String,
    /// Whether it is new.
    pub created: bool,
    /// Criteria that are new.
    pub added: Vec<ImportedCriterion>,
    /// Criteria whose words, level, area, bar or place changed.
    pub changed: Vec<ImportedCriterion>,
    /// How many stay as they are.
    pub unchanged: u32,
    /// Criteria that are not in the file any more and are kept aside, because of their links.
    pub kept_aside: Vec<ImportedCriterion>,
    /// Criteria that are not in the file any more and had no links.
    pub removed: Vec<ImportedCriterion>,
    /// How many links made in words were recognised.
    pub recognised: u32,
    /// What else to know, in the order of the file.
    pub notes: Vec<ImportNote>,
    /// True when nothing was written.
    pub dry_run: bool,
}

/// One criterion in one quarter.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct CoverageCell {
    /// The strongest evidence; none in an empty cell.
    pub grade: Option<Grade>,
    /// How many outcomes and entries, each counted once.
    pub count: u32,
}

/// A quarter, newest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct CoverageQuarter {
    /// Its year.
    pub year: i32,
    /// 1 to 4.
    pub quarter: u32,
}

/// Something behind a criterion.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct CoverageItem {
    /// The outcome or entry.
    pub link: Linked,
    /// The entry to open.
    pub entry: Option<EntryId>,
    /// Its words.
    pub text: String,
    /// Its day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub day: Day,
    /// Which of `quarters` it stands in, 0 first; none when it is older than the table.
    pub quarter: Option<u32>,
    /// Its evidence.
    pub grade: Grade,
    /// Why it meets the criterion, in the user's words.
    pub reason: String,
    /// Whether it counts towards the bar: recent enough, and proven well enough.
    pub reaches_bar: bool,
    /// Whether it was shown to the manager or their manager.
    pub shown_up: bool,
}

/// One next step, with what it costs and what it gives.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct NextStep {
    /// What to do.
    pub kind: StepKind,
    /// An estimate; none for new work.
    pub minutes: Option<u32>,
    /// Strokes of evidence more than now.
    pub strokes: u32,
    /// The grade before, of what the step is about.
    pub from: Grade,
    /// The grade after.
    pub to: Grade,
    /// Whether one more counts towards the bar afterwards.
    pub reaches_bar: bool,
    /// The outcome it is about.
    pub outcome: Option<OutcomeId>,
    /// The entry to open.
    pub entry: Option<EntryId>,
    /// The words of that outcome or entry.
    pub text: String,
    /// Whom to ask.
    pub person: Option<PersonRef>,
    /// The item of evidence to attach: its id.
    pub evidence: Option<EvidenceId>,
    /// What that item is called.
    pub evidence_name: String,
    /// The criterion the outcome is linked to now.
    pub criterion: Option<CriterionId>,
    /// That criterion's name.
    pub criterion_name: String,
}

/// One criterion across the quarters.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct CoverageRow {
    /// The criterion.
    pub criterion: Criterion,
    /// What it is judged by: its bar, or what stands in for one.
    pub judged_by: Asks,
    /// True when the bar could not be read, or there is none.
    pub assumed: bool,
    /// One cell a quarter, in the order of `quarters`.
    pub cells: Vec<CoverageCell>,
    /// How it stands.
    pub standing: Standing,
    /// How many count towards the bar today.
    pub counted: u32,
    /// Something is there, and nothing of the last twelve months.
    pub stale: bool,
    /// Something is there, and nothing but the user's own word for it.
    pub self_only: bool,
    /// Outcomes are there, and neither the manager nor theirs was shown one.
    pub never_shown: bool,
    /// For a criterion that is met: the day from which it is met no more, if nothing is added.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub met_until: Option<Day>,
    /// Whether that day is near.
    pub going_stale: bool,
    /// What stands behind it, newest first.
    pub items: Vec<CoverageItem>,
    /// What to do about it, cheapest first: never empty for what is not met or going stale.
    pub steps: Vec<NextStep>,
}

/// A ladder's criteria for one level, with the evidence for each.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Coverage {
    /// The ladder.
    pub ladder: LadderLine,
    /// All its levels.
    pub levels: Vec<String>,
    /// The level looked at; none for a ladder without levels.
    pub level: Option<String>,
    /// The quarters, oldest first.
    pub quarters: Vec<CoverageQuarter>,
    /// One row a criterion, in the order of the ladder.
    pub rows: Vec<CoverageRow>,
    /// How many are met.
    pub met: u32,
    /// How many are thin.
    pub thin: u32,
    /// How many are gaps.
    pub gaps: u32,
}

/// A ladder's file as it is written, to look at before it comes in.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct LadderFile {
    /// Its name without folder and ending; the ladder's name where the file says none.
    pub name: String,
    /// The format its name ends in; none when that says nothing.
    pub format: Option<crate::ladder::LadderFormat>,
    /// What it holds.
    pub text: String,
}
