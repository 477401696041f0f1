//! The timeline, an entry with what came of it, people and goals in lists.

use serde::{Deserialize, Serialize};

use crate::capture::Reading;
use crate::entry::{Asked, Entry, KindFields, Sensitivity};
use crate::figure::{Category, Figure, Net};
use crate::goal::{Goal, Ownership};
use crate::id::{EntryId, FilterId, GoalId, OutcomeId, PersonId};
use crate::kind::{Family, Kind};
use crate::outcome::record::Outcome;
use crate::outcome::{Grade, Status};
use crate::person::Person;
use crate::time::Day;

/// One filter of the timeline, drawn as a chip. Chips of one field are alternatives; different
/// fields all have to hold.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(tag = "field", content = "value", rename_all = "kebab-case")]
pub enum Chip {
    /// Entries of this kind.
    Kind(Kind),
    /// Entries of this family.
    Family(Family),
    /// Entries that serve this goal.
    Goal(GoalId),
    /// Entries with this person.
    Person(PersonId),
    /// Entries with this tag.
    Tag(String),
    /// Entries with an outcome of this category.
    Category(Category),
    /// Entries whose best evidence is at least this grade.
    Grade(Grade),
    /// Entries with an outcome of this status.
    Status(Status),
    /// On this day or later.
    Since(#[cfg_attr(feature = "bindings", ts(type = "string"))] Day),
    /// On this day or earlier.
    Until(#[cfg_attr(feature = "bindings", ts(type = "string"))] Day),
    /// Loose ends only.
    Loose,
    /// Confidential entries only.
    Confidential,
}

/// What the timeline shows.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(default)]
pub struct Query {
    /// Words to find; the last may be unfinished.
    pub text: String,
    /// Filters.
    pub chips: Vec<Chip>,
    /// Oldest first instead of newest first.
    pub oldest_first: bool,
}

/// A piece of a text, hit by the search or not.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether the search found it.
    pub hit: bool,
}

/// An outcome in a list.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct OutcomeLine {
    /// Its id.
    pub id: OutcomeId,
    /// Its statement.
    pub statement: String,
    /// The statement, with what the search hit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<Piece>,
    /// Its category.
    pub category: Option<Category>,
    /// Its gross figure.
    pub figure: Option<Figure>,
    /// Its best evidence.
    pub grade: Grade,
    /// Whether it has come.
    pub status: Status,
}

/// An entry in a list; also one element of `list --json` and `search --json`.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct EntryLine {
    /// Its id.
    pub id: EntryId,
    /// Its day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub day: Day,
    /// When it was written, RFC 3339 with the writer's offset.
    pub captured_at: String,
    /// Its kind.
    pub kind: Option<Kind>,
    /// The sentence.
    pub text: String,
    /// The sentence, with what the search hit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<Piece>,
    /// Names of people.
    pub people: Vec<String>,
    /// The goal's statement.
    pub goal: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Whether it is a loose end.
    pub loose: bool,
    /// "No outcome, and that is fine."
    pub no_outcome: bool,
    /// Who may see it.
    pub sensitivity: Sensitivity,
    /// What came of it.
    pub outcomes: Vec<OutcomeLine>,
}

/// A week's totals, above its rows.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct WeekOpener {
    /// Such as `2026-W47`.
    pub week: String,
    /// Its Monday.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from: Day,
    /// Its Sunday.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub to: Day,
    /// How many entries.
    pub entries: u32,
    /// How many of them are mapped.
    pub mapped: u32,
    /// Totals per unit, each outcome once.
    pub totals: Vec<UnitTotal>,
}

/// A sum within one unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct UnitTotal {
    /// The unit's word.
    pub unit: String,
    /// Sum of the lows.
    pub low: f64,
    /// Sum of the likelies.
    pub likely: f64,
    /// Sum of the highs.
    pub high: f64,
    /// How many outcomes are in it.
    pub outcomes: u32,
}

/// A page of the timeline.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct TimelinePage {
    /// The rows, in order.
    pub rows: Vec<EntryLine>,
    /// The weeks that the rows of this page fall in.
    pub weeks: Vec<WeekOpener>,
    /// Pass back for the next page; none at the end.
    pub next: Option<String>,
    /// How many entries match.
    pub matching: u32,
    /// How many entries there are.
    pub all: u32,
}

/// One week of the year strip.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct StripWeek {
    /// Such as `2026-W47`.
    pub week: String,
    /// Its Monday.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from: Day,
    /// All entries.
    pub all: u32,
    /// Matching entries by family, in the order of the picker; the fifth has no kind.
    pub matching: [u32; 5],
}

/// A saved filter.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct SavedFilter {
    /// Its id.
    pub id: FilterId,
    /// Its name.
    pub name: String,
    /// What it shows.
    pub query: Query,
}

/// One earlier state of an entry.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Revision {
    /// 0 is the original.
    pub number: u32,
    /// When it was replaced, RFC 3339.
    pub until: String,
    /// The sentence then.
    pub text: String,
}

/// An outcome with everything that follows from it.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct OutcomeView {
    /// The outcome.
    pub outcome: Outcome,
    /// Its best evidence.
    pub grade: Grade,
    /// Its net figure with the steps, where it can be worked out.
    pub net: Option<Net>,
    /// The gross figure's steps.
    pub steps: Vec<String>,
    /// "Reads as": the user's wording, or the template filled with the user's words.
    pub reads_as: String,
    /// What the double-count guard asks about: the other outcome and the reason's code.
    pub count_once: Vec<CountOnce>,
    /// Codes of what to mind: `shares-over-100`, `credit-others-first`, …
    pub cautions: Vec<String>,
}

/// The double-count guard's question.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct CountOnce {
    /// The other outcome.
    pub outcome: OutcomeId,
    /// Its statement.
    pub statement: String,
    /// `same-metric`, `shared-evidence`.
    pub reason: String,
}

/// An entry opened.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct EntryView {
    /// The entry.
    pub entry: Entry,
    /// What came of it.
    pub outcomes: Vec<OutcomeView>,
    /// Earlier states, oldest first.
    pub revisions: Vec<Revision>,
    /// Whether it is a loose end.
    pub loose: bool,
    /// The entry before it in the timeline.
    pub previous: Option<EntryId>,
    /// The entry after it.
    pub next: Option<EntryId>,
    /// Packets that hold one of its outcomes.
    pub packets: Vec<String>,
}

/// Changes to an entry. Absent fields stay; `null` clears.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(default)]
pub struct EntryEdit {
    /// The revision being edited.
    pub revision: u32,
    /// The sentence.
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub text: Option<String>,
    /// Its kind.
    #[serde(deserialize_with = "present")]
    #[cfg_attr(feature = "bindings", ts(optional = nullable, as = "Option<Kind>"))]
    pub kind: Option<Option<Kind>>,
    /// Its day.
    #[cfg_attr(feature = "bindings", ts(optional, type = "string"))]
    pub day: Option<Day>,
    /// All its people, by name; unknown names become people.
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub people: Option<Vec<String>>,
    /// Its goal, by statement; an unknown one becomes a goal.
    #[serde(deserialize_with = "present")]
    #[cfg_attr(feature = "bindings", ts(optional, type = "string | null"))]
    pub goal: Option<Option<String>>,
    /// All its tags.
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub tags: Option<Vec<String>>,
    /// The longer text.
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub body: Option<String>,
    /// The private note.
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub private_note: Option<String>,
    /// Who may see it.
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub sensitivity: Option<Sensitivity>,
    /// Whether somebody asked for it.
    #[serde(deserialize_with = "present")]
    #[cfg_attr(feature = "bindings", ts(optional = nullable, as = "Option<Asked>"))]
    pub asked: Option<Option<Asked>>,
    /// "No outcome, and that is fine."
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub no_outcome: Option<bool>,
    /// When to ask what came of it.
    #[serde(deserialize_with = "present")]
    #[cfg_attr(feature = "bindings", ts(optional, type = "string | null"))]
    pub ask_on: Option<Option<Day>>,
    /// The kind's own questions.
    #[serde(deserialize_with = "present")]
    #[cfg_attr(feature = "bindings", ts(optional = nullable, as = "Option<KindFields>"))]
    pub fields: Option<Option<KindFields>>,
}

/// Tells an absent field from one that is `null`.
fn present<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::<T>::deserialize(deserializer).map(Some)
}

/// What a captured line became.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Captured {
    /// The entry's id.
    pub id: EntryId,
    /// True when it was sealed for the next unlock.
    pub sealed: bool,
}

/// A draft as kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Draft {
    /// Which field of which screen, such as `capture` or `entry/<id>/body`.
    pub surface: String,
    /// The text as typed.
    pub raw: String,
    /// Where the caret was, UTF-16 code units.
    pub caret: u32,
}

/// A name to offer under the caret.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Suggestion {
    /// The word to insert, without the sigil.
    pub insert: String,
    /// What to show.
    pub label: String,
    /// The kind, in the kind list.
    pub kind: Option<Kind>,
}

/// A line as read while typing.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct LineRead {
    /// How the line was read.
    pub reading: Reading,
    /// What fits the token under the caret, best first, at most five (twelve kinds).
    pub suggestions: Vec<Suggestion>,
    /// Where that token starts and ends, UTF-16 code units.
    pub token: Option<(u32, u32)>,
}

/// A person in the list.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct PersonView {
    /// The person.
    pub person: Person,
    /// Entries with them.
    pub entries: u32,
    /// Outcomes that credit them.
    pub credited: u32,
    /// The last entry with them.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub last_entry: Option<Day>,
    /// Entries in each of the last 52 weeks, oldest first.
    pub weeks: Vec<u32>,
    /// People whose names are close: "did you mean".
    pub close: Vec<PersonId>,
}

/// A goal in the list.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct GoalView {
    /// The goal.
    pub goal: Goal,
    /// The ownership test.
    pub ownership: Ownership,
    /// Entries that serve it.
    pub entries: u32,
    /// Outcomes of those entries.
    pub outcomes: u32,
    /// Entries by family, in the order of the picker; the fifth has no kind.
    pub by_family: [u32; 5],
    /// The best evidence among those outcomes.
    pub grade: Grade,
}

/// A tag in the list.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct TagView {
    /// The tag.
    pub tag: String,
    /// Entries with it.
    pub entries: u32,
    /// Tags that are close: "did you mean".
    pub close: Vec<String>,
}

/// Something in the 30-day bin.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Trashed {
    /// `entry`, `outcome`, `person`, `goal`, `packet`, `updates`, `need`.
    pub what: String,
    /// Its id.
    pub id: String,
    /// The words to know it by.
    pub text: String,
    /// When it was deleted, RFC 3339.
    pub deleted_at: String,
    /// How many days it stays.
    pub days_left: u32,
}

/// What an undo or redo did, or would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// An entry was written.
    AddEntry,
    /// An entry was changed.
    EditEntry,
    /// An entry's kind was changed.
    ChangeKind,
    /// An entry went to the bin.
    DeleteEntry,
    /// An outcome was written.
    AddOutcome,
    /// An outcome was changed.
    EditOutcome,
    /// An outcome went to the bin.
    DeleteOutcome,
    /// An entry was mapped to an outcome.
    MapEntry,
    /// An entry was unmapped.
    UnmapEntry,
    /// A person was written.
    AddPerson,
    /// A person was changed.
    EditPerson,
    /// A person went to the bin.
    DeletePerson,
    /// Two people became one.
    MergePeople,
    /// A goal was written.
    AddGoal,
    /// A goal was changed.
    EditGoal,
    /// A goal went to the bin.
    DeleteGoal,
    /// A tag was renamed or merged.
    RenameTag,
    /// A packet was written.
    AddPacket,
    /// A packet was changed.
    EditPacket,
    /// A packet went to the bin.
    DeletePacket,
    /// A project was written, changed or removed.
    EditProject,
    /// A week was closed.
    CloseWeek,
    /// A week was opened again.
    ReopenWeek,
    /// Entries were imported.
    Import,
    /// Something came back from the bin.
    Restore,
    /// A filter was saved or removed.
    EditFilter,
    /// A due outcome was answered.
    AnswerOutcome,
    /// A loose end was put off until next week.
    PutOff,
    /// A quarter's question was answered.
    AnswerQuarter,
    /// An update was begun.
    AddUpdate,
    /// An update was changed.
    EditUpdate,
    /// An update went to the bin.
    DeleteUpdate,
    /// An update was marked as sent.
    SendUpdate,
    /// An update was skipped.
    SkipUpdate,
    /// A need was written.
    AddNeed,
    /// A need was changed or raised.
    EditNeed,
    /// A need was answered, or opened again.
    AnswerNeed,
    /// A need went to the bin.
    DeleteNeed,
    /// A promise was answered.
    AnswerPromise,
    /// A ladder came in.
    AddLadder,
    /// A ladder was changed.
    EditLadder,
    /// A ladder went to the bin.
    DeleteLadder,
    /// Something was linked to a criterion, or unlinked.
    LinkCriterion,
}

/// What can be undone and done again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct UndoState {
    /// What Undo would take back.
    pub undo: Option<Deed>,
    /// What Redo would do again.
    pub redo: Option<Deed>,
}

/// One hit of the command palette among entries, people, goals and tags.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct PaletteHit {
    /// `entry`, `person`, `goal`, `tag`, `packet`.
    pub what: String,
    /// Its id, or the tag itself.
    pub id: String,
    /// What to show.
    pub text: String,
    /// The kind, for an entry.
    pub kind: Option<Kind>,
    /// The day, for an entry.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub day: Option<Day>,
}

/// The numbers beside the index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Counts {
    /// Entries.
    pub entries: u32,
    /// Loose ends.
    pub loose: u32,
    /// Active goals.
    pub goals: u32,
    /// People.
    pub people: u32,
    /// Packets.
    pub packets: u32,
    /// Things in the bin.
    pub trash: u32,
    /// Drafts kept.
    pub drafts: u32,
    /// No active goal passes the ownership test although there are goals.
    pub no_goal_is_mine: bool,
}
