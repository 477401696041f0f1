//! Ranges for property tests.

use proptest::prelude::*;

use super::Range;

/// Any range between two bounds.
pub(super) fn any_range(low: f64, high: f64) -> impl Strategy<Value = Range> {
    prop::array::uniform3(low..=high).prop_map(|mut ends| {
        ends.sort_by(f64::total_cmp);
        Range::new(ends[0], ends[1], ends[2]).unwrap()
    })
}

/// Any share, in hundredths.
pub(super) fn any_share() -> impl Strategy<Value = Range> {
    any_range(0.0, 100.0)
}

/// Steps of a quarter, as hundredths.
pub(super) fn quarters(low: u8, likely: u8, high: u8) -> Range {
    let step = |steps: u8| f64::from(steps) * 25.0;
    Range::new(step(low), step(likely), step(high)).unwrap()
}

/// `range` with both ends drawn towards its likely value.
pub(super) fn tighten(range: Range, cut: (f64, f64)) -> Range {
    let low = range.low + (range.likely - range.low) * cut.0;
    let high = range.high - (range.high - range.likely) * cut.1;
    Range::new(low.min(range.likely), range.likely, high.max(range.likely)).unwrap()
}
