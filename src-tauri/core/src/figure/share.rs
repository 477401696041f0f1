//! Shares of a result: whose is how much, and when the writer may claim a share.

use serde::{Deserialize, Serialize};

use super::{FigureError, Range};

/// The steps in which people can honestly say what would have come anyway.
pub const ANYWAY_STEPS: [f64; 5] = [0.0, 25.0, 50.0, 75.0, 100.0];

/// The same range, once each of its three numbers is one of [`ANYWAY_STEPS`].
///
/// # Errors
/// [`FigureError::NotAStep`], or whatever makes it no range at all.
pub fn anyway(range: Range) -> Result<Range, FigureError> {
    let range = range.checked()?;
    let on_step = |end: f64| ANYWAY_STEPS.contains(&end);
    if on_step(range.low) && on_step(range.likely) && on_step(range.high) {
        Ok(range)
    } else {
        Err(FigureError::NotAStep)
    }
}

/// Shares of one result come to more than all of it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OverWhole {
    /// The likely shares together, in hundredths.
    pub likely: f64,
    /// Even the lowest shares together come to more than 100.
    pub certain: bool,
}

/// Flags the shares of several people in one result when they come to more than 100 %.
///
/// # Errors
/// [`FigureError::NotAShare`] when one of them is not between 0 and 100.
pub fn over_whole(shares: &[Range]) -> Result<Option<OverWhole>, FigureError> {
    let mut sum = Range::ZERO;
    for share in shares {
        sum = sum.plus(share.share()?)?;
    }
    let over = OverWhole { likely: sum.likely, certain: sum.low > 100.0 };
    Ok((sum.likely > 100.0).then_some(over))
}

/// Whether the writer may now set a share of their own: once somebody else is credited, or the
/// writer has said that nobody else had a part in it.
#[must_use]
pub fn own_share_unlocked(others_credited: usize, nobody_else: bool) -> bool {
    others_credited > 0 || nobody_else
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exactly(share: f64) -> Range {
        Range::exactly(share).unwrap()
    }

    #[test]
    fn shares_over_a_whole_are_flagged() {
        let fits = [exactly(50.0), exactly(50.0)];
        assert_eq!(over_whole(&fits), Ok(None), "a whole is not too much");
        let unsure = [Range::new(25.0, 60.0, 75.0).unwrap(), exactly(50.0)];
        let flagged = Some(OverWhole { likely: 110.0, certain: false });
        assert_eq!(over_whole(&unsure), Ok(flagged), "likely too much, not surely");
        let sure = [exactly(75.0), exactly(50.0)];
        assert!(over_whole(&sure).unwrap().unwrap().certain, "even the low ends are too much");
        assert_eq!(over_whole(&[exactly(120.0)]), Err(FigureError::NotAShare), "no share at all");
    }

    #[test]
    fn others_are_credited_first() {
        assert!(!own_share_unlocked(0, false), "the question comes first");
        assert!(own_share_unlocked(1, false), "one credit unlocks");
        assert!(own_share_unlocked(0, true), "so does saying that nobody else had a part");
    }

    #[test]
    fn what_came_anyway_is_in_quarters() {
        assert!(anyway(Range::new(0.0, 25.0, 50.0).unwrap()).is_ok(), "quarters pass");
        let false_precision = Range::new(0.0, 30.0, 50.0).unwrap();
        assert_eq!(anyway(false_precision), Err(FigureError::NotAStep), "30 % claims too much");
    }
}
