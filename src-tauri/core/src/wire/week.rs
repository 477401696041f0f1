//! The week: facts, questions, and the note it closes with.

use serde::{Deserialize, Serialize};

use super::{EntryLine, UnitTotal};
use crate::id::{EntryId, OutcomeId};
use crate::kind::{Family, Kind};
use crate::time::Day;

/// How many entries of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct KindCount {
    /// The kind; none for entries without one.
    pub kind: Option<Kind>,
    /// How many.
    pub entries: u32,
}

/// How many entries of a family, against the usual.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct FamilyCount {
    /// The family.
    pub family: Family,
    /// How many this week.
    pub entries: u32,
    /// The mean of the twelve weeks before; none under four weeks of data.
    pub usual: Option<f64>,
}

/// A question of the week, with the answer so far.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Reflection {
    /// The question's key in the question file.
    pub question: String,
    /// The question as asked.
    pub words: String,
    /// The answer; blank is an answer.
    pub answer: String,
    /// Whether it may be left out.
    pub optional: bool,
}

/// The private lane. No export can reach it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(default)]
pub struct PrivateLane {
    /// What the user doubts.
    pub doubt: String,
    /// −2 drained to 2 full; none when not said.
    pub energy: Option<i8>,
    /// Pride in others' independence.
    pub pride: String,
}

/// How a week was closed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(default)]
pub struct WeekClose {
    /// The line worth keeping.
    pub best_line: String,
    /// What to raise.
    pub to_raise: String,
    /// One intention for next week.
    pub intention: String,
    /// Up to three entries marked for an update or a packet.
    pub marked: Vec<EntryId>,
    /// The answers, in the order asked.
    pub reflections: Vec<Reflection>,
    /// The private lane.
    pub lane: PrivateLane,
}

/// A closed week.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct WeekNote {
    /// When it was closed, RFC 3339.
    pub closed_at: String,
    /// What it was closed with.
    pub close: WeekClose,
}

/// An expected outcome whose date has come.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Due {
    /// The outcome, or none for an entry that asked to be asked.
    pub outcome: Option<OutcomeId>,
    /// The entry it belongs to.
    pub entry: EntryId,
    /// Its words.
    pub text: String,
    /// When it asked to be looked at.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub on: Day,
}

/// A week of the rhythm: closed, blank, or now.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct RhythmWeek {
    /// Such as `2026-W47`.
    pub week: String,
    /// Whether it was closed.
    pub closed: bool,
}

/// Everything on the week's screen; also `week --json`.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct WeekView {
    /// Such as `2026-W47`.
    pub week: String,
    /// Its first day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from: Day,
    /// Its last day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub to: Day,
    /// Its entries, oldest first.
    pub entries: Vec<EntryLine>,
    /// Entries by kind, in the order of the picker.
    pub by_kind: Vec<KindCount>,
    /// Entries by family, in the order of the picker.
    pub by_family: Vec<FamilyCount>,
    /// Totals per unit, each outcome once.
    pub totals: Vec<UnitTotal>,
    /// How many entries are mapped.
    pub mapped: u32,
    /// Loose ends of the whole journal, in the order to take them, at most five.
    pub loose: Vec<EntryLine>,
    /// How many loose ends there are besides.
    pub more_loose: u32,
    /// Outcomes and entries whose date has come.
    pub due: Vec<Due>,
    /// People in the week's entries whom no outcome credits yet.
    pub not_credited: Vec<String>,
    /// Last week's intention.
    pub intention: Option<String>,
    /// The last twelve weeks, oldest first, this one last.
    pub rhythm: Vec<RhythmWeek>,
    /// The questions to ask, with draft or final answers.
    pub questions: Vec<Reflection>,
    /// The note, when closed.
    pub note: Option<WeekNote>,
    /// Whether the week can be closed now.
    pub can_close: bool,
}
