//! Reading, writing, merging and covering ladders.

mod covering;
mod files;

use crate::id::{CriterionId, LadderId};
use crate::ladder::read::{ReadLadder, read};
use crate::ladder::{Ladder, LadderFormat, merge};

/// Ids that say in which order they were made.
fn fresh() -> impl FnMut() -> (LadderId, CriterionId) {
    let mut next = 0;
    move || {
        next += 1;
        (LadderId(uuid::Uuid::from_u128(next)), CriterionId(uuid::Uuid::from_u128(next)))
    }
}

fn taken_in(read: &ReadLadder) -> Ladder {
    merge(None, read, |_| false, &mut fresh()).ladder
}

fn toml(text: &str) -> ReadLadder {
    read(text, LadderFormat::Toml, "Untitled").expect("a ladder")
}
