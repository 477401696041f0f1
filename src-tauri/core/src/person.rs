//! People the user works with.

use serde::{Deserialize, Serialize};

use crate::id::PersonId;
use crate::time::Day;

/// How a person stands to the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The user's manager.
    Manager,
    /// The manager's manager.
    ManagersManager,
    /// Somebody who reports to the user.
    Report,
    /// Somebody at the user's level.
    Peer,
    /// A leader elsewhere in the company.
    Leader,
    /// Somebody outside the company.
    Outside,
}

/// A person.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// The name the user types.
    pub name: String,
    /// Their role.
    pub role: String,
    /// Their area of the business.
    pub area: String,
    /// How they stand to the user.
    pub relation: Option<Relation>,
    /// The last real conversation.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub last_contact: Option<Day>,
    /// What the user invested in them.
    pub invested: String,
    /// What they went on to do.
    pub later_step: String,
    /// The user's own account of their part in it.
    pub honest_share: String,
    /// Whether they agreed to be named in a packet, and when they were asked.
    pub may_be_named: Option<bool>,
    /// When they were asked.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub asked_on: Option<Day>,
    /// Counts up with every change.
    pub revision: u32,
}
