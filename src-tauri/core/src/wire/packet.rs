//! Packets: a selection of outcomes, arranged for a panel.

use serde::{Deserialize, Serialize};

use super::{Budget, Count, GrowthLine, OutcomeLine, SectionPlan, VoiceLine, VoicePick};
use crate::id::{EntryId, GoalId, LadderId, OutcomeId, PacketId, PersonId, ProjectId};
use crate::kind::Kind;
use crate::time::Day;

/// A packet in the list.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct PacketLine {
    /// Its id.
    pub id: PacketId,
    /// Its title.
    pub title: String,
    /// First day of its period.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub from: Option<Day>,
    /// Last day of its period.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub to: Option<Day>,
    /// Outcomes included.
    pub outcomes: u32,
    /// When it was last changed, RFC 3339.
    pub changed_at: String,
}

/// How a packet's sections come about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum Arrangement {
    /// One section a goal.
    #[default]
    ByGoal,
    /// One section a category.
    ByCategory,
    /// One list in the user's order.
    OneList,
    /// One section a criterion of the ladder.
    ByCriterion,
    /// Sections of the user's own.
    Own,
}

/// What the user writes about a packet.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(default)]
pub struct PacketEdit {
    /// The revision being edited.
    pub revision: u32,
    /// Its title.
    pub title: String,
    /// The writer's name, as the panel should read it.
    pub author: String,
    /// What the writer does now.
    pub role: String,
    /// The level held.
    pub level_now: String,
    /// The level asked for.
    pub level_target: String,
    /// Who will read it. Printed nowhere.
    pub audience: String,
    /// First day of its period.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub from: Option<Day>,
    /// Last day of its period.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub to: Option<Day>,
    /// How sections come about.
    pub arrangement: Arrangement,
    /// The user's summary.
    pub summary: String,
    /// Reasons against, which a panel would find anyway.
    pub against: String,
    /// The scope the user would take on next.
    pub next_scope: String,
    /// The ladder whose criteria the sections follow, arranged by criterion.
    pub ladder: Option<LadderId>,
    /// The order, headings and budgets of sections.
    pub outline: Vec<SectionPlan>,
    /// How long the whole may be.
    pub budget: Option<Budget>,
    /// Leave out how many outcomes there are and how many are documented.
    pub hide_counts: bool,
    /// What others said.
    pub voices: Vec<VoicePick>,
    /// Who grew, in the order to print them.
    pub grown: Vec<PersonId>,
    /// Projects for the appendix, in the order to print them.
    pub projects: Vec<ProjectId>,
    /// The key of the form profile it is written for; blank for none.
    pub profile: String,
}

/// An outcome in a packet.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct PacketItem {
    /// The outcome.
    pub outcome: OutcomeLine,
    /// The kind of its first entry.
    pub kind: Option<Kind>,
    /// Its first entry, where it can be mended.
    pub entry: Option<EntryId>,
    /// The section it stands in.
    pub section: String,
    /// False when an entry behind it is confidential, so that it cannot leave.
    pub may_leave: bool,
    /// Characters (graphemes) of its exported text.
    pub characters: u32,
}

/// A section of a packet.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct PacketSection {
    /// What it is called in [`SectionPlan`]; blank for what belongs nowhere.
    pub key: String,
    /// Its heading.
    pub heading: String,
    /// A few words under the heading.
    pub intro: String,
    /// Its outcomes, in order.
    pub items: Vec<PacketItem>,
    /// Characters (graphemes) of its exported text.
    pub characters: u32,
    /// How long its exported text is.
    pub count: Count,
    /// How long it may be.
    pub budget: Option<Budget>,
    /// By how much it is over.
    pub over: u32,
}

/// A packet opened.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct PacketView {
    /// Its id.
    pub id: PacketId,
    /// What the user wrote about it.
    pub edit: PacketEdit,
    /// Its sections, in order.
    pub sections: Vec<PacketSection>,
    /// Characters (graphemes) of the exported text.
    pub characters: u32,
    /// How long the exported text is.
    pub count: Count,
    /// By how much it is over its budget.
    pub over: u32,
    /// Its voices, and quotations among the evidence of its outcomes that could be.
    pub voices: Vec<VoiceLine>,
    /// People coached or sponsored in its period, and those chosen.
    pub growth: Vec<GrowthLine>,
    /// How many outcomes were left out because they are confidential.
    pub held_back: u32,
    /// The exported HTML's body, sanitised.
    pub preview: String,
}

/// Which outcomes to offer for a packet.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(default)]
pub struct CandidateFilter {
    /// On this day or later.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub from: Option<Day>,
    /// On this day or earlier.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub to: Option<Day>,
    /// Of this goal.
    pub goal: Option<GoalId>,
    /// Words to find.
    pub text: String,
}

/// An outcome that could go into a packet.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Candidate {
    /// The outcome.
    pub outcome: OutcomeLine,
    /// The kind of its first entry.
    pub kind: Option<Kind>,
    /// Its day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub day: Day,
    /// Its goal.
    pub goal: Option<String>,
    /// Whether it is in the packet already.
    pub included: bool,
    /// False when an entry behind it is confidential.
    pub may_leave: bool,
    /// Whether closing a week marked an entry behind it, for an update or a packet.
    pub marked: bool,
}

/// Where to put an outcome within a packet.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Placement {
    /// The outcome to move.
    pub outcome: OutcomeId,
    /// Its new place, 0 first: within `section` when one is named, else within the packet.
    pub place: u32,
    /// The key of the section to move it to; none leaves it in its section.
    #[serde(default)]
    pub section: Option<String>,
}

/// A format a packet can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum PacketFormat {
    /// Markdown.
    Markdown,
    /// One self-contained HTML file.
    Html,
    /// Plain text.
    Plain,
    /// Everything in it, for programs.
    Json,
    /// Its outcomes, for spreadsheets.
    Csv,
    /// A tagged PDF.
    Pdf,
    /// A Word document.
    Docx,
}

impl PacketFormat {
    /// How a file of this format ends.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Plain => "txt",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }
}
