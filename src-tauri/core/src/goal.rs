//! Goals the user owns by name.

use serde::{Deserialize, Serialize};

use crate::id::GoalId;
use crate::time::Day;

/// How a goal ended, or that it has not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum GoalState {
    /// Still being worked towards.
    #[default]
    Active,
    /// Reached.
    Met,
    /// Given up.
    Dropped,
    /// Given to somebody else.
    HandedOver,
}

/// A goal's number: where it was, is and should be.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(default)]
pub struct Measure {
    /// What is measured.
    pub name: String,
    /// In which unit.
    pub unit: String,
    /// The value before.
    pub start: Option<f64>,
    /// The value now.
    pub now: Option<f64>,
    /// The value wanted.
    pub target: Option<f64>,
}

/// One half of the ownership test: an answer in words, and whether it is a yes.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(default)]
pub struct OwnershipAnswer {
    /// Yes, no, or not answered.
    pub holds: Option<bool>,
    /// The user's words.
    pub words: String,
}

/// What the ownership test says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Ownership {
    /// Both halves hold.
    UniquelyMine,
    /// Only the downside is the user's.
    OnlyCouldFail,
    /// Only the upside is the user's.
    OnlyCouldGoWell,
    /// Neither half holds.
    NotMine,
    /// Not answered yet.
    Open,
}

/// A goal.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Goal {
    /// Its id.
    pub id: GoalId,
    /// The goal in one sentence.
    pub statement: String,
    /// Could fail, and costs me.
    pub could_fail: OwnershipAnswer,
    /// Could go well, and is mine.
    pub could_go_well: OwnershipAnswer,
    /// Its number, where it has one.
    pub measure: Measure,
    /// When it starts to count.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub from: Option<Day>,
    /// When it should be reached.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub until: Option<Day>,
    /// Whether it has ended.
    pub state: GoalState,
    /// Counts up with every change.
    pub revision: u32,
}

impl Goal {
    /// The ownership test: both halves must hold.
    #[must_use]
    pub fn ownership(&self) -> Ownership {
        match (self.could_fail.holds, self.could_go_well.holds) {
            (Some(true), Some(true)) => Ownership::UniquelyMine,
            (Some(true), _) => Ownership::OnlyCouldFail,
            (_, Some(true)) => Ownership::OnlyCouldGoWell,
            (Some(false), Some(false)) => Ownership::NotMine,
            _ => Ownership::Open,
        }
    }
}

crate::figure::written::debug_by_length!(Measure { start, now, target } { name, unit });
crate::figure::written::debug_by_length!(OwnershipAnswer { holds } { words });
