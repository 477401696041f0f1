//! The week: facts, questions, and the note it closes with.

use serde::{Deserialize, Serialize};

use super::{EntryChip, EntryLine, NeedView, UnitTotal};
use crate::id::{EntryId, OutcomeId};
use crate::kind::{Family, Kind};
use crate::outcome::record::Measurement;
use crate::outcome::{Grade, Status};
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
    /// The answer; blank is an answer. An entry stands in it as `[[id]]`, never as a copy.
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
    /// Earlier weeks closed together with this one, such as `2026-W46`; of those offered only.
    pub also: Vec<String>,
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
    /// The entry's kind; a bet is one whose entry is a bet.
    pub kind: Option<Kind>,
    /// The outcome's status; `expected` asks whether it came, any other for a new measurement.
    pub status: Option<Status>,
}

/// An answer to a due outcome.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct DueAnswer {
    /// `happened`, `partly` or `did-not`; `expected` is "not yet"; none leaves it as it is.
    #[serde(default)]
    pub status: Option<Status>,
    /// In how many days to ask again, each 30, 90, 180 or 365; empty for never.
    #[serde(default)]
    pub again: Vec<u32>,
    /// A new measurement, added to the metric's later ones.
    #[serde(default)]
    pub measured: Option<Measurement>,
}

/// An entry in the type-case.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Tile {
    /// Which entry.
    pub entry: EntryId,
    /// Its kind.
    pub kind: Option<Kind>,
    /// Solid when it has an outcome, dashed when not.
    pub mapped: bool,
}

/// A day of the type-case.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct DayTiles {
    /// The day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub day: Day,
    /// Its entries, in order.
    pub tiles: Vec<Tile>,
}

/// How many outcomes of a grade, this quarter and the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct GradeCount {
    /// The grade.
    pub grade: Grade,
    /// Outcomes of this quarter so far.
    pub now: u32,
    /// Outcomes of the quarter before.
    pub before: u32,
}

/// Evidence this quarter against last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct EvidenceFact {
    /// Such as `2026-Q4`.
    pub quarter: String,
    /// The quarter before.
    pub before: String,
    /// Counts for each grade, weakest first.
    pub grades: Vec<GradeCount>,
}

/// An unclosed week that closing may take along.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct EarlierWeek {
    /// Such as `2026-W46`.
    pub week: String,
    /// Its first day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from: Day,
    /// Its last day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub to: Day,
    /// Its entries, oldest first.
    pub entries: Vec<EntryLine>,
}

/// The loose ends to take now.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct LooseEnds {
    /// At most five, in the order to take them.
    pub take: Vec<EntryLine>,
    /// How many more there are, any time.
    pub more: u32,
}

/// A question in the question file.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct QuestionLine {
    /// Its key, such as `protect.noise`.
    pub key: String,
    /// Its heading: `always`, a family, or `closing`.
    pub group: String,
    /// The question.
    pub words: String,
}

/// The question file in use.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct QuestionFileView {
    /// Its text, TOML.
    pub text: String,
    /// Whether it is the user's own; otherwise the one the app comes with.
    pub own: bool,
    /// Its questions, in order.
    pub questions: Vec<QuestionLine>,
}

/// One week note within a month or quarter.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct RollUpWeek {
    /// Such as `2026-W47`.
    pub week: String,
    /// Whether it was closed; a blank is a blank.
    pub closed: bool,
    /// Its best line.
    pub best_line: String,
    /// What was to be raised.
    pub to_raise: String,
    /// Its intention.
    pub intention: String,
    /// The entries it marked.
    pub marked: Vec<EntryLine>,
    /// Its entries.
    pub entries: u32,
}

/// A month or quarter, rolled up from its week notes.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct RollUp {
    /// `2026-11` or `2026-Q4`.
    pub period: String,
    /// The period before it.
    pub before: String,
    /// The period after it.
    pub after: String,
    /// Its first day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from: Day,
    /// Its last day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub to: Day,
    /// Its weeks, oldest first: those whose Thursday is in it.
    pub weeks: Vec<RollUpWeek>,
    /// Entries.
    pub entries: u32,
    /// Entries with an outcome.
    pub mapped: u32,
    /// Entries by kind.
    pub by_kind: Vec<KindCount>,
    /// Entries by family; `usual` is none.
    pub by_family: Vec<FamilyCount>,
    /// Totals per unit, each outcome once.
    pub totals: Vec<UnitTotal>,
    /// Outcomes by grade, weakest first.
    pub grades: Vec<GradeCount>,
    /// The quarter's question; none for a month.
    pub question: Option<String>,
    /// Its kept answer.
    pub answer: String,
    /// When the answer was kept, RFC 3339.
    pub answered_at: Option<String>,
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
    /// The type-case: each day's entries, Monday first, weekend days only with entries.
    pub days: Vec<DayTiles>,
    /// Bets whose date has come; they are in `due` too.
    pub bets_due: Vec<Due>,
    /// Needs not yet answered, the oldest first.
    pub open_needs: Vec<NeedView>,
    /// Evidence this quarter against last.
    pub evidence: EvidenceFact,
    /// Unclosed weeks just before, oldest first, offered to be closed together with this one.
    pub earlier: Vec<EarlierWeek>,
    /// The week whose note this is, when it was closed together with a later one.
    pub closed_with: Option<String>,
    /// Entries that stand as chips in the note's answers.
    pub chips: Vec<EntryChip>,
    /// Whether a breakthrough was the second or more of its quarter: ask what recovery looks like.
    pub ask_recovery: bool,
}
