//! A company's ladder: its levels, what each asks for, and how far a journal covers it.
//!
//! [`read`] takes a ladder in from TOML, CSV or Markdown and [`write`] gives it back; [`merge`]
//! puts one that was read over one that is there. [`cover`] lays evidence over criteria and
//! quarters, and [`steps`] names the cheapest thing to do about a gap. Nothing here is a score.

pub mod bar;
pub mod cover;
pub mod merge;
pub mod model;
pub mod read;
pub mod steps;
mod write;

pub use bar::{Asks, Bar};
pub use cover::{Standing, cover};
pub use merge::merge;
pub use model::{Criterion, EntryMet, Ladder, LadderFormat, Linked};
pub use steps::StepKind;
pub use write::write;

#[cfg(test)]
mod tests;
