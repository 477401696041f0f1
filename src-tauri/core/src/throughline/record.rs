//! The picture and the table behind it, ready to be drawn.

use serde::{Deserialize, Serialize};

use crate::entry::Sensitivity;
use crate::figure::Figure;
use crate::id::{EntryId, GoalId, OutcomeId};
use crate::kind::{Family, Kind};
use crate::outcome::{Grade, Status};
use crate::time::Day;

/// What stands in the right column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum Toward {
    /// The goals the acts serve.
    #[default]
    Goals,
    /// The criteria the outcomes meet.
    Criteria,
}

/// Which picture to draw.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct ThroughlineQuery {
    /// First day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from: Day,
    /// Last day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub to: Day,
    /// What stands on the right.
    #[serde(default)]
    pub toward: Toward,
}

/// How many acts of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct FamilyActs {
    /// The family; none for acts without a kind.
    pub family: Option<Family>,
    /// How many acts.
    pub acts: u32,
}

/// A node of the left column: a kind, or a family where there are too many acts for kinds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct ActNode {
    /// Names the node in links: the kind's or family's word, or `no-kind`.
    pub node: String,
    /// The kind; none for a family or for acts without one.
    pub kind: Option<Kind>,
    /// The family; none for acts without a kind.
    pub family: Option<Family>,
    /// How many acts.
    pub acts: u32,
    /// Where it begins in its column, counted in acts, gaps left out.
    pub at: u32,
}

/// A node of the middle column.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct OutcomeNode {
    /// Names the node in links: the outcome's id, `not-mapped`, or `no-outcome` ("and that is fine").
    pub node: String,
    /// The outcome; none for the two slots.
    pub outcome: Option<OutcomeId>,
    /// Its statement; blank for the two slots.
    pub statement: String,
    /// Its figure, in its own unit, drawn beside it and never added up.
    pub figure: Option<Figure>,
    /// Its best evidence.
    pub grade: Grade,
    /// Whether it has come.
    pub status: Option<Status>,
    /// `confidential` when an entry behind it is: an export leaves its words out.
    pub sensitivity: Sensitivity,
    /// How many acts have it as their first outcome.
    pub acts: u32,
    /// Where it begins in its column, counted in acts.
    pub at: u32,
}

/// A node of the right column.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct TargetNode {
    /// Names the node in links: the goal's id or the criterion's key.
    pub node: String,
    /// The goal, when it is one.
    pub goal: Option<GoalId>,
    /// The goal's statement or the criterion's words.
    pub label: String,
    /// Whether the goal is uniquely mine.
    pub mine: bool,
    /// How many acts reach it.
    pub acts: u32,
    /// Where it begins in its column, counted in acts.
    pub at: u32,
}

/// A ribbon. Its width is the number of its acts and nothing else.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Ribbon {
    /// The node it leaves.
    pub from: String,
    /// The node it reaches.
    pub to: String,
    /// Whose engraving it has; none for acts without a kind.
    pub family: Option<Family>,
    /// How many acts.
    pub acts: u32,
    /// Where it leaves, counted in acts from the beginning of its column.
    pub leaves_at: u32,
    /// Where it arrives, counted in acts from the beginning of its column.
    pub arrives_at: u32,
    /// Dashed: it ends in an empty slot.
    pub open: bool,
    /// The acts, oldest first.
    pub entries: Vec<EntryId>,
}

/// An act's further outcome, or an outcome's further criterion: listed, not drawn twice.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct FurtherLink {
    /// The node it would leave.
    pub from: String,
    /// The words of what it leads to.
    pub label: String,
    /// The act, where it is one act's.
    pub entry: Option<EntryId>,
}

/// A row of the table: an outcome, its acts by node of the left column, and what they were for.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct ThroughlineRow {
    /// The outcome's node.
    pub node: String,
    /// Acts for each node of the left column, in its order.
    pub acts: Vec<u32>,
    /// All of them.
    pub all: u32,
    /// What they were for: the target's node and how many acts reach it.
    pub targets: Vec<(String, u32)>,
}

/// The picture and the table behind it; also `throughline --json`.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Throughline {
    /// First day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from: Day,
    /// Last day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub to: Day,
    /// What stands on the right.
    pub toward: Toward,
    /// All acts of the period.
    pub acts: u32,
    /// Whether the left column holds families, there being too many acts for kinds.
    pub by_family: bool,
    /// Acts by family, in the order of the picker, those without a kind last.
    pub families: Vec<FamilyActs>,
    /// The left column, top to bottom.
    pub left: Vec<ActNode>,
    /// The middle column, top to bottom, the slots last.
    pub middle: Vec<OutcomeNode>,
    /// The right column, top to bottom.
    pub right: Vec<TargetNode>,
    /// Acts to outcomes, in the order to draw them.
    pub reach: Vec<Ribbon>,
    /// Outcomes to targets, in the order to draw them.
    pub serve: Vec<Ribbon>,
    /// What is listed and not drawn.
    pub further: Vec<FurtherLink>,
    /// The table: one row for each node of the middle column.
    pub rows: Vec<ThroughlineRow>,
}
