//! A packet as its readers will take it: wording marks, the rehearsal, what is still weak, and what
//! changed since it was sent.

use serde::{Deserialize, Serialize};

use super::{Budget, Count, Piece, Unresolved};
use crate::id::{CopyId, OutcomeId, PacketId};

/// A place in a text where a rule of the wording coach has a question.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct CoachMark {
    /// The rule's name.
    pub rule: String,
    /// First UTF-16 code unit.
    pub from: u32,
    /// One past the last UTF-16 code unit.
    pub to: u32,
    /// What was marked.
    pub words: String,
    /// Why a reader stumbles there.
    pub why: String,
    /// What to ask oneself. Never a sentence to use instead.
    pub ask: String,
}

/// A text of a packet with its marks.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct CoachedText {
    /// Where it stands: a heading of the packet.
    pub heading: String,
    /// The outcome it is the claim of.
    pub outcome: Option<OutcomeId>,
    /// The text as exported.
    pub text: String,
    /// The marks, in order.
    pub marks: Vec<CoachMark>,
}

/// The coach's rule file.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct CoachRules {
    /// The file, TOML.
    pub text: String,
    /// Whether the user has changed it.
    pub own: bool,
}

/// A doubt a panel would raise about a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum DoubtKind {
    /// Who else worked on it?
    WhoElse,
    /// Would it have come anyway?
    Anyway,
    /// Says who?
    SaysWho,
    /// How sure is the number?
    HowSure,
    /// Did it last?
    DoesItLast,
    /// Is it counted elsewhere too?
    CountedTwice,
    /// Was it written at the time?
    WrittenLater,
    /// Has it happened?
    HasItHappened,
}

/// A doubt, and what in the record answers it.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct ClaimDoubt {
    /// Which doubt.
    pub kind: DoubtKind,
    /// What the record says to it, in the user's own words and figures; empty when nothing does.
    pub answers: Vec<String>,
}

/// A claim with the doubts it raises, the unanswered first.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct ClaimDoubts {
    /// The outcome.
    pub outcome: OutcomeId,
    /// The sentence as exported.
    pub sentence: String,
    /// The doubts.
    pub doubts: Vec<ClaimDoubt>,
    /// How many nothing in the record answers.
    pub unanswered: u32,
}

/// A packet read the way a busy panel reads it.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Rehearsal {
    /// How long the first read takes, seconds.
    pub seconds: u32,
    /// Words read in that time.
    pub words: u32,
    /// What is read in it, in the exported order, cut at the last whole word.
    pub first: String,
    /// Words that are not reached.
    pub left: u32,
    /// Claims whose sentence is wholly within it.
    pub claims_reached: u32,
    /// Claims in all.
    pub claims: u32,
    /// Headings within it.
    pub headings: Vec<String>,
    /// The doubts, claim by claim in the exported order.
    pub doubts: Vec<ClaimDoubts>,
}

/// A text that is longer than it may be.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct OverLimit {
    /// `packet`, `section` or `field`.
    pub what: String,
    /// Its heading or label.
    pub name: String,
    /// How long it is.
    pub count: Count,
    /// How long it may be.
    pub budget: Budget,
    /// By how much it is over.
    pub over: u32,
}

/// Why a claim is weak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum Weakness {
    /// Nothing but the user's word supports it.
    OnlyMyWord,
    /// Nothing says what would have happened otherwise.
    NoCounterfactual,
    /// Nobody else is credited, and the user has not said there is nobody.
    NobodyCredited,
    /// No figure and no decision that moved.
    NoFigure,
    /// It has not happened.
    NotHappened,
    /// It may be counted twice with another claim of the packet.
    CountedTwice,
}

/// A claim that a panel would set aside.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct WeakClaim {
    /// The outcome.
    pub outcome: OutcomeId,
    /// Its sentence as exported.
    pub sentence: String,
    /// Why.
    pub why: Vec<Weakness>,
}

/// Something a packet should hold and does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// No claim that may leave.
    Claims,
    /// The summary.
    Summary,
    /// Reasons against.
    Against,
}

/// Everything to look at before a packet leaves.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct PacketCheck {
    /// The packet.
    pub id: PacketId,
    /// What blocks the export until the user has answered.
    pub unresolved: Vec<Unresolved>,
    /// What is longer than it may be; this warns and does not block.
    pub over_limit: Vec<OverLimit>,
    /// Claims a panel would set aside.
    pub weak_claims: Vec<WeakClaim>,
    /// What is not written yet.
    pub missing: Vec<Missing>,
    /// Outcomes kept back because something behind them is confidential.
    pub held_back: u32,
    /// Quotations kept back because nobody gave permission.
    pub unpermitted: u32,
}

/// What an export hid.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(default)]
pub struct Manifest {
    /// What was replaced, by what, in how many places.
    pub replaced: Vec<Hidden>,
    /// Outcomes kept back because something behind them is confidential.
    pub held_back: u32,
    /// Quotations kept back because nobody gave permission.
    pub unpermitted: u32,
}

/// A word or name that an export hid.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(default)]
pub struct Hidden {
    /// What stands in the journal.
    pub before: String,
    /// What the file says.
    pub after: String,
    /// In how many places.
    pub places: u32,
}

/// A frozen copy of what was sent, in a list.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct SentCopy {
    /// Its id.
    pub id: CopyId,
    /// When it was written, RFC 3339.
    pub at: String,
    /// In which format.
    pub format: String,
    /// Bytes.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub bytes: u64,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    /// What it hid.
    pub manifest: Manifest,
}

/// How a line of a text changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum LineChange {
    /// As it was.
    Same,
    /// Was there, and is not any more.
    Gone,
    /// Is new.
    New,
}

/// A line of what changed. A changed line is one `gone` and one `new`, with the changed words hit.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct DiffLine {
    /// What happened to it.
    pub change: LineChange,
    /// Its words; `hit` where they differ.
    pub pieces: Vec<Piece>,
}

/// What changed in a packet since a copy of it was sent.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct PacketChanges {
    /// The copy it is compared with; none when nothing was sent yet.
    pub since: Option<SentCopy>,
    /// Whether anything changed.
    pub changed: bool,
    /// Lines, with up to two unchanged ones around each change; a blank list when nothing did.
    pub lines: Vec<DiffLine>,
}
