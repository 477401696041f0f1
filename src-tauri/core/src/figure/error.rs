//! Why a figure could not be reached: codes the window turns into a sentence, never the user's text.

use serde::{Deserialize, Serialize};

/// Why a range, a calculator or typed arithmetic gave no figure.
///
/// Positions are counted in characters from the start of the typed text, so that a window can
/// mark the place without the error having to quote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum FigureError {
    /// An end is infinite, not a number, or grew past what a number holds.
    #[error("the number is not finite")]
    NotFinite,
    /// `low ≤ likely ≤ high` does not hold.
    #[error("the range runs backwards")]
    OutOfOrder,
    /// The text is neither a number nor a range of two.
    #[error("the text is not a number or a range")]
    Unreadable,
    /// A count, a duration or a price below nothing.
    #[error("the input is below zero")]
    Negative,
    /// A share or a chance outside 0 to 100.
    #[error("the share is not between 0 and 100")]
    NotAShare,
    /// A share that would have come anyway, off the steps 0, 25, 50, 75 and 100.
    #[error("the share that would have come anyway is not 0, 25, 50, 75 or 100")]
    NotAStep,
    /// The first day comes after the last.
    #[error("the days run backwards")]
    DaysBackwards,
    /// Typed arithmetic with nothing in it.
    #[error("nothing was typed")]
    Empty,
    /// Typed arithmetic above the permitted length.
    #[error("the arithmetic is longer than `{limit}` characters")]
    TooLong {
        /// The most characters read.
        limit: u16,
    },
    /// Typed arithmetic with more brackets than permitted.
    #[error("the arithmetic has more than `{limit}` brackets")]
    TooManyBrackets {
        /// The most opening brackets read.
        limit: u16,
    },
    /// Typed arithmetic with more ranges than can be worked through end by end.
    #[error("the arithmetic has more than `{limit}` ranges")]
    TooManyRanges {
        /// The most ranges read.
        limit: u16,
    },
    /// A sign that has no place in arithmetic.
    #[error("unexpected sign at character `{at}`")]
    UnexpectedSign {
        /// Where it stands.
        at: u16,
    },
    /// A word that is no unit known here.
    #[error("unknown unit at character `{at}`")]
    UnknownUnit {
        /// Where it starts.
        at: u16,
    },
    /// A number, a bracket or a unit is missing here.
    #[error("something is missing at character `{at}`")]
    Incomplete {
        /// Where it was expected.
        at: u16,
    },
    /// A range below a line with `+` or `-`, where low and high cannot be told apart by its ends.
    #[error("a range inside a divisor cannot be added or subtracted")]
    RangeInDivisor,
    /// Divided by nothing.
    #[error("division by zero")]
    DivisionByZero,
    /// Unlike units were added, or a result was asked for in a unit that does not fit.
    #[error("the units do not fit together")]
    UnitsDoNotFit,
    /// A unit came out multiplied by itself, as in `4 h × 6 weeks` where `4 h/week` was meant.
    #[error("a unit is multiplied by itself: is a `per` missing")]
    UnitSquared,
    /// The result is in a currency that is not the journal's.
    #[error("the result is not in the currency of this journal")]
    ForeignCurrency,
    /// The arithmetic took more work than is allowed for one line.
    #[error("the arithmetic takes too long")]
    TooHard,
}
