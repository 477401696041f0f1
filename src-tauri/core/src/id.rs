//! Identifiers: UUIDv7, so that sorting by id is sorting by the moment of writing.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use uuid::{ContextV7, Timestamp, Uuid};

use crate::time::Moment;

/// Keeps ids written within one millisecond, or after the clock stepped back, in order.
static CONTEXT: LazyLock<std::sync::Mutex<ContextV7>> =
    LazyLock::new(|| std::sync::Mutex::new(ContextV7::new()));

/// The text was not an identifier of this journal.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("this is not an id")]
pub struct NotAnId;

/// A fresh UUIDv7 for `now`.
pub(crate) fn fresh(now: &Moment) -> Uuid {
    let ms = now.at.timestamp_millis().max(0).unsigned_abs();
    let context = CONTEXT.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let nanos = u32::try_from((ms % 1000) * 1_000_000).unwrap_or(0);
    Uuid::new_v7(Timestamp::from_unix(&*context, ms / 1000, nanos))
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(type = "string"))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id, later in order than every id made before it in this process.
            #[must_use]
            pub fn new(now: &Moment) -> Self {
                Self(fresh(now))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::parse_str(text.trim()).map(Self).map_err(|_| NotAnId)
            }
        }
    )+};
}

ids! {
    /// Names an entry.
    EntryId,
    /// Names an outcome.
    OutcomeId,
    /// Names a person.
    PersonId,
    /// Names a goal.
    GoalId,
    /// Names an item of evidence.
    EvidenceId,
    /// Names a packet.
    PacketId,
    /// Names a ladder.
    LadderId,
    /// Names a criterion of a ladder.
    CriterionId,
    /// Names a frozen copy of a packet.
    CopyId,
    /// Names a project.
    ProjectId,
    /// Names a saved filter.
    FilterId,
    /// Names an update.
    UpdateId,
    /// Names a need.
    NeedId,
    /// Names a promise.
    PromiseId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_the_order_they_were_made_in_even_within_one_millisecond() {
        let now = Moment::parse("2026-11-20T16:42:00+01:00").expect("a valid moment");
        let made: Vec<EntryId> = (0..500).map(|_| EntryId::new(&now)).collect();
        assert!(made.is_sorted(), "the journal pages by id");
    }
}
