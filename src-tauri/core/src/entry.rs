//! An entry: one act, on one day.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::figure::Figure;
use crate::id::{EntryId, GoalId, PersonId};
use crate::kind::Kind;
use crate::time::Day;

/// Who may see an entry outside the journal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Sensitivity {
    /// May go into a packet or an update.
    #[default]
    Open,
    /// Never leaves the journal.
    Confidential,
}

/// Whether somebody asked for the act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Asked {
    /// Somebody asked for it.
    AskedFor,
    /// Nobody asked for it.
    Unasked,
}

/// A person or a goal, by id and by the name it has now.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PersonRef {
    /// Which person.
    pub id: PersonId,
    /// The name now.
    pub name: String,
}

/// A goal, by id and by the words it has now.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct GoalRef {
    /// Which goal.
    pub id: GoalId,
    /// The goal's statement now.
    pub name: String,
}

macro_rules! kind_fields {
    ($($(#[$doc:meta])* $kind:ident { $($field:ident),+ $(,)? }),+ $(,)?) => {
        /// The optional questions a kind asks, with the user's answers; empty where unanswered.
        #[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
        #[serde(tag = "kind", rename_all = "kebab-case")]
        pub enum KindFields {
            $($(#[$doc])* $kind { $(
                /// The user's answer.
                #[serde(default)] $field: String
            ),+ }),+
        }

        impl KindFields {
            /// The kind these answers belong to.
            #[must_use]
            pub const fn kind(&self) -> Kind {
                match self { $(Self::$kind { .. } => Kind::$kind),+ }
            }

            /// The questions of `kind`, unanswered.
            #[must_use]
            pub fn blank(kind: Kind) -> Self {
                match kind { $(Kind::$kind => Self::$kind { $($field: String::new()),+ }),+ }
            }

            /// Every question's name with its answer, in the order asked.
            #[must_use]
            pub fn answers(&self) -> Vec<(&'static str, &str)> {
                match self { $(Self::$kind { $($field),+ } => vec![$((stringify!($field), $field.as_str())),+]),+ }
            }
        }
    };
}

kind_fields! {
    /// Kept noise or demand off the team.
    Shielding { whose_demand, people_kept, forecast_by, forecast_on },
    /// Held the room while others worked.
    Steadying { happening, how_long },
    /// Removed a stop.
    Unblocking { stuck, since },
    /// Got terms.
    Negotiation { counterpart, asked, got, gave },
    /// Chose, and owned what was lost.
    TradeOff { options, chosen, given_up, disliked_by, revisit_on },
    /// One owner where there were two.
    Deconfliction { first_claim, second_claim, first_kept, second_kept },
    /// Someone can now do it without me.
    Coaching { who, could_not, can_now },
    /// Spent my standing on someone.
    Sponsorship { who, which_room, risked },
    /// Hired, kept or shaped the team.
    Teambuilding { seat_or_person, otherwise },
    /// Moved what the organisation aims at.
    Direction { from, to, decided_by },
    /// Did it unasked.
    Bet { belief, why_unasked, manager_said, risk, cap, kill_test },
    /// An all-in push that moved a date.
    Breakthrough { planned_for, landed_on, put_in },
}

/// One act, as the journal holds it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// The line exactly as typed.
    pub raw: String,
    /// The sentence, without tokens.
    pub text: String,
    /// Which sort of act; none is allowed.
    pub kind: Option<Kind>,
    /// The civil day it happened on.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub day: Day,
    /// The zone it was written in.
    pub zone: String,
    /// When it was written, with the writer's offset.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub captured_at: DateTime<FixedOffset>,
    /// Who was there.
    pub people: Vec<PersonRef>,
    /// The goal it serves.
    pub goal: Option<GoalRef>,
    /// Free words, lower case, sorted.
    pub tags: Vec<String>,
    /// A longer text, Markdown.
    pub body: String,
    /// Never leaves the journal.
    pub private_note: String,
    /// Who may see it.
    pub sensitivity: Sensitivity,
    /// Whether somebody asked for it.
    pub asked: Option<Asked>,
    /// A figure captured with the line and not yet part of an outcome.
    pub figure: Option<Figure>,
    /// When to ask what came of it.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub ask_on: Option<Day>,
    /// "No outcome, and that is fine."
    pub no_outcome: bool,
    /// The kind's own questions.
    pub fields: Option<KindFields>,
    /// Counts up with every change; a save names the one it edits.
    pub revision: u32,
}

impl std::fmt::Debug for Entry {
    /// Ids and lengths only: entries must not reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Entry({}, {} characters)", self.id, self.text.chars().count())
    }
}
