//! Updates, needs and promises.

use serde::{Deserialize, Serialize};

use super::{EntryLine, FamilyCount, OutcomeLine, UnitTotal};
use crate::id::{EntryId, GoalId, NeedId, OutcomeId, PersonId, PromiseId, UpdateId};
use crate::kind::Kind;
use crate::time::Day;
use crate::update::{
    NeedAnswer, PromiseAnswered, SectionKind, UpdateEdit, UpdatePiece, UpdateSettings,
};

/// How far along an update is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum UpdateState {
    /// Being written.
    Draft,
    /// Sent; frozen.
    Sent,
    /// Left out, with a reason.
    Skipped,
}

/// An update in the list.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct UpdateLine {
    /// Its id.
    pub id: UpdateId,
    /// 1 for the first.
    pub number: u32,
    /// Its subject.
    pub subject: String,
    /// First day it speaks of.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from: Day,
    /// Last day it speaks of.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub until: Day,
    /// How far along it is.
    pub state: UpdateState,
    /// When it was sent or skipped, RFC 3339.
    pub at: Option<String>,
    /// Why it was skipped.
    pub reason: String,
}

/// The updates, and when the next one is due.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct UpdatesView {
    /// Newest first.
    pub updates: Vec<UpdateLine>,
    /// The draft being written, if there is one.
    pub draft: Option<UpdateId>,
    /// When the next one is due; none before the first. A skip counts as one.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub due_on: Option<Day>,
    /// How many in a row were sent or skipped with a reason.
    pub run: u32,
    /// How updates are written.
    pub settings: UpdateSettings,
}

/// A piece of an update with what it says now.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct PieceView {
    /// The piece.
    pub piece: UpdatePiece,
    /// Its sentence as the update prints it; the user's own words.
    pub text: String,
    /// The lines under it as the update prints them: labels, names, days, counts.
    pub notes: Vec<String>,
    /// The entry's kind.
    pub kind: Option<Kind>,
    /// The entry's day.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub day: Option<Day>,
    /// What it refers to is not there any more; it prints nothing.
    pub gone: bool,
    /// What it refers to is confidential; the update cannot be sent with it.
    pub confidential: bool,
}

/// A section of an update with what it says now.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct SectionView {
    /// Which.
    pub kind: SectionKind,
    /// Its heading as printed.
    pub heading: String,
    /// Whether it is in the update.
    pub on: bool,
    /// Its pieces, one for each of the edit's, in the same order.
    pub pieces: Vec<PieceView>,
}

/// An entry in the rail beside the page.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct RailEntry {
    /// The entry with its outcomes.
    pub line: EntryLine,
    /// Whether this update refers to it, or to an outcome of it.
    pub used: bool,
    /// The number of the last sent update that did.
    pub used_in: Option<u32>,
    /// Whether a week note marked it.
    pub marked: bool,
    /// Whether it may leave: nothing about it is confidential.
    pub may_leave: bool,
}

/// A week of the rail.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct RailWeek {
    /// Such as `2026-W47`.
    pub week: String,
    /// Its entries within the period, oldest first.
    pub entries: Vec<RailEntry>,
}

/// A goal as an update may quote it.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct GoalLine {
    /// Which.
    pub id: GoalId,
    /// Its statement.
    pub statement: String,
    /// What is measured.
    pub measure: String,
    /// In which unit.
    pub unit: String,
    /// The value now.
    pub now: Option<f64>,
    /// The value the last sent update gave.
    pub last: Option<f64>,
    /// The value wanted.
    pub target: Option<f64>,
    /// Whether both halves of the ownership test hold.
    pub mine: bool,
    /// Whether this update quotes it.
    pub used: bool,
}

/// A need.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct NeedView {
    /// Its id.
    pub id: NeedId,
    /// What is needed.
    pub text: String,
    /// From whom, where the journal knows them.
    pub person: Option<PersonId>,
    /// From whom.
    pub from: String,
    /// By when.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub by: Option<Day>,
    /// Whether that day has passed without an answer.
    pub overdue: bool,
    /// What happens otherwise.
    pub otherwise: String,
    /// First raised.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub since: Day,
    /// Days since then, until the answer where there is one.
    pub age_days: u32,
    /// How often it was raised: when it was written or in the first update sent with it, by word
    /// of mouth, and in each further update.
    pub raised: u32,
    /// The numbers of the sent updates that raised it.
    pub raised_in: Vec<u32>,
    /// The answer.
    pub answer: Option<NeedAnswer>,
    /// Granted or partly granted, and not yet said whether it became an outcome.
    pub ask_outcome: bool,
    /// The outcome it became.
    pub outcome: Option<OutcomeLine>,
    /// Counts up with every change.
    pub revision: u32,
}

/// The needs ledger.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct NeedsView {
    /// Unanswered, the oldest first.
    pub open: Vec<NeedView>,
    /// Answered, the last answered first.
    pub answered: Vec<NeedView>,
    /// The median of the days to an answer, withdrawn needs left out; none without answers.
    pub median_days: Option<f64>,
    /// How many answers that is from.
    pub answers: u32,
}

/// What an answered need became.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum NeedBecame {
    /// Nothing to keep.
    Nothing,
    /// An outcome that is there already.
    Outcome {
        /// Which.
        id: OutcomeId,
    },
    /// A new outcome: the need becomes an entry, and this came of it.
    Statement {
        /// One sentence.
        statement: String,
    },
}

/// An answer a promise had.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct PromiseStep {
    /// What became of it.
    pub what: PromiseAnswered,
    /// When that was said.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub on: Day,
    /// Moved to when.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub to: Option<Day>,
    /// Why.
    pub reason: String,
    /// The number of the update that says so; none before it is sent.
    pub number: Option<u32>,
}

/// A promise.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct PromiseView {
    /// Its id.
    pub id: PromiseId,
    /// The promise, as written.
    pub text: String,
    /// The number of the update that made it.
    pub made_in: u32,
    /// When.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub made_on: Day,
    /// What became of it; none while nothing was said.
    pub answer: Option<PromiseStep>,
    /// Every answer before that, oldest first.
    pub before: Vec<PromiseStep>,
    /// Whether it is still to be kept: nothing was said, or it was moved.
    pub open: bool,
}

/// What an update was sent as.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct SentUpdate {
    /// When, RFC 3339.
    pub at: String,
    /// The plain text that was sent.
    pub plain: String,
    /// Whether the same references would read otherwise today.
    pub changed: bool,
}

/// Everything on the composer's screen; also `update show --json`.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct UpdateView {
    /// Its id.
    pub id: UpdateId,
    /// 1 for the first.
    pub number: u32,
    /// The subject as sent.
    pub subject: String,
    /// How far along it is.
    pub state: UpdateState,
    /// What the user wrote and arranged.
    pub edit: UpdateEdit,
    /// The same sections with what they say now; once sent, what they said then.
    pub sections: Vec<SectionView>,
    /// The entries of the period, by week, newest week first.
    pub rail: Vec<RailWeek>,
    /// Totals per unit of the period, each outcome once.
    pub totals: Vec<UnitTotal>,
    /// Entries of the period by family.
    pub by_family: Vec<FamilyCount>,
    /// Promises of earlier updates this one answers.
    pub promises: Vec<PromiseView>,
    /// The lines of "next two weeks" that become promises once it is sent.
    pub promising: Vec<String>,
    /// Open needs.
    pub needs: Vec<NeedView>,
    /// Active goals.
    pub goals: Vec<GoalLine>,
    /// Words of the text as sent, headings included.
    pub words: u32,
    /// Seconds to read it.
    pub seconds: u32,
    /// Words to stay under.
    pub budget: u32,
    /// Words from which to warn.
    pub warn: u32,
    /// Codes of what keeps it from being sent: `empty`, `confidential`, `gone`.
    pub stops: Vec<String>,
    /// Codes of what to mind: `no-recipient`, `no-address`, `promise-open`, `over-budget`, `too-long`.
    pub cautions: Vec<String>,
    /// What it was sent as.
    pub sent: Option<SentUpdate>,
    /// Why it was skipped.
    pub skipped: Option<String>,
}

/// The forms an update leaves in.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct UpdateForms {
    /// The subject line.
    pub subject: String,
    /// Plain text.
    pub plain: String,
    /// Markdown.
    pub markdown: String,
    /// HTML, a fragment safe to paste.
    pub html: String,
    /// An address to open: `mailto:` with to, cc, subject, and the text where it is short enough.
    pub mailto: String,
    /// Whether the text fitted into `mailto`.
    pub mailto_whole: bool,
}

/// A line of "what changed since it was sent".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct ChangedLine {
    /// `same`, `then` (as sent) or `now`.
    pub side: String,
    /// The line.
    pub text: String,
}

/// Where to put something into an update.
#[derive(Clone, Serialize, Deserialize)]
pub struct PieceAt {
    /// Which section; it is switched on.
    pub section: SectionKind,
    /// At which place, from 0; at the end when left out.
    #[serde(default)]
    pub place: Option<u32>,
    /// What.
    pub piece: UpdatePiece,
}

/// An entry as a chip in a reflection.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct EntryChip {
    /// Which.
    pub id: EntryId,
    /// Its kind.
    pub kind: Option<Kind>,
    /// Its day.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub day: Option<Day>,
    /// Its sentence; blank when it is not there any more.
    pub text: String,
}
