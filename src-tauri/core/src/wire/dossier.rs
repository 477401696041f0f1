//! What stands in a packet beside its claims: voices, people who grew, projects; and how long it
//! may be.

use serde::{Deserialize, Serialize};

use crate::id::{EvidenceId, PersonId, ProjectId};
use crate::time::Day;

/// How a limit is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum CountedIn {
    /// What a reader sees as one character.
    #[default]
    Characters,
    /// What stands between blanks.
    Words,
}

/// How long a text may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Budget {
    /// The most that fits.
    pub limit: u32,
    /// How it is counted.
    #[serde(default)]
    pub unit: CountedIn,
}

/// How long a text is, as exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Count {
    /// Characters as a reader counts them, line ends included.
    pub characters: u32,
    /// Words.
    pub words: u32,
}

impl Count {
    /// Counts `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        ledgerline_packet::Length::of(text).into()
    }

    /// In one unit.
    #[must_use]
    pub const fn in_unit(self, unit: CountedIn) -> u32 {
        match unit {
            CountedIn::Characters => self.characters,
            CountedIn::Words => self.words,
        }
    }

    /// By how much it is over; 0 within the budget or without one.
    #[must_use]
    pub fn over(self, budget: Option<Budget>) -> u32 {
        budget.map_or(0, |budget| self.in_unit(budget.unit).saturating_sub(budget.limit))
    }
}

impl From<ledgerline_packet::Length> for Count {
    fn from(length: ledgerline_packet::Length) -> Self {
        let whole = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { characters: whole(length.characters), words: whole(length.words) }
    }
}

/// What the user decided about one section. Sections stand in the order of this list; what it does
/// not name follows.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(default)]
pub struct SectionPlan {
    /// Which section: `goal:ID`, `category:NAME`, `criterion:ID`, or `own:ANYTHING` for one of the
    /// user's own. Blank is the section of what belongs nowhere.
    pub key: String,
    /// The heading; blank takes the goal's, category's or criterion's own words.
    pub heading: String,
    /// A few words under the heading, Markdown.
    pub intro: String,
    /// How long it may be.
    pub budget: Option<Budget>,
}

/// What somebody said, chosen for a packet.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(default)]
pub struct VoicePick {
    /// Their words.
    pub quote: String,
    /// Who, where the journal knows them.
    pub person: Option<PersonId>,
    /// Who, in words; the person's name now where `person` is given and this is blank.
    pub speaker: String,
    /// When they said it.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub dated: Option<Day>,
    /// When they gave permission to be quoted. Without it, or consent on file, the quotation does
    /// not leave.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub permitted_on: Option<Day>,
    /// The evidence it was taken from.
    pub evidence: Option<EvidenceId>,
}

/// A voice of a packet, or one that could be.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct VoiceLine {
    /// What was said, by whom. Put it into `PacketEdit.voices` to include it.
    pub voice: VoicePick,
    /// The name that would be printed before any rule.
    pub speaker: String,
    /// The day permission was given, on the quotation or by consent on file.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub permitted_on: Option<Day>,
    /// Whether it may leave: there is permission.
    pub may_leave: bool,
    /// Whether it is in the packet.
    pub included: bool,
}

/// Somebody the user coached or sponsored within the packet's period.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct GrowthLine {
    /// Who. Put the id into `PacketEdit.grown` to include them.
    pub person: PersonId,
    /// Their name now.
    pub name: String,
    /// What they could not do, from the first such entry that says it.
    pub before: String,
    /// What they do now, from the last such entry that says it.
    pub now: String,
    /// What they went on to do.
    pub later_step: String,
    /// The user's own account of their part.
    pub my_part: String,
    /// Coaching and sponsorship entries that may leave.
    pub entries: u32,
    /// Whether they are in the packet.
    pub included: bool,
}

/// What has become of a project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum ProjectStatus {
    /// Somebody uses it.
    #[default]
    InUse,
    /// Kept for oneself.
    KeptForMe,
    /// Somebody else has it now.
    HandedOver,
    /// Stopped.
    Stopped,
}

impl ProjectStatus {
    /// In words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InUse => "in use",
            Self::KeptForMe => "kept for me",
            Self::HandedOver => "handed over",
            Self::Stopped => "stopped",
        }
    }
}

/// A project of the user's own time.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Project {
    /// Its id. Put it into `PacketEdit.projects` to include it.
    pub id: ProjectId,
    /// What it is called.
    pub name: String,
    /// Which problem it takes on.
    #[serde(default)]
    pub problem: String,
    /// What it proves.
    #[serde(default)]
    pub proves: String,
    /// Where it is; text, never fetched.
    #[serde(default)]
    pub link: String,
    /// What has become of it.
    #[serde(default)]
    pub status: ProjectStatus,
    /// Who uses it; blank is an answer.
    #[serde(default)]
    pub users: String,
    /// What it taught that changed a decision at work.
    #[serde(default)]
    pub taught: String,
    /// Counts up with every change.
    #[serde(default)]
    pub revision: u32,
}
