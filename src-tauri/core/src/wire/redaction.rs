//! What must stay out of a packet: the rules, what they replace, and what still needs an answer.

use serde::{Deserialize, Serialize};

use super::Piece;
use crate::id::{OutcomeId, PersonId};
use crate::time::Day;

/// What happens to something that is named in a packet.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(tag = "how", rename_all = "kebab-case")]
pub enum Treatment {
    /// It stays as written.
    Keep,
    /// The same words stand for it everywhere.
    Describe {
        /// Those words.
        text: String,
    },
    /// A number becomes the band it falls into, such as `250k to 500k`.
    Band,
    /// A number keeps two significant figures.
    Round,
    /// Nothing stands for it but a mark that something was there.
    Remove,
}

/// What a rule is about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Subject {
    /// A person, under every part of their name.
    Person {
        /// Who.
        person: PersonId,
    },
    /// A customer, a product, a file's name or any other words.
    Term {
        /// The words.
        term: String,
    },
    /// The figure of an outcome, with the numbers it was reached by.
    Figure {
        /// The outcome.
        outcome: OutcomeId,
    },
}

/// One rule of one packet.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct PacketRule {
    /// What it is about.
    pub subject: Subject,
    /// What happens to it.
    pub treatment: Treatment,
}

/// Why something is treated as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The user chose it for this packet.
    Chosen,
    /// The person agreed to be named.
    Consent,
    /// The person did not agree to be named, so their office stands for them.
    Refusal,
    /// The packet is theirs.
    Author,
}

/// Where in a packet something stands. Both numbers are blank in the summary, the reasons against
/// and the other words about the whole packet.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Spot {
    /// The section, 0 first.
    pub section: Option<u32>,
    /// The claim within the section, 0 first.
    pub claim: Option<u32>,
    /// Which field, such as `sentence`, `steps`, `evidence`, `summary`.
    pub field: String,
    /// The words around it as they stand in the journal, with the thing itself marked. For the
    /// window only: it goes into no file.
    pub words: Vec<Piece>,
}

/// What a rule does, and where.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct RuleLine {
    /// What it is about.
    pub subject: Subject,
    /// What it is called in the journal. For the window only.
    pub before: String,
    /// What the file says instead; the same as `before` when it is kept.
    pub after: String,
    /// What happens to it.
    pub treatment: Treatment,
    /// Why.
    pub basis: Basis,
    /// The day the person was asked, when a person was.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub asked_on: Option<Day>,
    /// Every place, in the order of the packet. Empty for a rule that meets nothing.
    pub places: Vec<Spot>,
}

/// Why something still needs an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// Somebody in the journal who has neither a rule nor a consent.
    NoRule,
    /// A word that may be a part of a withheld name, or holds one inside.
    Possible,
    /// A name that two people share, who are treated differently.
    Shared,
    /// A capitalised word or a file's name that matches nobody and nothing in the journal.
    Unknown,
    /// The words that stand for something hold something withheld themselves.
    Alias,
}

/// What the export waits for.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Unresolved {
    /// The word or name as written.
    pub word: String,
    /// Why it needs an answer.
    pub doubt: Doubt,
    /// What a rule would be about that answers it.
    pub subject: Subject,
    /// Whether it stands in a file's name or an address.
    pub file_name: bool,
    /// Where.
    pub places: Vec<Spot>,
}

/// Everything to look at before a packet leaves.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct PacketReview {
    /// What the export waits for; nothing is written while there is any.
    pub unresolved: Vec<Unresolved>,
    /// People who are named, by name.
    pub people: Vec<RuleLine>,
    /// Customers and other words.
    pub terms: Vec<RuleLine>,
    /// Figures.
    pub figures: Vec<RuleLine>,
    /// Outcomes left out because they are confidential.
    pub held_back: u32,
}
