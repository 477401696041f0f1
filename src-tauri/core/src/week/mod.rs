//! The week: what was done, which questions to ask, what is loose, and when it may be closed.
//!
//! Everything here is worked out from plain values that the journal reads; a week never closed is
//! a blank and resets nothing.

mod chips;
mod close;
mod facts;
mod loose;
mod period;
mod question;

use crate::id::PersonId;
use crate::kind::Kind;
use crate::time::Day;

pub use chips::{mentioned, with_words};
pub use close::{CLOSED_AS_ONE, RHYTHM_WEEKS, can_close, earlier, rhythm};
pub use facts::{Facts, FamilyFact, KindFact, LEAST_WEEKS, USUAL_WEEKS, coverage, facts};
pub use loose::{Loose, PUT_AWAY_DAYS, SITTING, Sitting, order};
pub use period::{NotAPeriod, Period, QUARTER_QUESTION};
pub use question::{Asked, Group, Question, QuestionFile, QuestionFileError, choose};

/// An entry, as far as the week's facts need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Its day.
    pub day: Day,
    /// Its kind.
    pub kind: Option<Kind>,
    /// Whether it has an outcome.
    pub mapped: bool,
    /// Who was there.
    pub people: Vec<PersonId>,
    /// Whom its outcomes credit.
    pub credited: Vec<PersonId>,
}
