//! An update as the user arranges it: sections of the user's own sentences and of references.

use serde::{Deserialize, Serialize};

use crate::id::{EntryId, GoalId, NeedId, OutcomeId, PersonId};
use crate::time::Day;

/// The sections an update may have, in the order they are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// What it comes down to.
    BottomLine,
    /// Goals the user owns: now, last, target.
    Goals,
    /// What changed because of the team.
    Changed,
    /// What the user did behind it.
    Behind,
    /// What the last update promised, and what became of it.
    Promised,
    /// What the user needs, from whom, by when.
    Needs,
    /// Risks.
    Risks,
    /// The next two weeks. Each line of it is a promise once the update is sent.
    Next,
}

impl SectionKind {
    /// Every section, in the order offered.
    pub const ALL: [Self; 8] = [
        Self::BottomLine,
        Self::Goals,
        Self::Changed,
        Self::Behind,
        Self::Promised,
        Self::Needs,
        Self::Risks,
        Self::Next,
    ];

    /// The word used on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::BottomLine => "bottom-line",
            Self::Goals => "goals",
            Self::Changed => "changed",
            Self::Behind => "behind",
            Self::Promised => "promised",
            Self::Needs => "needs",
            Self::Risks => "risks",
            Self::Next => "next",
        }
    }

    /// The section of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Who an update goes to.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(default)]
pub struct Recipient {
    /// Who, where the journal knows them.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: String,
    /// Their address; may be blank.
    pub email: String,
}

/// One thing in a section.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum UpdatePiece {
    /// The user's own words. A line that begins with `- ` is an item of a list.
    Text {
        /// As typed.
        text: String,
    },
    /// An entry: its sentence, or the user's words for this update.
    Entry {
        /// Which.
        id: EntryId,
        /// Other words of the user's for it.
        #[serde(default)]
        words: Option<String>,
    },
    /// An outcome: its sentence with its figure, or the user's words for this update.
    Outcome {
        /// Which.
        id: OutcomeId,
        /// Other words of the user's for it.
        #[serde(default)]
        words: Option<String>,
    },
    /// A goal with now, last and target.
    Goal {
        /// Which.
        id: GoalId,
    },
    /// A need with from whom, by when, what happens otherwise, how often raised, how old.
    Need {
        /// Which.
        id: NeedId,
    },
}

/// One section of an update.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct UpdateSection {
    /// Which.
    pub kind: SectionKind,
    /// The user's own heading; blank takes the usual one.
    #[serde(default)]
    pub heading: String,
    /// Whether it is in the update. What it holds is kept while it is not.
    pub on: bool,
    /// What it holds, in order. Promises of earlier updates stand in `promised` by themselves.
    #[serde(default)]
    pub pieces: Vec<UpdatePiece>,
}

/// What the user writes about an update.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct UpdateEdit {
    /// The subject line; blank takes "Update n".
    #[serde(default)]
    pub subject: String,
    /// To whom.
    #[serde(default)]
    pub to: Vec<Recipient>,
    /// With a copy to.
    #[serde(default)]
    pub cc: Vec<Recipient>,
    /// First day it speaks of.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from: Day,
    /// Last day it speaks of.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub until: Day,
    /// Its sections, in order.
    pub sections: Vec<UpdateSection>,
    /// The revision being edited.
    #[serde(default)]
    pub revision: u32,
}

/// How a need was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum NeedAnswered {
    /// Given.
    Granted,
    /// Some of it given.
    Partly,
    /// Refused.
    Declined,
    /// No longer needed.
    Withdrawn,
}

/// An answer to a need.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NeedAnswer {
    /// How.
    pub how: NeedAnswered,
    /// In the user's words; may be blank.
    #[serde(default)]
    pub words: String,
    /// When; today when left out.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub on: Option<Day>,
}

/// What the user writes about a need.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(default)]
pub struct NeedEdit {
    /// What is needed, one sentence.
    pub text: String,
    /// From whom, where the journal knows them.
    pub person: Option<PersonId>,
    /// From whom, by name; the person's own name wins.
    pub from: String,
    /// By when.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub by: Option<Day>,
    /// What happens otherwise.
    pub otherwise: String,
    /// First raised on; today when left out.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub since: Option<Day>,
    /// The revision being edited.
    pub revision: u32,
}

/// What became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum PromiseAnswered {
    /// Done.
    Kept,
    /// To come later; asked again in the next update.
    Moved,
    /// Given up, with a reason.
    Dropped,
}

impl PromiseAnswered {
    /// Whether nothing more is to be said about the promise.
    #[must_use]
    pub const fn settles(self) -> bool {
        !matches!(self, Self::Moved)
    }
}

/// An answer to a promise.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct PromiseAnswer {
    /// What became of it.
    pub what: PromiseAnswered,
    /// Moved to when.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub to: Option<Day>,
    /// Why; a dropped promise needs it.
    #[serde(default)]
    pub reason: String,
}

/// How updates are written.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(default)]
pub struct UpdateSettings {
    /// Weeks from one update to the next, 1 to 12.
    pub every_weeks: u32,
    /// Words to stay under.
    pub budget: u32,
    /// Words from which the page warns.
    pub warn: u32,
    /// The sections of a new update, in order.
    pub sections: Vec<SectionKind>,
    /// The user's own address, for the message's sender; may be blank.
    pub email: String,
}

impl Default for UpdateSettings {
    fn default() -> Self {
        Self {
            every_weeks: 2,
            budget: 250,
            warn: 400,
            sections: SectionKind::ALL.to_vec(),
            email: String::new(),
        }
    }
}

/// An update as it was sent: it never changes afterwards.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Sent {
    /// The subject line.
    pub subject: String,
    /// What it said, with the origin of every word.
    pub page: super::page::Page,
    /// The plain text.
    pub plain: String,
    /// The Markdown.
    pub markdown: String,
    /// The HTML fragment.
    pub html: String,
    /// The mail message.
    pub eml: String,
    /// The values its goals had.
    pub goals: Vec<(GoalId, f64)>,
}
